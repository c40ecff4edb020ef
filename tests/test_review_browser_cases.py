"""A friend's screenshot in a real browser: the shortest path, counted, and the lock in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from casing import CALM, picture
from chrome import Chrome
from reviewing import PASSPHRASE, copy_of_filled
from served import Served, enter, serve, unlock

from impersonation_watch.model import Case, How, Practice, Settings
from impersonation_watch.vault import Vault

pytestmark = [pytest.mark.server, pytest.mark.browser]

NOBODY_THERE = Settings(practice=Practice(hosts={}, ca_pem=""))  # no request can leave
MOST_CLICKS = 12  # from the overview to a case with its screenshot; the button of each form too
MOST_FIELDS = 7  # four answers, the app, the file and who sent it


@dataclass
class Hand:
    """What she does, counted."""

    chrome: Chrome
    served: Served
    clicks: int = 0
    fields: set[str] = field(default_factory=set)

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.chrome.click(selector)

    def choose(self, name: str, value: str) -> None:
        self.clicks += 1
        self.fields.add(name)
        self.chrome.run(f"document.querySelector('[name={name}][value={value}]').click()")

    def type(self, name: str, text: str) -> None:
        self.fields.add(name)
        self.chrome.fill({name: text})

    def bring(self, path: Path) -> None:
        """What choosing or dropping a file does."""
        self.clicks += 1
        self.fields.add("files")
        root = self.chrome.call("DOM.getDocument")["root"]["nodeId"]
        found = self.chrome.call("DOM.querySelector", nodeId=root, selector="#files")["nodeId"]
        self.chrome.call("DOM.setFileInputFiles", nodeId=found, files=[str(path)])

    def answer(self) -> None:
        for both in (("anger", "knows_who"), ("police", "shown")):
            for name in both:
                self.choose(name, CALM[name])
            self.click("main button.main")

    def cases(self) -> tuple[Case, ...]:
        """What the vault holds, read beside the running pages."""
        with Vault.open(self.served.folder / "notes", PASSPHRASE) as vault:
            return vault.store.cases()


@pytest.fixture
def hand(tmp_path: Path, now: datetime, chromium: str) -> Iterator[Hand]:
    copy_of_filled(tmp_path / "notes", now)
    with Vault.open(tmp_path / "notes", PASSPHRASE) as vault:
        vault.store.save_settings(NOBODY_THERE)
        vault.write_capsule(now)
    with serve(tmp_path) as served, Chrome(chromium, tmp_path / "profile") as chrome:
        enter(chrome, served)
        unlock(chrome)
        yield Hand(chrome, served)


def walk(hand: Hand, screenshot: Path) -> None:
    """From the overview to a case with a friend's screenshot of a fake Instagram profile."""
    screenshot.write_bytes(picture())
    hand.click("a[href='/cases']")
    hand.click("main a.main")
    hand.answer()
    hand.choose("app", "instagram")
    hand.click("main button.main")
    hand.bring(screenshot)
    hand.type("supplied_by", "Ayla")
    hand.click("main button.main")


def test_a_friends_screenshot_is_kept_in_few_clicks_and_fields(hand: Hand, tmp_path: Path) -> None:
    walk(hand, tmp_path / "IMG_0231.png")
    assert hand.clicks <= MOST_CLICKS
    assert len(hand.fields) <= MOST_FIELDS
    case = hand.cases()[0]
    with Vault.open(hand.served.folder / "notes", PASSPHRASE) as vault:
        kept = vault.store.snapshots(case.id)
    assert [each.supplied_by for each in kept if each.how is How.SUPPLIED] == ["Ayla"]


def test_no_screen_of_it_asks_for_more_than_two_decisions(hand: Hand) -> None:
    asked = "[...new Set([...document.querySelectorAll('main [required]')].map(e => e.name))]"
    hand.click("a[href='/cases']")
    hand.click("main a.main")
    for both in (["anger", "knows_who"], ["police", "shown"], []):
        assert hand.chrome.run(asked) == both
        for name in both:
            hand.choose(name, CALM[name])
        hand.click("main button.main")


def test_pictures_of_a_case_are_not_asked_for_while_covered(hand: Hand, tmp_path: Path) -> None:
    walk(hand, tmp_path / "IMG_0231.png")
    loaded = "performance.getEntriesByType('resource').some(e => e.name.endsWith('/shown'))"
    assert hand.chrome.run(loaded) is False
    hand.chrome.run("document.querySelector('.cover summary').click()")
    hand.chrome.wait(loaded)


def test_what_is_typed_when_she_locks_stands_in_the_form_again(hand: Hand, tmp_path: Path) -> None:
    walk(hand, tmp_path / "IMG_0231.png")
    hand.click("a[href$='/edit/happened']")
    hand.type("happened", "It began in March.")
    hand.click("form[action$='/lock'] button")
    unlock(hand.chrome)
    assert hand.chrome.run("document.querySelector('#happened').value") == "It began in March."


def test_all_of_it_works_without_javascript(hand: Hand, tmp_path: Path) -> None:
    hand.chrome.call("Emulation.setScriptExecutionDisabled", value=True)
    walk(hand, tmp_path / "IMG_0231.png")
    assert [each.description.app for each in hand.cases()] == ["instagram"]
