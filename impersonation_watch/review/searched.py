"""What will be asked for and compared with these names: shown before it is done. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from impersonation_watch.config import SELF
from impersonation_watch.model import Consent, Person, Settings
from matchers.asking import queries, variants
from matchers.spellings import LATIN, doubt, script, suggest

TICKED = 2  # suggestions ticked beforehand: more would crowd out what was typed
MOST_NAMES = 12  # names asked about at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelt:
    """One name in another alphabet, and what may be ticked for it."""

    name: str
    suggestions: tuple[str, ...]
    doubt: str  # a key of matchers.spellings.DOUBTS, or empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What a search is asked, and what is only compared with what it brings."""

    asked: tuple[str, ...]
    compared: tuple[str, ...]
    user_names: tuple[str, ...]


def to_spell(given: Sequence[str]) -> tuple[Spelt, ...]:
    """Those of the names that are in another alphabet, with suggestions not given already."""
    foreign = [name for name in given if script(name) not in ("", LATIN)][:MOST_NAMES]
    return tuple(
        Spelt(
            name=name,
            suggestions=tuple(each for each in suggest(name) if each not in given),
            doubt=doubt(name),
        )
        for name in foreign
    )


def ticked(given: Sequence[str], spelt: Sequence[Spelt]) -> tuple[str, ...]:
    """What is ticked before she looked: nothing where she typed Latin letters herself."""
    if any(script(name) == LATIN for name in given):
        return ()
    return tuple(each for one in spelt for each in one.suggestions[:TICKED])


def is_unspelt(given: Sequence[str]) -> bool:
    """Whether none of the names is in Latin letters: most copies are, and would be missed."""
    return not any(script(name) == LATIN for name in given)


def searched(
    given: Sequence[str],
    *,
    nicknames: Sequence[str],
    user_names: Sequence[str],
    settings: Settings,
    now: datetime,
) -> Searched:
    """What is asked for with these names, in the order of asking."""
    person = Person(
        id="",
        names=tuple(given),
        nicknames=tuple(nicknames),
        handles=tuple(each.removeprefix("@") for each in user_names),
        consent=Consent(giver=SELF, recorded_by=SELF, given_at=now, until=now),
    )
    asked = tuple(each.text for each in queries(person, settings.queries_per_person))
    tried = tuple(each.text for each in variants(person, settings.handles_per_person))
    compared = tuple(name for name in person.names if name not in asked)
    return Searched(asked=asked, compared=compared, user_names=tried)
