"""Four stories from an empty folder to the written packet, in a real browser: counted and read."""

from __future__ import annotations

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
from reviewing import PASSPHRASE
from served import serve
from test_enrol import draw

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]

told = logging.getLogger(__name__)
MOST_FIELDS = 12  # of the set-up
LONGEST = 5 * 60  # seconds of the set-up; pages, passphrase and all, without her thinking
Begin = Callable[..., Hand]


@pytest.fixture
def begin(
    tmp_path: Path, chromium: str, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Hand]]:
    """Pages over an empty folder, and a browser before them."""
    with ExitStack() as open_:

        def begun(*switches: str) -> Hand:
            served = open_.enter_context(serve(tmp_path))
            chrome = open_.enter_context(Chrome(chromium, tmp_path / "profile", *switches))
            given = request.config.getoption("--pictures")
            story = request.node.name.removeprefix("test_")[:40]
            return Hand(chrome, served, Path(given) / story if given else None)

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


def is_whole(packet: Path) -> bool:
    """What `verify` says of it."""
    command = [sys.executable, "-m", "impersonation_watch", "verify", str(packet)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return said.returncode == 0 and "is whole" in said.stdout


def check(hand: Hand, *, clicks: int, fields: int) -> str:
    """No page was amiss, it took no more than this, the packet is whole; its report."""
    told.info(hand.counted())  # seen with --log-cli-level=INFO
    assert hand.faults == []
    assert (hand.clicks <= clicks, hand.fields <= fields) == (True, True), hand.counted()
    assert is_whole(hand.packets()[-1])
    assert hand.packet()["report.pdf"].startswith(b"%PDF")
    report = hand.packet()["report.txt"].decode()
    assert "captured" not in report
    return report


def test_a_friends_screenshot_of_instagram_becomes_a_packet(begin: Begin, tmp_path: Path) -> None:
    hand = begin()
    set_up(hand, "Naomi Whitaker", tmp_path / "garden.jpg")
    hand.press("a[href='/cases/new']")
    keep(hand, "instagram", tmp_path / "IMG_0231.png", "Ayla")
    describe(hand, name="Naomi Whitaker", handle="naomi_w")
    hand.press("a[href$='/report']")
    hand.press("a[href$='/report/instagram']")
    hand.write(name="Naomi Whitaker", email="naomi@mail.example")
    hand.tick("[name=copies-photos]")
    hand.on()
    report = check(hand, clicks=31, fields=18)
    assert "Screenshot" in report
    assert "supplied by Ayla" in report
    assert "WHAT THE OTHER SIDE WILL LEARN" in report
    assert "No web address of it is known." in report
    assert "Name shown: Naomi Whitaker, User name: naomi_w" in report
