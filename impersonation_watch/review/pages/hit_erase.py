"""Erasing one profile that was found, with all that was kept about it."""

from __future__ import annotations

from starlette.responses import Response

from impersonation_watch import keeping
from impersonation_watch.language import _
from impersonation_watch.review.visit import Page, Visit


def ask(visit: Visit) -> Response:
    """What goes, and what does the same more gently."""
    return visit.show("hit_erase.html", stored=visit.hit())


def erase(visit: Visit) -> Response:
    """It goes for good; what that cannot reach is said. Raises WatchError while a look is on."""
    remains = keeping.erase_hit(visit.vault, visit.hit().id, now=visit.now)
    return visit.show(
        "settings_removed.html", remains=remains, back_to="/", back_name=_("Overview")
    )


PAGES: tuple[tuple[str, str, Page], ...] = (
    ("GET", "/n/{hit}/erase", ask),
    ("POST", "/n/{hit}/erase", erase),
)
