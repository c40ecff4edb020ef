"""Words in Latin letters to codes of their sounds: one code for what romanisations write apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from matchers.letters import ACCENTED

MOST_CODES = 6  # of one spelling: letters that several languages read differently
VOWELS = "aeiouE"
# letters of Latin alphabets whose sound English writes with two
SOUNDED = {
    "š": "sh", "ş": "sh", "ș": "sh", "ś": "sh", "č": "ch", "ć": "ch", "ç": "ch", "ž": "zh",
    "ż": "zh", "ź": "zh", "ğ": "gh", "đ": "dj", "ț": "ts", "ţ": "ts", "ñ": "ny", "ń": "n",
    "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ł": "w", "ė": "e", "ě": "ie",
    "ı": "i", "ə": "a", "ř": "rzh", "ý": "y", "ļ": "l", "þ": "th", "ð": "dh",
}  # fmt: skip
# the Arabic chat alphabet: digits that look like the letter
ARABIZI = {"2": "", "3": "a", "5": "kh", "6": "t", "7": "h", "8": "gh", "9": "s"}
DIGITS_INSIDE = re.compile(r"[235679]")
# groups of letters to one sign each: S sh, C ch, Q tch, X kh, G gh, T th, D dh, J zh, c ts
UNITS = {
    "tsch": "Q", "shch": "S", "dzh": "j", "sch": "S", "tch": "Q", "tsh": "Q", "sh": "S", "ch": "C",
    "kh": "X", "gh": "G", "th": "T", "dh": "D", "zh": "J", "dj": "j", "dzs": "j", "ph": "f",
    "bh": "b", "jh": "j", "tz": "c", "ts": "c", "cz": "Q", "dny": "gy", "jny": "gy",
    "jn": "gy", "sz": "S", "ck": "k", "qu": "k",
    "q": "k", "cv": "cv", "gk": "g", "aoui": "avi",
    "aoua": "ava", "gue": "ge", "gui": "gi", "x": "ks",
    "w": "v", "ee": "i", "oo": "u", "ou": "u", "aa": "a", "ii": "i",
    "uu": "u", "cs": "ks", "ce": "se", "ci": "si", "cy": "sy", "c": "k",
}  # fmt: skip
UNIT = re.compile("|".join(sorted(UNITS, key=len, reverse=True)))
DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1+")
# the servant of ...: abdul, abdel, abdur, abd al; the article melts into what follows
SERVANT = re.compile(r"^abd[aeiou]{1,2}l?(?=[b-df-hj-km-np-tv-z])|^abd[aeiou]{1,2}(?=l)")
ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|ar|an|at|ad|az|es|esh|er|en|et|ed|ez)-(?=..)")
DIPHTHONG = re.compile(r"[ae](?:yi|[iyj])(?![aeiouy])")
SOFT_I = re.compile(r"(?<=[^aeiouE])[iyj]+(?=[aeou])")  # after a consonant: ia, ya, iya, ja
IOTATED = re.compile(r"(?<=[^aeiouy])[yi]o")  # Russian yo, mostly written e
GREEK_FIRST = re.compile(r"^(nt|mp)(?=[aeiou])")
GLIDE = re.compile(r"(?:(?<=[aeou])|^)[iy]+(?=[aeou])")
OPEN_END = re.compile(r"(?<=[aeiou])h$")
KEPT = re.compile(r"[^a-z0-9]")
# what else a sign may stand for; the first one that occurs is tried first
OTHERWISE = (("j", "y"), ("C", "X"), ("C", "k"), ("C", "S"), ("T", "s"), ("D", "z"), ("J", "z"),
             ("ge", "je"), ("gi", "ji"), ("X", "k"), ("G", "k"))  # fmt: skip
MERGED = str.maketrans("XGTDcJQ", "hgtdsjC")
SKELETON = str.maketrans("Sz", "ss", "aeiouEy")


def spelled(word: str) -> tuple[str, ...]:
    """ASCII small letters of a word in Latin letters: accents off, and as the accents sound.

    Digits of the Arabic chat alphabet are read as its sounds where letters stand beside them.
    """
    if word.isascii():
        plain = KEPT.sub("", word)
        return _digits_read(plain) if not plain.isalpha() else (plain,)
    small = unicodedata.normalize("NFC", word)
    sounded = "".join(SOUNDED.get(each, each) for each in small)
    soft = small.replace("ç", "s")
    forms = dict.fromkeys(filter(None, map(_stripped, (small, sounded, soft))))
    return tuple(forms)


@lru_cache(maxsize=16_384)
def units(form: str) -> str:
    """The letters of an ASCII spelling with one sign for each consonant; vowels as written."""
    text = SERVANT.sub("abd", DOUBLED.sub(r"\1", form), count=1)
    if text[:2] in ("nt", "mp"):
        text = GREEK_FIRST.sub(lambda found: {"nt": "d", "mp": "b"}[found[0]], text)
    return UNIT.sub(_unit, text)


@lru_cache(maxsize=16_384)
def codes(form: str) -> tuple[str, ...]:
    """Codes with vowels, at most MOST_CODES: equal where romanisations of one sound differ."""
    signs = units(form)
    found = [signs, signs[:-1]] if form.endswith("eh") else [signs]
    if IOTATED.search(signs):
        found.append(IOTATED.sub("e", signs))
    for sign, other in OTHERWISE:
        if sign in signs:
            found += [each.replace(sign, other) for each in found]
        if len(found) >= MOST_CODES:
            break
    return tuple(dict.fromkeys(_settled(each) for each in found[:MOST_CODES]))


def skeleton(code: str) -> str:
    """The consonants of a code; a glide, and z beside s, count only at the beginning."""
    if code[:1] in "yz":
        return code[:1] + code[1:].translate(SKELETON)
    return code.translate(SKELETON)


def _settled(signs: str) -> str:
    text = GLIDE.sub("y", DIPHTHONG.sub("E", signs))
    text = SOFT_I.sub("i", text).replace("y", "i") if "y" not in text[:1] else _first_y(text)
    if text.startswith("ye"):
        text = text[1:]  # Yekaterina, Ekaterina
    text = OPEN_END.sub("", text)
    if text.endswith("e") and signs.endswith("eh"):
        text = f"{text[:-1]}a"
    return DOUBLED.sub(r"\1", text.translate(MERGED)).replace("ii", "i")


def _first_y(text: str) -> str:
    rest = SOFT_I.sub("i", text[1:]).replace("y", "i")
    return f"y{rest}" if rest[:1] in "aeouE" and rest else f"i{rest.removeprefix('i')}"


def _unit(found: re.Match[str]) -> str:
    return UNITS[found[0]]


def _stripped(word: str) -> str:
    apart = unicodedata.normalize("NFKD", "".join(ACCENTED.get(each, each) for each in word))
    return "".join(each for each in apart if each.isascii() and each.isalnum())


def _digits_read(plain: str) -> tuple[str, ...]:
    """7asan, 3ali, sa3id; two digits or more at the end are a number."""
    word = plain.rstrip("0123456789") if plain[-2:].isdigit() else plain
    if not word or word.isdigit():
        return (plain,) if plain else ()
    if word.isalpha():
        return (word,)
    read = "".join(ARABIZI.get(each, each) for each in word)
    bare = "".join("" if each == "3" else ARABIZI.get(each, each) for each in word)
    found = (bare, read) if any(f"3{each}" in word for each in "aeiou") else (read, bare)
    return tuple(dict.fromkeys(each for each in found if each.isalpha()))
