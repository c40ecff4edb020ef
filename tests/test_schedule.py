"""No day is lost to a sleeping laptop, nothing runs twice, and a silence is said aloud."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from impersonation_watch import clockfile
from impersonation_watch.clockfile import Clock
from impersonation_watch.model import Settings, WatchError
from impersonation_watch.schedule import (
    Background,
    run_forever,
    start_watch,
    unlock,
)

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
KEY = bytes(range(32))
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

# A run in the shape of ours: takes the folder and a descriptor, writes down how it went.
RUN = """
import os, sys, time
from datetime import UTC, datetime
from pathlib import Path
from impersonation_watch import clockfile
folder, key = Path(sys.argv[2]), os.read(int(sys.argv[4]), 32)
(folder / "key-seen").write_bytes(key)
(folder / "arguments").write_text(" ".join(sys.argv))
with clockfile.only_one(folder):
    clockfile.started(folder, datetime.now(UTC))
    {body}
"""
GOOD = "clockfile.ok(folder, datetime.now(UTC))"
BAD = "clockfile.failed(folder, datetime.now(UTC), 'no network'); sys.exit(1)"
LONG = "time.sleep(60)"


def stand_in(body: str) -> tuple[str, ...]:
    """A command line that stands in for the process that looks."""
    return sys.executable, "-c", RUN.format(body=body)


@dataclass
class Lines:
    said: list[str] = field(default_factory=list)

    def __call__(self, line: str) -> None:
        self.said.append(line)

    @property
    def text(self) -> str:
        return "\n".join(self.said)


# --- one tick --------------------------------------------------------------------------------


def test_a_due_run_is_started_with_the_key_and_recorded(tmp_path: Path) -> None:
    lines = Lines()
    run_forever(tmp_path, key=KEY, every=DAY, on_line=lines, once=True, command=stand_in(GOOD))
    assert clockfile.read(tmp_path).last_ok is not None
    assert (tmp_path / "key-seen").read_bytes() == KEY
    assert "Done." in lines.text


def test_the_key_is_in_no_argument(tmp_path: Path) -> None:
    start_watch(tmp_path, KEY, command=stand_in(GOOD)).wait()
    assert KEY.hex() not in (tmp_path / "arguments").read_text()


def test_after_a_good_run_nothing_is_due(tmp_path: Path, now: datetime) -> None:
    clockfile.ok(tmp_path, now)
    background = Background(tmp_path, key=KEY, every=DAY, on_line=Lines(), now=lambda: now + HOUR)
    assert not background.tick()


def test_a_run_that_failed_says_why_and_when_next(tmp_path: Path) -> None:
    lines = Lines()
    Background(tmp_path, key=KEY, every=DAY, on_line=lines, command=stand_in(BAD)).tick()
    assert "no network" in lines.text
    assert "Next time" in lines.text
    assert clockfile.read(tmp_path).failures == 1


def test_a_run_that_was_killed_is_written_down_for_it(tmp_path: Path) -> None:
    killed = stand_in("os.kill(os.getpid(), 9)")
    Background(tmp_path, key=KEY, every=DAY, on_line=Lines(), command=killed).tick()
    assert "before it could say how it went" in clockfile.read(tmp_path).failure


def test_a_run_that_cannot_even_start_is_written_down(tmp_path: Path) -> None:
    missing = (str(tmp_path / "no-such-program"),)
    Background(tmp_path, key=KEY, every=DAY, on_line=Lines(), command=missing).tick()
    assert "could not be started" in clockfile.read(tmp_path).failure


def test_without_a_key_it_says_that_it_is_locked(tmp_path: Path) -> None:
    lines = Lines()
    Background(tmp_path, key=None, every=DAY, on_line=lines, command=stand_in(GOOD)).tick()
    assert "could not start: locked" in lines.text
    assert "locked" in clockfile.read(tmp_path).failure
    assert not (tmp_path / "key-seen").exists()


def test_a_run_started_by_hand_is_left_alone(tmp_path: Path) -> None:
    background = Background(tmp_path, key=KEY, every=DAY, on_line=Lines(), command=stand_in(GOOD))
    with clockfile.only_one(tmp_path):
        assert not background.tick()
    assert clockfile.read(tmp_path) == Clock()


def test_two_failed_periods_are_said_once_on_the_desktop(
    tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "notify-send"
    program.write_text('#!/bin/sh\necho told >> "${0%/*}/told"\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    for hours in range(0, 80, 8):
        Background(
            tmp_path,
            key=None,
            every=DAY,
            on_line=Lines(),
            settings=Settings(notice="desktop"),
            now=lambda hours=hours: now + hours * HOUR,
        ).tick()
    assert (tmp_path / "told").read_text() == "told\n"


def test_a_folder_without_a_vault_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(WatchError, match="there is no vault") as caught:
        run_forever(tmp_path / "gone", key=None, every=DAY, on_line=Lines(), once=True)
    assert "init" in caught.value.advice


# --- asking for the key ----------------------------------------------------------------------


def unlocking(written: str) -> tuple[str, ...]:
    code = f"import os, sys; os.write(int(sys.argv[4]), {written})"
    return sys.executable, "-c", code


def test_the_key_comes_through_a_pipe(tmp_path: Path) -> None:
    assert unlock(tmp_path, command=unlocking("bytes(range(32))")).key == KEY


def test_the_period_and_the_notice_come_after_the_key(tmp_path: Path) -> None:
    written = """bytes(32) + b'{"every_hours": 12, "notice": "desktop"}'"""
    unlocked = unlock(tmp_path, command=unlocking(written))
    assert unlocked.every == timedelta(hours=12)
    assert unlocked.settings.notice == "desktop"


@pytest.mark.parametrize("written", ["b''", "bytes(31)", "bytes(32) + b'{'", "bytes(32) + b'[]'"])
def test_half_a_key_is_no_key(tmp_path: Path, written: str) -> None:
    with pytest.raises(WatchError):
        unlock(tmp_path, command=unlocking(written))


# --- the process -----------------------------------------------------------------------------

STAY = """
import sys
from datetime import timedelta
from pathlib import Path
from impersonation_watch.schedule import run_forever
run_forever(Path(sys.argv[1]), key=bytes(32), every=timedelta(hours=24),
            on_line=lambda line: print(line, flush=True), command=tuple(sys.argv[2:]))
print(" ".join(sys.modules), flush=True)
"""


@pytest.fixture
def stay(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start the background process over this test's folder; ended afterwards."""
    started: list[subprocess.Popen[str]] = []

    def start(body: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", STAY, str(tmp_path), *stand_in(body)]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for each in started:
        each.kill()
        each.communicate()


def wait_for(happened: Callable[[], bool], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.05)


def resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))


def test_the_waiting_process_stays_small(
    tmp_path: Path, stay: Callable[..., subprocess.Popen[str]]
) -> None:
    process = stay(GOOD)
    wait_for(lambda: clockfile.read(tmp_path).last_ok is not None)
    time.sleep(0.5)
    assert resident_mb(process.pid) <= 40


def test_the_waiting_process_holds_neither_crawler_nor_vault(
    tmp_path: Path, stay: Callable[..., subprocess.Popen[str]]
) -> None:
    process = stay(GOOD)
    wait_for(lambda: clockfile.read(tmp_path).last_ok is not None)
    process.send_signal(signal.SIGTERM)
    modules = process.communicate(timeout=30)[0].split()
    forbidden = {"scrapy", "twisted", "cryptography", "sqlcipher3", "pydantic", "yaml", "PIL"}
    assert "apscheduler" in modules
    assert not forbidden.intersection(modules)


def test_a_polite_end_also_ends_the_run_going_on(
    tmp_path: Path, stay: Callable[..., subprocess.Popen[str]]
) -> None:
    process = stay(LONG)
    wait_for(lambda: clockfile.read(tmp_path).pid is not None)
    child = clockfile.read(tmp_path).pid
    assert child is not None
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_restarted_clock_leaves_the_run_of_its_killed_forerunner_alone(
    tmp_path: Path, stay: Callable[..., subprocess.Popen[str]]
) -> None:
    first = stay(LONG)
    wait_for(lambda: clockfile.read(tmp_path).pid is not None)
    child = clockfile.read(tmp_path).pid
    assert child is not None
    first.kill()
    first.wait()
    (tmp_path / "arguments").unlink()
    run_forever(tmp_path, key=KEY, every=DAY, on_line=Lines(), once=True, command=stand_in(GOOD))
    assert not (tmp_path / "arguments").exists()
    os.kill(child, signal.SIGKILL)


def test_a_second_waiting_process_for_the_same_folder_is_refused(
    tmp_path: Path, stay: Callable[..., subprocess.Popen[str]]
) -> None:
    stay(LONG)
    wait_for(lambda: clockfile.read(tmp_path).pid is not None)
    with pytest.raises(WatchError, match="already running"):
        run_forever(tmp_path, key=KEY, every=DAY, on_line=Lines(), once=True)
