"""Four stories from an empty folder to the written packet, in a real browser: counted and read."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from by_hand import Hand
from casing import picture
from chrome import Chrome
from namesakes import add
from reviewing import PASSPHRASE
from served import serve
from test_contacts import QUIET, sink
from test_enrol import draw

from impersonation_watch.model import Person
from impersonation_watch.vault import Vault

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]

told = logging.getLogger(__name__)
MOST_FIELDS = 12  # of the set-up
LONGEST = 5 * 60  # seconds of the set-up; pages, passphrase and all, without her thinking
NAMESAKES = 300
CARDS_SEEN = "[...document.querySelectorAll('.card')].filter(each => each.checkVisibility()).length"
SAW = "It came up in the app, near Leeds."
NORA = "نورا حداد"
AYLA = "صديقتي آية"
Begin = Callable[..., Hand]


@pytest.fixture
def begin(
    tmp_path: Path, chromium: str, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Hand]]:
    """Pages over an empty folder, and a browser before them whose every call is heard."""
    with ExitStack() as open_:

        def begun(*switches: str) -> Hand:
            served = open_.enter_context(serve(tmp_path))
            proxy = open_.enter_context(sink())
            beside = (*QUIET, f"--proxy-server=127.0.0.1:{proxy.port}", *switches, "about:blank")
            chrome = open_.enter_context(Chrome(chromium, tmp_path / "profile", *beside))
            given = request.config.getoption("--pictures")
            story = request.node.name.removeprefix("test_")[:40]
            return Hand(chrome, served, proxy, Path(given) / story if given else None)

        yield begun


def set_up(hand: Hand, name: str, photo: Path, *spellings: str) -> None:
    """From the first page to the overview, as short as it can be."""
    hand.enter("/setup")
    hand.on()
    hand.press("button[value=me]")
    hand.write(names=name)
    if hand.on() == "/setup/spellings":
        for spelling in spellings:
            hand.tick(f"input[value='{spelling}']")
        hand.on()
    hand.bring(draw(photo, 1), "photos")
    hand.press("button[value=yes][name=held]")
    hand.press("button[name=on]")
    hand.on()
    hand.choose("reach", "no")
    hand.choose("keeping", "strict")
    hand.on()
    hand.write(passphrase=PASSPHRASE)
    assert len(hand.offered) <= MOST_FIELDS, hand.offered
    assert time.monotonic() - hand.begun < LONGEST
    assert hand.on() == "/setup-code"
    assert hand.on() == "/leaving"
    assert hand.on() == "/"


def keep(hand: Hand, app: str, screenshot: Path, by: str) -> None:
    """From the safety questions to a case with a screenshot in it."""
    screenshot.write_bytes(picture())
    hand.answer()
    hand.choose("app", app)
    hand.on()
    hand.bring(screenshot)
    hand.write(supplied_by=by)
    hand.on()


def describe(hand: Hand, **said: str) -> None:
    """What the profile says, just as it stands there."""
    hand.press("a[href$='/edit/shown']")
    hand.write(**said)
    hand.on()


def people(hand: Hand) -> tuple[Person, ...]:
    """Whom the vault holds, read beside the running pages."""
    with Vault.open(hand.served.folder / "notes", PASSPHRASE) as vault:
        return vault.store.people()


def is_whole(packet: Path) -> bool:
    """What `verify` says of it."""
    command = [sys.executable, "-m", "impersonation_watch", "verify", str(packet)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return said.returncode == 0 and "is whole" in said.stdout


def check(hand: Hand, kind: str = "report", *, clicks: int, fields: int) -> str:
    """No page was amiss, it took no more than this, nobody was called; the text of the packet."""
    told.info(hand.counted())  # seen with --log-cli-level=INFO
    assert hand.faults == []
    assert hand.served.noted.read_text("utf-8") == ""
    assert hand.proxy.told() == []
    assert hand.clicks <= clicks
    assert hand.fields <= fields
    assert is_whole(hand.packets()[-1])
    packet = hand.packet()
    assert packet[f"{kind}.pdf"].startswith(b"%PDF")
    return packet[f"{kind}.txt"].decode()


def is_said_to_be_brought(hand: Hand, report: str) -> bool:
    """Whether nothing in the packet claims that this program received the file."""
    kept = json.loads(hand.packet()["evidence/evidence.json"])
    claimed = {each["how"] for each in kept}
    return claimed == {"supplied", "derived"} and "received by this program" not in report


def test_a_friends_screenshot_of_instagram_becomes_a_packet(begin: Begin, tmp_path: Path) -> None:
    hand = begin()
    set_up(hand, "Naomi Whitaker", tmp_path / "garden.jpg")
    hand.press("a[href='/cases/new']")
    keep(hand, "instagram", tmp_path / "IMG_0231.png", "Ayla")
    describe(hand, name="Naomi Whitaker", handle="naomi_w")
    hand.press("a[href$='/report']")
    hand.press("a[href$='/report/instagram']")
    hand.tick("[name=copies-photos]")
    hand.on()
    report = check(hand, clicks=31, fields=16)
    assert is_said_to_be_brought(hand, report)
    assert "supplied by Ayla" in report
    assert "WHAT THE OTHER SIDE WILL LEARN" in report
    assert "No web address of it is known." in report
    assert "Name shown: Naomi Whitaker, User name: naomi_w" in report


def test_a_tinder_profile_without_an_address_becomes_two_packets(
    begin: Begin, tmp_path: Path
) -> None:
    hand = begin()
    set_up(hand, "Naomi Whitaker", tmp_path / "garden.jpg")
    hand.press("a[href='/cases/new']")
    keep(hand, "tinder", tmp_path / "IMG_2207.png", "Ines")
    describe(hand, name="Naomi", age="29", place="Leeds", bio="Vet nurse, two cats.")
    hand.press("a[href$='/edit/witnesses']")
    hand.write(**{"who-1": "Ines", "when-1": "12 November, in the evening", "what-1": SAW})
    hand.on()
    hand.press("a[href$='/report']")
    hand.press("a[href$='/report/tinder']")
    hand.write(email="naomi@mail.example")
    hand.tick("[name=copies-photos]")
    hand.on()
    report = check(hand, clicks=33, fields=21)
    assert is_said_to_be_brought(hand, report)
    assert "supplied by Ines" in report
    assert "WHAT THE OTHER SIDE WILL LEARN" in report
    assert "No web address of it is known." in report
    assert "Age shown: 29" in report
    hand.press("main a[href^='/c/']")
    hand.press("a[href$='/report']")
    hand.press("a[href$='/report/chronology']")
    hand.tick("[name=own_words]")
    hand.on()
    record = check(hand, "record", clicks=38, fields=23)
    assert is_said_to_be_brought(hand, record)
    assert "supplied by Ines" in record
    assert "12 November, in the evening" in record
    assert SAW in record


def test_one_impostor_among_hundreds_of_namesakes_is_reported(begin: Begin, tmp_path: Path) -> None:
    hand = begin()
    set_up(hand, "Naomi Whitaker", tmp_path / "garden.jpg")
    impostor = add(hand.served.folder / "notes", NAMESAKES)
    hand.press(".brand")
    assert "And about 300 with the same name only, folded away." in hand.text()
    assert hand.chrome.run(CARDS_SEEN) == 0
    assert hand.press("p.start a") == f"/n/{impostor}"
    hand.press("button[name=decision][value=impostor]")
    paths = [hand.press("button[name=decision][value=namesake]") for _ in range(4)]
    assert [path == "/pause" for path in paths] == [False, False, False, True]
    hand.press("button[name=much][value=stop]")
    assert "You stopped for today" in hand.text()
    hand.unfold("details:has([action$='/namesakes'])")
    hand.press("[action$='/namesakes'] button")
    assert "folded away" not in hand.text()
    hand.unfold("h2.divider + details")
    hand.press(f"a.card[href='/n/{impostor}']")
    hand.press("a[href$='/report']")
    hand.answer()
    hand.press("a[href$='/report/bluesky']")
    hand.on()
    report = check(hand, clicks=35, fields=10)
    assert "WHAT THE OTHER SIDE WILL LEARN" in report
    assert "https://bsky.app/profile/naomi.w" in report


def test_a_name_in_arabic_letters_goes_all_the_way_in_arabic(begin: Begin, tmp_path: Path) -> None:
    hand = begin("--accept-lang=ar")
    set_up(hand, NORA, tmp_path / "garden.jpg", "Nura Haddad")
    hand.press("a[href='/cases/new']")
    keep(hand, "instagram", tmp_path / "IMG_0231.png", AYLA)
    describe(hand, name=NORA, handle="nora_haddad")
    hand.press("a[href$='/report']")
    hand.press("a[href$='/report/instagram']")
    hand.tick("[name=copies-photos]")
    hand.pick("language", "ar")
    hand.on()
    report = check(hand, clicks=34, fields=18)
    assert {"Nora Haddad", "Nura Haddad"} <= set(people(hand)[0].names)
    assert set(hand.directions) == {"rtl"}
    assert is_said_to_be_brought(hand, report)
    assert f"قدّمه {AYLA}" in report  # supplied by
    assert "ما سيعرفه الطرف الآخر" in report  # what the other side will learn
    assert "لا يُعرف له عنوان على الويب" in report  # no web address of it is known
    assert f"الاسم المعروض: {NORA}" in report  # name shown
