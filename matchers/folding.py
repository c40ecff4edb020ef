"""A name as written to the words a reader sees, and what had to be undone on the way."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from matchers.letters import FLIP_SIGNS, FLIPPED, Step, fold
from matchers.reader import FLAGS, MOST_LETTERS, MOST_WORDS, Reader, laid_out
from matchers.wording import MOST_READ, Word, Words

ASCII_WORD = re.compile(r"[a-z0-9]+(?:['`@$!]+[a-z0-9]+)*")
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
SKELETON = str.maketrans("013456789l@$!z", "oieasgtbgiasi2")  # one sign for each shape
PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))  # two letters that look like one
SIGNS = str.maketrans("@$!|€(+£¢", "asilectlc")  # letters to those who write them so
SIGNED = re.compile(r"(?<=\w)[@$!|€(+£¢]+|[@$!|€(+£¢]+(?=\w)|(?<=\S)[@$!|€(+£¢]+(?=\S)")
UPRIGHT = {"M": "w", "W": "m", "N": "n"}
APART = re.compile(r"(?<!\S)\S{1,2}(?:\s+\S{1,2}(?!\S)){3,}")  # letters that stand apart
ALONE = re.compile("[@$!|€(+£¢]")


@lru_cache(maxsize=4_096)
def read(text: str) -> tuple[Words, ...]:
    """The readings of a text: as it stands; where letters lie upside down, turned over; where
    signs stand beside letters, with those as letters too.

    Never raises, whatever the text holds; reads at most MOST_READ characters and MOST_WORDS words.
    """
    text = text[:MOST_READ]
    readings = [_read(text)]
    if sum(each in FLIP_SIGNS for each in text) > 1:
        readings.append(_turn_over(text))
    signed = ALONE if APART.search(text) else SIGNED
    if signed.search(text):
        readings.append(_signs_read(text, signed))
    return tuple(readings)


def _read(text: str) -> Words:
    if text.isascii() and not UNSEEN.search(text):
        return _read_ascii(text)
    pieces = [_read_alone(piece) for piece in text.split(" ")]
    if None in pieces:
        return Reader().read(laid_out(text))
    words: list[Word] = []
    start = 0
    for piece, found in zip(text.split(" "), pieces, strict=True):
        words += (word.moved(start) for word in found or ())
        start += len(piece) + 1
    return tuple(words[:MOST_WORDS])


@lru_cache(maxsize=8_192)
def _read_alone(piece: str) -> Words | None:
    """The words between two spaces, None where something unseen may have to do with what follows.

    Most profiles share their names with others, so that most pieces have been read before.
    """
    if FLAGS.search(piece) or any(fold(each)[1] is Step.INVISIBLE for each in piece):
        return None
    return Reader().read(laid_out(piece))


@lru_cache(maxsize=16_384)
def skeleton(look: str) -> str:
    """The shape of folded letters: 1 = i = l, 0 = o, rn = m. To be compared with a shape only."""
    for pair, one in PAIRS:
        look = look.replace(pair, one)
    return look.translate(SKELETON)


def compact(words: Words) -> str:
    """All letters and digits in a row."""
    return "".join(word.look for word in words)


def _read_ascii(text: str) -> Words:
    words = []
    at: Sequence[int]
    for found in itertools.islice(ASCII_WORD.finditer(text.lower()), MOST_WORDS):
        bare, start = found[0], found.start()
        at = range(start, found.end())
        if "'" in bare or "`" in bare:
            at = [start + place for place, char in enumerate(bare) if char not in "'`"]
            bare = bare.replace("'", "").replace("`", "")
        bare = bare[:MOST_LETTERS]
        words.append(Word(bare, bare, bare, at=tuple(at[:MOST_LETTERS])))
    return tuple(words)


def _turn_over(text: str) -> Words:
    turned = "".join(map(_upright, reversed(text)))
    last = len(text) - 1
    return tuple(
        replace(
            word,
            steps=word.steps | {Step.STYLED},
            at=tuple(last - each for each in word.at),
            odd=tuple(last - each for each in word.at),
        )
        for word in _read(turned)
    )


def _upright(char: str) -> str:
    """One letter turned over; capitals are turned as they are: W and M, but N stays."""
    small = char.lower()[:1]
    return UPRIGHT.get(char) or FLIPPED.get(small, small)


def _signs_read(text: str, signed: re.Pattern[str]) -> Words:
    """With signs beside letters, or among such as stand apart, read as what they stand for."""
    places = {place for found in signed.finditer(text) for place in range(*found.span())}
    letters = signed.sub(lambda found: found[0].translate(SIGNS), text)
    return tuple(
        replace(word, steps=word.steps | {Step.LEET}, odd=(*word.odd, *signs))
        if (signs := [place for place in word.at if place in places])
        else word
        for word in _read(letters)
    )
