"""The dated list for the police: what was seen and done, by whom, in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from impersonation_watch.language import N_, _
from impersonation_watch.model import (
    Candidate,
    ConfigError,
    Decision,
    How,
    Presence,
    Snapshot,
    Takedown,
)
from impersonation_watch.takedown.annex import Piece, brought_by, kind_of_file, pieces
from impersonation_watch.takedown.draft import Filing
from impersonation_watch.takedown.facts import own_words
from impersonation_watch.takedown.forms import form
from impersonation_watch.takedown.shown import ADDRESS_LIMIT, shown

ID = "chronology"  # of the form, and of the record that it was written
DECISIONS = {
    Decision.IMPOSTOR: N_("it pretends to be the person"),
    Decision.NAMESAKE: N_("it is somebody else with the same name"),
    Decision.MINE: N_("it is the person's own account"),
    Decision.UNSURE: N_("not sure"),
    Decision.UNDECIDED: N_("nothing decided"),
}
PRESENCE = {
    Presence.UP: N_("It could be seen at the last look."),
    Presence.BACK: N_("It was not visible for a while and could be seen again at the last look."),
    Presence.NOT_VISIBLE: N_("It was not visible at this address at the last look."),
    Presence.UNKNOWN: N_("It is not known whether it can be seen."),
}
PROGRAM, PERSON = N_("this program"), N_("the person, or a helper")

DECIDED = {
    "decision": N_("Decided about the profile: {decision}."),
    "undo": N_("A decision was taken back. Now: {decision}."),
}
SHOWN = frozenset({How.CAPTURED, How.SUPPLIED})  # copies made by this program are no event


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One profile of the matter, as this program saw it."""

    id: str  # as the events name it
    candidate: Candidate
    decision: Decision
    presence: Presence
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the vault's log about the matter."""

    at: datetime
    event: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Everything the list is made from. `filing` holds the files of all profiles."""

    filing: Filing
    profiles: tuple[Profile, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One line of the list."""

    at: datetime
    what: str
    who: str
    detail: str = ""  # an address, a sum: read from left to right


def moments(matter: Matter) -> tuple[Moment, ...]:
    """What was seen and done, the oldest first."""
    files = {each.sha256: each for each in reversed(pieces(matter.filing.annexed))}
    addresses = {each.id: each.candidate.profile_url for each in matter.profiles}
    lines = [
        *_case_moments(matter.filing),
        *(line for each in matter.profiles for line in _profile_moments(each)),
        *(_file_moment(each, files) for each in matter.filing.annexed if each.how in SHOWN),
        *(line for each in matter.events for line in _event_moments(each, addresses)),
        *(line for each in matter.filing.earlier for line in _report_moments(each)),
    ]
    return tuple(sorted(lines, key=lambda each: each.at))


def _case_moments(filing: Filing) -> Iterator[Moment]:
    if filing.case is None:
        return
    yield Moment(at=filing.case.opened_at, what=_("The matter was noted down."), who=_(PERSON))
    if filing.case.closed_at is not None:
        yield Moment(at=filing.case.closed_at, what=_("The matter was closed."), who=_(PERSON))


def _profile_moments(profile: Profile) -> Iterator[Moment]:
    address = shown(profile.candidate.profile_url, ADDRESS_LIMIT)
    if profile.candidate.created_at is not None:
        stated = _("The profile was made, as the platform states.")
        platform = _("the platform")
        yield Moment(at=profile.candidate.created_at, what=stated, who=platform, detail=address)
    first, last = _("The profile was seen first."), _("The profile was seen last.")
    yield Moment(at=profile.first_seen, what=first, who=_(PROGRAM), detail=address)
    if profile.last_seen != profile.first_seen:
        yield Moment(at=profile.last_seen, what=last, who=_(PROGRAM), detail=address)


def _file_moment(snapshot: Snapshot, files: Mapping[str, Piece]) -> Moment:
    number = files[snapshot.sha256].number
    if snapshot.how is How.SUPPLIED:
        what = _("A file was brought in: {kind}, file {number}.")
    else:
        what = _("A file was received: {kind}, file {number}.")
    return Moment(
        at=snapshot.at,
        what=what.format(kind=kind_of_file(snapshot), number=number),
        who=brought_by(snapshot) if snapshot.how is How.SUPPLIED else _(PROGRAM),
        detail=shown(snapshot.url, ADDRESS_LIMIT),
    )


def _event_moments(event: Event, addresses: Mapping[str, str]) -> Iterator[Moment]:
    """A line for what is told of the log; its words are ids, never names."""
    about, *words = event.about.split(" ")
    if event.event == "packet written" and len(words) == 2:
        name, sum_of_it = words
        what = _("A packet was written: {form}. The SHA-256 of the whole file:")
        written = what.format(form=form_name(name))
        yield Moment(at=event.at, what=written, who=_(PERSON), detail=shown(sum_of_it))
    elif event.event in DECIDED and words and words[-1] in set(Decision):
        what = _(DECIDED[event.event]).format(decision=_(DECISIONS[Decision(words[-1])]))
        address = shown(addresses.get(about, ""), ADDRESS_LIMIT)
        yield Moment(at=event.at, what=what, who=_(PERSON), detail=address)


def _report_moments(report: Takedown) -> Iterator[Moment]:
    name = form_name(report.form)
    if report.sent_at is not None:
        sent = _("Handed over or sent: {form}.").format(form=name)
        yield Moment(at=report.sent_at, what=sent, who=_(PERSON), detail=shown(report.reference))
    if report.answered_at is not None:
        answer = _("Answer to the report ({form}): {words}")
        said = answer.format(form=name, words=own_words(report.answer))
        yield Moment(at=report.answered_at, what=said, who=name)


def form_name(form_id: str) -> str:
    """What a place to report to is called; its id when there is none of that id any more."""
    try:
        return _(form(form_id).name)
    except ConfigError:
        return form_id
