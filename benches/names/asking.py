"""What is asked of platforms: how much of what impostors use the first handles and queries find."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import display
import handle
from cases import Case
from figures import Row, Run, in_pool

from impersonation_watch.model import Person
from matchers import asking, making

PROBED = (40, 150)  # handles tried per person: the first of them, and the most there may be
ASKED = 20  # queries per person, at most


def rows(run: Run) -> Iterator[Row]:
    """By family the share that is probed for or found by a search for whole words."""
    wanted = [case for case in run.cases if case.positive and in_pool(case)]
    for family in handle.FAMILIES:
        texts = [each for each in wanted if each.kind == "handle" and each.family == family]
        for limit in PROBED:
            found = {"ours": share([is_probed(each, limit) for each in texts])}
            yield Row(f"  first {limit} handles have: {family}", found)
        found = {"ours": share([each.text.casefold() in made(each.person) for each in texts])}
        yield Row(f"  any number has: {family}", found)
    for limit in PROBED:
        yield Row(
            f"  first {limit} handles have: all families alike", {"ours": alike(wanted, limit)}
        )
    shown = [case for case in wanted if case.kind == "display"]
    yield Row(f"first {ASKED} queries find", {"ours": share([is_asked(case) for case in shown])})
    for family in display.FAMILIES:
        texts = [each for each in shown if each.family == family]
        yield Row(f"  queries find: {family}", {"ours": share([is_asked(x) for x in texts])})
    most = max(len(asking.queries(each.person, 1000)) for each in wanted)
    yield Row("  queries for one person, without a limit", {"ours": float(most)})


def alike(wanted: Sequence[Case], limit: int) -> float:
    """The share that is probed for, where each family counts the same."""
    each = [
        share([is_probed(x, limit) for x in wanted if x.kind == "handle" and x.family == family])
        for family in handle.FAMILIES
    ]
    return sum(each) / len(each)


def share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else float("nan")


def is_probed(case: Case, limit: int) -> bool:
    return case.text.casefold() in probed(case.person, limit)


@cache
def probed(person: Person, limit: int) -> frozenset[str]:
    return frozenset(each.text.casefold() for each in asking.variants(person, limit))


@cache
def made(person: Person) -> frozenset[str]:
    """Everything that can be made of what is known of her, thousands: more than may be tried."""
    known = [each.lstrip("@") for each in person.handles]
    return frozenset(text.casefold() for _, text in making.made(person, known)) | set(known)


def is_asked(case: Case) -> bool:
    """Whether the words of one query all stand in the display name, as whole words."""
    shown = words_of(case.text)
    return any(words <= shown for words in asked(case.person))


@cache
def asked(person: Person) -> tuple[frozenset[str], ...]:
    return tuple(words_of(query.text) for query in asking.queries(person, ASKED))


def words_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
