"""What a profile says about itself: does it point at the person's own accounts, or claim parody?

A link to the genuine account is usual for a copy that wants to look real, and for a friend; it
cannot tell the two apart and is worth little alone. A declared parody or fan page counts against,
and is still shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from impersonation_watch.model import Candidate, Fingerprint, Person, Signal
from matchers import WEIGHTS
from matchers.lexicon import PARODY
from matchers.wording import MOST_READ

MATCHER = "texts"
SHORTEST_MENTION = 5  # letters; "@naomi" may be anybody


@dataclass(frozen=True, slots=True)
class Own:
    """How the person's own accounts are written when somebody points at them."""

    person_id: str
    addresses: tuple[str, ...]  # host and path, in small letters
    mentions: tuple[str, ...]  # "@handle"


Prepared = tuple[Own, ...]


def prepare(people: Sequence[Person]) -> Prepared:
    """The addresses and user names of all own accounts."""
    return tuple(_own(person) for person in people)


def signals(
    prepared: Prepared, candidates: Sequence[Candidate], pictures: Mapping[str, Fingerprint]
) -> list[tuple[Signal, ...]]:
    """What bio, links and display name say; `pictures` is unused."""
    del pictures
    return [_signals(prepared, each) for each in candidates]


def _own(person: Person) -> Own:
    addresses = (_address(each.url) for each in person.own_accounts if each.url)
    handles = [each.handle for each in person.own_accounts if each.handle] + [*person.handles]
    mentions = (f"@{each.lstrip('@').casefold()}" for each in handles)
    return Own(
        person.id,
        tuple(sorted({each for each in addresses if "/" in each})),
        tuple(sorted({each for each in mentions if len(each) > SHORTEST_MENTION})),
    )


def _signals(prepared: Prepared, candidate: Candidate) -> tuple[Signal, ...]:
    bio = (candidate.bio or "")[:MOST_READ].casefold()
    links = [_address(link) for link in candidate.links[:50]]
    parody = _parody(f"{bio} {(candidate.display_name or '')[:MOST_READ].casefold()}")
    found: list[Signal] = []
    for own in prepared:
        pointed = _points_at(own, bio, links)
        if pointed:
            found.append(_signal(own, "links_own", pointed))
        if parody:
            found.append(_signal(own, "claims_parody", parody))
    return tuple(found)


def _points_at(own: Own, bio: str, links: Sequence[str]) -> str | None:
    for address in own.addresses:
        if address in links or address in bio:
            return address
    words = bio.replace(",", " ").replace("(", " ").replace(")", " ").split()
    said = {word.rstrip(".!?:;") for word in words if word.startswith("@")}
    return next((each for each in own.mentions if each in said), None)


def _parody(text: str) -> str | None:
    return next((each for each in PARODY if each in text), None)


def _address(url: str) -> str:
    """Host and path without scheme, "www.", query and the last slash."""
    bare = url[:MOST_READ].strip().casefold().split("://")[-1].removeprefix("www.")
    return bare.split("?")[0].split("#")[0].rstrip("/")


def _signal(own: Own, reason: str, theirs: str) -> Signal:
    return Signal(
        person_id=own.person_id,
        matcher=MATCHER,
        reason=reason,
        bits=WEIGHTS[reason],
        theirs=theirs,
    )
