"""What is asked of a place, and what it answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class QueryKind(StrEnum):
    NAME = "name"
    HANDLE = "handle"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One thing to ask a source. Spiders know queries, not people."""

    kind: QueryKind
    text: str


class Outcome(StrEnum):
    OK = "ok"
    OK_EMPTY = "ok_empty"
    PARTIAL = "partial"
    BLOCKED_LOGIN = "blocked_login"
    BLOCKED_CAPTCHA = "blocked_captcha"
    RATE_LIMITED = "rate_limited"
    KEY_MISSING = "key_missing"
    KEY_REFUSED = "key_refused"
    NOT_SUPPORTED = "not_supported"
    LAYOUT_CHANGED = "layout_changed"
    NETWORK_ERROR = "network_error"
    ABSENT = "absent"  # a link was looked at and the place says there is no such profile
    NEEDS_YES = "needs_yes"  # not fetched: the other side may see the visit, the user must say yes


LOOKED = frozenset({Outcome.OK, Outcome.OK_EMPTY, Outcome.ABSENT})  # every other: could not look


class Verified(StrEnum):
    NONE = "none"
    PLATFORM = "platform"
    DOMAIN = "domain"
    PAID = "paid"


class Certainty(StrEnum):
    """How sure a reader is that the profile exists (facts/discovery §5.6)."""

    EXISTS = "exists"
    POSSIBLE = "possible"  # rule unverified or without positive evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """Who learnt what through a request."""

    to: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """Exactly one per source and run, also when nothing was found."""

    source: str
    outcome: Outcome
    queries: int = 0
    requests: int = 0
    pages: int = 0
    candidates: int = 0
    more_available: bool = False
    next_allowed_at: datetime | None = None
    disclosed: tuple[Disclosed, ...] = ()
    note: str = ""  # technical, never shown without a sentence before it


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBy:
    kind: str  # name, handle, photo, stream, link
    query: str
    rank: int = 0  # place in the answer, from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Points to the stored answer a candidate was read from."""

    url: str
    status: int
    body_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One public profile as seen. Raw: nothing trimmed, lower-cased or normalised."""

    platform: str
    source: str  # "bluesky.search", "mastodon.search:example.social", "link", "handles:tiktok.com"
    handle: str
    profile_url: str
    seen_at: datetime
    found_by: FoundBy
    raw: Raw
    parser: str  # name and version
    platform_id: str | None = None
    display_name: str | None = None
    bio: str | None = None
    location: str | None = None
    avatar_url: str | None = None
    avatar_default: bool | None = None
    banner_url: str | None = None
    created_at: datetime | None = None
    created_precision: str = "second"  # second, day, month
    followers: int | None = None
    following: int | None = None
    posts: int | None = None
    counts_rounded: bool = False
    links: tuple[str, ...] = ()
    verified: Verified = Verified.NONE
    flags: frozenset[str] = frozenset()  # bot, private, suspended, noindex, sensitive
    certainty: Certainty = Certainty.EXISTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer as received; a redirect is an exchange of its own."""

    at: datetime
    method: str
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]  # of the answer, as received
    body: bytes
    body_sha256: str
    request_headers: tuple[tuple[str, str], ...] = ()
    address: str | None = None  # IP address connected to
    truncated: bool = False
