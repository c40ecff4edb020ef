"""The folder of a vault: who may look into it, and what a killed maker leaves beside it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from keeping import NOW, PASSPHRASE, hit, practice_vault, take

from impersonation_watch import capsule, clockfile, state
from impersonation_watch.errands import links_errand
from impersonation_watch.model import StoreError, WatchState
from impersonation_watch.vault import Vault

NOBODY = 2**22 + 1  # above the highest number Linux gives to a process


@pytest.fixture
def open_umask() -> Iterator[None]:
    """A system that lets everybody read what nobody forbids."""
    before = os.umask(0)
    yield
    os.umask(before)


def used(vault: Vault) -> None:
    """Every kind of file a vault folder ever holds."""
    take(vault, hit())
    errand = links_errand(["https://profiles.example/naomi"], "p1", now=NOW)
    capsule.write_errand(vault.folder, vault.capsule_key, errand)
    state.write(vault.folder, vault.capsule_key, WatchState(counter=1))
    clockfile.started(vault.folder, NOW)
    with clockfile.only_one(vault.folder):
        pass


def open_to_others(folder: Path) -> list[str]:
    """What in the folder anybody but its owner may do anything with."""
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}
    usual = {path: 0o700 if path.is_dir() else 0o600 for path in modes}
    return [f"{path.name} {mode:o}" for path, mode in modes.items() if mode != usual[path]]


@pytest.mark.usefixtures("open_umask")
def test_every_file_of_a_vault_is_for_its_owner_alone(tmp_path: Path) -> None:
    with practice_vault(tmp_path / "notes") as vault:
        used(vault)
        names = {path.name for path in vault.folder.iterdir()}
        assert {"db", "db-wal", "db-shm", "look.lock", "memory", "clock"} <= names
        assert open_to_others(vault.folder) == []


@pytest.mark.usefixtures("open_umask")
def test_a_vault_that_was_open_to_others_is_closed_to_them_when_opened(tmp_path: Path) -> None:
    practice_vault(tmp_path / "notes").close()
    (tmp_path / "notes" / "db").chmod(0o644)
    with Vault.open(tmp_path / "notes", PASSPHRASE) as vault:
        assert open_to_others(vault.folder) == []


# --- what a killed maker leaves behind --------------------------------------------------------


def left_behind(folder: Path, name: str) -> Path:
    """A vault half made, as a maker leaves it that was killed."""
    draft = folder / name
    (draft / "blobs").mkdir(parents=True)
    (draft / "keys").write_text("{}")
    return draft


def age(path: Path, passed: timedelta) -> None:
    then = (NOW - passed).timestamp()
    os.utime(path, (then, then))


@pytest.mark.parametrize(
    "name",
    [
        f".notes.{NOBODY}-0a1b2c3d.part",
        f"..notes.{NOBODY}-0a1b2c3d.part.{NOBODY}-9f8e7d6c.part",  # a draft of a draft
    ],
)
def test_what_a_killed_maker_left_is_swept_by_the_next(tmp_path: Path, name: str) -> None:
    draft = left_behind(tmp_path, name)
    age(draft, timedelta(seconds=1))
    practice_vault(tmp_path / "notes").close()
    assert [path.name for path in tmp_path.iterdir()] == ["notes"]


def test_what_is_older_than_an_hour_is_swept_whoever_made_it(tmp_path: Path) -> None:
    for name in (".notes.0a1b2c3d.part", f".notes.{os.getpid()}-0a1b2c3d.part"):
        age(left_behind(tmp_path, name), timedelta(hours=2))
    practice_vault(tmp_path / "notes").close()
    assert [path.name for path in tmp_path.iterdir()] == ["notes"]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(f".notes.{os.getpid()}-0a1b2c3d.part", id="still at work"),
        ".notes.0a1b2c3d.part",  # perhaps, too
        f".other.{NOBODY}-0a1b2c3d.part",
        ".notes.letters.part",
    ],
)
def test_what_may_be_somebody_elses_is_left_alone(tmp_path: Path, name: str) -> None:
    draft = left_behind(tmp_path, name)
    age(draft, timedelta(minutes=5))
    practice_vault(tmp_path / "notes").close()
    assert (draft / "keys").exists()


MAKE = """
import os, sys
from pathlib import Path
from keeping import NOW, PASSPHRASE
from impersonation_watch.vault import Vault
def die(event, arguments):
    if event == "os.rename" and str(arguments[1]).endswith("notes"):
        os.kill(os.getpid(), 9)
sys.addaudithook(die)
Vault.create(Path(sys.argv[1]), PASSPHRASE, now=NOW, practice=True)
"""


def test_a_maker_killed_at_the_last_step_leaves_no_vault_and_no_litter_for_long(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-c", MAKE, str(tmp_path / "notes")]
    killed = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)})
    (left,) = tmp_path.iterdir()
    assert (killed.returncode, left.suffix) == (-9, ".part")
    practice_vault(tmp_path / "notes").close()
    assert [path.name for path in tmp_path.iterdir()] == ["notes"]


# --- a new recovery code ----------------------------------------------------------------------


def test_a_new_recovery_code_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    vault, old = Vault.create(tmp_path / "notes", PASSPHRASE, now=NOW, practice=True)
    with vault:
        new = vault.new_recovery_code()
    Vault.open(tmp_path / "notes", new).close()
    Vault.open(tmp_path / "notes", PASSPHRASE).close()
    with pytest.raises(StoreError, match="not the passphrase"):
        Vault.open(tmp_path / "notes", old)
