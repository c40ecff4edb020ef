"""Arabic, Persian and Hebrew words as frames: what their Latin spellings may have in each place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

Choices = tuple[str, ...]
Frame = tuple[tuple[Choices, bool], ...]  # what a letter may be; may unwritten vowels follow?

SHORT = frozenset("aeiou")  # vowels nobody writes
PAIRS = frozenset({"ai", "ei", "oe", "ae", "ie", "ea", "au", "oi"})  # two written for one of them
# letters to the signs of latin.units, for groups: S sh, C ch, X kh ...; _ nothing
ARABIC = {
    "ب": "b p", "پ": "p b", "ت": "t T", "ث": "T t s", "ج": "j g G J", "چ": "C Q j S",
    "ح": "h X k _",
    "خ": "X h k C", "د": "d D", "ذ": "D d z", "ر": "r", "ز": "z s", "ژ": "J j z Z", "س": "s c",
    "ش": "S C", "ص": "s c", "ض": "d D z", "ط": "t T", "ظ": "z D d", "غ": "G g k r",
    "ف": "f v p", "ق": "k g G", "ك": "k C", "گ": "g G k", "ل": "l", "م": "m", "ن": "n", "ه": "h _",
    "و": "v o u oe ov uv", "ي": "i y e ie iy ei ai", "ا": "a ae e o", "ع": "a e i o u ae ai aa _",
    "ٹ": "t", "ڈ": "d", "ڑ": "r",
}  # fmt: skip
ARABIC_FIRST = {
    "ا": "a e i o u ei ai ou", "ع": "a e i o u ai ei ou", "ه": "h", "ح": "h X k C",
    "و": "v o u", "ي": "y i j e ye",
}  # fmt: skip
ARABIC_LAST = {
    "ه": "a ah e eh h at et ih _", "ي": "i y e a ie iy ai ay ei ah", "ا": "a ah o",
    "و": "o u v oh uh oe av ov", "ع": "a e i o u ah eh _", "ح": "h ah _", "ن": "n ne",
    "م": "m me", "د": "d de t", "ل": "l le", "ب": "b p be",
}  # fmt: skip
HEBREW = {
    "א": "a e i o u ai _", "ב": "b v", "ג": "g j G J C", "ד": "d", "ה": "h _", "ו": "v o u uv av",
    "ז": "z J s", "ח": "h X C", "ט": "t T", "י": "i y e ie iy ei ai ay", "כ": "k X C h",
    "ל": "l", "מ": "m", "נ": "n", "ס": "s c", "ע": "a e i o u aa _", "פ": "p f",
    "צ": "c z s tz ts", "ק": "k", "ר": "r", "ש": "S s", "ת": "t T",
}  # fmt: skip
HEBREW_FIRST = {
    "א": "a e i o u ei ai", "ע": "a e i o u ei", "ה": "h", "י": "y i j ye ie", "ו": "v",
}  # fmt: skip
HEBREW_LAST = {
    "ה": "a ah e eh o oh", "א": "a ah e o _", "ח": "h ah X aX C aC", "ו": "o u v av",
    "ע": "a ah e _", "צ": "c z s tz ts C Q", "י": "i y ai ei ay aj ie",
}  # fmt: skip
LONG = frozenset("اوياויא")
SILENT = frozenset("عهאעהح")
ARTICLE, SERVANT = "ال", "عبدال"
WITH_ARTICLE = ("", "al", "el", "ul", "a", "e")
AS_SERVANT = ("abd", "abdl", "ebd", "abdal", "abdel")


def _choices(table: Mapping[str, str]) -> dict[str, Choices]:
    return {key: tuple(text.replace("_", "").split(" ")) for key, text in table.items()}


_MIDDLE = _choices(ARABIC | HEBREW)
_FIRST = _MIDDLE | _choices(ARABIC_FIRST | HEBREW_FIRST)
_LAST = _MIDDLE | _choices(ARABIC_LAST | HEBREW_LAST)


@lru_cache(maxsize=8_192)
def frame(native: str) -> Frame:
    """What Latin spellings of a word in its normal form look like, in signs of latin.units.

    Empty where a letter is unknown or the word is too short to say anything.
    """
    opening, stem = _opening(native.replace("יי", "י").replace("וו", "ו"))
    if len(stem) < 2 or any(each not in _MIDDLE for each in stem):
        return ()
    last = len(stem) - 1
    places: list[tuple[Choices, bool]] = [(opening, False)]
    for place, letter in enumerate(stem):
        table = _LAST if place == last else _MIDDLE if place or "abd" in opening else _FIRST
        long = place < last and letter in LONG and stem[place + 1] in LONG
        unheard = ("",) if place == 0 and letter in "اعאע" and stem[1] in LONG else ()
        places.append((table[letter] + unheard, place < last and not long))
    return tuple(places)


def fits(places: Frame, signs: str) -> bool:
    """Whether a Latin spelling, in signs of latin.units, has all that is written and no more."""
    reached = {0}
    for choices, open_ended in places:
        passed = {
            start + len(each)
            for start in reached
            for each in choices
            if signs.startswith(each, start)
        }
        if not passed:
            return False
        if open_ended:
            short = {at + 1 for at in passed if signs[at : at + 1] in SHORT}
            passed |= short | {at + 1 for at in short if signs[at - 1 : at + 1] in PAIRS}
        reached = passed
    return len(signs) in reached


def weight(native: str) -> int:
    """How many letters of the word say something for sure: consonants and long vowels."""
    stem = _opening(native)[1]
    return sum(each not in SILENT or place == 0 for place, each in enumerate(stem))


def _opening(native: str) -> tuple[Choices, str]:
    """What stands for the article or for "servant of the", and the rest."""
    if native.startswith(SERVANT) and len(native) > len(SERVANT) + 1:
        return AS_SERVANT, native.removeprefix(SERVANT)
    if native.startswith(ARTICLE) and len(native) > len(ARTICLE) + 2:
        return WITH_ARTICLE, native.removeprefix(ARTICLE)
    return ("",), native
