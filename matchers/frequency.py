"""How many people bear a name: the table of counted and listed names, and a guess for the others.

Can: tell common from rare in some fifty languages, by the share of a large network's profiles, and
say whether a word is somebody's name. Cannot: know the mix of one network or town, nor tell a rare
name from one that no list holds (it takes the letters' own improbability, at most UNLISTED bits).
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from itertools import pairwise
from math import log2

from matchers.lists import lines
from matchers.natives import native

MOST_BITS = 16.0  # of one part: the tables know nothing rarer with any certainty
UNLISTED = 15.0  # the most a part in no table is worth: rare here, perhaps common elsewhere
LEAST_UNLISTED = 3.0
BY_CHANCE = 4.7  # log2(26): bits of an ASCII letter at most, however rare a two-letter name is
NOT_LISTED = 3.0  # bits: about one profile in eight bears a part that no table holds
CHARACTER = 6.0  # bits of a Chinese or Japanese character in a name
SYLLABLE = 5.0  # of a Korean one
LETTER = 4.0  # of a letter of another script
NONE = 255  # in place of the tenths of a bit of a role the name is not listed in
LONGEST_SURNAME = 2  # characters of a Chinese, Japanese or Korean one that may begin a word
REMEMBERED = 50_000  # parts whose bits are kept; about 5 MB
ENDS = "^"  # stands before the first letter and after the last


def rarity(part: str, *, first: bool) -> float:
    """Bits of a name part: -log2 of the share of profiles that bear it, 1 to MOST_BITS.

    `part` is folded (small ASCII letters) or as written in its own script; `first` asks for it as
    a given name, else as a surname, and takes the other where only that is listed.
    """
    chance = BY_CHANCE * len(part) if part.isascii() else MOST_BITS
    return min(MOST_BITS, chance, max(1.0, _bits(part, first)))


def per_million(part: str, *, first: bool) -> float:
    """Namesakes of the part among a million profiles, above 0; for MOST_BITS and rarer too."""
    return float(2.0 ** -_bits(part, first) * 1_000_000)


def is_name(word: str) -> bool:
    """Whether the folded or native word is listed as a given name or surname of its own."""
    return _listed(word) is not None


@lru_cache(maxsize=REMEMBERED)
def _bits(part: str, first: bool) -> float:
    known = _listed(part)
    if known is not None:
        tenths = sorted(divmod(known, 256)) if NONE in divmod(known, 256) else divmod(known, 256)
        return (tenths[0] if first or tenths[1] == NONE else tenths[1]) / 10
    return _unlisted(part)


def _listed(word: str) -> int | None:
    if word.isascii():
        return _table().get(word)
    key = native(word)
    if "\u0600" < key < "\u0700":  # Arabic: the article comes and goes
        bare = key[2:] if key.startswith("ال") and len(key) > 4 else f"ال{key}"
        return _table().get(key, _table().get(bare))
    return _table().get(key)


def _unlisted(part: str) -> float:
    if part.isascii():
        return min(UNLISTED, max(LEAST_UNLISTED, NOT_LISTED + improbability(part)))
    key = native(part)
    if all(ord(each) > 0x2E7F for each in key):  # from the CJK radicals on
        return _written_together(key) or min(UNLISTED, _characters(key))
    return min(UNLISTED, max(LEAST_UNLISTED, NOT_LISTED + LETTER * len(key)))


def _written_together(key: str) -> float:
    """Bits of a surname and a given name in one word; 0.0 where they are not both listed."""
    for cut in range(min(LONGEST_SURNAME, len(key) - 1), 0, -1):
        surname = _table().get(key[:cut], NONE) % 256
        given = _table().get(key[cut:], NONE * 256) // 256
        if NONE not in (surname, given):
            return (surname + given) / 10
    return 0.0


def _characters(key: str) -> float:
    return sum(SYLLABLE if "가" <= each <= "힣" else CHARACTER for each in key)


def improbability(word: str) -> float:
    """Bits of ASCII letters in a row as part of a name, letter after letter, its ends counted."""
    costs = _letters()
    ends = ENDS + "".join(each for each in word if each.isalpha()) + ENDS
    pairs = pairwise(ends)
    return sum(costs.get(before + after, MOST_BITS) for before, after in pairs)


def letter_costs(weights: dict[str, float]) -> dict[str, float]:
    """Bits of each letter after the one before it, from names and their weights."""
    pairs: dict[str, float] = {}
    before: dict[str, float] = {}
    for name, weight in weights.items():
        ends = ENDS + name + ENDS
        for one, other in pairwise(ends):
            pairs[one + other] = pairs.get(one + other, 0.0) + weight
            before[one] = before.get(one, 0.0) + weight
    return {pair: round(-log2(weight / before[pair[0]]), 1) for pair, weight in pairs.items()}


@cache
def _letters() -> dict[str, float]:
    costs: dict[str, float] = json.loads("".join(lines("letters.json")))
    return costs


@cache
def _table() -> dict[str, int]:
    """Of each name its tenths of a bit as a given name, times 256, plus those as a surname."""
    pairs: dict[int, int] = {}  # one number for all names as common
    table: dict[str, int] = {}
    for line in lines("frequency.tsv"):
        name, first, last = line.split("\t")
        both = int(first or NONE) * 256 + int(last or NONE)
        table[name] = pairs.setdefault(both, both)
    return table
