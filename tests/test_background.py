"""The process that waits: small, holding nothing it should not, and ending politely."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from waiting import DAY, GOOD, KEY, LONG, Lines, stand_in

from impersonation_watch import clockfile
from impersonation_watch.model import WatchError
from impersonation_watch.schedule import run_forever

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
