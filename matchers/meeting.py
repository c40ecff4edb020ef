"""Texts and what is prepared brought together: past the gate, the best reading for each person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from impersonation_watch.model import Signal
from matchers.aligning import Reading
from matchers.gate import Gate, passing
from matchers.placing import places_by_reason
from matchers.weighing import Reasons
from matchers.wording import MOST_READ


@dataclass(frozen=True, slots=True)
class Found:
    """A name or user name of a person met in a text: how it is read, and bits by reason."""

    person_id: str
    ours: str
    reading: Reading
    told: Reasons
    first: bool = False  # goes before another that is worth as much

    @property
    def bits(self) -> float:
        return sum(self.told.values())

    def rank(self) -> tuple[float, bool, str]:
        return self.bits, self.first, self.ours


Compare = Callable[[int, str], Found | None]  # one of what is prepared, by number, with a text
Met = dict[int, dict[str, Found]]  # by number of the text and by person


def meet(texts: Sequence[str], gates: Sequence[Gate], compare: Compare) -> Met:
    """For the texts in which anybody is met the best of each person; each gate has a number."""
    met: Met = {}
    for number, which in passing(texts, gates):
        found = compare(which, texts[number][:MOST_READ])
        if found is None:
            continue
        people = met.setdefault(number, {})
        before = people.get(found.person_id)
        if before is None or found.rank() > before.rank():
            people[found.person_id] = found
    return met


def best_bits(met: Met, many: int) -> list[float]:
    """For each of so many texts the bits of the best that was met in it; 0.0 for none."""
    scores = [0.0] * many
    for number, found in met.items():
        scores[number] = max(each.bits for each in found.values())
    return scores


def best_readings(met: Met, many: int) -> list[Reading | None]:
    """For each of so many texts the reading of the best that was met in it."""
    best: list[Reading | None] = [None] * many
    for number, found in met.items():
        best[number] = max(found.values(), key=Found.rank).reading
    return best


def signals_of(met: Met, matcher: str, texts: Sequence[str]) -> list[tuple[Signal, ...]]:
    """For each text the signals of all people; the texts are given as far as they are shown."""
    return [
        tuple(
            signal
            for found in met.get(number, {}).values()
            for signal in _signals(found, matcher, shown)
        )
        for number, shown in enumerate(texts)
    ]


def _signals(found: Found, matcher: str, theirs: str) -> Iterator[Signal]:
    places = places_by_reason(tuple(found.told), found.reading.places, theirs, found.ours)
    for reason, bits in found.told.items():
        yield Signal(
            person_id=found.person_id,
            matcher=matcher,
            reason=reason,
            bits=bits,
            ours=found.ours,
            theirs=theirs,
            places=places.get(reason, ()),
        )
