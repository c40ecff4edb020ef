"""How often one name in two scripts is heard as one, and two different names as one.

`python benches/sounds.py` reads `tests/sounded_names.txt` (a name in its own script and the Latin
spellings it is met in) and `tests/common_names.txt` (different names). Prints how many pairs reach
each level of `matchers.sounds.nearness`: of one name by script, then of two names per million.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from matchers.sounds import Sound, heard, nearness, parted

TESTS = Path(__file__).parent.parent / "tests"
LEVELS = (0, 1, 2, 3, None)
Pairs = Iterable[tuple[Sound, Sound]]


def main() -> None:
    sections = _sections((TESTS / "sounded_names.txt").read_text("utf-8"))
    print("one name, share of pairs at level", *LEVELS, sep="\t")
    for script, rows in sections.items():
        _show(script, [(ours, each) for ours, theirs in rows for each in theirs], of=100)
    everything = [row for rows in sections.values() for row in rows]
    _show("all", [(ours, each) for ours, theirs in everything for each in theirs], of=100)
    names = [heard(each) for each in _common((TESTS / "common_names.txt").read_text("utf-8"))]
    print("two names, pairs per million at level", *LEVELS, sep="\t")
    _show("both in Latin letters", itertools.combinations(names, 2), of=1_000_000)
    crossed = (
        (ours, other)
        for ours, theirs in everything
        for other in names
        if other.native not in {each.native for each in theirs}
    )
    _show("one in its own script", crossed, of=1_000_000)


def _show(what: str, pairs: Pairs, *, of: int) -> None:
    met = Counter(nearness(ours, theirs) for ours, theirs in pairs)
    print(what, met.total(), *(round(met[each] / met.total() * of, 1) for each in LEVELS), sep="\t")


def _sections(text: str) -> dict[str, list[tuple[Sound, list[Sound]]]]:
    sections: dict[str, list[tuple[Sound, list[Sound]]]] = {}
    script = ""
    for line in text.splitlines()[1:]:
        if line.startswith("# "):
            script = line[2:]
        else:
            ours, _, latin = line.partition(" = ")
            theirs = [heard(each) for each in latin.split(", ")]
            sections.setdefault(script, []).append((heard("".join(parted(ours))), theirs))
    return sections


def _common(text: str) -> list[str]:
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return list(dict.fromkeys(" ".join(lines).split()))


if __name__ == "__main__":
    main()
