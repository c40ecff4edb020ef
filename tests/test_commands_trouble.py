"""A full disk, a vault of a newer version, a lost recovery code: at the command line."""

from __future__ import annotations

import json
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from keeping import PASSPHRASE, found, hit, post, practice_vault, take
from test_commands import iw

from impersonation_watch.model import Practice, Settings
from impersonation_watch.vault import Vault

PAGE = b"<h1>Naomi Whitaker</h1>"
NOBODY_THERE = Settings(practice=Practice(hosts={}, ca_pem=""))  # no request can leave
OWN_DISK = """
disk=$1 from=$2; shift 2
mount -t tmpfs -o size=8m tmpfs $disk && cp -a $from/. $disk && cat /dev/zero >$disk/filler
exec "$@"
"""
CODE = re.compile(r"^ +((?:[0-9A-Z]{4}-){5}[0-9A-Z]{4})$", re.MULTILINE)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a practice vault in which a finding waits, and a passphrase file."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "passphrase").write_text(PASSPHRASE + "\n")
    with practice_vault(folder / "notes") as vault:
        vault.store.save_settings(NOBODY_THERE)
        take(vault, hit(), content=PAGE)
        post(vault, [found(hit("waiting"), PAGE)], [PAGE])
    return folder


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """The same, of this test's own."""
    shutil.copytree(made, tmp_path / "home")
    return tmp_path / "home"


def opened(folder: Path) -> tuple[object, ...]:
    return "--vault", folder / "notes", "--passphrase-file", folder / "passphrase"


@contextmanager
def nothing_more_fits() -> Iterator[None]:
    """No file may grow, for the commands started meanwhile too."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def in_one_sentence(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether it left with 1, and with words for a person alone."""
    return done.returncode == 1 and "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("command", ["hits", "watch"])
def test_a_full_disk_is_said_in_words_and_nothing_is_lost(home: Path, command: str) -> None:
    with nothing_more_fits():
        done = iw(command, *opened(home))
    assert in_one_sentence(done)
    assert "disk" in done.stderr
    handles = [each["handle"] for each in json.loads(iw("hits", "--json", *opened(home)).stdout)]
    assert sorted(handles) == ["naomi.w", "waiting"]


@pytest.mark.parametrize("command", ["hits", "watch"])
def test_a_disk_filled_to_the_last_byte_is_said_in_words(
    home: Path, tmp_path: Path, command: str
) -> None:
    namespace = ["unshare", "--user", "--map-root-user", "--mount"]
    if subprocess.run([*namespace, "true"], capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a disk of their own")
    disk = tmp_path / "disk"
    disk.mkdir()
    started = [sys.executable, "-m", "impersonation_watch", command, *map(str, opened(disk))]
    script = [*namespace, "sh", "-c", OWN_DISK, "sh", str(disk), str(home), *started]
    done = subprocess.run(script, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert in_one_sentence(done)
    assert "disk is full" in done.stderr


def newer_keys(folder: Path) -> None:
    keys = json.loads((folder / "keys").read_text())
    (folder / "keys").write_text(json.dumps(keys | {"version": 99, "more": []}))


def newer_database(folder: Path) -> None:
    with Vault.open(folder, PASSPHRASE) as vault:
        vault.store.desk.db.execute("PRAGMA user_version=99")


@pytest.mark.parametrize("command", ["hits", "watch"])
@pytest.mark.parametrize("make_newer", [newer_keys, newer_database])
def test_a_vault_of_a_newer_version_says_so_and_stays_as_it_is(
    home: Path, make_newer: Callable[[Path], None], command: str
) -> None:
    make_newer(home / "notes")
    before = {path: path.read_bytes() for path in (home / "notes").rglob("*") if path.is_file()}
    done = iw(command, *opened(home))
    assert in_one_sentence(done)
    assert "newer version" in done.stderr
    assert "Install the newest version" in done.stderr
    assert {path: path.read_bytes() for path in before} == before


def test_a_new_recovery_code_can_be_had_by_who_never_saw_one(home: Path) -> None:
    done = iw("init", "--new-recovery-code", *opened(home))
    (code,) = CODE.findall(done.stdout)
    assert done.returncode == 0
    Vault.open(home / "notes", code).close()


def test_there_is_no_new_recovery_code_where_there_is_no_vault(home: Path) -> None:
    shutil.rmtree(home / "notes")
    done = iw("init", "--new-recovery-code", *opened(home))
    assert in_one_sentence(done)
    assert "no vault" in done.stderr
    assert not (home / "notes").exists()


def test_the_help_of_init_names_the_new_code() -> None:
    assert "never shown" in " ".join(iw("init", "--help").stdout.split())
