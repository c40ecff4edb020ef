"""Letters wrong in a word: how many, and how unlikely they are by mistake or by stealth.

A letter doubled, dropped, swapped, of the next key, or one that sounds or looks alike is what slips
and small disguises are made of; any other letter in its place, above all at the beginning, is what
other names are made of. Cannot tell a slip from a rare name that happens to lie as near.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise, permutations

from rapidfuzz.distance import OSA, Editops, Levenshtein

LONG = 8  # letters of a part in which one more or less says little
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
ALIKE = (
    "aeiouy", "bp", "dt", "gkcqx", "szcx", "vf", "vw", "vu", "vb", "wu", "mn", "ij", "il", "iy",
    "lt", "rn", "hn", "gq", "gj",
)  # fmt: skip


def slipped(ours: str, theirs: str, allowed: int) -> dict[str, float] | None:
    """The features of `theirs` as `ours` with letters wrong; None with more than are allowed."""
    slips = OSA.distance(ours, theirs, score_cutoff=allowed)
    if slips > allowed:
        return None
    steps = Levenshtein.editops(ours, theirs)
    odd = set(_odd(ours, theirs, steps))
    return {
        "slip": slips,
        "slip_short": slips * max(LONG - len(ours), 0) / LONG,
        "slip_twice": float(slips > 1),
        "slip_far": float(min(len(odd), slips)),
        "slip_first": float(0 in odd),
    }


def _odd(ours: str, theirs: str, steps: Editops) -> Iterator[int]:
    """Places in `ours` where a letter came or went that no slip of the hand explains."""
    gone = {ours[each.src_pos] for each in steps if each.tag == "delete"}
    for each in steps:
        new = theirs[each.dest_pos] if each.tag != "delete" else ""
        around = ours[max(each.src_pos - 1, 0) : each.src_pos + 1]
        if each.tag == "replace":
            usual = new in _usual().get(ours[each.src_pos], ())
        elif each.tag == "insert":
            usual = new in gone or new in around or any(new in _keys().get(x, ()) for x in around)
        else:
            usual = each.src_pos > 0
        if not usual and ours.isascii():  # of other alphabets the keys are not known
            yield each.src_pos


@cache
def _usual() -> dict[str, frozenset[str]]:
    pairs = {pair for group in ALIKE for pair in permutations(group, 2)}
    found: dict[str, set[str]] = {each: set(keys) for each, keys in _keys().items()}
    for one, other in pairs:
        found[one].add(other)
    return {each: frozenset(others) for each, others in found.items()}


@cache
def _keys() -> dict[str, frozenset[str]]:
    """Each letter of the usual keyboard with the keys around it."""
    found: dict[str, set[str]] = {each: set() for row in KEYS for each in row}
    beside = {pair for row in KEYS for pair in pairwise(row)}
    for upper, lower in pairwise(KEYS):
        beside |= {(upper[n], key) for n, key in enumerate(lower)}
        beside |= {(upper[n + 1], key) for n, key in enumerate(lower) if n + 1 < len(upper)}
    for one, other in beside:
        found[one].add(other)
        found[other].add(one)
    return {each: frozenset(keys) for each, keys in found.items()}
