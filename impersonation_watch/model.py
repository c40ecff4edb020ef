"""The nouns. One frozen dataclass each; the same object goes from spider to page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from impersonation_watch.plain import LATER

# --- errors ---------------------------------------------------------------------------------


class WatchError(Exception):
    """Something a person can act on: the message says what happened, `advice` what to do next."""

    def __init__(self, message: str, *, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


class ConfigError(WatchError):
    """A setting cannot be used; the message begins with file:line."""


class CannotSee(WatchError):
    """A place could not be looked at; becomes its source report."""

    def __init__(
        self, message: str, *, outcome: Outcome, retry_at: datetime | None = None, advice: str = ""
    ) -> None:
        super().__init__(message, advice=advice)
        self.outcome = outcome
        self.retry_at = retry_at


class CannotFill(WatchError):
    """A packet lacks required elements (ids of facts/takedown §8)."""

    def __init__(self, message: str, *, missing: tuple[str, ...] = (), advice: str = "") -> None:
        super().__init__(message, advice=advice)
        self.missing = missing


class CannotSend(WatchError):
    """A notice did not go out."""

    def __init__(self, message: str, *, permanent: bool, advice: str = "") -> None:
        super().__init__(message, advice=advice)
        self.permanent = permanent


class PictureError(WatchError):
    """Bytes that are not a picture we read: wrong format, bomb, cut, too slow."""


class StoreError(WatchError):
    """Something kept could not be opened, read or written."""


# --- people ---------------------------------------------------------------------------------


class OwnKind(StrEnum):
    MINE = "mine"
    LOST = "lost"  # mine, but I lost it: account recovery, never an impersonation report
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Who allowed the watch, through whom, and until when. Without it no request is made."""

    giver: str  # "self", or the name of the person who agreed
    recorded_by: str
    given_at: datetime
    until: datetime

    def holds(self, now: datetime) -> bool:
        return self.given_at <= now < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount:
    """An account of hers; by stable id, by handle or address only until the id is learnt."""

    platform: str
    handle: str | None = None
    platform_id: str | None = None
    url: str | None = None
    kind: OwnKind = OwnKind.MINE


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One view of a picture and its 144-bit perceptual hash."""

    name: str  # "whole", "square", "crop-76", ... with "mirror-" before it for mirror images
    hash: int
    box: tuple[float, float, float, float]  # left, top, right, bottom, each 0..1 of the picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What is compared instead of a picture. Treat it as a small picture: it is kept sealed."""

    version: int
    sha256: str  # of the file it was made from
    width: int
    height: int
    detail: float  # 0..1; near 0 for plain grounds and default avatars, which identify nobody
    views: tuple[View, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo the user supplied of herself."""

    id: str
    label: str  # as the user calls it, e.g. the file name
    fingerprint: Fingerprint
    case_id: str = ""  # set where it was seen on a profile of this case, not supplied as her own
    held_by_them: bool | None = None  # whether the one she fears has it too; None: not said


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is watched over: every spelling of the name, own photos and own accounts."""

    id: str
    names: tuple[str, ...]  # full names, the first is the one shown
    nicknames: tuple[str, ...] = ()  # first names only: "Naomi" -> "Nomi"
    handles: tuple[str, ...] = ()  # user names known to be hers
    photos: tuple[Photo, ...] = ()
    own_accounts: tuple[OwnAccount, ...] = ()
    aliases: tuple[str, ...] = ()  # names that profiles of her cases go by: looked for as well
    alias_handles: tuple[str, ...] = ()  # the same, user names
    consent: Consent


# --- what is asked and what is seen ---------------------------------------------------------


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


# --- what is concluded ----------------------------------------------------------------------


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


# --- what she or a friend brings ------------------------------------------------------------


class Answered(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Police(StrEnum):
    NONE = "none"
    REPORTED = "reported"  # a police case is open
    COURT = "court"  # there is a court date, or an order
    UNSURE = "unsure"  # counts as yes: asking first costs a call


class Shown(StrEnum):
    """Who is in the pictures. Pictures of all but the first are never kept nor shown."""

    CLOTHED_ADULT = "clothed_adult"
    UNDER_18 = "under_18"
    UNDRESSED = "undressed"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """The answers given before a case is opened and before every packet."""

    anger: Answered  # could taking it down anger the person behind it
    knows_who: Answered
    police: Police
    shown: Shown
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A profile as somebody saw it; the only way to name one that has no address."""

    app: str  # "tinder", "whatsapp", "instagram" ..., or any name of an app in her words
    url: str = ""
    handle: str = ""
    name: str = ""
    age: str = ""
    place: str = ""
    bio: str = ""
    phone: str = ""  # of a WhatsApp or Telegram account


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Who saw it, and when, in their own words."""

    who: str
    when: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliceReport:
    """What the police wrote down; every field as she knows it."""

    number: str = ""
    station: str = ""
    officer: str = ""
    day: str = ""
    court_day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One matter: what came in by hand, and the hits that belong to it. All of it may be shared.

    Private notes are not part of it, see `Note`.
    """

    id: str  # opaque, fits an address
    person_id: str
    opened_at: datetime
    description: Description
    safety: Safety
    happened: str = ""  # what happened, in her own words
    witnesses: tuple[Witness, ...] = ()
    police: PoliceReport | None = None
    hits: tuple[str, ...] = ()  # ids of stored hits
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A private note. It leaves the vault only when it was ticked, one by one."""

    id: str
    case_id: str
    text: str
    at: datetime


SUPPLIED_KINDS = ("screenshot", "photo", "messages", "police", "document")


# --- handed to a helper ---------------------------------------------------------------------


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


# --- settings -------------------------------------------------------------------------------


class Keeping(StrEnum):
    """Who may run the watch while the vault is locked."""

    STRICT = "strict"
    KEEP_WATCHING = "keep_watching"


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """Names of the practice network and the loopback port each answers on."""

    hosts: dict[str, int]
    ca_pem: str
    delay: float = 0.0  # seconds between two requests to one host
    plain: tuple[str, ...] = ()  # of these names, those served over http, as a real peer is


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user chose; every field is explained in config.example.yaml."""

    keeping: Keeping = Keeping.STRICT
    sources: tuple[str, ...] = ("bluesky", "mastodon", "github", "handles")
    mastodon_hosts: tuple[str, ...] = ("mastodon.social", "mastodon.online", "mstdn.social")
    bluesky_host: str = "public.api.bsky.app"
    handle_sites: tuple[str, ...] = ()  # empty: all that ship
    visible_hosts: tuple[str, ...] = ()  # the user accepts that these hosts see the visit
    queries_per_person: int = 6
    handles_per_person: int = 12
    page_delay: float = 1.0  # seconds between two requests to one host, pages
    api_delay: float = 0.2  # the same, documented APIs
    every_hours: int = 24
    notice: str = "none"  # file name of a channel in notify/, or none
    notice_title: str = "Reminder"  # what the notice seems to come from
    notice_text: str = "You have something to look at."
    language: str = "en"  # of the pages: a key of language.LANGUAGES
    cover_pictures: bool = True  # pictures stay covered until she asks for them
    idle_minutes: int = 10  # without a click until the pages lock
    dose: int = 5  # hits gone through before a pause is offered; 0: no pause
    practice: Practice | None = None


def hit_key(person_id: str, candidate: Candidate) -> str:
    """Same person, platform and account give the same key: by stable id, else by address."""
    account = candidate.platform_id or candidate.profile_url
    return f"{person_id}|{candidate.platform}|{account}"


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
