"""One part of our name, ready to be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz.distance import OSA

from matchers.folding import read, skeleton
from matchers.others import is_borne
from matchers.sounds import Sound, heard
from matchers.tables import is_name, own_short_forms, short_forms, spellings
from matchers.wording import Word


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name, ready to be compared."""

    plain: str
    look: str
    sound: str
    heard: Sound
    shape: str
    bits: float
    short: frozenset[str]  # nicknames; only first names have any
    short_shapes: frozenset[str]
    foreign: bool
    first: bool
    loose: bool = False  # known in one script only: others are heard as well as may be
    syllables: bool = False  # of a name that is put together of them: Xiaoming, Eun-jung
    whole: bool = False  # a user name, that is a name of nobody else's

    def __hash__(self) -> int:
        """Of what tells parts apart; they are looked up with every word."""
        return hash((self.plain, self.bits))

    def characters(self) -> frozenset[str]:
        """Chinese or Japanese words it may stand for, as far as tables know."""
        written = self.heard.known | {self.plain} | _japanese().get(self.look, frozenset())
        return frozenset(each for each in written if each[:1] >= "\u2e80")

    def latin(self) -> tuple[str, ...]:
        """How it may stand in Latin letters."""
        return (*self.heard.forms, self.sound) if self.foreign else (self.look,)


def part_of(
    word: Word,
    bits: float,
    *,
    nicknames: Sequence[str],
    first: bool,
    loose: bool = False,
    syllables: bool = False,
) -> Part:
    """A part of a person's name from its word; `nicknames` are the person's own."""
    given = frozenset(each.look for name in nicknames for each in read(name)[0][:1])
    short = given | _usual_short_forms(word.look) if first else frozenset()
    return Part(
        plain=word.plain,
        look=word.look,
        sound=word.sound,
        heard=heard(word.plain),
        shape=skeleton(word.look),
        bits=bits,
        short=short,
        short_shapes=frozenset(skeleton(each) for each in short),
        foreign=word.sound != word.look,
        first=first,
        loose=loose,
        syllables=syllables,
    )


def _usual_short_forms(look: str) -> frozenset[str]:
    """Without other people's names that are one letter away: Anna is not Hanna."""
    return frozenset(each for each in short_forms(look) if not _is_another(look, each))


def _is_another(look: str, other: str) -> bool:
    """Whether it is more likely somebody else's: one letter off, or the name with more before it.

    Anna is not Hanna, and Lena need not be Magdalena.
    """
    close = len(other) >= len(look) - 1 and OSA.distance(other, look) <= 1
    longer = len(other) > len(look) + 1 and look in other
    short = len(other) < len(look) or not is_borne(other)  # Anka, not Anne
    known = short and (look, other) in _our_short_forms()
    return is_name(other) and (close or longer) and not known


@cache
def _our_short_forms() -> frozenset[tuple[str, str]]:
    return frozenset(own_short_forms())


def named(row: str, bits: float) -> Part:
    """A known user name as the one part it is."""
    word = Word(row, row, row)
    return replace(part_of(word, bits, nicknames=(), first=False), whole=True)


@cache
def _japanese() -> Mapping[str, frozenset[str]]:
    """Latin spellings to the characters of Japanese names that are read so."""
    found: dict[str, set[str]] = {}
    for table in ("japanese", "japanese_given"):
        for name, latin in spellings(table).items():
            for each in latin:
                found.setdefault(each.lower(), set()).add(name)
    return {latin: frozenset(names) for latin, names in found.items()}
