"""What every alphabet gives back, and how spellings of parts become spellings of a name."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST = 8  # spellings of one name: more would not be read
MOST_OF_A_PART = 4

Part = tuple[str, ...]  # spellings of one part of a name, the most usual first


@dataclass(frozen=True, slots=True)
class Reading:
    """Spellings of a whole name; `doubt` is one of spellings.DOUBTS, or empty."""

    spellings: tuple[str, ...] = ()
    doubt: str = ""


def combined(parts: Sequence[Part]) -> list[str]:
    """Whole names of these parts in this order: those with the most usual parts first."""
    if not parts:
        return []
    offered = [list(enumerate(part[:MOST_OF_A_PART])) for part in parts]
    ranked = sorted(
        itertools.product(*offered),
        key=lambda chosen: _unusual([rank for rank, _ in chosen]),
    )
    return [" ".join(text for _, text in chosen) for chosen in ranked[: MOST * 2]]


def _unusual(ranks: list[int]) -> tuple[int, int, list[int]]:
    """First names vary more than surnames, so of two as unusual the first name's comes first."""
    return sum(ranks), max(ranks), [-rank for rank in ranks]


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Each once, empty ones left out."""
    return tuple(dict.fromkeys(text for text in texts if text))


def titled(word: str, *, first_only: bool = False) -> str:
    """Capitals as in a name, after a hyphen too unless `first_only`."""
    if first_only:
        return word[:1].upper() + word[1:]
    return "-".join(piece[:1].upper() + piece[1:] for piece in word.split("-"))


def bare(text: str) -> str:
    """Small letters without accents, vowel signs or joiners."""
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(each for each in apart if unicodedata.category(each) not in ("Mn", "Cf"))
