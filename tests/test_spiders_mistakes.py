"""A mistake of one of our readers costs one answer, and is named."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from recordings import AT, exchange_of

from impersonation_watch.model import (
    Candidate,
    Exchange,
    KnownHit,
    Outcome,
    Presence,
    Query,
    QueryKind,
    Settings,
)
from spiders.again import Again
from spiders.base import Watcher
from spiders.routes import Route
from spiders.task import Context, Find, Kind, Task

QUERIES = tuple(Query(kind=QueryKind.NAME, text=text) for text in ("odd", "Naomi Whitaker", "odd"))


def stumble(exchange: Exchange, context: Context) -> Candidate:
    raise KeyError("a mistake of ours")


def task(**given: tuple[KnownHit, ...] | tuple[Query, ...]) -> Task:
    return Task(settings=Settings(), clock=lambda: AT, **given)  # type: ignore[arg-type]


class Odd(Watcher):
    """Asks nobody, and stumbles over odd questions."""

    name = "odd"

    async def look(self) -> AsyncIterator[Find]:
        nothing: tuple[Find, ...] = ()
        for query in self.queries():
            with self.attempt():
                if query.text == "odd":
                    raise KeyError("a mistake of ours")
                self.pages += 1
        for find in nothing:
            yield find


class OddAgain(Again):
    """Asks nobody: every known page is there, and the odd one stops the reader."""

    async def fetch(self, url: str, kind: Kind, *, tells: str = "") -> tuple[Exchange, ...]:
        return (exchange_of(b"<title>Naomi Whitaker</title>", url),)

    def _route(self, known: KnownHit) -> Route:
        route = super()._route(known)
        return Route(url=route.url, kind=route.kind, read=stumble) if "odd" in known.key else route


async def _run(spider: Watcher) -> None:
    async for _ in spider.start():
        pass


def known(key: str) -> KnownHit:
    url = f"https://naomi.example/{key}"
    return KnownHit(
        key=key, person_id="p", platform="x", platform_id=None, url=url, look_again=True
    )


def test_a_question_our_reader_stumbles_over_does_not_end_the_others() -> None:
    spider = Odd(task=task(queries=QUERIES))
    asyncio.run(_run(spider))
    report = spider.report()
    assert (report.outcome, report.queries) == (Outcome.PARTIAL, 3)
    assert report.note == "layout_changed: our reader stopped: KeyError"


def test_one_known_hit_our_reader_stumbles_over_is_unknown_and_the_others_go_on() -> None:
    spider = OddAgain(task=task(again=(known("odd"), known("here"))))
    asyncio.run(_run(spider))
    assert spider.answered == {"odd": Presence.UNKNOWN, "here": Presence.UP}
    assert spider.report().note == "layout_changed: our reader stopped: KeyError"
