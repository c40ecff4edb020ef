"""JSON as pages really carry it: line breaks in strings, trailing commas, comments."""

from __future__ import annotations

import json
import re
from typing import Any

LONGEST = 600_000  # characters; TikTok's script has 300,000
# Every alternative runs to the end where its end is missing, so that no text is read twice.
# Strings are matched first, so that nothing inside them is taken for a comment or a comma.
_PIECES = re.compile(
    r'"(?:[^"\\]|\\.)*+(?:"|\Z|\\)'  # a string, also with raw line breaks, also unfinished
    r"|//[^\n]*|/\*.*?(?:\*/|\Z)"  # comments
    r"|,(?=\s*[}\]])"  # a comma before the end
    r"|<!--|-->|/\*<!\[CDATA\[\*/|<!\[CDATA\[|\]\]>",
    re.DOTALL,
)


def read(text: str) -> Any:
    """The value, or None where even a forgiving reader finds no JSON. Never raises."""
    if len(text) > LONGEST:
        return None
    for attempt in (text, _PIECES.sub(_mended, text), _without_end(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _mended(piece: re.Match[str]) -> str:
    return piece[0] if piece[0].startswith('"') else ""


def _without_end(text: str) -> str:
    """Comments first, then the commas they stood behind, then what follows the value."""
    mended = _PIECES.sub(_mended, _PIECES.sub(_mended, text))
    return mended.strip().rstrip(";")
