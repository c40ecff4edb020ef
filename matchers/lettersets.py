"""Texts as the sets of letters they may show, by look, by sound or as digits for letters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from matchers.letters import FLIP_SIGNS, FLIPPED, Step, fold

CODES = 0x110000
KNOWN = np.uint32(1 << 31)  # has been looked up
UNVOICED = np.uint32(1 << 30)  # of a script that leaves vowels out
CHARACTER = np.uint32(1 << 29)  # Chinese or Japanese: what it sounds like only whole names tell
FOREIGN = np.uint32(1 << 28)  # of another script, so that only its sound is known
SOUNDING = np.uint32(1 << 27)  # may sound otherwise than it looks
TURNED = np.uint32(1 << 26)  # upside down, or turns what follows round
TURNS_ROUND = "\u202e"
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

Sets = NDArray[np.uint32]  # one for each text: bit 0 is "a"


class Texts:
    """Many texts as one row of character codes, with where each begins and how long it is.

    Each ends with the code of a line's end, so that nobody is left without a character.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        row = "\n".join(texts) + "\n"
        self.codes = np.frombuffer(row.encode("utf-32-le", "surrogatepass"), np.uint32)
        self.lengths = np.fromiter(map(len, texts), np.intp, len(texts)) + 1
        self.starts = np.cumsum(self.lengths) - self.lengths

    def sets(self) -> Sets:
        """For each text the letters it may show."""
        letters = _known[self.codes]
        unknown = self.codes[letters < KNOWN]
        if len(unknown):
            _learn(unknown)
            letters = _known[self.codes]
        shown: Sets = np.bitwise_or.reduceat(letters, self.starts)
        return shown

    def chosen(self, which: NDArray[np.bool_]) -> NDArray[np.uint32]:
        """The codes of some of the texts, one after the other."""
        return self.codes[np.repeat(which, self.lengths)]


_known = np.zeros(CODES, np.uint32)


def _learn(codes: NDArray[np.uint32]) -> None:
    """Look up characters that come by for the first time."""
    for code in np.unique(codes).tolist():
        _known[code] = int(KNOWN) | bits(_shown_by(chr(code))) | _kind(code)


def _kind(code: int) -> int:
    char = chr(code)
    step = fold(char)[1]
    return sum(
        int(kind)
        for kind, so in (
            (UNVOICED, char.isalpha() and any(low <= code < high for low, high in UNVOWELLED)),
            (CHARACTER, any(low <= code < high for low, high in CHARACTERS)),
            (FOREIGN, step is Step.FOREIGN),
            (SOUNDING, step in (Step.FOREIGN, Step.LOOKALIKE)),
            (TURNED, char in FLIP_SIGNS or char == TURNS_ROUND),
        )
        if so
    )


def _shown_by(char: str) -> str:
    """Every letter a character may stand for."""
    letters = fold(char)[0] + anyascii(char).lower() + FLIPPED.get(char.lower(), "")
    letters += "".join(DIGITS.get(each, "") for each in letters + char)
    if not char.isascii():
        letters += "".join(SOUNDS.get(each, "") for each in letters)
    if any(low <= ord(char) < high for low, high in UNVOWELLED):
        letters += VOWELS + "".join(SOUNDS.get(each, "") for each in VOWELS)
    return letters


def bits(letters: str) -> int:
    found = 0
    for each in letters:
        if "a" <= each <= "z":
            found |= 1 << (ord(each) - ord("a"))
    return found


def count(shown: Sets) -> NDArray[np.uint8]:
    """How many letters each set has."""
    low, high = _ones[shown & 0x1FFF], _ones[(shown >> 13) & 0x1FFF]
    return np.asarray(low + high, np.uint8)


_ones = np.array([number.bit_count() for number in range(1 << 13)], np.uint8)
