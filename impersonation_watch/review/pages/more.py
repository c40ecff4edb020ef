"""The activity list and what this program keeps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from impersonation_watch.review.visit import Visit
from impersonation_watch.review.wording import is_told
from impersonation_watch.words import CANNOT_SEARCH

LINES_READ = 5000  # most lines are one for each file of evidence
LINES_SHOWN = 200
STATIC = {
    "style.css": "text/css",
    "script.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


def activity(visit: Visit) -> Response:
    """What was done here, newest first."""
    lines = [each for each in visit.vault.store.activity(limit=LINES_READ) if is_told(each)]
    return visit.show("activity.html", lines=lines[:LINES_SHOWN])


def help_page(visit: Visit) -> Response:
    """What is kept and where, what the browser keeps, what this cannot do."""
    return visit.show("help.html", folder=visit.vault.folder, cannot_search=CANNOT_SEARCH)


def static_file(name: str) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint for one of our own files. They say nothing about anybody."""
    content = (files("impersonation_watch.review") / "static" / name).read_bytes()

    async def endpoint(_request: Request) -> Response:
        return Response(content, media_type=STATIC[name])

    return endpoint
