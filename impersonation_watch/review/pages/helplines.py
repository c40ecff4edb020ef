"""Whom to turn to. It says nothing about anybody, so it can be read while locked."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from starlette.responses import Response

from impersonation_watch import helplines
from impersonation_watch.review.visit import NotHere, Visit, go
from impersonation_watch.review.wording import date as day_in_words

NOON = time(12)  # a day without a time of day stays the same day in every zone near ours


def show(visit: Visit) -> Response:
    """Those of the country chosen, and those that help anywhere."""
    chosen = visit.sitting.country
    return visit.show(
        "helplines.html",
        chosen=chosen,
        countries=sorted(
            ((helplines.country(each.id), each.id) for each in helplines.countries()),
        ),
        near=helplines.of(chosen) if chosen else (),
        anywhere=helplines.international(),
        telling=helplines,
        checked=lambda helpline: _checked(helpline, visit.now.date()),
    )


def choose(visit: Visit) -> Response:
    """Another country. It is kept in memory until she leaves, never in an address."""
    wanted = visit.form.get("country", "")
    if wanted and not helplines.of(wanted):
        raise NotHere
    visit.sitting.country = wanted
    return go("/helplines")


def _checked(helpline: helplines.Helpline, today: date) -> str:
    day = helpline.checked
    written = day_in_words(datetime.combine(day, NOON, UTC)) if day else ""
    return helplines.checked(helpline, written, today)
