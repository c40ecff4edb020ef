"""The letters of texts in a row, and how much of a name is found in them, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from matchers.folding import SKELETON
from matchers.letters import FLIPPED, Step, fold
from matchers.lettersets import CODES, SOUNDING, TURNED, UNVOICED, Texts

LONGEST_ROW = 80  # letters; names are shorter, and the beginning of a longer text is enough
LEFT_OUT = str.maketrans("cqpzx", "kkbss", "aeiouvwyhj'")  # where vowels are not written
# of 100: how much of a part must be found in a row, by its letters; two slips must pass
LEAST = {1: 100, 2: 100, 3: 66, 4: 50}
LEAST_OF_LONG = 58
MOST_KEPT = 64  # parts whose places in a chunk are remembered: people share them, spellings do
LINE_END = 10
DROPPED, MANY = 1, 2  # instead of a sign: nothing is shown, or more than one letter


class Rows:
    """The letters of a chunk of texts in a row, made for those that are asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._chunk = Texts(texts)
        self.shown = self._chunk.sets()
        self._made = np.zeros(len(texts), np.bool_)
        # by look, by sound where that is another, backwards, and turned over
        self._rows = [Readings(len(texts)) for _ in range(4)]
        self._bare = [Readings(len(texts))]
        self._near: dict[tuple[str, bool], tuple[NDArray[np.uint8], NDArray[np.bool_]]] = {}

    def make(self, numbers: NDArray[np.intp]) -> None:
        """Make the rows of these texts, in order and each once; before `near` is asked for them."""
        new = numbers[~self._made[numbers]]
        if len(new):
            self._made[new] = True
            self._make(new)

    def lengths(self, numbers: NDArray[np.intp]) -> NDArray[np.uint8]:
        """Letters in each of the texts, as far as rows go."""
        return self._rows[0].lengths[numbers]

    def near(self, part: str, numbers: NDArray[np.intp], *, bare: bool) -> NDArray[np.uint8]:
        """How much of the part, 0 to 100, is found in each of the texts; 0 for less than LEAST."""
        if (part, bare) not in self._near:
            if len(self._near) >= MOST_KEPT:
                self._near.pop(next(iter(self._near)))
            many = len(self.texts)
            self._near[part, bare] = np.zeros(many, np.uint8), np.zeros(many, np.bool_)
        near, asked = self._near[part, bare]
        new = numbers[~asked[numbers]]
        if len(new):
            asked[new] = True
            near[new] = self._best(part, new, bare=bare)
        return near[numbers]

    def together(
        self, one: str, other: str, numbers: NDArray[np.intp], *, bare: bool
    ) -> NDArray[np.float64]:
        """How much of two parts, of 100, stands in each of the texts one after the other.

        In a row that is hardly longer than both, one letter is given: a part that is cut off at
        the end of a row counts for more when it is looked for alone.
        """
        best = np.zeros(len(numbers))
        letters = max(len(one + other), 1)
        for each in self._read(bare=bare):
            places = np.flatnonzero(each.there[numbers])
            found = _letters((one + other, other + one), each.of(numbers[places]))
            given = each.lengths[numbers[places]] <= letters + 1
            best[places] = np.maximum(best[places], 100.0 * (found + given) / letters)
        return best

    def _best(self, part: str, numbers: NDArray[np.intp], *, bare: bool) -> NDArray[np.uint8]:
        best = np.zeros(len(numbers), np.uint8)
        for each in self._read(bare=bare):
            places = np.flatnonzero(each.there[numbers])
            best[places] = np.maximum(best[places], _found(part, each.of(numbers[places])))
        return best

    def _read(self, *, bare: bool) -> Sequence[Readings]:
        return self._bare if bare else self._rows

    def _make(self, numbers: NDArray[np.intp]) -> None:
        chosen = np.zeros(len(self.texts), np.bool_)
        chosen[numbers] = True
        signs = _signs_of(self._chunk.chosen(chosen))
        ends = np.cumsum(self._chunk.lengths[numbers]) - 1
        signs[ends] = LINE_END
        looks = _paired(_text(signs[signs != DROPPED])).split("\n")[:-1]
        for number in np.unique(np.searchsorted(ends, np.flatnonzero(signs == MANY))).tolist():
            looks[number] = shape(self.texts[numbers[number]].replace("\n", " "))
        self._rows[0].add(numbers, looks)
        kinds = self.shown[numbers]
        voiced = (kinds & UNVOICED) == 0
        self._add_sounds(numbers, looks, np.flatnonzero(voiced & ((kinds & SOUNDING) != 0)))
        self._add_turned(numbers, looks, np.flatnonzero(voiced & ((kinds & TURNED) != 0)))
        bare = numbers[~voiced]
        self._bare[0].add(bare, bare_of(self._row_of(bare).translate(_voices)).split("\n"))

    def _row_of(self, numbers: NDArray[np.intp]) -> str:
        """The texts in one row, a line for each."""
        return "\n".join([self.texts[n].replace("\n", " ") for n in numbers.tolist()])

    def _add_sounds(
        self, numbers: NDArray[np.intp], looks: Sequence[str], chosen: NDArray[np.intp]
    ) -> None:
        text = self._row_of(numbers[chosen])
        sounds = _paired(text.translate(_sounds)).split("\n") if len(chosen) else []
        other = [sound != looks[n] for n, sound in zip(chosen.tolist(), sounds, strict=True)]
        self._rows[1].add(numbers[chosen[other]], list(compress(sounds, other)))

    def _add_turned(
        self, numbers: NDArray[np.intp], looks: Sequence[str], chosen: NDArray[np.intp]
    ) -> None:
        back = [looks[n][::-1][-LONGEST_ROW:] for n in chosen.tolist()]
        self._rows[2].add(numbers[chosen], back)
        over = [_turned_over(self.texts[n]) for n in numbers[chosen].tolist()]
        self._rows[3].add(numbers[chosen], over)


class Readings:
    """The rows of some texts read in one way."""

    def __init__(self, many: int) -> None:
        self.there = np.zeros(many, np.bool_)
        self.rows = np.full(many, None, np.object_)
        self.lengths = np.zeros(many, np.uint8)

    def add(self, numbers: NDArray[np.intp], rows: Sequence[str]) -> None:
        if not len(numbers):
            return
        self.there[numbers] = True
        kept = [row[:LONGEST_ROW] for row in rows]
        self.rows[numbers] = kept
        self.lengths[numbers] = np.fromiter(map(len, kept), np.uint8, len(kept))

    def of(self, numbers: NDArray[np.intp]) -> list[str]:
        rows: list[str] = self.rows[numbers].tolist()
        return rows


def _found(part: str, rows: Sequence[str]) -> NDArray[np.uint8]:
    if not rows:
        return np.zeros(0, np.uint8)
    least = LEAST.get(len(part), LEAST_OF_LONG) - 1  # they are rounded
    scores: NDArray[np.uint8] = process.cdist(
        [part], rows, scorer=fuzz.partial_ratio, score_cutoff=least, dtype=np.uint8
    )
    first: NDArray[np.uint8] = scores[0]
    return first


def _letters(orders: Sequence[str], rows: Sequence[str]) -> NDArray[np.uint8]:
    if not rows:
        return np.zeros(0, np.uint8)
    counts: NDArray[np.uint8] = process.cdist(
        orders, rows, scorer=LCSseq.similarity, dtype=np.uint8
    ).max(axis=0)
    return counts


def _turned_over(text: str) -> str:
    return shape("".join(FLIPPED.get(each, each) for each in reversed(text.lower())))


def _paired(row: str) -> str:
    return row.replace("rn", "m").replace("vv", "w").replace("ci", "d")  # l is an i by now


def shape(letters: str) -> str:
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
_signs = np.zeros(CODES, np.uint32)  # the same as `_looks`; 0 is a character not yet looked up


def _signs_of(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    signs: NDArray[np.uint32] = _signs[codes]
    unknown = codes[signs == 0]
    if len(unknown):
        for code in np.unique(unknown).tolist():
            seen = _looks[code] if code != LINE_END else ""
            _signs[code] = (DROPPED, ord(seen[:1] or " "), MANY)[min(len(seen), 2)]
        signs = _signs[codes]
    return signs


def _text(signs: NDArray[np.uint32]) -> str:
    if signs.max() < 128:  # ASCII is a quarter of the work
        return signs.astype(np.uint8).tobytes().decode("ascii")
    return signs.tobytes().decode("utf-32-le", "surrogatepass")


def bare_of(letters: str) -> str:
    return letters.translate(LEFT_OUT)
