"""Does a handle exist on a site? Three answers; "exists" only against a name nobody has."""

from __future__ import annotations

import re
import secrets
from enum import StrEnum
from urllib.parse import urlsplit

from parsel import Selector

from impersonation_watch.model import Certainty, Exchange
from spiders.page import page_of, title_of, visible_text
from spiders.readers import absent, exists
from spiders.rules import Site, Status
from spiders.verdict import wall

ALIKE = 0.8  # share of three-word runs two pages have in common from which they are the same page
SHINGLE = 3  # words in a run


class Standing(StrEnum):
    """What a page says of a handle. Whatever is not certain is unknown."""

    EXISTS = "exists"
    ABSENT = "absent"
    UNKNOWN = "unknown"


def first_look(site: Site, handle: str, answer: Exchange, asked: str) -> Standing:
    """By the answer alone. EXISTS is a would-be hit that still needs `confirm`."""
    if wall(answer, asked):
        return Standing.UNKNOWN
    page = page_of(answer.body)
    here, gone = exists(site, answer, page, handle), absent(site, answer, page, handle)
    if here == gone:
        return Standing.UNKNOWN
    if gone:
        return Standing.ABSENT
    return Standing.EXISTS if _shows(handle, answer) else Standing.UNKNOWN


def confirm(
    site: Site, handle: str, answer: Exchange, nobody: str, control: Exchange | None
) -> Certainty | None:
    """After the page of a handle nobody has was asked for as well; None is "unknown".

    The rule is worth nothing where that page says "exists" too or looks the same
    (facts/discovery §5.6). Without a control answer, or with an unverified rule: possible.
    """
    if control is None or wall(control):
        return Certainty.POSSIBLE
    page = page_of(control.body)
    if exists(site, control, page, nobody) or _same(answer, handle, control, nobody):
        return None
    return Certainty.POSSIBLE if site.status is Status.UNVERIFIED else Certainty.EXISTS


def nobodys_handle(site: Site) -> str:
    """A handle of a form the site allows and nobody has: 12 random letters and digits."""
    while True:
        handle = "q" + secrets.token_hex(6)[:11]
        if site.may_be(handle):
            return handle


def _shows(handle: str, answer: Exchange) -> bool:
    return handle.lower().encode() in answer.body.lower()


def _same(one: Exchange, one_handle: str, other: Exchange, other_handle: str) -> bool:
    """Same kind of status, same form of address, same title and nearly the same text."""
    if one.status // 100 != other.status // 100:
        return False
    if _form(one.url, one_handle) != _form(other.url, other_handle):
        return False
    page, other_page = page_of(one.body), page_of(other.body)
    if _without(title_of(page), one_handle) != _without(title_of(other_page), other_handle):
        return False
    return _overlap(_runs(page, one_handle), _runs(other_page, other_handle)) >= ALIKE


def _form(url: str, handle: str) -> str:
    return _without(urlsplit(url).path, handle)


def _without(text: str, handle: str) -> str:
    return " ".join(re.sub(re.escape(handle), "*", text, flags=re.I).split())


def _runs(page: Selector, handle: str) -> set[tuple[str, ...]]:
    words = _without(visible_text(page), handle).split()
    return {tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}


def _overlap(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    """Jaccard index, 0..1."""
    return len(one & other) / len(one | other) if one | other else 1.0
