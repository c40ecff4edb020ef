"""Other pages in the same browser: they change nothing, read nothing and end nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from chrome import Chrome
from conftest import NOW
from firefox import Firefox
from hostile import KINDS, WITH_COOKIE, Attacker, attacking
from reviewing import copy_of_filled
from served import enter, everything_kept, serve, unlock
from window import Window

pytestmark = [pytest.mark.server, pytest.mark.browser]

LET_THROUGH = {"dom.disable_open_during_load": False}  # windows may open without a click
OVER = "document.title === 'done' || location.port !== '{port}'"


@dataclass
class Siege:
    """A person's open pages, and another page in the same browser."""

    window: Window
    attacker: Attacker
    folder: Path
    host: str
    kept: dict[str, list[str]]

    def attack(self, kind: str, name: str) -> list[str]:
        """Open the page that tries it; what it could read."""
        port = self.attacker.port
        self.window.go(f"http://{name}:{port}/?kind={quote(kind)}")
        self.window.wait(OVER.format(port=port))
        here = self.window.run("location.port") == str(port)
        return self.window.run("said") if here else []

    def is_whole(self) -> bool:
        """Whether the vault holds what it held at the beginning."""
        return everything_kept(self.folder, NOW) == self.kept

    def is_open(self) -> bool:
        self.window.open(f"http://{self.host}/")
        return self.window.run("[location.pathname, document.querySelector('.card') !== null]") == [
            "/",
            True,
        ]


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def siege(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Siege]:
    folder, program = tmp_path_factory.mktemp("siege"), request.getfixturevalue(request.param)
    ids = copy_of_filled(folder / "notes", NOW)
    with serve(folder) as served, attacking() as attacker:
        host = served.host
        attacker.target, attacker.hit = f"http://{host}", f"/n/{ids['naomi.w']}"
        attacker.picture = "/photos/a1b2c3"
        with _browser(request.param, program, folder / "profile") as window:
            enter(window, served)
            unlock(window)
            yield Siege(window, attacker, folder, host, everything_kept(folder, NOW))


def _browser(name: str, program: str, profile: Path) -> Window:
    if name == "chromium":
        return Chrome(program, profile, "--disable-popup-blocking", "about:blank")
    return Firefox(program, profile, prefs=LET_THROUGH)


@pytest.mark.parametrize("kind", KINDS)
def test_another_site_changes_nothing_reads_nothing_and_ends_nothing(
    siege: Siege, kind: str
) -> None:
    said = siege.attack(kind, "127.0.0.1")
    assert (said, siege.is_whole(), siege.is_open()) == ([], True, True)


@pytest.mark.parametrize("kind", WITH_COOKIE)
def test_a_page_on_our_own_name_and_another_port_does_no_more(siege: Siege, kind: str) -> None:
    """The name is secret; but a page that knew it would be sent our cookie by the browser."""
    said = siege.attack(kind, urlsplit(siege.attacker.target).hostname or "")
    assert (said, siege.is_whole(), siege.is_open()) == ([], True, True)


def test_no_cookie_of_ours_reaches_another_name(siege: Siege) -> None:
    siege.attacker.heard.clear()
    siege.attack("a heap of cookies", "evil.localhost")
    siege.attack("its pictures", "other.localhost")
    assert [cookies for _, cookies in siege.attacker.heard if "notes-" in cookies] == []
