"""The words of a text laid beside the parts of a name, in whatever way fits best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from matchers.counting import OTHER_NAMES, Aligned, counted_features, is_idle
from matchers.cutting import Pieces
from matchers.grading import Grade, grade
from matchers.parts import Part
from matchers.placing import distinct, reshaped, slips
from matchers.ways import ways
from matchers.weighing import MOST_OF_A_PART, Features, worth
from matchers.wording import Word, Words

WHOLE_BITS = 24.0  # of a whole name: families share parts, and a name alone must not convict
# of a name that is only like ours: many a rare name is; what ours is rarer by counts a tenth
NEARLY_BITS, BEYOND = 18.0, 0.1
SURE = frozenset((
    "affix", "reordered", "joined", "nickname", "leet", "lookalike", "invisible", "styled",
    "initial", "extra", "left_middle",
))  # fmt: skip
LETTER_BITS = 2.3  # surprisal of a letter in a word


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
    for pieces in ways(parts, words):
        found = _reading(parts, pieces, kind)
        if found is not None and (best is None or found.bits > best.bits):
            best = found
        if best is not None and _is_plain(best):
            break
    return best


def _is_plain(reading: Reading) -> bool:
    return reading.complete and not reading.features.keys() - {"affix", "reordered"}


def _reading(parts: Sequence[Part], pieces: Pieces, kind: str) -> Reading | None:
    aligned = _align(parts, pieces, kind)
    if not aligned:
        return None
    features = counted_features(parts, pieces, aligned)
    used = {number for number, _ in aligned.values()}
    rare = _whole(sum(_rarity(pieces, used, *met) for met in aligned.values()), features)
    bits = rare + worth(features, kind)
    somebody = OTHER_NAMES & features.keys() and "slip_beside" not in features
    complete = not somebody and _is_complete(parts, aligned, features)
    if not complete and "replaced" in features:
        return None
    if not complete:
        bits = min(bits, MOST_OF_A_PART)
    odd = (_odd(parts[at], pieces[number].word, found) for at, (number, found) in aligned.items())
    return Reading(features, rare, bits, complete, distinct(chain(*odd)))


def _whole(bits: float, features: Features) -> float:
    """Bits of a whole name from those of its parts."""
    if features.keys() <= SURE:
        return min(bits, WHOLE_BITS)
    return min(bits, NEARLY_BITS) + BEYOND * max(min(bits, WHOLE_BITS) - NEARLY_BITS, 0.0)


def _odd(part: Part, word: Word, found: Grade) -> Iterable[int]:
    is_reshaped = "leet" in found.features and "nickname" not in found.features
    wrong = slips(part, word) if "slip" in found.features else ()
    return (*word.odd, *(reshaped(part.look, word) if is_reshaped else ()), *wrong)


def _is_complete(parts: Sequence[Part], aligned: Aligned, features: Features) -> bool:
    """More than one part of the name; an initial is one only where no other name stands beside."""
    initials = int(features.get("initial", 0))
    if initials:
        return len(aligned) - initials > int(bool(features.get("extra")))
    return len(aligned) > 1 or len(parts) == 1


def _rarity(pieces: Pieces, used: set[int], number: int, found: Grade) -> float:
    """How rare what was met is; in other letters a short part is found by accident."""
    around = [pieces[each].word.look for each in {number - 1, number + 1} & set(range(len(pieces)))
              if each not in used and pieces[each].glued]  # fmt: skip
    bare = pieces[number].word.look.isalpha()  # beside a part with digits for letters they are some
    if pieces[number].glued and not all(
        is_idle(look) and (bare or not look.isdigit()) for look in around
    ):
        return min(found.bits, LETTER_BITS * len(pieces[number].word.look))
    return found.bits


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
