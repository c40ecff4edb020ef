"""Cases go out to be read, into a backup and back, and away for good; notes only when named."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from brought import open_lena, picture
from keeping import NOW, PASSPHRASE, hit, practice_vault, take

from impersonation_watch import capsule, clockfile, keeping
from impersonation_watch.evidence import verify_bundle
from impersonation_watch.model import (
    Case,
    Errand,
    Note,
    PoliceReport,
    StoreError,
    Takedown,
    WatchError,
    Witness,
)
from impersonation_watch.vault import Vault

SECRET, OTHER = "I am afraid of him", "I told my sister"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with practice_vault(tmp_path / "notes") as opened:
        yield opened


@pytest.fixture
def case(vault: Vault) -> Case:
    """A case with everything a case can hold."""
    case = open_lena(
        vault,
        happened="A colleague met her there.",
        witnesses=(Witness(who="Mia Brook", when="Sunday", what="the profile"),),
        police=PoliceReport(number="77/2026"),
    )
    for number, text in enumerate((SECRET, OTHER), 1):
        vault.store.save_note(Note(id=f"n{number}", case_id=case.id, text=text, at=NOW), NOW)
    report = Takedown(
        id="t1", hit_key=case.id, form="tinder", made_at=NOW, text="A report.", evidence=()
    )
    vault.store.save_takedown(report)
    return case


def exported(vault: Vault, folder: Path, *notes: str) -> dict[str, bytes]:
    (path,) = keeping.write_export(vault, folder, now=NOW, notes=notes).paths
    assert verify_bundle(path) == ()
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_a_case_is_there_to_read(vault: Vault, case: Case, tmp_path: Path) -> None:
    files = exported(vault, tmp_path / "out")
    told = files[f"case-{case.id}/case.txt"].decode()
    for words in ("Lena Brandt", "A colleague met her", "Mia Brook", "77/2026"):
        assert words in told
    assert files[f"case-{case.id}/report-1.txt"] == b"A report."


def test_its_files_are_there_as_they_came_and_by_whom(
    vault: Vault, case: Case, tmp_path: Path
) -> None:
    files = exported(vault, tmp_path / "out")
    listed = json.loads(files[f"case-{case.id}/files.json"])
    assert files[f"case-{case.id}/01-screenshot.png"] == picture(1, "PNG")
    assert {each["supplied_by"] for each in listed if each["how"] == "supplied"} == {"Mia Brook"}
    assert all(each["file"] in files for each in listed)


def test_no_private_note_leaves_unless_it_is_named(
    vault: Vault, case: Case, tmp_path: Path
) -> None:
    whole = b"".join(exported(vault, tmp_path / "out").values())
    assert SECRET.encode() not in whole
    assert OTHER.encode() not in whole


def test_notes_leave_one_by_one(vault: Vault, case: Case, tmp_path: Path) -> None:
    files = exported(vault, tmp_path / "out", "n2")
    notes = [each for name, each in files.items() if name.startswith("private-notes/")]
    assert len(notes) == 1
    assert OTHER in notes[0].decode()
    assert [each.event for each in vault.store.activity(1)] == ["note_exported"]


def test_a_note_that_is_not_there_writes_nothing(vault: Vault, case: Case, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no private note"):
        exported(vault, tmp_path / "out", "n9")
    assert not (tmp_path / "out").exists()


def test_a_backup_brings_cases_notes_and_files_back(
    vault: Vault, case: Case, tmp_path: Path
) -> None:
    keeping.write_backup(vault, tmp_path / "copy", now=NOW)
    vault.close()
    shutil.rmtree(tmp_path / "notes")
    keeping.restore(
        tmp_path / "copy", tmp_path / "back", lambda at: Vault.open(at, PASSPHRASE), now=NOW
    )
    with Vault.open(tmp_path / "back", PASSPHRASE) as back:
        assert back.store.case(case.id) == case
        assert [each.text for each in back.store.notes(case.id)] == [SECRET, OTHER]
        assert back.store.blob(back.store.snapshots(case.id)[0].sha256) == picture(1, "PNG")


def test_erasing_a_case_says_what_stays(vault: Vault, case: Case) -> None:
    (hit_id,) = take(vault, hit()).new_hits
    vault.store.join_hit(case.id, hit_id, NOW)
    remains = keeping.erase_case(vault, case.id, now=NOW)
    assert "Profiles found for this case stay" in remains[0]
    assert (vault.store.cases(), vault.verify()) == ((), ())
    assert vault.store.hit(hit_id).id == hit_id


def test_what_was_to_be_looked_at_because_of_it_goes(vault: Vault, case: Case) -> None:
    errand = Errand(id="e1", urls=("https://t.example/lena",), person_id="p1", made_at=NOW)
    capsule.write_errand(vault.folder, vault.capsule_key, errand)
    keeping.erase_case(vault, case.id, now=NOW)
    assert list((vault.folder / "errands").iterdir()) == []
    assert capsule.read(vault.folder, vault.capsule_key).people[0].aliases == ()


def test_nothing_is_erased_while_a_run_goes_on(vault: Vault, case: Case) -> None:
    with clockfile.only_one(vault.folder), pytest.raises(WatchError):
        keeping.erase_case(vault, case.id, now=NOW)
    assert vault.store.case(case.id) == case


def test_one_file_is_erased_with_its_copy(vault: Vault, case: Case) -> None:
    shot = vault.store.snapshots(case.id)[0]
    keeping.erase_file(vault, shot.sha256, now=NOW)
    assert [each.kind for each in vault.store.snapshots(case.id)] == [
        "photo", "display", "messages",
    ]  # fmt: skip
    assert vault.verify() == ()
