"""Facts a page states about a person: what the readers hand to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from parsel import Selector

from spiders import fields

NAME_AND_HANDLE = re.compile(r"^(?P<name>.*) \(@(?P<handle>[^()\s@]{1,100})\)", re.DOTALL)
SITE_PICTURE = re.compile(
    r"logo|favicon|sprite|placeholder|/rweb/|/og[-_/]|share_|default[-_]?(?:avatar|profile|user)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was said, raw. `person` is true where the page itself says it shows a person."""

    person: bool = False
    name: str | None = None
    handle: str | None = None
    bio: str | None = None
    picture: str | None = None
    identifier: str | None = None
    url: str | None = None
    location: str | None = None
    created: str | None = None
    followers: int | None = None
    following: int | None = None
    posts: int | None = None
    links: tuple[str, ...] = ()

    def or_else(self, other: Facts) -> Facts:
        """These facts, with the gaps filled from less trusted ones."""
        gaps = {
            name: getattr(other, name) for name in self.__slots__ if _is_gap(getattr(self, name))
        }
        return replace(self, **gaps)


def base_of(page: Selector, url: str) -> str:
    """What addresses on the page are relative to: its first base, where that is an address."""
    said = page.xpath("(//base/@href)[1]").get() or ""
    return join(url, said) or url


def join(url: str, said: str) -> str | None:
    """The absolute form of an address on a page, None where it is none."""
    try:
        return fields.link(urljoin(url, said.strip()))
    except ValueError:
        return None


def picture_of(value: Any, url: str) -> str | None:
    """An absolute address of a person's picture; pictures of the site itself are None."""
    given = fields.text(value)
    if not given:
        return None
    absolute = join(url, given)
    return None if absolute and SITE_PICTURE.search(urlsplit(absolute).path) else absolute


def split_name(title: str) -> Facts:
    """Most platforms write "Name (@handle) and something about the site"."""
    split = NAME_AND_HANDLE.match(title[: fields.LONGEST])
    if split:
        return Facts(name=fields.text(split["name"]), handle=split["handle"])
    return Facts(name=fields.text(title) if title.strip() else None)


def _is_gap(value: object) -> bool:
    return value is None or value is False or value in ((), "")
