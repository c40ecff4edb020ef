"""A person's hand in a browser: what it presses and types is counted, what it sees can be kept."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from reviewing import CALM, PASSPHRASE
from window import Window

CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){5}")


@dataclass
class Hand:
    """Clicks, fields and screens on the way; pictures go to a folder where one is given."""

    window: Window
    pictures: Path | None = None
    clicks: int = 0
    fields: int = 0
    screens: list[str] = field(default_factory=list)

    def press(self, selector: str) -> str:
        """A button or a link that leads to another page; the path of that page."""
        self.clicks += 1
        self.window.click(selector)
        return self.look()

    def tick(self, selector: str) -> None:
        self.clicks += 1
        self.window.run(f"document.querySelector({json.dumps(selector)}).click()")

    def write(self, **fields: str) -> None:
        """Into fields, by their id."""
        self.fields += len(fields)
        self.window.fill(fields)

    def choose(self, selector: str, path: Path) -> None:
        self.fields += 1
        self.window.choose(selector, path)

    def go(self, path: str) -> str:
        """By a link of this page where there is one, else as a link on another page would."""
        self.clicks += 1
        self.window.open(self.window.run("location.origin") + path)
        return self.look()

    def look(self) -> str:
        path = str(self.window.run("location.pathname"))
        self.screens.append(path)
        if self.pictures is not None:
            name = path.strip("/").replace("/", "-") or "overview"
            picture = self.pictures / f"{len(self.screens):02}-{name}.png"
            picture.write_bytes(self.window.picture())
        return path

    def read(self) -> str:
        """What stands on the page."""
        return str(self.window.run("document.querySelector('main').innerText"))


def set_up(
    hand: Hand,
    *,
    names: str,
    accounts: str = "",
    photo: Path | None = None,
    spellings: tuple[str, ...] = (),
) -> str:
    """From the first screen of an empty folder to the overview, for herself; the recovery code."""
    hand.press("main button.main")
    hand.press("button[value=me]")
    hand.write(names=names)
    at = hand.press("main button.main")
    if at == "/setup/spellings":
        for each in spellings:
            hand.tick(f"input[value={json.dumps(each)}]")
        hand.press("main button.main")
    if photo is not None:
        hand.choose("#photos", photo)
        hand.press("button[name=held][value=yes]")
    hand.press("button[name=on]")
    if accounts:
        hand.write(addresses=accounts)
        hand.press("button[value=own_accounts]")
    hand.press("main button.main")
    for chosen in ("no", "strict"):
        hand.tick(f"input[value={chosen}]")
    hand.press("main button.main")
    hand.write(passphrase=PASSPHRASE)
    hand.press("main button.main")
    code = CODE.search(hand.read())
    assert code is not None
    while hand.screens[-1] != "/":  # the code, and how to leave
        hand.press("main button.main")
    return code.group()


def answer(hand: Hand, **answers: str) -> str:
    """Both screens of the safety questions, calmly unless told; where they lead."""
    given = {**CALM, **answers}
    at = ""
    for both in (("anger", "knows_who"), ("police", "shown")):
        for name in both:
            hand.tick(f"[name={name}][value={given[name]}]")
        at = hand.press("main button.main")
    return at


def open_case(hand: Hand, app: str, *, url: str = "") -> str:
    """By the link on the overview; the path of the page that follows."""
    hand.go("/cases")
    hand.press("a[href='/cases/new']")
    at = answer(hand)
    if at != "/cases/new/what":
        at = hand.press("main a.main")
    hand.tick(f"[name=app][value={app}]")
    if url:
        hand.write(url=url)
    return hand.press("main button.main")
