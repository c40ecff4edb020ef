"""The service: a file that starts the waiting process at login, and leaves nothing when it goes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_background import resident_mb, wait_for
from test_service_files import listing, words_of
from waiting import DAY, GOOD, KEY, Lines, stand_in

from impersonation_watch import clockfile
from impersonation_watch.schedule import Background
from impersonation_watch.service import systemd

# Answers as a manager that runs: keeps a log, makes and takes the link.
SYSTEMCTL = """#!/bin/sh
echo "$*" >> "$HOME/../log"
units="$XDG_CONFIG_HOME/systemd/user"
case "$2" in
  enable) mkdir -p "$units/default.target.wants"
          ln -sf "../$3" "$units/default.target.wants/$3" ;;
  disable) rm "$units/default.target.wants/$4" ;;
  is-active) echo active ;;
  is-enabled) echo enabled ;;
  restart) if [ -e "$HOME/../broken" ]; then echo "Unit is masked." >&2; exit 1; fi ;;
esac
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with a vault, as far as a process can see that opens nothing."""
    vault = tmp_path / "home" / ".notes"
    vault.mkdir(parents=True)
    (vault / "keys").write_text("{}")
    (tmp_path / "settings").mkdir()
    return tmp_path / "home"


@pytest.fixture
def iw(home: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command as a user of this home; no systemd answers, unless a stand-in is put there."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "impersonation_watch", *arguments]
        return subprocess.run(command, capture_output=True, text=True, env=environment(home))

    return run


@pytest.fixture
def answering(home: Path) -> Path:
    """Put a systemctl first in the path that answers; the folder its log and faults lie in."""
    program = home.parent / "bin" / "systemctl"
    program.parent.mkdir()
    program.write_text(SYSTEMCTL)
    program.chmod(0o755)
    return home.parent


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[bytes]]]:
    processes: list[subprocess.Popen[bytes]] = []
    yield processes
    for each in processes:
        each.kill()
        each.wait()


def environment(home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "PATH": f"{home.parent / 'bin'}:{os.environ['PATH']}",
        "XDG_CONFIG_HOME": str(home.parent / "settings"),
        "XDG_RUNTIME_DIR": str(home.parent / "no-session"),
    }


def unit(home: Path) -> Path:
    return home.parent / "settings" / "systemd" / "user" / "notes.service"


# --- the command ---------------------------------------------------------------------------------


def test_nothing_is_left_after_install_and_remove(
    iw: Callable[..., subprocess.CompletedProcess[str]], home: Path
) -> None:
    before = listing(home.parent)
    assert iw("service", "install").returncode == 0
    assert unit(home).exists()
    assert iw("service", "remove").returncode == 0
    assert listing(home.parent) == before


def test_nothing_is_left_beside_the_units_of_others(
    iw: Callable[..., subprocess.CompletedProcess[str]], home: Path
) -> None:
    unit(home).parent.mkdir(parents=True)
    unit(home).with_name("music.service").write_text("[Service]\nExecStart=/usr/bin/music\n")
    before = listing(home.parent)
    iw("service", "install")
    iw("service", "remove")
    assert listing(home.parent) == before


@pytest.mark.skipif(not shutil.which("systemctl"), reason="systemd is not installed here")
def test_the_link_of_the_real_systemctl_goes_too(
    iw: Callable[..., subprocess.CompletedProcess[str]], home: Path
) -> None:
    before = listing(home.parent)
    iw("service", "install")
    order = ["systemctl", "--user", "enable", "notes.service"]
    done = subprocess.run(order, capture_output=True, env=environment(home))
    if done.returncode != 0:
        pytest.skip(f"systemctl enables nothing here: {done.stderr.decode().strip()}")
    assert len(listing(unit(home).parent)) == 3
    iw("service", "remove")
    assert listing(home.parent) == before


def test_where_systemd_is_silent_the_one_command_is_said(
    iw: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    assert "  systemctl --user enable --now notes.service\n" in iw("service", "install").stdout


def test_where_systemd_answers_it_is_switched_on(
    iw: Callable[..., subprocess.CompletedProcess[str]], answering: Path
) -> None:
    assert "after each login" in iw("service", "install").stdout
    orders = (answering / "log").read_text()
    assert "--user enable notes.service\n--user restart notes.service\n" in orders


def test_where_systemd_answers_nothing_is_left_either(
    iw: Callable[..., subprocess.CompletedProcess[str]], answering: Path
) -> None:
    (answering / "log").touch()
    before = listing(answering)
    iw("service", "install")
    done = iw("service", "remove")
    assert "Stopped" in done.stdout
    assert listing(answering) == before


def test_what_systemd_refuses_is_said(
    iw: Callable[..., subprocess.CompletedProcess[str]], answering: Path
) -> None:
    (answering / "broken").touch()
    assert "did not take it: Unit is masked." in iw("service", "install").stdout


def test_install_says_that_it_is_locked_after_each_login(
    iw: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    said = iw("service", "install").stdout
    assert "It starts locked" in said
    assert "after each login" in said
    assert "`run` once" in said


def test_without_a_vault_nothing_is_installed(
    iw: Callable[..., subprocess.CompletedProcess[str]], home: Path
) -> None:
    (home / ".notes" / "keys").unlink()
    done = iw("service", "install")
    assert (done.returncode, unit(home).exists()) == (1, False)
    assert "init" in done.stderr


def test_status_tells_of_file_unit_and_last_look(
    iw: Callable[..., subprocess.CompletedProcess[str]], answering: Path
) -> None:
    assert "No file" in iw("service", "status").stdout
    iw("service", "install")
    said = iw("service", "status").stdout
    assert "systemd says: active, enabled." in said
    assert "There has been no look yet." in said


def test_status_changes_nothing(
    iw: Callable[..., subprocess.CompletedProcess[str]], home: Path
) -> None:
    before = listing(home.parent)
    iw("service", "status")
    assert listing(home.parent) == before


def test_the_name_can_be_chosen_and_need_not_be_remembered(
    iw: Callable[..., subprocess.CompletedProcess[str]], home: Path
) -> None:
    iw("service", "install", "--name", "calendar")
    assert "Description=Calendar\n" in unit(home).with_name("calendar.service").read_text()
    assert "calendar.service" in iw("service", "status").stdout
    assert iw("service", "remove").returncode == 0
    assert "nothing to remove" in iw("service", "remove").stdout


def test_of_several_the_name_is_asked_for(
    iw: Callable[..., subprocess.CompletedProcess[str]], home: Path
) -> None:
    iw("service", "install", "--name", "calendar")
    iw("service", "install")
    done = iw("service", "remove")
    assert done.returncode == 1
    assert "calendar, notes" in done.stderr
    assert unit(home).exists()


@pytest.mark.parametrize("name", ["../notes", "Notes", "a b", "x", "notes.timer", ""])
@pytest.mark.parametrize("order", ["install", "remove", "status"])
def test_a_name_is_never_a_path(
    iw: Callable[..., subprocess.CompletedProcess[str]], order: str, name: str
) -> None:
    done = iw("service", order, "--name", name)
    assert done.returncode == 1
    assert "cannot be used as a name" in done.stderr


def test_the_file_of_another_program_is_never_touched(
    iw: Callable[..., subprocess.CompletedProcess[str]], home: Path
) -> None:
    unit(home).parent.mkdir(parents=True)
    unit(home).write_text("[Service]\nExecStart=/usr/bin/notes\n")
    assert "already called" in iw("service", "install").stderr
    assert iw("service", "remove").returncode == 1
    assert unit(home).read_text() == "[Service]\nExecStart=/usr/bin/notes\n"


def test_a_unit_of_the_system_is_not_hidden(tmp_path: Path) -> None:
    (tmp_path / "pipewire.service").touch()
    assert systemd.taken("pipewire", [str(tmp_path)])
    assert not systemd.taken("notes", [str(tmp_path)])


def test_the_command_holds_neither_crawler_nor_vault(home: Path) -> None:
    code = "import sys, impersonation_watch.commands.service; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    heavy = {
        "scrapy",
        "cryptography",
        "sqlcipher3",
        "pydantic",
        "yaml",
        "impersonation_watch.vault",
    }
    assert "impersonation_watch.service" in loaded.split()
    assert not heavy.intersection(loaded.split())


# --- for real ------------------------------------------------------------------------------------


def test_the_command_of_the_unit_waits_small_and_ends_politely(
    iw: Callable[..., subprocess.CompletedProcess[str]],
    home: Path,
    started: list[subprocess.Popen[bytes]],
) -> None:
    iw("service", "install")
    started.append(subprocess.Popen(words_of(unit(home), home), env=environment(home), cwd=home))
    wait_for(lambda: "locked" in clockfile.read(home / ".notes").failure)
    time.sleep(0.5)
    assert resident_mb(started[0].pid) <= 40
    started[0].send_signal(signal.SIGTERM)
    assert started[0].wait(20) == 0


def test_the_locked_one_leaves_room_for_a_run_with_the_key(tmp_path: Path) -> None:
    locked = Background(tmp_path, key=None, every=DAY, on_line=Lines(), command=stand_in(GOOD))
    with clockfile.only_one(tmp_path, clockfile.LOCKED_LOCK):
        with clockfile.only_one(tmp_path, clockfile.RUN_LOCK):
            assert not locked.tick()
        assert clockfile.read(tmp_path) == clockfile.Clock()
        opened = Background(tmp_path, key=KEY, every=DAY, on_line=Lines(), command=stand_in(GOOD))
        assert opened.tick()
