"""A small server on 127.0.0.1 that plays any number of hosts and remembers who asked when."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from impersonation_watch.model import Practice


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a host answers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0


@dataclass(slots=True, kw_only=True)
class Asked:
    """One request as it came in."""

    host: str
    path: str
    headers: dict[str, str]
    began: float
    ended: float = 0.0


Answers = Callable[[str, str], Reply]  # host and path with query


class Loopback:
    """`with Loopback(answers, hosts) as server:`; `server.practice` leads to it over plain http."""

    def __init__(self, answers: Answers, hosts: tuple[str, ...], *, delay: float = 0.0) -> None:
        self.asked: list[Asked] = []
        self.answers = answers
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self.port = self._server.server_address[1]
        ports = dict.fromkeys(hosts, self.port)
        self.practice = Practice(hosts=ports, ca_pem="", delay=delay, plain=hosts)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def paths(self, host: str) -> list[str]:
        """What one host was asked for, robots.txt left out."""
        return [
            each.path for each in self.asked if each.host == host and each.path != "/robots.txt"
        ]


def _handler_of(server: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers.get("Host", "").partition(":")[0]
            asked = Asked(
                host=host, path=self.path, headers=dict(self.headers), began=time.monotonic()
            )
            server.asked.append(asked)
            reply = server.answers(host, self.path)
            time.sleep(reply.wait)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            with suppress(ConnectionError):
                self.end_headers()
            asked.ended = time.monotonic()
            with suppress(ConnectionError):  # who asked may have been stopped meanwhile
                self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    return Handler
