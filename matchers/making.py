"""User names as people make them of a name or of another user name, each with how unlikely it is.

Can: rank joins, nicknames, initials, additions, digits, look-alike letters and slips of one letter.
Cannot: guess words nobody told us, nor most of the countless slips. Bits are our own estimate of
how often copies are made so: half as often for each bit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log2

from impersonation_watch.model import Person
from matchers.folding import compact, read
from matchers.names import spell
from matchers.spellings import LATIN, script
from matchers.writings import nicknames, written

SEPARATORS = re.compile(r"[._-]+")
SEAM = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Za-z])")
JOINS = (
    ("{0}{1}", 0.0), ("{0}.{1}", 0.8), ("{0}_{1}", 0.9), ("{1}{0}", 2.4), ("{0}-{1}", 2.6),
    ("{1}.{0}", 2.9), ("{1}_{0}", 3.0), ("{1}-{0}", 4.0),
)  # fmt: skip
INITIALS = (("{0}{1}", 3.4), ("{0}.{1}", 4.2), ("{0}_{1}", 4.2), ("{1}{0}", 5.2))
BEFORE = (
    ("real", 2.4), ("the", 3.0), ("its", 3.6), ("iam", 4.6), ("official", 4.6), ("im", 5.0),
    ("hey", 5.6), ("itsme", 5.8), ("not", 6.0), ("mr", 6.4), ("ms", 6.4), ("dr", 6.4), ("my", 6.6),
    ("only", 6.6),
)  # fmt: skip
AFTER = (
    ("official", 2.2), ("real", 3.6), ("backup", 5.0), ("new", 5.2), ("private", 5.4),
    ("priv", 5.6), ("page", 5.8), ("fan", 6.0), ("fans", 6.2), ("oficial", 6.0), ("tv", 6.2),
    ("hq", 6.4), ("xo", 6.0), ("live", 6.4), ("music", 6.6), ("art", 6.6), ("online", 6.6),
    ("account", 6.4), ("vip", 6.6),
)  # fmt: skip
SIGNS_AFTER = (
    ("_", 2.4), ("1", 3.4), ("__", 4.2), ("2", 4.2), ("x", 5.0), ("_1", 5.2), ("01", 5.2),
    ("123", 5.2), ("_2", 5.4), ("3", 5.6), ("7", 5.6), ("0", 5.8), ("_x", 6.0), ("xx", 5.8),
    ("11", 6.0), ("10", 6.0), ("02", 6.2), ("22", 6.2), (".", 6.0), ("_01", 6.6), ("5", 6.4),
)  # fmt: skip
SIGNS_BEFORE = (("_", 3.6), ("__", 5.6), ("x", 5.8), ("1", 6.8), (".", 6.4))
YEARS = tuple(f"{year % 100:02}" for year in range(1984, 2008))  # of birth, at a guess
YEAR = 7.0
LOOKS = (
    ("o", "0", 0.0), ("l", "i", 0.0), ("l", "1", 0.2), ("i", "l", 0.2), ("i", "1", 0.2),
    ("m", "rn", 0.6), ("w", "vv", 0.6), ("d", "cl", 1.2), ("rn", "m", 0.6), ("vv", "w", 0.6),
    ("cl", "d", 1.2), ("0", "o", 0.0), ("1", "l", 0.0), ("e", "3", 0.8), ("a", "4", 1.0),
    ("s", "5", 1.0), ("t", "7", 1.4), ("u", "v", 2.0), ("g", "q", 2.0), ("g", "9", 2.0),
    ("b", "8", 2.0),
)  # fmt: skip
LEET = (
    str.maketrans("aeio", "4310"), str.maketrans("aeilostzbg", "4311057289"),
)  # fmt: skip
HEARD = (("k", "c"), ("c", "k"), ("y", "i"), ("i", "y"), ("s", "z"), ("z", "s"), ("ph", "f"))
LOOKALIKE, SLIPPED = 0.4, 4.0  # before it is said where
LAST_DOUBLED = 4.4
WORD = 0.4
CHANGED_BELOW = 5.0  # bits: what is less likely is not changed once more
LONGEST = 40  # letters of a user name; no place takes more

Ranked = Iterator[tuple[float, str]]


def made(person: Person, known: Sequence[str]) -> Ranked:
    """What user names are made of hers and of her names, and what is made of those again."""
    bases = [each for text in known for each in separated(text)]
    bases += [each for name in _in_latin(person) for each in _named(person, name)]
    whole = [*((0.6, text) for text in known), *bases]
    yield from bases
    for bits, text in whole:
        if bits < CHANGED_BELOW and len(text) <= LONGEST:
            yield from ((bits + more, each) for more, each in changed(text.lower()))


def _in_latin(person: Person) -> tuple[str, ...]:
    """Most places take no other letters in a user name."""
    latin = tuple(each for each in person.names if script(each) == LATIN)
    return latin or person.names


def _named(person: Person, name: str) -> Ranked:
    """User names made of one name."""
    for more, each in written(person, name):
        shorts = list(nicknames(person, each))
        for cost, first, last in _pairs(person, each):
            yield from _later(more + cost, joined(first, last))
            yield from _later(more + cost, with_initial(first, last))
            for bits, short in shorts:
                look = compact(read(short)[0])
                yield from _later(more + cost + 0.2 + bits, joined(look, last))


def _later(more: float, ranked: Ranked) -> Ranked:
    return ((more + bits, text.lower()) for bits, text in ranked)


def _pairs(person: Person, name: str) -> Iterator[tuple[float, str, str]]:
    """A name as a first and a last part, and how seldom so; of three parts and more, several."""
    parts = [part.sound if part.foreign else part.look for part in spell(person, name).parts]
    if len(parts) < 2:
        return
    first, second, last = parts[0], parts[1], parts[-1]
    yield 0.0, first, last
    if len(parts) > 2:
        yield 1.0, first, "".join(parts[1:])
        yield 1.0, first, second
        yield 1.6, "".join(parts[:-1]), last
    words = [word.look for word in read(name)[0]]
    if len(words) > len(parts) and script(name) == LATIN:
        yield 1.0, words[0], "".join(words[1:])


def joined(first: str, last: str) -> Ranked:
    """Both parts in both orders with what is put between them."""
    yield from ((bits, form.format(first, last)) for form, bits in JOINS)


def with_initial(first: str, last: str) -> Ranked:
    """An initial instead of one of the parts: seldom hers alone."""
    yield from ((bits, form.format(first[:1], last)) for form, bits in INITIALS)
    yield from ((bits + 2.0, form.format(first, last[:1])) for form, bits in INITIALS[:3])


def separated(text: str) -> Ranked:
    """A user name with other separators, at its seams: between separators, capitals and digits."""
    pieces = [each for part in SEPARATORS.split(text) for each in SEAM.split(part) if each]
    if len(pieces) > 1:
        for separator, bits in (("", 2.4), ("_", 2.6), (".", 2.6), ("-", 4.0)):
            yield bits, separator.join(pieces)
    if len(words := [each for each in pieces if each.isalpha()]) == 2:
        yield 4.0, "".join(words[::-1])
    bare = text.rstrip("0123456789._-")
    if bare != text and len(bare) > 2:
        yield 2.6, bare


def changed(text: str) -> Ranked:
    """A user name with something added, in letters that look like its own, or with a slip."""
    yield from _added(text)
    yield from _alike(text)
    yield from _slipped(text)


def _added(text: str) -> Ranked:
    yield from ((bits, text + sign) for sign, bits in SIGNS_AFTER)
    yield from ((bits, sign + text) for sign, bits in SIGNS_BEFORE)
    yield from ((YEAR, text + year) for year in YEARS)
    for between, more in _between(text):
        yield from ((bits + more + WORD, text + between + word) for word, bits in AFTER)
        yield from ((bits + more + WORD, word + between + text) for word, bits in BEFORE)


def _between(text: str) -> tuple[tuple[str, float], ...]:
    """What stands before a word that is added, and how seldom: mostly what stands there already."""
    used = SEPARATORS.search(text)
    if used:
        return ((used[0][:1], 0.2), ("", 1.4))
    return (("", 0.2), ("_", 0.8), (".", 1.4))


def _alike(text: str) -> Ranked:
    """One letter exchanged, at its first or last place or everywhere; or all of them."""
    made = [each for old, new, bits in LOOKS for each in _exchanged(text, old, new, bits)]
    many = log2(len(made) or 1)
    yield from ((LOOKALIKE + min(many, 3.0) + bits, each) for bits, each in made)
    yield from ((4.0, text.translate(table)) for table in LEET)


def _exchanged(text: str, old: str, new: str, bits: float) -> Ranked:
    if old in text:
        yield bits, text.replace(old, new, 1)
        if text.count(old) > 1:
            yield bits, text.replace(old, new)
            yield bits + 0.4, new.join(text.rsplit(old, 1))


def _slipped(text: str) -> Ranked:
    """A letter doubled, left out, changed with the next, or written as it sounds."""
    yield LAST_DOUBLED, text + text[-1:]
    bits = SLIPPED + log2(len(text) or 1)
    for place, letter in enumerate(text):
        if letter.isalpha():
            vowel = 0.6 if letter in "aeiou" else 0.0
            yield bits - vowel, text[:place] + letter + text[place:]
            if place:
                yield bits - vowel, text[:place] + text[place + 1 :]
    for place, (one, other) in enumerate(pairwise(text)):
        if place and one != other and (one + other).isalpha():
            yield bits + 0.4, text[:place] + other + one + text[place + 2 :]
    for old, new in HEARD:
        if old in text[1:]:
            yield bits - 0.8, text[0] + text[1:].replace(old, new, 1)
