"""What a report is made from and what comes out: the nouns of this room."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from impersonation_watch import safety as safe
from impersonation_watch.model import (
    Candidate,
    Case,
    Decision,
    Hit,
    How,
    Note,
    Person,
    Presence,
    Safety,
    Snapshot,
    Takedown,
)
from impersonation_watch.takedown.described import described
from impersonation_watch.takedown.shapes import Channel, Form, Role

TEXTS = frozenset({"application/json", "text/plain"})  # media that can hold no picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Who reports. Asked for when a packet is written, never kept apart from it."""

    name: str
    email: str
    country: str = ""  # ISO 3166-1 alpha-2
    role: Role = "self"
    address: str = ""  # postal; asked for by a copyright notice only, as is the next
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copyright:
    """What a copyright notice needs said, each by the user herself."""

    ownership: Literal["", "own", "assigned"] = ""  # she took the photo; rights given in writing
    disclosure: bool = False  # she knows that her name and address go to the other side
    work: str = ""  # which photo, in her words
    items: str = ""  # addresses of the copies, one a line
    english: bool = False
    accuracy: bool = False
    perjury: bool = False
    signature: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the two questions are answered that come before all others."""
        return bool(self.ownership) and self.disclosure


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What only the user can say."""

    anyway: bool = False  # was advised to wait, thought about it, wants to write it now
    copies: tuple[str, ...] = ()  # keys of facts.SAID: what a profile brought by hand copies
    own_words: bool = False  # what she wrote about what happened goes in
    reason: str = ""  # for a legal notice: why it is illegal, in her own words
    law: str = ""  # id of a ground of the form, or a law in her own words
    good_faith: bool = False
    copyright: Copyright = field(default_factory=Copyright)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """All that is known about a hit or a case, and the one who reports it.

    With a case, `hit` is its hit at the described address, if there is one.
    """

    person: Person
    snapshots: tuple[Snapshot, ...]
    reporter: Reporter
    safety: Safety
    hit: Hit | None = None
    case: Case | None = None
    decision: Decision = Decision.UNDECIDED  # about the hit; a case counts as decided
    presence: Presence = Presence.UNKNOWN
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    statement: Statement = Statement()
    earlier: tuple[Takedown, ...] = ()  # reports that were or may have been sent
    known_as: tuple[str, ...] = ()  # other ids that reports about the same profile carry
    notes: tuple[Note, ...] = ()  # private, each ticked

    @property
    def about(self) -> str:
        """What the record of the report points to: a case's id, else a hit's key."""
        if self.case is not None:
            return self.case.id
        return self._known_hit().key

    @property
    def candidate(self) -> Candidate:
        """The profile as we saw it, else as it was described."""
        if self.hit is None and self.case is not None:
            return described(self.case)
        return self._known_hit().candidate

    @property
    def has_address(self) -> bool:
        return self.candidate.profile_url.startswith(("https://", "http://"))

    @property
    def advice(self) -> safe.Advice:
        """What the safety questions come to."""
        return safe.advice(self.safety)

    @property
    def annexed(self) -> tuple[Snapshot, ...]:
        """The files that go into the packet; where no picture is kept, none that can hold one."""
        if not self.advice.no_pictures:
            return self.snapshots
        return tuple(
            each for each in self.snapshots
            if each.media in TEXTS and each.how is not How.DERIVED
        )  # fmt: skip

    def _known_hit(self) -> Hit:
        assert self.hit is not None  # a filing is about a hit or a case
        return self.hit


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
    channel: Channel  # the way in: one that takes a description where there is no address
    filing: Filing
    made_at: datetime
    fields: tuple[Filled, ...]  # in the form's own order
    short: str  # the facts in at most 900, at most 1900, and in all characters
    medium: str
    full: str
    learns: tuple[str, ...]  # what the other side will learn
    cautions: tuple[str, ...]  # what to check before sending
