"""What a set-up, a run, a review, an export and a crash leave on the disk: nothing of hers."""

from __future__ import annotations

import base64
import gzip
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from chrome import Chrome
from firefox import Firefox
from hand import Hand
from planting import SHOT, STEM, Planting, live
from reviewing import PASSPHRASE
from served import serve
from tracing import needles, places
from window import Window

from impersonation_watch import keeping
from impersonation_watch.demo import people, show
from impersonation_watch.demo.network import PracticeNetwork
from impersonation_watch.errands import run_watch
from impersonation_watch.starting import start_watch
from impersonation_watch.vault import Vault

pytestmark = [pytest.mark.server, pytest.mark.slow]

ROOMS = {"XDG_CONFIG_HOME": "settings", "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data",
         "XDG_STATE_HOME": "state", "TMPDIR": "tmp", "HOME": "."}  # fmt: skip


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
            code = live(planting, home)
            served.process.kill()
            window.go(window.run("location.href"))
    return Review(home, planting.planted, code, host, private)


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
