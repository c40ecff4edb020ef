"""A name in Arabic letters, set up in a real browser: how many screens, fields and clicks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from chrome import Chrome
from reviewing import PASSPHRASE
from served import serve
from test_enrol import draw

from impersonation_watch.language import LANGUAGES
from impersonation_watch.vault import Vault

pytestmark = [pytest.mark.server, pytest.mark.browser]

NARROW = 320  # CSS pixels, WCAG 2.2 SC 1.4.10
MOST_FIELDS = 12
NAMES = """
[...new Set([...document.querySelectorAll('main input, main textarea, main select')]
  .filter(each => each.type !== 'hidden').map(each => each.name.replace(/-\\d+$/, '')))]
"""
DECISIONS = """
document.querySelectorAll('main fieldset').length + [...document.querySelectorAll(
  'main input:not([type=hidden], [type=radio], [type=checkbox]), main textarea, main select'
)].filter(each => !each.closest('fieldset')).length
"""


@dataclass
class Walk:
    """One browser on its way through the set-up, and what it met."""

    chrome: Chrome
    fields: set[str] = field(default_factory=set)
    decisions: list[int] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    clicks: int = 0

    def look(self) -> str:
        self.fields |= set(self.chrome.run(NAMES))
        self.decisions.append(int(self.chrome.run(DECISIONS)))
        self.widths.append(int(self.chrome.run("document.documentElement.scrollWidth")))
        return str(self.chrome.run("location.pathname"))

    def press(self, selector: str) -> str:
        self.clicks += 1
        self.chrome.click(selector)
        return self.look()

    def tick(self, selector: str) -> None:
        self.clicks += 1
        self.chrome.run(f"document.querySelector({selector!r}).click()")

    def write(self, name: str, text: str) -> None:
        self.chrome.run(f"document.querySelector('#{name}').focus()")
        self.chrome.type(text)


@pytest.fixture(scope="module", params=["en", "ar"])
def walked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, chromium_path: str
) -> Iterator[tuple[Walk, Path, str]]:
    folder = tmp_path_factory.mktemp("walk")
    with serve(folder) as running, Chrome(chromium_path, folder / "profile") as chrome:
        chrome.call(
            "Emulation.setDeviceMetricsOverride", width=NARROW, height=640, deviceScaleFactor=1,
            mobile=False,
        )  # fmt: skip
        chrome.open(running.redirect.as_uri())
        chrome.wait("location.pathname === '/setup' && document.readyState === 'complete'")
        walk = Walk(chrome)
        if request.param != "en":
            chrome.click(f"main button[value={request.param}]")
        _walk(walk, draw(folder / "garden.jpg", 1))
        assert running.noted.read_text("utf-8") == ""
        yield walk, folder / "notes", request.param


def _walk(walk: Walk, photo: Path) -> None:
    assert walk.press("main button.main") == "/setup/who"
    assert walk.press("button[value=me]") == "/setup/names"
    walk.write("names", "نورا حداد")
    assert walk.press("main button.main") == "/setup/spellings"
    walk.tick("input[value='Nura Haddad']")
    assert walk.press("main button.main") == "/setup/photos"
    walk.chrome.choose("#photos", photo)
    assert walk.press("button[value=yes][name=held]") == "/setup/photos"
    assert walk.press("button[name=on]") == "/setup/accounts"
    walk.write("addresses", "https://bsky.app/profile/nora.example")
    assert walk.press("button[value=own_accounts]") == "/setup/accounts"
    assert walk.press("main button.main") == "/setup/safety"
    walk.tick("input[value=no]")
    walk.tick("input[value=strict]")
    assert walk.press("main button.main") == "/setup/passphrase"
    walk.write("passphrase", PASSPHRASE)
    assert walk.press("main button.main") == "/setup-code"
    assert walk.press("main button.main") == "/leaving"
    assert walk.press("main button.main") == "/"


@pytest.fixture(scope="module")
def chromium_path() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no Chromium on this machine")
    return found


def test_an_arabic_name_is_set_up_with_its_latin_spellings(walked: tuple[Walk, Path, str]) -> None:
    _, folder, language = walked
    with Vault.open(folder, PASSPHRASE) as vault:
        person = vault.store.people()[0]
        assert person.names[0] == "نورا حداد"
        assert {"Nora Haddad", "Noura Haddad", "Nura Haddad"} <= set(person.names)
        assert [each.held_by_them for each in person.photos] == [True]
        assert vault.store.settings().language == language


def test_at_most_twelve_fields_and_two_decisions_a_screen(walked: tuple[Walk, Path, str]) -> None:
    walk = walked[0]
    before_the_vault = walk.decisions[:-2]
    assert max(before_the_vault) <= 2
    assert len(walk.fields - {"url", "person"}) <= MOST_FIELDS
    assert walk.clicks <= 20


def test_every_screen_fits_a_narrow_window_in_either_direction(
    walked: tuple[Walk, Path, str],
) -> None:
    assert max(walked[0].widths) <= NARROW
    assert walked[2] in LANGUAGES
