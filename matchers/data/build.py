"""Make the tables from installed packages: `pip install names nicknames confusable-homoglyphs`.

Run as `python -m matchers.data.build FOLDER`, where FOLDER is the site-packages they lie in.
"""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Iterator
from math import log2
from pathlib import Path

HERE = Path(__file__).parent
SMALLEST_SHARE = 0.0005  # per cent; the census files round below it to nothing
BOTH_SEXES = 2.0  # a first name's share is given within one sex


def main(packages: Path) -> None:
    _write("frequency.json", {"first": _first_names(packages), "last": _last_names(packages)})
    _write("nicknames.json", _nicknames(packages))
    _write("lookalikes.json", _lookalikes(packages))


def _write(name: str, table: dict[str, object]) -> None:
    text = json.dumps(table, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    (HERE / name).write_text(text + "\n", encoding="ascii")


def _shares(path: Path) -> Iterator[tuple[str, float]]:
    """Name in small letters and its share in per cent; files of the US census of 1990."""
    for line in path.read_text("ascii").splitlines():
        name, share, *_ = line.split()
        if float(share) >= SMALLEST_SHARE:
            yield name.lower(), float(share)


def _first_names(packages: Path) -> dict[str, object]:
    shares: dict[str, float] = {}
    for part in ("female", "male"):
        for name, share in _shares(packages / "names" / f"dist.{part}.first"):
            shares[name] = shares.get(name, 0.0) + share / BOTH_SEXES
    return {name: _bits(share) for name, share in shares.items()}


def _last_names(packages: Path) -> dict[str, object]:
    return {name: _bits(share) for name, share in _shares(packages / "names" / "dist.all.last")}


def _bits(per_cent: float) -> float:
    return round(-log2(per_cent / 100), 1)


def _nicknames(packages: Path) -> dict[str, object]:
    links: dict[str, set[str]] = {}
    with (packages / "nicknames" / "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            links.setdefault(row["name1"].lower(), set()).add(row["name2"].lower())
    return {name: sorted(short) for name, short in links.items()}


def _lookalikes(packages: Path) -> dict[str, object]:
    """Characters outside ASCII that TR39 ties to one ASCII letter or digit."""
    path = packages / "confusable_homoglyphs" / "confusables.json"
    table: dict[str, object] = {}
    for one, others in json.loads(path.read_text("utf-8")).items():
        targets = sorted(o["c"].lower() for o in others if o["c"].isascii() and o["c"].isalnum())
        if len(one) == 1 and not one.isascii() and targets and unicodedata.category(one) != "Cn":
            table[one] = _letter_first(targets)
    return table


def _letter_first(targets: list[str]) -> str:
    return next((each for each in targets if each.isalpha()), targets[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
