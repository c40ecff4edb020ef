"""One part of our name against one word of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from matchers import WEIGHTS
from matchers.folding import Word, read, skeleton
from matchers.letters import Step
from matchers.tables import is_name, rarity, short_forms

SLIP_FROM = 4  # letters a part needs before one slip is forgiven
TWO_SLIPS_FROM = 8
SLIP_RATE = 12.0  # bits: how rarely a copy makes just this slip (names.md §5: share over slip rate)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name, ready to be compared."""

    plain: str
    look: str
    sound: str
    shape: str
    bits: float
    short: frozenset[str]  # nicknames; only first names have any
    foreign: bool


@dataclass(frozen=True, slots=True)
class Grade:
    """How a word meets a part: the reason, what it costs, and the disguise undone."""

    reason: str
    penalty: float
    disguise: frozenset[Step] = frozenset()


def part_of(word: Word, bits: float, *, nicknames: Sequence[str], first: bool) -> Part:
    """A part of a person's name from its word; `nicknames` are the person's own."""
    given = frozenset(each.look for name in nicknames for each in read(name)[0][:1])
    return Part(
        plain=word.plain,
        look=word.look,
        sound=word.sound,
        shape=skeleton(word.look),
        bits=bits,
        short=given | short_forms(word.look) if first else frozenset(),
        foreign=word.sound != word.look,
    )


def grade(part: Part, word: Word) -> Grade | None:
    """The best way the word meets the part, None when it does not."""
    if word.look == part.look:
        return Grade("name_exact", 0.0, _disguise(part, word))
    if not word.look or not part.look:
        return None
    return _by_shape(part, word) or _by_sound(part, word) or _nearly(part, word)


def reasons_of(found: Grade) -> dict[str, float]:
    """Reason to bits, the disguises beside the grade itself."""
    reasons = {found.reason: found.penalty}
    for step in found.disguise:
        reasons[f"name_{step}"] = WEIGHTS[f"name_{step}"]
    return reasons


def _disguise(part: Part, word: Word) -> frozenset[Step]:
    """Look-alikes are no disguise where our own name is written with the same letters."""
    return word.steps - {Step.LOOKALIKE} if word.plain == part.plain else word.steps


def _by_shape(part: Part, word: Word) -> Grade | None:
    """Digits, signs and letter pairs that look like ours; a real name of its own is no disguise."""
    bare = word.look.rstrip("0123456789")
    if bare == part.look:
        return Grade("name_exact", 0.0, _disguise(part, word))
    if skeleton(word.look) == part.shape and not is_name(word.look):
        return Grade("name_leet", WEIGHTS["name_leet"], word.steps - {Step.LOOKALIKE})
    return None


def _by_sound(part: Part, word: Word) -> Grade | None:
    """The same name in another script."""
    foreign = word.sound != word.look
    if not (foreign or part.foreign) or not word.sound:
        return None
    if word.sound == part.sound:
        return Grade("name_script", WEIGHTS["name_script"] if word.plain != part.plain else 0.0)
    if min(len(word.sound), len(part.sound)) < SLIP_FROM or word.mixed:
        return None
    allowed = 1 + (len(part.sound) >= 7)  # scripts differ in how they write w, h, th
    slips = OSA.distance(word.sound, part.sound, score_cutoff=allowed)
    return Grade("name_script", (1 + slips) * WEIGHTS["name_script"]) if slips <= allowed else None


def _nearly(part: Part, word: Word) -> Grade | None:
    if word.look in part.short:
        return Grade("name_nickname", WEIGHTS["name_nickname"], word.steps)
    if len(word.look) == 1 and word.look == part.look[0]:
        return Grade("name_initial", WEIGHTS["name_initial"] - part.bits)
    return _by_slip(part, word)


def _by_slip(part: Part, word: Word) -> Grade | None:
    shorter = min(len(part.look), len(word.look))
    allowed = 2 if shorter >= TWO_SLIPS_FROM else 1 if shorter >= SLIP_FROM else 0
    if not allowed or abs(len(part.look) - len(word.look)) > allowed:
        return None
    slips = OSA.distance(part.look, word.look, score_cutoff=allowed)
    if slips > allowed:
        return None
    penalty = WEIGHTS["name_slip"] * slips
    if is_name(word.look):  # another person's real name, hardly ever a slip of ours
        shared = rarity(word.look, first=bool(part.short)) - SLIP_RATE - part.bits
        return Grade("name_part", min(penalty, shared))
    disguise = word.steps if word.mixed else word.steps - {Step.LOOKALIKE}
    return Grade("name_slip", penalty, disguise)
