"""One written form for letters of one script that are written for each other.

Can: bring together ك and ک, hamza seats, ة and ه, final forms, vowel marks, tatweel, ς and σ, ё and
е, Ukrainian and Russian i, half-width kana, katakana and hiragana, jamo and syllables, old, new,
traditional and simplified characters. Cannot: tell شادي from شادى, nor Ї from И, which it takes for
spellings of one letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from matchers.letters import ACCENTED
from matchers.lists import spellings

MOST_LETTERS = 64
MOST_PASSES = 4
KATAKANA_FROM = 0x60  # between the two kana blocks of Unicode
# marks that are no letters: accents, Arabic and Hebrew vowel signs; Indian vowels stay
MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u093c\u0640\u30fc]"
)
NASAL = re.compile("[ङञणनम]\u094d(?=[क-ह])|\u0901")
LETTERS: Mapping[int, str] = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك",
    "ڪ": "ك", "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه", "ؤ": "و", "ئ": "ي",
    "ء": "", "ۆ": "و", "ڭ": "ك", "ں": "ن",
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
    "װ": "וו", "ױ": "וי", "ײ": "יי",
    "ς": "σ", "ё": "е", "і": "и", "ї": "и", "є": "е", "ґ": "г", "й": "и", "ѐ": "е", "ѝ": "и",
    "ў": "у", "ј": "и", "ळ": "ल", "ऑ": "ओ", "ॉ": "ो", "ゔ": "う", "ゐ": "い", "ゑ": "え",
    "を": "お", "ぁ": "あ", "ぃ": "い", "ぅ": "う", "ぇ": "え", "ぉ": "お", "ゃ": "や",
    "ゅ": "ゆ", "ょ": "よ",
    "っ": "つ", "ぢ": "じ", "づ": "ず",
}) | {ord(letter): plain for letter, plain in ACCENTED.items()}  # fmt: skip


@lru_cache(maxsize=16_384)
def native(word: str) -> str:
    """The normal form of a word within its own script; letters and digits only, small.

    At most MOST_LETTERS letters. Never raises; the normal form of a normal form is itself.
    """
    if word.isascii():
        return "".join(each for each in word[:MOST_LETTERS].lower() if each.isalnum())
    text = _normal(small(word))
    for _ in range(MOST_PASSES):  # letters that met because one between them went
        if unicodedata.is_normalized("NFKC", text):
            break
        text = _normal(small(text))
    return text


@lru_cache(maxsize=16_384)
def small(word: str) -> str:
    """Compatibility forms undone, small letters; at most MOST_LETTERS."""
    text = unicodedata.normalize("NFKC", word[:MOST_LETTERS])
    return unicodedata.normalize("NFKC", text.casefold())[:MOST_LETTERS]


def unmarked(word: str) -> str:
    """Small letters without vowel marks, tatweel or accents, otherwise as written."""
    return unicodedata.normalize("NFC", _unmarked(small(word)))


def hiragana(word: str) -> str:
    """Katakana turned to hiragana; all else stays."""
    return "".join(
        chr(ord(each) - KATAKANA_FROM) if "\u30a1" <= each <= "\u30f4" else each for each in word
    )


@cache
def characters() -> Mapping[str, str]:
    """Chinese characters of names to the one form all are compared in."""
    return {other: plain for plain, others in spellings("han").items() for other in others}


def _normal(text: str) -> str:
    if not (text and all(map(_is_han, text))):
        text = NASAL.sub("\u0902", unicodedata.normalize("NFC", _unmarked(text)))
    kept = "".join(map(_plain, text))
    return "".join(each for each in kept if each.isalnum() or _is_sign(each))


def _unmarked(text: str) -> str:
    return MARKS.sub("", unicodedata.normalize("NFD", text))


def _plain(letter: str) -> str:
    if _is_han(letter):
        return characters().get(letter, letter)
    return hiragana(letter).translate(LETTERS)


def _is_han(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or letter > "\U0001ffff"


def _is_sign(letter: str) -> bool:
    """Vowel signs of Indian and South East Asian scripts are marks, and part of the word."""
    return letter > "\u08ff" and unicodedata.category(letter) in ("Mn", "Mc")
