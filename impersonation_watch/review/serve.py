"""Serving the pages on this machine until they are stopped."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click
import uvicorn

from impersonation_watch import language, naming
from impersonation_watch.awake import keep_watch
from impersonation_watch.errands import run_watch
from impersonation_watch.hardening import harden_process
from impersonation_watch.model import StoreError
from impersonation_watch.review.app import create_app
from impersonation_watch.review.launch import (
    open_private,
    remove_redirect,
    sweep_redirects,
    write_redirect,
)

LOOPBACK = "127.0.0.1"


def serve(
    folder: Path,
    *,
    open_browser: bool,
    port: int = 0,
    idle_minutes: float | None = None,
    say: Callable[[str], None] = click.echo,
) -> None:
    """Serve the pages of the vault in `folder` on loopback until Ctrl+C.

    Says where the file is that opens them. Raises StoreError when the port is taken.
    """
    naming.wear(folder)
    harden_process()
    _end_in_order()
    sweep_redirects(Path(tempfile.gettempdir()), _now())
    with _bind(port) as listening:
        hosts = _hosts(listening.getsockname()[1])
        # a cookie goes to every port of 127.0.0.1, but not from a name nobody else has
        files: list[Path] = []
        app = create_app(
            folder,
            start_watch=run_watch,
            clock=_now,
            hosts=hosts,
            idle_minutes=idle_minutes,
            keep_watch=keep_watch,
            entered=lambda: _remove(files),
        )
        first, second = (f"http://{host}/enter/{app.sitting.entry}" for host in hosts)
        language.speak(language.preferred(os.environ.get("LANG", "").replace("_", "-")))
        files.append(write_redirect(first, second))
        try:
            _announce(files[0], open_browser, say)
            _run(app, listening)
        finally:
            _remove(files)


def _end_in_order() -> None:
    """Asked to end, or left by a closed terminal: lock, and take the way in away, then end."""

    def leave(number: int, frame: object) -> None:
        raise SystemExit(128 + number)  # as shells count it

    signal.signal(signal.SIGTERM, leave)  # until the server takes it over, and once it lets go
    signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))


def _hosts(port: int) -> tuple[str, str]:
    """A name of this sitting alone, which browsers resolve by themselves, and the plain address."""
    return f"{secrets.token_hex(6)}.localhost:{port}", f"{LOOPBACK}:{port}"


def _bind(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((LOOPBACK, port))
        listening.listen()  # before the browser is told: it may be quicker than the server
    except OSError as error:
        listening.close()
        raise StoreError(
            f"port {port} of this machine cannot be used: {error.strerror}",
            advice="Leave --port away; a free one is taken then.",
        ) from error
    return listening


def _announce(path: Path, open_browser: bool, say: Callable[[str], None]) -> None:
    say(f"The pages are opened by this file: {path}")
    say("It works once, and only for you. Stop with Ctrl+C.")
    if open_browser and open_private(path) is None:
        say("No private window could be opened; the browser's history will keep the word Notes.")


def _run(app: object, listening: socket.socket) -> None:
    settings = uvicorn.Config(
        app,  # type: ignore[arg-type]
        http="h11",
        ws="none",
        loop="asyncio",
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(settings).run(sockets=[listening])


def _remove(files: list[Path]) -> None:
    for path in files:
        remove_redirect(path)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)  # a page shows minutes, a report seconds
