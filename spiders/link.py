"""Any address a friend sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from impersonation_watch.model import CannotSee, Outcome, QueryKind
from spiders.base import Watcher
from spiders.routes import route_to
from spiders.task import Find

VISIT = "that this address was visited"


class Link(Watcher):
    name = "link"
    kind = QueryKind.LINK

    @property
    def source(self) -> str:
        return "link"

    async def look(self) -> AsyncIterator[Find]:
        for link in self.task.links:
            self.asked += 1
            route = route_to(web_address(link), self.task.settings)
            exchanges = await self.fetch(route.url, route.kind, tells=VISIT)
            candidate = route.read(exchanges[-1], self.context(exchanges, link))
            self.pages += 1
            yield Find(candidate=candidate, exchanges=exchanges)


def web_address(given: str) -> str:
    """What was typed or pasted as an address; raises CannotSee where it can be none."""
    url = given.strip()
    if "://" not in url:
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or "@" in parts.netloc or any(letter.isspace() for letter in url):
        raise CannotSee("not the address of a web page", outcome=Outcome.NOT_SUPPORTED)
    return url
