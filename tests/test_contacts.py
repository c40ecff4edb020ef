"""A whole session of the pages in a real browser contacts no host at all."""

from __future__ import annotations

import os
import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

import pytest
from chrome import Chrome
from conftest import NOW
from firefox import Firefox
from reviewing import PASSPHRASE, copy_of_filled, hit, keep, signal
from served import enter, serve, unlock
from test_naming import below
from test_review_served import _hostile
from walking import LINKS, route_of
from window import Window

from impersonation_watch import review
from impersonation_watch.model import Mark
from impersonation_watch.review.app import _routes
from impersonation_watch.vault import Vault

pytestmark = [pytest.mark.server, pytest.mark.browser]

MOST_OF_A_KIND = 3
QUIET = (  # what the browser asks for by itself, whatever page is open
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--no-pings",
)  # fmt: skip
# asked by the browser itself, also while an empty page is open
OWN = re.compile(
    rb"(?:CONNECT |GET http://|POST http://)(?:"
    rb"(?:accounts|clients\d?)\.google\.com|(?:optimizationguide-pa|update)\.googleapis\.com|"
    rb"[\w.-]+\.mozilla\.(?:com|net|org))\b"
)
TABLES = ("tcp", "tcp6", "udp", "udp6")


@dataclass
class Sink:
    """A proxy for everything that is not this machine: hears names, answers nothing."""

    port: int = 0
    heard: list[bytes] = field(default_factory=list)

    def told(self) -> list[bytes]:
        """What was asked since the last time, but for what the browser asks by itself."""
        told = [each for each in self.heard if not OWN.match(each)]
        self.heard.clear()
        return told


@contextmanager
def sink() -> Iterator[Sink]:
    found = Sink()

    class Ear(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            found.heard.append(self.rfile.readline(500))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Ear) as server:
        server.daemon_threads = True
        found.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield found
        server.shutdown()


@contextmanager
def noting_contacts() -> Iterator[set[str]]:
    """Every address that a process started from here is connected to, this machine left out."""
    seen: set[str] = set()
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(0.03):
            seen.update(_contacts())

    thread = threading.Thread(target=look)
    thread.start()
    yield seen
    ended.set()
    thread.join()


def _contacts() -> Iterator[str]:
    ours = {inode for pid in below(os.getpid()) for inode in _sockets(pid)}
    for table in TABLES:
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            words = line.split()
            if words[9] in ours and not _is_here(words[2].partition(":")[0]):
                yield f"{table} {words[2]}"


def _sockets(pid: int) -> Iterator[str]:
    with suppress(OSError):
        for each in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                found = re.fullmatch(r"socket:\[(\d+)\]", str(each.readlink()))
                if found:
                    yield found[1]


def _is_here(written: str) -> bool:
    """Whether an address, as Linux writes it, is this machine or none."""
    words = [bytes.fromhex(written[at : at + 8])[::-1] for at in range(0, len(written), 8)]
    address = ip_address(b"".join(words))
    mapped = getattr(address, "ipv4_mapped", None) or address
    return bool(mapped.is_loopback or mapped.is_unspecified)


def _browser(name: str, program: str, folder: Path, port: int) -> Window:
    if name == "chromium":
        proxy = f"--proxy-server=127.0.0.1:{port}"
        return Chrome(program, folder / "profile", *QUIET, proxy, "about:blank")
    proxy_of = {f"network.proxy.{kind}": "127.0.0.1" for kind in ("http", "ssl")}
    ports = {f"network.proxy.{kind}_port": port for kind in ("http", "ssl")}
    prefs = {"network.proxy.type": 1, "network.proxy.failover_direct": False, **proxy_of, **ports}
    return Firefox(program, folder / "profile", prefs=prefs)


def _fill(folder: Path, port: int) -> None:
    """Also with profiles that would have the browser call somebody."""
    copy_of_filled(folder / "notes", NOW)
    with Vault.open(folder / "notes", PASSPHRASE) as vault:
        for handle, text in _hostile(port).items():
            same = signal("name_exact", 9.0, ours="Naomi Whitaker", theirs=text)
            links = ("https://caller.example/l", text)
            keep(vault, hit(NOW, handle, same, mark=Mark.NOTIFY, bio=text, links=links), NOW)


def _visit_everything(window: Window, proxy: Sink) -> tuple[set[str], list[str]]:
    """Every page that links lead to, with all that folds open; their routes, and whom they call."""
    routes = [each for each in _routes() if "GET" in (each.methods or ())]
    origin, ways, seen = window.run("location.origin"), ["/"], list[str]()
    counted: dict[str | None, int] = {}
    calls: list[str] = []
    while ways:
        path = ways.pop(0)
        route = route_of(path, routes)
        counted[route] = counted.get(route, 0) + 1
        if path in seen or counted[route] > MOST_OF_A_KIND + 20 * (route == "/n/{hit}"):
            continue
        seen.append(path)
        window.open(origin + path)
        window.run("document.querySelectorAll('details').forEach(each => each.open = true)")
        ways += [each for each in window.run(LINKS) if each not in seen]
        calls += [f"{path} {each!r}" for each in proxy.told()]
    return {str(route) for route in counted}, calls


@pytest.mark.parametrize("name", ["chromium", "firefox"])
def test_a_whole_session_contacts_no_host(
    request: pytest.FixtureRequest, tmp_path: Path, name: str
) -> None:
    program = request.getfixturevalue(name)
    with sink() as proxy, noting_contacts() as contacts:
        _fill(tmp_path, proxy.port)
        with serve(tmp_path) as served, _browser(name, program, tmp_path, proxy.port) as window:
            enter(window, served)
            unlock(window)
            routes, calls = _visit_everything(window, proxy)
            window.open(window.run("location.origin") + "/")
            window.click("#leave button")
            asked = served.noted.read_text("utf-8")
    assert {"/cases", "/settings", "/helplines", "/places", "/help", "/n/{hit}"} <= routes
    assert (asked, calls, proxy.told(), contacts) == ("", [], [], set())


def test_the_proxy_does_hear_a_page_that_calls(tmp_path: Path, chromium: str) -> None:
    with sink() as proxy, _browser("chromium", chromium, tmp_path, proxy.port) as window:
        window.go("data:text/html,<img src='http://caller.example/i'>")
        window.wait("document.readyState === 'complete'")
        assert any(b"caller.example" in each for each in proxy.heard)


TEMPLATES = sorted((Path(review.__file__).parent / "templates").glob("*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_no_field_stands_outside_a_form_that_leads_aside(template: Path) -> None:
    """A browser describes fields without a form, and forms without an address, to its maker."""
    forms = re.findall(r"<form\b[^>]*>", template.read_text("utf-8"))
    assert [each for each in forms if ' action="' not in each] == []
