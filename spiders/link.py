"""Any address a friend sent."""

from __future__ import annotations

from collections.abc import AsyncIterator

from impersonation_watch.model import QueryKind
from spiders.base import Find, Watcher


class Link(Watcher):
    name = "link"
    kind = QueryKind.LINK

    async def look(self) -> AsyncIterator[Find]:
        return
        yield
