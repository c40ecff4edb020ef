"""From a spider's finds to the ears of the run: the picture fetched, errors noted."""

from __future__ import annotations

from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from impersonation_watch.crawl.plan import Ears, Seen
from impersonation_watch.crawl.wire import MeetingCrawler
from impersonation_watch.model import CannotSee, Exchange, WatchError
from spiders.base import Watcher
from spiders.task import Find

HEARTBEAT = 0.2  # seconds; Scrapy's own 5 is how late it sees that the last picture is in


class ListeningCrawler(MeetingCrawler):
    """A crawler whose finds are heard and whose errors are kept."""

    ears: Ears
    errors: list[BaseException]

    def heard_error(self, failure: Failure) -> None:
        """For the signals spider_error and item_error."""
        if failure.value is not None and not isinstance(failure.value, CannotSee):
            self.errors.append(failure.value)

    def _create_engine(self) -> ExecutionEngine:
        engine = super()._create_engine()
        engine._SLOT_HEARTBEAT_INTERVAL = HEARTBEAT
        return engine

    @property
    def broken(self) -> BaseException | None:
        """The error that must end the run: what is seen cannot be kept any more."""
        for error in self.errors:
            if isinstance(error, (WatchError, OSError)):
                return error
        return None


class Listening:
    """Scrapy's item pipeline."""

    def __init__(self, crawler: ListeningCrawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Listening:
        assert isinstance(crawler, ListeningCrawler)
        return cls(crawler)

    async def process_item(self, item: Find) -> Find:
        """One find: its picture when it is wanted, then the run hears of it."""
        ears, spider, candidate = self.crawler.ears, self.crawler.spider, item.candidate
        assert isinstance(spider, Watcher)
        avatar: tuple[Exchange, ...] = ()
        url = None if candidate.avatar_default else candidate.avatar_url
        wanted = bool(url) and ears.wants_avatar(candidate)
        try:
            avatar = await spider.fetch_picture(url) if url and wanted else ()
        finally:  # whatever a picture does, its profile is judged
            ears.on_seen(Seen(candidate=candidate, exchanges=item.exchanges, avatar=avatar))
        return item
