"""Display names in every family of disguise: (rng, someone) -> text."""

from __future__ import annotations

import random
from collections.abc import Callable

from disguise import DISGUISES
from invented import Someone, draw_last
from signs import SPACES

Family = Callable[[random.Random, Someone], str]


def spelled(rng: random.Random, who: Someone) -> tuple[str, str]:
    """First name and surname in one of the Latin spellings the person has given."""
    place = rng.choice((0, -1))
    firsts, lasts = who.first.latin[:2], who.last.latin[:2]
    return firsts[place], lasts[place]


def as_given(rng: random.Random, who: Someone) -> str:
    return who.in_order(*spelled(rng, who))


def swapped(rng: random.Random, who: Someone) -> str:
    first, last = spelled(rng, who)
    if who.language == "vietnamese":
        return f"{first} {last}"
    return rng.choice((f"{last} {first}", f"{last}, {first}", f"{last.upper()} {first}"))


def nicknamed(rng: random.Random, who: Someone) -> str:
    """A short form and the surname; empty where there is none."""
    if not who.first.short:
        return ""
    return who.in_order(rng.choice(who.first.short), spelled(rng, who)[1])


def with_middle(rng: random.Random, who: Someone) -> str:
    first, last = spelled(rng, who)
    middle = rng.choice((who.middle, f"{who.middle[0]}.", who.middle[0]))
    return who.in_order(f"{first} {middle}", last)


def with_second(rng: random.Random, who: Someone) -> str:
    """A second surname added with or without hyphen, before or behind."""
    first, last = spelled(rng, who)
    other = who.second or draw_last(rng, "english", who.female)
    joint = rng.choice(("-", " "))
    pair = (last, other.latin[0]) if rng.random() < 0.7 else (other.latin[0], last)
    return who.in_order(first, joint.join(pair))


def joined(rng: random.Random, who: Someone) -> str:
    """No space, dots, lines, letters spaced out, other spaces."""
    name = as_given(rng, who)
    spaced = " ".join(name.replace(" ", ""))
    dotted = name.replace(" ", rng.choice("._-·"))
    other = name.replace(" ", rng.choice(SPACES))
    wide = "  ".join(" ".join(word) for word in name.split())
    return rng.choice((name.replace(" ", ""), dotted, dotted.lower(), spaced, wide, other))


def initials(rng: random.Random, who: Someone) -> str:
    """An initial for either part: many people share it."""
    first, last = spelled(rng, who)
    return rng.choice((f"{first[0]}. {last}", f"{first[0]} {last}", f"{first} {last[0]}."))


SHAPES: dict[str, Family] = {
    "order": swapped,
    "nickname": nicknamed,
    "middle name": with_middle,
    "second surname": with_second,
    "joined, spaced": joined,
}


def disguised(rng: random.Random, who: Someone, family: str) -> str:
    """The name as given in one disguise of DISGUISES."""
    return DISGUISES[family](rng, as_given(rng, who))


def combined(rng: random.Random, who: Someone, count: int) -> str:
    """Two or three families at once, at most one of them a shape; empty where one cannot be."""
    names = rng.sample([*SHAPES, *DISGUISES], count)
    shapes = [name for name in names if name in SHAPES]
    slips = {"one slip", "two slips"} & set(names)
    if len(shapes) > 1 or len(slips) > 1:
        return combined(rng, who, count)
    text = SHAPES[shapes[0]](rng, who) if shapes else as_given(rng, who)
    for name, disguise in DISGUISES.items():
        if name in names and text:
            changed = disguise(rng, text)
            text = changed if changed != text else ""
    return text


FAMILIES: tuple[str, ...] = (*DISGUISES, *SHAPES)


def in_family(rng: random.Random, who: Someone, family: str) -> str:
    """A text of one family, empty where this person has none of it."""
    if family in SHAPES:
        return SHAPES[family](rng, who)
    return disguised(rng, who, family)
