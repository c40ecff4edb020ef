"""Text on its way to the terminal: nothing in it may steer what the terminal does."""

from __future__ import annotations

LONGEST_LINE = 2000  # characters of a sentence
STAND_IN = "·"


def plain_line(raw: str, most: int = LONGEST_LINE) -> str:
    """At most `most` characters on one line; what cannot be seen is shown as a dot."""
    return "".join(each if each.isprintable() else STAND_IN for each in raw[:most])


def plain_lines(raw: str) -> str:
    """Several lines, each of them plain."""
    return "\n".join(plain_line(each) for each in raw.split("\n"))
