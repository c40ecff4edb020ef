"""What a set-up, a run, a review, an export and a crash leave on the disk: nothing of hers."""

from __future__ import annotations

import base64
import gzip
import json
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from casing import picture
from chrome import Chrome
from firefox import Firefox
from hand import Hand, open_case, set_up
from reviewing import ANSWER_CALMLY, PASSPHRASE, hit, keep
from reviewing import signal as sign
from served import serve
from test_enrol import draw
from tracing import needles, places
from window import Window

from impersonation_watch import keeping
from impersonation_watch.demo import people, show
from impersonation_watch.demo.network import PracticeNetwork
from impersonation_watch.errands import run_watch
from impersonation_watch.model import Mark
from impersonation_watch.starting import start_watch
from impersonation_watch.vault import Vault

pytestmark = [pytest.mark.server, pytest.mark.slow]

SHOT, SHOWN = picture(90), picture(110, "WEBP")
STEM = "vellumquark"  # in everything that is planted by hand
ROOMS = {"XDG_CONFIG_HOME": "settings", "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data",
         "XDG_STATE_HOME": "state", "TMPDIR": "tmp", "HOME": "."}  # fmt: skip
EMPTY = """[...document.querySelectorAll('main input[type=text], main input[type=email],'
    + ' main input[type=password], main textarea')].filter(each => each.id && !each.value
    && each.checkVisibility()).map(each => [each.id, each.type, each.inputMode])"""


def environment(home: Path) -> dict[str, str]:
    for room in ROOMS.values():
        (home / room).mkdir(parents=True, exist_ok=True)
    return {name: str(home / room) for name, room in ROOMS.items()}


# --- a run and a crash on the practice network ------------------------------------------------


@dataclass(frozen=True)
class Run:
    home: Path
    markers: set[bytes]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """A run that is killed, a whole one, an export, and pages that are killed."""
    home, now = tmp_path_factory.mktemp("run"), datetime.now(UTC)
    with PracticeNetwork() as network, pytest.MonkeyPatch.context() as patch:
        for name, value in environment(home).items():
            patch.setenv(name, value)
        vault, passphrase = show.prepare(
            home / "notes", network.practice, now=now, say=lambda line: None
        )
        _kill_a_run(vault)
        run_watch(vault, now=now, on_progress=lambda line: None)
        keeping.write_export(vault, home / "exports" / "all", now=now)
        with serve(home, signal.SIGKILL) as served:
            assert served.redirect.exists()
        yield Run(home, _markers(vault) | {passphrase.encode()})
        vault.close()


def _kill_a_run(vault: Vault) -> None:
    with (vault.folder.parent / "log").open("wb") as log:
        process = start_watch(vault.folder, vault.capsule_key, stdout=log.fileno(), stderr=log)
        inbox = vault.folder / "inbox"
        while process.poll() is None and not any(inbox.glob("[0-9]*")):
            pass
        process.kill()
        process.wait()


def _markers(vault: Vault) -> set[bytes]:
    """Names, accounts, words and files; short ones stand in other words as well."""
    store = vault.store
    seen = [each.hit.candidate for each in store.hits()]
    texts = [*people.NAMES, *(each.url for each in store.people()[0].own_accounts)]
    for each in seen:
        texts += [each.handle, each.display_name or "", each.profile_url, each.bio or ""]
    hashes = {kept.sha256 for each in store.hits() for kept in store.snapshots(each.id)}
    files = [store.blob(each)[:60] for each in hashes]
    told = [each.encode() for each in [*texts, *hashes] if len(each) > 9]
    return {*told, *map(bytes.fromhex, hashes), *(each for each in files if len(each) > 30)}


def test_a_run_an_export_and_two_crashes_leave_nothing_in_the_open(run: Run) -> None:
    assert len(run.markers) >= 40
    assert places([run.home], needles(run.markers), but=run.home / "exports") == []


def test_the_export_itself_can_be_read(run: Run) -> None:
    assert any("all" in each for each in places([run.home], {people.NAMES[0].lower().encode()}))


# --- the set-up and a review in a browser -----------------------------------------------------


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


def _window(name: str, program: str, home: Path, *switches: str) -> Window:
    env = environment(home)
    if name == "chromium":
        return Chrome(program, home / "profile", *switches, env=env)
    # as if the browser had been open for longer: it writes down what it remembers every second
    prefs = {"browser.sessionstore.interval": 1000}
    return Firefox(program, home / "profile", *switches, prefs=prefs, env=env)


PRIVATE = {"chromium": "--incognito", "firefox": "--private-window"}


@dataclass(frozen=True)
class Review:
    home: Path
    planted: list[str]
    code: str
    host: str
    private: bool


@pytest.fixture(
    scope="module",
    params=[(name, private) for name in PRIVATE for private in (True, False)],
    ids=lambda given: f"{given[0]}-{'private' if given[1] else 'ordinary'}",
)
def review(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Review:
    """A set-up, a case, a report, a lock with something typed, and pages that are killed."""
    name, private = request.param
    home, program = tmp_path_factory.mktemp("review"), request.getfixturevalue(name)
    with serve(home, signal.SIGKILL, environment(home)) as served:
        address, host = served.redirect.as_uri(), served.host.partition(":")[0]
        switches = (PRIVATE[name], address) if private else (address,)
        with _window(name, program, home, *switches) as window:
            window.wait("location.pathname === '/setup' && document.readyState === 'complete'")
            planting = Planting(Hand(window))
            code = _live(planting, home)
            served.process.kill()
            window.go(window.run("location.href"))
    return Review(home, planting.planted, code, host, private)


def _live(planting: Planting, home: Path) -> str:
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


def test_a_set_up_and_a_review_leave_nothing_outside_of_what_was_written_out(
    review: Review,
) -> None:
    sought = needles([STEM.encode(), PASSPHRASE.encode(), review.code.encode(), SHOT[200:260]])
    assert len(review.planted) >= 40
    assert places([review.home], sought, but=review.home / "exports") == []


def test_only_an_ordinary_window_keeps_that_a_page_was_open(review: Review) -> None:
    kept = places([review.home / "profile"], {review.host.encode()})
    assert bool(kept) == (not review.private)


# --- the eye itself ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        STEM.encode(),
        STEM.upper().encode("utf-16-le"),
        STEM.encode("utf-16-be"),
        STEM.encode().hex().encode(),
        *(base64.b64encode(b"x" * shift + STEM.encode() + b"yz") for shift in range(3)),
        "".join(f"%{each:02X}" for each in STEM.encode()).encode(),
        b"xx" + gzip.compress(f"a page about {STEM}".encode(), mtime=0),
        b"mozLz40\x00" + bytes(4) + b"\xb0" + STEM.encode(),
    ],
)
def test_a_marker_left_in_the_open_would_be_found(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "slip").write_bytes(b"before " + content if b"Lz" not in content else content)
    assert len(places([tmp_path], needles([STEM.encode()]))) == 1
