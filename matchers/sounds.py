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

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from matchers.alphabets import syllables
from matchers.alphabets.latin import ARTICLE, VOWELS, codes, skeleton, spelled, units
from matchers.alphabets.unvoiced import Frame, fits, frame, weight
from matchers.natives import native, small
from matchers.parting import parted
from matchers.spellings import LATIN, READERS, script
from matchers.tables import spellings

__all__ = ["Sound", "heard", "native", "nearness", "parted"]

MOST_FORMS = 6
UNVOICED = ("arabic", "persian", "hebrew")
SYLLABIC = ("han", "japanese", "hangul")
# tables whose names have one spelling each in several fashions; Japanese characters do not
TABLES = ("arabic", "persian", "hebrew", "cyrillic", "greek", "hindi", "chinese", "korean")
ENOUGH = 3  # consonants that say something when vowels are not known
SLIP_FROM, TWO_SLIPS_FROM = 5, 8  # signs of a code
GOING_TOGETHER = frozenset({"ou", "uo", "ei", "ie", "ae", "ea", "Ee", "eE", "Ei", "iE", "aE", "Ea"})
SURELY_TOGETHER = frozenset({"ou", "uo", "Ee", "eE"})


@dataclass(frozen=True, slots=True)
class Sound:
    """A word ready to be compared by sound."""

    forms: tuple[str, ...]  # Latin spellings in ASCII small letters, the likeliest first
    key: frozenset[str]  # its consonants, after merging what romanisations confuse
    vowels: bool  # False where the script does not write them
    script: str  # as spellings.script says
    native: str = ""  # the normal form within the script
    codes: frozenset[str] = frozenset()  # vowels and all, after the same merging
    known: frozenset[str] = frozenset()  # native names of the tables it may be
    frame: Frame = ()  # what its Latin spellings look like, where vowels are not written


@lru_cache(maxsize=32_768)
def heard(word: str) -> Sound:
    """How one word sounds; 64 letters of it at most. Never raises."""
    text = small(word)
    written = LATIN if text.isascii() else script(text)
    normal = native(text)
    spelt = _forms(text, normal, written)[: syllables.MOST]
    found = frozenset(code for form in spelt for code in codes(form))
    return Sound(
        forms=spelt[:MOST_FORMS],
        key=frozenset(map(skeleton, found)),
        vowels=written not in UNVOICED,
        script=written,
        native=normal,
        codes=found,
        known=_known(spelt, normal, written),
        frame=frame(normal) if written in UNVOICED else (),
    )


def nearness(ours: Sound, theirs: Sound) -> int | None:
    """0 to 3 as the module says, None where the two are not one name by sound. Symmetric."""
    if ours.native and ours.native == theirs.native:
        return 0
    if not ours.forms or not theirs.forms:
        return None
    if _same_letters(ours, theirs):
        return _within(ours, theirs)
    if ours.forms[0] == theirs.forms[0]:
        return 0
    if not (ours.known.isdisjoint(theirs.known) and ours.codes.isdisjoint(theirs.codes)):
        return 1
    if not _blocks(ours).isdisjoint(_blocks(theirs)):
        return None  # two names of one table that have no spelling in common
    return _loosely(ours, theirs)


def _forms(text: str, normal: str, written: str) -> tuple[str, ...]:
    if written in (LATIN, ""):
        bare = ARTICLE.sub("", text)
        return spelled(text) if bare == text else (*spelled(text), *spelled(bare))
    if written in ("han", "japanese"):
        kana = any("\u3041" <= each <= "\u30ff" for each in text)
        found = syllables.kana_forms(text) if kana else syllables.han_forms(text)
    elif written == "hangul":
        found = syllables.hangul_forms(text)
    else:
        found = _read(text, written)
    return found or spelled(anyascii(text).lower())


def _read(text: str, written: str) -> tuple[str, ...]:
    reader = READERS.get(written)
    read = reader(text).spellings if reader else ()
    small_letters = [each.lower().replace(" ", "-") for each in read]
    bare = [short for each in small_letters if (short := ARTICLE.sub("", each)) != each]
    return tuple(dict.fromkeys(form for each in [*small_letters, *bare] for form in spelled(each)))


def _known(spelt: tuple[str, ...], normal: str, written: str) -> frozenset[str]:
    names, latin = _names()
    if written == LATIN:
        return frozenset().union(*(latin.get(each, frozenset()) for each in spelt))
    return frozenset({normal}) if normal in names else frozenset()


@cache
def _names() -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
    """Native names of the tables, and which of them a Latin spelling may be."""
    latin: dict[str, set[str]] = defaultdict(set)
    for language in TABLES:
        for name, others in spellings(language).items():
            for each in others:
                latin[spelled(each.lower().replace("-", ""))[0]].add(native(name))
    names = frozenset(each for found in latin.values() for each in found)
    return names, {form: frozenset(found) for form, found in latin.items()}


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


def _loosely(ours: Sound, theirs: Sound) -> int | None:
    if ours.frame or theirs.frame:
        return _by_frame(ours, theirs)
    if _by_syllables(ours, theirs):
        return 2
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
        sure = weight(bare.native)
        return 2 if sure > ENOUGH else 3 if sure == ENOUGH else None
    return None


def _by_syllables(ours: Sound, theirs: Sound) -> bool:
    """The same syllables in another romanisation of Chinese, Japanese or Korean."""
    scripts = {ours.script, theirs.script}
    if "hangul" in scripts:
        return _share(syllables.merged_korean, ours, theirs)
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
    said, theirs = _vowels(code), _vowels(other)
    bones = len(skeleton(code))
    if len(said) == len(theirs):
        pairs = [a + b for a, b in zip(said, theirs, strict=True) if a != b]
        if all(pair in GOING_TOGETHER for pair in pairs) and code[-1] == other[-1]:
            if bones >= ENOUGH or all(pair in SURELY_TOGETHER for pair in pairs):
                return 2
            return 3 if bones == 2 and len(pairs) == 1 else None
    return None


def _vowels(code: str) -> str:
    return "".join(each for each in code if each in VOWELS)


def _by_slips(ours: Sound, theirs: Sound) -> int | None:
    best = 3
    for code in ours.codes:
        for other in theirs.codes:
            best = min(best, OSA.distance(code, other, score_cutoff=2))
    shorter = min(*map(len, ours.codes), *map(len, theirs.codes))
    if best == 1 and shorter >= SLIP_FROM:
        return 2
    return 3 if best == 2 and shorter >= TWO_SLIPS_FROM else None
