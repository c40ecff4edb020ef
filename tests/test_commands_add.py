"""`add` as a person meets it: what it keeps, what it asks, and how it is taken back."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from brought import picture
from keeping import NOW, PASSPHRASE, naomi, practice_vault

from impersonation_watch.model import Case, Note
from impersonation_watch.vault import Vault

CALM = ("--anger", "no", "--knows-who", "no", "--police", "none", "--shown", "clothed_adult")
TINDER = ("--app", "tinder", "--name", "Lena Brandt", "--age", "29", "--place", "Hamburg")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A vault with Naomi in it, and the files a friend sent."""
    practice_vault(tmp_path / "notes").close()
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    for number in (1, 2):
        (tmp_path / f"screen{number}.jpg").write_bytes(picture(number))
    (tmp_path / "shown.jpg").write_bytes(picture(3))
    (tmp_path / "chat.txt").write_text("Are you really Naomi?")
    return tmp_path


def command(home: Path, name: str, *arguments: str) -> list[str]:
    opened = ("--vault", str(home / "notes"), "--passphrase-file", str(home / "passphrase"))
    return [sys.executable, "-m", "impersonation_watch", name, *arguments, *opened]


def iw(home: Path, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(home, name, *arguments),
        capture_output=True, text=True, cwd=home, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def the_case(home: Path) -> Case:
    with Vault.open(home / "notes", PASSPHRASE) as vault:
        (case,) = vault.store.cases()
        return case


def test_a_tinder_profile_without_address_is_kept(home: Path) -> None:
    brought = ("--screenshot", "screen1.jpg", "--screenshot", "screen2.jpg", "--photo", "shown.jpg")
    done = iw(home, "add", *TINDER, *brought, "--supplied-by", "Mia Brook", *CALM)
    assert done.returncode == 0, done.stderr
    assert "3 files are kept" in done.stdout
    assert "`review`" in done.stdout
    assert f"`erase --case {the_case(home).id}`" in done.stdout


def test_many_files_are_named_while_they_are_opened(home: Path) -> None:
    done = iw(home, "add", "--screenshot", "screen1.jpg", "--screenshot", "screen2.jpg", *CALM)
    assert done.stderr.splitlines() == ["Opening screen1.jpg", "Opening screen2.jpg"]


def test_words_witnesses_and_papers_go_with_it(home: Path) -> None:
    (home / "story.txt").write_text("She wrote to a colleague.")
    told = ("--happened-file", "story.txt", "--witness", "Mia | Sunday | saw it | twice")
    iw(
        home,
        "add",
        *TINDER,
        *told,
        "--messages",
        "chat.txt",
        "--police-report",
        "77 | Hafen",
        *CALM,
    )
    case = the_case(home)
    assert case.happened == "She wrote to a colleague."
    assert [(each.who, each.when, each.what) for each in case.witnesses] == [
        ("Mia", "Sunday", "saw it | twice")
    ]
    assert case.police is not None
    assert (case.police.number, case.police.station) == ("77", "Hafen")


def test_the_app_is_read_from_the_link(home: Path) -> None:
    iw(home, "add", "--url", "instagram.com/naomi.two", *CALM)
    told = the_case(home).description
    assert (told.app, told.url) == ("instagram", "https://instagram.com/naomi.two")


@pytest.mark.parametrize("arguments", [(), ("--app", "tinder"), ("--happened", "It was bad")])
def test_without_link_file_or_description_it_says_what_is_needed(
    home: Path, arguments: tuple[str, ...]
) -> None:
    done = iw(home, "add", *arguments, *CALM)
    assert done.returncode == 2
    assert "nothing to keep yet" in done.stderr
    assert "--url" in done.stderr


def test_a_link_that_is_none_is_said_before_anything_is_kept(home: Path) -> None:
    done = iw(home, "add", "--url", "not a link", *CALM)
    assert done.returncode == 2
    assert "Copy the whole address" in done.stderr


def test_where_nobody_can_be_asked_the_questions_are_named(home: Path) -> None:
    done = iw(home, "add", *TINDER)
    assert done.returncode == 1
    assert "--knows-who" in done.stderr


def test_the_questions_are_asked_at_the_terminal(home: Path) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"no\nno\nnone\nclothed_adult\n")
    done = subprocess.run(
        command(home, "add", *TINDER), stdin=theirs, capture_output=True, text=True, timeout=60
    )
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    assert "make the person behind it angry" in done.stderr


def test_where_it_may_anger_somebody_keeping_comes_first(home: Path) -> None:
    done = iw(home, "add", *TINDER, "--anger", "yes", *CALM[2:])
    assert "report nothing yet" in done.stdout
    assert "helplines" in done.stdout


def test_a_picture_of_somebody_under_18_is_not_kept(home: Path) -> None:
    done = iw(home, "add", "--screenshot", "screen1.jpg", *CALM[:-1], "under_18")
    assert done.returncode == 1
    assert "No picture is kept here" in done.stderr
    assert "Take It Down" in done.stderr


def test_more_is_added_to_a_case_there_is(home: Path) -> None:
    iw(home, "add", *TINDER, "--happened", "First.", *CALM)
    case_id = the_case(home).id
    more = ("--case", case_id, "--screenshot", "screen1.jpg", "--happened", "Then.", "--age", "31")
    done = iw(home, "add", *more)
    assert done.returncode == 0, done.stderr
    case = the_case(home)
    assert (case.happened, case.description.age) == ("First.\n\nThen.", "31")
    assert case.description.name == "Lena Brandt"


def test_a_case_that_is_not_there_is_said_with_those_there_are(home: Path) -> None:
    iw(home, "add", *TINDER, *CALM)
    done = iw(home, "add", "--case", "nothing", "--screenshot", "screen1.jpg")
    assert done.returncode == 1
    assert the_case(home).id in done.stderr


def test_whose_case_it_is_must_be_clear(home: Path) -> None:
    with Vault.open(home / "notes", PASSPHRASE) as vault:
        vault.store.save_person(replace(naomi(), id="p2", names=("Nora Haddad", "نورا حداد")))
    done = iw(home, "add", *TINDER, *CALM)
    assert done.returncode == 2
    assert "Nora Haddad" in done.stderr
    assert iw(home, "add", *TINDER, "--person", "نورا حداد", *CALM).returncode == 0
    assert the_case(home).person_id == "p2"


def test_other_programs_get_one_json_object(home: Path) -> None:
    done = iw(home, "add", "--screenshot", "screen1.jpg", "--json", *CALM)
    told = json.loads(done.stdout)
    assert told["case"] == the_case(home).id
    assert [each["label"] for each in told["files"]] == ["screen1.jpg"]


def test_a_case_is_taken_out_again(home: Path) -> None:
    iw(home, "add", *TINDER, *CALM)
    done = iw(home, "erase", "--case", the_case(home).id, "--yes")
    assert done.returncode == 0, done.stderr
    with Vault.open(home / "notes", PASSPHRASE) as vault:
        assert vault.store.cases() == ()


def test_one_file_is_taken_out_by_the_beginning_of_its_sum(home: Path) -> None:
    told = json.loads(iw(home, "add", "--screenshot", "screen1.jpg", "--json", *CALM).stdout)
    done = iw(home, "erase", "--file", told["files"][0]["sha256"][:16], "--yes")
    assert done.returncode == 0, done.stderr
    with Vault.open(home / "notes", PASSPHRASE) as vault:
        assert vault.store.snapshots(told["case"]) == ()


def test_an_export_lists_private_notes_by_date_and_leaves_them(home: Path) -> None:
    iw(home, "add", *TINDER, *CALM)
    with Vault.open(home / "notes", PASSPHRASE) as vault:
        case_id = vault.store.cases()[0].id
        vault.store.save_note(Note(id="n1", case_id=case_id, text="secret", at=NOW), NOW)
    done = iw(home, "export", "out", "--yes")
    assert f"n1  2026-11-22 09:30 UTC, case {case_id}" in done.stdout
    assert "secret" not in done.stdout
    assert "n1" not in iw(home, "export", "again", "--yes", "--note", "n1").stdout


def test_help_says_who_can_see_a_command_line(home: Path) -> None:
    assert "other users of this computer" in " ".join(iw(home, "add", "--help").stdout.split())
