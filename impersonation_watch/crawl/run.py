"""One Scrapy process, once: every source looked at, every source with its report."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings as ScrapySettings

from impersonation_watch.crawl.guard import Gate
from impersonation_watch.crawl.listening import ListeningCrawler
from impersonation_watch.crawl.pacing import Pacer
from impersonation_watch.crawl.plan import Ears, Looked, Plan, Seen
from impersonation_watch.crawl.wire import Meeting
from impersonation_watch.language import _
from impersonation_watch.model import (
    Candidate,
    KnownHit,
    Outcome,
    Presence,
    SourceReport,
    WatchError,
)
from impersonation_watch.plain import dump
from spiders.again import Again
from spiders.base import Watcher
from spiders.task import Task

NOISY = ("scrapy", "twisted", "protego", "asyncio")  # they write addresses into their warnings
ACCOUNT = tuple[str, str]


def look(
    plan: Plan,
    *,
    clock: Callable[[], datetime],
    wants_avatar: Callable[[Candidate], bool],
    on_seen: Callable[[Seen], None],
    on_report: Callable[[SourceReport], None],
    on_progress: Callable[[str, int], None] = lambda source, requests: None,
    on_again: Callable[[KnownHit, Presence], None] = lambda known, presence: None,
) -> Looked:
    """Look at everything the plan names; blocks, and can be called once per process.

    Exactly one report per source and place, also when its spider broke, and one per link (its
    note is the link). Each known hit gets exactly one presence; "again" reports only when one of
    them stopped our reader. A WatchError or OSError from a
    callback stops the run and is raised from here; any other error costs its source only.
    """
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    met: set[ACCOUNT] = set()

    def hear(seen: Seen) -> None:
        met.add(_account(seen.candidate))
        on_seen(seen)

    ears = Ears(
        wants_avatar=wants_avatar,
        on_seen=hear,
        on_report=on_report,
        on_again=on_again,
        on_progress=on_progress,
    )
    day = Day(plan, clock, ears, met)
    day.start()
    if day.broken is not None:
        raise day.broken
    if not day.done:
        raise WatchError(
            _("the run was stopped before it was done"),
            advice=_("What was found so far is kept. Start another run when it suits you."),
        )
    return Looked(requests=day.meeting.requests, hosts=dict(day.meeting.pacer.hosts))


class Day(AsyncCrawlerProcess):
    """The crawler process of one run."""

    def __init__(
        self, plan: Plan, clock: Callable[[], datetime], ears: Ears, met: set[ACCOUNT]
    ) -> None:
        super().__init__(_scrapy_settings(plan))
        self.plan, self.ears, self.met = plan, ears, met
        gate = Gate(plan.settings, visible_ok=plan.visible_ok)
        self.meeting = Meeting(plan.settings, clock, gate, Pacer(clock, plan.hosts))
        self.meeting.on_request = ears.on_progress
        self.broken: BaseException | None = None
        self.done = False
        self.stopping = False

    def _graceful_stop_reactor(self) -> Any:
        """Scrapy's answer to Ctrl-C and SIGTERM; nothing new is begun after it."""
        self.stopping = True
        return super()._graceful_stop_reactor()

    async def join(self) -> None:
        """The whole run; Scrapy stops the reactor when this ends."""
        try:
            await asyncio.gather(*(self._source(name) for name in self.plan.settings.sources))
            for link in self.plan.links:  # one after the other: few, and often of one host
                await self._visit("link", replace(self._task(""), links=(link,)))
            await self._again()
        except (WatchError, OSError) as error:
            self.broken = self.broken or error
        self.done = not self.stopping

    async def _source(self, name: str) -> None:
        if name not in self.spider_loader.list():
            self.ears.on_report(
                SourceReport(source=name, outcome=Outcome.NOT_SUPPORTED, note="no such source")
            )
            return
        places = self._kind(name).places(self.plan.settings)
        await asyncio.gather(*(self._visit(name, self._task(place)) for place in places))

    async def _visit(self, name: str, task: Task) -> None:
        """Run one spider and hand on its one report."""
        if self.broken is not None or self.stopping:
            return
        crawler = await self._crawled(self._kind(name), task)
        if self.broken is None and not self.stopping:
            report = _report(crawler, name, task)
            self.ears.on_report(replace(report, next_allowed_at=self._retry_at(report)))

    def _retry_at(self, report: SourceReport) -> datetime | None:
        """When a source may be asked again that closed one of its hosts."""
        hosts = [self.meeting.pacer.next_allowed_at(each.to) for each in report.disclosed]
        return max([each for each in (report.next_allowed_at, *hosts) if each], default=None)

    async def _again(self) -> None:
        """Known hits that were not met anyway."""
        missing = []
        for known in self.plan.again:
            if (known.platform, known.platform_id or known.url) in self.met:
                self.ears.on_again(known, Presence.UP)
            else:
                missing.append(known)
        if not missing or self.broken is not None or self.stopping:
            return
        task = replace(self._task(""), again=tuple(missing))
        crawler = await self._crawled(Again, task)
        if self.stopping:
            return
        spider = crawler.spider if isinstance(crawler.spider, Again) else None
        for known in missing:
            presence = spider.answered.get(known.key) if spider else None
            self.ears.on_again(known, presence or Presence.UNKNOWN)
        if self.broken is None and (crawler.errors or (spider and spider.troubles)):
            self.ears.on_report(_report(crawler, Again.name, task))

    async def _crawled(self, kind: type[Watcher], task: Task) -> ListeningCrawler:
        crawler = ListeningCrawler(kind, self.settings)
        crawler.meeting, crawler.ears, crawler.errors = self.meeting, self.ears, []
        crawler.signals.connect(crawler.heard_error, signals.spider_error)
        crawler.signals.connect(crawler.heard_error, signals.item_error)
        (failure,) = await asyncio.gather(self.crawl(crawler, task=task), return_exceptions=True)
        if isinstance(failure, BaseException):
            crawler.errors.append(failure)
        self.broken = self.broken or crawler.broken
        return crawler

    def _kind(self, name: str) -> type[Watcher]:
        kind = self.spider_loader.load(name)
        assert issubclass(kind, Watcher)
        return kind

    def _task(self, place: str) -> Task:
        plan = self.plan
        return Task(
            settings=plan.settings, clock=self.meeting.clock, queries=plan.queries, place=place
        )


def _scrapy_settings(plan: Plan) -> ScrapySettings:
    settings = ScrapySettings()
    settings.setmodule("spiders.settings", priority="project")
    practice = plan.settings.practice
    settings.set("PRACTICE", dump(practice) if practice else "")
    settings.set("LOG_INSTALL_ROOT_HANDLER", False)
    settings.set("ITEM_PIPELINES", {"impersonation_watch.crawl.listening.Listening": 1})
    return settings


def _report(crawler: ListeningCrawler, name: str, task: Task) -> SourceReport:
    """The spider's own report, corrected by what broke behind its back."""
    spider = crawler.spider
    if not isinstance(spider, Watcher):
        note = _named(crawler.errors)
        report = SourceReport(source=name, outcome=Outcome.LAYOUT_CHANGED, note=note)
    else:
        report = spider.report()
        if crawler.errors or not spider.done:
            outcome = Outcome.PARTIAL if spider.pages else Outcome.LAYOUT_CHANGED
            report = replace(report, outcome=outcome, note=_named(crawler.errors))
    return replace(report, note=task.links[0]) if task.links else report


def _named(errors: list[BaseException]) -> str:
    kinds = dict.fromkeys(type(error).__name__ for error in errors)
    return "our reader stopped: " + (", ".join(kinds) or "unfinished")


def _account(candidate: Candidate) -> ACCOUNT:
    return candidate.platform, candidate.platform_id or candidate.profile_url
