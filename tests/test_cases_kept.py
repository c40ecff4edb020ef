"""Cases, private notes and safety answers in the vault: kept, changed, told apart, erased."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from brought import CALM, LENA, answers, open_lena
from keeping import NOW, hit, naomi, practice_vault, take

from impersonation_watch import intake, plain
from impersonation_watch.model import (
    Answer,
    Case,
    Description,
    Note,
    Outcome,
    PoliceReport,
    Shown,
    SourceReport,
    Takedown,
    WatchError,
    Witness,
)
from impersonation_watch.vault import Vault, migrations
from impersonation_watch.vault.database import Desk

SECRET = "I think it is my cousin, and I am afraid"
NOTE = Note(id="n1", case_id="c1", text=SECRET, at=NOW)
CASE = Case(id="c1", person_id="p1", opened_at=NOW, description=LENA, safety=CALM)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with practice_vault(tmp_path / "notes") as opened:
        opened.store.save_case(CASE, NOW)
        yield opened


def test_a_case_comes_back_as_it_was_kept(vault: Vault) -> None:
    police = PoliceReport(number="77/2026", station="Hafen")
    whole = replace(
        CASE, happened="A friend saw it.", witnesses=(Witness(who="Mia"),), police=police
    )
    vault.store.save_case(whole, NOW)
    assert vault.store.case("c1") == whole


def test_cases_come_newest_first_and_by_person(vault: Vault) -> None:
    vault.store.save_person(replace(naomi(), id="p2"))
    newer = replace(CASE, id="c2", opened_at=NOW + timedelta(days=1))
    other = replace(CASE, id="c3", person_id="p2")
    for each in (newer, other):
        vault.store.save_case(each, NOW)
    assert [each.id for each in vault.store.cases("p1")] == ["c2", "c1"]
    assert [each.id for each in vault.store.cases()] == ["c2", "c3", "c1"]


def test_a_case_that_is_not_there_is_a_key_error(vault: Vault) -> None:
    with pytest.raises(KeyError):
        vault.store.case("none")


def test_a_case_is_closed_and_opened_again(vault: Vault) -> None:
    vault.store.close_case("c1", NOW)
    assert vault.store.case("c1").closed_at == NOW
    vault.store.reopen_case("c1", NOW)
    assert vault.store.case("c1").closed_at is None


def test_the_log_tells_of_cases_by_id_only(vault: Vault) -> None:
    vault.store.save_note(NOTE, NOW)
    vault.store.close_case("c1", NOW)
    told = [(each.event, each.about) for each in vault.store.log_about("c1")]
    assert told == [
        ("case_opened", "c1"), ("safety", "c1"), ("note_kept", "c1"), ("case_closed", "c1"),
    ]  # fmt: skip


def test_a_hit_belongs_to_one_case_at_most(vault: Vault) -> None:
    (hit_id,) = take(vault, hit()).new_hits
    vault.store.save_case(replace(CASE, id="c2"), NOW)
    for case_id in ("c1", "c2"):
        vault.store.join_hit(case_id, hit_id, NOW)
    found = vault.store.case_of_hit(hit_id)
    assert found is not None
    assert (found.id, vault.store.case("c1").hits) == ("c2", ())


def test_a_hit_that_is_erased_leaves_its_case(vault: Vault) -> None:
    (hit_id,) = take(vault, hit()).new_hits
    vault.store.join_hit("c1", hit_id, NOW)
    vault.store.erase_hit(hit_id, NOW)
    assert vault.store.case("c1").hits == ()


def test_private_notes_are_no_part_of_the_case(vault: Vault) -> None:
    vault.store.save_note(NOTE, NOW)
    assert vault.store.notes("c1") == (NOTE,)
    assert SECRET not in repr(vault.store.case("c1"))
    assert not vault.store.log_names("cousin")


def test_a_note_is_changed_and_dropped(vault: Vault) -> None:
    vault.store.save_note(NOTE, NOW)
    vault.store.save_note(replace(NOTE, text="It was nothing"), NOW)
    assert [each.text for each in vault.store.notes("c1")] == ["It was nothing"]
    vault.store.drop_note("n1", NOW)
    assert vault.store.notes("c1") == ()


def test_every_safety_answer_stays_and_the_newest_holds(vault: Vault) -> None:
    (hit_id,) = take(vault, hit()).new_hits
    assert vault.store.safety(hit_id) is None
    for shown in (Shown.UNSURE, Shown.CLOTHED_ADULT):
        vault.store.save_safety(hit_id, answers(shown), NOW)
    history = [each.shown for each in vault.store.safety_history(hit_id)]
    assert history == [Shown.CLOTHED_ADULT, Shown.UNSURE]
    assert vault.store.safety(hit_id) == answers(Shown.CLOTHED_ADULT)


def test_answers_about_nothing_are_refused(vault: Vault) -> None:
    with pytest.raises(KeyError):
        vault.store.save_safety("none", CALM, NOW)


def test_reports_about_a_case_without_a_hit_are_listed_under_it(vault: Vault) -> None:
    report = Takedown(id="t1", hit_key="c1", form="tinder", made_at=NOW, text="x", evidence=())
    vault.store.save_takedown(report)
    assert vault.store.takedowns("c1") == (report,)


def test_what_is_changed_in_a_case_leaves_the_rest(vault: Vault) -> None:
    changed = intake.change_case(vault, "c1", happened="She wrote to my sister.", now=NOW)
    assert changed == replace(CASE, happened="She wrote to my sister.")
    assert vault.store.case("c1") == changed


def test_a_field_that_cannot_be_changed_is_named(vault: Vault) -> None:
    with pytest.raises(TypeError, match="person_id"):
        intake.change_case(vault, "c1", person_id="p2", now=NOW)


def test_a_text_that_is_too_long_is_refused_before_it_is_kept(vault: Vault) -> None:
    with pytest.raises(WatchError, match="too long"):
        intake.change_case(vault, "c1", happened="x" * 60_000, now=NOW)
    assert vault.store.case("c1") == CASE


def test_an_erased_case_leaves_nothing_but_its_lines(vault: Vault) -> None:
    case = open_lena(vault)
    vault.store.save_note(replace(NOTE, case_id=case.id), NOW)
    vault.store.erase_case(case.id, NOW)
    left = [
        vault.store.snapshots(case.id), vault.store.notes(case.id),
        vault.store.safety_history(case.id), vault.store.case_photos(case.id),
        tuple(vault.store.blobs.folder.iterdir()),
    ]  # fmt: skip
    assert left == [()] * 5
    assert vault.verify() == ()


def test_what_places_were_asked_because_of_it_goes_with_it(vault: Vault) -> None:
    case = open_lena(vault, description=replace(LENA, url="https://bumble.example/lena"), files=())
    vault.store.take_report("r1", SourceReport(source="s", outcome=Outcome.OK, note="Lena Brandt"))
    answer = Answer(errand_id="e", url=case.description.url, outcome=Outcome.OK)
    vault.store.take_answer(answer)
    assert vault.store.erase_case(case.id, NOW) == (case.description.url,)
    assert vault.store.answers(9) == ()


def test_a_person_takes_her_cases_notes_and_answers_along(vault: Vault) -> None:
    case = open_lena(vault)
    (hit_id,) = take(vault, hit()).new_hits
    vault.store.save_safety(hit_id, CALM, NOW)
    vault.store.save_note(replace(NOTE, case_id=case.id), NOW)
    vault.store.erase_person("p1", NOW)
    tables = ("cases", "notes", "safety_answers", "case_photos", "snapshots")
    counted = [vault.store.desk.first(f"SELECT count(*) AS n FROM {each}") for each in tables]
    assert counted == [{"n": 0}] * 5
    assert (list(vault.store.blobs.folder.iterdir()), vault.verify()) == ([], ())


def test_one_file_is_erased_from_every_case_that_holds_it(vault: Vault) -> None:
    first, second = open_lena(vault), open_lena(vault, description=Description(app="hinge"))
    shot = vault.store.snapshots(first.id)[0]
    assert vault.store.erase_file(shot.sha256, NOW) == 2
    assert len(vault.store.snapshots(second.id)) == 3
    assert vault.verify() == ()


def test_a_vault_from_before_cases_gets_their_tables_and_keeps_the_rest(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "db", bytes(32))
    with desk.change():
        migrations.first_tables(desk.db)
        desk.run("INSERT INTO people (id, noun) VALUES ('p1', ?)", (plain.dump(naomi()),))
        desk.db.execute("PRAGMA user_version=1")
    migrations.migrate(desk)
    assert desk.rows("SELECT * FROM cases") == []
    assert desk.first("SELECT noun FROM people") == {"noun": plain.dump(naomi())}
    desk.close()
