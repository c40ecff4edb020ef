"""What a user name that is taken is changed into, each with how unlikely it is.

Can: add claims, signs and digits, exchange letters for what looks like them, slip by one letter.
Cannot: guess words nobody told us, long numbers, nor most of the countless slips. Bits are our own
estimate of how often copies are made so: half as often for each bit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from math import log2

SEPARATORS = re.compile(r"[._-]+")
BEFORE = (
    ("real", 2.4), ("the", 3.0), ("its", 3.4), ("thereal", 4.2), ("iam", 4.4), ("im", 4.6),
    ("official", 4.6), ("hey", 5.6), ("itsme", 5.6), ("not", 6.0), ("mr", 6.4), ("ms", 6.4),
    ("dr", 6.4), ("my", 6.6), ("only", 6.6),
)  # fmt: skip
AFTER = (
    ("official", 2.0), ("real", 3.2), ("backup", 4.2), ("priv", 4.6), ("private", 4.8),
    ("new", 4.8), ("page", 5.6), ("fan", 5.8), ("oficial", 5.8), ("fans", 6.0), ("xo", 6.0),
    ("tv", 6.2), ("hq", 6.4), ("live", 6.4), ("account", 6.4), ("music", 6.6), ("art", 6.6),
    ("online", 6.6), ("vip", 6.6),
)  # fmt: skip
SIGNS_AFTER = (
    ("_", 2.2), ("1", 3.0), ("2", 4.0), ("x", 4.4), ("__", 4.4), (".", 5.0), ("123", 5.2),
    ("01", 5.2), ("_1", 5.2), ("3", 5.4), ("7", 5.4), ("0", 5.4), ("_2", 5.6), ("_x", 5.6),
    ("xx", 5.6), ("11", 5.8), ("10", 6.0), (".x", 6.0), ("02", 6.2), ("22", 6.2), ("99", 6.2),
    ("5", 6.4), ("_01", 6.4),
)  # fmt: skip
SIGNS_BEFORE = (("_", 3.0), ("x", 5.0), ("__", 5.2), (".", 5.6), ("1", 6.6))
AROUND = (("_", 3.8), ("x", 4.2), ("xx", 5.8), ("__", 6.0))
YEARS = tuple(f"{year % 100:02}" for year in range(1984, 2008))  # of birth, at a guess
YEAR = 7.0
LOOKS = (
    ("o", "0", 0.0), ("l", "i", 0.0), ("l", "1", 0.2), ("i", "l", 0.2), ("i", "1", 0.2),
    ("m", "rn", 0.6), ("w", "vv", 0.6), ("d", "cl", 1.2), ("rn", "m", 0.6), ("vv", "w", 0.6),
    ("cl", "d", 1.2), ("0", "o", 0.0), ("1", "l", 0.0), ("e", "3", 0.8), ("a", "4", 1.0),
    ("s", "5", 1.0), ("t", "7", 1.4), ("u", "v", 2.0), ("g", "q", 2.0), ("g", "9", 2.0),
    ("b", "8", 2.0),
)  # fmt: skip
LEET = (
    str.maketrans("aeio", "4310"), str.maketrans("aeilostzbg", "4311057289"),
)  # fmt: skip
HEARD = (("k", "c"), ("c", "k"), ("y", "i"), ("i", "y"), ("s", "z"), ("z", "s"), ("ph", "f"))
LOOKALIKE, SLIPPED = 0.0, 2.8  # before it is said where
ALL_DIGITS = 3.4
DIGIT = 3.0
LAST_DOUBLED = 1.0
WORD = 1.2

Ranked = Iterator[tuple[float, str]]


def changed(text: str) -> Ranked:
    """A user name with something added, in letters that look like its own, or with a slip."""
    yield from _added(text)
    yield from _alike(text)
    yield from ((SLIPPED + bits, each) for bits, each in slipped(text))


def _added(text: str) -> Ranked:
    yield from ((bits, text + sign) for sign, bits in SIGNS_AFTER)
    yield from ((bits, sign + text) for sign, bits in SIGNS_BEFORE)
    yield from ((bits, sign + text + sign) for sign, bits in AROUND)
    yield from ((YEAR, text + year) for year in YEARS)
    for between, more in _between(text):
        yield from ((bits + more + WORD, text + between + word) for word, bits in AFTER)
        yield from ((bits + more + WORD, word + between + text) for word, bits in BEFORE)


def _between(text: str) -> tuple[tuple[str, float], ...]:
    """What stands before a word that is added, and how seldom: mostly what stands there already."""
    used = SEPARATORS.search(text)
    if used:
        return ((used[0][:1], 0.2), ("", 1.4))
    return (("", 0.2), ("_", 0.8), (".", 1.4))


def _alike(text: str) -> Ranked:
    """One letter exchanged, at its first or last place or everywhere; or all of them."""
    made = [each for old, new, bits in LOOKS for each in _exchanged(text, old, new, bits)]
    many = log2(len(made) or 1)
    yield from ((LOOKALIKE + min(many, 3.0) + bits, each) for bits, each in made)
    yield from ((ALL_DIGITS, text.translate(table)) for table in LEET)


def _exchanged(text: str, old: str, new: str, bits: float) -> Ranked:
    if old in text:
        yield bits, text.replace(old, new, 1)
        if text.count(old) > 1:
            yield bits, text.replace(old, new)
            yield bits + 0.4, new.join(text.rsplit(old, 1))


def one_off(text: str) -> Ranked:
    """With a digit more, or a letter more, less or elsewhere: as close as a copy can get."""
    yield from ((DIGIT, f"{text}{digit}") for digit in range(10))
    yield from slipped(text)


def slipped(text: str) -> Ranked:
    """A letter doubled, left out, changed with the next, or written as it sounds."""
    yield LAST_DOUBLED, text + text[-1:]
    bits = log2(len(text) or 1)
    for place, letter in enumerate(text):
        if letter.isalpha():
            vowel = 0.6 if letter in "aeiou" else 0.0
            yield bits - vowel, text[:place] + letter + text[place:]
            if place:
                yield bits + 0.4 - vowel, text[:place] + text[place + 1 :]
    for place, (one, other) in enumerate(pairwise(text)):
        if place and one != other and (one + other).isalpha():
            yield bits + 0.8, text[:place] + other + one + text[place + 2 :]
    for old, new in HEARD:
        if old in text[1:]:
            yield bits - 0.8, text[0] + text[1:].replace(old, new, 1)
