"""Hits in the order they are gone through. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from impersonation_watch import words
from impersonation_watch.model import Decision, Presence
from impersonation_watch.vault import StoredHit

# strength in words -> heading, and what it means
STRENGTHS = {
    "your photo": ("Your photo", "One of your photos is on the profile."),
    "strong": ("Strong", "More than the name fits."),
    "unclear": ("Unclear", "Something fits, but it may well be somebody else."),
    "same name": ("Same name only", "Probably other people who have your name."),
}
FOLDED = "same name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """Hits under one heading."""

    heading: str
    meaning: str
    hits: tuple[StoredHit, ...]
    folded: bool = False


def open_piles(hits: Iterable[StoredHit]) -> list[Pile]:
    """What needs a decision: profiles that came back first, then by strength; no empty pile."""
    kept = list(hits)
    back = [each for each in kept if _is_back(each)]
    piles = [_pile("Visible again", "You called these impostors. They can be seen again.", back)]
    undecided = [each for each in kept if each.decision is Decision.UNDECIDED]
    for strength, (heading, meaning) in STRENGTHS.items():
        of_strength = [each for each in undecided if words.strength(each.hit) == strength]
        piles.append(_pile(heading, meaning, of_strength, folded=strength == FOLDED))
    return [pile for pile in piles if pile.hits]


def decided_piles(hits: Iterable[StoredHit], names: dict[Decision, str]) -> list[Pile]:
    """What was decided, by decision; no empty pile."""
    kept = [each for each in hits if not _is_back(each)]
    piles = [
        _pile(name, "", [each for each in kept if each.decision is decision], folded=True)
        for decision, name in names.items()
    ]
    return [pile for pile in piles if pile.hits]


def in_turn(hits: Iterable[StoredHit]) -> list[StoredHit]:
    """Undecided hits in the order of the overview."""
    return [
        each
        for pile in open_piles(hits)
        for each in pile.hits
        if each.decision is Decision.UNDECIDED
    ]


def neighbours(
    turn: Sequence[StoredHit], shown: StoredHit
) -> tuple[StoredHit | None, StoredHit | None]:
    """The undecided hits before and after the one shown; the first one after when it is decided."""
    ids = [each.id for each in turn]
    if shown.id not in ids:
        return None, turn[0] if turn else None
    at = ids.index(shown.id)
    return (turn[at - 1] if at else None), (turn[at + 1] if at + 1 < len(turn) else None)


def _pile(heading: str, meaning: str, hits: list[StoredHit], folded: bool = False) -> Pile:
    worst_first = sorted(hits, key=lambda each: (-each.hit.bits, each.first_seen, each.id))
    return Pile(heading=heading, meaning=meaning, hits=tuple(worst_first), folded=folded)


def _is_back(stored: StoredHit) -> bool:
    return stored.decision is Decision.IMPOSTOR and stored.presence is Presence.BACK
