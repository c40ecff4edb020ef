"""The words of a text laid beside the parts of a name, in whatever way fits best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from matchers.cutting import Pieces
from matchers.grading import Grade, grade
from matchers.letters import Step
from matchers.lexicon import AFFIXES, PARTICLES, SURNAMES_TOO, TITLES
from matchers.others import is_listed
from matchers.parts import Part
from matchers.placing import reshaped, slips
from matchers.ways import ways
from matchers.weighing import MOST_OF_A_PART, Features, worth
from matchers.wording import Word, Words

IDLE = frozenset(each for each in AFFIXES | TITLES if len(each) > 1)
LONGEST_IDLE = max(len(each) for each in IDLE)
WHOLE_BITS = 24.0  # of a whole name: families share parts, and a name alone must not convict
# of a name that is only like ours: many a rare name is; what ours is rarer by counts a tenth
NEARLY_BITS, BEYOND = 18.0, 0.1
SURE = frozenset((
    "affix", "reordered", "joined", "nickname", "leet", "lookalike", "invisible", "styled",
    "initial", "extra", "left_middle",
))  # fmt: skip
LETTER_BITS = 2.3  # surprisal of a letter in a word
SOMEBODY_ELSE = ("slip_real", "replaced", "inside_real")  # who may decorate a name of his own
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
    features = _features(parts, pieces, aligned)
    used = {number for number, _ in aligned.values()}
    rare = _whole(sum(_rarity(pieces, used, *met) for met in aligned.values()), features)
    bits = rare + worth(features, kind)
    somebody = {"slip_real", "slip_name"} & features.keys()
    complete = not somebody and _is_complete(parts, aligned, features)
    if not complete and "replaced" in features:
        return None
    if not complete:
        bits = min(bits, MOST_OF_A_PART)
    odd = (_odd(parts[at], pieces[number].word, found) for at, (number, found) in aligned.items())
    return Reading(features, rare, bits, complete, tuple(sorted(set(chain(*odd)))))


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


def _features(parts: Sequence[Part], pieces: Pieces, aligned: Aligned) -> Features:
    counted: dict[str, float] = defaultdict(float)
    for _, found in aligned.values():
        for name, count in found.features.items():
            counted[name] += count
    order = [aligned[number][0] for number in sorted(aligned)]
    counted["reordered"] = int(order != sorted(order))
    counted["joined"] = int(any(pieces[number].glued for number in order))
    _count_left_out(counted, len(parts), aligned)
    _count_others(counted, pieces, set(order))
    counted["replaced"] = int(bool(counted["extra"]) and _lacks_one(len(parts), aligned))
    counted["slip_many"] = max(counted["slip"] - 2, 0)
    counted["script_many"] = max(counted["script_far"] - 3, 0)
    _count_disguise(counted, {step for _, found in aligned.values() for step in found.steps})
    return {name: count for name, count in counted.items() if count}


def _count_disguise(counted: dict[str, float], steps: Iterable[Step]) -> None:
    if any(counted[each] for each in SOMEBODY_ELSE):
        counted["leet"] = 0.0
        return
    counted["leet"] = min(counted["leet"], 1.0)
    counted.update((str(step), 1.0) for step in steps)


def _lacks_one(many: int, aligned: Aligned) -> bool:
    return many > sum("initial" not in found.features for _, found in aligned.values())


def _count_left_out(counted: dict[str, float], many: int, aligned: Aligned) -> None:
    for number in set(range(many)) - aligned.keys():
        end = "first" if number == 0 else "last" if number == many - 1 else "middle"
        counted[f"left_{end}"] += 1


def _count_others(counted: dict[str, float], pieces: Pieces, used: set[int]) -> None:
    """What is beside the name: claims, idle words, other words, other letters of the same word."""
    for number, piece in enumerate(pieces):
        look = piece.word.look
        if number in used or (look.isdigit() and not _belongs(pieces, number, used)):
            continue
        if look in PARTICLES and {number - 1, number + 1} <= used:  # maryambenali
            continue
        if piece.glued and _doubles(pieces, number, used):
            counted["slip"] += 1
        elif piece.glued:
            counted[_glued(pieces, number, used)] += 1
        elif look in AFFIXES:
            counted["affix"] = 1
        elif _is_name_beside(look, number in (0, len(pieces) - 1)):
            counted["extra"] += 1
    for name in ("inside", "inside_real", "extra"):
        counted[name] = min(counted[name], MOST_EXTRA)
    counted["affix"] = min(counted["affix"], 1)


def _is_name_beside(look: str, at_an_end: bool) -> bool:
    idle = look in TITLES or look in PARTICLES
    return len(look) > 1 and (not idle or (at_an_end and look in SURNAMES_TOO))


def _glued(pieces: Pieces, number: int, used: set[int]) -> str:
    """What letters right beside a part are: of another name, a claim, or anything."""
    if _belongs(pieces, number, used):
        return "inside_real"
    return "affix" if is_idle(pieces[number].word.look) else "inside"


def _doubles(pieces: Pieces, number: int, used: set[int]) -> bool:
    """Whether it is the last letter of the part before it once more, or the first of the next."""
    look = pieces[number].word.look
    before = pieces[number - 1].word.look[-1:] if number - 1 in used else ""
    after = pieces[number + 1].word.look[:1] if number + 1 in used else ""
    return len(look) == 1 and look in (before, after)


def _belongs(pieces: Pieces, number: int, used: set[int]) -> bool:
    """Whether the letters make another name of the part beside them: "song" beside "son".

    Digits do where the part is written with digits too.
    """
    look = pieces[number].word.look
    for beside, order in ((number - 1, 1), (number + 1, -1)):
        part = pieces[beside].word.look if beside in used else ""
        if not part or not pieces[number].glued or (look.isdigit() and part.isalpha()):
            continue
        bare = look if look.isdigit() else look.strip("0123456789")
        if is_listed(part + bare if order == 1 else bare + part):
            return True
    return False


def is_idle(text: str) -> bool:
    """Whether the text is a claim or title, or made of such of three letters and more, and digits.

    Short ones are too easily found in any letters.
    """
    if text in IDLE:
        return True
    reached = {0}
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - LONGEST_IDLE), end):
            piece = text[start:end]
            if start in reached and (piece.isdigit() or (len(piece) > 2 and piece in IDLE)):
                reached.add(end)
    return len(text) in reached
