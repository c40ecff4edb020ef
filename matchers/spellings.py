"""Latin spellings of a name in another alphabet, to be confirmed by whoever bears it.

Can: give the spellings people use for common Arabic, Persian and Hebrew names, and for any Russian,
Ukrainian, Greek, Hindi, Chinese and Korean name and Japanese kana. Cannot: know how this very
person writes hers. Arabic, Persian and Hebrew leave vowels out, so a name that is in no table is
only a guess ("vowels"); Japanese given names in characters have many readings and are left out
("kanji"); Chinese and Japanese share characters ("han"); other alphabets are not read ("script").

Sources: ICAO Doc 9303 part 3 section 6 (passports), BGN/PCGN for Russian, resolution 55/2010 for
Ukrainian, ELOT 743 for Greek, pinyin as in anyascii (ISC), Wade-Giles for Taiwan, Hepburn, Revised
Romanisation of 2000; the tables of usual spellings are our own (matchers/data/SOURCES.md).
pypinyin was weighed: its strength is phrases, which names are not, so a table of surnames does.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from matchers.alphabets import eastern, european, hindi, semitic
from matchers.alphabets.reading import MOST, Reading

DOUBTS = ("vowels", "kanji", "han", "script")
LATIN, OTHER = "latin", "other"
LONGEST = 100  # letters; no longer name can be given
# what Unicode calls the letters of each
SCRIPTS = {
    "LATIN": LATIN, "ARABIC": "arabic", "HEBREW": "hebrew", "CYRILLIC": "cyrillic",
    "GREEK": "greek", "DEVANAGARI": "devanagari", "CJK": "han", "HIRAGANA": "japanese",
    "KATAKANA": "japanese", "KATAKANA-HIRAGANA": "japanese", "HANGUL": "hangul",
}  # fmt: skip
READERS: dict[str, Callable[[str], Reading]] = {
    "arabic": semitic.read_arabic,
    "persian": semitic.read_arabic,
    "hebrew": semitic.read_hebrew,
    "cyrillic": european.read_cyrillic,
    "greek": european.read_greek,
    "devanagari": hindi.read_hindi,
    "han": eastern.read_chinese,
    "japanese": eastern.read_japanese,
    "hangul": eastern.read_korean,
}


def script(name: str) -> str:
    """What the name is written in: latin, a key of READERS, other, or "" where it has no letters.

    Persian and Japanese are told from Arabic and Chinese where a letter or a surname gives it away.
    """
    found = Counter(_script(letter) for letter in name if letter.isalpha())
    if not found:
        return ""
    most = found.most_common(1)[0][0]
    if most == "arabic" and semitic.is_persian(name):
        return "persian"
    if most in ("han", "japanese"):
        return "japanese" if eastern.is_japanese(name) else "han"
    return most


def suggest(name: str) -> tuple[str, ...]:
    """Latin spellings of a full name, the most usual first, MOST at most.

    Empty for a name in Latin letters, and where none can be given: then `doubt` says why.
    """
    return _read(name).spellings[:MOST]


def doubt(name: str) -> str:
    """Why the spellings are few or unsure: one of DOUBTS, or "" where there is nothing to say."""
    return _read(name).doubt


def _read(name: str) -> Reading:
    text = unicodedata.normalize("NFKC", name)[:LONGEST].strip()
    written = script(text)
    if written in ("", LATIN):
        return Reading()
    reader = READERS.get(written)
    reading = reader(text) if reader else Reading()
    return reading if reading.spellings or reading.doubt else Reading(doubt="script")


@lru_cache(maxsize=20_000)
def _script(letter: str) -> str:
    first = unicodedata.name(letter, "").split(" ")[0]
    return SCRIPTS.get(first, OTHER)
