"""Known hits looked at again: still there, not visible, or no way to tell."""

from __future__ import annotations

from collections.abc import AsyncIterator

from impersonation_watch.model import Candidate, CannotSee, KnownHit, Outcome, Presence, QueryKind
from spiders.base import Watcher
from spiders.link import VISIT, web_address
from spiders.mistakes import MISTAKES, named
from spiders.routes import Route, route_to, to_bluesky
from spiders.task import Find, Task


class Again(Watcher):
    name = "again"
    kind = QueryKind.LINK

    def __init__(self, url: str = "", *, task: Task | None = None) -> None:
        super().__init__(url=url, task=task)
        self.answered: dict[str, Presence] = {}  # by hit key

    @property
    def source(self) -> str:
        return "again"

    async def look(self) -> AsyncIterator[Find]:
        for known in self.task.again:
            self.asked += 1
            self.answered[known.key] = await self._presence(known)
        nothing: tuple[Find, ...] = ()  # what is known is not found again
        for find in nothing:
            yield find

    async def _presence(self, known: KnownHit) -> Presence:
        try:
            route = self._route(known)
            exchanges = await self.fetch(route.url, route.kind, tells=VISIT)
            candidate = route.read(exchanges[-1], self.context(exchanges, known.url))
        except CannotSee as trouble:
            gone = trouble.outcome is Outcome.ABSENT
            return Presence.NOT_VISIBLE if gone else Presence.UNKNOWN
        except MISTAKES as mistake:  # one page that stops a reader must not hide the others
            self.troubles.append(named(mistake))
            return Presence.UNKNOWN
        self.pages += 1
        return Presence.UP if _same(known, candidate) else Presence.NOT_VISIBLE

    def _route(self, known: KnownHit) -> Route:
        if known.platform == "bluesky" and known.platform_id:
            return to_bluesky(known.platform_id, self.task.settings)
        return route_to(web_address(known.url), self.task.settings)


def _same(known: KnownHit, candidate: Candidate) -> bool:
    """Another account under the same address is not the one we knew."""
    if known.platform_id is None or candidate.platform_id is None:
        return True
    return known.platform_id == candidate.platform_id
