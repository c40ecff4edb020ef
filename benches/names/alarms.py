"""False alarms: random profiles against people they have nothing to do with."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import strangers
from invented import Someone, are_namesakes, draw
from scorers import Scorer

CHUNK = 20_000  # profiles compared at once
AT_ONCE = 5  # people they are compared with; other ones for every chunk


@dataclass(frozen=True, slots=True)
class Alarms:
    """What came of comparing profiles with people, one profile and one person at a time."""

    comparisons: int
    namesakes: int
    scores: tuple[float, ...]  # of strangers at or above the floor, the highest first

    def per_million(self, cut: float) -> float:
        return sum(score >= cut for score in self.scores) / self.comparisons * 1e6

    def cut_for(self, per_million: float) -> float:
        """The lowest score with no more false alarms than that; not below the floor."""
        allowed = int(per_million * self.comparisons / 1e6)
        if len(self.scores) <= allowed:
            return self.scores[-1] if self.scores else 0.0
        return math.nextafter(self.scores[allowed], math.inf)


Profile = tuple[Someone, str, str]


def profile(rng: random.Random) -> Profile:
    """A stranger of any language by frequency, with a display name and a user name."""
    other = strangers.with_handle(rng, draw(rng, "x"))
    return other, strangers.shows(rng, other) or "x", strangers.takes(rng, other) or "x"


def count(
    seed: int, profiles: int, floors: Mapping[str, float], scorers: Mapping[str, Scorer]
) -> dict[str, Alarms]:
    """Strangers that reach a floor with each scorer, the same profiles for all of them."""
    scores: dict[str, list[float]] = {name: [] for name in scorers}
    namesakes = dict.fromkeys(scorers, 0)
    size, chunks = min(CHUNK, profiles), max(profiles // CHUNK, 1)
    for number in range(chunks):
        rng = random.Random(f"alarms/{seed}/{number}")
        people = [strangers.with_handle(rng, draw(rng, f"p{n}")) for n in range(AT_ONCE)]
        seen = [profile(rng) for _ in range(size)]
        for name, scorer in scorers.items():
            high, same = chunk(people, seen, floors[name], scorer)
            scores[name] += high
            namesakes[name] += same
    total = size * chunks * AT_ONCE
    return {
        name: Alarms(total, namesakes[name], tuple(sorted(scores[name], reverse=True)))
        for name in scorers
    }


def chunk(
    people: Sequence[Someone], seen: Sequence[Profile], floor: float, scorer: Scorer
) -> tuple[list[float], int]:
    """The scores of strangers at or above the floor, by either name; how many namesakes reach it.

    A profile counts once, at its best, though it is compared with several people.
    """
    persons = [each.person for each in people]
    shown = scorer(persons, [each for _, each, _ in seen], "display")
    best = np.maximum(shown, scorer(persons, [each for _, _, each in seen], "handle"))
    high: list[float] = []
    namesakes = 0
    for place in np.flatnonzero((best >= floor) & (best > 0)).tolist():
        if any(are_namesakes(seen[place][0], each) for each in people):
            namesakes += 1
        else:
            high.append(float(best[place]))
    return high, namesakes
