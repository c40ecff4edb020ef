"""A review in a browser in which every word typed, shown or brought can be found again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from casing import picture
from hand import Hand, open_case, set_up
from reviewing import ANSWER_CALMLY, PASSPHRASE, hit, keep
from reviewing import signal as sign
from test_enrol import draw

from impersonation_watch.model import Mark
from impersonation_watch.vault import Vault

SHOT, SHOWN = picture(90), picture(110, "WEBP")
STEM = "vellumquark"  # in everything that is planted by hand
EMPTY = """[...document.querySelectorAll('main input[type=text], main input[type=email],'
    + ' main input[type=password], main textarea')].filter(each => each.id && !each.value
    && each.checkVisibility()).map(each => [each.id, each.type, each.inputMode])"""


@dataclass
class Planting:
    """Types another marker into every field there is."""

    hand: Hand
    planted: list[str] = field(default_factory=list)

    def word(self) -> str:
        self.planted.append(f"{STEM}-{len(self.planted) + 1}")
        return self.planted[-1]

    def fill(self) -> None:
        for name, kind, mode in self.hand.window.run(EMPTY):
            word = self.word()
            shaped = {"email": f"{word}@mail.example"}.get(kind, word)
            self.hand.write(**{name: f"https://{word}.example/" if mode == "url" else shaped})


def live(planting: Planting, home: Path) -> str:
    """Everything that can be typed, looked at and brought; the recovery code."""
    hand = planting.hand
    (home / "exports").mkdir()  # what she brings lies there, and what she takes out
    photo = draw(home / "exports" / f"{planting.word()}.jpg", 1)
    accounts = f"https://bsky.app/profile/{planting.word()}.example"
    code = set_up(hand, names=f"Naomi {planting.word()}", accounts=accounts, photo=photo)
    _find(home, planting)
    hand.go("/")
    planting.fill()
    page = _decide(hand)
    _report(planting, page, home)
    _case(planting, home)
    for path in ("/activity", "/help", "/settings/add", "/settings/passphrase", "/batches/new"):
        hand.go(path)
        planting.fill()
    return code


def _find(home: Path, planting: Planting) -> None:
    """A profile, as a run would have brought it."""
    now, words = datetime.now(UTC), [planting.word() for _ in range(5)]
    with Vault.open(home / "notes", PASSPHRASE) as vault:
        person = vault.store.people()[0]
        same = replace(sign("name_exact", 9.0, ours=words[0], theirs=words[0]), person_id=person.id)
        found = hit(
            now, words[1], same, mark=Mark.NOTIFY, display_name=words[2], bio=words[3],
            links=(f"https://{words[4]}.example/",),
        )  # fmt: skip
        key = found.key.replace("p1|", f"{person.id}|")
        keep(vault, replace(found, person_id=person.id, key=key), now, SHOWN)


def _decide(hand: Hand) -> str:
    """Look at the profile with its pictures, and decide; its page."""
    hand.window.open(hand.window.run("document.querySelector('a.card').href"))
    hand.window.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    page = hand.look()
    hand.press("button[name=decision][value=impostor]")
    return page


def _report(planting: Planting, page: str, home: Path) -> None:
    hand = planting.hand
    hand.go(f"{page}/report")
    for _ in range(2):  # screens
        hand.window.run(ANSWER_CALMLY)
        hand.press("form.stack button.main")
    hand.go(f"{page}/report/bluesky")
    planting.fill()
    _write(hand, home)
    hand.go(f"{page}/report/eu-dsa-16")
    planting.fill()


def _write(hand: Hand, home: Path) -> None:
    """Write the packet where she keeps such things."""
    hand.window.run(
        f"document.querySelector('#folder').value = {json.dumps(str(home / 'exports'))}"
    )
    assert hand.press("form.stack button.main").endswith("/done")


def _case(planting: Planting, home: Path) -> None:
    hand = planting.hand
    open_case(hand, "tinder")
    shot = home / "exports" / f"{planting.word()}.png"
    shot.write_bytes(SHOT)
    hand.choose("#files", shot)
    case = hand.press("main button.main").removesuffix("/files")
    for part in ("app", "shown", "happened", "witnesses", "police"):
        hand.go(f"{case}/edit/{part}")
        planting.fill()
        hand.press("main button.main")
    hand.go(f"{case}/text")
    planting.fill()
    hand.press("main button.main")
    hand.go(f"{case}/files/1")
    planting.fill()
    hand.press("form[action$='/translation'] button")
    hand.go(case)
    planting.fill()
    hand.press(".private form.stack button")
    hand.go(f"{case}/edit/happened")
