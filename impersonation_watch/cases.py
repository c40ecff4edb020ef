"""What becomes of a hit that is seen again, and what a decision means. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from impersonation_watch.model import (
    Certainty,
    Decision,
    Description,
    Hit,
    Mark,
    Person,
    Photo,
    Presence,
    Signal,
)

KEPT_IN_SIGHT = frozenset({Decision.IMPOSTOR, Decision.UNSURE})


def same_account(old: Hit, new: Hit) -> bool:
    """Same key, or same address while at most one of them has a stable id.

    Two ids at one address are two accounts: somebody else took the handle.
    """
    if old.key == new.key:
        return True
    ids = (old.candidate.platform_id, new.candidate.platform_id)
    return old.candidate.profile_url == new.candidate.profile_url and not all(ids)


def merge(old: Hit, new: Hit) -> Hit:
    """The profile as seen last, with the strongest signal of each reason from both.

    A name or photo that was taken away again stays counted: it was there. A learnt id is kept.
    """
    hit = _with_learnt_id(old, new)
    best: dict[tuple[str, str], Signal] = {}
    for signal in (*old.signals, *new.signals):
        kind = (signal.matcher, signal.reason)
        if kind not in best or abs(signal.bits) >= abs(best[kind].bits):
            best[kind] = signal
    stronger = old if old.bits > hit.bits else hit
    mark = stronger.mark
    if hit.candidate.certainty is Certainty.POSSIBLE and mark is Mark.NOTIFY:
        mark = Mark.REVIEW
    return replace(hit, signals=tuple(best.values()), bits=stronger.bits, mark=mark)


def presence_after(known: Presence, seen: Presence) -> Presence:
    """What holds after looking again: "could not look" changes nothing, up after a gap is back."""
    if seen is Presence.UNKNOWN:
        return known
    if seen is Presence.UP and known in (Presence.NOT_VISIBLE, Presence.BACK):
        return Presence.BACK
    return seen


def presence_of(hits: Iterable[Presence]) -> Presence | None:
    """Of a case, by its hits alone: up while one is, not visible only when none of them is.

    None where there is no hit: a profile without an address cannot be looked at, so nothing is
    ever said about it being gone.
    """
    seen = set(hits)
    order = (Presence.UP, Presence.BACK, Presence.UNKNOWN, Presence.NOT_VISIBLE)
    return next((each for each in order if each in seen), None)


def joined(person: Person, told: Sequence[Description], photos: Sequence[Photo]) -> Person:
    """The person with what her open cases add to the search.

    Full names and user names the profiles go by, where they are not hers, and `photos` of them.
    """
    return replace(
        person,
        photos=(*person.photos, *photos),
        aliases=aliases(person, told),
        alias_handles=alias_handles(person, told),
    )


def aliases(person: Person, told: Iterable[Description]) -> tuple[str, ...]:
    """Names of two words or more that are not hers; a first name alone is on countless profiles."""
    hers = {_folded(each) for each in person.names}
    names = {_folded(each.name): each.name.strip() for each in told}
    return tuple(name for key, name in names.items() if " " in key and key not in hers)


def alias_handles(person: Person, told: Iterable[Description]) -> tuple[str, ...]:
    """User names that are not known to be hers."""
    own = (each.handle for each in person.own_accounts if each.handle)
    hers = {_bare(each) for each in (*person.handles, *own)}
    handles = {_bare(each.handle): each.handle.strip().lstrip("@") for each in told}
    return tuple(handle for key, handle in handles.items() if key and key not in hers)


def looked_at_again(decision: Decision) -> bool:
    """Whether a run visits the profile again: confirmed and unsure ones only."""
    return decision in KEPT_IN_SIGHT


def _with_learnt_id(old: Hit, new: Hit) -> Hit:
    learnt = old.candidate.platform_id
    if learnt is None or new.candidate.platform_id is not None:
        return new
    return replace(new, key=old.key, candidate=replace(new.candidate, platform_id=learnt))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _bare(handle: str) -> str:
    return handle.strip().lstrip("@").casefold()
