"""What crosses from one side to the other: the capsule, findings and errands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from impersonation_watch.model.concluding import Hit, Presence, Snapshot
from impersonation_watch.model.looking import Outcome, SourceReport
from impersonation_watch.model.people import OwnAccount, Person
from impersonation_watch.model.settings import Settings


class FindingKind(StrEnum):
    RUN_STARTED = "run_started"
    HIT = "hit"
    SIGHTING = "sighting"
    REPORT = "report"
    ANSWER = "answer"
    OWN_SEEN = "own_seen"
    RUN_ENDED = "run_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A known hit looked at again."""

    hit_key: str
    presence: Presence
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSeen:
    """One of a person's own accounts was met, and with it the stable id it had lacked."""

    person_id: str
    account: OwnAccount  # as the capsule has it, without id
    platform_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of an errand: the link was looked at, and this is what it showed."""

    errand_id: str
    url: str
    outcome: Outcome
    hit_key: str | None = None  # when it was like the person
    display_name: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnd:
    """How a run closed."""

    findings: int
    hits: int
    candidates: int
    requests: int
    reached: int = 0  # places that could be looked at, at least in part
    failed: str = ""  # a sentence when the run broke off


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What crosses the inbox; exactly the field of its kind is filled."""

    kind: FindingKind
    run: str
    made_at: datetime
    hit: Hit | None = None
    sighting: Sighting | None = None
    report: SourceReport | None = None
    answer: Answer | None = None
    own: OwnSeen | None = None
    end: RunEnd | None = None
    snapshots: tuple[Snapshot, ...] = ()  # their bytes travel beside, by sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What the vault side asks of the watch side: look at these links."""

    id: str
    urls: tuple[str, ...]
    person_id: str
    made_at: datetime
    visible_ok: bool = False  # the user accepts that the other side may see the visit


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownHit:
    """As much of a hit as the watch side needs to look again."""

    key: str
    person_id: str
    platform: str
    platform_id: str | None
    url: str
    look_again: bool  # true for confirmed ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Capsule:
    """All the watch side knows of a person and of the vault it works for."""

    counter: int
    written_at: datetime
    recipient: str  # age X25519 public key findings are sealed to
    people: tuple[Person, ...]
    settings: Settings
    known: tuple[KnownHit, ...] = ()
    imported: int = 0  # highest finding counter the vault has taken in
    unpictured: tuple[OwnAccount, ...] = ()  # accounts whose pictures are not even asked for
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class HostHealth:
    blocks: int = 0  # walls in a row
    next_allowed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchState:
    """The watch side's own memory between runs."""

    counter: int = 0  # of the last finding written
    capsule_counter: int = 0  # of the last capsule accepted: an older one is refused
    seen: dict[str, str] = field(default_factory=dict)  # keyed digest -> day last seen
    hosts: dict[str, HostHealth] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)  # hit key -> day first not visible
    version: int = 1
