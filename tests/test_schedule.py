"""No day is lost to a sleeping laptop, nothing runs twice, and a silence is said aloud."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from waiting import BAD, DAY, GOOD, HOUR, KEY, Lines, stand_in

from impersonation_watch import clockfile
from impersonation_watch.clockfile import Clock
from impersonation_watch.model import Settings, WatchError
from impersonation_watch.schedule import Background, run_forever, unlock
from impersonation_watch.starting import start_watch


def locked_out(folder: Path) -> None:
    """As the process that waits without the key leaves the record after four tries."""
    for _ in range(4):
        clockfile.failed(folder, datetime.now(UTC), clockfile.LOCKED)


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


def test_a_run_that_reached_no_place_is_not_said_to_be_done(tmp_path: Path) -> None:
    closed = stand_in("clockfile.failed(folder, datetime.now(UTC), 'no place could be reached')")
    lines = Lines()
    Background(tmp_path, key=KEY, every=DAY, on_line=lines, command=closed).tick()
    assert "Done" not in lines.text
    assert "no place could be reached" in lines.text


def test_a_run_that_was_killed_is_written_down_for_it(tmp_path: Path) -> None:
    killed = stand_in("os.kill(os.getpid(), 9)")
    Background(tmp_path, key=KEY, every=DAY, on_line=Lines(), command=killed).tick()
    assert "before it could say how it went" in clockfile.read(tmp_path).failure


def test_a_run_that_hangs_is_ended_and_the_next_one_can_begin(tmp_path: Path) -> None:
    hanging = stand_in("time.sleep(600)")
    background = Background(
        tmp_path,
        key=KEY,
        every=DAY,
        on_line=Lines(),
        command=hanging,
        longest=timedelta(seconds=3),
    )
    background.tick()
    assert "took far too long" in clockfile.read(tmp_path).failure
    assert not clockfile.going_on(tmp_path)


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


def test_once_unlocked_it_looks_at_once_however_long_it_was_locked(tmp_path: Path) -> None:
    locked_out(tmp_path)
    opened = Background(tmp_path, key=KEY, every=DAY, on_line=Lines(), command=stand_in(GOOD))
    assert opened.tick()


def test_a_first_try_after_unlocking_that_fails_is_tried_again_soon(tmp_path: Path) -> None:
    locked_out(tmp_path)
    Background(tmp_path, key=KEY, every=DAY, on_line=Lines(), command=stand_in(BAD)).tick()
    assert clockfile.read(tmp_path).failures == 1


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


def test_the_key_is_in_no_description_of_it(tmp_path: Path) -> None:
    unlocked = unlock(tmp_path, command=unlocking("bytes(range(32))"))
    assert repr(KEY) not in repr(unlocked)


def test_the_period_and_the_notice_come_after_the_key(tmp_path: Path) -> None:
    written = """bytes(32) + b'{"every_hours": 12, "notice": "desktop"}'"""
    unlocked = unlock(tmp_path, command=unlocking(written))
    assert unlocked.every == timedelta(hours=12)
    assert unlocked.settings.notice == "desktop"


@pytest.mark.parametrize("written", ["b''", "bytes(31)", "bytes(32) + b'{'", "bytes(32) + b'[]'"])
def test_half_a_key_is_no_key(tmp_path: Path, written: str) -> None:
    with pytest.raises(WatchError):
        unlock(tmp_path, command=unlocking(written))
