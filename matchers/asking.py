"""What is asked for a person: names where there is a search, user names where there is none.

Can: rank what copies go by most, each spelling in its turn, and with one part of the name alone,
where it is rare or disguised in a usual way, bring also those whose other part is disguised.
Cannot: find what a search that compares whole words letter for letter does not hold, such as a
common name with a slip, nor guess the words an impostor puts beside a name. Both orders are not
asked: no search that is used here minds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from impersonation_watch.model import Person, Query, QueryKind
from matchers.aliases import share
from matchers.folding import compact, read
from matchers.lexicon import PARTICLES, TITLES
from matchers.making import LONGEST, made
from matchers.tables import rarity
from matchers.writings import nicknames, one_letter_off, unfolded, written

MOST_QUERIES, MOST_HANDLES = 20, 150  # more burdens places that answer for free
RARE = 11.0  # bits: fewer than one in two thousand bear it, so a page of answers holds them
LONGEST_NAME = 200  # letters of a query
NOT_IN_HANDLES = re.compile(r"[^\w.-]")


def queries(person: Person, limit: int) -> tuple[Query, ...]:
    """What to ask a search for, at most `limit` and MOST_QUERIES, the likeliest first.

    Every spelling whole, nicknames before the surname, a rare part alone, joined, without accents,
    and one part in letters that a search may not fold. With a common surname alone nothing but
    strangers would come. Names from her cases come last. No text twice, whatever its case.
    """
    most = min(limit, MOST_QUERIES)
    names = [name for name in person.names if _is_query(name)]
    ranked = [each for name in names for each in _asked(person, name) if _is_query(each[1])]
    own = _likeliest([*((0.0, name) for name in names), *ranked], MOST_QUERIES)
    chosen = share(own, _distinct(filter(_is_query, person.aliases)), most)
    return tuple(Query(kind=QueryKind.NAME, text=text) for text in chosen)


def variants(person: Person, limit: int) -> tuple[Query, ...]:
    """User names to ask for, at most `limit` and MOST_HANDLES, the likeliest first.

    The known ones; then what they and her names are made into, every spelling in its turn; then
    those that profiles of her cases have. Letters, digits and . _ - only; none twice, whatever its
    case.
    """
    most = min(limit, MOST_HANDLES)
    known = [text for handle in person.handles if (text := _local(handle))]
    ranked = ((bits + 1.0, text) for bits, text in made(person, known) if _is_handle(text))
    own = _likeliest([*((0.0, text) for text in known), *ranked], MOST_HANDLES)
    others = (text for handle in person.alias_handles if (text := _local(handle)))
    chosen = share(own, _distinct(others), most)
    return tuple(Query(kind=QueryKind.HANDLE, text=text) for text in chosen)


def _likeliest(ranked: Iterable[tuple[float, str]], most: int) -> tuple[str, ...]:
    """Which ones does not depend on the order of spellings; of equals, the first comes first."""
    best: dict[str, tuple[float, int, str]] = {}
    for place, (bits, text) in enumerate(ranked):
        one = (round(bits, 3), place, text.strip())
        key = one[2].casefold()
        best[key] = min(best.get(key, one), one)
    chosen = sorted(best, key=lambda key: (best[key][0], key))[:most]
    return tuple(best[key][2] for key in sorted(chosen, key=lambda key: best[key][:2]))


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(text.strip().casefold(), text.strip())
    return tuple(first.values())


def _is_query(text: str) -> bool:
    return 1 < len(text.strip()) <= LONGEST_NAME and any(each.isalnum() for each in text)


def _asked(person: Person, name: str) -> Iterator[tuple[float, str]]:
    """What is asked for one spelling beside itself."""
    for more, each in written(person, name):
        words = _core(each)
        yield more, each
        yield from ((more + bits, text) for bits, text in _shortened(words))
        yield from ((more + bits, text) for bits, text in _alone(words))
        if len(words) > 1:
            yield from ((more + bits, f"{x} {words[-1]}") for bits, x in nicknames(person, each))
            yield more + 1.6, "".join(each.split())
            yield more + 5.0, f"{words[0][:1]} {words[-1]}"
            yield more + 4.4, " ".join(each.replace(" ", ""))
            yield from ((more + bits, text) for bits, text in _disguised(words))


def _core(name: str) -> list[str]:
    """The words of a name but particles and titles, while two others remain."""
    words = [each.strip(",;") for each in name.split()]
    core = [each for each in words if compact(read(each)[0]) not in PARTICLES | TITLES]
    return core if len(core) > 1 else words


def _shortened(words: list[str]) -> Iterator[tuple[float, str]]:
    """Of three words and more, two: a search for all of them misses who leaves one out."""
    if len(words) > 2:
        yield 0.6, f"{words[0]} {words[-1]}"
        yield 0.8, f"{words[0]} {words[1]}"
        yield 3.0, f"{words[1]} {words[-1]}"


def _alone(words: list[str]) -> Iterator[tuple[float, str]]:
    """A rare part by itself."""
    if len(words) < 2:
        return
    for place, word in enumerate(words):
        if _rarity(word) >= RARE:
            yield 1.4 if place else 3.8, word


def _disguised(words: list[str]) -> Iterator[tuple[float, str]]:
    """One part as it is disguised, alone, for nobody else writes it so; the surname first.

    Nothing where the other part is rare and asked alone, but the surname for who disguises both.
    """
    first, last = words[0], words[-1]
    if _rarity(first) < RARE:
        yield from ((4.6 + bits, text) for bits, text in one_letter_off(last))
    if _rarity(last) < RARE:
        yield from ((5.0 + bits, text) for bits, text in one_letter_off(first))
        yield from ((5.0 + bits, text) for bits, text in unfolded(first))
    yield from ((4.6 + bits, text) for bits, text in unfolded(last))


def _rarity(word: str) -> float:
    """How rare a part is, as a first name or as a surname, whichever is the more usual."""
    look = compact(read(word)[0])
    return min(rarity(look, first=True), rarity(look, first=False))


def _local(handle: str) -> str:
    """A known user name without its host, and without what no user name can hold."""
    return NOT_IN_HANDLES.sub("", handle.strip().lstrip("@").split("@")[0])


def _is_handle(text: str) -> bool:
    return 1 < len(text) <= LONGEST and text.isascii() and not NOT_IN_HANDLES.search(text)
