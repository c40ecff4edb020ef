"""What waits in the inbox is taken in once, whole, and what is amiss is told."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from keeping import (
    NOW,
    ended,
    found,
    hit,
    naomi,
    post,
    practice_vault,
    sighted,
    snapshot,
    started,
    take,
)

from impersonation_watch import capsule
from impersonation_watch.model import (
    Answer,
    Decision,
    Finding,
    FindingKind,
    Outcome,
    Presence,
    Signal,
    SourceReport,
)
from impersonation_watch.vault import Vault

PAGE = b"<h1>Naomi Whitaker</h1>"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with practice_vault(tmp_path / "notes") as opened:
        yield opened


def inbox_of(vault: Vault) -> list[Path]:
    return [path for path in (vault.folder / "inbox").iterdir() if path.is_file()]


def test_a_hit_is_kept_with_its_bytes_and_the_inbox_emptied(vault: Vault) -> None:
    taken = take(vault, hit(), content=PAGE)
    assert vault.store.blob(vault.store.snapshots(taken.new_hits[0])[0].sha256) == PAGE
    assert inbox_of(vault) == []


def test_taking_in_again_adds_nothing(vault: Vault) -> None:
    take(vault, hit())
    assert vault.take_in(NOW).findings == 0


def test_a_letter_copied_back_is_nothing_new(vault: Vault, tmp_path: Path) -> None:
    post(vault, [found(hit())], [PAGE])
    (letter,) = inbox_of(vault)
    shutil.copy(letter, tmp_path / letter.name)
    vault.take_in(NOW)
    shutil.copy(tmp_path / letter.name, letter)
    assert vault.take_in(NOW).findings == 0
    assert (vault.store.counts()["hits"], inbox_of(vault)) == (1, [])


def test_the_same_counter_used_for_another_finding_loses_neither(vault: Vault) -> None:
    post(vault, [found(hit("one"))], [PAGE])
    aside = inbox_of(vault)[0].rename(vault.folder / "aside")
    post(vault, [found(hit("two"))], [PAGE])
    aside.rename(vault.folder / "inbox" / "again")
    assert vault.take_in(NOW).findings == 2
    assert vault.store.counts()["hits"] == 2


def test_missing_letters_are_told_once_and_kept_with_the_run(vault: Vault) -> None:
    post(vault, [started()])
    post(vault, [ended()], counter=4)
    assert vault.take_in(NOW).gaps == ((2, 4),)
    assert vault.take_in(NOW).gaps == ()
    assert vault.store.runs(1)[0].gaps == ((2, 4),)


def test_a_letter_that_comes_late_closes_its_gap(vault: Vault) -> None:
    post(vault, [started(), found(hit()), ended()], [PAGE])
    late = sorted(inbox_of(vault))[1].rename(vault.folder / "late")
    assert vault.take_in(NOW).gaps == ((2, 2),)
    late.rename(vault.folder / "inbox" / "late")
    vault.take_in(NOW)
    assert vault.store.gaps() == ()


def test_a_spoiled_letter_is_put_aside_and_told(vault: Vault) -> None:
    post(vault, [started(), ended()])
    first = sorted(inbox_of(vault))[0]
    first.write_bytes(first.read_bytes()[:-1])
    taken = vault.take_in(NOW)
    assert (taken.findings, taken.gaps) == (1, ((1, 1),))
    assert (vault.folder / "inbox" / "spoiled" / first.name).exists()
    assert taken.spoiled == (f"{first.name}: cut, changed or not written by this program",)


def test_a_run_that_broke_off_has_no_end(vault: Vault) -> None:
    post(vault, [started("r1"), ended("r1"), started("r2")])
    vault.take_in(NOW)
    assert {run.run: run.end is None for run in vault.store.runs(2)} == {"r1": False, "r2": True}


def test_a_run_ends_with_its_reports(vault: Vault) -> None:
    report = SourceReport(source="bluesky", outcome=Outcome.OK_EMPTY)
    told = Finding(kind=FindingKind.REPORT, run="r1", made_at=NOW, report=report)
    post(vault, [started(), told, ended()])
    vault.take_in(NOW)
    (run,) = vault.store.runs(5)
    assert (run.reports, run.end) == ((report,), ended().end)


def test_an_answer_to_an_errand_is_kept(vault: Vault) -> None:
    answer = Answer(errand_id="e1", url="https://profiles.example/x", outcome=Outcome.ABSENT)
    post(vault, [Finding(kind=FindingKind.ANSWER, run="r1", made_at=NOW, answer=answer)])
    vault.take_in(NOW)
    assert vault.store.answers(5) == (answer,)


def test_a_hit_seen_again_keeps_its_id_and_its_first_day(vault: Vault) -> None:
    (first,) = take(vault, hit()).new_hits
    later = replace(found(hit(bits=12.0)), made_at=NOW + timedelta(days=1))
    post(vault, [later], [PAGE])
    assert vault.take_in(NOW).new_hits == ()
    stored = vault.store.hit(first)
    assert (stored.hit.bits, stored.first_seen, stored.last_seen) == (12.0, NOW, later.made_at)


def test_signals_of_both_sightings_are_kept(vault: Vault) -> None:
    (hit_id,) = take(vault, hit()).new_hits
    copied = Signal(person_id="p1", matcher="photos", reason="photo_copy", bits=20.0)
    take(vault, replace(hit(), signals=(copied,)))
    reasons = {signal.reason for signal in vault.store.hit(hit_id).hit.signals}
    assert reasons == {"name_exact", "photo_copy"}


def test_a_namesake_stays_dismissed_when_it_comes_again(vault: Vault) -> None:
    (hit_id,) = take(vault, hit()).new_hits
    vault.store.decide(hit_id, Decision.NAMESAKE, NOW)
    assert take(vault, hit(bits=30.0)).new_hits == ()
    assert vault.store.hit(hit_id).decision is Decision.NAMESAKE


def test_an_address_and_the_id_learnt_later_are_one_hit(vault: Vault) -> None:
    (hit_id,) = take(vault, hit("naomi.w")).new_hits
    known = hit("naomi.w", platform_id="did:plc:7")
    assert take(vault, known).new_hits == ()
    assert vault.store.hit(hit_id).hit.key == known.key


def test_another_account_that_took_the_handle_is_a_new_hit(vault: Vault) -> None:
    take(vault, hit("naomi.w", platform_id="did:plc:7"))
    assert len(take(vault, hit("naomi.w", platform_id="did:plc:8")).new_hits) == 1


def test_a_learnt_id_stays_when_only_the_address_is_seen(vault: Vault) -> None:
    (hit_id,) = take(vault, hit("naomi.w", platform_id="did:plc:7")).new_hits
    take(vault, hit("naomi.w"))
    assert vault.store.hit(hit_id).hit.candidate.platform_id == "did:plc:7"


def test_a_profile_that_went_and_came_is_back(vault: Vault) -> None:
    (hit_id,) = take(vault, hit()).new_hits
    post(vault, [sighted(hit().key, Presence.NOT_VISIBLE)])
    vault.take_in(NOW)
    assert vault.store.hit(hit_id).presence is Presence.NOT_VISIBLE
    post(vault, [sighted(hit().key, Presence.UP)])
    vault.take_in(NOW)
    assert vault.store.hit(hit_id).presence is Presence.BACK


def test_a_wall_does_not_make_a_profile_vanish(vault: Vault) -> None:
    (hit_id,) = take(vault, hit()).new_hits
    post(vault, [sighted(hit().key, Presence.UNKNOWN)])
    vault.take_in(NOW)
    assert vault.store.hit(hit_id).presence is Presence.UP


def test_nothing_is_kept_about_a_person_taken_out_meanwhile(vault: Vault) -> None:
    vault.store.remove_person("p1", NOW)
    assert take(vault, hit()).findings == 1
    assert vault.store.counts()["hits"] == 0


def test_the_capsule_says_up_to_where_it_was_taken_in(vault: Vault) -> None:
    post(vault, [started(), ended()])
    vault.take_in(NOW)
    assert capsule.read(vault.folder, vault.capsule_key).imported == 2


def test_the_next_sender_counts_on_after_everything_was_taken_in(vault: Vault) -> None:
    post(vault, [started(), ended()])
    vault.take_in(NOW)
    letter = capsule.read(vault.folder, vault.capsule_key)
    assert post(vault, [started("r2")], counter=letter.imported).counter == 3


def test_dismissed_hits_are_not_told_to_the_watch_side(vault: Vault) -> None:
    namesake, impostor = take(vault, hit("one"), hit("two", bits=5.0)).new_hits
    vault.store.decide(namesake, Decision.NAMESAKE, NOW)
    vault.store.decide(impostor, Decision.IMPOSTOR, NOW)
    vault.write_capsule(NOW)
    (known,) = capsule.read(vault.folder, vault.capsule_key).known
    assert (known.key, known.look_again) == (hit("two").key, True)


def test_what_a_killed_process_began_to_write_is_swept(vault: Vault) -> None:
    begun = vault.folder / "inbox" / ".1-a.0000.part"
    fresh = vault.folder / "inbox" / ".2-a.0000.part"
    for path, age in ((begun, 7200), (fresh, 60)):
        path.write_bytes(b"half")
        os.utime(path, (NOW.timestamp() - age,) * 2)
    vault.take_in(NOW)
    assert (begun.exists(), fresh.exists()) == (False, True)


def test_a_blob_somebody_changed_is_put_right_when_it_comes_again(vault: Vault) -> None:
    take(vault, hit(), content=PAGE)
    vault.store.blobs.path(snapshot(PAGE).sha256).write_bytes(b"x")
    take(vault, hit(), content=PAGE)
    assert vault.verify() == ()


def test_two_people_with_one_impostor_have_a_hit_each(vault: Vault) -> None:
    vault.store.save_person(replace(naomi(), id="p2"))
    other = replace(hit(), person_id="p2", key=hit().key.replace("p1", "p2"))
    assert len(take(vault, hit(), other).new_hits) == 2
