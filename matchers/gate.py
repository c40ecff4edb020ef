"""A fast first look: which of many texts could hold a name at all, thousands at a time.

First each text is taken as the set of letters it may show, by look, by sound or as digits for
letters, and left out where too many letters of the name are nowhere in it; then the letters of
what passed, in a row, are compared with the parts of the name at once, and of two parts so many
letters must stand there one after the other that none is counted for both. Where a script leaves
vowels out (Arabic, Hebrew) the rest is compared; what Chinese and Japanese characters sound like
is not known here, so a name known to be written with one of them passes. It lets strangers through
and is meant to: grading is done on what passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from matchers.lettersets import CHARACTER, FOREIGN, UNVOICED, bits, count
from matchers.lexicon import AFFIXES, TITLES
from matchers.rows import LEAST, LEAST_OF_LONG, Rows, bare_of, shape
from matchers.wording import MOST_READ

CHUNK = 50_000  # texts at a time
SHORTEST_ALONE = 4  # letters of a part that is looked for alone
# of 100, of all parts that are asked for, by their letters: of more than ten letters, of fewer, ...
TOGETHER = ((11, 73), (8, 78), (0, 83))
TOGETHER_HEARD, TOGETHER_BARE = 62, 76  # a text of another script, and one without vowels
HEARD = 68  # a name of another script in Latin letters
PAIR = 2  # parts
BESIDE, BESIDE_AT_MOST = 3, 12  # letters beside a part that is looked for alone, with claims
WORD = re.compile(r"[^\W\d_]+")
ALONE, ONLY = 88, 78  # of 100: one part of several, and the one part there is


@dataclass(frozen=True, slots=True)
class Way:
    """One way a name may be there: these parts, by number, and their letters but for some."""

    parts: tuple[int, ...]
    needed: int
    missing: int
    together: int  # of 100, of their letters in a row


@dataclass(frozen=True, slots=True)
class Gate:
    """What one spelling of a name asks for."""

    rows: tuple[str, ...]  # each part and short form in signs of one shape
    bare: tuple[str, ...]  # the same without what some scripts leave out
    ways: tuple[Way, ...]
    foreign: bool  # our own name is of another script
    characters: tuple[frozenset[str], ...] = ()  # of each part, as it may be written in them


def gate(
    parts: Sequence[Sequence[str]],
    *,
    foreign: bool = False,
    characters: Sequence[Iterable[str]] = (),
) -> Gate:
    """For the parts of a name, each with its short forms: any two of them, or any one whole.

    `characters` are those of other scripts in which each part is known to be written; a text
    passes with one of each part.
    """
    named = [(number, each) for number, forms in enumerate(parts) for each in dict.fromkeys(forms)]
    heard = [anyascii(each).lower() for _, each in named]
    firsts = {named.index((number, forms[0])) for number, forms in enumerate(parts) if forms}
    ways = [
        _way(
            (one, other), heard, strict=not {one, other} <= firsts, together=HEARD if foreign else 0
        )
        for one, other in combinations(range(len(named)), 2)
        if named[one][0] != named[other][0]
    ]
    alone = ALONE if ways else ONLY
    ways += [_way((n,), heard, alone) for n in sorted(firsts) if len(heard[n]) >= SHORTEST_ALONE]
    if heard and not ways:  # one short part is all there is
        ways = [_way(tuple(range(len(heard))), heard)]
    shapes = tuple(shape(each) for each in heard)
    bare = tuple(bare_of(each) for each in heard)
    written = tuple(frozenset(each) for each in characters)
    return Gate(shapes, bare, tuple(ways), foreign, written if all(written) else ())


def passing(texts: Sequence[str], gates: Sequence[Gate]) -> Iterator[tuple[int, int]]:
    """Number of a text and number of a gate it passes, for all that do; texts in order by chunk."""
    for start in range(0, len(texts), CHUNK):
        chunk = [text[:MOST_READ] for text in texts[start : start + CHUNK]]
        rows = Rows(chunk)
        for number, each in enumerate(gates):
            for found in _pass(each, rows):
                yield start + found, number


def _pass(each: Gate, rows: Rows) -> Iterator[int]:
    yield from _by_character(each, rows)
    shown = rows.shown
    by_set = [count(np.uint32(way.needed) & ~shown) <= way.missing for way in each.ways]
    if by_set:
        rows.make(np.flatnonzero(np.logical_or.reduce(by_set)))
    passed = np.zeros(len(shown), np.bool_)
    unvoiced = (shown & UNVOICED) != 0
    for way, found in zip(each.ways, by_set, strict=True):
        open_ = found & ~passed
        for numbers, bare in (
            (np.flatnonzero(open_ & ~unvoiced), False),
            (np.flatnonzero(open_ & unvoiced), True),
        ):
            if len(numbers):
                passed[_near_enough(each, way, rows, numbers, bare=bare)] = True
    yield from np.flatnonzero(passed).tolist()


def _near_enough(
    each: Gate, way: Way, rows: Rows, numbers: NDArray[np.intp], *, bare: bool
) -> NDArray[np.intp]:
    """Those of the texts in whose rows the parts are near enough; cheap questions come first."""
    parts = each.bare if bare else each.rows
    if way.together == ALONE:
        longest = len(each.rows[way.parts[0]]) + BESIDE_AT_MOST
        numbers = numbers[rows.lengths(numbers) <= longest]
    heard = (rows.shown[numbers] & FOREIGN) != 0
    least = np.where(
        heard & (len(way.parts) > 1), TOGETHER_BARE if bare else TOGETHER_HEARD, way.together
    )
    if len(way.parts) == PAIR:
        one, other = (parts[number] for number in way.parts)
        apart = rows.together(one, other, numbers, bare=bare) >= least
        numbers, least = numbers[apart], least[apart]
    total = np.zeros(len(numbers))
    for number in sorted(way.parts, key=lambda each: -len(parts[each])):
        near = rows.near(parts[number], numbers, bare=bare)
        enough = near >= LEAST.get(len(parts[number]), LEAST_OF_LONG)
        total = (total + near * float(len(parts[number])))[enough]
        numbers, least = numbers[enough], least[enough]
    numbers = numbers[total >= least * max(sum(len(parts[number]) for number in way.parts), 1)]
    if way.together != ALONE:
        return numbers
    return _stands_alone(rows, numbers, len(parts[way.parts[0]]), bare=bare)


def _stands_alone(
    rows: Rows, numbers: NDArray[np.intp], length: int, *, bare: bool
) -> NDArray[np.intp]:
    """Those of the texts with few letters beside so many; claims, titles and digits aside."""
    short = np.logical_and(rows.lengths(numbers) <= length + BESIDE, not bare)
    for place in np.flatnonzero(~short).tolist():
        words = WORD.findall(rows.texts[numbers[place]].lower())
        names = (each for each in words if each not in AFFIXES and each not in TITLES)
        letters = sum(len(bare_of(each) if bare else each) for each in names)
        short[place] = letters <= length + BESIDE
    return numbers[short]


def _by_character(each: Gate, rows: Rows) -> Iterator[int]:
    if each.characters:
        for number in np.flatnonzero(rows.shown & CHARACTER).tolist():
            text = rows.texts[number]
            if not any(written.isdisjoint(text) for written in each.characters):
                yield number


def _way(
    numbers: tuple[int, ...],
    heard: Sequence[str],
    alone: int = 0,
    *,
    strict: bool = False,
    together: int = 0,
) -> Way:
    needed = bits("".join(heard[number] for number in numbers))
    many = needed.bit_count()
    if alone == ALONE:
        return Way(numbers, needed, int(many >= 9), alone)
    letters = sum(len(heard[number]) for number in numbers)
    usual = next(least for long, least in TOGETHER if letters >= long)
    together = alone or together or usual
    return Way(numbers, needed, 2 if many >= 8 and not strict else 1, together)
