"""How well names and user names are told apart, beside rapidfuzz and jellyfish: `make bench-names`.

Everything is invented and drawn from a seed. The cut of the other scorers is the lowest score at
which 99 of 100 cases above it are made of her name; ours is the program's own mark, fitted on other
seeds and higher than that. All rows are counted at these cuts.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator

import alarms
import asking
import figures
import pairs
import speed
from figures import Row, Run
from scorers import SCORERS

from matchers.chance import chance

SECTIONS = (
    "recall",
    "held-out",
    "strangers",
    "native",
    "calibration",
    "alarms",
    "asking",
    "pairs",
    "speed",
)
COLUMN = 13
FIGURE = 44
MOST_ALARMS = 3.0  # the figure, per million


def main() -> int:
    asked = arguments()
    sections = asked.only or SECTIONS
    print(heading())
    if set(sections) - {"pairs", "speed"}:
        run = Run(asked.seed, asked.people, asked.cut)
        for section in sections:
            for row in of_run(section, run, asked):
                print(line(row), flush=True)
        told = ", ".join(f"{name} {cut:.2f}" for name, cut in run.cuts.items())
        print(f"seed {asked.seed}, {asked.people} people: {run.mix()}; cuts: {told}")
    if "pairs" in sections:
        pairs.show(asked.curated)
    if "speed" in sections:
        for row in of_speed(asked):
            print(line(row), flush=True)
    return 0


def arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="benches/names", description=__doc__)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--people", type=int)
    reader.add_argument("--profiles", type=int, help="random profiles for the false alarms")
    reader.add_argument("--million", type=int, help="so many candidates for the speed")
    reader.add_argument("--quick", action="store_true", help="a look: few people, few profiles")
    reader.add_argument("--cut", type=float, help="our cut, in place of the fitted mark")
    reader.add_argument("--only", nargs="+", choices=SECTIONS)
    reader.add_argument("--curated", help="Python of an environment with nomenklatura")
    asked = reader.parse_args()
    asked.people = asked.people or (60 if asked.quick else 300)
    asked.profiles = asked.profiles or (20_000 if asked.quick else 1_000_000)
    asked.million = asked.million or (20_000 if asked.quick else 1_000_000)
    return asked


def of_run(section: str, run: Run, asked: argparse.Namespace) -> Iterator[Row]:
    if section == "recall":
        yield from figures.recall(run)
    if section == "held-out":
        yield from figures.held_out(run)
    if section == "strangers":
        yield from figures.strangers(run)
    if section == "native":
        yield from figures.natively(run)
    if section == "calibration":
        yield from figures.calibration(run, chance)
    if section == "asking":
        yield from asking.rows(run)
    if section == "alarms":
        yield from of_alarms(run, asked)


def of_alarms(run: Run, asked: argparse.Namespace) -> Iterator[Row]:
    """Ours against all profiles; the rivals, whose rates are high, against a tenth of them."""
    floors = run.cuts | {"ours": run.cuts["ours"] / 2}
    rivals = {name: scorer for name, scorer in SCORERS.items() if name != "ours"}
    found = alarms.count(asked.seed, asked.profiles, floors, {"ours": SCORERS["ours"]})
    found |= alarms.count(asked.seed, max(asked.profiles // 10, 1), floors, rivals)
    rates = {name: each.per_million(run.cuts[name]) for name, each in found.items()}
    yield Row("false alarms per million comparisons", rates, most=MOST_ALARMS)
    yield Row("  comparisons", {name: float(each.comparisons) for name, each in found.items()})
    apart = {name: float(each.namesakes) for name, each in found.items()}
    yield Row("  namesakes set apart", apart)
    cut = found["ours"].cut_for(MOST_ALARMS)
    yield Row("  cut for so few false alarms", {"ours": cut})
    yield Row("  recall at that cut", {"ours": run.recall_at(cut)})


def of_speed(asked: argparse.Namespace) -> Iterator[Row]:
    own, theirs = speed.per_second(asked.seed, asked.million // 10)
    yield Row("display names a second, one core", {"ours": own, "WRatio": theirs})
    yield Row("  share of cdist WRatio", {"ours": own / theirs}, least=0.30)
    display, handle, growth = speed.in_child(asked.seed, asked.million)
    scale = 1_000_000 / asked.million  # a quick run says what a million would take
    yield Row("a million candidates, seconds", {"ours": (display + handle) * scale}, most=10.0)
    yield Row("  of that display names", {"ours": display * scale})
    yield Row(f"  MB of growth, {asked.million} candidates", {"ours": growth}, most=150.0)
    yield Row("MB of memory for the tables", {"ours": speed.tables_size()}, most=40.0)
    profiles = max(asked.million // 100, 1)
    seconds = speed.crowd(asked.seed, 100, profiles) * 10_000 / profiles
    yield Row("100 people x 10,000 profiles, seconds", {"ours": seconds}, most=15.0)


def heading() -> str:
    names = "".join(f"{name:>{COLUMN}}" for name in SCORERS)
    return f"{'figure':<{FIGURE}}{names}   goal"


def line(row: Row) -> str:
    values = "".join(f"{number(row.values.get(name)):>{COLUMN}}" for name in SCORERS)
    return f"{row.figure:<{FIGURE}}{values}   {goal(row)}".rstrip()


def number(value: float | None) -> str:
    if value is None or math.isnan(value):
        return "-"
    return f"{value:.4f}" if abs(value) <= 1 else f"{value:,.1f}"


def goal(row: Row) -> str:
    if row.met is None:
        return ""
    asked = f"at least {row.least:g}" if row.most is None else f"at most {row.most:g}"
    return f"{asked}, {'met' if row.met else 'not met'}"


if __name__ == "__main__":
    sys.exit(main())
