"""One part of our name against one word of theirs: how it is met, and what that costs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from matchers.folding import skeleton
from matchers.letters import Step
from matchers.others import (
    commonness,
    is_borne,
    is_listed,
    is_misspelt,
    is_real,
    is_signed,
    is_somebody,
)
from matchers.parting import SYLLABLE
from matchers.parts import Part
from matchers.slips import slipped
from matchers.sounds import heard, native, nearness
from matchers.spellings import LATIN
from matchers.tables import is_name, rarity
from matchers.wording import Word

PLAINLY = str.maketrans({
    "c": "k", "q": "k", "w": "v", "y": "i", "j": "i", "z": "s", "p": "b", "x": "ks",
})  # fmt: skip  # one sign for sounds that scripts exchange
BARE = re.compile("[aeiouhyv]")  # what scripts without vowels leave out, or write for vowels
BEFORE_VOWEL = re.compile("ou(?=[aeiou])")
LEAST_BARE, ENOUGH = 2, 3  # consonants
DOUBLED = re.compile(r"(.)\1+")
MOST_SLIPS = ((8, 3), (5, 2), (3, 1))  # letters of the part, and how many slips it bears
SHORTEST_SLIPPED = 3
DIGITS = "0123456789"
ALIKE = {"persian": "arabic", "japanese": "han"}  # one script
LETTERS_A_SLIP = 3  # letters of a word that bear one slip
TWO = re.compile(f"(?:{SYLLABLE.pattern}){{2}}")  # a given name of two syllables
REAL = "slip_real"  # nearly ours, but somebody else's name


@dataclass(frozen=True, slots=True)
class Grade:
    """How a word meets a part: features with how often, the disguise undone, and the rarity."""

    features: Mapping[str, float]
    bits: float  # how rare what was met is
    steps: frozenset[Step] = frozenset()


@lru_cache(maxsize=32_768)
def grade(part: Part, word: Word) -> Grade | None:
    """The best way the word meets the part, None when it does not."""
    if word.look == part.look:
        return Grade({}, part.bits, _disguise(part, word))
    if not word.look or not part.look:
        return None
    met = _by_shape(part, word) or _shortened(part, word) or _by_sound(part, word)
    return met if met or _is_own_script(part, word) else _slipped(part, word)


def _disguise(part: Part, word: Word) -> frozenset[Step]:
    """Look-alikes are no disguise where our own name is written with the same letters."""
    return word.steps - {Step.LOOKALIKE} if word.plain == part.plain else word.steps


def _by_shape(part: Part, word: Word) -> Grade | None:
    """Digits, signs and letter pairs that look like ours; a real name of its own is no disguise."""
    if word.look.strip(DIGITS) == part.look and not is_signed(word.look):
        return Grade({}, part.bits, _disguise(part, word))
    if skeleton(word.look) == part.shape and not is_borne(word.look):
        return Grade({"leet": 1}, part.bits, word.steps - {Step.LOOKALIKE})
    return None


def _by_sound(part: Part, word: Word) -> Grade | None:
    """The same name in another script, or in another usual spelling."""
    if word.mixed:
        return None
    level = nearness(part.heard, heard(word.plain))
    if (level is None or level > 1) and _is_own_script(part, word):
        return _slipped_there(part, word)
    if level is None:
        return _transcribed(part, word)
    if word.sound == word.look and not part.foreign:
        return _spelled(part, word, level)
    if level > 1 and not part.loose:
        return None
    if level > 1 and not part.heard.known & heard(word.plain).known and is_somebody(word):
        return _another(part, word, {"script": 1})
    return Grade({"script": int(level > 0), "script_far": max(level - 1, 0)}, part.bits)


def _is_own_script(part: Part, word: Word) -> bool:
    """Both in the same script, and that is not Latin: its own letters tell more than sounds."""
    ours, theirs = (ALIKE.get(each, each) for each in (part.heard.script, heard(word.plain).script))
    return ours == theirs != LATIN


def _slipped_there(part: Part, word: Word) -> Grade | None:
    """Letters wrong in a word of another script, compared in its normal form."""
    ours, theirs = native(part.plain), native(word.plain)
    allowed = min(len(ours), len(theirs)) // LETTERS_A_SLIP
    features = slipped(ours, theirs, allowed) if ours != theirs else None
    if features is None:
        return None
    if is_name(theirs):
        return _another(part, word, {"slip": features["slip"]})
    return Grade(features, part.bits)


def _another(part: Part, word: Word, features: Mapping[str, float]) -> Grade:
    """Somebody else's name, and less ours where it is common."""
    features = {REAL: 1, "real_common": commonness(word.look), **features}
    return Grade(features, _rarity(part, word))


def _rarity(part: Part, word: Word) -> float:
    """Bits of another name than ours: as rare as that is, and no rarer than ours."""
    text = word.look if word.sound == word.look else word.plain
    return min(rarity(text.strip(DIGITS), first=part.first), part.bits)


def _transcribed(part: Part, word: Word) -> Grade | None:
    """A name of another language as it is heard, written letter by letter: Whitaker, Уитакер."""
    if (word.sound == word.look and not part.foreign) or not part.loose:
        return None
    ours, theirs = (_plainly(each) for each in (part.sound, word.sound))
    allowed = (min(len(ours), len(theirs)) + 1) // 4
    slips = OSA.distance(ours, theirs, score_cutoff=allowed)
    if slips <= allowed:
        return Grade({"script": 1, "script_far": 1 + slips}, part.bits)
    if part.heard.vowels and heard(word.plain).vowels:
        return None
    bare, other = (BARE.sub("", each) for each in (ours, theirs))
    if bare != other or len(bare) < LEAST_BARE:
        return None
    return Grade({"script": 1, "script_far": 2 + int(len(bare) < ENOUGH)}, part.bits)


def _plainly(sound: str) -> str:
    """With one sign for what scripts exchange, and none doubled."""
    return DOUBLED.sub(r"\1", BEFORE_VOWEL.sub("w", sound).translate(PLAINLY))


def _spelled(part: Part, word: Word, level: int) -> Grade | None:
    """Another way to write it in Latin letters: one in use, or one that is no name of its own."""
    if part.heard.known & heard(word.plain).known:
        return Grade({"spelling": 1}, part.bits, word.steps)
    slipped = _slipped(part, word)
    if slipped is None and level < 2 and not is_real(word.look):
        return Grade({"spelling": 1}, part.bits, word.steps)
    return slipped


def _shortened(part: Part, word: Word) -> Grade | None:
    if word.look.strip(DIGITS) in part.short and not is_signed(word.look):
        return Grade({"nickname": 1}, _rarity(part, word), word.steps)
    if skeleton(word.look) in part.short_shapes and not is_borne(word.look):
        features = {"nickname": 1, "leet": 1}
        return Grade(features, _rarity(part, word), word.steps - {Step.LOOKALIKE})
    if len(word.look) == 1 and word.look == part.look[0]:
        return Grade({"initial": 1}, 0.0)
    return None


def _slipped(part: Part, word: Word) -> Grade | None:
    bare = word.look.strip(DIGITS)
    allowed = next((most for least, most in MOST_SLIPS if len(part.look) >= least), 0)
    if not allowed or len(bare) < SHORTEST_SLIPPED:
        return None
    disguise = word.steps if word.mixed else word.steps - {Step.LOOKALIKE}
    if bare[0] == part.look[0] and undoubled(bare) == undoubled(part.look) and not is_real(bare):
        return Grade({"slip": 1}, part.bits, disguise)  # however long a letter is drawn out
    if part.whole:
        return _slipped_whole(part, word.look, allowed, disguise)
    features = slipped(part.look, bare, allowed)
    if features is None:
        return _slipped_in_shape(part, word, allowed)
    if _is_another(part, word, features):
        return _another(part, word, {"slip": features["slip"]})
    swapped = features["slip"] == 1 and sorted(bare) == sorted(part.look)
    features["slip_name"] = float(is_listed(bare) and not (swapped and is_misspelt(bare)))
    return Grade(features, part.bits, disguise)


def _slipped_in_shape(part: Part, word: Word, allowed: int) -> Grade | None:
    """Letters wrong in a word that has digits and signs for letters too."""
    if word.look.isalpha() or word.mixed:
        return None
    features = slipped(part.shape, skeleton(word.look), allowed - 1) if allowed > 1 else None
    if features is None or is_real(word.look):
        return None
    features |= {"leet": 1, "slip_name": float(is_listed(word.look))}
    return Grade(features, part.bits, word.steps - {Step.LOOKALIKE})


def _is_another(part: Part, word: Word, features: Mapping[str, float]) -> bool:
    """Whether it is another name: as it stands, by its syllables, or of another native name."""
    bare = word.look.strip(DIGITS)
    if is_real(bare) or is_real(word.look):
        return True
    other = features["slip_twice"] or features["slip_first"]
    known = heard(word.plain).known
    if part.syllables and other and TWO.fullmatch(word.look):
        return True
    return bool(known) and known.isdisjoint(part.heard.known)


def _slipped_whole(part: Part, look: str, allowed: int, disguise: frozenset[Step]) -> Grade | None:
    """A user name with letters wrong, or with another number after it."""
    ours, theirs = part.look.rstrip(DIGITS), look.rstrip(DIGITS)
    if ours == theirs:
        return Grade({"number": 1}, part.bits, disguise)
    features = slipped(part.look, look, allowed) or slipped(part.look, look.strip(DIGITS), allowed)
    return Grade(features, part.bits, disguise) if features else None


def undoubled(letters: str) -> str:
    return DOUBLED.sub(r"\1", letters)
