"""The tables in one place: how common a name is, its short forms, how it is spelled."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from matchers.frequency import MOST_BITS, is_name, per_million, rarity
from matchers.lists import lines, lookalikes, spellings
from matchers.natives import native

__all__ = [
    "MOST_BITS", "is_name", "lookalikes", "own_short_forms", "per_million", "rarity",
    "short_forms", "spellings",
]  # fmt: skip

TONGUES = (
    "arabic", "czech", "dutch", "english", "french", "german", "greek", "hebrew", "hungarian",
    "indonesian", "italian", "nordic", "persian", "philippine", "polish", "portuguese", "romanian",
    "russian", "serbian", "spanish", "turkish", "ukrainian",
)  # fmt: skip


def short_forms(name: str) -> frozenset[str]:
    """Nicknames of a given name, and the names it is a nickname of; of other nicknames, none.

    Folded for a folded name; for one in its own script both as written in small letters and in
    normal form (natives.py). Names of more than twenty languages in one table: a short form of
    several names gives them all.
    """
    return _links().get(native(name), frozenset())


@cache
def _links() -> Mapping[str, frozenset[str]]:
    links: dict[str, set[str]] = defaultdict(set)
    for full, short in chain(_english(), own_short_forms()):
        links[native(full)] |= {short, native(short)}
        links[native(short)] |= {full, native(full)}
    return {name: frozenset(linked - {name}) for name, linked in links.items()}


def own_short_forms() -> Iterator[tuple[str, str]]:
    """Names and their short forms out of our own lists; a name once for each short form."""
    for tongue in TONGUES:
        for line in lines("short_forms", f"{tongue}.txt"):
            full, _, shorts = line.partition(" = ")
            yield from ((full, short) for short in shorts.split())


def _english() -> Iterator[tuple[str, str]]:
    english: dict[str, list[str]] = json.loads("".join(lines("nicknames.json")))
    yield from ((full, short) for full, shorts in english.items() for short in shorts)
