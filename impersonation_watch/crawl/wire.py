"""The last step before the network: admitted, paced, carried and captured."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.utils._compression import (  # type: ignore[attr-defined] # chosen by what is installed
    brotli,
    zstd,
)
from twisted.internet.ssl import (
    Certificate,
    optionsForClientTLS,
    platformTrust,
    trustRootFromCertificates,
)
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped] # publishes no types

from impersonation_watch.crawl import guard
from impersonation_watch.crawl.pacing import Pacer
from impersonation_watch.model import CannotSee, Exchange, Outcome, Practice, Settings
from spiders.base import Watcher

ROBOTS = "/robots.txt"
UNDECODED = (zlib.error, brotli.error, zstd.ZstdError, EOFError, OSError, ValueError)


class Meeting:
    """What all spiders of one run share when they meet the internet."""

    def __init__(
        self, settings: Settings, clock: Callable[[], datetime], gate: guard.Gate, pacer: Pacer
    ) -> None:
        self.settings, self.clock, self.gate, self.pacer = settings, clock, gate, pacer
        self.requests = 0
        self.on_request: Callable[[str, int], None] = lambda source, requests: None

    def count(self, spider: object) -> None:
        """One more request is about to leave."""
        self.requests += 1
        if isinstance(spider, Watcher):
            spider.requests += 1
            self.on_request(spider.source, self.requests)

    def delay(self, kind: str) -> float:
        """Seconds to leave between two requests of a kind to one host."""
        if self.settings.practice:
            return self.settings.practice.delay
        return self.settings.api_delay if kind == "api" else self.settings.page_delay


class MeetingCrawler(Crawler):
    """A crawler that knows the meeting it belongs to."""

    meeting: Meeting


class Wire(HTTP11DownloadHandler):
    """Download handler for http and https. Every exchange goes to `request.meta["exchanges"]`.

    Raises CannotSee without any packet where the gate or the pacer says no.
    """

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._meeting = crawler.meeting if isinstance(crawler, MeetingCrawler) else _alone(crawler)
        self._contextFactory: Any = Trust(self._meeting.settings.practice)
        self._decoding = HttpCompressionMiddleware(crawler=crawler)

    async def download_request(self, request: scrapy.Request) -> Response:
        meeting, pacer = self._meeting, self._meeting.pacer
        host = meeting.gate.admit(request.url)
        bucket = "search" if "/search/" in request.url else ""
        delay = meeting.delay(request.meta.get("kind", "page"))
        while True:
            async with pacer.turn(host, delay=delay, bucket=bucket):
                exchange, response = await self._exchange(request, host)
                again = not request.url.endswith(ROBOTS) and pacer.note(
                    host, exchange.status, dict(_lower(exchange)), bucket=bucket
                )
            if not again:
                return response

    async def _exchange(self, request: scrapy.Request, host: str) -> tuple[Exchange, Response]:
        meeting = self._meeting
        self._decoding.process_request(request)
        meeting.count(self._crawler.spider)
        at = meeting.clock()
        response = await self._carry(request, host)
        address = str(response.ip_address) if response.ip_address else None
        meeting.gate.check_peer(address)
        headers = _pairs(response.headers)
        decoded = self._decoded(request, response)
        exchange = Exchange(
            at=at,
            method=request.method,
            url=request.url,
            status=response.status,
            headers=headers,
            body=decoded.body,  # without transfer and content encoding, otherwise as received
            body_sha256=hashlib.sha256(decoded.body).hexdigest(),
            request_headers=_pairs(request.headers),
            address=address,
        )
        request.meta.setdefault("exchanges", []).append(exchange)
        return exchange, decoded

    def _decoded(self, request: scrapy.Request, response: Response) -> Response:
        try:
            decoded = self._decoding.process_response(request, response)
        except UNDECODED as error:
            raise CannotSee(
                "the answer's compression is broken", outcome=Outcome.NETWORK_ERROR
            ) from error
        assert isinstance(decoded, Response)
        return decoded

    async def _carry(self, request: scrapy.Request, host: str) -> Response:
        carried = request
        if self._meeting.gate.is_plain(host):
            path = urlsplit(request.url)._replace(scheme="http", netloc=host).geturl()
            carried = request.replace(url=path)
        try:
            response = await super().download_request(carried)
        except CannotResolveHostError as error:
            if host in guard.refused:
                raise CannotSee(
                    "the address is not on the public internet", outcome=Outcome.NOT_SUPPORTED
                ) from error
            raise
        return response if carried is request else response.replace(url=request.url)


@implementer(IPolicyForHTTPS)
class Trust:
    """Certificates are always verified: against the system's roots, in practice against its own."""

    def __init__(self, practice: Practice | None) -> None:
        self._root: Any = platformTrust()  # type: ignore[no-untyped-call] # Twisted has no types here
        if practice and practice.ca_pem:
            own = Certificate.loadPEM(practice.ca_pem.encode())
            self._root = trustRootFromCertificates([own])  # type: ignore[no-untyped-call]

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: N802
        return optionsForClientTLS(hostname.decode("ascii"), trustRoot=self._root)


def _alone(crawler: Crawler) -> Meeting:
    """For `scrapy crawl`, which asks nobody's consent: practice hosts only, and by default none."""
    practice = guard.practice_from(crawler.settings["PRACTICE"]) or Practice(hosts={}, ca_pem="")
    settings = Settings(practice=practice)
    return Meeting(settings, _now, guard.Gate(settings, visible_ok=True), Pacer(_now, {}))


def _pairs(headers: Mapping[bytes, list[bytes]]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    )


def _lower(exchange: Exchange) -> list[tuple[str, str]]:
    return [(name.lower(), value) for name, value in reversed(exchange.headers)]


def _now() -> datetime:
    return datetime.now(UTC)
