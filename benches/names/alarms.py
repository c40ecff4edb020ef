"""False alarms: random profiles against people they have nothing to do with."""

from __future__ import annotations

import random
from dataclasses import dataclass

import strangers
from invented import Someone, are_namesakes, draw
from scorers import Scorer

CHUNK = 20_000  # profiles compared at once
AT_ONCE = 5  # people they are compared with; other ones for every chunk


@dataclass(frozen=True, slots=True)
class Alarms:
    """What came of the comparisons of one profile with one person."""

    comparisons: int
    false: int
    namesakes: int

    @property
    def per_million(self) -> float:
        return self.false / self.comparisons * 1e6


Profile = tuple[Someone, str, str]


def profile(rng: random.Random) -> Profile:
    """A stranger of any language by frequency, with a display name and a user name."""
    other = strangers.with_handle(rng, draw(rng, "x"))
    return other, strangers.shows(rng, other) or "x", strangers.takes(rng, other) or "x"


def count(
    seed: int, profiles: int, cuts: dict[str, float], scorers: dict[str, Scorer]
) -> dict[str, Alarms]:
    """False alarms of every scorer at its cut, the same profiles for all of them."""
    totals = {name: [0, 0, 0] for name in scorers}
    for number in range(max(profiles // CHUNK, 1)):
        rng = random.Random(f"alarms/{seed}/{number}")
        size = min(CHUNK, profiles)
        people = [draw(rng, f"p{n}") for n in range(AT_ONCE)]
        people = [strangers.with_handle(rng, each) for each in people]
        seen = [profile(rng) for _ in range(size)]
        for name, scorer in scorers.items():
            false, same = chunk(people, seen, cuts[name], scorer)
            for place, amount in enumerate((size * AT_ONCE, false, same)):
                totals[name][place] += amount
    return {name: Alarms(*total) for name, total in totals.items()}


def chunk(
    people: list[Someone], seen: list[Profile], cut: float, scorer: Scorer
) -> tuple[int, int]:
    """How many strangers and how many namesakes reach the cut by either of their names."""
    persons = [each.person for each in people]
    high = scorer(persons, [shown for _, shown, _ in seen], "display") >= cut
    high |= scorer(persons, [taken for _, _, taken in seen], "handle") >= cut
    reached = [each[0] for each, is_high in zip(seen, high, strict=True) if is_high]
    same = sum(any(are_namesakes(each, other) for other in people) for each in reached)
    return len(reached) - same, same
