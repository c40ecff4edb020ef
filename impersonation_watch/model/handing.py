"""What is handed to a helper, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from impersonation_watch.model.bringing import Description, PoliceReport, Witness
from impersonation_watch.model.concluding import Decision, Presence, Signal
from impersonation_watch.model.looking import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchItem:
    """One hit or one case as a helper gets it: what may be shared, and nothing else.

    Exactly one of `candidate` and `description` is there. Pictures are named by their SHA-256.
    """

    id: str  # means something in this batch only
    person: str  # name of the one it may copy
    candidate: Candidate | None = None
    signals: tuple[Signal, ...] = ()
    presence: Presence = Presence.UNKNOWN
    description: Description | None = None
    happened: str = ""
    witnesses: tuple[Witness, ...] = ()
    police: PoliceReport | None = None
    messages: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # private ones, each ticked
    theirs: tuple[str, ...] = ()  # copies made for showing, of the profile or of what was brought
    ours: tuple[tuple[str, str], ...] = ()  # photos of the person: id and SHA-256
    withheld: bool = False  # the safety answers say that no picture is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one person seals to the key of another, who goes through it for her."""

    id: str
    made_at: datetime
    keep_until: datetime  # then the helper's side drops it
    giver: str  # how the giver calls herself; may be empty
    reply_to: str  # age X25519 key the decisions are sealed to
    secret: bytes  # shows that decisions come from who could open the batch
    items: tuple[BatchItem, ...]
    pictures: dict[str, bytes] = field(default_factory=dict)  # by SHA-256


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a helper decided about one item of a batch."""

    item: str
    decision: Decision
    word: str = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinions:
    """The decisions of a helper on their way back."""

    batch: str
    made_at: datetime
    by: str  # how the helper calls herself; may be empty
    opinions: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenItem:
    """What an item of a batch stands for, and how it stood with it when it was handed over."""

    item: str
    about: str  # id of a hit or of a case
    decision: Decision | None = None  # None: a case
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The giver's own record of a batch."""

    id: str
    to: str  # how she calls the helper
    key: str  # the helper's key it was sealed to
    made_at: datetime
    keep_until: datetime
    secret: bytes
    items: tuple[GivenItem, ...]
    answered_at: datetime | None = None  # when the newest decisions taken in were written


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One decision of a helper as the giver keeps it, beside her own."""

    batch: str
    by: str
    about: str  # id of a hit or of a case
    opinion: Opinion
    applied_at: datetime | None = None
    note: str = ""  # id of the private note it became, where it is about a case
