"""Foreign text as a report may show it: bounded, with everything hidden written out."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

from impersonation_watch import language

NAME_LIMIT = 80  # units of a name; the whole name is in the evidence as it was received
ADDRESS_LIMIT = 250  # units of an address in running text
ISOLATE, ISOLATE_END = "\u2066", "\u2069"  # of the Unicode bidirectional algorithm
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # Unicode categories without ink
BLANKS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0"
)  # look empty


def shown(text: str, limit: int = NAME_LIMIT) -> str:
    """The text in at most `limit` UTF-16 units, hidden ones as [U+200B]; line ends too."""
    room = limit - 1
    pieces: list[str] = []
    for each in text[: limit + 1]:
        piece = _inked(each)
        room -= units(piece)
        if room < 0:
            return "".join(pieces) + "…"
        pieces.append(piece)
    return "".join(pieces)


def units(text: str) -> int:
    """Length as web forms count it: in UTF-16 units."""
    return len(text.encode("utf-16-le", "replace")) // 2


def moment(at: datetime) -> str:
    """A time as every report writes it."""
    return in_order(at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC"))


def in_order(text: str) -> str:
    """A date or an address inside a sentence: kept left to right where the sentence is not."""
    if language.direction(language.spoken()) == "ltr":
        return text
    return f"{ISOLATE}{text}{ISOLATE_END}"


def code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


def _inked(character: str) -> str:
    hidden = unicodedata.category(character) in HIDDEN or character in BLANKS
    return f"[{code_point(character)}]" if hidden else character
