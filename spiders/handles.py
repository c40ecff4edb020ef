"""Sites without a search: exact handles tried, page by page, after the rules in sites/."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

from impersonation_watch.model import Certainty, Exchange, QueryKind, Settings
from spiders.base import Watcher
from spiders.readers import read_profile
from spiders.rules import Site, sites, sites_named
from spiders.sweep import Standing, confirm, first_look, nobodys_handle
from spiders.task import Find, Kind
from spiders.verdict import changed, wall


class Handles(Watcher):
    name = "handles"
    kind = QueryKind.HANDLE
    control: tuple[str, Exchange | None] | None = None  # asked for once, after a would-be hit

    @classmethod
    def places(cls, settings: Settings) -> tuple[str, ...]:
        return tuple(site.host for site in sites_named(settings.handle_sites))

    @property
    def source(self) -> str:
        return f"handles:{self.task.place}"

    async def look(self) -> AsyncIterator[Find]:
        site = next(each for each in sites() if each.host == self.task.place)
        handles = [each.text.lower() for each in self.task.queries if each.kind is self.kind]
        for handle in dict.fromkeys(each for each in handles if site.may_be(each)):
            self.asked += 1
            with self.attempt():
                find = await self._try(site, handle)
                if find:
                    yield find

    async def _try(self, site: Site, handle: str) -> Find | None:
        """One handle. Raises CannotSee where the site neither says yes nor no."""
        asked = site.page.replace("{handle}", handle)
        exchanges = await self.fetch(asked, Kind.PAGE, tells=handle)
        standing = first_look(site, handle, exchanges[-1], asked)
        if standing is Standing.UNKNOWN:
            raise wall(exchanges[-1], asked) or changed("neither sign of a profile nor of none")
        self.pages += 1
        if standing is Standing.ABSENT:
            return None
        nobody, control = await self._control(site)
        certainty = confirm(site, handle, exchanges[-1], nobody, control)
        if certainty is None:
            raise changed("a handle nobody has looks the same")
        found = read_profile(exchanges[-1], self.context(exchanges, handle), asked=asked)
        sure = found.certainty is Certainty.EXISTS
        return Find(
            candidate=replace(found, certainty=certainty if sure else found.certainty),
            exchanges=exchanges,
        )

    async def _control(self, site: Site) -> tuple[str, Exchange | None]:
        if self.control is None:
            nobody = nobodys_handle(site)
            with self.attempt():
                url = site.page.replace("{handle}", nobody)
                exchanges = await self.fetch(url, Kind.PAGE, tells="a random handle")
                self.control = (nobody, exchanges[-1])
            self.control = self.control or (nobody, None)
        return self.control
