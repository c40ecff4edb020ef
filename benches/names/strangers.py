"""People who must not be reported: random ones, and those that come near a person's name."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import display
import handle
import native
import phrases
from invented import (
    LANGUAGES,
    LISTS,
    Part,
    Someone,
    are_namesakes,
    draw,
    draw_first,
    gendered,
    parts,
    plain,
    surnames,
)
from rapidfuzz import process
from rapidfuzz.distance import OSA

Near = Callable[[random.Random, Someone], Someone | None]
TRIES = 20
BEGINNINGS = ("mari", "juli", "ro", "di", "el", "chris", "jo", "lu", "bri", "sus", "ev", "ta")
ENDINGS = ("son", "mann", "ini", "sson", "owski", "berg", "ton", "ford", "escu", "oglu")


def random_stranger(rng: random.Random, who: Someone) -> Someone:
    """Anybody by name frequency, every second one of the person's own language."""
    for _ in range(TRIES):
        other = with_handle(rng, draw(rng, "x", who.language if rng.random() < 0.5 else None))
        if not are_namesakes(other, who):
            return other
    return with_handle(rng, draw(rng, "x", "turkish" if who.language != "turkish" else "greek"))


def with_handle(rng: random.Random, who: Someone) -> Someone:
    return replace(who, handles=(handle.invented(rng, who),))


def apart(
    rng: random.Random, who: Someone, *, first: Part | None = None, last: Part | None = None
) -> Someone | None:
    """A stranger of her language with some parts set; None where they would be namesakes."""
    language = who.language if who.language in LANGUAGES else "english"
    drawn = draw(rng, "x", language)
    other = replace(drawn, second=None, first=first or drawn.first, last=last or drawn.last)
    return None if are_namesakes(other, who) else with_handle(rng, other)


def same_surname(rng: random.Random, who: Someone) -> Someone | None:
    return apart(rng, who, last=who.last)


def same_first(rng: random.Random, who: Someone) -> Someone | None:
    return apart(rng, who, first=who.first)


def same_initial(rng: random.Random, who: Someone) -> Someone | None:
    """Same surname, and a first name that begins alike."""
    for _ in range(TRIES * 2):
        first = draw_first(rng, who.language, who.female)
        if plain(first.latin[0])[0] == plain(who.first.latin[0])[0]:
            found = apart(rng, who, last=who.last, first=first)
            if found:
                return found
    return None


@cache
def spellings(kind: str) -> dict[str, str]:
    """Plain form to spelling of every Latin first name (fm) or surname (s) of the lists."""
    listed = (part for each in LANGUAGES for one in kind for part in parts(each, one))
    return {plain(spelling): spelling for part in listed for spelling in part.latin}


@cache
def families(kind: str) -> dict[str, str]:
    """Plain form to one of those it is the same name as: Sara and Sarah, Mustafa and Mostafa."""
    head: dict[str, str] = {}
    listed = [part for each in LANGUAGES for one in kind for part in parts(each, one)]
    for part in (*listed, *(Part(tuple(row)) for row in rows("same"))):
        forms = [plain(spelling) for spelling in part.latin]
        joined = {head.get(form, form) for form in forms}
        first = min(joined)
        head |= dict.fromkeys(forms, first)
        head |= {form: first for form, old in head.items() if old in joined}
    return head


def near_names(part: Part, kind: str) -> list[str]:
    """Other real names one letter away from a part; not its own forms, nor a wife's surname."""
    ours, known, same = plain(part.latin[0]), spellings(kind), families(kind)
    if len(ours) < 4:
        return []
    close = process.extract(ours, list(known), scorer=OSA.distance, score_cutoff=1, limit=20)
    other = [form for form, distance, _ in close if distance == 1]
    other = [form for form in other if same[form] not in {same.get(plain(x)) for x in part.latin}]
    if kind == "s":
        other = [x for x in other if x[: len(ours) - 1] != ours[:-1] or len(x) > len(ours)]
    return [known[form] for form in other]


def one_letter_off(rng: random.Random, who: Someone) -> Someone | None:
    """The same name but for one part, which is another real name one letter away."""
    firsts, lasts = near_names(who.first, "fm"), near_names(who.last, "s")
    if firsts and (rng.random() < 0.5 or not lasts):
        return apart(rng, who, last=latin_only(who.last), first=Part((rng.choice(firsts),)))
    if lasts:
        return apart(rng, who, first=latin_only(who.first), last=Part((rng.choice(lasts),)))
    return None


def latin_only(part: Part) -> Part:
    return Part(part.latin[:1], (), part.short)


@cache
def counterparts() -> dict[str, tuple[str, ...]]:
    """Each name that has a form for the other sex, with those forms."""
    return {name: tuple(x for x in row if x != name) for row in rows("pairs") for name in row}


def rows(name: str) -> list[list[str]]:
    """One list of words that belong together, row by row."""
    return [row.split() for row in (LISTS / f"{name}.txt").read_text("utf-8").split(";")]


def other_sex(rng: random.Random, who: Someone) -> Someone | None:
    """Daniel for Daniela, of the same family."""
    forms = counterparts().get(who.first.latin[0])
    if not forms:
        return None
    last = who.last if who.female else gendered(who.last, who.language, True)
    return apart(rng, who, first=Part((rng.choice(forms),)), last=latin_only(last))


def longer_surname(rng: random.Random, who: Someone) -> Someone | None:
    """A surname that begins with hers: Martinez for Martin; made up, with another first name."""
    ours = plain(who.last.latin[0])
    longer = [x for form, x in spellings("s").items() if form.startswith(ours)]
    longer = [x for x in longer if len(plain(x)) > len(ours) + 1]  # not his form of her surname
    if longer:
        return apart(rng, who, first=latin_only(who.first), last=Part((rng.choice(longer),)))
    return apart(rng, who, last=Part((who.last.latin[0] + rng.choice(ENDINGS),)))


def contained(rng: random.Random, who: Someone) -> Someone | None:
    """Her name inside a longer one, by accident: Mariana Lima for Ana Lima."""
    first, last = who.first.latin[0], who.last.latin[0]
    ours = plain(first)
    same = families("fm")
    others = {form: x for form, x in spellings("fm").items() if same[form] != same.get(ours)}
    longer = [x for form, x in others.items() if form.endswith(ours) and form != ours]
    if longer:
        surname = last if rng.random() < 0.5 else last + rng.choice(ENDINGS)
        return apart(rng, who, first=Part((rng.choice(longer),)), last=Part((surname,)))
    name = (rng.choice(BEGINNINGS) + first.lower()).title()
    other = apart(rng, who, first=Part((name,)))
    return other if other and not surnames(other) & surnames(who) else None


def foreign(rng: random.Random, who: Someone) -> Someone | None:
    """Somebody whose name is written in another script."""
    other = draw(rng, "x", rng.choice(sorted(native.SCRIPTS)))
    return None if are_namesakes(other, who) else with_handle(rng, other)


def short_named(rng: random.Random, who: Someone) -> Someone | None:
    """Somebody with a name of few letters, as in Chinese, Korean and Vietnamese."""
    other = draw(rng, "x", rng.choice(("chinese", "korean", "vietnamese")))
    return None if are_namesakes(other, who) else with_handle(rng, other)


NEAR: dict[str, Near] = {
    "same surname": same_surname,
    "same first name": same_first,
    "same surname and initial": same_initial,
    "a real name one letter off": one_letter_off,
    "male and female forms": other_sex,
    "surname that begins with hers": longer_surname,
    "name contained": contained,
    "other scripts": foreign,
    "short names": short_named,
}


MEASURED = ("same surname", "same first name", "a real name one letter off", "name contained")


def shows(rng: random.Random, other: Someone, *, slips: bool = True) -> str:
    """What a stranger calls herself: half plainly, half in any of the families.

    Without slips for those who come near: a slip would make another name of theirs, perhaps hers.
    """
    if other.first.native and other.last.native and rng.random() < 0.3:
        return native.as_written(rng, other)
    if rng.random() < 0.5:
        return display.as_given(rng, other)
    if slips and rng.random() < 0.25:
        return display.combined(rng, other, 2)
    among = [each for each in display.FAMILIES if slips or "slip" not in each]
    return display.in_family(rng, other, rng.choice(among))


def takes(rng: random.Random, other: Someone, *, slips: bool = True) -> str:
    """What user name a stranger takes."""
    among = [each for each in handle.FAMILIES if slips or "slip" not in each]
    return handle.FAMILIES[rng.choice(among)](rng, other)


def single_word(rng: random.Random, who: Someone, kind: str) -> str:
    """One part of her name and nothing else of it."""
    word = rng.choice((who.first.latin[0], who.last.latin[0]))
    if kind == "handle":
        return handle.plain_letters(word) + rng.choice(("", str(rng.randint(1, 99)), "_"))
    return rng.choice((word, word.lower(), f"{word} ✨", f"{word} official", f"♡ {word} ♡"))


def similar_words(rng: random.Random, who: Someone) -> str:
    """A user name made of words like those of hers."""
    ours = [word for word in phrases.WORDS if any(word in each for each in who.handles)]
    words = [rng.choice(ours or phrases.WORDS), rng.choice(phrases.WORDS)]
    rng.shuffle(words)
    return rng.choice(handle.JOINTS).join(words) + rng.choice(("", str(rng.randint(1, 99))))
