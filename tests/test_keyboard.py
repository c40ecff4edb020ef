"""The tasks with the keyboard alone, in both browsers: no pointer, no script reaches a control."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from chrome import Chrome
from conftest import NOW
from firefox import Firefox
from reviewing import PASSPHRASE, copy_of_filled
from served import Served, enter, serve
from window import Window

from impersonation_watch.model import Decision
from impersonation_watch.vault import Vault

pytestmark = [pytest.mark.server, pytest.mark.browser]

FARTHEST = 120  # presses of Tab; the longest page has half as many controls
ADULT = "clothed_adult"


def browser(request: pytest.FixtureRequest, name: str, profile: Path) -> Window:
    program = request.getfixturevalue(name)
    return (Chrome if name == "chromium" else Firefox)(program, profile)


def reach(window: Window, selector: str) -> None:
    """Go to a control with the Tab key."""
    sought = json.dumps(selector)
    for _ in range(FARTHEST):
        if window.run(f"document.activeElement.matches({sought})"):
            return
        window.press("Tab")
    raise AssertionError(f"the Tab key does not come to {selector}: {window.run('location.href')}")


def press(window: Window, selector: str, key: str = "Enter") -> str:
    """Press a button or link; the path of the next page."""
    reach(window, selector)
    window.run("window.before = true")
    window.press(key)
    window.next_page()
    return str(window.run("location.pathname"))


def choose(window: Window, name: str, value: str) -> None:
    """One of a group: Tab comes to the group, the space bar and the arrows choose in it."""
    reach(window, f"[name={name}]")
    window.press(" ")
    chosen = f"document.querySelector('[name={name}]:checked')?.value"
    for _ in range(8):
        if window.run(chosen) == value:
            return
        window.press("ArrowDown")
    raise AssertionError(f"{value} of {name} is not reached")


def unfold(window: Window, selector: str) -> None:
    reach(window, selector)
    window.press("Enter")


def write(window: Window, selector: str, text: str) -> None:
    reach(window, selector)
    window.type(text)


@pytest.fixture(params=["chromium", "firefox"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Window, Served]]:
    with serve(tmp_path) as served, browser(request, request.param, tmp_path / "own") as window:
        yield window, served


@pytest.fixture(params=["chromium", "firefox"])
def filled(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Window, Served, dict[str, str]]]:
    ids = copy_of_filled(tmp_path / "notes", NOW)
    with serve(tmp_path) as served, browser(request, request.param, tmp_path / "own") as window:
        yield window, served, ids


def test_a_vault_is_set_up_with_the_keyboard_alone(fresh: tuple[Window, Served]) -> None:
    window, served = fresh
    enter(window, served, "/setup")
    press(window, "main button.main")
    press(window, "button[value=me]")
    write(window, "#names", "Naomi Whitaker")
    press(window, "main button.main")
    press(window, "button[name=on]")
    press(window, "main button.main")
    choose(window, "reach", "no")
    choose(window, "keeping", "strict")
    press(window, "main button.main")
    write(window, "#passphrase", PASSPHRASE)
    at = press(window, "main button.main")
    while at != "/":
        at = press(window, "main button.main")
    assert (served.folder / "notes" / "keys").exists()


def test_a_profile_is_decided_upon_and_a_case_opened_with_the_keyboard_alone(
    filled: tuple[Window, Served, dict[str, str]],
) -> None:
    window, served, _ = filled
    enter(window, served)
    write(window, "#passphrase", PASSPHRASE)
    press(window, "main button")
    unfold(window, "details:has(a.card) > summary")
    page = press(window, "a.card")
    press(window, "button[value=impostor]", " ")
    press(window, "header a[href='/cases']")
    press(window, "main a[href='/cases/new']")
    choose(window, "anger", "no")
    choose(window, "knows_who", "no")
    press(window, "main button.main")
    choose(window, "police", "none")
    choose(window, "shown", "clothed_adult")
    press(window, "main button.main")
    choose(window, "app", "tinder")
    at = press(window, "main button.main")
    press(window, "#leave button")
    with Vault.open(served.folder / "notes", PASSPHRASE) as vault:
        assert vault.store.hit(page.split("/")[2]).decision is Decision.IMPOSTOR
        assert at.startswith(f"/c/{vault.store.cases()[0].id}")


def test_a_packet_is_written_with_the_keyboard_alone(
    filled: tuple[Window, Served, dict[str, str]],
) -> None:
    window, served, ids = filled
    with Vault.open(served.folder / "notes", PASSPHRASE) as vault:
        vault.store.decide(ids["naomi.w"], Decision.IMPOSTOR, NOW)
    enter(window, served)
    write(window, "#passphrase", PASSPHRASE)
    press(window, "main button")
    window.open(window.run("location.origin") + f"/n/{ids['naomi.w']}/report")
    for both in ((("anger", "no"), ("knows_who", "no")), (("police", "none"), ("shown", ADULT))):
        for name, value in both:
            choose(window, name, value)
        press(window, "form.stack button.main")
    press(window, "a[href$='/report/bluesky']")
    assert press(window, "form.stack button.main").endswith("/report/bluesky/done")
    assert list((served.folder / "packets").iterdir())
