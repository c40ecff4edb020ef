"""Make the tables from installed packages; which ones, and how, is in SOURCES.md.

Run as `python -m matchers.data.build FOLDER NAMES`: FOLDER is the site-packages the Python ones lie
in, NAMES the file that SOURCES.md tells how to write from @faker-js/faker.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from matchers.data.gathering import ROLES, gather
from matchers.data.weighing import weigh
from matchers.frequency import letter_costs
from matchers.natives import native
from matchers.tables import own_short_forms

HERE = Path(__file__).parent
OF_ITS_OWN = 140  # tenths of a bit: given names commoner than this are no short forms by chance
BEGINNING = 3  # letters
RARELY_SHORT = 205  # tenths of a bit: the rarest the table holds


def main(packages: Path, faker_js: Path) -> None:
    gathering = gather(packages, faker_js, HERE / "common.txt")
    tenths = {role: weigh(gathering, role) for role in ROLES}
    tenths["first"] |= _called_short(tenths["first"])
    _write_names(tenths)
    _write("letters.json", letter_costs(_letter_weights(tenths)))
    _write("nicknames.json", _nicknames(packages, _common(tenths["first"])))
    _write("lookalikes.json", _lookalikes(packages))


def _called_short(tenths: dict[str, int]) -> dict[str, int]:
    """Short forms that no list counts, as an eighth of those who bear the commonest full name."""
    called: dict[str, int] = {}
    for full, short in own_short_forms():
        key = native(short)
        if key not in tenths and native(full) in tenths:
            called[key] = min(called.get(key, RARELY_SHORT), tenths[native(full)] + 30)
    return called


def _common(tenths: dict[str, int]) -> frozenset[str]:
    return frozenset(name for name, bits in tenths.items() if bits <= OF_ITS_OWN)


def _write(name: str, table: Mapping[str, object]) -> None:
    text = json.dumps(table, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    (HERE / name).write_text(text + "\n", encoding="ascii")


def _write_names(tenths: dict[str, dict[str, int]]) -> None:
    first, last = (tenths[role] for role in ROLES)
    lines = (
        f"{name}\t{first.get(name, '')}\t{last.get(name, '')}\n"
        for name in sorted(first.keys() | last.keys())
    )
    (HERE / "frequency.tsv").write_text("".join(lines), encoding="utf-8")


def _letter_weights(tenths: dict[str, dict[str, int]]) -> dict[str, float]:
    """Rare names count for more than their share: it is rare ones that the letters must judge."""
    return {
        name: 2.0 ** (-bits / 20)
        for role in ROLES
        for name, bits in tenths[role].items()
        if name.isascii()
    }


def _nicknames(packages: Path, common: frozenset[str]) -> dict[str, object]:
    links: dict[str, set[str]] = {}
    with (packages / "nicknames" / "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            full, short = row["name1"].lower(), row["name2"].lower()
            if _is_short(full, short) or not {full, short} <= common:
                links.setdefault(full, set()).add(short)
    return {name: sorted(short) for name, short in links.items()}


def _is_short(full: str, short: str) -> bool:
    """Whether one is plainly made from the other: same beginning, or the stem of it inside."""
    stem = re.sub(r"(.)\1", r"\1", re.sub(r"(ie|ey|y|i)$", "", short))
    inside = len(stem) >= BEGINNING and stem in re.sub(r"(.)\1", r"\1", full)
    return full[:BEGINNING] == short[:BEGINNING] or inside


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
    main(Path(sys.argv[1]), Path(sys.argv[2]))
