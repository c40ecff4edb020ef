"""The derived tables, read once each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from matchers.frequency import MOST_BITS, is_name, per_million, rarity
from matchers.lexicon import SHORT_FORMS
from matchers.lists import lookalikes, spellings

__all__ = [
    "MOST_BITS", "is_name", "lookalikes", "per_million", "rarity", "short_forms",
    "spellings", "whole_rarity",
]  # fmt: skip

WHOLE_BITS = 24.0  # of a whole name: families share parts, and a name alone must not convict


def whole_rarity(parts: Iterable[float]) -> float:
    """Bits of a name from those of its parts, at most WHOLE_BITS."""
    return min(sum(parts), WHOLE_BITS)


@cache
def short_forms(name: str) -> frozenset[str]:
    """Nicknames of a folded first name, and the names it is a nickname of."""
    links = _nicknames()
    fuller = {full for full, shorts in links.items() if name in shorts}
    return frozenset(links.get(name, ())) | SHORT_FORMS.get(name, frozenset()) | fuller


@cache
def _nicknames() -> dict[str, list[str]]:
    table: dict[str, list[str]] = _read("nicknames.json")
    return table


def _read(name: str) -> dict:  # type: ignore[type-arg]  # each caller names what its file holds
    table: dict = json.loads(files("matchers.data").joinpath(name).read_text("ascii"))  # type: ignore[type-arg]
    return table
