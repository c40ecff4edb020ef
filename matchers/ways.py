"""The ways to take the words of a text apart and put them together as parts of a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from matchers.cutting import Piece, Pieces, cut, joined, stands_whole, unpaired, whole
from matchers.folding import PAIRS
from matchers.others import is_real, is_somebody
from matchers.parts import Part
from matchers.wording import Word, Words

SHORTEST_NAME = 4  # letters; shorter ones are pieces of others as well
SPELLED_OUT = 3  # single letters in a row
MOST_TOGETHER = 4  # words that make one part


def ways(parts: Sequence[Part], words: Words) -> Iterator[Pieces]:
    """The words as they stand, put together, cut, and with letter pairs read as one."""
    words = _unwrapped(parts, words)
    standing = whole(words)
    yield standing
    apart = _cut_each(parts, _put_together(parts, words))
    if apart != standing:
        yield apart
    if len(words) > 1 and (parts[0].whole or not any(_stands(word) for word in words)):
        in_a_row = cut(joined(words), parts)
        if parts[0].whole or len(in_a_row) <= len(parts):  # nothing beside the name
            yield in_a_row
    undone = tuple(_undone(parts, word) for word in words)
    if undone != words:
        yield _cut_each(parts, undone)


def _undone(parts: Sequence[Part], word: Word) -> Word:
    """With letter pairs read as one, where neither a name nor our own name has such a pair."""
    ours = any(pair in part.look for pair, _ in PAIRS if pair in word.look for part in parts)
    return word if ours or is_real(word.look) else unpaired(word)


def _unwrapped(parts: Sequence[Part], words: Words) -> Words:
    """Without an x before and after all of it, which some write around their name."""
    if any("x" in (part.look[:1], part.look[-1:]) for part in parts):
        return words
    if words and words[0].look[:1] == words[-1].look[-1:] == "x" and len(words[-1].look) > 1:
        last = words[-1].cut(0, len(words[-1].look) - 1)
        words = (*words[:-1], last)
        words = (words[0].cut(1, len(words[0].look)), *words[1:])
    return tuple(word for word in words if word.look)


def _stands(word: Word) -> bool:
    """Whether it is a name by itself, and no piece of one."""
    return len(word.look) >= SHORTEST_NAME and is_real(word.look)


def _put_together(parts: Sequence[Part], words: Words) -> Words:
    """Letters that stand apart as one word, and neighbours that are one part together."""
    found: list[Word] = []
    place = 0
    while place < len(words):
        many = _spelled_out(words[place:]) or _neighbours(parts, words[place:])
        found.append(joined(words[place : place + many]) if many > 1 else words[place])
        place += many
    return tuple(found)


def _spelled_out(words: Words) -> int:
    """How many words from here on are single letters; 0 where they are fewer than three."""
    many = sum(1 for _ in takewhile(lambda word: len(word.look) == 1, words))
    return many if many >= SPELLED_OUT else 0


def _neighbours(parts: Sequence[Part], words: Words) -> int:
    """How many words from here on make a part, letter for letter; 1 where none do."""
    for many in range(min(MOST_TOGETHER, len(words)), 1, -1):
        row = "".join(word.look for word in words[:many])
        if any(row == part.look or row in part.short for part in parts):
            return many
    return 1


def _cut_each(parts: Sequence[Part], words: Words) -> Pieces:
    pieces: list[Piece] = []
    for word in words:
        keep = len(word.look) < 3 or is_somebody(word) or stands_whole(word, parts)
        pieces += [Piece(word)] if keep else cut(word, parts)
    return tuple(pieces)
