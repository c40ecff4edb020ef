"""The practice network: places in their true shape, invented people, on loopback over TLS.

One server in a process of its own answers for all hosts, by the Host header, with a certificate
of an authority made at start. It ends with the process that started it.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import click
import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.routing import BaseRoute, Host, Route, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from impersonation_watch import naming
from impersonation_watch.demo import certificate
from impersonation_watch.demo.hosts import (
    BLOCKING_MASTODON,
    BLUESKY,
    CHANGED,
    CHANGED_MASTODON,
    GITHUB,
    LOGIN_ONLY,
    MASTODON,
    SLOW_MASTODON,
    TELEGRAM,
    TIKTOK,
    WALLED,
    YOUTUBE,
)
from impersonation_watch.demo.places import bluesky, github, handle_pages, mastodon
from impersonation_watch.model import Practice, WatchError

START_LIMIT = 15.0  # seconds; it takes about one, on a busy machine a few
READY, REQUESTS = "ready.json", "requests.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request the practice network saw."""

    host: str
    path: str  # with the query string
    status: int
    agent: str


class PracticeNetwork:
    """`with PracticeNetwork() as network:` runs the server; `network.practice` leads to it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="practice-")
        self._server: subprocess.Popen[bytes] | None = None
        self.practice = Practice(hosts={}, ca_pem="")

    def __enter__(self) -> Self:
        command = [*naming.command(__spec__.name), self._folder.name]
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE)
        try:
            self.practice = self._wait(self._server, Path(self._folder.name) / READY)
        except WatchError:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def requests(self) -> tuple[Visit, ...]:
        """Every request answered so far, in order."""
        log = Path(self._folder.name) / REQUESTS
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        return tuple(Visit(**json.loads(line)) for line in lines)

    def close(self) -> None:
        """End the server; harmless when it has ended."""
        if self._server and self._server.stdin:
            self._server.stdin.close()
            self._server.terminate()
            self._server.wait()
        self._server = None
        self._folder.cleanup()

    @staticmethod
    def _wait(server: subprocess.Popen[bytes], ready: Path) -> Practice:
        stop = time.monotonic() + START_LIMIT
        while not ready.exists():
            if server.poll() is not None or time.monotonic() > stop:
                raise WatchError(
                    "The practice network did not start.",
                    advice="Try again; if it stays so, reinstall the program.",
                )
            time.sleep(0.02)
        return Practice(**json.loads(ready.read_text("utf-8")))


def hosts() -> dict[str, list[Route]]:
    """Every host name of the practice network, and what it answers."""
    return {
        **{host: bluesky.api() for host in bluesky.API_HOSTS},
        BLUESKY: bluesky.pages(),
        bluesky.PICTURE_HOST: bluesky.pictures(),
        MASTODON: mastodon.server(MASTODON),
        SLOW_MASTODON: mastodon.server(SLOW_MASTODON, mastodon.LATE),
        BLOCKING_MASTODON: mastodon.blocking(),
        CHANGED_MASTODON: mastodon.changed(),
        **{host: mastodon.pictures() for host in mastodon.PICTURE_HOSTS.values()},
        github.API_HOST: github.api(),
        GITHUB: github.pages(),
        github.PICTURE_HOST: github.pictures(),
        TIKTOK: handle_pages.tiktok(),
        YOUTUBE: handle_pages.youtube(),
        TELEGRAM: handle_pages.telegram(),
        handle_pages.TIKTOK_PICTURES: handle_pages.pictures(),
        handle_pages.YOUTUBE_PICTURES: handle_pages.pictures(),
        handle_pages.TELEGRAM_PICTURES: handle_pages.pictures(),
        WALLED: handle_pages.walled(),
        LOGIN_ONLY: handle_pages.login_only(),
        CHANGED: handle_pages.changed(),
    }


def application() -> Starlette:
    """The whole network as one ASGI application."""
    routes: list[BaseRoute] = [Host(name, Router(routes)) for name, routes in hosts().items()]
    return Starlette(routes=routes)


class _Log:
    """Writes one line for each answer, before the answer leaves."""

    def __init__(self, application: ASGIApp, path: Path) -> None:
        self.application = application
        self.path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._note(scope, message["status"])
            await send(message)

        await self.application(scope, receive, noting if scope["type"] == "http" else send)

    def _note(self, scope: Scope, status: int) -> None:
        headers = Headers(scope=scope)
        query = scope["query_string"].decode("latin-1")
        visit = {
            "host": headers.get("host", ""),
            "path": scope["path"] + ("?" + query if query else ""),
            "status": status,
            "agent": headers.get("user-agent", ""),
        }
        with self.path.open("a", encoding="utf-8") as log:
            log.write(json.dumps(visit) + "\n")


async def _serve(folder: Path) -> None:
    names = list(hosts())
    papers = certificate.issue(names, datetime.now(UTC))
    certificate_path, key_path = folder / "certificate.pem", folder / "key.pem"
    certificate_path.write_bytes(papers.certificate)
    key_path.write_bytes(papers.key)
    config = uvicorn.Config(
        _Log(application(), folder / REQUESTS),
        port=0,
        log_level="critical",
        server_header=False,  # each place names its own
        ssl_certfile=certificate_path,
        ssl_keyfile=key_path,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    if server.started:
        port = server.servers[0].sockets[0].getsockname()[1]
        authority = papers.authority.decode()
        _announce(folder, {"hosts": dict.fromkeys(names, port), "ca_pem": authority})
    threading.Thread(target=_end_with_parent, args=[server], daemon=True).start()
    await serving


def _announce(folder: Path, ready: dict[str, object]) -> None:
    draft = folder / "ready.part"
    draft.write_text(json.dumps(ready), encoding="utf-8")
    draft.replace(folder / READY)


def _end_with_parent(server: uvicorn.Server) -> None:
    sys.stdin.buffer.read()  # nothing is ever written: it ends when the parent does
    server.should_exit = True


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def main(folder: Path) -> None:
    """Serve until standard input closes; write address and authority to FOLDER."""
    naming.wear()
    asyncio.run(_serve(folder))


if __name__ == "__main__":
    main()
