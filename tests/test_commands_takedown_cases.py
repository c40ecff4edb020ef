"""`takedown` for a case: the questions, the advice, the tick against it, the notes one by one."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from keeping import PASSPHRASE, naomi, practice_vault
from takedown_story import CALM, TINDER

from impersonation_watch import intake
from impersonation_watch.model import Note
from impersonation_watch.vault import Vault

ANSWERS = ("--anger", "no", "--knows-who", "no", "--police", "none", "--shown", "clothed_adult")
TOLD = ("--email", "naomi@whitaker.example", "--copies", "photos")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A vault with one Tinder profile in it, described and not seen; the id of the case."""
    folder, now = tmp_path_factory.mktemp("home"), datetime.now(UTC)
    (folder / "passphrase").write_text(PASSPHRASE)
    with practice_vault(folder / "notes") as vault:
        vault.store.save_person(naomi())
        case = intake.open_case(
            vault, "p1", TINDER, safety=CALM, happened="It is on there.", now=now
        )
        told = "A friend wrote to me about it."
        intake.add_text(vault, case.id, "messages", told, supplied_by="Ines", now=now)
        for number, text in enumerate(("I cannot sleep.", "I saw him there.")):
            note = Note(id=f"n{number}", case_id=case.id, text=text, at=now)
            vault.store.save_note(note, now)
    return folder, case.id


def takedown(made: tuple[Path, str], out: Path, *given: str) -> subprocess.CompletedProcess[str]:
    folder, case_id = made
    opened = ["--vault", folder / "notes", "--passphrase-file", folder / "passphrase"]
    command = [sys.executable, "-m", "impersonation_watch", "takedown", "--case", case_id]
    return subprocess.run(
        [*command, *opened, "--to", out, *given],
        stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip


def packet(out: Path) -> ZipFile:
    return ZipFile(next(out.glob("*.zip")))


def test_nothing_is_written_before_the_questions(made: tuple[Path, str], tmp_path: Path) -> None:
    ran = takedown(made, tmp_path, "--form", "tinder", *TOLD)
    assert ran.returncode == 1
    assert "safety questions" in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_packet_with_the_ticked_note_alone(made: tuple[Path, str], tmp_path: Path) -> None:
    ran = takedown(made, tmp_path, "--form", "tinder", *ANSWERS, *TOLD, "--note", "n1")
    assert ran.returncode == 0, ran.stderr
    inside = packet(tmp_path)
    assert b"I saw him there." in inside.read("private-notes.txt")
    assert b"cannot sleep" not in b"".join(inside.read(each) for each in inside.namelist())


def test_an_advice_to_wait_is_said_and_needs_a_clear_yes(
    made: tuple[Path, str], tmp_path: Path
) -> None:
    worried = ("--anger", "yes", *ANSWERS[2:])
    ran = takedown(made, tmp_path, "--form", "tinder", *worried, *TOLD, "--copies", "words")
    assert ran.returncode == 1
    assert "Keep what you have, and report nothing yet." in ran.stderr
    again = takedown(
        made, tmp_path, "--form", "tinder", *worried, *TOLD, "--copies", "words", "--anyway"
    )
    assert again.returncode == 0, again.stderr


def test_the_list_for_the_police_needs_no_name_and_no_tick(
    made: tuple[Path, str], tmp_path: Path
) -> None:
    worried = ("--anger", "yes", "--knows-who", "no", "--police", "court", *ANSWERS[6:])
    ran = takedown(made, tmp_path, "--form", "chronology", *worried)
    assert ran.returncode == 0, ran.stderr
    assert "Ask the police first" in ran.stderr
    assert "supplied by Ines" in packet(tmp_path).read("record.txt").decode()


def test_half_of_the_answers_is_not_enough(made: tuple[Path, str], tmp_path: Path) -> None:
    ran = takedown(made, tmp_path, "--form", "tinder", "--anger", "no")
    assert ran.returncode == 1
    assert "safety question is answered" in ran.stderr


def test_an_unknown_case_is_named(made: tuple[Path, str], tmp_path: Path) -> None:
    ran = takedown((made[0], "none"), tmp_path, "--form", "tinder", *ANSWERS, *TOLD)
    assert ran.returncode == 1
    assert "none" in ran.stderr


def test_the_vault_remembers_each_report(made: tuple[Path, str]) -> None:
    with Vault.open(made[0] / "notes", PASSPHRASE) as vault:
        assert {each.hit_key for each in vault.store.takedowns()} == {made[1]}
