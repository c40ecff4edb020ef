"""Where the parts of a name meet inside one word: "itsnaomiwhitaker92", "naomiwhitakr"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from matchers.folding import PAIRS, SKELETON
from matchers.grading import grade
from matchers.letters import Step
from matchers.parts import Part
from matchers.wording import Word

NEARLY = 70.0  # of 100, for a part with slips inside a longer word
SHORTEST_NEARLY = 4  # letters; shorter parts are found letter for letter only


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or some letters of one."""

    word: Word
    glued: bool = False  # there were other letters right beside it


Pieces = tuple[Piece, ...]


def whole(words: Sequence[Word]) -> Pieces:
    """The words as they stand."""
    return tuple(Piece(word) for word in words)


def cut(word: Word, parts: Sequence[Part]) -> Pieces:
    """The word cut where the parts are found in it, each at most once, the longest first."""
    pieces = tuple(_cut(word, sorted(parts, key=lambda part: -len(part.look))))
    return tuple(Piece(each, glued=len(pieces) > 1) for each in pieces)


def joined(words: Sequence[Word]) -> Word:
    """All the words as one."""
    return Word(
        plain="".join(word.plain for word in words),
        look="".join(word.look for word in words),
        sound="".join(word.sound for word in words),
        steps=frozenset(step for word in words for step in word.steps),
        mixed=any(word.mixed for word in words),
        at=tuple(place for word in words for place in word.at),
        odd=tuple(place for word in words for place in word.odd),
    )


def unpaired(word: Word) -> Word:
    """The word with two letters that look like one read as one."""
    look, at, odd = word.look, word.at, word.odd
    for pair, one in PAIRS:
        while (start := look.find(pair)) >= 0:
            look = look[:start] + one + look[start + 2 :]
            odd += at[start : start + 2]
            at = at[: start + 1] + at[start + 2 :]
    if look == word.look:
        return word
    steps = word.steps | {Step.LEET}
    return replace(word, plain=look, look=look, sound=look, steps=steps, at=at, odd=odd)


def _cut(word: Word, parts: Sequence[Part]) -> Iterator[Word]:
    if stands_whole(word, parts):
        yield word
        return
    for find in (_exactly, _short, _nearly):
        for number, part in enumerate(parts):
            span = find(part, word)
            if span is not None:
                rest = [each for other, each in enumerate(parts) if other != number]
                start, stop = span
                yield from _cut(word.cut(0, start), rest) if start else ()
                yield word.cut(start, stop)
                yield from _cut(word.cut(stop, len(word.look)), rest) if word.look[stop:] else ()
                return
    yield word


def stands_whole(word: Word, parts: Sequence[Part]) -> bool:
    """Whether the word is one of the parts; where it is longer with slips, it may be two."""
    for part in parts:
        found = grade(part, word)
        longer = len(word.look) > len(part.look) + 1 and len(parts) > 1
        if found is not None and not (longer and "slip" in found.features):
            return True
    return False


def _exactly(part: Part, word: Word) -> tuple[int, int] | None:
    """Letter for letter, then in signs of the same shape."""
    for ours, theirs in (
        (part.look, word.look),
        (_in_signs(part.look), _in_signs(word.look)),
    ):
        start = theirs.find(ours) if theirs.startswith(ours) else theirs.rfind(ours)
        if start >= 0 and len(ours) > 1:
            return start, start + len(ours)
    return None


@lru_cache(maxsize=16_384)
def _in_signs(look: str) -> str:
    return look.translate(SKELETON)


def _short(part: Part, word: Word) -> tuple[int, int] | None:
    """A short form at one end."""
    for short in _longest_first(part.short):
        if len(short) > 2 and word.look.startswith(short):
            return 0, len(short)
        if len(short) > 2 and word.look.endswith(short):
            return len(word.look) - len(short), len(word.look)
    return None


@lru_cache(maxsize=1_024)
def _longest_first(short: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(short, key=lambda each: (-len(each), each)))


def _nearly(part: Part, word: Word) -> tuple[int, int] | None:
    if len(part.look) < SHORTEST_NEARLY or len(word.look) < SHORTEST_NEARLY:
        return None
    found = fuzz.partial_ratio_alignment(part.look, word.look, score_cutoff=NEARLY)
    if found is None or len(part.look) > len(word.look) + 1:
        return None
    return min(
        _around(found.dest_start, found.dest_end, len(word.look)),
        key=lambda span: (OSA.distance(part.look, word.look[slice(*span)]), *span),
    )


def _around(start: int, stop: int, length: int) -> Iterator[tuple[int, int]]:
    for low in range(max(0, start - 1), min(start + 2, length)):
        for high in range(max(low + 1, stop - 1), min(stop + 1, length) + 1):
            yield low, high
