"""A closed vault holds no key, and nothing is sealed with none."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from keeping import NOW, PASSPHRASE, found, hit, post, practice_vault, take

from impersonation_watch import capsule, plain, sealing, state
from impersonation_watch.errands import links_errand
from impersonation_watch.model import StoreError, WatchState
from impersonation_watch.vault import Vault, keys
from impersonation_watch.vault.keys import Cost

PAGE = b"<h1>Naomi Whitaker</h1>"


@pytest.fixture
def closed(tmp_path: Path) -> Vault:
    vault = practice_vault(tmp_path / "notes")
    take(vault, hit(), content=PAGE)
    vault.close()
    return vault


def held_keys(noun: object) -> list[bytes]:
    """Every 32 bytes an object or one of its parts holds."""
    held = []
    for value in vars(noun).values():
        if isinstance(value, bytes) and len(value) == sealing.KEY_BYTES:
            held.append(value)
        elif type(value).__module__.startswith("impersonation_watch.vault"):
            held += held_keys(value)
    return held


def test_a_closed_vault_holds_no_key(closed: Vault) -> None:
    with Vault.open(closed.folder, PASSPHRASE) as opened:
        assert len(held_keys(opened)) == 5
    assert (held_keys(opened), held_keys(closed)) == ([], [])


@pytest.mark.parametrize(
    "work",
    [
        lambda vault: vault.take_in(NOW),
        lambda vault: vault.write_capsule(NOW),
        lambda vault: vault.store.log("note", "", NOW),
        lambda vault: vault.store.blobs.put(PAGE),
        lambda vault: vault.store.blobs.get("0" * 64),
        lambda vault: vault.store.hits(),
        lambda vault: vault.change_passphrase("cedar lantern orbit pickle gravel"),
        lambda vault: capsule.write_errand(
            vault.folder, vault.capsule_key, links_errand(["https://a.example"], "p1", now=NOW)
        ),
        lambda vault: state.write(vault.folder, vault.capsule_key, WatchState()),
    ],
)
def test_after_the_lock_everything_says_that_it_is_locked(
    closed: Vault, work: Callable[[Vault], object]
) -> None:
    before = {path: path.read_bytes() for path in closed.folder.rglob("*") if path.is_file()}
    with pytest.raises(StoreError, match="the vault is locked"):
        work(closed)
    after = {path: path.read_bytes() for path in closed.folder.rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize("key", [b"", b"short", bytes(33)])
def test_nothing_is_sealed_with_what_is_no_key(key: bytes) -> None:
    for work in (
        lambda: sealing.derive(key, "capsule"),
        lambda: sealing.seal(key, PAGE, b""),
        lambda: sealing.unseal(key, bytes(60), b""),
        lambda: sealing.mac(key, PAGE),
    ):
        with pytest.raises(StoreError, match="the vault is locked"):
            work()


def test_the_lock_waits_until_what_came_in_is_kept(tmp_path: Path) -> None:
    vault = practice_vault(tmp_path / "notes")
    post(vault, [found(hit(f"naomi{n}"), PAGE) for n in range(60)], [PAGE])
    taken = []
    taking = threading.Thread(target=lambda: taken.append(vault.take_in(NOW)))
    taking.start()
    while not any(vault.store.hits()):
        pass
    vault.close()
    taking.join()
    assert taken[0].findings == 60


@pytest.mark.parametrize("cost", [Cost(time=17), Cost(time=1, memory=2**21), Cost(time=10**9)])
def test_a_key_file_cannot_ask_for_hours_of_work(closed: Vault, cost: Cost) -> None:
    _change_slots(closed.folder, lambda slot: (replace(slot, cost=cost),))
    with pytest.raises(StoreError, match="is damaged"):
        Vault.open(closed.folder, PASSPHRASE)


def test_a_key_file_cannot_hold_fifty_slots_to_try(closed: Vault) -> None:
    _change_slots(closed.folder, lambda slot: (slot,) * 50)
    with pytest.raises(StoreError, match="is damaged"):
        Vault.open(closed.folder, PASSPHRASE)


def _change_slots(folder: Path, change: Callable[[keys.Slot], tuple[keys.Slot, ...]]) -> None:
    file = plain.load(keys.KeyFile, (folder / "keys").read_bytes())
    (folder / "keys").write_text(plain.dump(replace(file, slots=change(file.slots[0]))))
