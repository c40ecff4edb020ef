"""What there is to say of a name and the words it was laid beside, counted.

Met, left out, disguised, and what stands beside it: claims, other names, other letters of a word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from matchers.cutting import Pieces
from matchers.grading import Grade
from matchers.letters import Step
from matchers.lexicon import AFFIXES, PARTICLES, SURNAMES_TOO, TITLES
from matchers.others import is_listed, is_real
from matchers.parts import Part
from matchers.weighing import Features

IDLE = frozenset(each for each in AFFIXES | TITLES if len(each) > 1)
LONGEST_IDLE = max(len(each) for each in IDLE)
OTHER_NAMES = frozenset({"slip_real", "slip_name"})
SOMEBODY_ELSE = ("slip_real", "replaced", "inside_real")  # who may decorate a name of his own
LEAST_BESIDE, MOST_BESIDE = 2, 12  # letters that make another name of a part
MOST_EXTRA = 3  # further words add nothing

Aligned = Mapping[int, tuple[int, Grade]]  # part number to piece number and grade


def counted_features(parts: Sequence[Part], pieces: Pieces, aligned: Aligned) -> Features:
    """Each feature with how often, without those that are not there."""
    counted: dict[str, float] = defaultdict(float)
    for _, found in aligned.values():
        for name, count in found.features.items():
            counted[name] += count
    order = [aligned[number][0] for number in sorted(aligned)]
    counted["reordered"] = int(order != sorted(order))
    counted["joined"] = int(any(pieces[number].glued for number in order))
    counted["slip_beside"] = _slips_beside(found for _, found in aligned.values())
    _count_left_out(counted, len(parts), aligned)
    _count_others(counted, pieces, set(order))
    counted["inside_real"] += _lent(parts, pieces, aligned)
    counted["replaced"] = int(bool(counted["extra"]) and _lacks_one(len(parts), aligned))
    counted["slip_many"] = max(counted["slip"] - 2, 0)
    counted["script_many"] = max(counted["script_far"] - 3, 0)
    _count_disguise(counted, {step for _, found in aligned.values() for step in found.steps})
    return {name: count for name, count in counted.items() if count}


def _slips_beside(grades: Iterable[Grade]) -> int:
    """Whether one part is nearly ours and another name, and another part is ours but for a slip.

    Who bears the other name by birth writes the rest of the name without mistakes.
    """
    slipped = (each.features for each in grades if "slip" in each.features)
    return int(len({any(each.get(name) for name in OTHER_NAMES) for each in slipped}) > 1)


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


def _lent(parts: Sequence[Part], pieces: Pieces, aligned: Aligned) -> int:
    """How many parts have a letter too many that makes another name of their neighbour.

    "leonardomilbury" is Leonardo Milbury and not Leonard Omilbury.
    """
    looks = {number: (pieces[number].word.look.strip("0123456789"), parts[at].look)
             for at, (number, _) in aligned.items() if pieces[number].glued}  # fmt: skip
    return sum(
        (look[1:] == ours and number - 1 in looks and is_real(looks[number - 1][0] + look[0]))
        or (look[:-1] == ours and number + 1 in looks and is_real(look[-1] + looks[number + 1][0]))
        for number, (look, ours) in looks.items()
    )


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
        if not is_idle(bare) and _ends_in_another(part, bare, after=order == 1):
            return True
    return False


def _ends_in_another(part: str, rest: str, *, after: bool) -> bool:
    """Whether the letters nearest to a part make a usual name with it: "lagio" before "anna"."""
    places = range(LEAST_BESIDE, min(len(rest), MOST_BESIDE))
    if after:
        return any(is_real(part + rest[:many]) for many in places)
    return any(is_real(rest[-many:] + part) for many in places)


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
