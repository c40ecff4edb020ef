"""Opening the vault hands the key to a process that waits; choosing otherwise ends it."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from reviewing import naomi

from impersonation_watch import awake, clockfile, schedule
from impersonation_watch.keeping import erase_everything
from impersonation_watch.model import Keeping, Settings, WatchError
from impersonation_watch.vault import Vault

PASSPHRASE = "lantern gravel pickle orbit suede"
# stands for `run`: takes the key, leaves us as `run` does, waits, and says what it was given
WAITS = """
import sys, json, signal, os
from pathlib import Path
from impersonation_watch import clockfile, schedule
from impersonation_watch.commands.run import _leave_the_terminal
folder, descriptor = Path(sys.argv[2]), int(sys.argv[4])
unlocked = schedule.receive(descriptor)
_leave_the_terminal()
with clockfile.only_one(folder, clockfile.RUN_LOCK):
    told = {"key": unlocked.key.hex(), "every": unlocked.settings.every_hours, "pid": os.getpid()}
    (folder / ".told.part").write_text(json.dumps(told))
    (folder / ".told.part").rename(folder / "told.json")
    signal.pause()
"""
COMMAND = (sys.executable, "-c", WAITS)
PATIENCE = 20.0


@pytest.fixture
def vault(tmp_path: Path, now: datetime) -> Iterator[Vault]:
    vault, _ = Vault.create(tmp_path / "notes", PASSPHRASE, now=now, practice=True)
    with vault:
        vault.store.save_person(naomi(now))
        yield vault
        clockfile.end_waiting(vault.folder)


def choose(vault: Vault, keeping: Keeping, **more: int) -> None:
    vault.store.save_settings(replace(Settings(), keeping=keeping, **more))  # type: ignore[arg-type]


def told(vault: Vault) -> dict[str, object]:
    """What the waiting process says it was given."""
    path, until = vault.folder / "told.json", time.monotonic() + PATIENCE
    while not path.exists():
        assert time.monotonic() < until
        time.sleep(0.02)
    found: dict[str, object] = json.loads(path.read_text())
    path.unlink()
    return found


def waits(vault: Vault) -> bool:
    return clockfile.going_on(vault.folder, clockfile.RUN_LOCK)


def test_whoever_opens_the_vault_hands_the_key_to_a_process_that_stays(vault: Vault) -> None:
    choose(vault, Keeping.KEEP_WATCHING, every_hours=48)
    awake.keep_watch(vault, command=COMMAND)
    given = told(vault)
    assert (given["key"], given["every"]) == (vault.capsule_key.hex(), 48)
    assert waits(vault)
    assert os.getsid(int(str(given["pid"]))) != os.getsid(0)  # it outlives our terminal


def test_one_that_waits_already_stays(vault: Vault) -> None:
    choose(vault, Keeping.KEEP_WATCHING)
    awake.keep_watch(vault, command=COMMAND)
    first = told(vault)["pid"]
    awake.keep_watch(vault, command=COMMAND)
    assert not (vault.folder / "told.json").exists()
    awake.keep_watch(vault, command=COMMAND, afresh=True)
    assert told(vault)["pid"] != first


def test_only_when_i_ask_ends_it_at_once(vault: Vault) -> None:
    choose(vault, Keeping.KEEP_WATCHING)
    awake.keep_watch(vault, command=COMMAND)
    told(vault)
    choose(vault, Keeping.STRICT)
    awake.keep_watch(vault, command=COMMAND)
    assert not waits(vault)


def test_where_nothing_may_run_while_locked_no_key_leaves_the_vault(vault: Vault) -> None:
    choose(vault, Keeping.STRICT)
    awake.keep_watch(vault, command=("false",))
    assert not waits(vault)


def test_one_that_cannot_be_started_is_said_in_words(vault: Vault) -> None:
    choose(vault, Keeping.KEEP_WATCHING)
    with pytest.raises(WatchError, match="could not be started"):
        awake.keep_watch(vault, command=(sys.executable, "-c", "raise SystemExit(1)"))


def test_nothing_is_ended_where_nothing_waits(tmp_path: Path) -> None:
    (tmp_path / clockfile.RUN_LOCK).write_text(str(os.getpid()))
    assert clockfile.end_waiting(tmp_path) is False


def test_one_that_does_not_end_is_said_in_words(tmp_path: Path) -> None:
    with (
        clockfile.only_one(tmp_path, clockfile.RUN_LOCK),  # by ourselves, whom nobody ends
        pytest.raises(WatchError, match="did not end"),
    ):
        clockfile.end_waiting(tmp_path)


@pytest.mark.server
def test_run_takes_the_key_it_is_handed_and_waits(vault: Vault) -> None:
    choose(vault, Keeping.KEEP_WATCHING)
    clockfile.started(vault.folder, datetime.now().astimezone())  # nothing is due for an hour
    clockfile.failed(vault.folder, datetime.now().astimezone(), "for this test")
    awake.keep_watch(vault)
    until = time.monotonic() + PATIENCE
    while not waits(vault):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert clockfile.end_waiting(vault.folder) is True


def test_a_key_cut_short_is_refused() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"short")
    os.close(writer)
    with pytest.raises(WatchError):
        schedule.receive(reader)


def test_erasing_everything_ends_who_waits_with_the_key(vault: Vault, now: datetime) -> None:
    choose(vault, Keeping.KEEP_WATCHING)
    awake.keep_watch(vault, command=COMMAND)
    told(vault)
    vault.close()
    erase_everything(vault.folder, vault.folder.parent, now=now)
    assert not vault.folder.exists()  # it is refused while anybody holds the lock
