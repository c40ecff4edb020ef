"""One part of our name against one word of theirs: how it is met, and what that costs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from matchers.folding import Word, read, skeleton
from matchers.letters import Step
from matchers.tables import is_name, rarity, short_forms

DOUBLED = re.compile(r"(.)\1+")
MOST_SLIPS = ((8, 3), (5, 2), (3, 1))  # letters of the shorter, and how many slips it bears
REAL = "slip_real"  # nearly ours, but somebody else's name


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
    first: bool
    whole: bool = False  # a user name, that is a name of nobody else's


@dataclass(frozen=True, slots=True)
class Grade:
    """How a word meets a part: features with how often, the disguise undone, and the rarity."""

    features: Mapping[str, int]
    bits: float  # how rare what was met is
    steps: frozenset[Step] = frozenset()


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
        first=first,
    )


def named(row: str, bits: float) -> Part:
    """A known user name as the one part it is."""
    word = Word(row, row, row)
    return replace(part_of(word, bits, nicknames=(), first=False), whole=True)


def grade(part: Part, word: Word) -> Grade | None:
    """The best way the word meets the part, None when it does not."""
    if word.look == part.look:
        return Grade({}, part.bits, _disguise(part, word))
    if not word.look or not part.look:
        return None
    return _by_shape(part, word) or _by_sound(part, word) or _nearly(part, word)


def _disguise(part: Part, word: Word) -> frozenset[Step]:
    """Look-alikes are no disguise where our own name is written with the same letters."""
    return word.steps - {Step.LOOKALIKE} if word.plain == part.plain else word.steps


def _by_shape(part: Part, word: Word) -> Grade | None:
    """Digits, signs and letter pairs that look like ours; a real name of its own is no disguise."""
    bare = word.look.strip("0123456789")
    if bare == part.look:
        return Grade({}, part.bits, _disguise(part, word))
    if skeleton(word.look) == part.shape and not is_name(word.look):
        return Grade({"leet": 1}, part.bits, word.steps - {Step.LOOKALIKE})
    return None


def _by_sound(part: Part, word: Word) -> Grade | None:
    """The same name in another script."""
    foreign = word.sound != word.look
    if not (foreign or part.foreign) or not word.sound:
        return None
    if word.sound == part.sound:
        return Grade({"script": int(word.plain != part.plain)}, part.bits)
    if min(len(word.sound), len(part.sound)) < 4 or word.mixed:
        return None
    allowed = 1 + (len(part.sound) >= 7)  # scripts differ in how they write w, h, th
    slips = OSA.distance(word.sound, part.sound, score_cutoff=allowed)
    return Grade({"script": 1, "script_far": slips}, part.bits) if slips <= allowed else None


def _nearly(part: Part, word: Word) -> Grade | None:
    bare = word.look.strip("0123456789")
    if bare in part.short:
        return Grade({"nickname": 1}, part.bits, word.steps)
    if len(word.look) == 1 and word.look == part.look[0]:
        return Grade({"initial": 1}, 0.0)
    return _by_slip(part, bare, word)


def _by_slip(part: Part, bare: str, word: Word) -> Grade | None:
    shorter = min(len(part.look), len(bare))
    allowed = next((most for least, most in MOST_SLIPS if shorter >= least), 0)
    if not allowed:
        return None
    disguise = word.steps if word.mixed else word.steps - {Step.LOOKALIKE}
    if DOUBLED.sub(r"\1", bare) == DOUBLED.sub(r"\1", part.look) and not is_name(bare):
        return Grade({"slip": 1}, part.bits, disguise)  # however long a letter is drawn out
    slips = OSA.distance(part.look, bare, score_cutoff=allowed)
    if slips > allowed:
        return None
    if not part.whole and is_name(bare):  # another person's real name, hardly ever a slip of ours
        return Grade({REAL: 1, "slip": slips}, min(rarity(bare, first=part.first), part.bits))
    short = int(shorter < 5)
    return Grade(
        {"slip": slips, "slip_short": short, "slip_many": max(slips - 2, 0)}, part.bits, disguise
    )
