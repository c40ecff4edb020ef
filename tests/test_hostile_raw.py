"""Programs that speak to the port by hand: nothing is shown, nothing changes, nothing ends."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import NOW
from reviewing import PASSPHRASE, copy_of_filled
from served import everything_kept, serve
from test_review_served import Talk, _enter

pytestmark = pytest.mark.server

HEARD = 2.0  # seconds an answer may take before silence counts as one
FORM = "Content-Type: application/x-www-form-urlencoded"
OURS = "Origin: null\nSec-Fetch-Site: same-origin"
POSTED = f"POST $hit/decide HTTP/1.1\nHost: $host\n{OURS}\n{FORM}\n"
BODY = "token=guessed&decision=impostor"
SMUGGLED = "POST /lock HTTP/1.1\nHost: $host\nCookie: $cookie\nContent-Length: 0\n\n"

# with the cookie, as if a browser had been talked into it
WITH_COOKIE = {
    "a foreign name": "GET / HTTP/1.1\nHost: attacker.localhost:$port\n\n",
    "a name bound anew": "GET / HTTP/1.1\nHost: rebind.example:$port\n\n",
    "another port": "GET / HTTP/1.1\nHost: $name:1\n\n",
    "no port": "GET / HTTP/1.1\nHost: $name\n\n",
    "the plain name of this machine": "GET / HTTP/1.1\nHost: localhost:$port\n\n",
    "a number as name": "GET / HTTP/1.1\nHost: 2130706433:$port\n\n",
    "the sixth version": "GET / HTTP/1.1\nHost: [::1]:$port\n\n",
    "a dot behind the name": "GET / HTTP/1.1\nHost: $name.:$port\n\n",
    "a user before the name": "GET / HTTP/1.1\nHost: x@$host\n\n",
    "two names": "GET / HTTP/1.1\nHost: $host\nHost: evil.example\n\n",
    "two names in one line": "GET / HTTP/1.1\nHost: $host, evil.example\n\n",
    "no name": "GET / HTTP/1.1\n\n",
    "no name in the old way": "GET / HTTP/1.0\n\n",
    "an empty name": "GET / HTTP/1.1\nHost:\n\n",
    "a name in the address alone": "GET http://$host/ HTTP/1.1\nHost: evil.example\n\n",
    "another name in the address": "GET http://evil.example/ HTTP/1.1\nHost: $host\n\n",
    "a forwarded name": "GET / HTTP/1.1\nHost: evil.example\nX-Forwarded-Host: $host\n"
    "Forwarded: host=$host\nX-Forwarded-For: 127.0.0.1\nX-Forwarded-Proto: http\n\n",
    "another path in a header": "GET /nowhere HTTP/1.1\nHost: $host\nX-Original-URL: /\n"
    "X-Rewrite-URL: /\n\n",
    "from another site": "GET / HTTP/1.1\nHost: $host\nSec-Fetch-Site: cross-site\n\n",
    "from another port": "GET / HTTP/1.1\nHost: $host\nSec-Fetch-Site: same-site\n\n",
    "into a frame": "GET / HTTP/1.1\nHost: $host\nSec-Fetch-Dest: iframe\n\n",
    "an address our own forms have": f"POST /search/lock HTTP/1.1\nHost: $host\n{FORM}\n"
    "Content-Length: 0\n\n",
    "another address behind that": "GET /search/enter/x HTTP/1.1\nHost: evil.example\n\n",
    "a form from nowhere": f"POST $hit/decide HTTP/1.1\nHost: $host\n{FORM}\n"
    f"Content-Length: 31\n\n{BODY}",
    "a form without our token": f"{POSTED}Content-Length: 31\n\n{BODY}",
    "a form with a foreign origin": f"POST /lock HTTP/1.1\nHost: $host\nOrigin: http://evil.example\n"
    f"{FORM}\nContent-Length: 0\n\n",
    "two origins": f"POST /lock HTTP/1.1\nHost: $host\nOrigin: http://$host\n"
    f"Origin: http://evil.example\n{FORM}\nContent-Length: 0\n\n",
    "plain text": f"POST /lock HTTP/1.1\nHost: $host\n{OURS}\nContent-Type: text/plain\n"
    "Content-Length: 7\n\ntoken=x",
    "no kind of content": f"POST /lock HTTP/1.1\nHost: $host\n{OURS}\nContent-Length: 7\n\ntoken=x",
    "two kinds of content": f"POST /lock HTTP/1.1\nHost: $host\n{OURS}\nContent-Type: text/plain\n"
    f"{FORM}\nContent-Length: 7\n\ntoken=x",
    "files where none are taken": f"POST /lock HTTP/1.1\nHost: $host\n{OURS}\n"
    "Content-Type: multipart/form-data; boundary=b\nContent-Length: 5\n\n--b--",
    "no length": f"{POSTED}\n{BODY}",
    "a length and pieces": f"{POSTED}Content-Length: 4\nTransfer-Encoding: chunked\n\n0\n\n"
    f"{SMUGGLED}",
    "pieces": f"{POSTED}Transfer-Encoding: chunked\n\n1f\n{BODY}\n0\n\n",
    "pieces of another kind": f"{POSTED}Transfer-Encoding: xchunked\n\n0\n\n{SMUGGLED}",
    "two lengths": f"{POSTED}Content-Length: 0\nContent-Length: 31\n\n{BODY}",
    "a length below nothing": f"{POSTED}Content-Length: -1\n\n{BODY}",
    "a length that is too much": f"{POSTED}Content-Length: 99999999999\n\n{BODY}",
    "a body behind a GET": "GET /nowhere HTTP/1.1\nHost: $host\n"
    f"Content-Length: {len(SMUGGLED)}\n\n{SMUGGLED}",
    "a second request behind the first": f"GET /nowhere HTTP/1.1\nHost: $host\n\n{SMUGGLED}",
    "another method in a header": f"GET $hit/decide HTTP/1.1\nHost: $host\n{OURS}\n"
    "X-HTTP-Method-Override: POST\n\n",
    "a method nobody knows": f"LOCK / HTTP/1.1\nHost: $host\n{OURS}\n\n",
    "a method in small letters": f"post /lock HTTP/1.1\nHost: $host\n{OURS}\n{FORM}\n\n",
    "tracing": f"TRACE / HTTP/1.1\nHost: $host\n{OURS}\n\n",
    "a tunnel": "CONNECT $host HTTP/1.1\nHost: $host\n\n",
    "an upgrade": "GET /nowhere HTTP/1.1\nHost: $host\nConnection: Upgrade\nUpgrade: h2c\n"
    "HTTP2-Settings: AAMAAABkAAQAAP__\n\n",
    "a web socket": "GET / HTTP/1.1\nHost: evil.example\nConnection: Upgrade\nUpgrade: websocket\n"
    "Sec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n\n",
    "a folded line": "GET / HTTP/1.1\nHost: $host\n evil.example\n\n",
    "a space before the colon": "GET / HTTP/1.1\nHost : $host\n\n",
    "a path with dots": "GET /style.css/../n/../ HTTP/1.1\nHost: $host\n\n",
    "a path with hidden dots": "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\nHost: $host\n\n",
    "a path with a nought": "GET /%00/ HTTP/1.1\nHost: $host\n\n",
    "a header without end": "GET / HTTP/1.1\nHost: $host\nX: " + "x" * 200_000 + "\n\n",
    "noise": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n\n",
    "the second version": "PRI * HTTP/2.0\n\nSM\n\n",
}
# without it: another program, or another user of the machine
WITHOUT = {
    "nothing but the name": "GET / HTTP/1.1\nHost: $host\n\n",
    "the plain address": "GET / HTTP/1.1\nHost: 127.0.0.1:$port\n\n",
    "a profile": "GET $hit HTTP/1.1\nHost: $host\n\n",
    "a picture": "GET /photos/a1b2c3 HTTP/1.1\nHost: $host\n\n",
    "a guessed cookie": "GET / HTTP/1.1\nHost: $host\nCookie: $named=x\n\n",
    "a guessed way in": "GET /enter/x HTTP/1.1\nHost: $host\n\n",
    "a form that locks": f"POST /lock HTTP/1.1\nHost: $host\n{OURS}\n{FORM}\nContent-Length: 0\n\n",
    "only the head": "HEAD / HTTP/1.1\nHost: $host\n\n",
}


@dataclass
class Port:
    """An open session on a port, and a hand that writes to that port."""

    talk: Talk
    hit: str
    folder: Path
    kept: dict[str, list[str]]

    def say(self, request: str, *, cookie: bool) -> bytes:
        """What comes back, until it closes or falls silent."""
        parts = urlsplit(f"//{self.talk.host}")
        told = {
            "$host": self.talk.host,
            "$name": parts.hostname or "",
            "$port": str(parts.port),
            "$cookie": self.talk.cookie,
            "$named": self.talk.cookie.partition("=")[0],
            "$hit": self.hit,
        }
        if cookie:
            first, _, rest = request.partition("\n")
            request = f"{first}\nCookie: {self.talk.cookie}\n{rest}"
        for name, value in told.items():
            request = request.replace(name, value)
        return self._send(request.replace("\n", "\r\n").encode("latin-1"))

    def _send(self, content: bytes) -> bytes:
        answer, until = b"", time.monotonic() + HEARD
        with socket.create_connection(("127.0.0.1", self.talk.port), timeout=HEARD) as wire:
            try:
                wire.sendall(content)
                wire.settimeout(0.3)
                while time.monotonic() < until and (piece := wire.recv(65536)):
                    answer += piece
            except OSError:
                pass  # it hung up, or fell silent
        return answer


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Port]:
    folder = tmp_path_factory.mktemp("port")
    ids = copy_of_filled(folder / "notes", NOW)
    with serve(folder) as served:
        talk = _enter(served)
        talk.post("/unlock", passphrase=PASSPHRASE)
        yield Port(talk, f"/n/{ids['naomi.w']}", folder, everything_kept(folder, NOW))


def harm(port: Port, request: str, *, cookie: bool) -> list[str]:
    """What a request came to that it should not have."""
    answer = port.say(request, cookie=cookie)
    shown = [each for each in ("Whitaker", "naomi", "RIFF") if each.encode() in answer]
    changed = ["changed"] if everything_kept(port.folder, NOW) != port.kept else []
    ended = [] if "Whitaker" in port.talk.get("/") else ["ended"]
    return shown + changed + ended


@pytest.mark.parametrize("kind", WITH_COOKIE)
def test_a_request_that_is_not_quite_ours_comes_to_nothing(port: Port, kind: str) -> None:
    assert harm(port, WITH_COOKIE[kind], cookie=True) == []


@pytest.mark.parametrize("kind", WITHOUT)
def test_a_program_without_the_cookie_learns_nothing(port: Port, kind: str) -> None:
    assert harm(port, WITHOUT[kind], cookie=False) == []


def test_the_hand_that_writes_does_reach_the_pages(port: Port) -> None:
    assert b"Whitaker" in port.say("GET / HTTP/1.1\nHost: $host\n\n", cookie=True)
