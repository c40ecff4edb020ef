"""Real runs that are killed, started by the clock, or asked for twice."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from impersonation_watch import clockfile
from impersonation_watch.demo import show
from impersonation_watch.demo.network import PracticeNetwork
from impersonation_watch.errands import run_watch
from impersonation_watch.model import Keeping
from impersonation_watch.starting import start_watch
from impersonation_watch.vault import Vault

pytestmark = [pytest.mark.server, pytest.mark.slow]

KILLS = 8
LONGEST_RUN = 60.0  # seconds; one takes about fifteen


@pytest.fixture(scope="module")
def network() -> Iterator[PracticeNetwork]:
    with PracticeNetwork() as network:
        yield network


@pytest.fixture
def story(network: PracticeNetwork, tmp_path: Path) -> Iterator[tuple[Vault, str]]:
    now = datetime.now(UTC)
    vault, passphrase = show.prepare(
        tmp_path / "notes", network.practice, now=now, say=lambda line: None
    )
    yield vault, passphrase
    vault.close()


def test_a_run_killed_at_any_moment_loses_nothing_it_had_sealed(story: tuple[Vault, str]) -> None:
    vault, _ = story
    dice = random.Random(11)
    vault.write_capsule(datetime.now(UTC))
    for _ in range(KILLS):
        process = start_watch(vault.folder, vault.capsule_key)
        time.sleep(dice.uniform(0.4, 4.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        lying = len(list((vault.folder / "inbox").glob("[!.]*")))
        taken = vault.take_in(datetime.now(UTC))
        assert (taken.findings, taken.spoiled, taken.gaps) == (lying, (), ())
    whole = run_watch(vault, now=datetime.now(UTC), on_progress=lambda line: None)
    assert whole.failure == ""
    assert show.judge_story(vault.store.hits()).missed == ()
    assert vault.verify() == ()


def test_a_run_that_reached_nobody_does_not_count_as_the_look_of_the_day(
    story: tuple[Vault, str],
) -> None:
    vault, _ = story
    settings = vault.store.settings()
    assert settings.practice is not None
    closed = replace(settings.practice, hosts=dict.fromkeys(settings.practice.hosts, 9))
    vault.store.save_settings(replace(settings, practice=closed))
    run_watch(vault, now=datetime.now(UTC), on_progress=lambda line: None)
    clock = clockfile.read(vault.folder)
    assert clock.last_ok is None
    assert "reached" in clock.failure


def test_two_runs_never_go_on_at_once(story: tuple[Vault, str]) -> None:
    vault, _ = story
    vault.write_capsule(datetime.now(UTC))
    with clockfile.only_one(vault.folder):
        summary = run_watch(vault, now=datetime.now(UTC), on_progress=lambda line: None)
    assert "already" in summary.failure


def test_the_clock_keeps_watching_with_the_key_of_one_unlock(
    story: tuple[Vault, str], tmp_path: Path
) -> None:
    vault, passphrase = story
    settings = replace(vault.store.settings(), keeping=Keeping.KEEP_WATCHING)
    vault.store.save_settings(settings)
    vault.write_capsule(datetime.now(UTC))
    (tmp_path / "passphrase").write_text(passphrase)
    command = [sys.executable, "-m", "impersonation_watch", "run", "--vault", str(vault.folder)]
    command += ["--passphrase-file", str(tmp_path / "passphrase")]
    background = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(lambda: clockfile.read(vault.folder).last_ok is not None)
    finally:
        background.terminate()
        background.wait()
    assert vault.take_in(datetime.now(UTC)).new_hits != ()


def test_a_capsule_of_another_vault_is_not_opened(story: tuple[Vault, str], tmp_path: Path) -> None:
    vault, _ = story
    other, _ = Vault.create(tmp_path / "other", "practice", now=datetime.now(UTC), practice=True)
    (vault.folder / "capsule").write_bytes((tmp_path / "other" / "capsule").read_bytes())
    with other:
        process = start_watch(vault.folder, vault.capsule_key, stdout=subprocess.PIPE)
        said, _ = process.communicate()
    assert process.returncode == 1
    assert b"failed" in said


def _wait(until: object) -> None:
    assert callable(until)
    stop = time.monotonic() + LONGEST_RUN
    while not until():
        assert time.monotonic() < stop, "it took too long"
        time.sleep(0.2)
