"""Spellings that are met but not worth suggesting: other languages with the same letters."""

from __future__ import annotations

import re
import unicodedata

from matchers.alphabets import european, hindi
from matchers.natives import native

DOT = "\u093c"
CLOSED_Y = re.compile(r"(?<=a)ya(?=[^aeiouy])")
RUSSIAN_ONLY = frozenset("ыэёъ")
SOUTHERN = str.maketrans({"ъ": "а", "щ": "шт"})  # Bulgarian
GREEK_FIRST = {"μπ": "mp", "ντ": "nt", "γκ": "gk"}  # how passports wrote b, d and g once
GREEK_INSIDE = (("mp", "b"), ("nt", "d"), ("gk", "g"), ("ch", "kh"), ("av", "au"), ("ev", "eu"),
                ("ef", "eu"), ("af", "au"), ("ng", "gg"))  # fmt: skip


def cyrillic(word: str) -> list[str]:
    """As a Ukrainian, Belarusian or Bulgarian would write a word the Russian way was given of."""
    found: list[str] = []
    if "г" in word and not RUSSIAN_ONLY & set(word):
        found += european.ukrainian_word(word)[:2]
    if re.search("[ъщ]", word):
        found += european.read_cyrillic(word.translate(SOUTHERN)).spellings[:2]
    return [each.lower() for each in found]


def greek(word: str, usual: str) -> list[str]:
    """Pairs of letters read one by one, and the other way round."""
    first = GREEK_FIRST.get(native(word)[:2])
    found = [first + usual[1:]] if first else []
    return found + [usual.replace(pair, other) for pair, other in GREEK_INSIDE if pair in usual]


def devanagari(word: str, usual: str) -> list[str]:
    """Letters without their dot, au as o, and a y that closes its syllable."""
    dotless = [] if DOT not in unicodedata.normalize("NFD", word) else [native(word)]
    found = [each.lower() for bare in dotless for each in hindi.read_hindi(bare).spellings[:2]]
    closed = CLOSED_Y.sub("y", usual)
    return [*found, *(CLOSED_Y.sub("y", each) for each in found), closed, closed.replace("au", "o")]
