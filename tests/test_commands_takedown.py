"""Who reports is asked for at a prompt, so that it stands in no list of processes."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from keeping import PASSPHRASE, hit, naomi, practice_vault, take


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    with practice_vault(tmp_path / "notes") as vault:
        vault.store.save_person(naomi())
        hit_id = take(vault, hit()).new_hits[0]
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    program = [sys.executable, "-m", "impersonation_watch", "takedown", hit_id]
    opened = ["--vault", str(tmp_path / "notes"), "--passphrase-file", str(tmp_path / "passphrase")]
    calm = ["--anger", "no", "--knows-who", "no", "--police", "none", "--shown", "clothed_adult"]
    return [*program, "--form", "eu-dsa-16", *calm, *opened]


def test_name_and_address_are_asked_for_at_the_terminal(command: list[str]) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"Naomi Whitaker\nnaomi@whitaker.example\n")
    ran = subprocess.run(command, stdin=theirs, capture_output=True, text=True, timeout=60)
    os.close(ours)
    os.close(theirs)
    assert "Your name as the report" in ran.stderr
    assert "Your e-mail address" in ran.stderr


def test_where_nobody_is_there_nothing_is_asked(command: list[str]) -> None:
    ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert "Your name" not in ran.stderr
    assert "nobody has decided" in ran.stderr.lower()


def test_help_says_who_can_see_a_command_line() -> None:
    command = [sys.executable, "-m", "impersonation_watch", "takedown", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "other users of this computer" in " ".join(said.split())
