"""Whom to turn to: helplines by country, each with the day and the page it was checked against."""

from __future__ import annotations

from impersonation_watch.helplines.reading import countries, international, load, of
from impersonation_watch.helplines.shapes import Country, Helpline
from impersonation_watch.helplines.telling import (
    checked,
    country,
    hours,
    in_words,
    languages,
    notes,
    serves,
)

__all__ = [
    "Country", "Helpline", "checked", "countries", "country", "hours", "in_words", "international",
    "languages", "load", "notes", "of", "serves",
]  # fmt: skip
