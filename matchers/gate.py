"""A fast first look: which of many texts could hold a name at all, thousands at a time.

First each text is taken as the set of letters it may show, by look, by sound or as digits for
letters, and left out where too many letters of the name are nowhere in it; then the letters of
what passed, in a row, are compared with the parts of the name at once. Where a script leaves
vowels out (Arabic, Hebrew) the rest is compared; what Chinese and Japanese characters sound like
is not known here, so a name known to be written with one of them passes. It lets strangers through
and is meant to: grading is done on what passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from matchers.folding import SKELETON
from matchers.letters import FLIP_SIGNS, FLIPPED, Step, fold
from matchers.wording import MOST_READ

CHUNK = 50_000  # texts at a time
CODES = 0x110000
UNKNOWN = np.uint32(1 << 31)  # a character nobody has asked about yet
UNVOICED = np.uint32(1 << 30)  # of a script that leaves vowels out
CHARACTER = np.uint32(1 << 29)  # Chinese or Japanese: what it sounds like only whole names tell
FOREIGN = np.uint32(1 << 28)  # of another script, so that only its sound is known
SHORTEST_ALONE = 4  # letters of a part that is looked for alone
LONGEST_ROW = 80  # letters; names are shorter, and the beginning of a longer text is enough
# of 100: how much of a part must be found in a row, by its letters; two slips must pass
LEAST = {1: 100, 2: 100, 3: 66, 4: 50}
LEAST_OF_LONG = 58
# of 100, of all parts that are asked for, by their letters: of more than ten letters, of fewer, ...
TOGETHER = ((11, 73), (8, 78), (0, 83))
TOGETHER_HEARD = 62  # a text of another script
HEARD = 68  # a name of another script in Latin letters
BESIDE = 5  # letters beside a part that is looked for alone
ALONE, ONLY = 88, 78  # of 100: one part of several, and the one part there is
VOWELS = "aeiouy"
DIGITS = {
    "0": "o", "1": "il", "2": "zhs", "3": "ea", "4": "a", "5": "skh", "6": "gbt", "7": "th",
    "8": "bg", "9": "gqs", "@": "ao", "$": "s", "!": "i", "|": "il", "(": "c", "+": "t", "€": "e",
}  # fmt: skip  # as shapes, and as Arabic sounds
SOUNDS = {  # letters that stand for one another between spellings
    "c": "ks", "k": "cqg", "q": "kg", "g": "jk", "j": "iygz", "y": "ij", "i": "yjle", "w": "vu",
    "v": "wbu", "u": "wvo", "s": "zc", "z": "sj", "f": "pv", "b": "vp", "l": "ir", "n": "m",
    "d": "t", "x": "ks", "p": "bf", "t": "d", "r": "l", "o": "u", "e": "iy",
}  # fmt: skip
UNVOWELLED = ((0x0590, 0x0780), (0x08A0, 0x0900), (0xFB1D, 0xFE00), (0xFE70, 0xFEFF))
CHARACTERS = ((0x2E80, 0xA4D0), (0xF900, 0xFB00), (0x20000, 0x32000))
LEFT_OUT = str.maketrans("cqpvzx", "kkbfss", "aeiouwyhj'")  # by scripts without vowels

Sets = NDArray[np.uint32]  # one for each text: bit 0 is "a"


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
    shapes = tuple(_shape(each) for each in heard)
    bare = tuple(_bare(each) for each in heard)
    written = tuple(frozenset(each) for each in characters)
    return Gate(shapes, bare, tuple(ways), foreign, written if all(written) else ())


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
    yield from _by_character(each, shown, rows)
    by_set = [_count(np.uint32(way.needed) & ~shown) <= way.missing for way in each.ways]
    some = np.flatnonzero(np.logical_or.reduce(by_set)) if by_set else np.arange(0)
    unvoiced = (shown[some] & UNVOICED) != 0
    for numbers, parts, bare in (
        (some[~unvoiced], each.rows, False), (some[unvoiced], each.bare, True),
    ):  # fmt: skip
        if len(numbers):
            near = rows.near(parts, numbers, bare=bare)
            lengths = rows.lengths(numbers)
            heard = (shown[numbers] & FOREIGN) != 0
            passed = np.zeros(len(numbers), np.bool_)
            for way, found in zip(each.ways, by_set, strict=True):
                near_enough = found[numbers] & _is_near(way, parts, near, heard)
                if way.together == ALONE:
                    near_enough &= lengths <= len(parts[way.parts[0]]) + BESIDE
                passed |= near_enough
            yield from numbers[passed].tolist()


def _is_near(
    way: Way, parts: Sequence[str], near: NDArray[np.uint8], heard: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    lengths = [len(parts[number]) for number in way.parts]
    enough = np.ones(near.shape[1], np.bool_)
    for number, length in zip(way.parts, lengths, strict=True):
        enough &= near[number] >= LEAST.get(length, LEAST_OF_LONG)
    total = sum(near[number] * float(long) for number, long in zip(way.parts, lengths, strict=True))
    least = np.where(heard & (len(way.parts) > 1), TOGETHER_HEARD, way.together)
    near_enough: NDArray[np.bool_] = enough & (total >= least * max(sum(lengths), 1))
    return near_enough


def _by_character(each: Gate, shown: Sets, rows: _Rows) -> Iterator[int]:
    if each.characters:
        for number in np.flatnonzero(shown & CHARACTER).tolist():
            text = rows.texts[number]
            if not any(written.isdisjoint(text) for written in each.characters):
                yield number


class _Rows:
    """The letters of a chunk of texts in a row, made for those that are asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._looks: dict[int, str] = {}
        self._others: dict[int, tuple[str, ...]] = {}  # by sound, or turned round

    def lengths(self, numbers: NDArray[np.intp]) -> NDArray[np.intp]:
        """Letters in each of the texts, after `near` was asked for them."""
        return np.fromiter((len(self._looks[n]) for n in numbers.tolist()), np.intp, len(numbers))

    def near(
        self, parts: Sequence[str], numbers: NDArray[np.intp], *, bare: bool
    ) -> NDArray[np.uint8]:
        """How much of each part, 0 to 100, is found in each of the texts: parts x texts."""
        asked = numbers.tolist()
        self._make([number for number in asked if number not in self._looks])
        if bare:
            voices = "\n".join(self.texts[n].replace("\n", " ") for n in asked)
            return _found(parts, _bare(voices.translate(_voices)).split("\n"))
        best = _found(parts, [self._looks[number] for number in asked])
        others = [(place, row) for place, n in enumerate(asked) for row in self._others.get(n, ())]
        if others:
            more = _found(parts, [row for _, row in others])
            places = np.fromiter((place for place, _ in others), np.intp, len(others))
            for row, found in zip(best, more, strict=True):
                np.maximum.at(row, places, found)
        return best

    def _make(self, numbers: Sequence[int]) -> None:
        if not numbers:
            return
        text = "\n".join(self.texts[number].replace("\n", " ") for number in numbers)
        looks = _paired(text.translate(_looks)).split("\n")
        self._looks.update(
            (number, look[:LONGEST_ROW]) for number, look in zip(numbers, looks, strict=True)
        )
        if not text.isascii():
            sounds = _paired(text.translate(_sounds)).split("\n")
            for number, look, sound in zip(numbers, looks, sounds, strict=True):
                if not self.texts[number].isascii():
                    self._others[number] = tuple(_variants(self.texts[number], look, sound))


def _found(parts: Sequence[str], rows: Sequence[str]) -> NDArray[np.uint8]:
    scores: NDArray[np.uint8] = process.cdist(
        parts, rows, scorer=fuzz.partial_ratio, score_cutoff=LEAST[4], dtype=np.uint8
    )
    return scores


def _variants(text: str, look: str, sound: str) -> Iterator[str]:
    if sound != look:
        yield sound[:LONGEST_ROW]
    if "\u202e" in text or not FLIP_SIGNS.isdisjoint(text):
        yield look[::-1][-LONGEST_ROW:]
        turned = "".join(FLIPPED.get(each, each) for each in reversed(text.lower()))
        yield _paired(turned.translate(_looks))[:LONGEST_ROW]


def _paired(row: str) -> str:
    return row.replace("rn", "m").replace("vv", "w").replace("ci", "d")  # l is an i by now


def _shape(letters: str) -> str:
    return _paired(letters.translate(_looks))


class _Table(dict[int, str]):
    """Characters to the signs they stand for, each looked up once; ends of lines stay."""

    def __init__(self, read_: Callable[[str], str]) -> None:
        super().__init__({ord("\n"): "\n"})
        self._read = read_

    def __missing__(self, code: int) -> str:
        kept = "".join(each for each in self._read(chr(code)) if each.isalnum())
        self[code] = kept
        return kept


def _seen(char: str) -> str:
    return fold(char)[0].translate(SKELETON)


def _heard(char: str) -> str:
    return _voiced(char).translate(SKELETON)


def _voiced(char: str) -> str:
    letters, step = fold(char)
    return anyascii(char).lower() if step in (Step.FOREIGN, Step.LOOKALIKE) else letters


_looks, _sounds, _voices = _Table(_seen), _Table(_heard), _Table(_voiced)


def _bare(letters: str) -> str:
    return letters.translate(LEFT_OUT)


def _way(
    numbers: tuple[int, ...],
    heard: Sequence[str],
    alone: int = 0,
    *,
    strict: bool = False,
    together: int = 0,
) -> Way:
    needed = _bits("".join(heard[number] for number in numbers))
    many = needed.bit_count()
    if alone == ALONE:
        return Way(numbers, needed, int(many >= 9), alone)
    letters = sum(len(heard[number]) for number in numbers)
    usual = next(least for long, least in TOGETHER if letters >= long)
    together = alone or together or usual
    return Way(numbers, needed, 2 if many >= 8 and not strict else 1, together)


def _sets(texts: Sequence[str]) -> Sets:
    """For each text the letters it may show."""
    row = "\n".join(texts) + "\n"  # nobody is left without a character
    codes = np.frombuffer(row.encode("utf-32-le", "surrogatepass"), np.uint32)
    letters = _known[codes]
    unknown = codes[letters >= UNKNOWN]
    if len(unknown):
        _learn(unknown)
        letters = _known[codes]
    lengths = np.array(list(map(len, texts)), np.intp) + 1
    starts = np.concatenate(([0], np.cumsum(lengths[:-1], dtype=np.intp)))
    shown: Sets = np.bitwise_or.reduceat(letters, starts)
    return shown


_known = np.full(CODES, UNKNOWN, np.uint32)


def _learn(codes: NDArray[np.uint32]) -> None:
    """Look up characters that come by for the first time."""
    for code in np.unique(codes).tolist():
        _known[code] = _bits(_shown_by(chr(code))) | _kind(code)


def _kind(code: int) -> int:
    kinds = ((UNVOICED, UNVOWELLED), (CHARACTER, CHARACTERS))
    found = sum(int(kind) for kind, ranges in kinds if any(a <= code < b for a, b in ranges))
    return found | int(FOREIGN) * (fold(chr(code))[1] is Step.FOREIGN)


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
