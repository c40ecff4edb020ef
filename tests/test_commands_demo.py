"""The demo as a person meets it: what it prints, what it leaves, with which code it ends."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from impersonation_watch import evidence
from impersonation_watch.vault import Vault

pytestmark = [pytest.mark.server, pytest.mark.slow]

WRITTEN = re.compile(r"packet was written: (.+\.zip)")
PASSPHRASE = re.compile(r"Passphrase of this practice vault: (\S+)")


@dataclass(frozen=True)
class Demo:
    """One demo that has ended."""

    code: int
    said: str
    trouble: str
    home: Path

    @property
    def packet(self) -> Path:
        (path,) = WRITTEN.findall(self.said)
        return Path(path)


def begin(home: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "impersonation_watch", "demo", *options],
        env={**os.environ, "TMPDIR": str(home), "COLUMNS": "120"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def demos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Demo]:
    """One demo that throws its vault away and one that keeps it, side by side to save time."""
    homes = {name: tmp_path_factory.mktemp(name) for name in ("thrown", "kept")}
    kept = homes["kept"] / "here"
    running = {
        "thrown": begin(homes["thrown"]),
        "kept": begin(homes["kept"], "--folder", str(kept)),
    }
    ended = {name: each.communicate() for name, each in running.items()}
    return {
        name: Demo(running[name].returncode, said, trouble, homes[name])
        for name, (said, trouble) in ended.items()
    }


@pytest.mark.parametrize("name", ["thrown", "kept"])
def test_the_demo_ends_well_and_shows_what_it_found(demos: dict[str, Demo], name: str) -> None:
    demo = demos[name]
    assert (demo.code, demo.trouble) == (0, "")
    assert "Impostors found for the right reason: 12 of 12." in demo.said
    assert "In truth" in demo.said
    assert demo.said.count("impostor: ") == 12


@pytest.mark.parametrize("name", ["thrown", "kept"])
def test_the_packet_of_the_demo_is_where_it_says_and_verifies(
    demos: dict[str, Demo], name: str
) -> None:
    assert evidence.verify_bundle(demos[name].packet) == ()


def test_a_throw_away_vault_is_deleted_and_nothing_speaks_of_its_passphrase(
    demos: dict[str, Demo],
) -> None:
    demo = demos["thrown"]
    assert demo.packet.is_relative_to(demo.home)
    assert not list(demo.home.rglob("keys"))
    assert "deleted" in demo.said
    assert not PASSPHRASE.search(demo.said)


def test_a_demo_with_a_folder_keeps_its_vault_and_says_how_to_open_it(
    demos: dict[str, Demo],
) -> None:
    demo = demos["kept"]
    (passphrase,) = PASSPHRASE.findall(demo.said)
    with Vault.open(demo.home / "here" / "notes", passphrase) as vault:
        assert vault.practice
        assert len(vault.store.hits()) >= 12
