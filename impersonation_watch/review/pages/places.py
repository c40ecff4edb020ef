"""The places no program can search, and how to look there by hand: a page to print."""

from __future__ import annotations

from starlette.responses import Response

from impersonation_watch.review.coverage import RUNS_READ, last_coverage
from impersonation_watch.review.visit import Visit


def by_hand(visit: Visit) -> Response:
    """What to do there and what not, with the day and how much was looked at from here."""
    return visit.show(
        "places.html",
        today=visit.now,
        coverage=last_coverage(visit.vault.store.runs(limit=RUNS_READ)),
    )
