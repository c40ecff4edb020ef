"""The letters of texts in a row, and how much of a name is found in them, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from matchers.folding import SKELETON
from matchers.letters import FLIP_SIGNS, FLIPPED, Step, fold

LONGEST_ROW = 80  # letters; names are shorter, and the beginning of a longer text is enough
LEFT_OUT = str.maketrans("cqpvzx", "kkbfss", "aeiouwyhj'")  # by scripts without vowels
LEAST_FOUND = 50  # of 100; less is nothing


class Rows:
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
            return _found(parts, bare_of(voices.translate(_voices)).split("\n"))
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
        parts, rows, scorer=fuzz.partial_ratio, score_cutoff=LEAST_FOUND, dtype=np.uint8
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


def bare_of(letters: str) -> str:
    return letters.translate(LEFT_OUT)
