"""What every spider shares: one request after the other, exchanges kept, one report at the end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode, urlsplit

import scrapy
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http.request import NO_CALLBACK
from twisted.internet.error import ConnectError, ConnectionClosed

from impersonation_watch.model import (
    CannotSee,
    Disclosed,
    Exchange,
    FoundBy,
    Outcome,
    Query,
    QueryKind,
    Raw,
    Settings,
    SourceReport,
)
from impersonation_watch.plain import plain
from spiders.mistakes import MISTAKES, named
from spiders.task import Context, Find, Kind, Reading, Task, task_by_hand
from spiders.verdict import changed

PAGE_BYTES = 5_000_000  # facts/evidence §4.1: larger pages are refused, not cut
PICTURE_BYTES = 15_000_000
ENOUGH_IN_A_ROW = 2  # failures, after which the source is left alone for this run

UNREACHABLE = (
    CannotResolveHostError,
    ConnectError,
    ConnectionClosed,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    OSError,
)
REFUSED = (NotSupported, UnsupportedURLSchemeError, ValueError)


class Watcher(scrapy.Spider):
    """Base of all spiders: `look` yields finds, everything else is bookkeeping.

    By hand: `scrapy crawl <spider> -a name="..." -s PRACTICE="..."` (or handle=, url=, and place=
    for one of its places), which yields plain fields.
    """

    start_urls: list[str] = []  # noqa: RUF012 - Scrapy's own attribute
    kind = QueryKind.NAME

    def __init__(
        self,
        name: str = "",
        handle: str = "",
        url: str = "",
        place: str = "",
        *,
        task: Task | None = None,
    ) -> None:
        super().__init__(self.name)
        self.by_hand = task is None
        places = (place,) if place else self.places(Settings())
        self.task = task or task_by_hand(name, handle, url, places[0])
        self.troubles: list[CannotSee] = []
        self.requests = self.pages = self.candidates = self.asked = 0
        self.more_available = self.done = False
        self.disclosed: dict[Disclosed, None] = {}
        self._in_a_row = 0

    @classmethod
    def places(cls, settings: Settings) -> tuple[str, ...]:
        """Where this spider looks: one report each. Most have one place, which needs no name."""
        return ("",)

    @property
    def source(self) -> str:
        return f"{self.name}.search"

    async def start(self) -> AsyncIterator[Any]:
        try:
            async for find in self.look():
                self.candidates += 1
                yield plain(find.candidate) if self.by_hand else find
        except CannotSee as trouble:
            self.troubles.append(trouble)
        except MISTAKES as mistake:
            self.troubles.append(named(mistake))
        self.done = True
        if self.by_hand:
            report = self.report()
            self.logger.warning("%s: %s. %s", report.source, report.outcome, report.note)

    def look(self) -> AsyncIterator[Find]:
        """Ask, read, yield. A CannotSee raised here ends the source with its outcome."""
        raise NotImplementedError

    def queries(self) -> Iterator[Query]:
        """The queries of the spider's own kind."""
        for query in self.task.queries:
            if query.kind is self.kind:
                self.asked += 1
                yield query

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """One question whose failure is noted; the next is asked unless it keeps failing."""
        try:
            yield
        except (CannotSee, *MISTAKES) as error:
            trouble = error if isinstance(error, CannotSee) else named(error)
            self._in_a_row += 1
            if trouble.retry_at or self._in_a_row >= ENOUGH_IN_A_ROW:
                raise
            self.troubles.append(trouble)
        else:
            self._in_a_row = 0

    def note(self, reading: Reading) -> None:
        """One more answer was read."""
        self.pages += 1
        self.more_available = self.more_available or reading.more
        if reading.skipped:
            self.troubles.append(changed(f"{reading.skipped} profiles in an unknown shape"))

    async def fetch(self, url: str, kind: Kind, *, tells: str = "") -> tuple[Exchange, ...]:
        """Ask for one address: every hop as received, the last being the answer.

        `tells` is what the host learns. Raises CannotSee when nothing came back; walls and error
        pages are answers and for verdict.py to judge.
        """
        request = _request(url, kind)
        sent = self.requests
        try:
            await self.crawler.engine.download_async(request)
        except CannotSee:
            raise
        except UNREACHABLE as error:
            raise CannotSee(type(error).__name__, outcome=Outcome.NETWORK_ERROR) from error
        except DownloadCancelledError as error:
            raise CannotSee("the answer is too large", outcome=Outcome.PARTIAL) from error
        except IgnoreRequest as error:
            raise _ignored(str(error)) from error
        except REFUSED as error:
            raise CannotSee("not a web address", outcome=Outcome.NOT_SUPPORTED) from error
        finally:
            if tells and self.requests > sent:
                self._tell([url, *(each.url for each in request.meta["exchanges"])], tells)
        exchanges: tuple[Exchange, ...] = tuple(request.meta["exchanges"])
        return exchanges

    async def fetch_picture(self, url: str) -> tuple[Exchange, ...]:
        """A profile picture with its hops, or () when it cannot be had."""
        try:
            exchanges = await self.fetch(url, Kind.PICTURE, tells="the address of a picture")
        except CannotSee:
            return ()
        return exchanges if exchanges[-1].status == 200 else ()

    def _tell(self, urls: list[str], what: str) -> None:
        for url in urls:
            self.disclosed[Disclosed(to=urlsplit(url).hostname or "", what=what)] = None

    def context(self, exchanges: tuple[Exchange, ...], query: str, rank: int = 0) -> Context:
        """The context of a candidate read from these exchanges."""
        answer = exchanges[-1]
        return Context(
            source=self.source,
            seen_at=answer.at,
            found_by=FoundBy(kind=self.kind.value, query=query, rank=rank),
            raw=Raw(url=answer.url, status=answer.status, body_sha256=answer.body_sha256),
        )

    def report(self) -> SourceReport:
        """How the source fared; meaningful once the spider is closed."""
        outcome = Outcome.OK if self.candidates else Outcome.OK_EMPTY
        if self.troubles:
            outcome = Outcome.PARTIAL if self.pages else self.troubles[0].outcome
        retries = [each.retry_at for each in self.troubles if each.retry_at]
        notes = dict.fromkeys(f"{each.outcome.value}: {each}" for each in self.troubles)
        return SourceReport(
            source=self.source,
            outcome=outcome,
            queries=self.asked,
            requests=self.requests,
            pages=self.pages,
            candidates=self.candidates,
            more_available=self.more_available,
            next_allowed_at=max(retries, default=None),
            disclosed=tuple(self.disclosed),
            note="; ".join(notes),
        )


def address(host: str, path: str, **parameters: str | int) -> str:
    """An https address with its query, percent-encoded."""
    query = f"?{urlencode(parameters)}" if parameters else ""
    return f"https://{host}{path}{query}"


def _request(url: str, kind: Kind) -> scrapy.Request:
    picture = kind is Kind.PICTURE
    meta: dict[str, Any] = {
        "kind": kind.value,
        "exchanges": [],  # the same list goes along through redirects
        "dont_obey_robotstxt": kind is not Kind.PAGE,
        "download_maxsize": PICTURE_BYTES if picture else PAGE_BYTES,
    }
    try:
        return scrapy.Request(url, meta=meta, callback=NO_CALLBACK, dont_filter=True)
    except ValueError as error:
        raise CannotSee("not a web address", outcome=Outcome.NOT_SUPPORTED) from error


def _ignored(why: str) -> CannotSee:
    """Scrapy says in words why it left a request alone."""
    if "robots.txt" in why:
        return CannotSee("robots.txt asks not to", outcome=Outcome.NOT_SUPPORTED)
    if "redirections" in why:
        return CannotSee("redirected too often", outcome=Outcome.NETWORK_ERROR)
    return CannotSee("the answer is too large", outcome=Outcome.PARTIAL)
