"""Chinese, Japanese and Korean words, surname or given name, and the Latin spellings of each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from functools import cache, lru_cache

from matchers.alphabets import eastern
from matchers.natives import hiragana, native
from matchers.tables import spellings

MOST = 12  # spellings tried of one word
MOST_SURNAMES = 4
LONGEST_GIVEN = 3  # characters; a longer word is no name
# Korean: signs that are written for each other in Latin letters, in this order
KOREAN = (
    ("sch", "s"), ("sh", "s"), ("ch", "j"), ("ck", "k"), ("kk", "k"), ("gg", "k"), ("tt", "t"),
    ("dd", "t"), ("pp", "p"), ("bb", "p"), ("ss", "s"), ("jj", "j"), ("ll", "l"), ("rr", "l"),
    ("r", "l"), ("g", "k"), ("d", "t"), ("b", "p"), ("z", "j"), ("v", "p"), ("f", "p"), ("x", "ks"),
    ("q", "k"), ("nk", "ng"), ("eui", "i"), ("ui", "i"), ("wie", "wi"), ("oo", "u"), ("ou", "o"),
    ("woo", "u"), ("wu", "u"), ("ee", "i"), ("yeo", "yo"), ("you", "yo"), ("yu", "yo"),
    ("iu", "yo"), ("eo", "o"), ("eu", "o"), ("uh", "o"), ("oh", "o"), ("u", "o"), ("ae", "e"),
    ("ai", "e"), ("ay", "e"), ("ei", "e"), ("wo", "o"), ("ye", "e"), ("yi", "i"), ("ah", "a"),
    ("oe", "e"), ("we", "e"), ("oo", "o"),
)  # fmt: skip
# Chinese: pinyin and Wade-Giles without its marks, brought together
CHINESE = (
    ("szu", "si"), ("ssu", "si"), ("tzu", "ci"),
    ("zh", "C"), ("tch", "C"), ("ch", "C"), ("q", "C"), ("j", "C"), ("hs", "S"), ("sh", "S"),
    ("x", "S"), ("tz", "c"), ("ts", "c"), ("sz", "s"), ("z", "c"), ("b", "p"), ("d", "t"),
    ("g", "k"), ("nk", "ng"), ("ien", "ian"), ("ieh", "ie"), ("ueh", "ue"), ("uei", "ui"),
    ("uen", "un"), ("ong", "ung"), ("yen", "yan"), ("yeh", "ye"), ("yi", "i"), ("you", "yu"),
    ("wo", "o"), ("uo", "o"), ("eh", "e"), ("erh", "er"), ("Cih", "Ci"), ("Sih", "Si"),
    ("Sy", "Su"), ("lv", "lu"),
)  # fmt: skip
PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|hs|ts|tz|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:i?ang|i?ong|uang|uai|iao|ian|ien|ieh|ueh|uei|uan|ung|ang|eng|ing|ai|ei|ao|ou|an|en|in|"
    r"ia|ie|iu|ua|uo|ui|un|ue|ih|er|a|o|e|i|u))+"
)
ROMAJI = re.compile(r"(?:(?:[kgsztdnhbpmrfjw]|[kgnhbpmrsztj]y|sh|ts|t?ch|y)?[aeiou]h?|n)+")
KOREAN_SIGNS = re.compile(
    r"eo|eu|young|hyu|ung|woo|[jshyg]oon|jun|yun|ky|gye|hee|soo|jin|min|suk|ae(?=[hnjkw]|$)"
)
# Japanese: older and other spellings of syllables, long vowels short
KANA = (
    ("tchi", "chi"), ("cchi", "chi"), ("tya", "cha"), ("tyu", "chu"), ("tyo", "cho"),
    ("sya", "sha"), ("syu", "shu"), ("syo", "sho"), ("zya", "ja"), ("zyu", "ju"), ("zyo", "jo"),
    ("jya", "ja"), ("jyu", "ju"), ("jyo", "jo"), ("tsu", "tu"), ("chi", "ti"), ("zi", "ji"),
    ("fu", "hu"), ("shi", "si"), ("dzu", "zu"), ("du", "zu"), ("ou", "o"), ("oo", "o"),
    ("uu", "u"), ("mb", "nb"), ("mp", "np"), ("mm", "nm"), ("l", "r"), ("yi", "i"), ("wo", "o"),
)  # fmt: skip
LONG_O = re.compile(r"oh(?![aeiouy])")
# surnames that differ between North and South, or by the rule of the first sound
FIRST_SOUND = dict(zip("리림류라로량려렴", "이임유나노양여염", strict=True))


@lru_cache(maxsize=8_192)
def han_forms(word: str) -> tuple[str, ...]:
    """Spellings of a word in Chinese characters, as Japanese and as Chinese; at most MOST."""
    normal = native(word)
    japanese = [*_table("japanese").get(normal, ()), *_table("japanese_given").get(normal, ())]
    family = _table("chinese").get(normal, ())
    if len(word) > LONGEST_GIVEN + 1:
        return _small([*japanese, *family])
    syllables = [each.lower() for each in eastern.pinyin(word)]
    said = ["".join(syllables), "".join(map(eastern.wade, syllables))]
    hong_kong = "".join(_table("cantonese_characters").get(each, ("-",))[0] for each in normal)
    read = [] if "-" in hong_kong else [hong_kong]
    if not japanese:
        read += _surname_readings(normal)
    return _small([*family, *japanese, *said, *read, *_given_readings(word)])


@lru_cache(maxsize=8_192)
def kana_forms(word: str) -> tuple[str, ...]:
    """Spellings of a word in kana, characters of names among them allowed."""
    spelled = eastern.japanese_word(word) or spellings("japanese_given").get(word, ())
    return _small(spelled or _given_readings(hiragana(word)))


@lru_cache(maxsize=8_192)
def hangul_forms(word: str) -> tuple[str, ...]:
    """Spellings of a surname or a given name in Hangul; the usual ones first."""
    family = spellings("korean").get(word, ())
    official = "".join(map(eastern.romanised, word))
    choices = [_korean_syllable(each) for each in word[:4]]
    combined = ("".join(each) for each in itertools.product(*choices))
    return _small([*family, *itertools.islice(combined, 4), official, *combined])


@lru_cache(maxsize=16_384)
def merged_korean(form: str) -> str:
    """One code for what is confused between romanisations of Korean."""
    return _replaced(form, KOREAN)


def korean_signs(form: str) -> str:
    """As merged_korean, but empty for a word that has nothing Korean about it."""
    return merged_korean(form) if KOREAN_SIGNS.search(form) else ""


def romaji(form: str) -> str:
    """As merged_japanese, but empty for a word that is no row of Japanese syllables."""
    return merged_japanese(form) if ROMAJI.fullmatch(form) else ""


@lru_cache(maxsize=16_384)
def merged_chinese(form: str) -> str:
    """One code for pinyin and Wade-Giles; empty for a word that is no row of such syllables."""
    return _replaced(form, CHINESE) if PINYIN.fullmatch(form) else ""


@lru_cache(maxsize=16_384)
def merged_japanese(form: str) -> str:
    """One code for Hepburn and the official spellings, long vowels or short."""
    return _replaced(LONG_O.sub("o", form), KANA)


def first_sound(word: str) -> str:
    """A Korean surname as the South writes it."""
    return FIRST_SOUND.get(word[:1], word[:1]) + word[1:]


def _replaced(form: str, rules: tuple[tuple[str, str], ...]) -> str:
    for sign, other in rules:
        form = form.replace(sign, other)
    return form


def _korean_syllable(syllable: str) -> tuple[str, ...]:
    official = eastern.romanised(syllable)
    return tuple(dict.fromkeys([*spellings("korean_syllables").get(syllable, ())[:2], official]))


def _given_readings(word: str) -> list[str]:
    """A given name read character by character; empty where one of them is unknown."""
    if not 0 < len(word) <= LONGEST_GIVEN:
        return []
    table = _readings()
    choices = [table.get(each) or table.get(native(each), ()) for each in word]
    return ["".join(each) for each in itertools.islice(itertools.product(*choices), MOST)]


@cache
def _table(language: str) -> dict[str, tuple[str, ...]]:
    """Spellings by the normal form of the word; of several written forms the first one's."""
    table: dict[str, tuple[str, ...]] = {}
    for word, found in spellings(language).items():
        normal = native(word)
        table[normal] = tuple(dict.fromkeys((*table.get(normal, ()), *found)))
    return table


def _surname_readings(word: str) -> list[str]:
    """A Japanese surname read character by character; empty where one of them is unknown."""
    if len(word) != 2:
        return []
    table = _table("japanese_surname_characters")
    choices = [table.get(each, ()) for each in word]
    return ["".join(each) for each in itertools.product(*choices)][:MOST_SURNAMES]


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    table = _table("japanese_characters") | dict(spellings("japanese_characters"))
    for letter, sound in eastern.KANA.items():
        if not sound.startswith("x"):
            table.setdefault(letter, (sound,))
    return table


def _small(texts: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(each.lower().replace("-", "").replace(" ", "") for each in texts)
    return tuple(each for each in found if each.isascii() and each.isalpha())[:MOST]
