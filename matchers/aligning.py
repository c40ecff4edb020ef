"""The words of a text laid beside the parts of a name, in whatever way fits best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matchers.cutting import Piece, Pieces, cut, joined, unpaired, whole
from matchers.folding import Words
from matchers.lexicon import AFFIXES, PARTICLES, TITLES
from matchers.parts import Grade, Part, grade
from matchers.weighing import MOST_OF_A_PART, Features, worth

IDLE = AFFIXES | TITLES | PARTICLES
LONGEST_IDLE = max(len(each) for each in IDLE)
WHOLE_BITS = 24.0  # of a whole name: families share parts, and a name alone must not convict
MOST_EXTRA = 3  # further words add nothing

Aligned = Mapping[int, tuple[int, Grade]]  # part number to piece number and grade


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text as a name: features counted, rarity, bits, and odd places."""

    features: Features
    rare: float
    bits: float
    complete: bool  # not just one part of the name
    places: tuple[int, ...] = ()


def best_reading(parts: Sequence[Part], words: Words, kind: str) -> Reading | None:
    """The reading that is worth most, None where no part is met. Deterministic."""
    best: Reading | None = None
    for pieces in _ways(parts, words):
        found = _reading(parts, pieces, kind)
        if found is not None and (best is None or found.bits > best.bits):
            best = found
        if best is not None and _is_plain(best):
            break
    return best


def _is_plain(reading: Reading) -> bool:
    return reading.complete and not reading.features.keys() - {"affix", "reordered"}


def _ways(parts: Sequence[Part], words: Words) -> Iterator[Pieces]:
    """The words as they stand, cut, run together, and with letter pairs read as one."""
    yield whole(words)
    yield _cut_each(parts, words)
    if len(words) > 1:
        yield cut(joined(words), parts)
    undone = tuple(unpaired(word) for word in words)
    if undone != words:
        yield _cut_each(parts, undone)
        yield cut(joined(undone), parts)


def _cut_each(parts: Sequence[Part], words: Words) -> Pieces:
    pieces: list[Piece] = []
    for word in words:
        keep = len(word.look) < 3 or any(grade(part, word) for part in parts)
        pieces += [Piece(word)] if keep else cut(word, parts)
    return tuple(pieces)


def _reading(parts: Sequence[Part], pieces: Pieces, kind: str) -> Reading | None:
    aligned = _align(parts, pieces, kind)
    if not aligned:
        return None
    features = _features(parts, pieces, aligned)
    rare = min(sum(found.bits for _, found in aligned.values()), WHOLE_BITS)
    bits = rare + worth(features, kind)
    complete = len(aligned) > 1 or len(parts) == 1
    if not complete:
        bits = min(bits, MOST_OF_A_PART)
    places = sorted({place for number, _ in aligned.values() for place in pieces[number].word.odd})
    return Reading(features, rare, bits, complete, tuple(places))


def _align(parts: Sequence[Part], pieces: Pieces, kind: str) -> Aligned:
    """The best pairs first, each piece used once."""
    pairs = [
        (-found.bits - worth(found.features, kind), part_number, number, found)
        for part_number, part in enumerate(parts)
        for number, piece in enumerate(pieces)
        if (found := grade(part, piece.word)) is not None
    ]
    aligned: dict[int, tuple[int, Grade]] = {}
    used: set[int] = set()
    for _, part_number, number, found in sorted(pairs, key=lambda pair: pair[:3]):
        if part_number not in aligned and number not in used:
            aligned[part_number] = (number, found)
            used.add(number)
    return aligned


def _features(parts: Sequence[Part], pieces: Pieces, aligned: Aligned) -> Features:
    counted: Counter[str] = Counter()
    for _, found in aligned.values():
        counted.update(found.features)
    for step in {step for _, found in aligned.values() for step in found.steps}:
        counted[str(step)] = 1
    counted["leet"] = min(counted["leet"], 1)
    order = [aligned[number][0] for number in sorted(aligned)]
    counted["reordered"] = int(order != sorted(order))
    counted["joined"] = int(any(pieces[number].glued for number in order))
    _count_left_out(counted, len(parts), aligned)
    _count_others(counted, pieces, set(order))
    counted["replaced"] = int(bool(counted["extra"]) and _lacks_an_end(len(parts), aligned))
    return {name: count for name, count in counted.items() if count}


def _lacks_an_end(many: int, aligned: Aligned) -> bool:
    return 0 not in aligned or many - 1 not in aligned


def _count_left_out(counted: Counter[str], many: int, aligned: Aligned) -> None:
    for number in set(range(many)) - aligned.keys():
        end = "first" if number == 0 else "last" if number == many - 1 else "middle"
        counted[f"left_{end}"] += 1


def _count_others(counted: Counter[str], pieces: Pieces, used: set[int]) -> None:
    """What is beside the name: claims, idle words, other words, other letters of the same word."""
    for number, piece in enumerate(pieces):
        look = piece.word.look
        if number in used or look.isdigit() or look in TITLES or look in PARTICLES:
            continue
        if look in AFFIXES or (piece.glued and is_idle(look)):
            counted["affix"] = 1
        elif len(look) > 1 or piece.glued:
            counted["inside" if piece.glued else "extra"] += 1
    for name in ("inside", "extra"):
        counted[name] = min(counted[name], MOST_EXTRA)


def is_idle(text: str) -> bool:
    """Whether the text is made of idle words and digits only."""
    reached = {0}
    for end in range(1, len(text) + 1):
        starts = range(max(0, end - LONGEST_IDLE), end)
        if any(s in reached and (text[s:end] in IDLE or text[s:end].isdigit()) for s in starts):
            reached.add(end)
    return len(text) in reached
