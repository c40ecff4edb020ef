"""The words of a full name, where spaces do not say it.

Can: take a Chinese, Korean or Japanese surname off the given name, put syllables written apart
together, and glue what Arabic and Persian write apart or joined (عبد الرحمن, Abu Bakr, Nur al-Din,
-zadeh) in one way. Cannot: part a Japanese name whose surname is in no table, nor know whether
"Al" at the beginning of a Latin name is an article.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from matchers.alphabets import eastern
from matchers.alphabets.latin import spelled
from matchers.natives import native
from matchers.tables import spellings

MOST = 2_000  # characters
MOST_WORDS = 16
GAPS = re.compile(r"[\s\u30fb\u00b7\u2022\u05be,،;|/_=\uff65]+")
UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u061c\u0640]")
HYPHENS = re.compile("[\u2010-\u2015\u2212]")
HAN_NAME = range(2, 6)  # characters of a full name
HANGUL_NAME = range(3, 6)
# of two syllables a Korean word is a full name only with a surname that begins no given name
KOREAN_SHORT = frozenset("김박최허곽권황홍강")
KOREAN_LONG = frozenset({"남궁", "제갈", "독고", "사공", "서문", "동방"})
SYLLABLE = re.compile(
    r"(?:[bcdfghjklmnpqrstwxyz]{0,2}|ssh|tsh)(?:[iuyw]?[aeiou]{1,3})(?:ng|[nmklptrh]|ck)?"
)
# surnames that say of themselves which end of the name they are at
COMMON = frozenset(
    """
    kim lee park choi jung kang cho yoon jang lim han shin kwon hwang wang li zhang liu chen yang
    huang zhao wu zhou xu chan wong lau cheung leung ng lin
    """.split()  # noqa: SIM905
)
ARABIC_SERVANT, ARABIC_FATHER = {"عبد"}, {"ابو", "ابي", "ابا", "ام"}
ARABIC_AFTER = {"الدين", "الله", "زاده", "پور", "نژاد"}
SERVANT = re.compile(r"^abd(?:[aeou]{1,2}[lrsnztd]?h?)?(?:-?[aeu][lrsnztd]h?)?$")
ARTICLE = frozenset("al el ul ar as ash an ad az at er es ed".split())  # noqa: SIM905
FATHER = frozenset("abu abou aboo abi umm oum um".split())  # noqa: SIM905
LATIN_AFTER = frozenset(
    "din deen dine eldin aldin uddin eddin eddine eldeen aldeen ullah zadeh zade nejad".split()  # noqa: SIM905
)


@lru_cache(maxsize=8_192)
def parted(name: str) -> tuple[str, ...]:
    """The words of a full name as written, MOST_WORDS at most; never raises.

    An Arabic article or father's or servant's word is glued to what follows, in either alphabet.
    """
    text = HYPHENS.sub("-", unicodedata.normalize("NFKC", UNSEEN.sub("", name[:MOST])))
    words = [each.strip("-.'") for each in GAPS.split(text)]
    words = [each for each in words if each][:MOST_WORDS]
    if not words:
        return ()
    if all(map(_is_hangul, words)):
        return _korean(words)
    if all(map(_is_eastern, words)):
        return _eastern(words)
    if any("\u0600" <= each <= "\u06ff" for each in text):
        return _glued(words, native, _arabic_joins)
    return _glued(_syllables_together(words), _small, _latin_joins)


def _korean(words: list[str]) -> tuple[str, ...]:
    if len(words) > 1:
        return _singles_together(words)
    word = words[0]
    surname, given = eastern.split(word, "korean")
    if len(surname) == 2 and len(given) == 1 and surname not in KOREAN_LONG:
        surname, given = word[:1], word[1:]
    whole = len(word) not in HANGUL_NAME and not (len(word) == 2 and word[0] in KOREAN_SHORT)
    return (word,) if whole or surname not in spellings("korean") else (surname, given)


def _eastern(words: list[str]) -> tuple[str, ...]:
    if len(words) > 1:
        return _singles_together(words)
    word = words[0]
    known = word in spellings("japanese") or word in spellings("japanese_given")
    if known or len(word) < HAN_NAME[0] or all("\u3041" <= each <= "\u30ff" for each in word):
        return (word,)
    return _split_han(word)


def _split_han(word: str) -> tuple[str, ...]:
    for language in ("japanese", "chinese") if _looks_japanese(word) else ("chinese",):
        surname, given = eastern.split(word, language)
        if given and (surname in spellings(language) or (language == "chinese" and _short(word))):
            return surname, given
    return (word,)


def _looks_japanese(word: str) -> bool:
    """A known surname of two characters whose first is no Chinese surname says enough."""
    surname, given = eastern.split(word, "japanese")
    chinese = word[:1] in spellings("chinese")
    return eastern.is_japanese(word) or bool(given and len(surname) > 1 and not chinese)


def _short(word: str) -> bool:
    """Chinese names have three characters, and nearly every first one is a surname."""
    return len(word) == 3 and all("\u4e00" <= each <= "\u9fff" for each in word)


def _singles_together(words: list[str]) -> tuple[str, ...]:
    """王 小 明 and 김 민 준: the surname, then the syllables of the given name; 加 藤 陽 菜."""
    if len(words) > 3 and all(len(each) == 1 for each in words):
        return _eastern(["".join(words)])
    if len(words) > 2 and all(len(each) == 1 for each in words[1:]):
        return words[0], "".join(words[1:])
    return tuple(words)


def _glued(
    words: Sequence[str], normal: Callable[[str], str], joins: Callable[[str, str], str | None]
) -> tuple[str, ...]:
    """Neighbours that make one word together, put together."""
    glued: list[str] = []
    for word in words:
        sign = joins(normal(glued[-1]), normal(word)) if glued else None
        if sign is None:
            glued.append(word)
        else:
            glued[-1] = f"{glued[-1]}{sign}{word}"
    return tuple(glued)


def _arabic_joins(before: str, word: str) -> str | None:
    servant = before in ARABIC_SERVANT or before in ("ال", "عبدال")
    return "" if servant or before in ARABIC_FATHER or word in ARABIC_AFTER else None


def _latin_joins(before: str, word: str) -> str | None:
    if SERVANT.match(before) or before in FATHER or word in LATIN_AFTER:
        return ""
    if word.partition("-")[0] in ARTICLE and word.endswith(("din", "deen", "dine")):
        return ""
    return "-" if before in ARTICLE else None


def _small(word: str) -> str:
    return word.lower()


def _syllables_together(words: list[str]) -> list[str]:
    """Lee Min Ho, Wang Xiao Ming, Min Ho Lee: two syllables beside a known surname are one name."""
    if len(words) != 3:
        return words
    small = [(spelled(each.lower()) or ("",))[0] for each in words]
    if not all(SYLLABLE.fullmatch(each) for each in small):
        return words
    last = small[2] in COMMON and small[0] not in COMMON
    if small[0] in _surnames() and not last:
        return [words[0], words[1] + words[2]]
    return [words[0] + words[1], words[2]] if small[2] in _surnames() else words


@cache
def _surnames() -> frozenset[str]:
    """Latin spellings of Chinese and Korean surnames of one syllable."""
    tables = (spellings("chinese"), spellings("korean"))
    return frozenset(
        each.lower()
        for table in tables
        for name, found in table.items()
        if len(name) == 1
        for each in found
    )


def _is_hangul(word: str) -> bool:
    return all("\uac00" <= each <= "\ud7a3" for each in word)


def _is_eastern(word: str) -> bool:
    return all(
        "\u3041" <= each <= "\u30ff"
        or "\u3400" <= each <= "\u9fff"
        or each == "々"
        or "\uf900" <= each <= "\ufaff"
        for each in word
    )
