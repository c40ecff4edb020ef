"""A fast first look: which of many texts could hold a name at all, thousands at a time.

First each text is taken as the set of letters it may show, by look, by sound or as digits for
letters, and left out where too many letters of the name are nowhere in it; then the letters of
what passed, in a row, are compared with the parts of the name at once. It lets strangers through
and is meant to: grading is done on what passes. Cannot compare in order what leaves vowels out
(Arabic, Hebrew) or is written in characters for words (Chinese, Japanese): that passes by its set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from matchers.folding import MOST_READ, SKELETON
from matchers.letters import FLIP_SIGNS, FLIPPED, fold

CHUNK = 50_000  # texts at a time
CODES = 0x110000
UNKNOWN = np.uint32(1 << 31)  # a character nobody has asked about yet
LATER = np.uint32(1 << 30)  # of a script whose letters cannot be compared in a row
NEAR = 60  # of 100: how much of a part must be found in a row
NEAR_ALONE = 80  # where no other part of the name is asked for
SHORTEST_ALONE = 3  # letters of a part that is looked for alone
LONGEST_ROW = 80  # letters; names are shorter, and the beginning of a longer text is enough
VOWELS = "aeiouy"
DIGITS = {
    "0": "o", "1": "il", "2": "zhs", "3": "ea", "4": "a", "5": "skh", "6": "gbt", "7": "th",
    "8": "bg", "9": "gqs", "@": "ao", "$": "s", "!": "i", "|": "il", "(": "c", "+": "t", "€": "e",
}  # fmt: skip  # as shapes, and as Arabic sounds
SOUNDS = {  # letters that stand for one another between spellings
    "c": "ks", "k": "cq", "q": "kg", "g": "j", "j": "iyg", "y": "ij", "i": "yjl", "w": "vu",
    "v": "wbu", "u": "wvo", "s": "zc", "z": "s", "f": "p", "b": "v", "l": "i", "n": "m", "d": "t",
    "x": "ks",
}  # fmt: skip
UNVOWELLED = ((0x0590, 0x0780), (0x08A0, 0x0900), (0xFB1D, 0xFE00), (0xFE70, 0xFEFF))
WORDLIKE = ((0x0900, 0x0E00), (0x2E80, 0xA4D0), (0xAC00, 0xD7B0), (0xF900, 0xFB00),
            (0xFF66, 0xFFDD), (0x20000, 0x32000), (0x1100, 0x1200))  # fmt: skip

Sets = NDArray[np.uint32]  # one for each text: bit 0 is "a"
Rows = list[str]


@dataclass(frozen=True, slots=True)
class Way:
    """One way a name may be there: these parts, by number, and their letters but for some."""

    parts: tuple[int, ...]
    needed: int
    missing: int


@dataclass(frozen=True, slots=True)
class Gate:
    """What one spelling of a name asks for."""

    rows: tuple[str, ...]  # each part and short form in signs of one shape
    ways: tuple[Way, ...]
    in_order: bool  # False for a name in letters that cannot be compared in a row


def gate(parts: Sequence[Iterable[str]]) -> Gate:
    """For the parts of a name, each with its short forms: any two of them, or any one whole."""
    named = [(number, each) for number, forms in enumerate(parts) for each in dict.fromkeys(forms)]
    heard = [anyascii(each).lower() for _, each in named]
    ways = [
        _way((one, other), heard)
        for one, other in combinations(range(len(named)), 2)
        if named[one][0] != named[other][0]
    ]
    ways += [_way((n,), heard) for n, each in enumerate(heard) if len(each) >= SHORTEST_ALONE]
    in_order = all(each.isascii() for _, each in named)
    shapes = tuple(_shape(each) for each in heard)
    if heard and not ways:  # one short part is all there is
        ways = [_way(tuple(range(len(heard))), heard)]
    return Gate(shapes, tuple(ways), in_order)


def passing(texts: Sequence[str], gates: Sequence[Gate]) -> Iterator[tuple[int, int]]:
    """Number of a text and number of a gate it passes, for all that do; texts in order by chunk."""
    for start in range(0, len(texts), CHUNK):
        chunk = [text[:MOST_READ] for text in texts[start : start + CHUNK]]
        shown = _sets(chunk)
        rows = _Rows(chunk)
        for number, each in enumerate(gates):
            for found in _pass(each, shown, rows):
                yield start + found, number


def _pass(each: Gate, shown: Sets, rows: _Rows) -> Iterator[int]:
    by_set = [_count(np.uint32(way.needed) & ~shown) <= way.missing for way in each.ways]
    some = np.flatnonzero(np.logical_or.reduce(by_set)) if by_set else np.arange(0)
    if not len(some):
        return
    later = (shown[some] & LATER) != 0
    if not each.in_order:
        later[:] = True
    yield from (int(number) for number in some[later])
    some = some[~later]
    if len(some):
        near = rows.near(each.rows, some)
        passed = np.zeros(len(some), np.bool_)
        for way, found in zip(each.ways, by_set, strict=True):
            least = NEAR if len(way.parts) > 1 else NEAR_ALONE
            passed |= found[some] & (near[list(way.parts)].min(axis=0) >= least)
        yield from (int(number) for number in some[passed])


class _Rows:
    """The letters of a chunk of texts in a row, made for those that are asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._made: dict[int, Rows] = {}

    def near(self, parts: Sequence[str], numbers: NDArray[np.intp]) -> NDArray[np.uint8]:
        """How much of each part, 0 to 100, is found in each of the texts: parts x texts."""
        self._make([number for number in numbers.tolist() if number not in self._made])
        made = [self._made[number] for number in numbers.tolist()]
        flat = [row for rows in made for row in rows]
        scores: NDArray[np.uint8] = process.cdist(
            parts, flat, scorer=fuzz.partial_ratio, score_cutoff=NEAR, dtype=np.uint8
        )
        starts = np.concatenate(([0], np.cumsum([len(rows) for rows in made[:-1]], dtype=np.intp)))
        best: NDArray[np.uint8] = np.maximum.reduceat(scores, starts, axis=1)
        return best

    def _make(self, numbers: Sequence[int]) -> None:
        if not numbers:
            return
        text = "\n".join(self._texts[number].replace("\n", " ") for number in numbers)
        looks = _paired(text.translate(_looks)).split("\n")
        sounds = looks if text.isascii() else _paired(text.translate(_sounds)).split("\n")
        for number, look, sound in zip(numbers, looks, sounds, strict=True):
            self._made[number] = list(_variants(self._texts[number], look, sound))


def _variants(text: str, look: str, sound: str) -> Iterator[str]:
    yield look[:LONGEST_ROW]
    if sound != look:
        yield sound[:LONGEST_ROW]
    if not text.isascii() and ("\u202e" in text or any(each in FLIP_SIGNS for each in text)):
        yield look[::-1][-LONGEST_ROW:]
        turned = "".join(FLIPPED.get(each, each) for each in reversed(text.lower()))
        yield _paired(turned.translate(_looks))[:LONGEST_ROW]


def _paired(row: str) -> str:
    return row.replace("rn", "m").replace("vv", "w").replace("ci", "d")  # l is an i by now


def _shape(letters: str) -> str:
    return _paired(letters.translate(_looks))


class _Table(dict[int, str]):
    """Characters to the signs they stand for, each looked up once."""

    def __init__(self, *, by_sound: bool) -> None:
        super().__init__({ord("\n"): "\n"})
        self._by_sound = by_sound

    def __missing__(self, code: int) -> str:
        char = chr(code)
        letters = fold(char)[0]
        if self._by_sound and not char.isascii():
            letters = anyascii(char).lower() if char.isalpha() else letters
        kept = "".join(each for each in letters.translate(SKELETON) if each.isalnum())
        self[code] = kept
        return kept


_looks, _sounds = _Table(by_sound=False), _Table(by_sound=True)


def _way(numbers: tuple[int, ...], heard: Sequence[str]) -> Way:
    needed = _bits("".join(heard[number] for number in numbers))
    many = needed.bit_count()
    if len(numbers) == 1:
        return Way(numbers, needed, 2 if many >= 9 else int(many >= 7))
    return Way(numbers, needed, 2 if many >= 8 else 1)


def _sets(texts: Sequence[str]) -> Sets:
    """For each text the letters it may show."""
    row = "\n".join(texts) + "\n"  # nobody is left without a character
    codes = np.frombuffer(row.encode("utf-32-le", "surrogatepass"), np.uint32)
    _learn(codes)
    lengths = np.fromiter((len(text) + 1 for text in texts), np.intp, len(texts))
    starts = np.concatenate(([0], np.cumsum(lengths[:-1], dtype=np.intp)))
    shown: Sets = np.bitwise_or.reduceat(_known[codes], starts)
    return shown


_known = np.full(CODES, UNKNOWN, np.uint32)


def _learn(codes: NDArray[np.uint32]) -> None:
    """Look up the characters that come by for the first time."""
    unknown = codes[_known[codes] == UNKNOWN]
    for code in np.unique(unknown).tolist() if len(unknown) else ():
        _known[code] = _bits(_shown_by(chr(code))) | (int(LATER) if _is_later(code) else 0)


def _is_later(code: int) -> bool:
    return any(low <= code < high for low, high in UNVOWELLED + WORDLIKE)


def _shown_by(char: str) -> str:
    """Every letter a character may stand for."""
    letters = fold(char)[0] + anyascii(char).lower() + FLIPPED.get(char.lower(), "")
    letters += "".join(DIGITS.get(each, "") for each in letters + char)
    if not char.isascii():
        letters += "".join(SOUNDS.get(each, "") for each in letters)
    if any(low <= ord(char) < high for low, high in UNVOWELLED):
        letters += VOWELS + "".join(SOUNDS.get(each, "") for each in VOWELS)
    return letters


def _bits(letters: str) -> int:
    found = 0
    for each in letters:
        if "a" <= each <= "z":
            found |= 1 << (ord(each) - ord("a"))
    return found


def _count(sets: Sets) -> NDArray[np.uint8]:
    """How many letters each set has."""
    low, high = _ones[sets & 0x1FFF], _ones[(sets >> 13) & 0x1FFF]
    return np.asarray(low + high, np.uint8)


_ones = np.array([number.bit_count() for number in range(1 << 13)], np.uint8)
