"""`backup` and `restore`: the original may be destroyed, and nothing foreign gets in."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import time
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from keeping import NOW, PASSPHRASE, found, hit, post, practice_vault, snapshot, take

from impersonation_watch import capsule, clockfile, keeping, state
from impersonation_watch.evidence.verify import MANIFEST
from impersonation_watch.model import (
    Decision,
    Fingerprint,
    Photo,
    StoreError,
    WatchError,
    WatchState,
)
from impersonation_watch.vault import Vault

PAGE = b"<h1>Naomi Whitaker</h1>"
PHOTO = b"her own photo as it was given"
CHANCE = random.Random(20261122)


def opener(folder: Path) -> Vault:
    return Vault.open(folder, PASSPHRASE)


def filled(folder: Path) -> Vault:
    """A vault with something in each of its files."""
    vault = practice_vault(folder)
    print_ = Fingerprint(version=1, sha256="0" * 64, width=4, height=3, detail=1, views=())
    photo = Photo(id="f1", label="river.jpg", fingerprint=print_)
    vault.store.save_photo_original("p1", photo, PHOTO, b"display")
    (hit_id,) = take(vault, hit(), content=PAGE).new_hits
    vault.store.decide(hit_id, Decision.IMPOSTOR, NOW)
    state.write(folder, vault.capsule_key, WatchState(counter=7))
    post(vault, [found(hit("still-waiting"), PAGE)], [PAGE])
    return vault


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of a vault that was destroyed afterwards."""
    with filled(tmp_path / "notes") as vault:
        keeping.write_backup(vault, tmp_path / "copy", now=NOW)
    shutil.rmtree(tmp_path / "notes")
    return tmp_path / "copy"


@pytest.fixture
def restored(backup: Path, tmp_path: Path) -> Iterator[Vault]:
    keeping.restore(backup, tmp_path / "back", opener, now=NOW)
    with opener(tmp_path / "back") as vault:
        yield vault


def test_after_the_original_is_destroyed_everything_comes_back(restored: Vault) -> None:
    (stored,) = restored.store.hits()
    assert (stored.hit, stored.decision) == (hit(), Decision.IMPOSTOR)
    assert restored.store.blob(snapshot(PAGE).sha256) == PAGE
    assert restored.store.photo_original("f1") == PHOTO
    assert state.read(restored.folder, restored.capsule_key).counter == 7
    assert restored.verify() == ()


def test_letters_that_waited_come_in_after_a_restore(restored: Vault) -> None:
    taken = restored.take_in(NOW)
    assert (len(taken.new_hits), taken.gaps, taken.spoiled) == (1, (), ())


def test_the_watch_side_goes_on_with_the_restored_capsule(restored: Vault) -> None:
    told = capsule.read(restored.folder, restored.capsule_key)
    assert told.people == restored.store.people()


def test_the_recovery_code_opens_a_backup_too(tmp_path: Path) -> None:
    vault, code = Vault.create(tmp_path / "notes", PASSPHRASE, now=NOW, practice=True)
    with vault:
        keeping.write_backup(vault, tmp_path / "copy", now=NOW)
    keeping.restore(tmp_path / "copy", tmp_path / "b", lambda f: Vault.open(f, code), now=NOW)
    assert Vault.open(tmp_path / "b", code).verify() == ()


def test_a_backup_says_nothing_without_the_passphrase(backup: Path) -> None:
    content = backup.read_bytes()
    assert not [mark for mark in (b"Naomi", b"profiles.example", PAGE, PHOTO) if mark in content]


def test_only_its_owner_can_read_a_restored_vault(restored: Vault) -> None:
    modes = {path.stat().st_mode & 0o077 for path in (restored.folder, *restored.folder.rglob("*"))}
    assert modes == {0}


def test_a_wrong_passphrase_puts_nothing_back(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not the passphrase"):
        keeping.restore(backup, tmp_path / "b", lambda f: Vault.open(f, "wrong"), now=NOW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy"]


def test_a_folder_with_something_in_it_is_refused(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(StoreError, match="not empty"):
        keeping.restore(backup, tmp_path / "full", opener, now=NOW)
    assert os.listdir(tmp_path / "full") == ["letter.txt"]


def test_a_backup_is_never_written_over_another(backup: Path, tmp_path: Path) -> None:
    with filled(tmp_path / "again") as vault, pytest.raises(StoreError, match="there already"):
        keeping.write_backup(vault, backup, now=NOW)


def test_no_backup_is_made_of_a_vault_that_is_not_whole(tmp_path: Path) -> None:
    with filled(tmp_path / "notes") as vault:
        vault.store.blobs.path(snapshot(PAGE).sha256).unlink()
        with pytest.raises(StoreError, match="not whole"):
            keeping.write_backup(vault, tmp_path / "copy", now=NOW)
    assert not (tmp_path / "copy").exists()


def test_no_backup_is_made_while_a_run_writes_letters(tmp_path: Path) -> None:
    with filled(tmp_path / "notes") as vault, clockfile.only_one(vault.folder):  # noqa: SIM117
        with pytest.raises(WatchError, match="going on"):
            keeping.write_backup(vault, tmp_path / "copy", now=NOW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes"]


def test_another_open_vault_does_not_disturb_a_backup(tmp_path: Path) -> None:
    with filled(tmp_path / "notes") as vault, opener(tmp_path / "notes") as other:
        other.store.log("note", "something new in the write-ahead log", NOW)
        keeping.write_backup(vault, tmp_path / "copy", now=NOW)
    keeping.restore(tmp_path / "copy", tmp_path / "back", opener, now=NOW)
    with opener(tmp_path / "back") as back:
        assert "note" in [line.event for line in back.store.activity(3)]


def contents(backup: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(backup) as packed:
        return {each: packed.read(each) for each in packed.namelist() if each != MANIFEST}


def rewrite(
    backup: Path,
    files: dict[str, bytes],
    *,
    mode: int = 0o100600,
    packing: int = zipfile.ZIP_STORED,
) -> None:
    """As somebody would who can also write the manifest."""
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()]
    with warnings.catch_warnings(), zipfile.ZipFile(backup, "w", packing) as packed:
        for name, data in {**files, MANIFEST: "".join(lines).encode()}.items():
            member = zipfile.ZipInfo(name)
            member.external_attr, member.compress_type = mode << 16, packing
            packed.writestr(member, data)


@pytest.mark.parametrize(
    "name",
    [
        "../evil", "/evil", "blobs/../../evil", "blobs\\..\\evil", "C:/evil", "other.txt", "db-wal",
        "blobs/not-a-blob", "keys/keys", "inbox/spoiled/1", "clock", "db\n",
    ],
)  # fmt: skip
def test_a_file_that_is_none_of_a_vault_is_refused(backup: Path, tmp_path: Path, name: str) -> None:
    rewrite(backup, {**contents(backup), name: b"evil"})
    with pytest.raises(StoreError, match="not a whole backup"):
        keeping.restore(backup, tmp_path / "deep" / "back", opener, now=NOW)
    assert not [path for path in tmp_path.rglob("*") if "evil" in path.name]


def test_a_link_is_refused(backup: Path, tmp_path: Path) -> None:
    rewrite(backup, contents(backup), mode=0o120777)
    with pytest.raises(StoreError, match="link"):
        keeping.restore(backup, tmp_path / "back", opener, now=NOW)


def test_a_bomb_is_refused(backup: Path, tmp_path: Path) -> None:
    files = {**contents(backup), "capsule": bytes(5_000_000)}
    rewrite(backup, files, packing=zipfile.ZIP_DEFLATED)
    with pytest.raises(StoreError, match=r"tightly|compressed"):
        keeping.restore(backup, tmp_path / "back", opener, now=NOW)


def test_a_missing_part_is_named(backup: Path, tmp_path: Path) -> None:
    files = contents(backup)
    del files["keys"]
    rewrite(backup, files)
    with pytest.raises(StoreError, match="keys is missing"):
        keeping.restore(backup, tmp_path / "back", opener, now=NOW)


def test_a_changed_byte_anywhere_is_refused(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    for _ in range(40):
        place = CHANCE.randrange(len(whole))
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            keeping.restore(backup, tmp_path / "back", opener, now=NOW)
        except StoreError:
            assert not (tmp_path / "back").exists()
        else:  # a byte that says nothing, such as the time of a file in the zip
            with opener(tmp_path / "back") as vault:
                assert vault.store.photo_original("f1") == PHOTO
            shutil.rmtree(tmp_path / "back")


def test_evidence_swapped_with_its_manifest_is_found_when_it_is_opened(
    backup: Path, tmp_path: Path
) -> None:
    files = contents(backup)
    blobs = [name for name in files if name.startswith("blobs/")]
    rewrite(backup, {**files, blobs[0]: files[blobs[1]]})
    with pytest.raises(StoreError, match="not whole: blobs/"):
        keeping.restore(backup, tmp_path / "back", opener, now=NOW)
    assert not (tmp_path / "back").exists()


def killed(work: object, longest: float) -> None:
    """Do the work in a forked child and kill it at some moment."""
    child = os.fork()
    if child == 0:
        try:
            work()  # type: ignore[operator]
        finally:
            os._exit(0)
    time.sleep(CHANCE.uniform(0, longest))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_a_killed_backup_is_whole_or_not_there(tmp_path: Path) -> None:
    filled(tmp_path / "notes").close()
    seen = set()
    for number in range(14):
        file = tmp_path / f"copy-{number}"

        def work(file: Path = file) -> None:
            with opener(tmp_path / "notes") as vault:
                keeping.write_backup(vault, file, now=NOW)

        killed(work, 0.6)
        seen.add(file.exists())
        if file.exists():
            keeping.restore(file, tmp_path / "back", opener, now=NOW)
            shutil.rmtree(tmp_path / "back")
        with opener(tmp_path / "notes") as vault:
            assert vault.verify() == ()
    assert seen == {True, False}  # killed early and late


def test_a_killed_restore_leaves_a_whole_vault_or_none_and_can_be_done_again(
    backup: Path, tmp_path: Path
) -> None:
    for _ in range(14):
        killed(lambda: keeping.restore(backup, tmp_path / "back", opener, now=NOW), 0.6)
        if not (tmp_path / "back").exists():
            keeping.restore(backup, tmp_path / "back", opener, now=NOW)
        with opener(tmp_path / "back") as vault:
            assert vault.verify() == ()
        shutil.rmtree(tmp_path / "back")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy"]
