"""From gathered names to one share each: how many of a large network's profiles bear it.

A whole name's share is the sum over languages of w * first * last, w being the language's part of
the profiles. The table holds one figure for each part, so it keeps sqrt(sum of w * share ** 2): by
Cauchy and Schwarz the product of two such figures is never less than the whole name's share, and
it is that share itself where both parts belong to one language. A product of plain averages would
call every Polish name a hundred times rarer than it is, for Poles have Polish surnames.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import log2, sqrt

from matchers.data.gathering import Gathered, Gathering
from matchers.data.languages import PROFILES
from matchers.letters import fold
from matchers.lexicon import PARTICLES
from matchers.natives import native
from matchers.spellings import doubt, suggest

LISTED = 0.6  # of what the counted names leave over: what all the merely listed ones share
AT_LEAST = 0.1  # of the people, where the counted names leave nothing over
SPELLED = (0.5, 0.25, 0.12, 0.08)  # of a native name's bearers, by how usual the Latin spelling is
RAREST = 20.5  # bits; rarer ones would double the table and say no more than an unlisted name
MISSPELLED = 4e-6  # a census holds slips of the pen: what fewer bear need not be a name of its own
UNCOUNTED = 0.0005  # no name is more than this only because few others are listed
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
UNSEEN = dict.fromkeys(map(ord, "\u200c\u200d"))  # joiners: typed by some, seen by nobody
WITH_UMLAUTS = ("de", "sv", "da", "no", "fi")
SPELLED_OUT = 0.2  # of its bearers write ae for ä

Shares = dict[str, float]


def weigh(gathering: Gathering, role: str) -> dict[str, int]:
    """Tenths of a bit by folded or native name, RAREST and rarer left out."""
    squares: Shares = defaultdict(float)
    for (tongue, of), names in sorted(gathering.items()):
        if of == role:
            for name, share in _folded(_shares(names), tongue).items():
                squares[name] += PROFILES[tongue] * share**2
    bits = {name: round(-10 * log2(sqrt(square))) for name, square in squares.items()}
    return {name: tenths for name, tenths in bits.items() if name and tenths <= 10 * RAREST}


def _shares(names: Gathered) -> Shares:
    """Counted shares as they are; what is only listed gets the more, the more lists have it."""
    shares = {name: each for name, each in names.shares.items() if each > MISSPELLED}
    listed = {name: votes**2 for name, votes in names.lists.items() if name not in shares}
    left = max(AT_LEAST, LISTED * (1 - sum(shares.values())))
    ceiling = min([UNCOUNTED, *sorted(shares.values())[: max(1, len(shares) // 50)][-1:]])
    ceiling = max(ceiling, UNCOUNTED / 5)
    total = sum(listed.values())
    return shares | {name: min(ceiling, left * votes / total) for name, votes in listed.items()}


def _folded(shares: Shares, tongue: str) -> Shares:
    folded: Shares = defaultdict(float)
    for name, share in shares.items():
        for part, of in _parts(name, tongue):
            folded[part] = max(folded[part], min(share * of, 1.0))
    return folded


def _parts(name: str, tongue: str) -> Iterator[tuple[str, float]]:
    """The words of a name as keys, and what part of its bearers writes it so."""
    shown = name.translate(UNSEEN).replace("-", " ")
    words = [word for word in shown.split() if word.casefold() not in PARTICLES]
    for word in words:
        yield from _spelled(word, tongue, 1.0 / len(words))
    if len(words) > 1:
        yield from _spelled("".join(words), tongue, 0.5)


def _spelled(word: str, tongue: str, of: float) -> Iterator[tuple[str, float]]:
    latin = latin_key(word)
    if len(latin) == 1:
        return
    if latin:
        yield latin, of
        if tongue in WITH_UMLAUTS and word.lower() != word.lower().translate(UMLAUTS):
            yield latin_key(word.lower().translate(UMLAUTS)), of * SPELLED_OUT
    elif native(word) and all(unicodedata.category(each)[0] in "LM" for each in native(word)):
        yield native(word), of
        for spelling, usual in zip(_romanised(word), SPELLED, strict=False):
            yield spelling, of * usual


def _romanised(word: str) -> Iterable[str]:
    keys = [latin_key(each) for each in suggest(word)] if not doubt(word) else []
    bare = [key[2:] for key in keys if word.startswith("ال") and key[:2] in ("al", "el")]
    return [key for key in dict.fromkeys(keys + bare) if len(key) > 1]


def latin_key(word: str) -> str:
    """Small ASCII letters of a Latin name, "" for any other."""
    letters = [fold(each)[0] for each in word if each not in "'’ʻ`´ʼ‘.ʹ"]
    known = all("LATIN" in unicodedata.name(each, "") for each in word if each.isalpha())
    folded = "".join(letters).strip()
    return folded if known and folded.isascii() and folded.isalpha() else ""
