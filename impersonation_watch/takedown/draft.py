"""What a report is made from and what comes out: the nouns of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from impersonation_watch.model import Decision, Hit, Person, Presence, Snapshot, Takedown
from impersonation_watch.takedown.shapes import Form, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Who reports. Asked for when a packet is written, never kept apart from it."""

    name: str
    email: str
    country: str = ""  # ISO 3166-1 alpha-2
    role: Role = "self"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What only the user can say, for a legal notice."""

    reason: str = ""  # why it is illegal, in her own words
    law: str = ""  # id of a ground of the form, or a law in her own words
    good_faith: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """All that is known about one hit and the one who reports it."""

    person: Person
    hit: Hit
    decision: Decision
    presence: Presence
    first_seen: datetime
    last_seen: datetime
    snapshots: tuple[Snapshot, ...]
    reporter: Reporter
    statement: Statement = Statement()
    earlier: tuple[Takedown, ...] = ()  # reports that were or may have been sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """One field of the form as the user copies it; `value` is empty when it is done by hand."""

    key: str
    label: str
    value: str
    required: bool
    by_hand: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A whole report, nothing missing, not yet written anywhere."""

    form: Form
    filing: Filing
    made_at: datetime
    fields: tuple[Filled, ...]  # in the form's own order
    short: str  # the facts in at most 900, at most 1900, and in all characters
    medium: str
    full: str
    learns: tuple[str, ...]  # what the other side will learn
    cautions: tuple[str, ...]  # what to check before sending
