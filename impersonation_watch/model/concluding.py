"""What is concluded from what was seen: signals, hits, decisions, evidence and reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from impersonation_watch.model.looking import Candidate
from impersonation_watch.plain import LATER


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoMatch:
    """Which of the user's photos was met, where, and how it lay."""

    photo_id: str
    mirrored: bool
    ours: tuple[float, float, float, float]  # region of the user's photo, each 0..1
    theirs: tuple[float, float, float, float]  # region of the candidate's picture
    distance: int  # bits of the 144 of a view that differ
    # of a picture seen on a profile of a case, not of one of her own
    from_case: bool = field(default=False, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One matcher's opinion. `bits` for (or, negative, against) "this copies the person"."""

    person_id: str
    matcher: str
    reason: str  # a key of matchers.WEIGHTS
    bits: float
    ours: str = ""  # which of our strings
    theirs: str = ""  # which of theirs, raw
    photo: PhotoMatch | None = None
    # which characters of theirs were read as something else, or not seen
    places: tuple[int, ...] = field(default=(), metadata=LATER)


class Mark(StrEnum):
    """How high the sum of bits stands."""

    NOTIFY = "notify"
    REVIEW = "review"
    FOLDED = "folded"  # same name, nothing else in common: kept, folded away


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One candidate that may copy one person."""

    key: str  # `hit_key`
    person_id: str
    candidate: Candidate
    signals: tuple[Signal, ...]
    bits: float  # prior plus the sum of the signals: log2 of the odds
    mark: Mark


def hit_key(person_id: str, candidate: Candidate) -> str:
    """Same person, platform and account give the same key: by stable id, else by address."""
    account = candidate.platform_id or candidate.profile_url
    return f"{person_id}|{candidate.platform}|{account}"


class Decision(StrEnum):
    UNDECIDED = "undecided"
    IMPOSTOR = "impostor"
    NAMESAKE = "namesake"
    MINE = "mine"
    UNSURE = "unsure"


class Presence(StrEnum):
    UP = "up"
    NOT_VISIBLE = "not_visible"
    BACK = "back"
    UNKNOWN = "unknown"


class How(StrEnum):
    CAPTURED = "captured"
    SUPPLIED = "supplied"
    DERIVED = "derived"  # re-encoded by us for display, never the original


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One file of evidence."""

    sha256: str
    size: int
    kind: str  # answer, page, hop, avatar, display; SUPPLIED_KINDS; crop, translation
    how: How
    at: datetime
    url: str = ""
    method: str = ""
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    request_headers: tuple[tuple[str, str], ...] = ()
    address: str | None = None
    truncated: bool = False
    made_from: str | None = None  # sha256 of the original, for derived files
    media: str = ""  # media type by our own judgement: application/json, text/html, image/webp
    # who brought it, for files that were SUPPLIED; and its name where it came from
    supplied_by: str = field(default="", metadata=LATER)
    label: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Takedown:
    """One report to one platform or under one law: text frozen as sent."""

    id: str
    hit_key: str  # of the hit; of a report about a case the id of the case
    form: str  # file name of the platform or law: "instagram", "eu-dsa-16"
    made_at: datetime
    text: str
    evidence: tuple[str, ...]  # sha256 of the snapshots annexed
    path: str = ""  # where the packet was written
    sent_at: datetime | None = None
    reference: str = ""
    # what came back, and when: told by the user
    answered_at: datetime | None = field(default=None, metadata=LATER)
    answer: str = field(default="", metadata=LATER)
