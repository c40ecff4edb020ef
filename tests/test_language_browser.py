"""Arabic in a real browser: the side each thing is on, and keys of an Arabic keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from chrome import Chrome
from conftest import NOW
from reviewing import PASSPHRASE, copy_of_filled
from served import enter, serve, unlock

from impersonation_watch.model import Settings
from impersonation_watch.vault import Vault

pytestmark = [pytest.mark.server, pytest.mark.browser]

PRESS = """document.body.dispatchEvent(new KeyboardEvent('keydown',
    {key: %r, code: %r, bubbles: true, cancelable: true}))"""
STYLE = "getComputedStyle(document.querySelector(%r)).%s"
BESIDE = """(([one, other]) => one.getBoundingClientRect().left > other.getBoundingClientRect().left
    )(document.querySelectorAll('.brand, #leave'))"""


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Chrome]:
    folder = tmp_path_factory.mktemp("arabic")
    hit = copy_of_filled(folder / "notes", NOW)["naomi.w"]
    with Vault.open(folder / "notes", PASSPHRASE) as vault:
        vault.store.save_settings(replace(Settings(), language="ar"))
        vault.write_capsule(NOW)
    with serve(folder) as served, Chrome(chromium, folder / "profile") as window:
        enter(window, served)
        unlock(window)
        window.open(window.run("location.origin") + f"/n/{hit}")
        yield window


def test_the_name_of_the_page_is_right_and_the_way_out_left(window: Chrome) -> None:
    assert window.run("document.documentElement.dir") == "rtl"
    assert window.run(BESIDE)


def test_an_address_runs_from_left_to_right_and_stands_at_the_right(window: Chrome) -> None:
    window.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    said = [window.run(STYLE % (".address", what)) for what in ("direction", "unicodeBidi")]
    assert said == ["ltr", "isolate"]
    assert window.run(STYLE % (".address", "textAlign")) == "end"


def test_a_key_of_an_arabic_keyboard_does_what_the_latin_letter_on_it_does(window: Chrome) -> None:
    window.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    window.click("button[name=keys]")
    window.run("window.before = true")
    window.run(PRESS % ("١", "Digit1"))
    window.next_page()
    assert window.run("document.body.textContent.includes('ينتحل شخصيتي')")
