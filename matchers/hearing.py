"""How one word sounds: its Latin spellings, its consonants, and what it may be.

Can: read a word in any of nine scripts in the ways its bearers write it in Latin letters, and the
digits of the Arabic chat alphabet. Cannot: choose between the readings of Japanese characters, or
say the vowels of an Arabic or Hebrew word that is in no table; its frame says what they may be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from matchers.alphabets import others, syllables
from matchers.alphabets.latin import ARTICLE, MOST_CODES, codes, skeleton, spelled
from matchers.alphabets.unvoiced import Frame, frame
from matchers.natives import native, small
from matchers.spellings import LATIN, READERS, script
from matchers.tables import spellings

MOST_FORMS = 6
UNVOICED = ("arabic", "persian", "hebrew")
SYLLABIC = ("han", "japanese", "hangul")
# tables whose names have one spelling each in several fashions; Japanese characters do not
TABLES = ("arabic", "persian", "hebrew", "cyrillic", "greek", "hindi", "chinese", "korean")
INDIAN, DEVANAGARI = ("\u0980", "\u0d7f"), 0x0900  # Bengali to Malayalam
SHORTEST = 5  # letters of a word that may begin with the article: Elias does not
ARTICLES = ("al", "el")  # of Arabic, written with what follows


@dataclass(frozen=True, slots=True)
class Sound:
    """A word ready to be compared by sound."""

    forms: tuple[str, ...]  # Latin spellings in ASCII small letters, the likeliest first
    key: frozenset[str]  # its consonants, after merging what romanisations confuse
    vowels: bool  # False where the script does not write them
    script: str  # as spellings.script says
    native: str = ""  # the normal form within the script
    codes: frozenset[str] = frozenset()  # vowels and all, merged too; empty where they are a guess
    known: frozenset[str] = frozenset()  # native names of the tables it may be
    frame: Frame = ()  # what its Latin spellings look like, where vowels are not written


@lru_cache(maxsize=32_768)
def heard(word: str) -> Sound:
    """How one word sounds; 64 letters of it at most. Never raises."""
    text = small(word)
    written = LATIN if text.isascii() else script(text)
    normal = native(text)
    spelt = _forms(text, normal, written)[: syllables.MOST]
    most = 1 if written in SYLLABIC else MOST_CODES  # their letters are read one way
    found = frozenset(code for form in spelt for code in codes(form)[:most] if code)
    return Sound(
        forms=spelt[:MOST_FORMS],
        key=frozenset(map(skeleton, found)),
        vowels=written not in UNVOICED,
        script=written,
        native=normal,
        codes=frozenset() if _guessed(text, written) else found,
        known=_known(spelt, normal, written),
        frame=frame(normal) if written in UNVOICED else (),
    )


def _forms(text: str, normal: str, written: str) -> tuple[str, ...]:
    if written in (LATIN, ""):
        bare = ARTICLE.sub("", text)
        return spelled(text) if bare == text else (*spelled(text), *spelled(bare))
    if written in ("han", "japanese"):
        kana = any("\u3041" <= each <= "\u30ff" for each in text)
        found = syllables.kana_forms(text) if kana else syllables.han_forms(text)
    elif written == "hangul":
        found = syllables.hangul_forms(text)
    else:
        found = _read(*_as_hindi(text, written))
    return found or spelled(anyascii(text).lower())


def _guessed(text: str, written: str) -> bool:
    """Whether the vowels of the Latin spellings are made up."""
    return written in UNVOICED and READERS[written](text).doubt != ""


def _as_hindi(text: str, written: str) -> tuple[str, str]:
    """Scripts of India have their letters in the order of Devanagari."""
    if not any(INDIAN[0] <= each <= INDIAN[1] for each in text):
        return text, written
    turned = (chr(DEVANAGARI + ord(each) % 128) if each > INDIAN[0] else each for each in text)
    return "".join(turned), "devanagari"


def _read(text: str, written: str) -> tuple[str, ...]:
    reader = READERS.get(written)
    read = reader(text).spellings if reader else ()
    small_letters = [each.lower().replace(" ", "-") for each in read]
    if written == "cyrillic":
        small_letters += others.cyrillic(text)
    if written == "devanagari" and small_letters:
        small_letters += others.devanagari(text, small_letters[0])
    if written == "greek" and small_letters:
        small_letters += others.greek(text, small_letters[0])
    bare = [short for each in small_letters if (short := ARTICLE.sub("", each)) != each]
    return tuple(dict.fromkeys(form for each in [*small_letters, *bare] for form in spelled(each)))


def _known(spelt: tuple[str, ...], normal: str, written: str) -> frozenset[str]:
    names, latin = _names()
    if written == LATIN:
        found = [latin[each] for each in spelt if each in latin]
        stems = [each[2:] for each in spelt if each[:2] in ARTICLES and len(each) > SHORTEST]
        found += [latin[each] for each in stems if each in latin]
        return frozenset().union(*found)
    bare = normal.removeprefix("ال")
    return frozenset({normal, bare}) & names


@cache
def _names() -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
    """Native names of the tables, and which of them a Latin spelling may be."""
    latin: dict[str, set[str]] = defaultdict(set)
    for language in TABLES:
        for name, usual in spellings(language).items():
            official = (syllables.hangul_forms(name)[-1],) if language == "korean" else ()
            for each in (*usual, *official):
                latin[spelled(each.lower().replace("-", ""))[0]].add(native(name))
    names = frozenset(each for found in latin.values() for each in found)
    return names, {form: frozenset(found) for form, found in latin.items()}
