"""Fit what each resemblance is worth: `python benches/names/fit.py`, the same numbers every time.

A logistic regression with the rarity of what was met as an offset, so that the sum stays a log2
likelihood ratio, drawn towards the starting weights of the design notes where cases are few, and
held within bounds that keep each feature's sign. Cases are of other seeds than those that
`make bench-names` measures on. Then the slope and the middle that turn bits into a chance, and the
mark: the fewest bits that hardly any stranger who shares a part of the name reaches.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from math import inf
from pathlib import Path

import numpy as np
from cases import Case, cases, near
from numpy.typing import NDArray
from scipy.optimize import minimize

from matchers import chance, handles, names, weighing
from matchers.aligning import Reading

ROOMS = {"display": ("name", names), "handle": ("handle", handles)}
TABLE = Path(weighing.__file__).parent / "data" / "weights.json"
SEEDS = (9001, 9002, 9003)
NEAR = 3  # strangers of each near sort, on top: the hardest to tell apart
ROUNDS = 3  # the best reading of a text changes with the weights
STEP = 0.5  # bits
SHARING = ("same surname", "same first name", "name contained")
REACHED = 0.003  # share of them: the mean of what is asked of the three
PULL = 1.0  # towards the start: a bit squared weighs as much as a bit of loss of one case
# Starting weights in bits and the bounds that keep their sense. The strangers of the bench wear
# every disguise as often as copies do; strangers outside hardly ever do, so what a disguise says is
# bounded to what the design notes give it.
START: dict[str, tuple[float, float, float]] = {
    "slip": (-2.0, -6.0, -0.5), "slip_short": (-4.0, -20.0, 0.0), "slip_many": (-3.0, -6.0, -2.0),
    "slip_twice": (-2.0, -8.0, -0.5), "slip_far": (-2.0, -8.0, 0.0),
    "slip_first": (-2.0, -8.0, 0.0), "slip_name": (-3.0, -10.0, -1.0),
    "slip_beside": (1.0, 0.0, 6.0),
    "number": (-6.0, -20.0, -2.0),
    "slip_real": (-10.0, -24.0, -4.0),
    "real_common": (-1.5, -6.0, -0.2), "script": (-1.0, -4.0, -0.2),
    "script_far": (-2.0, -8.0, -0.2), "script_many": (-3.0, -8.0, -0.5),
    "spelling": (-1.0, -4.0, -0.2),
    "nickname": (-1.0, -6.0, -0.5), "leet": (3.0, 2.5, 3.5), "lookalike": (6.0, 5.0, 6.0),
    "invisible": (5.0, 4.0, 5.0), "styled": (1.0, 0.5, 1.5), "joined": (-0.5, -4.0, -0.2),
    "reordered": (-0.5, -2.0, -0.2), "affix": (1.0, 0.5, 1.5), "initial": (3.0, 1.0, 4.0),
    "left_first": (-8.0, -24.0, -4.0), "left_middle": (-1.0, -4.0, -0.3),
    "left_last": (-4.0, -12.0, -1.0), "extra": (-1.0, -2.0, -0.5),
    "replaced": (-4.0, -12.0, -2.0), "inside": (-6.0, -20.0, -2.0),
    "inside_real": (-12.0, -24.0, -6.0),
}  # fmt: skip
FEATURES = tuple(START)

Floats = NDArray[np.float64]


def main() -> int:
    asked = arguments()
    found = [case for seed in asked.seeds for case in cases(seed, asked.people)]
    close = [case for seed in asked.seeds for case in near(seed, asked.people, NEAR)]
    table = json.loads(TABLE.read_text("ascii"))
    for number in range(ROUNDS):
        for kind in ROOMS:
            name = ROOMS[kind][0]
            shown = [case for case in (*found, *close) if is_fitted(case, kind)]
            fitted, loss = fit(*observed(shown, kind))
            table[name] = {each: round(bits, 2) for each, bits in fitted.items()}
            print(f"round {number + 1}, {kind}: mean loss {loss:.4f}", flush=True)
        write(table)
    table["chance"] = curve(found) | {"mark": mark(close)}
    write(table)
    return 0


def arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="benches/names/fit.py", description=__doc__)
    reader.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    reader.add_argument("--people", type=int, default=150)
    return reader.parse_args()


def is_fitted(case: Case, kind: str) -> bool:
    """Initials alone may support and must not carry: they say nothing about the weights."""
    return case.kind == kind and "initials" not in case.family


def observed(found: Sequence[Case], kind: str) -> tuple[Floats, Floats, Floats]:
    """Features (cases x features), rarity in bits, and 1.0 for hers, of all whole readings."""
    rows, rare, hers = [], [], []
    for case, reading in zip(found, readings(found, kind), strict=True):
        if reading is not None and reading.complete:
            rows.append([float(reading.features.get(each, 0)) for each in FEATURES])
            rare.append(reading.rare)
            hers.append(float(case.positive))
    return np.array(rows), np.array(rare), np.array(hers)


def readings(found: Sequence[Case], kind: str) -> Iterable[Reading | None]:
    """The best reading of each case under the weights of now; cases of a person lie together."""
    weighing.weights.cache_clear()
    room = ROOMS[kind][1]
    by_person: dict[int, list[int]] = {}
    for place, case in enumerate(found):
        by_person.setdefault(id(case.person), []).append(place)
    best: list[Reading | None] = [None] * len(found)
    for places in by_person.values():
        prepared = room.prepare([found[places[0]].person])
        texts = [found[place].text for place in places]
        for place, reading in zip(places, room.readings(prepared, texts), strict=True):
            best[place] = reading
    return best


def fit(rows: Floats, rare: Floats, hers: Floats) -> tuple[dict[str, float], float]:
    """Bits of each feature, and the mean loss in bits."""
    start = np.array([START[each][0] for each in FEATURES] + [-10.0])
    bounds = [START[each][1:] for each in FEATURES] + [(-30.0, 0.0)]

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = np.log(2) * (rare + rows @ weights[:-1] + weights[-1])
        chances = 1 / (1 + np.exp(-np.clip(odds, -500, 500)))
        apart = weights - start
        apart[-1] = 0.0
        mean = float(np.mean(np.logaddexp(0, odds) - hers * odds)) / np.log(2)
        off = (chances - hers) / len(hers)
        slope = np.append(rows.T @ off, off.sum()) + 2 * PULL / len(hers) * apart
        return mean + PULL / len(hers) * float(apart @ apart), slope

    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B")
    return dict(zip(FEATURES, found.x.tolist(), strict=False)), float(found.fun)


def curve(found: Sequence[Case]) -> dict[str, float]:
    """Slope and middle of the chance that a text of so many bits is made of her name."""
    weighing.weights.cache_clear()
    scored = [
        (reading.bits if reading else 0.0, float(case.positive))
        for kind in ROOMS
        for some in [[case for case in found if is_fitted(case, kind)]]
        for case, reading in zip(some, readings(some, kind), strict=True)
    ]
    bits, hers = np.array(scored).T
    bits = np.clip(bits, 0.0, chance.MOST)

    def loss(line: Floats) -> float:
        odds = line[0] * (bits - line[1])
        return float(np.mean(np.logaddexp(0, odds) - hers * odds))

    line = minimize(loss, np.array([1.0, 6.0]), bounds=[(0.05, inf), (0.0, 30.0)]).x
    return {"slope": round(float(line[0]), 3), "middle": round(float(line[1]), 2)}


def mark(close: Sequence[Case]) -> float:
    """The fewest bits, in steps, that hardly any of those who share a part with her reach."""
    bits = np.array([
        reading.bits if reading else 0.0
        for kind in ROOMS
        for some in [[case for case in close if case.kind == kind and case.family in SHARING]]
        for reading in readings(some, kind)
    ])  # fmt: skip
    steps = (step * STEP for step in range(int(chance.MOST / STEP)))
    return next((step for step in steps if np.mean(bits >= step) <= REACHED), chance.MOST)


def write(table: dict[str, dict[str, float]]) -> None:
    TABLE.write_text(json.dumps(table, indent=1) + "\n", "ascii")


if __name__ == "__main__":
    sys.exit(main())
