"""A disk that is full says so, and costs nothing that was saved."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

STORY = Path(__file__).with_name("disk_story.py")
KEPT = {
    "old file": "old",
    "decision": "impostor",
    "waiting letter": 1,
    "problems": [],
    "left behind": [],
    "second vault": False,
}
OWN_DISK = "mount -t tmpfs -o size=4m tmpfs $1 && exec $2 $3 $1 fill"


def limited(folder: Path) -> dict[str, Any]:
    command = [sys.executable, str(STORY), str(folder), "limit"]
    return _told(subprocess.run(command, capture_output=True, text=True))


def on_a_small_disk(folder: Path) -> dict[str, Any]:
    """On a disk of 4 MB of its own, in a name space of its own: needs no rights."""
    namespace = ["unshare", "--user", "--map-root-user", "--mount"]
    if subprocess.run([*namespace, "true"], capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a disk of their own")
    command = [*namespace, "sh", "-c", OWN_DISK, "sh", str(folder), sys.executable, str(STORY)]
    return _told(subprocess.run(command, capture_output=True, text=True))


def _told(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("way", [limited, on_a_small_disk])
def test_a_full_disk_is_said_and_nothing_saved_is_lost(tmp_path: Path, way: Any) -> None:
    story = way(tmp_path)
    assert all("disk" in said and "space" in said for said in story["told"].values()), story["told"]
    assert story["kept"] == KEPT
