"""One request at a time per host, over all spiders of the process, and no more after two blocks."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from impersonation_watch.model import CannotSee, HostHealth, Outcome
from spiders.verdict import is_block

PATIENCE = timedelta(seconds=30)  # longer waits end the source for this run instead
LONGEST = timedelta(days=7)  # no answer can close a source for longer
A_DAY = timedelta(hours=24)  # facts/sources §7: stop the source for the day after two blocks
ENOUGH_BLOCKS = 2


class Pacer:
    """Who may ask which host when; remembers the health of hosts between runs."""

    def __init__(self, clock: Callable[[], datetime], hosts: Mapping[str, HostHealth]) -> None:
        self.clock = clock
        self.hosts = dict(hosts)
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[str, float] = {}  # host -> loop time
        self._spent: dict[tuple[str, str], datetime] = {}  # (host, bucket) -> when it refills

    @asynccontextmanager
    async def turn(self, host: str, *, delay: float, bucket: str = "") -> AsyncIterator[None]:
        """Hold the host for one request; raises CannotSee while it must not be asked."""
        async with self._locks[host]:
            self._check_open(host)
            await self._wait_for_refill(host, bucket)
            loop = asyncio.get_running_loop()
            await asyncio.sleep(max(0.0, self._free_at.get(host, 0.0) - loop.time()))
            try:
                yield
            finally:
                free_at = loop.time() + delay
                self._free_at[host] = max(free_at, self._free_at.get(host, 0.0))

    def note(self, host: str, status: int, headers: Mapping[str, str], *, bucket: str = "") -> bool:
        """Learn from an answer, within the turn. Whether it is worth asking once more."""
        self._note_bucket(host, headers, bucket)
        if not is_block(status, headers):
            self.hosts.pop(host, None)
            return False
        wait = _wait_of(headers, self.clock())
        health = self.hosts.get(host, HostHealth())
        health = replace(health, blocks=health.blocks + 1)
        if health.blocks >= ENOUGH_BLOCKS:
            until = self.clock() + max(A_DAY, wait or A_DAY)
            health = replace(health, next_allowed_at=until)
        elif wait is not None and wait > PATIENCE:
            health = replace(health, next_allowed_at=self.clock() + wait)
        self.hosts[host] = health
        if wait is None or health.next_allowed_at is not None:
            return False
        self._free_at[host] = asyncio.get_running_loop().time() + wait.total_seconds()
        return True

    def next_allowed_at(self, host: str) -> datetime | None:
        """When a closed host may be asked again."""
        health = self.hosts.get(host)
        return health.next_allowed_at if health else None

    def _check_open(self, host: str) -> None:
        until = self.next_allowed_at(host)
        if until is None:
            return
        if until > self.clock():
            raise _later("the host asked us to wait", until)
        self.hosts.pop(host)

    async def _wait_for_refill(self, host: str, bucket: str) -> None:
        until = self._spent.get((host, bucket))
        if until is None:
            return
        wait = until - self.clock()
        if wait > 2 * PATIENCE:  # GitHub's search refills within 60 s
            raise _later("the host's limit is used up", until)
        await asyncio.sleep(max(0.0, wait.total_seconds()))
        self._spent.pop((host, bucket), None)

    def _note_bucket(self, host: str, headers: Mapping[str, str], bucket: str) -> None:
        if headers.get("x-ratelimit-remaining", "").strip() != "0":
            return
        until = _moment(headers.get("x-ratelimit-reset", ""), self.clock())
        if until is not None:
            self._spent[host, bucket] = min(until, self.clock() + LONGEST)


def _wait_of(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """What the answer asks for: Retry-After, else the reset of a spent limit."""
    asked = headers.get("retry-after", "")
    if not asked and headers.get("x-ratelimit-remaining", "").strip() == "0":
        asked = headers.get("x-ratelimit-reset", "")
    until = _moment(asked, now)
    return min(max(until - now, timedelta(0)), LONGEST) if until else None


def _moment(text: str, now: datetime) -> datetime | None:
    """Seconds from now, seconds since 1970, an HTTP date or ISO 8601; None for all else."""
    text = text.strip()
    if text.isdecimal() and len(text) < 12:
        seconds = int(text)
        if seconds > 10**9:  # later than 2001: counted since 1970, as GitHub does
            return datetime.fromtimestamp(seconds, UTC)
        return now + timedelta(seconds=seconds)
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text)
        except (ValueError, OverflowError, TypeError):  # a year with twenty digits
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def _later(why: str, until: datetime) -> CannotSee:
    return CannotSee(why, outcome=Outcome.RATE_LIMITED, retry_at=until)
