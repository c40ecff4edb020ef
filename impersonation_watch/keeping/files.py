"""What every part of an export is written with."""

from __future__ import annotations

import json
from collections.abc import Callable

from impersonation_watch import plain
from impersonation_watch.model import StoreError

Files = dict[str, bytes]


def as_line(noun: object) -> bytes:
    """One line of JSON."""
    return f"{plain.dump(noun)}\n".encode()


def as_json(value: object) -> bytes:
    """JSON that a person can read."""
    return (json.dumps(plain.plain(value), indent=1) + "\n").encode()


def as_text(text: str) -> bytes:
    """Text, whatever came from outside in it."""
    return text.encode("utf-8", "replace")


def read(reading: Callable[[], bytes]) -> bytes | None:
    """The bytes, or None where they cannot be had any more: the rest must still get out."""
    try:
        return reading()
    except (StoreError, KeyError):
        return None


def missing(name: str) -> Files:
    """What stands in place of a file that cannot be read."""
    told = "This file cannot be read any more: it is missing in the vault, or was changed there.\n"
    return {f"{name}.missing.txt": told.encode()}
