"""Hits in the order they are gone through. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from impersonation_watch import words
from impersonation_watch.language import N_
from impersonation_watch.model import Decision, Presence
from impersonation_watch.vault import StoredHit

# strength in words -> heading, and what it means
STRENGTHS = {
    "your photo": (N_("Your photo"), N_("One of your photos is on the profile.")),
    "strong": (N_("Strong"), N_("More than the name fits.")),
    "unclear": (N_("Unclear"), N_("Something fits, but it may well be somebody else.")),
    "same name": (N_("Same name only"), N_("Probably other people who have your name.")),
}
BACK = (N_("Visible again"), N_("You called these impostors. They can be seen again."))
FOLDED = "same name"  # folded away: nothing but the name speaks for them
LATER = (N_("For later"), N_("You put these off. They come last until the day you see."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """Hits under one heading. The texts are marked, not yet translated."""

    heading: str
    meaning: str
    hits: tuple[StoredHit, ...]
    is_folded: bool = False


def back(hits: Iterable[StoredHit]) -> tuple[StoredHit, ...]:
    """Profiles called impostors that can be seen again."""
    return _worst_first(each for each in hits if _is_back(each))


def open_piles(hits: Iterable[StoredHit], now: datetime) -> list[Pile]:
    """What needs a decision, by strength, what was put off last; no empty pile."""
    undecided = [each for each in hits if each.decision is Decision.UNDECIDED]
    awake = [each for each in undecided if not is_put_off(each, now)]
    piles = [
        Pile(
            heading=heading,
            meaning=meaning,
            hits=_worst_first(each for each in awake if words.strength(each.hit) == strength),
            is_folded=strength == FOLDED,
        )
        for strength, (heading, meaning) in STRENGTHS.items()
    ]
    later = sorted(
        (each for each in undecided if is_put_off(each, now)),
        key=lambda each: (each.snoozed_until or now, each.id),
    )
    piles.append(Pile(heading=LATER[0], meaning=LATER[1], hits=tuple(later)))
    return [pile for pile in piles if pile.hits]


def decided_piles(hits: Iterable[StoredHit], names: dict[Decision, str]) -> list[Pile]:
    """What was decided, by decision; no empty pile."""
    kept = [each for each in hits if not _is_back(each)]
    piles = [
        Pile(
            heading=name,
            meaning="",
            hits=_worst_first(each for each in kept if each.decision is decision),
        )
        for decision, name in names.items()
    ]
    return [pile for pile in piles if pile.hits]


def in_turn(hits: Iterable[StoredHit], now: datetime) -> list[StoredHit]:
    """Undecided hits in the order they are gone through."""
    return [each for pile in open_piles(hits, now) for each in pile.hits]


def waiting(turn: Iterable[StoredHit], now: datetime) -> list[StoredHit]:
    """Those of `in_turn` that were not put off."""
    return [each for each in turn if not is_put_off(each, now)]


def folded(waiting: Iterable[StoredHit]) -> list[StoredHit]:
    """Those of `waiting` that have the same name only; they are no mountain to be told of."""
    return [each for each in waiting if words.strength(each.hit) == FOLDED]


def is_put_off(stored: StoredHit, now: datetime) -> bool:
    """Whether she wants to see it later."""
    return stored.snoozed_until is not None and now < stored.snoozed_until


def neighbours(
    turn: Sequence[StoredHit], shown: StoredHit
) -> tuple[StoredHit | None, StoredHit | None]:
    """The undecided hits before and after the one shown; the first one after when it is decided."""
    ids = [each.id for each in turn]
    if shown.id not in ids:
        return None, turn[0] if turn else None
    at = ids.index(shown.id)
    return (turn[at - 1] if at else None), (turn[at + 1] if at + 1 < len(turn) else None)


def next_one(turn: Sequence[StoredHit], shown: StoredHit, now: datetime) -> StoredHit | None:
    """What to go on with after the one shown: the next that waits, else the first that does.

    None when only what was put off is left.
    """
    ids = [each.id for each in turn]
    at = ids.index(shown.id) + 1 if shown.id in ids else 0
    left = [each for each in (*turn[at:], *turn[:at]) if each.id != shown.id]
    return next(iter(waiting(left, now)), None)


def _worst_first(hits: Iterable[StoredHit]) -> tuple[StoredHit, ...]:
    return tuple(sorted(hits, key=lambda each: (-each.hit.bits, each.first_seen, each.id)))


def _is_back(stored: StoredHit) -> bool:
    return stored.decision is Decision.IMPOSTOR and stored.presence is Presence.BACK
