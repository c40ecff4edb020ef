"""Mistakes of our own readers: one answer is lost and named, everything else goes on."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped] # publishes no types

from impersonation_watch.model import CannotSee
from spiders.verdict import changed

MISTAKES = (  # what reading foreign text can raise; a full disk or a stopped run is none of it
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    etree.LxmlError,
)


def named(mistake: BaseException) -> CannotSee:
    """The mistake as a changed layout, by the name of its type: its text may hold foreign words."""
    return changed(f"our reader stopped: {type(mistake).__name__}")
