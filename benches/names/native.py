"""Names in their own script, in letter variants, and Latin names written in other scripts."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from functools import cache

from invented import UNSPACED, Someone, bare, parts

Variation = Callable[[random.Random, Someone], str]
SCRIPTS = {
    "arabic": "Arabic", "persian": "Persian", "hebrew": "Hebrew", "hindi": "Hindi",
    "chinese": "Chinese", "japanese": "Japanese", "korean": "Korean", "greek": "Greek",
    "russian": "Cyrillic", "ukrainian": "Cyrillic",
}  # fmt: skip
VARIANTS = {  # letters of one script that are written for each other
    "arabic": {
        "ي": "یى", "ك": "ک", "ة": "ه", "أ": "اآ", "إ": "ا", "ى": "يی", "ه": "ة", "ئ": "ي", "ؤ": "و",
    },
    "persian": {"ی": "يى", "ک": "ك", "ه": "ة", "آ": "ا"},
    "hebrew": {"ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ", "כ": "ך", "נ": "ן"},
    "hindi": {"ि": "ी", "ी": "ि", "ु": "ू", "ू": "ु", "श": "ष", "ं": "ँ", "न": "ण", "व": "ब"},
    "greek": {"ι": "η", "η": "ι", "ω": "ο", "ο": "ω", "ς": "σ", "υ": "ι"},
    "russian": {"ё": "е", "й": "и", "и": "й", "е": "ё", "Е": "Э", "о": "а"},
    "ukrainian": {"і": "ї", "и": "ы", "є": "е", "ї": "і", "е": "є"},
}  # fmt: skip
VOWEL_MARKS = {
    "arabic": "\u064e\u064f\u0650\u0651\u0652\u064b", "persian": "\u064e\u064f\u0650\u0651",
    "hebrew": "\u05b8\u05b7\u05b4\u05bc\u05b6\u05b0", "greek": "\u0301\u0308\u0304",
    "russian": "\u0301\u0306", "ukrainian": "\u0301", "hindi": "\u093c\u200d\u200c",
}  # fmt: skip
CYRILLIC = {  # longest first; as Latin names are written in Russian
    "sch": "ш", "tsch": "ч", "sh": "ш", "ch": "ч", "th": "т", "ph": "ф", "ck": "к", "ee": "и",
    "oo": "у", "wh": "у", "qu": "кв", "ya": "я", "yu": "ю", "kh": "х", "zh": "ж", "ts": "ц",
    "a": "а", "b": "б", "c": "к", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и",
    "j": "дж", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р",
    "s": "с", "t": "т", "u": "у", "v": "в", "w": "у", "x": "кс", "y": "и", "z": "з",
}  # fmt: skip
GREEK = {
    "sh": "σ", "ch": "τσ", "th": "θ", "ph": "φ", "ck": "κ", "ee": "ι", "oo": "ου", "wh": "ου",
    "ou": "ου", "a": "α", "b": "μπ", "c": "κ", "d": "ντ", "e": "ε", "f": "φ", "g": "γκ", "h": "χ",
    "i": "ι", "j": "τζ", "k": "κ", "l": "λ", "m": "μ", "n": "ν", "o": "ο", "p": "π", "q": "κ",
    "r": "ρ", "s": "σ", "t": "τ", "u": "ου", "v": "β", "w": "ου", "x": "ξ", "y": "ι", "z": "ζ",
}  # fmt: skip


ARABIC = {
    "sh": "ش", "ch": "تش", "th": "ث", "ph": "ف", "kh": "خ", "ck": "ك", "ee": "ي", "oo": "و",
    "ou": "و", "a": "ا", "b": "ب", "c": "ك", "d": "د", "e": "", "f": "ف", "g": "غ", "h": "ه",
    "i": "ي", "j": "ج", "k": "ك", "l": "ل", "m": "م", "n": "ن", "o": "و", "p": "ب", "q": "ق",
    "r": "ر", "s": "س", "t": "ت", "u": "و", "v": "ف", "w": "و", "x": "كس", "y": "ي", "z": "ز",
}  # fmt: skip
HEBREW = {
    "sh": "ש", "ch": "צ'", "th": "ת", "ph": "פ", "ck": "ק", "ee": "י", "oo": "ו", "ou": "ו",
    "a": "א", "b": "ב", "c": "ק", "d": "ד", "e": "", "f": "פ", "g": "ג", "h": "ה", "i": "י",
    "j": "ג'", "k": "ק", "l": "ל", "m": "מ", "n": "נ", "o": "ו", "p": "פ", "q": "ק", "r": "ר",
    "s": "ס", "t": "ט", "u": "ו", "v": "ו", "w": "ו", "x": "קס", "y": "י", "z": "ז",
}  # fmt: skip
FINAL = dict(zip("σכמנפצ", "ςךםןףץ", strict=True))


def transcribed(rng: random.Random, who: Someone) -> str:
    """A Latin name by sound in Cyrillic, Greek, Arabic or Hebrew letters."""
    table = rng.choice((CYRILLIC, CYRILLIC, GREEK, ARABIC, HEBREW))
    name = bare(f"{who.first.latin[0]} {who.last.latin[0]}").lower()
    written = ""
    while name:
        taken = next((n for n in (4, 3, 2, 1) if name[:n] in table), 0)
        written += table[name[:taken]] if taken else name[0]
        name = name[taken or 1 :]
    words = [word.capitalize() for word in written.split()]
    return " ".join(word[:-1] + FINAL.get(word[-1], word[-1]) for word in words)


def in_latin(rng: random.Random, who: Someone) -> str:
    """One of the usual Latin spellings, first name and surname chosen apart."""
    pair = rng.choice(who.first.latin), rng.choice(who.last.latin)
    return " ".join(pair if rng.random() < 0.7 else pair[::-1])


def as_written(rng: random.Random, who: Someone) -> str:
    return who.written(who.first.native[0], who.last.native[0])


def other_order(rng: random.Random, who: Someone) -> str:
    first, last = who.first.native[0], who.last.native[0]
    if who.language in UNSPACED:
        return rng.choice((f"{last} {first}", f"{first} {last}", f"{last}・{first}"))
    return rng.choice((f"{last} {first}", f"{last}, {first}", f"{first}{last}", f"{first}_{last}"))


def other_letters(rng: random.Random, who: Someone) -> str:
    """Letters written for each other; for Chinese and Japanese another usual writing."""
    if who.language in ("chinese", "japanese"):
        return who.written(rng.choice(who.first.native), rng.choice(who.last.native))
    if who.language == "korean":
        return unicodedata.normalize("NFD", as_written(rng, who))
    text, table = as_written(rng, who), VARIANTS[who.language]
    places = [n for n, c in enumerate(text) if c in table]
    chosen = rng.sample(places, min(len(places), rng.choice((1, 2))))
    return "".join(rng.choice(table[c]) if n in chosen else c for n, c in enumerate(text))


def with_marks(rng: random.Random, who: Someone) -> str:
    """Vowel marks; a lengthening line in Arabic letters; spaces between signs elsewhere."""
    text = as_written(rng, who)
    if who.language in UNSPACED:
        return " ".join(text.replace(" ", ""))
    if who.language in ("arabic", "persian") and rng.random() < 0.4:
        place = rng.randrange(1, len(text))
        return text[:place] + "\u0640" * rng.randint(1, 3) + text[place:]
    marks = VOWEL_MARKS[who.language]
    return "".join(c + rng.choice(marks) * (c.isalpha() and rng.random() < 0.5) for c in text)


def with_words(rng: random.Random, who: Someone) -> str:
    text, sign = as_written(rng, who), rng.choice("✨🌸⭐❤💫")
    return rng.choice((f"{sign} {text} {sign}", f"{text} {sign}", f"{text} 2", f"{text} official"))


@cache
def native_names(language: str) -> frozenset[str]:
    """Every name of the lists in its own script: a slip must not lead to one of them."""
    listed = (part for kind in "fms" for part in parts(language, kind))
    return frozenset(each for part in listed for each in part.native)


def with_slip(rng: random.Random, who: Someone) -> str:
    """A letter dropped, doubled or swapped; empty where the name is too short for that."""
    text = as_written(rng, who)
    if who.language in UNSPACED or len(text) < 7:
        return ""
    place = rng.randrange(1, len(text) - 2)
    if " " in text[place - 1 : place + 2]:
        place = 1
    rest = text[place + 1 :]
    ends = (rest, text[place] * 2 + rest, rest[:1] + text[place] + rest[1:])
    slipped = text[:place] + rng.choice(ends)
    changed = set(slipped.split()) - set(text.split())
    return "" if changed & native_names(who.language) else slipped


VARIATIONS: dict[str, Variation] = {
    "letters": other_letters,
    "marks": with_marks,
    "order": other_order,
    "words": with_words,
    "slip": with_slip,
    "Latin": in_latin,
}


def written_natively(rng: random.Random, who: Someone) -> str:
    return VARIATIONS[rng.choice(list(VARIATIONS))](rng, who)
