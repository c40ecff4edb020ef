"""`handover` and `erase --batch` as two people meet them in a terminal."""

from __future__ import annotations

import re
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from handing import made
from reviewing import PASSPHRASE
from test_commands import iw

from impersonation_watch import handover
from impersonation_watch.model import Decision
from impersonation_watch.vault import Vault

BATCH = re.compile(r"The batch: ([0-9a-f]{32})")


class Desk:
    """Two vaults, and the files that go between."""

    def __init__(self, folder: Path, ids: dict[str, str]) -> None:
        self.folder, self.ids = folder, ids
        (folder / "passphrase").write_text(PASSPHRASE + "\n")

    def run(self, who: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        opened = ("--vault", self.folder / who, "--passphrase-file", self.folder / "passphrase")
        return iw(*arguments, *opened)

    def file(self, name: str) -> Path:
        return self.folder / name

    def give(self) -> subprocess.CompletedProcess[str]:
        assert self.run("helpers", "handover", "key", "--out", self.file("key")).returncode == 0
        return self.run(
            "hers", "handover", "give", "--to", self.file("key"), "--hit", self.ids["naomi.w"],
            "--helper", "Sam", "--out", self.file("batch"),
        )  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, now: datetime) -> Desk:
    ids, _ = made(tmp_path, now)
    return Desk(tmp_path, ids)


def test_a_batch_goes_there_and_back_in_a_terminal(desk: Desk) -> None:
    given = desk.give()
    taken = desk.run("helpers", "handover", "take", desk.file("batch"))
    found = BATCH.search(taken.stdout)
    assert (given.returncode, bool(found)) == (0, True), given.stderr + taken.stderr
    assert found is not None
    think(desk, found[1])
    desk.run("helpers", "handover", "back", "--batch", found[1], "--out", desk.file("answer"))
    done = desk.run("hers", "handover", "decisions", desk.file("answer"), "--apply")
    assert "Pretends to be the person  garden photo  (taken over)" in done.stdout
    with Vault.open(desk.folder / "hers", PASSPHRASE) as vault:
        assert vault.store.hit(desk.ids["naomi.w"]).decision is Decision.IMPOSTOR


def think(desk: Desk, batch_id: str) -> None:
    """The helper decides, as the pages do."""
    with Vault.open(desk.folder / "helpers", PASSPHRASE) as vault:
        batch = vault.store.taken(batch_id)
        handover.decide(
            vault, batch.id, batch.items[0].id, Decision.IMPOSTOR, word="garden photo",
            now=batch.made_at,
        )  # fmt: skip


def test_the_same_digits_are_shown_on_both_sides(desk: Desk) -> None:
    given = desk.give()
    shown = desk.run("helpers", "handover", "key").stdout
    digits = re.findall(r"(?:[0-9]{4} ){5}[0-9]{4}", given.stdout + shown)
    assert len(digits) == 2
    assert digits[0] == digits[1]
    assert given.stdout.index("Compare them on the phone before") > given.stdout.index(digits[0])


def test_a_file_for_somebody_else_is_refused_with_what_to_do(desk: Desk) -> None:
    desk.give()
    done = desk.run("hers", "handover", "take", desk.file("batch"))
    assert done.returncode == 1
    assert "was not sealed to your key" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_chosen_and_no_such_file_leave_with_1(desk: Desk) -> None:
    desk.give()
    nothing = desk.run(
        "hers", "handover", "give", "--to", desk.file("key"), "--out", desk.file("other")
    )
    absent = desk.run("hers", "handover", "take", desk.file("nowhere"))
    assert (nothing.returncode, absent.returncode) == (1, 1)
    assert not desk.file("other").exists()


def test_a_batch_is_erased_on_either_side(desk: Desk) -> None:
    desk.give()
    found = BATCH.search(desk.run("helpers", "handover", "take", desk.file("batch")).stdout)
    assert found is not None
    for who in ("helpers", "hers"):
        done = desk.run(who, "erase", "--batch", found[1], "--yes")
        assert (done.returncode, "The log keeps its lines" in done.stdout) == (0, True), done.stderr
    again = desk.run("hers", "erase", "--batch", found[1], "--yes")
    assert (again.returncode, "no such batch" in again.stderr) == (1, True)
