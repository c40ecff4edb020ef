"""What the user chose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
