"""Whether a word is somebody else's name, in whatever signs it is written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from matchers.folding import PAIRS
from matchers.tables import is_name, rarity

SELDOM = 14.5  # bits: fewer bear it than slips make it
DIGITS = str.maketrans("01345789@$!|", "oieastbgasil")
ELSE = str.maketrans("01345789@$!|", "oleastbgasli")
STROKES = str.maketrans("1l", "ii")


@lru_cache(maxsize=16_384)
def is_real(look: str) -> bool:
    """Whether the word, digits read as letters, is a name that enough people bear."""
    return any(is_borne(each) for each in _spellings(look))


def _spellings(look: str) -> Iterable[str]:
    """The word with pairs, digits, signs and strokes read as the letters they look like."""
    one = look
    for pair, single in PAIRS:
        one = one.replace(pair, single)
    return dict.fromkeys((
        look, one, look.translate(DIGITS), look.translate(ELSE), look.translate(STROKES),
        look.replace("i", "l"),
    ))  # fmt: skip


def is_signed(look: str) -> bool:
    """Whether digits at its ends make another name of it: leonard0."""
    return not look.isalpha() and is_real(look)


def is_borne(look: str) -> bool:
    return look.isalpha() and is_name(look) and _usual(look) < SELDOM


def commonness(look: str) -> float:
    """Bits by which somebody's name, in whatever signs, is commoner than SELDOM; 0.0 for none."""
    return max(SELDOM - min(_usual(each) for each in _spellings(look)), 0.0)


@lru_cache(maxsize=16_384)
def _usual(look: str) -> float:
    return min(rarity(look, first=True), rarity(look, first=False))
