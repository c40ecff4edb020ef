"""What goes into a spider and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from impersonation_watch.model import (
    Candidate,
    Exchange,
    FoundBy,
    KnownHit,
    Query,
    QueryKind,
    Raw,
    Settings,
)


class Kind(StrEnum):
    """What is asked for: decides pace, size and whether robots.txt has a say."""

    API = "api"
    PAGE = "page"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What one spider is to do in this run, and where."""

    settings: Settings
    clock: Callable[[], datetime]
    queries: tuple[Query, ...] = ()
    place: str = ""  # one of the spider's places: a Mastodon host, a handle site
    links: tuple[str, ...] = ()
    again: tuple[KnownHit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a reader must know beside the bytes to make a candidate."""

    source: str
    seen_at: datetime
    found_by: FoundBy
    raw: Raw

    def ranked(self, rank: int) -> Context:
        """The same for the candidate at another place of the answer."""
        return replace(self, found_by=replace(self.found_by, rank=rank))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one answer of a search held."""

    candidates: tuple[Candidate, ...] = ()
    logins: tuple[str, ...] = ()  # where the search gives no more than that
    more: bool = False  # there is a next page
    skipped: int = 0  # profiles in a shape we do not know


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """A candidate with the exchanges it was read from, the last one being the answer."""

    candidate: Candidate
    exchanges: tuple[Exchange, ...]


def task_by_hand(name: str, handle: str, url: str, place: str) -> Task:
    """For spider authors, from the arguments of `scrapy crawl`."""
    given = ((QueryKind.NAME, name), (QueryKind.HANDLE, handle), (QueryKind.LINK, url))
    return Task(
        settings=Settings(),
        clock=lambda: datetime.now(UTC),
        queries=tuple(Query(kind=kind, text=text) for kind, text in given if text),
        place=place,
        links=(url,) if url else (),
    )
