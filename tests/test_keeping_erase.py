"""`erase`: what was taken out is nowhere in the vault, and what stays is whole."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from keeping import NOW, PASSPHRASE, found, hit, naomi, post, practice_vault, snapshot, take

from impersonation_watch import capsule, clockfile, keeping, state
from impersonation_watch.model import (
    Answer,
    Decision,
    Errand,
    Outcome,
    SourceReport,
    StoreError,
    Takedown,
    WatchError,
    WatchState,
)
from impersonation_watch.vault import Vault
from impersonation_watch.vault.drafts import draft_for

CHANCE = random.Random(20261122)
PAGE, OTHER = b"<h1>only this profile</h1>", b"<h1>another profile</h1>"
URL = "https://profiles.example/naomi.w"
TYPED = "https://profiles.example/link/naomi.w"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """Two hits; the first one is mentioned wherever a hit can be."""
    with practice_vault(tmp_path / "notes") as opened:
        (hit_id,) = take(opened, hit(), content=PAGE).new_hits
        take(opened, hit("someone-else"), content=OTHER)
        store = opened.store
        store.decide(hit_id, Decision.IMPOSTOR, NOW)
        store.save_takedown(
            Takedown(id="t1", hit_key=hit().key, form="x", made_at=NOW, text=URL, evidence=())
        )
        store.take_answer(Answer(errand_id="e1", url=TYPED, outcome=Outcome.OK, hit_key=hit().key))
        store.take_report("r1", SourceReport(source="link", outcome=Outcome.OK, note=TYPED))
        errand = Errand(id="e2", urls=(URL,), person_id="p1", made_at=NOW)
        capsule.write_errand(opened.folder, opened.capsule_key, errand)
        memory = WatchState(missing={hit().key: "2026-11-22"})
        state.write(opened.folder, opened.capsule_key, memory)
        opened.write_capsule(NOW)
        yield opened


def first(vault: Vault) -> str:
    return next(each.id for each in vault.store.hits() if each.hit.key == hit().key)


def everything_in(vault: Vault) -> bytes:
    """Every row, every file of evidence and the watch side's papers, opened."""
    desk, key = vault.store.desk, vault.capsule_key
    tables = [row["name"] for row in desk.rows("SELECT name FROM sqlite_master WHERE type='table'")]
    rows = [list(row.values()) for table in tables for row in desk.rows(f"SELECT * FROM {table}")]
    cells = [
        each if isinstance(each, bytes) else str(each).encode() for row in rows for each in row
    ]
    hashes = {row["sha256"] for row in desk.rows("SELECT sha256 FROM snapshots")}
    papers = (
        capsule.read(vault.folder, key),
        *(
            capsule.read_errand(vault.folder, key, path.name)
            for path in (vault.folder / "errands").iterdir()
        ),
        state.read(vault.folder, key),
    )
    blobs = [vault.store.blob(each) for each in hashes]
    return b"\n".join([*cells, *blobs, *(str(each).encode() for each in papers)])


def test_an_erased_hit_is_nowhere_in_the_vault(vault: Vault) -> None:
    before = everything_in(vault)
    marks = (URL.encode(), TYPED.encode(), PAGE, hit().key.encode())
    assert all(each in before for each in marks)
    keeping.erase_hit(vault, first(vault), now=NOW)
    after = everything_in(vault)
    assert [each for each in marks if each in after] == []
    assert len(list((vault.folder / "blobs").iterdir())) == 1
    assert vault.verify() == ()


def test_the_other_hit_stays_as_it_was(vault: Vault) -> None:
    keeping.erase_hit(vault, first(vault), now=NOW)
    (stored,) = vault.store.hits()
    assert stored.hit.candidate.handle == "someone-else"
    assert vault.store.blob(snapshot(OTHER).sha256) == OTHER


def test_the_log_keeps_a_line_without_the_address(vault: Vault) -> None:
    remains = keeping.erase_hit(vault, first(vault), now=NOW)
    assert "hit_erased" in [line.event for line in vault.store.activity(5)]
    assert any("without names or addresses" in each for each in remains)


def test_an_account_of_her_own_stays_in_her_list_and_that_is_said(vault: Vault) -> None:
    vault.store.decide(first(vault), Decision.MINE, NOW)
    assert "your own" in keeping.erase_hit(vault, first(vault), now=NOW)[0]
    assert [each.url for each in vault.store.people()[0].own_accounts] == [URL]


def test_evidence_that_another_hit_needs_stays(tmp_path: Path) -> None:
    with practice_vault(tmp_path / "notes") as vault:
        ids = take(vault, hit(), hit("someone-else"), content=PAGE).new_hits
        keeping.erase_hit(vault, ids[0], now=NOW)
        assert vault.store.blob(snapshot(PAGE).sha256) == PAGE
        assert vault.verify() == ()


def test_a_line_of_an_older_version_verifies_and_is_owned_up_to(vault: Vault) -> None:
    (old,) = vault.store.snapshots(first(vault))
    line = json.dumps([first(vault), "page", URL, "the digest of another snapshot"])
    vault.store.log("snapshot", line, NOW)
    vault.store.log("removed", line, NOW)
    assert vault.verify() == ()
    assert any("older" in each for each in keeping.erase_hit(vault, first(vault), now=NOW))
    assert old.url == URL


def test_a_letter_that_waits_does_not_bring_an_erased_hit_back(vault: Vault) -> None:
    hit_id = first(vault)
    post(vault, [found(hit(), PAGE)], [PAGE])
    keeping.erase_hit(vault, hit_id, now=NOW)
    assert vault.take_in(NOW).new_hits == ()


def test_nothing_is_erased_while_a_run_could_bring_it_back(vault: Vault) -> None:
    with clockfile.only_one(vault.folder), pytest.raises(WatchError, match="going on"):
        keeping.erase_hit(vault, first(vault), now=NOW)


def test_files_a_killed_erasing_left_go_with_the_next(vault: Vault) -> None:
    left = vault.store.blobs.path(vault.store.blobs.put(b"left behind"))
    keeping.erase_hit(vault, first(vault), now=NOW)
    assert not left.exists()


def test_an_erased_person_is_nowhere_in_the_vault(vault: Vault) -> None:
    other = replace(naomi(), id="p2", names=("Ruth Alder",))
    vault.store.save_person(other)
    keeping.erase_person(vault, "p1", now=NOW)
    after = everything_in(vault)
    marks = (b"Naomi Whitaker", URL.encode(), TYPED.encode(), PAGE, OTHER)
    assert [each for each in marks if each in after] == []
    assert vault.store.people() == (other,)
    assert vault.verify() == ()


def test_after_everything_no_file_is_left(tmp_path: Path) -> None:
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    for folder in (home, temporary / "notes-abc", temporary / "notes-other"):
        folder.mkdir(parents=True)
    (temporary / "notes-abc" / "open.html").touch()
    (temporary / "notes-other" / "mine.txt").touch()
    practice_vault(home / "notes").close()
    clockfile.started(home / "notes", NOW)
    dead = draft_for(home / "notes")
    dead.with_name(
        dead.name.replace(f".{dead.name.split('.')[2].split('-')[0]}-", ".4194399-")
    ).mkdir()
    keeping.erase_everything(home / "notes", temporary, now=NOW)
    assert list(home.iterdir()) == []
    assert [path.name for path in temporary.rglob("*")] == ["notes-other", "mine.txt"]


def test_everything_can_be_finished_after_a_kill(tmp_path: Path) -> None:
    practice_vault(tmp_path / "notes").close()
    (tmp_path / "notes" / "keys").unlink()
    keeping.erase_everything(tmp_path / "notes", tmp_path / "tmp", now=NOW)
    assert not (tmp_path / "notes").exists()


def test_a_folder_with_something_of_hers_in_it_is_not_erased(tmp_path: Path) -> None:
    practice_vault(tmp_path / "notes").close()
    (tmp_path / "notes" / "thesis.txt").touch()
    with pytest.raises(StoreError, match=r"thesis\.txt"):
        keeping.erase_everything(tmp_path / "notes", tmp_path, now=NOW)
    Vault.open(tmp_path / "notes", PASSPHRASE).close()


def killed(work: Callable[[], None], longest: float) -> None:
    """Do the work in a forked child and kill it at some moment."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(CHANCE.uniform(0.1, longest))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_a_killed_erasing_leaves_the_hit_whole_or_gone(tmp_path: Path) -> None:
    with practice_vault(tmp_path / "notes") as vault:
        ids = list(take(vault, *(hit(f"naomi-{each}") for each in range(8))).new_hits)

    def work() -> None:
        with Vault.open(tmp_path / "notes", PASSPHRASE) as vault:
            for hit_id in ids:
                keeping.erase_hit(vault, hit_id, now=NOW)

    for _ in range(4):
        killed(work, 0.6)
        with Vault.open(tmp_path / "notes", PASSPHRASE) as vault:
            assert vault.verify() == ()
            ids = [each.id for each in vault.store.hits()]
            assert all(vault.store.snapshots(each) for each in ids)
