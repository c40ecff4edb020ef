"""What a file of helplines may say: the data model of one country, checked strictly."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

Serves: TypeAlias = Literal[
    "emergency", "stalking", "partner", "pictures", "online", "children", "crime"
]
NoteKey: TypeAlias = Literal[
    "authority", "false_profiles", "found_silent", "hotlines_by_country", "interpreters",
    "not_emergency", "old_page", "picture_stays", "public_voices", "region", "see_page",
    "short_number_planned", "under_18",
]  # fmt: skip
Web: TypeAlias = Annotated[str, Field(pattern=r"^(https?://\S+)?$")]
Language: TypeAlias = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
STRICT = ConfigDict(extra="forbid")
STALE_AFTER = timedelta(days=180)  # numbers of helplines move more slowly than forms of platforms


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Helpline:
    """One place to turn to, with the day and the page its number was checked against."""

    name: Annotated[str, Field(min_length=2)]  # as it calls itself
    serves: Annotated[tuple[Serves, ...], Field(min_length=1)]
    phone: str = ""
    text: str = ""  # what to send by SMS or messenger, and where to
    chat: str = ""
    email: str = ""
    url: Web = ""
    hours: str = ""  # "always", or days and hours as in telling.DAYS; empty: not known
    languages: tuple[Language, ...] = ()  # empty: not known
    notes: tuple[NoteKey, ...] = ()
    status: Literal["checked", "unverified"]
    checked: date | None = None
    against: Literal["", "stored_copy", "page", "call"] = ""  # what it was checked against
    source: Web = ""  # address of the page that says so

    def is_stale(self, today: date) -> bool:
        """Whether nobody has checked it for half a year, or ever."""
        return self.checked is None or today - self.checked > STALE_AFTER


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Country:
    """The helplines of one country, by its two letters; "international" for those of all."""

    id: Annotated[str, Field(pattern=r"^([a-z]{2}|international)$")]
    helplines: Annotated[tuple[Helpline, ...], Field(min_length=1)]
