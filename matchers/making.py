"""User names as people make them of a name or of another user name, each with how unlikely it is.

Can: join both parts in either order, with nicknames and initials, move the separators of a known
one, and change what came out once more. Cannot: know which of them anybody uses. Bits are our own
estimate of how often copies are made so: half as often for each bit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import log2

from impersonation_watch.model import Person
from matchers.changing import SEPARATORS, Ranked, changed, one_off
from matchers.folding import compact, read
from matchers.names import spell
from matchers.spellings import LATIN, script
from matchers.writings import nicknames, written

SEAM = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Za-z])")
JOINS = (
    ("{0}{1}", 0.0), ("{0}.{1}", 0.8), ("{0}_{1}", 0.9), ("{1}{0}", 2.4), ("{0}-{1}", 2.6),
    ("{1}.{0}", 2.9), ("{1}_{0}", 3.0), ("{1}-{0}", 4.0), ("{0}__{1}", 5.0),
)  # fmt: skip
INITIALS = (("{0}{1}", 4.0), ("{0}.{1}", 5.0), ("{0}_{1}", 5.0), ("{1}{0}", 6.0))
KNOWN = 0.6  # where one is known it is copied about as often as all that is made of a name
ONE_OFF = 0.8  # beside that: a letter or digit more or less, as close as a copy can get
MOST_DIGITS = 6  # of a number counted on
CHANGED_BELOW = 5.0  # bits: what is less likely is not changed once more
LONGEST = 40  # letters of a user name; no place takes more


def made(person: Person, known: Sequence[str]) -> Ranked:
    """What user names are made of hers, `known`, and of her names, and what those become."""
    names = _in_latin(person)
    seams = _looks(person, names)
    each_known = KNOWN + log2(len(known) or 1)  # a copy goes by one of them
    each_name = log2(len(names) or 1)
    bases = [(each_known + bits, x) for text in known for bits, x in separated(text, seams)]
    bases += [(each_name + bits, x) for name in names for bits, x in _named(person, name)]
    yield from bases
    for bits, text in [*((each_known, text) for text in known), *bases]:
        if bits < CHANGED_BELOW and len(text) <= LONGEST:
            yield from ((bits + more, x) for more, x in changed(text.lower()))
    for text in (each for each in known if len(each) <= LONGEST):
        yield from ((each_known + ONE_OFF + bits, x) for bits, x in one_off(text.lower()))


def _looks(person: Person, names: Sequence[str]) -> tuple[str, ...]:
    """The parts of her names and nicknames as they may stand in a user name, the longest first."""
    parts = {part.look for name in names for part in spell(person, name).parts}
    parts |= {compact(read(each)[0]) for each in person.nicknames}
    return tuple(sorted((each for each in parts if len(each) > 2), key=lambda x: (-len(x), x)))


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


def separated(text: str, seams: Sequence[str] = ()) -> Ranked:
    """A user name with other separators where it has a seam, with another number or without.

    A seam is a separator, a capital, a digit, or the end of one of `seams`, parts of her names.
    """
    pieces = _pieces(text) if len(_pieces(text)) > 1 else _cut(text, seams)
    if len(pieces) > 1:
        for separator, bits in (("", 2.4), ("_", 2.6), (".", 2.6), ("-", 4.0), ("__", 5.0)):
            yield bits, separator.join(pieces)
    if len(words := [each for each in pieces if each.isalpha()]) == 2:
        yield 4.0, "".join(words[::-1])
    bare = text.rstrip("0123456789")
    number = text[len(bare) :]
    if number and len(bare) > 2:
        yield 2.6, bare.rstrip("._-")
        if len(number) <= MOST_DIGITS:
            yield 3.6, f"{bare}{int(number) + 1:0{len(number)}}"
            yield 4.6, f"{bare}{number}{number[-1]}"


def _pieces(text: str) -> list[str]:
    return [each for part in SEPARATORS.split(text) for each in SEAM.split(part) if each]


def _cut(text: str, seams: Sequence[str]) -> list[str]:
    """Before or after the first part it begins or ends with."""
    low = text.lower()
    for part in (each for each in seams if len(each) < len(text)):
        if low.startswith(part):
            return [text[: len(part)], text[len(part) :]]
        if low.endswith(part):
            return [text[: -len(part)], text[-len(part) :]]
    return [text]
