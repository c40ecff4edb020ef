"""Nouns, times and raw text in the shape a row can hold."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from impersonation_watch import plain


def text_of(noun: object) -> str:
    """JSON in ASCII: half a surrogate pair or a NUL in a name is kept, and fits a text column."""
    return json.dumps(plain.plain(noun), sort_keys=True, separators=(",", ":"))


def raw(text: str) -> bytes:
    """Text from outside as bytes, so that equal means equal whatever is in it."""
    return text.encode("utf-8", "surrogatepass")


def stamp(at: datetime) -> str:
    """A time that sorts as text: UTC, always with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def time(text: str) -> datetime:
    return datetime.fromisoformat(text)
