"""Everything the vault knows about a hit or a case, gathered for a packet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from impersonation_watch.language import _
from impersonation_watch.model import (
    CannotFill,
    Case,
    Decision,
    Note,
    Presence,
    Safety,
    Shown,
    Snapshot,
    Takedown,
    WatchError,
)
from impersonation_watch.safety import advice
from impersonation_watch.takedown import Event, Filing, Matter, Profile, Reporter, Statement
from impersonation_watch.vault import Store, StoredHit

# events of the log that may leave the vault; notes and safety answers are nobody else's business
TOLD = frozenset(
    {
        "snapshot", "removed", "decision", "undo", "packet written", "case_opened", "case_closed",
        "case_reopened",
    }
)  # fmt: skip


def find_filing(
    store: Store,
    about: str,
    reporter: Reporter,
    statement: Statement,
    notes: Sequence[str] = (),
) -> Filing:
    """All that a report about this hit or case is made from.

    Raises WatchError for an unknown id, CannotFill when the safety questions were never answered.
    """
    case = find_case(store, about)
    stored = _hit_at_address(store, case) if case else _known_hit(store, about)
    hits = (stored,) if stored else ()
    same = case or _case_at_address(store, stored)
    return Filing(
        person=store.person(_person_id(case, hits)),
        hit=stored.hit if stored else None,
        case=case,
        decision=stored.decision if stored else Decision.UNDECIDED,
        presence=stored.presence if stored else Presence.UNKNOWN,
        first_seen=stored.first_seen if stored else None,
        last_seen=stored.last_seen if stored else None,
        safety=_safety(store, about),
        snapshots=_files(store, case, hits),
        reporter=reporter,
        statement=statement,
        earlier=_earlier(store, same, hits),
        known_as=(*([same.id] if same else []), *(each.hit.key for each in hits)),
        notes=_ticked(store, case, notes),
    )


def find_matter(
    store: Store, about: str, statement: Statement, notes: Sequence[str] = ()
) -> Matter:
    """All that the dated list is made from: with a case all hits of it. Raises as above."""
    case = find_case(store, about)
    hits = _hits_of(store, case) if case else (_known_hit(store, about),)
    first = hits[0] if case is None else None
    filing = Filing(
        person=store.person(_person_id(case, hits)),
        hit=first.hit if first else None,
        case=case,
        decision=first.decision if first else Decision.UNDECIDED,
        safety=_safety(store, about),
        snapshots=_files(store, case, hits),
        reporter=Reporter(name="", email=""),
        statement=statement,
        earlier=_earlier(store, case, hits),
        notes=_ticked(store, case, notes),
    )
    owners = [each.id for each in (*((case,) if case else ()), *hits)]
    return Matter(
        filing=filing,
        profiles=tuple(_profile(each) for each in hits),
        events=_events(store, owners),
    )


def check_known(store: Store, about: str) -> None:
    """Raises WatchError where there is no hit and no case of this id."""
    if find_case(store, about) is None:
        _known_hit(store, about)


def find_case(store: Store, about: str) -> Case | None:
    """The case of this id; None where it is no case."""
    try:
        return store.case(about)
    except KeyError:
        return None


def _known_hit(store: Store, hit_id: str) -> StoredHit:
    try:
        return store.hit(hit_id)
    except KeyError as error:
        raise WatchError(
            _("there is no profile with the id {id}").format(id=repr(hit_id)),
            advice=_("`hits --decision all` lists the profiles and their ids."),
        ) from error


def _hit_at_address(store: Store, case: Case) -> StoredHit | None:
    """The hit of the case that is the described profile: others are other profiles."""
    return next((each for each in _hits_of(store, case) if _is_described(each, case)), None)


def _case_at_address(store: Store, stored: StoredHit | None) -> Case | None:
    """The case this hit was described in; None where the case is about another profile."""
    case = store.case_of_hit(stored.id) if stored else None
    return case if case and stored and _is_described(stored, case) else None


def _is_described(stored: StoredHit, case: Case) -> bool:
    addresses = (case.description.url, stored.hit.candidate.profile_url)
    told, seen = (each.strip().rstrip("/").casefold() for each in addresses)
    return bool(told) and told == seen


def _hits_of(store: Store, case: Case) -> tuple[StoredHit, ...]:
    return tuple(store.hit(each) for each in case.hits)


def _person_id(case: Case | None, hits: Sequence[StoredHit]) -> str:
    return case.person_id if case else hits[0].hit.person_id


def _safety(store: Store, about: str) -> Safety:
    answers = store.safety(about)
    if answers is None:
        raise CannotFill(
            _("the safety questions come before every report"),
            advice=_("Answer the four questions first."),
        )
    if store.refuses_pictures(about) and not advice(answers).no_pictures:
        return replace(answers, shown=Shown.UNSURE)  # said of its case, or of a hit of it
    return answers


def _files(store: Store, case: Case | None, hits: Iterable[StoredHit]) -> tuple[Snapshot, ...]:
    owners = [*([case.id] if case else []), *(each.id for each in hits)]
    return tuple(dict.fromkeys(file for owner in owners for file in store.snapshots(owner)))


def _earlier(store: Store, case: Case | None, hits: Iterable[StoredHit]) -> tuple[Takedown, ...]:
    owners = [*([case.id] if case else []), *(each.id for each in hits)]
    return tuple(report for owner in owners for report in store.takedowns(owner))


def _ticked(store: Store, case: Case | None, ids: Sequence[str]) -> tuple[Note, ...]:
    """The private notes with these ids, and no other. Raises WatchError for an unknown one."""
    kept = {each.id: each for each in store.notes(case.id)} if case else {}
    unknown = next((each for each in ids if each not in kept), None)
    if unknown is not None:
        raise WatchError(
            _("there is no private note with the id {id}").format(id=repr(unknown)),
            advice=_("The page of the case shows its notes."),
        )
    return tuple(kept[each] for each in dict.fromkeys(ids))


def _profile(stored: StoredHit) -> Profile:
    return Profile(
        id=stored.id,
        candidate=stored.hit.candidate,
        decision=stored.decision,
        presence=stored.presence,
        first_seen=stored.first_seen,
        last_seen=stored.last_seen,
    )


def _events(store: Store, owners: Iterable[str]) -> tuple[Event, ...]:
    return tuple(
        Event(at=line.at, event=line.event, about=line.about)
        for owner in owners
        for line in store.log_about(owner)
        if line.event in TOLD
    )
