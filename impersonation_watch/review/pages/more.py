"""The activity list and what this program keeps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from impersonation_watch.keeping.erase import remains_of_all
from impersonation_watch.review.coverage import RUNS_READ, last_coverage
from impersonation_watch.review.visit import Visit
from impersonation_watch.review.wording import told_lines

LINES_READ = 5000  # most lines are one for each file of evidence
LINES_SHOWN = 200
STATIC = {
    "style.css": "text/css",
    "script.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


def activity(visit: Visit) -> Response:
    """What was done here, newest first."""
    lines = told_lines(visit.vault.store.doings(limit=LINES_READ))
    return visit.show("activity.html", lines=lines[:LINES_SHOWN])


def help_page(visit: Visit) -> Response:
    """What is kept and where, what the browser keeps, what this cannot do."""
    return visit.show(
        "help.html",
        folder=visit.vault.folder,
        coverage=last_coverage(visit.vault.store.runs(limit=RUNS_READ)),
        remains=remains_of_all(),
    )


def static_file(name: str) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint for one of our own files. They say nothing about anybody."""
    content = (files("impersonation_watch.review") / "static" / name).read_bytes()

    async def endpoint(_request: Request) -> Response:
        return Response(content, media_type=STATIC[name])

    return endpoint
