"""The table of addresses and what stands in front of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from impersonation_watch.language import _
from impersonation_watch.review.guard import Guard
from impersonation_watch.review.looking import StartWatch
from impersonation_watch.review.pages import (
    batch_table,
    case_table,
    door,
    helplines,
    hit_case,
    hit_erase,
    hits,
    languages,
    leaving,
    look,
    more,
    namesakes,
    overview,
    pause,
    places,
    recovery,
    reports,
    settings,
    setup,
)
from impersonation_watch.review.sitting import KeepWatch, Sitting
from impersonation_watch.review.visit import Page, not_here, page

IDLE_MINUTES = 10
LOCK_CHECKED = 5.0  # seconds between two looks at the clock when nobody asks for a page

ROUTES: tuple[tuple[str, str, Page], ...] = (
    ("GET", "/", overview.overview),
    ("GET", "/n/{hit}", hits.hit),
    ("POST", "/n/{hit}/decide", hits.decide),
    ("POST", "/n/{hit}/undo", hits.undo),
    ("POST", "/n/{hit}/later", hits.later),
    ("POST", "/n/{hit}/keys", hits.keys),
    ("POST", "/n/{hit}/cover", hits.cover),
    ("GET", "/n/{hit}/out", hits.out),
    ("GET", "/n/{hit}/theirs", hits.theirs),
    *namesakes.PAGES,
    *hit_case.PAGES,
    *hit_erase.PAGES,
    *reports.PAGES,
    ("GET", "/photos/{photo}", hits.ours),
    ("GET", "/pause", pause.pause),
    ("POST", "/pause", pause.choose),
    *case_table.PAGES,
    *batch_table.PAGES,
    ("POST", "/look", look.look),
    ("POST", "/check", look.check),
    ("GET", "/looking", look.progress),
    ("GET", "/places", places.by_hand),
    ("GET", "/settings", settings.settings),
    ("GET", "/settings/{what}", settings.part),
    ("GET", "/settings/{what}/{person}", settings.part),
    ("POST", "/settings/{what}", settings.change),
    ("GET", "/activity", more.activity),
    ("GET", "/help", more.help_page),
)
OPEN_WHILE_LOCKED: tuple[tuple[str, str, Page], ...] = (
    ("GET", "/unlock", door.ask),
    ("POST", "/unlock", door.unlock),
    ("POST", "/lock", door.lock),
    ("POST", "/leave", door.leave),
    ("GET", "/left", door.left),
    ("GET", "/still-here", door.still_here),
    ("GET", "/leaving", leaving.explain),
    ("POST", "/leaving", leaving.understood),
    ("GET", "/setup-code", recovery.show),
    ("POST", "/setup-code", recovery.forget),
    ("POST", "/language", languages.choose),
    ("GET", "/helplines", helplines.show),
    ("POST", "/helplines", helplines.choose),
    *((method, path, setup.only_without_vault(shown)) for method, path, shown in setup.PAGES),
    ("GET", "/{rest:path}", not_here),
)


def create_app(
    folder: Path,
    *,
    start_watch: StartWatch,
    clock: Callable[[], datetime],
    hosts: Collection[str],
    idle_minutes: float | None = None,
    keep_watch: KeepWatch = lambda vault, *, afresh=False: None,
    entered: Callable[[], None] = lambda: None,
) -> Guard:
    """The pages of the vault in `folder`, as an ASGI application that starts locked.

    `hosts` are the only `Host` values answered, each with its port. `entered` is called once,
    when the one-time token was used. Its token is `app.sitting.entry`. It locks after
    `idle_minutes`, or as the settings say. `keep_watch` is told when the vault opens.
    """
    app = Starlette(routes=_routes(), lifespan=_lifespan, exception_handlers={Exception: _broken})
    app.state.sitting = Sitting(
        folder=folder,
        clock=clock,
        start_watch=start_watch,
        idle=timedelta(minutes=IDLE_MINUTES if idle_minutes is None else idle_minutes),
        idle_is_fixed=idle_minutes is not None,
        keep_watch=keep_watch,
    )
    app.state.entered = entered
    # cookies know no ports: another sitting on this machine must not overwrite ours
    app.state.cookie = f"notes-{app.state.sitting.session[:8]}"
    app.state.hand = ThreadPoolExecutor(max_workers=1)
    return Guard(app, hosts, app.state.sitting)


def _routes() -> list[Route]:
    own_files = [Route(f"/{name}", more.static_file(name), methods=["GET"]) for name in more.STATIC]
    behind = [Route(path, page(shown), methods=[method]) for method, path, shown in ROUTES]
    before = [
        Route(path, page(shown, locked_too=True), methods=[method])
        for method, path, shown in OPEN_WHILE_LOCKED
    ]
    entry = Route("/enter/{token}", door.enter, methods=["GET"])
    return [entry, *own_files, *behind, *before]


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    """Watch the clock while the pages are served; lock when they end."""
    ticking = asyncio.create_task(_lock_when_idle(app))
    try:
        yield
    finally:
        ticking.cancel()
        with suppress(asyncio.CancelledError):
            await ticking
        await _by_hand(app, app.state.sitting.lock)
        app.state.hand.shutdown()


async def _lock_when_idle(app: Starlette) -> None:
    while True:
        await asyncio.sleep(LOCK_CHECKED)
        await _by_hand(app, app.state.sitting.lock_if_idle)


async def _by_hand(app: Starlette, act: Callable[[], None]) -> None:
    await asyncio.get_running_loop().run_in_executor(app.state.hand, act)


async def _broken(request: Request, error: Exception) -> Response:
    return PlainTextResponse(
        _("Something in the program broke. What is kept is safe. Go back and try once more."), 500
    )
