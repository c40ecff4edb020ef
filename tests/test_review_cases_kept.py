"""Cases and the rest: notes nobody else reads, looks begun from a case, and the lock."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from casing import answer, edit, open_case, store
from reviewing import PASSPHRASE, Pages, unlocked

from impersonation_watch.model import Answer, Errand, Outcome
from impersonation_watch.vault import Vault

LINK = "https://bsky.app/profile/naomi.w"


@pytest.fixture
def opened(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    with unlocked(tmp_path / "notes", now) as opened:
        yield opened


def wait(opened: Pages) -> None:
    while opened.sitting.look is not None and not opened.sitting.look.ended:
        time.sleep(0.01)


def lock(opened: Pages) -> None:
    opened.clock.now += timedelta(minutes=11)


# --- private notes --------------------------------------------------------------------------


def test_private_notes_stand_apart_and_say_who_reads_them(opened: Pages) -> None:
    case = open_case(opened)
    text = opened.get(f"/c/{case.id}").text
    section = text.partition('<section class="private"')[2].partition("</section>")[0]
    assert "A note leaves this computer only when you tick it." in section


def test_a_private_note_is_no_part_of_the_case(opened: Pages) -> None:
    case = open_case(opened)
    opened.post(f"/c/{case.id}/notes", note="I think it is Colin.")
    assert [each.text for each in store(opened).notes(case.id)] == ["I think it is Colin."]
    assert "Colin" not in repr(store(opened).case(case.id))


def test_a_note_is_deleted_and_can_be_brought_back(opened: Pages) -> None:
    case = open_case(opened)
    opened.post(f"/c/{case.id}/notes", note="I think it is Colin.")
    note = store(opened).notes(case.id)[0]
    opened.post(f"/c/{case.id}/notes/{note.id}/drop")
    assert store(opened).notes(case.id) == ()
    opened.post(f"/c/{case.id}/notes/back")
    assert store(opened).notes(case.id) == (note,)


def test_a_note_of_another_case_is_not_deleted_from_here(opened: Pages) -> None:
    case = open_case(opened)
    opened.post(f"/c/{case.id}/notes", note="Mine")
    note = store(opened).notes(case.id)[0]
    other = open_case(opened)
    assert opened.post(f"/c/{other.id}/notes/{note.id}/drop").status_code == 404
    assert store(opened).notes(case.id) == (note,)


# --- looking from a case --------------------------------------------------------------------


def test_look_for_more_like_this_starts_a_whole_look_and_leads_back(opened: Pages) -> None:
    case = open_case(opened)
    opened.post(f"/c/{case.id}/more")
    wait(opened)
    assert opened.started.errands == [None]
    assert f'href="/c/{case.id}"' in opened.get("/looking").text


def test_its_names_join_the_search(opened: Pages) -> None:
    case = open_case(opened, app="tinder")
    edit(opened, case, "shown", name="Nomi Whitaker", handle="nomi.w")
    asked = store(opened).capsule(1, opened.clock.now).people[0]
    assert "Nomi Whitaker" in asked.aliases
    assert "nomi.w" in asked.alias_handles


def answers(opened: Pages) -> None:
    """The place of the link answers with the hit that is kept."""

    def act(vault: Vault, errand: Errand | None) -> None:
        assert errand is not None
        found = vault.store.hit(opened.ids["naomi.w"]).hit.key
        said = Answer(errand_id=errand.id, url=LINK, outcome=Outcome.OK, hit_key=found)
        vault.store.take_answer(said)

    opened.started.act = act


def test_what_stands_at_its_address_is_joined_to_the_case(opened: Pages) -> None:
    case = open_case(opened, url=LINK)
    answers(opened)
    opened.post(f"/c/{case.id}/now")
    wait(opened)
    opened.get("/looking")
    assert store(opened).case(case.id).hits == (opened.ids["naomi.w"],)


def test_a_case_without_an_address_cannot_be_looked_at(opened: Pages) -> None:
    case = open_case(opened)
    assert opened.post(f"/c/{case.id}/now").status_code == 404
    assert opened.started.errands == []


def test_a_profile_found_at_the_same_address_is_offered_joined_and_let_go(opened: Pages) -> None:
    case, found = open_case(opened, url=f"{LINK}/"), opened.ids["naomi.w"]
    assert f'name="hit" value="{found}"' in opened.get(f"/c/{case.id}").text
    opened.post(f"/c/{case.id}/join", hit=found)
    assert store(opened).case(case.id).hits == (found,)
    opened.post(f"/c/{case.id}/part", hit=found)
    assert store(opened).case(case.id).hits == ()


def test_joining_can_be_taken_back(opened: Pages) -> None:
    case = open_case(opened, url=LINK)
    opened.post(f"/c/{case.id}/join", hit=opened.ids["naomi.w"])
    opened.post(f"/c/{case.id}/undo")
    assert store(opened).case(case.id).hits == ()


# --- the lock -------------------------------------------------------------------------------


def test_after_the_lock_she_is_back_at_the_screen_she_was_on(opened: Pages) -> None:
    answer(opened)
    lock(opened)
    opened.get("/")
    assert opened.unlock(PASSPHRASE).url.path == "/cases/new/what"


def test_what_was_typed_when_it_locked_stands_in_the_form_again(opened: Pages) -> None:
    case = open_case(opened)
    path = f"/c/{case.id}/edit/happened"
    opened.get(path)
    lock(opened)
    opened.post(path, draft=path, happened="It began in March.")
    assert store_is_shut(opened)
    back = opened.unlock(PASSPHRASE)
    assert (back.url.path, "It began in March." in back.text) == (path, True)


def test_a_note_typed_when_it_locked_stands_in_the_form_again(opened: Pages) -> None:
    case = open_case(opened)
    opened.get(f"/c/{case.id}")
    lock(opened)
    opened.post(f"/c/{case.id}/notes", draft=f"/c/{case.id}", note="I think it is Colin.")
    assert "I think it is Colin." in opened.unlock(PASSPHRASE).text


def test_what_is_typed_goes_along_when_she_locks_it_herself(opened: Pages) -> None:
    path = f"/c/{open_case(opened).id}/edit/happened"
    opened.get(path)
    opened.post("/lock", draft=path, happened="It began in March.")
    assert "It began in March." in opened.unlock(PASSPHRASE).text


def test_leaving_forgets_what_was_typed_and_where_she_was(opened: Pages) -> None:
    answer(opened)
    opened.post("/leave")
    assert (opened.sitting.new_case, opened.sitting.place) == ({}, "")
    opened.get("/unlock")
    assert opened.unlock(PASSPHRASE).url.path == "/"


def store_is_shut(opened: Pages) -> bool:
    return opened.sitting.vault is None
