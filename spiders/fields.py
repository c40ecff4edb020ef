"""From a platform's JSON and HTML to fields: types checked, text raw, hostile sizes capped."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

from w3lib.html import remove_tags

from spiders.page import page_of

LONGEST = 10_000  # characters of one field; Mastodon allows 500, Bluesky 256 graphemes
MANY = 50  # links of one profile

Value = TypeVar("Value")


def mapping(value: Any) -> dict[str, Any]:
    """The value when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: Any) -> list[Any]:
    """The value when it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def text(value: Any) -> str | None:
    """A string as sent, cut at 10,000 characters; lone surrogates become U+FFFD."""
    if not isinstance(value, str):
        return None
    kept: str = value[:LONGEST]
    if any("\ud800" <= letter <= "\udfff" for letter in kept):
        return kept.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return kept


def count(value: Any) -> int | None:
    """A number of followers or posts; -1 and other nonsense is None."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**12:
        return value
    return None


def moment(value: Any) -> datetime | None:
    """A time in UTC from ISO 8601."""
    if not isinstance(value, str):
        return None
    try:
        read = datetime.fromisoformat(value)
        return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def link(value: Any) -> str | None:
    """An http or https address, else None."""
    given = text(value)
    try:
        parts = urlsplit(given or "")
    except ValueError:
        return None
    return given if parts.scheme in ("http", "https") and parts.hostname else None


def links(values: list[Any]) -> tuple[str, ...]:
    """Those that are addresses, each once, 50 at most."""
    found = dict.fromkeys(each for each in map(link, values[: 20 * MANY]) if each)
    return tuple(found)[:MANY]


def capped(*values: Any) -> frozenset[str]:
    """The flag for candidates of whom not everything was kept."""
    too_long = any(isinstance(each, str) and len(each) > LONGEST for each in values)
    return frozenset(["capped"]) if too_long else frozenset()


def text_of_html(value: Any) -> str | None:
    """What a reader sees of a piece of HTML: tags gone, line breaks kept, nothing else changed."""
    if not isinstance(value, str):
        return None
    value = re.sub(r"<br\s*/?>", "\n", value[: 10 * LONGEST], flags=re.I)
    value = re.sub(r"</p>\s*<p[^>]*>", "\n\n", value, flags=re.I)
    return text(html.unescape(remove_tags(value)))


def links_of_html(value: Any) -> list[str]:
    """The addresses a piece of HTML links to, in order, 50 at most."""
    if not isinstance(value, str) or "<a" not in value.lower():
        return []
    piece = page_of(value[: 10 * LONGEST].encode("utf-8", "replace"))
    return piece.xpath(f"(//a/@href)[position() <= {MANY}]").getall()
