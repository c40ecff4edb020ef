"""After everything was erased: no file, no service, no process; and what stays is named."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from reviewing import PASSPHRASE, Pages, copy_of_filled, pages
from test_background import wait_for
from test_service import SYSTEMCTL

from impersonation_watch import clockfile, naming
from impersonation_watch.vault import Vault, written

ROOMS = ("settings", "cache", "data", "state", "tmp", "documents")
DEAD = 4194399  # above what Linux numbers processes with, so nobody's


def listing(home: Path) -> set[str]:
    return {str(path.relative_to(home)) for path in home.rglob("*")}


@pytest.fixture
def home(tmp_path: Path, now: datetime) -> Path:
    """A home folder with a vault under a word of its own, and rooms of all kinds."""
    home = tmp_path / "home"
    for room in ROOMS:
        (home / room).mkdir(parents=True)
    copy_of_filled(home / ".notes", now)
    naming.rename(home / ".notes", "diary")
    (tmp_path / "words").write_text(PASSPHRASE)
    program = tmp_path / "bin" / "systemctl"
    program.parent.mkdir()
    program.write_text(SYSTEMCTL)
    program.chmod(0o755)
    return home


def environment(home: Path) -> dict[str, str]:
    rooms = {
        "XDG_CONFIG_HOME": "settings",
        "XDG_CACHE_HOME": "cache",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "TMPDIR": "tmp",
    }
    given = {name: str(home / room) for name, room in rooms.items()}
    path = f"{home.parent / 'bin'}:{os.environ['PATH']}"
    return {**os.environ, "HOME": str(home), "PATH": path, **given, "PYTHONDONTWRITEBYTECODE": "1"}


def iw(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "impersonation_watch", *arguments]
    words = ["--passphrase-file", str(home.parent / "words")]
    has_words = arguments[0] in ("export", "erase", "backup")
    return subprocess.run(
        [*command, "--vault", str(home / ".notes"), *(words if has_words else [])],
        capture_output=True,
        text=True,
        env=environment(home),
        timeout=120,
    )


def kill_the_pages(home: Path) -> None:
    """Pages that were ended by force leave the way into them."""
    command = [sys.executable, "-m", "impersonation_watch", "review", "--no-browser"]
    with subprocess.Popen(
        [*command, "--vault", str(home / ".notes")],
        stdout=subprocess.DEVNULL,
        env=environment(home),
    ) as process:
        wait_for(lambda: any((home / "tmp").glob("diary-*/open.html")), 60)
        process.send_signal(signal.SIGKILL)


def kill_an_export(home: Path) -> None:
    with Vault.open(home / ".notes", PASSPHRASE) as vault:
        written.remember(vault.store, home / "documents" / "broken")
    (home / "documents" / f".broken.{DEAD}-0a1b2c3d.part").mkdir()


@pytest.mark.server
@pytest.mark.slow
def test_nothing_of_ours_is_left_in_a_home(home: Path) -> None:
    before = {each for each in listing(home) if not each.startswith(".notes")}
    iw(home, "service", "install")
    iw(home, "export", str(home / "documents" / "all"), "--yes")
    kill_the_pages(home)
    kill_an_export(home)
    assert "settings/systemd/user/diary.service" in listing(home)
    done = iw(home, "erase", "--everything", "--yes")
    assert f"Still there: {home / 'documents' / 'all'}" in done.stdout
    left = {each for each in listing(home) - before if not each.startswith("documents/all")}
    assert (done.returncode, left, before - listing(home)) == (0, set(), set())


@pytest.mark.server
@pytest.mark.slow
def test_the_process_that_waits_ends_with_everything(home: Path) -> None:
    command = [sys.executable, "-m", "impersonation_watch", "run", "--locked"]
    with subprocess.Popen(
        [*command, "--vault", str(home / ".notes")],
        stdout=subprocess.DEVNULL,
        env=environment(home),
    ) as process:
        try:
            wait_for(lambda: clockfile.read(home / ".notes").last_failed is not None, 60)
            done = iw(home, "erase", "--everything", "--yes")
            assert (done.returncode, process.wait(30)) == (0, 0)
        finally:
            process.kill()
    assert not (home / ".notes").exists()


def test_the_service_over_another_folder_stays(home: Path) -> None:
    iw(home, "service", "install")
    other = home / "settings/systemd/user/other.service"
    unit = (other.parent / "diary.service").read_text()
    other.write_text(unit.replace("~/.notes", "~/.notes2"))
    iw(home, "erase", "--everything", "--yes")
    assert [path.name for path in other.parent.glob("*.service")] == ["other.service"]


# --- on its page ------------------------------------------------------------------------------


@pytest.fixture
def opened(home: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pages]:
    for name, value in environment(home).items():
        monkeypatch.setenv(name, value)
    with pages(home / ".notes", now, {}) as opened:
        opened.enter()
        opened.unlock()
        yield opened


@pytest.mark.parametrize("word", ["", "yes", "erase", "everything"])
def test_nothing_goes_before_the_words_are_typed(opened: Pages, home: Path, word: str) -> None:
    answer = opened.post("/settings/erase", word=word)
    assert (answer.status_code, "Type the words" in answer.text) == (422, True)
    Vault.open(home / ".notes", PASSPHRASE).close()


def test_everything_goes_from_the_page_and_the_set_up_follows(opened: Pages, home: Path) -> None:
    before = {each for each in listing(home) if not each.startswith(".notes")}
    answer = opened.post("/settings/erase", word=" Erase  everything ")
    assert ("Nothing is kept any more" in answer.text, listing(home)) == (True, before)
    assert opened.get("/").url.path == "/setup"


def test_what_lies_elsewhere_is_named_before_and_after(opened: Pages, home: Path) -> None:
    assert opened.sitting.vault is not None
    (home / "documents" / "all").mkdir()
    written.remember(opened.sitting.vault.store, home / "documents" / "all")
    before = opened.get("/settings/erase").text
    after = opened.post("/settings/erase", word="erase everything").text
    assert [str(home / "documents" / "all") in each for each in (before, after)] == [True, True]


def test_nothing_goes_while_a_look_is_going_on(opened: Pages, home: Path) -> None:
    with clockfile.only_one(home / ".notes"):
        answer = opened.post("/settings/erase", word="erase everything")
    assert (answer.status_code, "a look is going on" in answer.text.lower()) == (422, True)
    assert (home / ".notes" / "keys").exists()


# --- one profile ------------------------------------------------------------------------------


def test_one_profile_goes_from_its_page(tmp_path: Path, now: datetime) -> None:
    ids = copy_of_filled(tmp_path / "notes", now)
    with pages(tmp_path / "notes", now, ids) as opened:
        opened.enter()
        opened.unlock_at_once()
        asked = opened.get(f"/n/{ids['naomi.w']}/erase")
        answer = opened.post(f"/n/{ids['naomi.w']}/erase")
        gone = opened.get(f"/n/{ids['naomi.w']}").status_code
    assert ("may be found again" in asked.text, "Removed" in answer.text) == (True, True)
    assert gone == 404


def test_the_word_is_chosen_when_a_vault_is_made(tmp_path: Path) -> None:
    (tmp_path / "words").write_text(PASSPHRASE)
    command = [sys.executable, "-m", "impersonation_watch", "init", "--name", "diary"]
    words = ["--passphrase-file", str(tmp_path / "words")]
    subprocess.run([*command, "--vault", str(tmp_path / "notes"), *words], check=True)
    assert naming.name_of(tmp_path / "notes") == "diary"
