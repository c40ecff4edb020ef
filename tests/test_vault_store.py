"""What the store keeps for the pages: decisions and undo, photos, reports, lists."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from keeping import NOW, hit, naomi, practice_vault, take

from impersonation_watch.model import (
    Decision,
    Fingerprint,
    Photo,
    Settings,
    StoreError,
    Takedown,
)
from impersonation_watch.vault import Vault

PHOTO = Photo(
    id="f1",
    label="garden.jpg",
    fingerprint=Fingerprint(version=1, sha256="0" * 64, width=4, height=3, detail=0.5, views=()),
)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with practice_vault(tmp_path / "notes") as opened:
        yield opened


@pytest.fixture
def hit_id(vault: Vault) -> str:
    return take(vault, hit()).new_hits[0]


def test_a_decision_is_kept_with_its_time(vault: Vault, hit_id: str) -> None:
    vault.store.decide(hit_id, Decision.IMPOSTOR, NOW)
    stored = vault.store.hit(hit_id)
    assert (stored.decision, stored.decided_at) == (Decision.IMPOSTOR, NOW)


def test_undo_goes_back_one_decision_at_a_time(vault: Vault, hit_id: str) -> None:
    vault.store.decide(hit_id, Decision.UNSURE, NOW)
    vault.store.decide(hit_id, Decision.IMPOSTOR, NOW)
    steps = [vault.store.undo(hit_id, NOW) for _ in range(3)]
    assert steps == [Decision.UNSURE, Decision.UNDECIDED, Decision.UNDECIDED]


def test_my_own_account_becomes_one_of_the_person_and_undo_takes_it_back(
    vault: Vault, hit_id: str
) -> None:
    vault.store.decide(hit_id, Decision.MINE, NOW)
    assert [each.handle for each in vault.store.person("p1").own_accounts] == ["naomi.w"]
    vault.store.undo(hit_id, NOW)
    assert vault.store.person("p1").own_accounts == ()


def test_an_own_account_is_given_up_when_it_is_decided_otherwise(vault: Vault, hit_id: str) -> None:
    vault.store.decide(hit_id, Decision.MINE, NOW)
    vault.store.decide(hit_id, Decision.IMPOSTOR, NOW)
    assert vault.store.person("p1").own_accounts == ()
    vault.store.undo(hit_id, NOW)
    assert len(vault.store.person("p1").own_accounts) == 1


def test_deciding_about_nothing_is_an_error(vault: Vault) -> None:
    with pytest.raises(KeyError):
        vault.store.decide("none", Decision.MINE, NOW)


def test_hits_come_strongest_first_and_by_person(vault: Vault) -> None:
    take(vault, hit("weak", bits=2.0), hit("strong", bits=20.0))
    assert [each.hit.candidate.handle for each in vault.store.hits("p1")] == ["strong", "weak"]
    assert vault.store.hits("p2") == ()


def test_a_change_that_fails_leaves_nothing_behind(vault: Vault, hit_id: str) -> None:
    def decide_then_fail() -> None:
        with vault.store.change():
            vault.store.decide(hit_id, Decision.IMPOSTOR, NOW)
            vault.store.undo("none", NOW)

    with pytest.raises(KeyError):
        decide_then_fail()
    assert vault.store.hit(hit_id).decision is Decision.UNDECIDED
    assert vault.verify() == ()


def test_a_photo_is_kept_as_given_and_as_shown(vault: Vault) -> None:
    vault.store.save_photo_original("p1", PHOTO, b"original", b"display")
    assert vault.store.photo_display("f1") == b"display"
    assert vault.store.photo_original("f1") == b"original"
    assert vault.store.person("p1").photos == (PHOTO,)


def test_a_photo_may_come_before_its_person(vault: Vault) -> None:
    vault.store.save_photo_original("p2", PHOTO, b"original", b"display")
    vault.store.save_person(replace(naomi(), id="p2", photos=(PHOTO,)))
    assert vault.store.photo_display("f1") == b"display"


def test_a_sent_report_marks_its_hit(vault: Vault, hit_id: str) -> None:
    takedown = Takedown(
        id="t1", hit_key=hit().key, form="instagram", made_at=NOW, text="Dear", evidence=()
    )
    vault.store.save_takedown(takedown)
    assert not vault.store.hit(hit_id).reported
    vault.store.save_takedown(replace(takedown, sent_at=NOW))
    assert vault.store.hit(hit_id).reported
    assert vault.store.takedowns(hit_id) == (replace(takedown, sent_at=NOW),)


def test_a_report_follows_its_hit_when_the_id_is_learnt(vault: Vault, hit_id: str) -> None:
    vault.store.save_takedown(
        Takedown(id="t1", hit_key=hit().key, form="x", made_at=NOW, text="", evidence=())
    )
    take(vault, hit(platform_id="did:plc:7"))
    assert [each.id for each in vault.store.takedowns(hit_id)] == ["t1"]


def test_settings_are_the_defaults_until_saved(vault: Vault) -> None:
    assert vault.store.settings() == Settings()
    vault.store.save_settings(Settings(every_hours=12))
    assert vault.store.settings().every_hours == 12


def test_a_person_taken_out_takes_everything_of_hers_along(vault: Vault, hit_id: str) -> None:
    vault.store.save_photo_original("p1", PHOTO, b"original", b"display")
    vault.store.decide(hit_id, Decision.IMPOSTOR, NOW)
    vault.store.remove_person("p1", NOW)
    counts = vault.store.counts()
    assert (counts["people"], counts["hits"], counts["snapshots"]) == (0, 0, 0)
    assert list((vault.folder / "blobs").iterdir()) == []
    assert vault.verify() == ()


def test_what_two_people_share_stays_with_the_one_who_stays(vault: Vault) -> None:
    vault.store.save_person(replace(naomi(), id="p2"))
    take(vault, hit(), replace(hit(), person_id="p2", key=hit().key.replace("p1", "p2")))
    vault.store.remove_person("p2", NOW)
    assert vault.verify() == ()


def test_counts_say_how_much_there_is(vault: Vault, hit_id: str) -> None:
    vault.store.decide(hit_id, Decision.UNSURE, NOW)
    counts = vault.store.counts()
    assert (counts["hits"], counts["unsure"], counts["undecided"]) == (1, 1, 0)


def test_the_log_only_grows(vault: Vault) -> None:
    with pytest.raises(StoreError, match="only grows"), vault.store.change():
        vault.store.desk.run("DELETE FROM log")


def test_strange_text_in_the_log_is_kept_readable(vault: Vault) -> None:
    vault.store.log("opened", "half a pair \ud83d and nul \x00", NOW)
    assert vault.store.activity(1)[0].about.startswith("half a pair \\ud83d")
    assert vault.verify() == ()


def test_five_thousand_hits_are_listed_at_once(vault: Vault) -> None:
    with vault.store.change():
        for number in range(5000):
            vault.store.take_hit(hit(f"h{number}", bits=number / 100), NOW)
    vault.store.hits()  # read once from the disk, then remembered
    began = time.perf_counter()
    assert len(vault.store.hits()) == 5000
    assert time.perf_counter() - began < 0.5  # 0.06 s on an idle machine; 2 cores, shared
