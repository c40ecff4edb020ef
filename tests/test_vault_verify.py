"""`verify` finds what somebody changed, and names it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from keeping import NOW, PASSPHRASE, hit, practice_vault, snapshot, take

from impersonation_watch.model import Decision
from impersonation_watch.vault import Vault

PAGE = b"<h1>Naomi Whitaker</h1>"
URL = "https://profiles.example/naomi.w"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with practice_vault(tmp_path / "notes") as opened:
        (hit_id,) = take(opened, hit(), content=PAGE).new_hits
        opened.store.decide(hit_id, Decision.IMPOSTOR, NOW)
        yield opened


def blob_path(vault: Vault) -> Path:
    return vault.store.blobs.path(snapshot(PAGE).sha256)


def without_guard(vault: Vault, sql: str) -> None:
    """As somebody with the key and a database program could."""
    for name in ("log_only_grows_update", "log_only_grows_delete"):
        vault.store.desk.db.execute(f"DROP TRIGGER {name}")
    vault.store.desk.db.execute(sql)


def test_an_untouched_vault_is_whole(vault: Vault) -> None:
    assert vault.verify() == ()


def test_every_changed_byte_of_a_file_is_found_and_the_file_named(vault: Vault) -> None:
    path = blob_path(vault)
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert vault.verify() == (f"blobs/{path.name} was changed ({URL})",)


def test_a_missing_file_is_named(vault: Vault) -> None:
    blob_path(vault).unlink()
    assert vault.verify() == (f"blobs/{blob_path(vault).name} is missing ({URL})",)


def test_a_file_swapped_for_another_of_the_vault_is_named(vault: Vault) -> None:
    other = vault.store.blobs.path(vault.store.blobs.put(b"harmless"))
    blob_path(vault).write_bytes(other.read_bytes())
    assert vault.verify() == (f"blobs/{blob_path(vault).name} was changed ({URL})",)


def test_a_rewritten_log_line_is_found(vault: Vault) -> None:
    without_guard(vault, "UPDATE log SET about = 'nothing' WHERE number = 1")
    assert vault.verify()[0] == "log line 1 was changed, added or taken out"


def test_a_log_line_taken_out_is_found(vault: Vault) -> None:
    without_guard(vault, "DELETE FROM log WHERE number = 2")
    assert "log line 2 was changed, added or taken out" in vault.verify()


def test_a_log_cut_at_its_end_is_found(vault: Vault) -> None:
    last = vault.store.activity(1)[0].number
    without_guard(vault, f"DELETE FROM log WHERE number = {last}")
    assert vault.verify() == (
        f"the log ends at line {last - 1}, but that is not where it was left",
    )


def test_a_changed_record_of_evidence_is_found(vault: Vault) -> None:
    vault.store.desk.db.execute(
        "UPDATE snapshots SET noun = replace(noun, '\"status\":200', '\"status\":404')"
    )
    assert f"the record of {URL} is not as it was taken in" in vault.verify()


def test_evidence_taken_out_of_the_tables_is_found(vault: Vault) -> None:
    (stored,) = vault.store.hits()
    vault.store.desk.db.execute("DELETE FROM snapshots")
    (problem,) = vault.verify()
    assert problem.startswith("a record the log names is missing")
    assert stored.id in problem


def test_a_changed_page_of_the_database_is_found(vault: Vault) -> None:
    vault.close()  # the write-ahead log is taken over into the file
    path = vault.folder / "db"
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)
    with Vault.open(vault.folder, PASSPHRASE) as again:
        assert again.verify()[0].startswith("db: ")
