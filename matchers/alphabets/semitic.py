"""Arabic, Persian and Hebrew: vowels are not written, so known names first, then a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from matchers.alphabets.reading import Part, Reading, bare, combined, distinct, titled
from matchers.tables import spellings

PERSIAN_LETTERS = frozenset("پچژگکی")
TATWEEL = "ـ"
SAME = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه",
    "ؤ": "و", "ئ": "ي", "ء": "", TATWEEL: "", "'": "", "׳": "", "״": "", '"': "",
})  # fmt: skip
WORDS: Mapping[str, Part] = {
    "بن": ("bin", "ben", "ibn"), "ابن": ("ibn", "bin"), "بنت": ("bint",),
    "ابو": ("Abu", "Abou"), "ام": ("Umm", "Um", "Om"), "ال": ("Al", "El"),
}  # fmt: skip
DIN = "الدين"
ARTICLES = ("Al-", "El-")
CONSONANTS = {
    "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t",
    "ظ": "z", "ع": "'", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "گ": "g", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "ھ": "h", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n",
    "ג": "g", "ד": "d", "ז": "z", "ח": "h", "ט": "t", "ל": "l", "מ": "m", "ם": "m", "נ": "n",
    "ן": "n", "ס": "s", "צ": "tz", "ץ": "tz", "ק": "k", "ר": "r", "ש": "sh", "ת": "t", "ה": "h",
    "ך": "ch", "ף": "f", "א": "'", "ע": "'",
}  # fmt: skip
SOFTENED = {"ב": ("b", "v"), "כ": ("k", "ch"), "פ": ("p", "f")}  # at the beginning, and later
LONG = {"ا": ("a", "a"), "و": ("w", "ou"), "ي": ("y", "i"), "ے": ("y", "e"), "ו": ("v", "o"),
        "י": ("y", "i")}  # fmt: skip  # as a consonant, and as a vowel


def read_arabic(name: str) -> Reading:
    """Arabic or Persian, whichever the letters and the known names suggest."""
    persian = bool(PERSIAN_LETTERS & set(name))
    order = ("persian", "arabic") if persian else ("arabic", "persian")
    words = _joined_words([_key(each) for each in _parted(name)])
    parts, known = [], True
    for word in words:
        part, sure = _arabic_word(word, order)
        known = known and sure
        parts.append(part)
    return _reading(parts, known=known)


def read_hebrew(name: str) -> Reading:
    """Hebrew."""
    table = _table("hebrew")
    parts, known = [], True
    for word in (_key(each) for each in _parted(name)):
        known = known and word in table
        parts.append(table.get(word) or _guess(word))
    return _reading(parts, known=known)


def is_persian(name: str) -> bool:
    """Whether a letter is there that Arabic does not have."""
    return bool(PERSIAN_LETTERS & set(name))


def _parted(name: str) -> list[str]:
    return re.split(r"[\s\-־]+", name.strip())


def _reading(parts: list[Part], *, known: bool) -> Reading:
    whole = [part for part in parts if part]
    if not whole or len(whole) < len(parts):
        return Reading()
    return Reading(distinct(combined(whole)), "" if known else "vowels")


def _joined_words(words: list[str]) -> list[str]:
    """Words that make one name together: the servant of ..., the light of the faith."""
    joined: list[str] = []
    for word in words:
        after_servant = bool(joined) and joined[-1] == "عبد"
        if word and joined and (after_servant or word == DIN):
            joined[-1] = f"{joined[-1]} {word}"
        elif word:
            joined.append(word)
    return joined


def _arabic_word(word: str, order: tuple[str, str]) -> tuple[Part, bool]:
    """Spellings of one word, and whether it is a known name."""
    known = _known(word, order)
    if known:
        return known, True
    if word.startswith("عبد ") or (word.startswith("عبدال") and len(word) > 6):
        return _servant(word, order)
    if word.endswith(f" {DIN}"):
        return _of_the_faith(word.removesuffix(f" {DIN}"), order)
    if word.startswith("ال") and len(word) > 4:
        part, sure = _arabic_word(word[2:], order)
        return _with_article(part), sure
    return _guess(word, persian=order[0] == "persian"), False


def _known(word: str, order: tuple[str, str]) -> Part:
    if word in WORDS:
        return WORDS[word]
    return next((found for each in order if (found := _table(each).get(word))), ())


def _with_article(part: Part) -> Part:
    """الحداد: Al-Haddad, Al-Hadad, El-Haddad, Alhaddad."""
    if not part:
        return ()
    first, others = part[:1], part[1:2]
    hyphened = [f"{article}{each}" for article in ARTICLES for each in first]
    return distinct(
        [hyphened[0], *(f"Al-{each}" for each in others), hyphened[1]]
        + [f"Al{each.lower()}" for each in first]
    )


def _servant(word: str, order: tuple[str, str]) -> tuple[Part, bool]:
    """عبد الرحمن: Abdul Rahman, Abdulrahman, Abdel Rahman ..."""
    lord = word.removeprefix("عبد").strip()
    stem = lord[2:] if lord.startswith("ال") else lord
    part, sure = _arabic_word(stem, order)
    name = part[0] if part else ""
    forms = (f"Abdul {name}", f"Abdul{name.lower()}", f"Abdel {name}", f"Abdel{name.lower()}")
    return (forms if name else ()), sure


def _of_the_faith(word: str, order: tuple[str, str]) -> tuple[Part, bool]:
    """نور الدين: Nour El-Din, Noureddine ..."""
    part, sure = _arabic_word(word, order)
    first = part[0] if part else ""
    return (f"{first} El-Din", f"{first}eddine", f"{first} Al-Din", f"{first}uddin"), sure


def _guess(word: str, *, persian: bool = False) -> Part:
    """Letter by letter with vowels put between; a guess, and said to be one."""
    sounds = _sounds(word, persian=persian)
    if not sounds:
        return ()
    return distinct(titled(_voiced(sounds, every)) for every in (False, True))


def _sounds(word: str, *, persian: bool) -> list[str]:
    """Each letter as a consonant or, with capitals, a vowel; empty where one is unknown."""
    sounds: list[str] = []
    for place, letter in enumerate(word):
        first, last = place == 0, place == len(word) - 1
        if letter in LONG:
            consonant, vowel = LONG[letter]
            before_vowel = not last and word[place + 1] in LONG
            sounds.append(consonant if (first or before_vowel) and vowel != "a" else vowel.upper())
        elif letter in "هה" and last and not first:
            sounds.append("EH" if persian else "A")
        elif letter in SOFTENED:
            sounds.append(SOFTENED[letter][0 if first else 1])
        elif letter in CONSONANTS:
            sounds.append("A" if first and CONSONANTS[letter] == "'" else CONSONANTS[letter])
        else:
            return []
    return sounds


def _voiced(sounds: list[str], every: bool) -> str:
    """With an a after each consonant that has no vowel and closes no syllable; or after each."""
    said: list[str] = []
    for place, sound in enumerate(sounds):
        closes = bool(said) and said[-1].isupper()
        said.append(sound)
        follower = sounds[place + 1] if place + 1 < len(sounds) else "A"
        if not (sound.isupper() or follower.isupper()) and (every or not closes):
            said.append("A")
    return "".join(said).lower().replace("'", "").replace("aaa", "a").replace("aa", "a")


@cache
def _table(language: str) -> Mapping[str, Part]:
    return {_key(native): latin for native, latin in spellings(language).items()}


def _key(word: str) -> str:
    """One form for letters that are written for each other."""
    joined = bare(word.translate(SAME)).translate(SAME)
    return "".join(each for each in joined if each.isalpha() or each == " ")
