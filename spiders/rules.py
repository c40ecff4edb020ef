"""Rules of single sites, from sites/<host>.yaml: how a profile page of theirs reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from parsel import Selector

from impersonation_watch.plain import build
from spiders import loose_json

SITES = Path(__file__).parent / "sites"


class Status(StrEnum):
    """Where a rule comes from; an unverified one says at most "possible"."""

    RECORDED = "recorded"
    DOCUMENTED = "documented"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands on a page: a selector, or a path through a script's JSON.

    `pattern` picks a part (its first group, if it has one) and decides which of several values
    counts; {handle} in it stands for the handle that was asked for. Case does not count.
    """

    css: str = ""
    script: str = ""  # selector of a script element that holds JSON
    path: tuple[str, ...] = ()
    pattern: str = ""

    def read(self, page: Selector, handle: str = "") -> str | None:
        """The first value that fits, raw, or None."""
        fit = re.compile(self.pattern.replace("{handle}", re.escape(handle)), re.I | re.DOTALL)
        for value in self._values(page):
            found = fit.search(value)
            if found:
                return found[1] if fit.groups else value
        return None

    def _values(self, page: Selector) -> Iterator[str]:
        if self.css:
            yield from page.css(self.css).getall()
            return
        for script in page.css(self.script).xpath("text()").getall():
            value = _walk(loose_json.read(script), self.path)
            if isinstance(value, (str, int)) and not isinstance(value, bool):
                yield str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Something that speaks for or against a profile: a status, a place on the page, or both."""

    status: tuple[int, ...] = ()
    place: Place | None = None

    def holds(self, status: int, page: Selector, handle: str) -> bool:
        right_status = not self.status or status in self.status
        return right_status and (self.place is None or bool(self.place.read(page, handle)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site. `fields` are names of Candidate fields and where they stand."""

    host: str
    platform: str
    page: str  # address of a profile, with {handle}
    handle: str  # what a handle may look like, whole, lower case
    status: Status
    source: str  # where the rule comes from
    sweep: bool = True  # handles are tried here; otherwise the rule only reads links
    exists: tuple[Sign, ...] = ()  # all must hold
    absent: tuple[Sign, ...] = ()  # one is enough
    fields: dict[str, Place] = field(default_factory=dict)

    def may_be(self, handle: str) -> bool:
        """Whether the site could have such a handle at all."""
        return re.fullmatch(self.handle, handle, re.I) is not None

    def handle_in(self, url: str) -> str | None:
        """The handle in an address of a profile page of this site."""
        pattern = re.escape(urlsplit(self.page).path).replace(r"\{handle\}", "(?P<handle>[^/]+)")
        found = re.fullmatch(pattern.rstrip("/") + "/?", urlsplit(url).path)
        return found["handle"] if found and self.may_be(found["handle"]) else None


@cache
def sites() -> tuple[Site, ...]:
    """All rules that ship, by host. Raises ValueError naming the file whose rule is wrong."""
    found = []
    for path in sorted(SITES.glob("*.yaml")):
        try:
            site = build(Site, yaml.safe_load(path.read_text("utf-8")))
            for place in _places(site):
                re.compile(place.pattern)
        except (ValueError, yaml.YAMLError, re.error) as error:
            raise ValueError(f"{path.name}: {error}") from error
        found.append(site)
    return tuple(found)


def site_of(url: str) -> Site | None:
    """The site an address belongs to, www. or not."""
    host = (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")
    return next((each for each in sites() if each.host == host), None)


def sites_named(hosts: Sequence[str]) -> tuple[Site, ...]:
    """The sites whose handles are tried: those named, or all that ship."""
    return tuple(each for each in sites() if each.sweep and (not hosts or each.host in hosts))


def _places(site: Site) -> Iterator[Place]:
    yield from site.fields.values()
    for sign in (*site.exists, *site.absent):
        if sign.place:
            yield sign.place


def _walk(value: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value
