"""The derived tables, read once each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from matchers.lexicon import SHORT_FORMS

UNKNOWN_BITS = 14.0  # a part no census lists: rare there, perhaps common elsewhere
HAN_BITS = 6.0  # a character of a Chinese, Japanese or Korean name
WHOLE_BITS = 24.0  # of a whole name: families share parts, and a name alone must not convict
MOST_BITS = 16.0  # of one part: the tables know nothing rarer with any certainty


def rarity(part: str, *, first: bool) -> float:
    """Bits of a folded name part: -log2 of the share of people who bear it, 1 to MOST_BITS."""
    tables = _frequency()
    order = ("first", "last") if first else ("last", "first")
    known = [tables[each][part] for each in order if part in tables[each]]
    return min(known[0] if known else _unknown(part), MOST_BITS)


def whole_rarity(parts: Iterable[float]) -> float:
    """Bits of a name from those of its parts, at most WHOLE_BITS."""
    return min(sum(parts), WHOLE_BITS)


def is_name(word: str) -> bool:
    """Whether the folded word is listed as a first name or surname of its own."""
    tables = _frequency()
    return word in tables["first"] or word in tables["last"]


@cache
def short_forms(name: str) -> frozenset[str]:
    """Nicknames of a folded first name, and the names it is a nickname of."""
    links = _nicknames()
    fuller = {full for full, shorts in links.items() if name in shorts}
    return frozenset(links.get(name, ())) | SHORT_FORMS.get(name, frozenset()) | fuller


@cache
def lookalikes() -> Mapping[str, str]:
    """Characters that look like one ASCII letter or digit (Unicode TR39)."""
    table: dict[str, str] = _read("lookalikes.json")
    return table


@cache
def spellings(language: str) -> Mapping[str, tuple[str, ...]]:
    """How names of a language are usually written in Latin letters; the most usual first."""
    text = files("matchers.data").joinpath("spellings", f"{language}.txt").read_text("utf-8")
    lines = (line.split(" = ") for line in text.splitlines() if " = " in line and line[0] != "#")
    return {native: tuple(latin.split(", ")) for native, latin in lines}


def _unknown(part: str) -> float:
    wide = sum(ord(each) > 0x2E7F for each in part)  # from the CJK radicals on
    if wide:
        return HAN_BITS * wide
    return min(UNKNOWN_BITS, 4.0 * len(part))  # a one-letter part says little


@cache
def _frequency() -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = _read("frequency.json")
    return table


@cache
def _nicknames() -> dict[str, list[str]]:
    table: dict[str, list[str]] = _read("nicknames.json")
    return table


def _read(name: str) -> dict:  # type: ignore[type-arg]  # each caller names what its file holds
    table: dict = json.loads(files("matchers.data").joinpath(name).read_text("ascii"))  # type: ignore[type-arg]
    return table
