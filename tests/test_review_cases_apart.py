"""Two tabs, an old page or a crafted form never mix one case with another."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from casing import answer, bring, open_case, store
from reviewing import Pages, naomi, unlocked

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


def answers(vault: Vault, errand: Errand | None) -> None:
    """The address of an errand shows a profile that is known."""
    assert errand is not None
    found = vault.store.hits()[0].hit
    with vault.store.change():
        vault.store.take_answer(
            Answer(errand_id=errand.id, url=errand.urls[0], outcome=Outcome.OK, hit_key=found.key)
        )


# --- two tabs -------------------------------------------------------------------------------


def test_answers_about_another_case_in_a_second_tab_do_not_count_here(opened: Pages) -> None:
    answer(opened, shown="under_18")
    first = opened.get("/cases/new/what").text
    answer(opened)  # in a second tab, about another case
    begun = first.partition('name="begun" value="')[2].partition('"')[0]
    there = opened.post("/cases/new/what", app="tinder", own_app="", url="", begun=begun)
    assert there.url.path == "/cases/new/safety"
    assert store(opened).cases() == ()


def test_looking_for_more_in_a_second_tab_takes_no_profile_of_the_first(opened: Pages) -> None:
    first, second = open_case(opened, url=LINK), open_case(opened, app="tinder")
    go_on = threading.Event()

    def look(vault: Vault, errand: Errand | None) -> None:
        go_on.wait(5)
        answers(vault, errand)

    opened.started.act = look
    opened.post(f"/c/{first.id}/now")
    opened.post(f"/c/{second.id}/more")
    go_on.set()
    wait(opened)
    opened.get("/looking")
    assert store(opened).case(second.id).hits == ()
    assert len(store(opened).case(first.id).hits) == 1


def test_a_profile_that_was_taken_out_does_not_come_back_by_itself(opened: Pages) -> None:
    case = open_case(opened, url=LINK)
    opened.started.act = answers
    opened.post(f"/c/{case.id}/now")
    wait(opened)
    opened.get("/looking")
    (hit_id,) = store(opened).case(case.id).hits
    opened.post(f"/c/{case.id}/part", hit=hit_id)
    opened.get("/looking")
    assert store(opened).case(case.id).hits == ()


# --- crafted forms --------------------------------------------------------------------------


def test_old_answers_do_not_become_fresh_by_going_on(opened: Pages) -> None:
    answer(opened, anger="yes")
    opened.clock.now += timedelta(hours=2)
    opened.sitting.touch()
    opened.post("/cases/new/first")
    opened.post("/cases/new/what", app="tinder", own_app="", url="")
    assert store(opened).cases() == ()


def test_no_part_is_cut_out_of_what_is_no_picture(opened: Pages) -> None:
    case = open_case(opened)
    bring(opened, case, ("chat.txt", b"hello"), kind="messages")
    assert opened.post(f"/c/{case.id}/files/1/crop", left="1").status_code == 404


def test_a_case_of_somebody_who_was_taken_out_goes_to_nobody_else(opened: Pages) -> None:
    answer(opened)
    opened.post("/cases/new/what", app="tinder", own_app="", url="", person="p2")
    assert store(opened).cases() == ()


def test_a_profile_found_for_another_person_is_not_put_with_a_case(
    opened: Pages, now: datetime
) -> None:
    case = open_case(opened, url=LINK)
    store(opened).save_person(replace(naomi(now), id="p2", names=("Nora Haddad",)))
    answer(opened)
    opened.post("/cases/new/what", app="tinder", own_app="", url="", person="p2")
    other = store(opened).cases("p2")[0]
    there = opened.post(f"/c/{other.id}/join", hit=opened.ids["naomi.w"])
    assert there.status_code == 404
    assert case.hits == store(opened).case(other.id).hits == ()


def test_a_link_is_looked_at_for_somebody_who_agreed(opened: Pages, now: datetime) -> None:
    ended = replace(naomi(now).consent, given_at=now - timedelta(2), until=now - timedelta(1))
    store(opened).save_person(replace(naomi(now), consent=ended))
    store(opened).save_person(replace(naomi(now), id="p2", names=("Nora Haddad",)))
    opened.post("/check", url=LINK)
    wait(opened)
    errand = opened.started.errands[-1]
    assert errand is not None
    assert errand.person_id == "p2"
