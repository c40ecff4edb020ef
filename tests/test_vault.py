"""The vault's lock: who gets in, who does not, and what is said."""

from __future__ import annotations

import json
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from keeping import NOW, PASSPHRASE, naomi, practice_vault
from sqlcipher3 import dbapi2

from impersonation_watch import capsule, state
from impersonation_watch.model import Practice, Settings, StoreError, WatchState
from impersonation_watch.vault import Vault

PRACTICE = Practice(hosts={"profiles.example": 4711}, ca_pem="")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with practice_vault(tmp_path / "notes") as opened:
        yield opened


def test_the_passphrase_opens_what_was_kept(vault: Vault) -> None:
    vault.close()
    with Vault.open(vault.folder, PASSPHRASE) as again:
        assert again.store.people()[0].names == ("Naomi Whitaker",)


def test_a_vault_of_everyday_use_opens_with_its_passphrase(tmp_path: Path) -> None:
    vault, _ = Vault.create(tmp_path / "v", PASSPHRASE, now=NOW)
    vault.close()
    with Vault.open(tmp_path / "v", PASSPHRASE) as again:
        assert not again.practice


def test_the_recovery_code_opens_it_however_it_is_typed(tmp_path: Path) -> None:
    vault, code = Vault.create(tmp_path / "v", PASSPHRASE, now=NOW, practice=True)
    vault.close()
    typed = code.lower().replace("-", " ").replace("1", "l").replace("0", "o")
    with Vault.open(tmp_path / "v", typed) as again:
        assert again.practice


def test_the_recovery_code_holds_a_hundred_bits_in_groups(tmp_path: Path) -> None:
    vault, code = Vault.create(tmp_path / "v", PASSPHRASE, now=NOW, practice=True)
    vault.close()
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}", code)


@pytest.mark.parametrize("secret", ["", "lantern", PASSPHRASE.upper(), "ABCD-" * 5 + "ABCD"])
def test_a_wrong_secret_is_refused_in_words(vault: Vault, secret: str) -> None:
    with pytest.raises(StoreError, match="not the passphrase") as raised:
        Vault.open(vault.folder, secret)
    assert "recovery code" in raised.value.advice


def test_a_wrong_database_key_prints_no_noise(
    vault: Vault, capfd: pytest.CaptureFixture[str]
) -> None:
    vault.close()
    database = (vault.folder / "db").read_bytes()
    (vault.folder / "db").write_bytes(database[::-1])
    with pytest.raises(StoreError, match="was changed or belongs to another vault"):
        Vault.open(vault.folder, PASSPHRASE)
    assert capfd.readouterr() == ("", "")


def test_no_vault_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no vault") as raised:
        Vault.open(tmp_path, PASSPHRASE)
    assert "review" in raised.value.advice


def test_a_missing_database_is_not_replaced_by_an_empty_one(vault: Vault) -> None:
    vault.close()
    (vault.folder / "db").unlink()
    with pytest.raises(StoreError, match="db is missing"):
        Vault.open(vault.folder, PASSPHRASE)
    assert not (vault.folder / "db").exists()


def test_a_key_file_of_a_newer_version_is_refused(vault: Vault) -> None:
    keys = json.loads((vault.folder / "keys").read_text())
    (vault.folder / "keys").write_text(json.dumps(keys | {"version": 2, "more": []}))
    with pytest.raises(StoreError, match="newer version"):
        Vault.open(vault.folder, PASSPHRASE)


def test_a_database_of_a_newer_version_is_refused_and_unchanged(vault: Vault) -> None:
    vault.store.desk.db.execute("PRAGMA user_version=99")
    vault.close()
    before = (vault.folder / "db").read_bytes()
    with pytest.raises(StoreError, match="newer version") as raised:
        Vault.open(vault.folder, PASSPHRASE)
    assert "Install the newest version" in raised.value.advice
    assert (vault.folder / "db").read_bytes() == before


def test_a_key_file_cut_anywhere_is_refused_in_words(vault: Vault) -> None:
    whole = (vault.folder / "keys").read_bytes()
    for end in range(len(whole)):
        (vault.folder / "keys").write_bytes(whole[:end])
        with pytest.raises(StoreError, match="is damaged"):
            Vault.open(vault.folder, PASSPHRASE)


def test_a_key_file_cannot_ask_for_all_the_memory(vault: Vault) -> None:
    keys = json.loads((vault.folder / "keys").read_text())
    keys["slots"][0]["cost"]["memory"] = 2**40
    (vault.folder / "keys").write_text(json.dumps(keys))
    with pytest.raises(StoreError, match="is damaged"):
        Vault.open(vault.folder, PASSPHRASE)


def test_a_vault_does_not_become_a_practice_vault_by_its_key_file(vault: Vault) -> None:
    keys = json.loads((vault.folder / "keys").read_text())
    (vault.folder / "keys").write_text(json.dumps(keys | {"practice": False}))
    with pytest.raises(StoreError, match="not the passphrase"):
        Vault.open(vault.folder, PASSPHRASE)


def test_a_practice_network_needs_a_practice_vault(tmp_path: Path) -> None:
    vault, _ = Vault.create(tmp_path / "v", PASSPHRASE, now=NOW)
    with vault, pytest.raises(StoreError, match="made for practice"):
        vault.store.save_settings(Settings(practice=PRACTICE))


def test_a_practice_vault_keeps_its_practice_network(vault: Vault) -> None:
    vault.store.save_settings(Settings(practice=PRACTICE))
    assert vault.store.settings().practice == PRACTICE


def test_a_new_passphrase_replaces_the_old_one(vault: Vault) -> None:
    vault.change_passphrase("copper meadow violin basket thunder")
    vault.close()
    with pytest.raises(StoreError, match="not the passphrase"):
        Vault.open(vault.folder, PASSPHRASE)
    Vault.open(vault.folder, "copper meadow violin basket thunder").close()


def test_the_recovery_code_outlives_a_new_passphrase(tmp_path: Path) -> None:
    vault, code = Vault.create(tmp_path / "v", PASSPHRASE, now=NOW, practice=True)
    vault.change_passphrase("copper meadow violin basket thunder")
    vault.close()
    Vault.open(tmp_path / "v", code).close()


def test_a_new_passphrase_with_a_watched_name_is_refused(tmp_path: Path) -> None:
    vault, _ = Vault.create(tmp_path / "v", PASSPHRASE, now=NOW)
    with vault:
        vault.store.save_person(naomi())
        with pytest.raises(StoreError, match="contains a name"):
            vault.change_passphrase("copper meadow violin whitaker thunder")


def test_a_weak_passphrase_makes_no_vault(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="too easy to guess"):
        Vault.create(tmp_path / "v", "secret1", now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_only_its_owner_may_look_into_the_folder(vault: Vault) -> None:
    assert stat.S_IMODE(vault.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((vault.folder / "keys").stat().st_mode) == 0o600


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match="is not empty"):
        Vault.create(tmp_path, PASSPHRASE, now=NOW, practice=True)
    assert (tmp_path / "letter.txt").read_text() == "dear"


def test_a_second_vault_in_the_same_folder_is_refused(vault: Vault) -> None:
    with pytest.raises(StoreError, match="a vault in"):
        Vault.create(vault.folder, PASSPHRASE, now=NOW, practice=True)


def test_the_key_of_the_capsule_opens_the_capsule_and_not_the_vault(vault: Vault) -> None:
    key = vault.capsule_key
    assert capsule.read(vault.folder, key).people == vault.store.people()
    connection = dbapi2.connect(str(vault.folder / "db"))
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    with pytest.raises(dbapi2.DatabaseError):
        connection.execute("SELECT * FROM people")


def test_each_capsule_counts_higher_than_any_before(vault: Vault) -> None:
    first = capsule.read(vault.folder, vault.capsule_key).counter
    vault.write_capsule(NOW)
    assert capsule.read(vault.folder, vault.capsule_key).counter > first


def test_after_a_backup_was_put_back_the_watch_side_goes_on(vault: Vault) -> None:
    state.write(vault.folder, vault.capsule_key, WatchState(capsule_counter=70))
    vault.write_capsule(NOW)
    assert capsule.read(vault.folder, vault.capsule_key, at_least=70).counter == 71


def test_two_windows_can_have_the_vault_open(vault: Vault) -> None:
    with Vault.open(vault.folder, PASSPHRASE) as other:
        vault.store.log("one", "", NOW)
        other.store.log("two", "", NOW)
    assert [line.event for line in vault.store.activity(2)] == ["two", "one"]
    assert vault.verify() == ()


@pytest.mark.parametrize(
    "wanted",
    [
        "sqlite_utils.utils.OperationalError is sqlcipher3.dbapi2.OperationalError",
        "'numpy' not in sys.modules",
    ],
)
def test_the_database_library_is_bound_to_the_encrypted_one_and_small(wanted: str) -> None:
    code = f"import sys, impersonation_watch.vault, sqlite_utils.utils, sqlcipher3; assert {wanted}"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_tables_are_strict(vault: Vault) -> None:
    with pytest.raises(StoreError), vault.store.change():
        vault.store.desk.run("INSERT INTO letters (seal, counter) VALUES ('a', 'many')")
