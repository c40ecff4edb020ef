"""The pages in a real browser: without JavaScript, on a narrow screen, in the dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from chrome import Chrome
from reviewing import ANSWER_CALMLY, PASSPHRASE, copy_of_filled
from served import Served, serve

from impersonation_watch.model import Decision, Practice, Settings
from impersonation_watch.vault import Vault

pytestmark = [pytest.mark.server, pytest.mark.browser]

NOBODY_THERE = Settings(practice=Practice(hosts={}, ca_pem=""))  # no request can leave
NARROW = 320  # CSS pixels, WCAG 2.2 SC 1.4.10
LIGHT_FROM = 128  # of 255
COLOURS = """
['backgroundColor', 'color'].map(name => getComputedStyle(document.body)[name])
"""


@dataclass(frozen=True)
class Window:
    """A browser in front of the locked pages of a filled vault."""

    chrome: Chrome
    served: Served
    ids: dict[str, str]  # of the hits, by handle

    def enter(self) -> None:
        """As a person comes in: by the file that was written for her."""
        self.chrome.open(self.served.redirect.as_uri())
        self.chrome.wait("location.pathname === '/unlock' && document.readyState === 'complete'")

    def unlock(self) -> None:
        self.chrome.run("document.querySelector('#passphrase').focus()")
        self.chrome.type(PASSPHRASE)
        self.chrome.click("main button")

    def go(self, path: str) -> None:
        self.chrome.open(self.chrome.run("location.origin") + path)
        self.chrome.run("document.querySelectorAll('details').forEach(each => each.open = true)")

    def decision(self, handle: str) -> Decision:
        """What the vault holds, read beside the running pages."""
        with Vault.open(self.served.folder / "notes", PASSPHRASE) as vault:
            return vault.store.hit(self.ids[handle]).decision


@pytest.fixture
def window(tmp_path: Path, now: datetime, chromium: str) -> Iterator[Window]:
    ids = copy_of_filled(tmp_path / "notes", now)
    with Vault.open(tmp_path / "notes", PASSPHRASE) as vault:
        vault.store.save_settings(NOBODY_THERE)
        vault.write_capsule(now)
    with serve(tmp_path) as running, Chrome(chromium, tmp_path / "profile") as chrome:
        yield Window(chrome, running, ids)


# --- without JavaScript -----------------------------------------------------------------------


def test_everything_that_matters_works_without_javascript(window: Window) -> None:
    chrome = window.chrome
    chrome.call("Emulation.setScriptExecutionDisabled", value=True)
    window.enter()
    window.unlock()
    assert chrome.run("document.querySelectorAll('.card').length") == 4
    assert script_is_off(chrome)
    chrome.click(f"a[href='/n/{window.ids['naomi-real']}']")
    chrome.click("button[name=decision][value=impostor]")
    assert window.decision("naomi-real") is Decision.IMPOSTOR
    chrome.click(f"form[action$='/n/{window.ids['naomi-real']}/undo'] button")
    assert window.decision("naomi-real") is Decision.UNDECIDED
    chrome.click("form[action$='/lock'] button")
    assert chrome.run("location.pathname") == "/unlock"


def script_is_off(chrome: Chrome) -> bool:
    """What stands in <noscript> is part of the page only where scripts do not run."""
    return bool(chrome.run("document.querySelector('noscript meta') !== null"))


# --- on a narrow screen -----------------------------------------------------------------------


def narrow(chrome: Chrome) -> None:
    chrome.call(
        "Emulation.setDeviceMetricsOverride", width=NARROW, height=640, deviceScaleFactor=1,
        mobile=False,
    )  # fmt: skip


def width(chrome: Chrome) -> int:
    """How wide the page is, over the edge of the window or not."""
    return int(chrome.run("document.documentElement.scrollWidth"))


def test_unlocking_fits_a_narrow_screen_also_with_a_wrong_passphrase(window: Window) -> None:
    narrow(window.chrome)
    window.enter()
    assert width(window.chrome) <= NARROW
    window.chrome.type("not the passphrase")
    window.chrome.click("main button")
    assert "not the passphrase" in window.chrome.run("document.body.innerText")
    assert width(window.chrome) <= NARROW


def test_looking_fits_a_narrow_screen_while_it_goes_on_and_when_it_has_ended(
    window: Window,
) -> None:
    narrow(window.chrome)
    window.enter()
    window.unlock()
    window.chrome.click("form[action$='/look'] button")
    assert window.chrome.run("location.pathname") == "/looking"
    assert width(window.chrome) <= NARROW
    window.chrome.wait("/has ended/.test(document.querySelector('h1').innerText)")
    assert width(window.chrome) <= NARROW


def test_every_form_of_a_report_fits_a_narrow_screen(window: Window) -> None:
    chrome, hit = window.chrome, f"/n/{window.ids['naomi-real']}"
    narrow(chrome)
    window.enter()
    window.unlock()
    window.go(hit)
    chrome.click("button[name=decision][value=impostor]")
    window.go(f"{hit}/report")
    assert width(chrome) <= NARROW
    for _ in range(2):  # screens
        chrome.run(ANSWER_CALMLY)
        chrome.click("form.stack button.main")
        assert width(chrome) <= NARROW
    forms = chrome.run(
        "[...document.querySelectorAll('main a[href*=\"/report/\"]')].map(a => a.pathname)"
    )
    for form in forms:
        window.go(form)
        assert width(chrome) <= NARROW, form
    assert f"{hit}/report/bluesky" in forms


def test_a_written_report_fits_a_narrow_screen(window: Window) -> None:
    chrome, hit = window.chrome, f"/n/{window.ids['naomi-real']}"
    narrow(chrome)
    window.enter()
    window.unlock()
    window.go(hit)
    chrome.click("button[name=decision][value=impostor]")
    window.go(f"{hit}/report")
    for _ in range(2):  # screens
        chrome.run(ANSWER_CALMLY)
        chrome.click("form.stack button.main")
    window.go(f"{hit}/report/bluesky")
    chrome.click("form.stack button:last-of-type")
    assert chrome.run("location.pathname") == f"{hit}/report/bluesky/done"
    assert width(chrome) <= NARROW


# --- in the dark ------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_pages_are_dark_where_everything_else_is(window: Window, scheme: str) -> None:
    chrome = window.chrome
    scheme_of_the_system = {"name": "prefers-color-scheme", "value": scheme}
    chrome.call("Emulation.setEmulatedMedia", features=[scheme_of_the_system])
    window.enter()
    seen = [ground_and_ink(chrome)]
    window.unlock()
    for path in ("/", f"/n/{window.ids['naomi.w']}", "/activity", "/help"):
        window.go(path)
        seen.append(ground_and_ink(chrome))
    assert set(seen) == {("dark", "light") if scheme == "dark" else ("light", "dark")}


def ground_and_ink(chrome: Chrome) -> tuple[str, ...]:
    """Whether the page and what is written on it are dark or light."""
    colours = [
        [float(part) for part in re.findall(r"[\d.]+", each)] for each in chrome.run(COLOURS)
    ]
    assert all(len(colour) == 3 for colour in colours), "see-through: whatever is behind it shows"
    return tuple("light" if sum(each) / 3 >= LIGHT_FROM else "dark" for each in colours)
