"""Known hits looked at again: still there, not visible, or no way to tell."""

from __future__ import annotations

from collections.abc import AsyncIterator

from impersonation_watch.model import Presence
from spiders.base import Find, Watcher


class Again(Watcher):
    name = "again"

    @property
    def answered(self) -> dict[str, Presence]:
        return {}

    async def look(self) -> AsyncIterator[Find]:
        return
        yield
