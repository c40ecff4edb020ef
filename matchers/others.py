"""Whether a word is somebody else's name, in whatever signs it is written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from matchers.folding import PAIRS
from matchers.tables import is_name, rarity
from matchers.wording import Word

SELDOM = 14.5  # bits: fewer bear it than slips make it
RAREST = 16.0  # bits of the last names of the table
DIGITS = str.maketrans("012345789@$!|", "oizeastbgasil")
ELSE = str.maketrans("012345789@$!|", "olzeastbgasli")
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


def is_somebody(word: Word) -> bool:
    """Whether the word is a name that enough people bear, as it looks or as it is written."""
    return is_real(word.look) or (not word.plain.isascii() and _is_known(word.plain))


def _is_known(name: str) -> bool:
    return is_name(name) and _usual(name) < SELDOM


def is_signed(look: str) -> bool:
    """Whether digits at its ends make another name of it: leonard0."""
    return not look.isalpha() and is_real(look)


def is_borne(look: str) -> bool:
    return look.isalpha() and _is_known(look)


def is_misspelt(look: str) -> bool:
    """Whether so few bear it that it stands in lists as often by mistake: Noami."""
    return _usual(look) >= RAREST


def commonness(look: str) -> float:
    """Bits by which somebody's name, in whatever signs, is commoner than SELDOM; 0.0 for none."""
    return max(SELDOM - min(_usual(each) for each in _spellings(look)), 0.0)


def is_listed(look: str) -> bool:
    """Whether the word, digits read as letters, is anybody's name, however rare."""
    return any(is_name(each) for each in _spellings(look))


@lru_cache(maxsize=16_384)
def _usual(look: str) -> float:
    return min(rarity(look, first=True), rarity(look, first=False))
