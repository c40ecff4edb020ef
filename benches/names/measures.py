"""What is counted: the cut for a precision, recall by family, calibration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from cases import Case
from scorers import Flags, Scorer, Scores

from impersonation_watch.model import Person

BINS = 15


def scored(cases: Sequence[Case], scorer: Scorer) -> Scores:
    """The score of each case, person by person and kind by kind."""
    groups: dict[tuple[Person, str], list[int]] = defaultdict(list)
    for place, case in enumerate(cases):
        groups[case.person, case.kind].append(place)
    scores = np.zeros(len(cases))
    for (person, kind), places in groups.items():
        scores[places] = scorer([person], [cases[place].text for place in places], kind)
    return scores


def cut_for(scores: Scores, positive: Flags, precision: float) -> float:
    """The lowest score from which on this share is right; infinite where there is none."""
    order = np.argsort(-scores, kind="stable")
    ranked, right = scores[order], np.cumsum(positive[order])
    shares = right / np.arange(1, len(order) + 1)
    last_of_equals = np.append(ranked[1:] != ranked[:-1], True)
    enough = np.flatnonzero((shares >= precision) & last_of_equals & (ranked > 0))
    return float(ranked[enough[-1]]) if len(enough) else float("inf")


def flagged(scores: Scores, chosen: Flags, cut: float) -> float:
    """Share of the chosen cases at or above the cut; not a number where none is chosen."""
    return float(np.mean(scores[chosen] >= cut)) if chosen.any() else float("nan")


def where(cases: Sequence[Case], test: Callable[[Case], bool]) -> Flags:
    return np.fromiter((test(case) for case in cases), dtype=bool, count=len(cases))


def of_family(cases: Sequence[Case], family: str) -> Flags:
    return where(cases, lambda case: case.family == family)


def rates(
    scores: Mapping[str, Scores], cuts: Mapping[str, float], chosen: Flags
) -> dict[str, float]:
    """By scorer the share of the chosen cases at or above its cut."""
    return {name: flagged(each, chosen, cuts[name]) for name, each in scores.items()}


def calibration_error(chances: Iterable[float], positive: Flags) -> float:
    """Expected calibration error in 15 equal bins, both kinds weighing the same (even odds)."""
    said = np.fromiter(chances, dtype=np.float64)
    weight = np.where(positive, 0.5 / max(positive.sum(), 1), 0.5 / max((~positive).sum(), 1))
    bins = np.minimum((said * BINS).astype(int), BINS - 1)
    error = 0.0
    for each in range(BINS):
        inside = bins == each
        error += abs(float((weight[inside] * (positive[inside] - said[inside])).sum()))
    return error
