"""What she or a friend brings: a case, and the answers given before it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
