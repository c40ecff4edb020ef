"""What robots.txt says, as far as RFC 9309 asks to read it."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.robotstxt import ProtegoRobotParser

ENOUGH = 500 * 1024  # bytes; RFC 9309 §2.5 asks for 500 kibibytes at least


class Robots(ProtegoRobotParser):
    """Scrapy's own parser, given no more than it can read while others wait."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> Self:
        kept = robotstxt_body[:ENOUGH]
        whole = len(kept) == len(robotstxt_body)
        return super().from_crawler(crawler, kept if whole else kept[: kept.rfind(b"\n") + 1])
