"""What a resemblance is worth: features counted, weights fitted, bits with a reason each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from matchers.lists import lines

Features = dict[str, float]
Reasons = dict[str, float]

# which reason a feature is told as; the others add to the first reason, with the rarity
SLIPS = dict.fromkeys((
    "slip", "slip_short", "slip_twice", "slip_many", "slip_far", "slip_first", "slip_beside",
    "slip_name",
), "slip")  # fmt: skip
TOLD: Mapping[str, Mapping[str, str]] = {
    "name": {
        **SLIPS, "script": "script", "script_far": "script", "script_many": "script",
        "nickname": "nickname", "spelling": "spelling",
        "leet": "leet", "lookalike": "lookalike", "invisible": "invisible", "styled": "styled",
        "joined": "joined", "reordered": "reordered", "affix": "affix", "initial": "initial",
    },
    "handle": {
        **SLIPS, "leet": "lookalike", "lookalike": "lookalike", "styled": "lookalike",
        "invisible": "lookalike",
    },
}  # fmt: skip
PRIORITY = (  # the first that applies names the signal
    "lookalike", "invisible", "leet", "styled", "script", "spelling", "slip", "initial", "nickname",
    "joined", "reordered", "affix",
)  # fmt: skip
MOST_OF_A_PART = 4.0  # bits one part of a name, without the others, may support a hit with


@cache
def weights(kind: str) -> Mapping[str, float]:
    """Bits of each feature, for "name" or "handle"; fitted by benches/names/fit.py."""
    table: dict[str, dict[str, float]] = json.loads("".join(lines("weights.json")))
    return table[kind]


def worth(features: Mapping[str, float], kind: str) -> float:
    """The sum of the features' bits."""
    table = weights(kind)
    return sum(table[name] * count for name, count in features.items())


def reasons(
    features: Mapping[str, float], rare: float, kind: str, *, plain: str = "exact"
) -> Reasons:
    """Reason to bits, the one of highest priority first; it carries the rarity.

    `plain` is the reason where nothing else is to be said.
    """
    table, told = weights(kind), dict[str, float]()
    for name, count in features.items():
        reason = TOLD[kind].get(name, "")
        told[reason] = told.get(reason, 0.0) + table[name] * count
    rare += told.pop("", 0.0)
    named = [reason for reason in PRIORITY if reason in told] or [plain]
    ordered = {f"{kind}_{reason}": told.get(reason, 0.0) for reason in named}
    ordered[f"{kind}_{named[0]}"] += rare
    return ordered
