"""Cases for measuring and fitting: what a profile calls itself, and whether it is made of her name.

The same seed gives the same cases. Exact namesakes are no strangers here: see `are_namesakes`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import display
import handle
import native
import strangers
from disguise import HELD_OUT
from invented import Someone, draw, is_latin_language, plain

from impersonation_watch.model import Person

RANDOM_STRANGERS = 60  # per person, on top of those that come near her name
NATIVE_STRANGERS = 20  # per person known by her native name alone
TRIES = 6
NO_SCORE = ("initials", "strangers with her initials")  # may support a hit, must not carry one


@dataclass(frozen=True, slots=True)
class Case:
    person: Person
    text: str
    kind: str  # "display" or "handle"
    family: str
    positive: bool


def cases(seed: int, people: int) -> Iterator[Case]:
    """All cases of so many invented people; each is a person, a text, and what it is."""
    for number in range(people):
        rng, who = somebody(seed, number)
        yield from distinct(positives(rng, who))
        yield from distinct(negatives(rng, who))
        yield from distinct(one_script(rng, who))
        yield from distinct(held_out(rng, who))


def near(seed: int, people: int, each: int) -> Iterator[Case]:
    """More strangers of the sorts in `strangers.MEASURED`, about the same people; for rates alone.

    A rate of two in a thousand cannot be seen among the few of each sort that `cases` draws.
    """
    for number in range(people):
        who = somebody(seed, number)[1]
        rng = random.Random(f"near/{seed}/{number}")
        found = (
            near_case(rng, who, family, kind)
            for family in strangers.MEASURED
            for kind in ("display", "handle") * each
        )
        yield from distinct(case for case in found if case)


def somebody(seed: int, number: int) -> tuple[random.Random, Someone]:
    """The person of this number, and the generator her cases are drawn with."""
    rng = random.Random(f"{seed}/{number}")
    return rng, strangers.with_handle(rng, draw(rng, f"p{number}"))


def distinct(found: Iterator[Case]) -> Iterator[Case]:
    """Without empty texts, and without those that are a spelling she has given."""
    for case in found:
        if case.text.strip() and case.text not in case.person.names:
            own = {plain(name) for name in case.person.names}
            if case.positive or plain(case.text) not in own:
                yield case


def attempt(rng: random.Random, who: Someone, family: str) -> str:
    """A text of the family that differs from her names, empty where none came."""
    for _ in range(TRIES):
        text = display.in_family(rng, who, family)
        if text and text not in who.person.names:
            return text
    return ""


def positives(rng: random.Random, who: Someone) -> Iterator[Case]:
    """Every display and handle family, with all spellings given."""
    person = who.person
    for family in display.FAMILIES:
        yield Case(person, attempt(rng, who, family), "display", family, True)
    yield middle_dropped(rng, who)
    for count, family in ((2, "two combined"), (2, "two combined"), (3, "three combined")):
        yield Case(person, display.combined(rng, who, count), "display", family, True)
    if who.last.native:
        text = rng.choice((native.in_latin, native.written_natively))(rng, who)
        yield Case(person, text, "display", "other script, all given", True)
    for family, make in handle.FAMILIES.items():
        yield Case(person, make(rng, who), "handle", family, True)
    yield Case(person, display.initials(rng, who), "display", "initials", True)
    yield Case(person, handle.initials(rng, who), "handle", "initials", True)


def middle_dropped(rng: random.Random, who: Someone) -> Case:
    """She has given her middle name, and the profile leaves it out."""
    first, last = who.first.latin[0], who.last.latin[0]
    person = who.registered((who.in_order(f"{first} {who.middle}", last),))
    return Case(person, who.in_order(first, last), "display", "middle name", True)


def negatives(rng: random.Random, who: Someone) -> Iterator[Case]:
    person = who.person
    for number in range(RANDOM_STRANGERS):
        other = strangers.random_stranger(rng, who)
        kind = "handle" if number % 3 == 0 else "display"
        yield Case(person, called(rng, other, kind), kind, "random strangers", False)
    for family in strangers.NEAR:
        for kind in ("display", "handle"):
            case = near_case(rng, who, family, kind)
            if case:
                yield case
    for kind in ("display", "handle"):
        text = strangers.single_word(rng, who, kind)
        yield Case(person, text, kind, "single words", False)
        found = strangers.same_initial(rng, who)
        if found:
            short = display.initials if kind == "display" else handle.initials
            yield Case(person, short(rng, found), kind, NO_SCORE[1], False)
    text = strangers.similar_words(rng, who)
    if not any(handle.plain_letters(text) in handle.plain_letters(each) for each in who.handles):
        yield Case(person, text, "handle", "similar words", False)


def near_case(rng: random.Random, who: Someone, family: str, kind: str) -> Case | None:
    """Somebody who comes near her name in one way; None where nobody does."""
    found = strangers.NEAR[family](rng, who)
    if not found:
        return None
    return Case(who.person, called(rng, found, kind, slips=False), kind, family, False)


def called(rng: random.Random, other: Someone, kind: str, *, slips: bool = True) -> str:
    room = strangers.shows if kind == "display" else strangers.takes
    return room(rng, other, slips=slips)


def one_script(rng: random.Random, who: Someone) -> Iterator[Case]:
    """Only one script given: Latin, and the profile is written in another; then native only."""
    latin = who.registered(who.latin_names())
    family = "other script, one given"
    if is_latin_language(who.language):
        yield Case(latin, native.transcribed(rng, who), "display", family, True)
        return
    yield Case(latin, native.as_written(rng, who), "display", family, True)
    yield Case(latin, native.written_natively(rng, who), "display", family, True)
    yield from natively(rng, who)


def natively(rng: random.Random, who: Someone) -> Iterator[Case]:
    """Registered in her own script only: variants of it, its Latin spellings, and strangers."""
    person = replace(who.registered(who.native_names()), nicknames=(), handles=())
    family = f"native {native.SCRIPTS[who.language]}"
    for vary in native.VARIATIONS.values():
        yield Case(person, vary(rng, who), "display", family, True)
    for number in range(NATIVE_STRANGERS):
        near = (strangers.same_surname, strangers.same_first, strangers.random_stranger)[number % 3]
        other = near(rng, who)
        if other and other.last.native:
            text = native.written_natively(rng, other)
            yield Case(person, text, "display", f"{family}, strangers", False)


def held_out(rng: random.Random, who: Someone) -> Iterator[Case]:
    """Words, characters and languages the matcher was probably not made from."""
    person = who.person
    for family, disguise in HELD_OUT.items():
        text = disguise(rng, display.as_given(rng, who))
        yield Case(person, text, "display", f"held out: {family}", True)
    yield Case(person, handle.held_out(rng, who), "handle", "held out: affixes", True)
    other = strangers.with_handle(rng, draw(rng, who.number + "f", "further"))
    bare_person = replace(other.person, nicknames=())
    text = display.nicknamed(rng, other)
    yield Case(bare_person, text, "display", "held out: nicknames", True)
