"""Whether two words, each in any script, are one name part by sound.

Can: bring together native and Latin spellings of Arabic, Persian, Hebrew, Cyrillic, Greek, Hindi,
Chinese, Japanese and Korean words, either way, and two Latin spellings of one native name (Lee and
Yi, Xu and Hsu, Julia and Yuliya, 5aled and Khalid). Cannot: tell apart names that share a spelling
in Latin letters, nor say much of words with two consonants; it does not know whether the bearer of
張 is a Zhang or a Cheung, and takes either.

The four levels of `nearness`:
0  one written form after the script's letter variants, or the likeliest Latin spelling of both
1  a usual other spelling: the two share a Latin spelling or a name of the tables, or differ only as
   romanisations write one sound (ou, oo and u; kh, h and 5; y and j; final h)
2  the consonants are the same and the vowels go together (o and u, e and i, a and e; an unwritten
   one), with four consonants or long vowels at least where vowels are not written; or one slip of
   sound in a long word of another script
3  the consonants are the same but vowels are unsure, three of them at least; or two slips
"""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz.distance import OSA

from matchers.alphabets import syllables
from matchers.alphabets.latin import VOWELS, codes, skeleton, units
from matchers.alphabets.unvoiced import fits, weight
from matchers.hearing import SYLLABIC, UNVOICED, Sound, heard
from matchers.natives import native
from matchers.parting import parted
from matchers.spellings import LATIN

__all__ = ["Sound", "heard", "native", "nearness", "parted"]

MOST_APART = 5  # letters between two romanisations: gyeongsu, kyungsoo
ENOUGH = 3  # consonants that say something when vowels are not known
SLIP_FROM, TWO_SLIPS_FROM = 7, 8  # signs of a code
GOING_TOGETHER = frozenset({"ou", "uo", "ei", "ie", "ae", "ea", "Ee", "eE", "Ei", "iE", "aE", "Ea"})
OPEN_PAIRS = frozenset({"ae", "ea", "aE", "Ea"})
SURELY_TOGETHER = frozenset({"ou", "uo", "Ee", "eE"})


def nearness(ours: Sound, theirs: Sound) -> int | None:
    """0 to 3 as the module says, None where the two are not one name by sound. Symmetric."""
    if ours.native and ours.native == theirs.native:
        return 0
    if not ours.forms or not theirs.forms:
        return None
    if _same_letters(ours, theirs):
        return _within(ours, theirs)
    if ours.forms[0] == theirs.forms[0] and ours.codes and theirs.codes:
        return 0
    if not ours.known.isdisjoint(theirs.known):
        return 1
    listed = bool(ours.known and theirs.known)
    apart = listed and not _blocks(ours).isdisjoint(_blocks(theirs))  # two names of one table
    if not ours.codes.isdisjoint(theirs.codes):
        return _by_codes(ours, theirs, apart=apart)
    return None if apart else _loosely(ours, theirs)


def _blocks(sound: Sound) -> frozenset[int]:
    """The scripts of the native names a word may be; Chinese characters are one."""
    return frozenset(min(ord(each[0]) >> 8, 0x4E) for each in sound.known)


def _same_letters(ours: Sound, theirs: Sound) -> bool:
    """Both in one script that says more than its Latin spellings do."""
    arabic = ours.script in UNVOICED[:2] and theirs.script in UNVOICED[:2]
    return arabic or (ours.script == theirs.script and ours.script in ("hebrew", "han", "hangul"))


def _within(ours: Sound, theirs: Sound) -> int | None:
    """Two words of one such script that are not written alike."""
    if ours.script == "hangul":
        same = syllables.first_sound(ours.native) == syllables.first_sound(theirs.native)
        return 1 if same else None
    if ours.script == "han" or min(len(ours.native), len(theirs.native)) < SLIP_FROM:
        return None
    if ours.native.replace("ا", "") == theirs.native.replace("ا", ""):
        return 2  # اسماعيل, اسمعيل
    return None


def _by_codes(ours: Sound, theirs: Sound, *, apart: bool) -> int | None:
    """Written as one: surely where each letter is read as usual, or the word is long enough."""
    if any(codes(mine)[0] == codes(other)[0] for mine in ours.forms for other in theirs.forms):
        return 2 if apart else 1
    if apart:
        return None
    bones = max(len(skeleton(code)) for code in ours.codes & theirs.codes)
    return 1 if bones >= ENOUGH else 2


def _loosely(ours: Sound, theirs: Sound) -> int | None:
    if ours.frame or theirs.frame:
        return _by_frame(ours, theirs)
    if _by_syllables(ours, theirs):
        return 2
    if ours.script in SYLLABIC or theirs.script in SYLLABIC:
        return None
    if not ours.key.isdisjoint(theirs.key):
        level = _by_vowels(ours, theirs)
        if level:
            return level
    return _by_slips(ours, theirs) if ours.script != theirs.script else None


def _by_frame(ours: Sound, theirs: Sound) -> int | None:
    """One of them leaves vowels out: what it writes must be there, in order, and nothing more."""
    bare, other = (ours, theirs) if ours.frame else (theirs, ours)
    if other.frame:
        return None
    if any(fits(bare.frame, units(form)) for form in other.forms):
        another = any(ord(each[0]) >> 8 == ord(bare.native[0]) >> 8 for each in other.known)
        sure = weight(bare.native) - another  # the table knows it as another name of that script
        return 2 if sure > ENOUGH else 3 if sure == ENOUGH else None
    return None


def _by_syllables(ours: Sound, theirs: Sound) -> bool:
    """The same syllables in another romanisation of Chinese, Japanese or Korean."""
    scripts = {ours.script, theirs.script}
    if "hangul" in scripts:
        return _share(syllables.merged_korean, ours, theirs)
    if scripts == {LATIN}:
        if OSA.distance(ours.forms[0], theirs.forms[0], score_cutoff=MOST_APART) > MOST_APART:
            return False
        rules = (syllables.korean_signs, syllables.romaji, syllables.merged_chinese)
        return any(_share(rule, ours, theirs) for rule in rules)
    if scripts & {"han", "japanese"} and _share(syllables.merged_japanese, ours, theirs):
        return True
    return scripts <= {"han", LATIN} and _share(syllables.merged_chinese, ours, theirs)


def _share(merged: Callable[[str], str], ours: Sound, theirs: Sound) -> bool:
    mine = {code for code in map(merged, ours.forms) if len(code) > 2}
    return any(merged(form) in mine for form in theirs.forms)


def _by_vowels(ours: Sound, theirs: Sound) -> int | None:
    """The same consonants: how far the vowels go together."""
    best: int | None = None
    for code in ours.codes:
        for other in theirs.codes:
            if skeleton(code) == skeleton(other):
                level = _vowels_agree(code, other)
                if level and (best is None or level < best):
                    best = level
    return best


def _vowels_agree(code: str, other: str) -> int | None:
    """2 or 3 for two codes with the same consonants, None where their vowels are at odds."""
    said, theirs = _vowels(code), _vowels(other)
    bones = len(skeleton(code))
    if code[-1] != other[-1] or (code[0] in VOWELS) != (other[0] in VOWELS):
        return None
    if len(said) != len(theirs):
        near = abs(len(said) - len(theirs)) == 1 and OSA.distance(said, theirs) == 1
        return None if not near or bones < ENOUGH else 2 if bones > ENOUGH else 3
    pairs = {one + two for one, two in zip(said, theirs, strict=True) if one != two}
    if pairs <= SURELY_TOGETHER:
        return 2 if bones > 1 else None
    if not pairs <= GOING_TOGETHER or bones < ENOUGH or len(said) < 2:
        return None
    return 3 if bones == ENOUGH and pairs & OPEN_PAIRS else 2


def _vowels(code: str) -> str:
    return "".join(each for each in code if each in VOWELS)


def _by_slips(ours: Sound, theirs: Sound) -> int | None:
    best = 3
    for code in ours.codes:
        for other in theirs.codes:
            best = min(best, OSA.distance(code, other, score_cutoff=2))
    shorter = min(map(len, (*ours.codes, *theirs.codes)), default=0)
    if best == 1 and shorter >= SLIP_FROM:
        return 2
    return 3 if best == 2 and shorter >= TWO_SLIPS_FROM else None
