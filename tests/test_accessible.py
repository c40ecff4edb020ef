"""Every page and state: no rule of axe broken, in any look, and all of it reached by Tab."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from batch_walk import walk_through_batches
from case_walk import walk_through_cases
from chrome import Chrome
from conftest import NOW
from reviewing import ANSWER_CALMLY, PASSPHRASE, copy_of_filled
from served import Served, enter, serve, unlock
from starlette.routing import Route
from test_enrol import draw
from walking import Walk, route_of

from impersonation_watch import intake
from impersonation_watch.model import (
    Answered,
    Description,
    Police,
    Practice,
    Safety,
    Settings,
    Shown,
)
from impersonation_watch.review.app import _routes
from impersonation_watch.vault import Vault

pytestmark = [pytest.mark.server, pytest.mark.browser]

NOBODY_THERE = Settings(practice=Practice(hosts={}, ca_pem=""))  # no request can leave
TOLD = Description(app="tinder", name="Naomi", age="29", place="Leeds", bio="Likes lakes")
CALMLY = Safety(
    anger=Answered.NO,
    knows_who=Answered.NO,
    police=Police.NONE,
    shown=Shown.CLOTHED_ADULT,
    asked_at=NOW,
)
ROUTES = _routes()
EVERY = [each for each in ROUTES if "GET" in (each.methods or ())]


def filled(folder: Path, now: datetime, language: str) -> dict[str, str]:
    ids = copy_of_filled(folder / "notes", now)
    with Vault.open(folder / "notes", PASSPHRASE) as vault:
        vault.store.save_settings(replace(NOBODY_THERE, language=language))
        vault.write_capsule(now)
        case = intake.open_case(vault, "p1", TOLD, safety=CALMLY, now=now)
    return {**ids, "case": case.id}


def at_the_door(walk: Walk, served: Served) -> None:
    enter(walk.window, served)
    walk.paths.add("/enter/used")
    walk.check("locked")
    walk.window.fill({"passphrase": "not the passphrase"})
    walk.window.click("main button")
    walk.check("after a wrong passphrase")
    unlock(walk.window)


def deeds(walk: Walk, ids: dict[str, str]) -> None:
    """The states that come after a button was pressed."""
    window, hit = walk.window, f"/n/{ids['naomi.w']}"
    walk.go(hit)
    window.click("button[name=decision][value=impostor]")
    walk.check("after a decision")
    walk.go(hit)
    walk.check("decided")
    walk.go(f"{hit}/report")
    for state in ("before the questions", "two more questions"):
        walk.check(state)
        window.run(ANSWER_CALMLY)
        window.click("form.stack button.main")
    walk.check("after the questions")
    walk.go(f"{hit}/report/bluesky")
    window.click("form.stack button:last-of-type")
    walk.check("written")
    walk.go(f"{hit}/report/eu-dsa-16")
    window.click("form.stack button:last-of-type")
    walk.check("with something missing")
    report_of_a_case(walk, f"/c/{ids['case']}")
    walk.go("/")
    window.run("document.getElementById('url').value = 'https://profiles.example/naomi'")
    window.click("form[action$='/check'] button")
    walk.check("under way")
    walk.go("/looking")
    window.wait("document.readyState === 'complete' && !document.querySelector('[data-progress]')")
    walk.check("ended")
    walk.go("/settings")
    window.run("document.getElementById('stay').click()")
    walk.check("kept open")


def report_of_a_case(walk: Walk, case: str) -> None:
    walk.go(f"{case}/report")
    for _ in range(2):  # screens
        walk.window.run(ANSWER_CALMLY)
        walk.window.click("form.stack button.main")
    walk.check("after the questions")
    for form in ("tinder", "chronology"):
        walk.go(f"{case}/report/{form}")
        walk.check("to be filled")
        walk.window.click("form.stack button.main")
        walk.check("sent off")


def the_end(walk: Walk) -> None:
    walk.go("/nowhere")
    walk.check()
    walk.window.click("#leave button")
    walk.check()


def set_up(walk: Walk, served: Served, photo: Path) -> None:
    """Every screen of the set-up, each also with what is missing."""
    window = walk.window
    enter(window, served, "/setup")
    walk.check()
    window.click("main button.main")
    walk.check()
    window.click("button[value=other]")
    walk.check()
    walk.go("/setup/who")
    window.click("button[value=me]")
    walk.check()
    window.run("document.querySelector('#names').required = false")
    window.click("main button.main")
    walk.check("with something missing")
    window.fill({"names": "Nora Haddad\nنورا حداد"})
    window.click("main button.main")
    walk.check()
    walk.go("/setup/photos")
    walk.check()
    window.choose("#photos", photo)
    window.click("button[name=held][value=yes]")
    walk.check("with a photo")
    window.click("button[name=on]")
    walk.check()
    window.fill({"addresses": "https://bsky.app/profile/nora.example"})
    window.click("button[value=own_accounts]")
    walk.check("with an address")
    window.click("main button.main")
    walk.check()
    for chosen in ("no", "strict"):
        window.run(f"document.querySelector('input[value={chosen}]').click()")
    window.click("main button.main")
    walk.check()
    window.fill({"passphrase": PASSPHRASE})
    while window.run("location.pathname") != "/":  # the code, and how to leave
        window.click("main button.main")
        walk.check("in a new vault")


def speak(window: Chrome, language: str) -> None:
    """As the browser of somebody who speaks it asks."""
    window.call("Network.enable")
    window.call("Network.setExtraHTTPHeaders", headers={"Accept-Language": language})


@pytest.fixture(scope="module", params=["en", "ar"])
def walked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, chromium: str
) -> Walk:
    """A walk through everything; from right to left without what is the same in both."""
    folder, language = tmp_path_factory.mktemp("walk"), request.param
    ids = filled(folder, NOW, language)
    with Chrome(chromium, folder / "profile") as window:
        walk = Walk(window, full=language == "en")
        speak(window, language)
        with serve(folder) as served:
            at_the_door(walk, served)
            walk.crawl(EVERY)
            deeds(walk, ids)
            walk_through_cases(walk, folder)
            walk_through_batches(walk, folder)
            walk.crawl(EVERY)
            the_end(walk)
        with serve(tmp_path_factory.mktemp("fresh")) as served:
            set_up(walk, served, draw(folder / "garden.jpg", 1))
    return walk


def unseen(walk: Walk, routes: list[Route]) -> list[str]:
    seen = {route_of(path, routes) for path in walk.paths | walk.asked}
    return [each.path for each in routes if each.path not in seen]


def test_every_page_there_is_was_walked_through(walked: Walk) -> None:
    assert unseen(walked, EVERY) == []


def test_no_page_breaks_a_rule_in_any_look_and_tab_reaches_everything(walked: Walk) -> None:
    assert walked.faults == []


def test_every_page_runs_the_way_its_language_does(walked: Walk) -> None:
    assert walked.ways == ({"ltr"} if walked.full else {"rtl"})
