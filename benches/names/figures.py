"""The rows of the table: every figure, ours beside the rivals', and its goal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import display
import handle
import measures
import native
from cases import NO_SCORE, Case
from scorers import SCORERS, Scores

PRECISION = 0.99
OTHER_SCRIPT, ONE_SCRIPT = "other script, all given", "other script, one given"
COMBINED = ("two combined", "three combined")
EASY_HANDLES = ("joins", "affixes", "leet", "nickname", "known user name")
HARD = {  # people who must not be reported: the most that may be flagged, where the issue says
    "same surname": 0.002, "same first name": 0.002, "a real name one letter off": 0.01,
    "name contained": 0.005, "same surname and initial": None, "male and female forms": None,
    "surname that begins with hers": None, "single words": None, "similar words": None,
    "other scripts": None, "short names": None, NO_SCORE[1]: None,
}  # fmt: skip


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
        if own is None or (self.least is None and self.most is None):
            return None
        return own >= (self.least or 0.0) if self.most is None else own <= self.most


class Run:
    """All cases of a run with every scorer's scores, and the cut each of them gets."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.cases = cases
        self.positive = measures.where(cases, lambda case: case.positive)
        self.scores = {name: measures.scored(cases, each) for name, each in SCORERS.items()}
        self.pool = measures.where(cases, in_pool)
        self.cuts = {name: self.cut(name, self.pool) for name in SCORERS}

    def cut(self, name: str, chosen: Scores) -> float:
        return measures.cut_for(self.scores[name][chosen], self.positive[chosen], PRECISION)

    def share(self, test: Callable[[Case], bool]) -> dict[str, float]:
        """Which share of these cases each scorer flags at its cut."""
        chosen = measures.where(self.cases, test)
        return {
            name: measures.flagged(scores, chosen, self.cuts[name])
            for name, scores in self.scores.items()
        }

    def mix(self) -> str:
        right = int(self.positive[self.pool].sum())
        return f"{right} made of her name, {int(self.pool.sum()) - right} of a stranger's"


def in_pool(case: Case) -> bool:
    """All spellings given, all families that may carry a hit, and all strangers."""
    aside = ("native ", "held out")
    return not case.family.startswith(aside) and case.family not in (*NO_SCORE, ONE_SCRIPT)


def recall(run: Run) -> Iterator[Row]:
    """Recall over all and by family, at the cut where pooled precision is 0.99."""
    all_of = run.share(lambda case: case.positive and in_pool(case))
    yield Row("recall, all families, all spellings given", all_of, least=0.97)
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
        yield Row(f"  {family}", run.share(lambda case, wanted=family: case.family == wanted))


def strangers(run: Run) -> Iterator[Row]:
    """How many of those who come near are flagged at the same cut."""
    yield Row("random strangers flagged", run.share(lambda c: c.family == "random strangers"))
    for family, most in HARD.items():
        values = run.share(lambda case, wanted=family: case.family == wanted and not case.positive)
        yield Row(f"  flagged: {family}", values, most=most)


def natively(run: Run) -> Iterator[Row]:
    """Registered in her own script only: a cut of its own, from these names and their strangers."""
    chosen = measures.where(run.cases, lambda case: case.family.startswith("native "))
    cuts = {name: run.cut(name, chosen) for name in SCORERS}
    for script in ("", *dict.fromkeys(native.SCRIPTS.values())):
        mine = measures.where(run.cases, lambda case, wanted=script: is_native(case, wanted))
        values = {
            name: measures.flagged(scores, mine, cuts[name]) for name, scores in run.scores.items()
        }
        yield Row(f"  {script}" if script else "native names only, all", values, least=0.75)


def is_native(case: Case, script: str) -> bool:
    return case.positive and case.family.startswith(f"native {script}")


def calibration(run: Run, chance: Callable[[float], float]) -> Iterator[Row]:
    said = [chance(float(bits)) for bits in run.scores["ours"][run.pool]]
    error = measures.calibration_error(said, run.positive[run.pool])
    yield Row("expected calibration error, 15 bins", {"ours": error}, most=0.015)
