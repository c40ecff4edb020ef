"""The rows of the table: every figure, ours beside the rivals', and its goal."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import display
import handle
import measures
import native
from cases import NO_SCORE, Case, near
from cases import cases as drawn
from scorers import SCORERS, Flags
from strangers import MEASURED

from matchers.chance import mark

PRECISION = 0.99
NEAR_EACH = 6  # of each sort and kind per person: 3,600 for 300 people, to see two in a thousand
OTHER_SCRIPT, ONE_SCRIPT = "other script, all given", "other script, one given"
COMBINED = ("two combined", "three combined")
EASY_HANDLES = ("joins", "affixes", "leet", "nickname", "known user name")
HARD = dict(zip(MEASURED, (0.002, 0.002, 0.01, 0.005), strict=True))  # the most to be flagged
OTHERS = (
    "same surname and initial", "male and female forms", "surname that begins with hers",
    "single words", "similar words", "other scripts", "short names", NO_SCORE[1],
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what was counted, what is asked of us, and every scorer's figure."""

    figure: str
    values: dict[str, float]
    least: float | None = None
    most: float | None = None

    @property
    def met(self) -> bool | None:
        own = self.values.get("ours")
        if own is None or math.isnan(own) or (self.least is None and self.most is None):
            return None
        return own >= (self.least or 0.0) if self.most is None else own <= self.most


class Run:
    """All cases of a run with every scorer's scores, and the cut each of them gets."""

    def __init__(self, seed: int, people: int, cut: float | None = None) -> None:
        self.seed, self.people = seed, people
        self.cases = list(drawn(seed, people))
        cases = self.cases
        self.positive = measures.where(cases, lambda case: case.positive)
        self.scores = {name: measures.scored(cases, each) for name, each in SCORERS.items()}
        self.pool = measures.where(cases, in_pool)
        self.precise = {name: self.cut(name, self.pool) for name in SCORERS}
        self.cuts = self.precise | {"ours": mark() if cut is None else cut}

    def cut(self, name: str, chosen: Flags) -> float:
        return measures.cut_for(self.scores[name][chosen], self.positive[chosen], PRECISION)

    def share(self, test: Callable[[Case], bool]) -> dict[str, float]:
        """Which share of these cases each scorer flags at its cut."""
        chosen = measures.where(self.cases, test)
        return measures.rates(self.scores, self.cuts, chosen)

    def share_of(self, family: str) -> dict[str, float]:
        """The same for the cases of one family, in both kinds."""
        return self.share(lambda case: case.family == family)

    def precision(self) -> dict[str, float]:
        """Share of those at or above each cut that are made of her name."""
        return {
            name: measures.flagged(self.positive.astype(float), self.pool & (scores >= cut), 0.5)
            for (name, scores), cut in zip(self.scores.items(), self.cuts.values(), strict=True)
        }

    def recall_at(self, cut: float) -> float:
        """Our recall over the pool, were this the cut."""
        return measures.flagged(self.scores["ours"], self.pool & self.positive, cut)

    def mix(self) -> str:
        right = int(self.positive[self.pool].sum())
        return f"{right} made of her name, {int(self.pool.sum()) - right} of a stranger's"


def in_pool(case: Case) -> bool:
    """All spellings given, all families that may carry a hit, and all strangers."""
    aside = ("native ", "held out")
    return not case.family.startswith(aside) and case.family not in (*NO_SCORE, ONE_SCRIPT)


def recall(run: Run) -> Iterator[Row]:
    """Recall over all and by family: ours at its mark, the others at precision 0.99."""
    hers = run.pool & run.positive
    precise = measures.rates(run.scores, run.precise, hers)
    yield Row("recall at precision 0.99, all spellings given", precise, least=0.97)
    all_of = measures.rates(run.scores, run.cuts, hers)
    yield Row("recall at the cut of all rows below", all_of, least=0.97)
    yield Row("  precision at that cut", run.precision(), least=PRECISION)
    for family in display.FAMILIES:
        yield Row(f"  display: {family}", in_family(run, family, "display"), least=0.95)
    for family in COMBINED:
        yield Row(f"  display: {family}", in_family(run, family, "display"), least=0.93)
    yield Row(f"  display: {OTHER_SCRIPT}", in_family(run, OTHER_SCRIPT, "display"))
    yield Row(f"  display: {ONE_SCRIPT}", in_family(run, ONE_SCRIPT, "display"), least=0.85)
    for family in handle.FAMILIES:
        least = 0.97 if family in EASY_HANDLES else 0.90 if family == "one slip" else 0.93
        yield Row(f"  handle: {family}", in_family(run, family, "handle"), least=least)
    for kind in ("display", "handle"):
        yield Row(f"  {kind}: initials (never alone)", in_family(run, NO_SCORE[0], kind))


def in_family(run: Run, family: str, kind: str) -> dict[str, float]:
    return run.share(lambda case: case.family == family and case.kind == kind and case.positive)


def held_out(run: Run) -> Iterator[Row]:
    """Words, characters and languages the tables were probably not made from."""
    prefix = "held out"
    yield Row("held out, all", run.share(lambda case: case.family.startswith(prefix)))
    families = sorted({case.family for case in run.cases if case.family.startswith(prefix)})
    for family in families:
        yield Row(f"  {family}", run.share_of(family))


def strangers(run: Run) -> Iterator[Row]:
    """How many of those who come near are flagged at the same cut."""
    yield Row("random strangers flagged", run.share(lambda c: c.family == "random strangers"))
    more = list(near(run.seed, run.people, NEAR_EACH))
    scores = {name: measures.scored(more, each) for name, each in SCORERS.items()}
    for family, most in HARD.items():
        chosen = measures.of_family(more, family)
        values = measures.rates(scores, run.cuts, chosen)
        yield Row(f"  flagged: {family} ({int(chosen.sum())})", values, most=most)
    for family in OTHERS:
        yield Row(f"  flagged: {family}", run.share_of(family))


def natively(run: Run) -> Iterator[Row]:
    """Registered in her own script only: a cut of its own, from these names and their strangers."""
    chosen = measures.where(run.cases, lambda case: case.family.startswith("native "))
    cuts = {name: run.cut(name, chosen) for name in SCORERS}
    every = measures.rates(run.scores, cuts, chosen & run.positive)
    yield Row("native names only, all", every, least=0.75)
    for script in dict.fromkeys(native.SCRIPTS.values()):
        mine = measures.of_family(run.cases, f"native {script}")
        yield Row(f"  {script}", measures.rates(run.scores, cuts, mine), least=0.75)


def calibration(run: Run, chance: Callable[[float], float]) -> Iterator[Row]:
    said = [chance(float(bits)) for bits in run.scores["ours"][run.pool]]
    error = measures.calibration_error(said, run.positive[run.pool])
    yield Row("expected calibration error, 15 bins", {"ours": error}, most=0.015)
