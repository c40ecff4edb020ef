"""Times and raw text in the shape a row can hold."""

from __future__ import annotations

from datetime import UTC, datetime


def raw(text: str) -> bytes:
    """Text from outside as bytes, so that equal means equal whatever is in it."""
    return text.encode("utf-8", "surrogatepass")


def stamp(at: datetime) -> str:
    """A time that sorts as text: UTC, always with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def time(text: str) -> datetime:
    """The time `stamp` wrote."""
    return datetime.fromisoformat(text)
