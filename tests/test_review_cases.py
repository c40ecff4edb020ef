"""Cases from her own hands: the questions first, then what it is, and what stays hers alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from casing import answer, edit, open_case, store
from reviewing import Pages, unlocked

from impersonation_watch.model import (
    PoliceReport,
    Witness,
)

LINK = "https://bsky.app/profile/naomi.w"


@pytest.fixture
def opened(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    with unlocked(tmp_path / "notes", now) as opened:
        yield opened


def wait(opened: Pages) -> None:
    while opened.sitting.look is not None and not opened.sitting.look.ended:
        time.sleep(0.01)


# --- safety first ---------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["police", "first", "what"])
def test_no_screen_is_reached_past_an_unanswered_question(opened: Pages, step: str) -> None:
    opened.get("/cases/new")
    assert opened.get(f"/cases/new/{step}").url.path == "/cases/new/safety"


def test_no_case_is_opened_before_the_questions_are_answered(opened: Pages) -> None:
    opened.get("/cases/new")
    opened.post("/cases/new/what", app="instagram", own_app="", url="")
    assert store(opened).cases() == ()


def test_a_question_left_open_is_asked_again_without_blame(opened: Pages) -> None:
    opened.get("/cases/new")
    answer = opened.post("/cases/new/safety", anger="yes")
    assert answer.status_code == 422
    assert "“I am not sure” is an answer, too." in answer.text
    assert 'value="yes" autocomplete="off" required checked' in answer.text


def test_no_answer_is_given_beforehand(opened: Pages) -> None:
    first = opened.get("/cases/new").text
    opened.post("/cases/new/safety", anger="no", knows_who="no")
    assert "checked" not in first + opened.get("/cases/new/police").text


def test_a_second_case_starts_with_no_answer_of_the_first(opened: Pages) -> None:
    answer(opened, anger="yes")
    assert "checked" not in opened.get("/cases/new").text


def test_answers_left_lying_for_an_hour_are_asked_again(opened: Pages) -> None:
    answer(opened)
    opened.clock.now += timedelta(hours=1)
    opened.sitting.touch()
    assert opened.post("/cases/new/what", app="tinder", url="").url.path == "/cases/new/safety"
    assert store(opened).cases() == ()


def test_anger_means_keep_and_report_nothing_yet(opened: Pages) -> None:
    text = answer(opened, anger="unsure").text
    assert "Keep it, and report nothing yet" in text
    assert 'href="/helplines"' in text


def test_a_court_date_means_ask_the_police_first_with_a_sentence_to_say(opened: Pages) -> None:
    text = answer(opened, police="court").text
    assert "Ask the police before it is taken down" in text
    assert "Please ask the company to keep the data of that profile" in text


def test_a_picture_of_somebody_under_18_leads_to_take_it_down(opened: Pages) -> None:
    text = answer(opened, shown="under_18").text
    assert "takeitdown.ncmec.org" in text
    assert "stopncii.org" not in text


def test_an_undressed_picture_leads_to_stopncii(opened: Pages) -> None:
    text = answer(opened, shown="undressed").text
    assert "stopncii.org" in text
    assert "takeitdown.ncmec.org" not in text


def test_help_elsewhere_is_an_address_to_type_and_no_link(opened: Pages) -> None:
    assert 'href="http' not in answer(opened, shown="unsure").text


def test_calm_answers_lead_straight_on(opened: Pages) -> None:
    assert answer(opened).url.path == "/cases/new/what"


def test_the_answers_are_kept_with_the_case(opened: Pages) -> None:
    case = open_case(opened, anger="yes", knows_who="unsure")
    kept = store(opened).safety(case.id)
    assert kept is not None
    assert (kept.anger, kept.knows_who) == ("yes", "unsure")


# --- what it is -----------------------------------------------------------------------------


def test_the_app_alone_is_enough_to_open_a_case(opened: Pages) -> None:
    case = open_case(opened, app="tinder")
    assert "A profile without a name" in opened.get(f"/c/{case.id}").text


def test_a_link_that_is_none_is_said_and_what_was_typed_stays(opened: Pages) -> None:
    answer(opened)
    said = opened.post("/cases/new/what", app="facebook", own_app="", url="not an address")
    assert said.status_code == 422
    assert 'value="not an address"' in said.text
    assert 'value="facebook" autocomplete="off" checked' in said.text


def test_an_app_nobody_listed_keeps_her_own_word_for_it(opened: Pages) -> None:
    answer(opened)
    opened.post("/cases/new/what", app="another", own_app="Muzz", url="")
    assert store(opened).cases()[0].description.app == "Muzz"


def test_a_description_without_any_address_is_kept_part_by_part(opened: Pages) -> None:
    case = open_case(opened, app="tinder")
    told = {"name": "Naomi", "age": "31", "place": "Leeds", "bio": "Hiking.\r\nTea.", "phone": ""}
    edit(opened, case, "shown", handle="", **told)
    kept = store(opened).case(case.id).description
    assert (kept.app, kept.name, kept.age, kept.place) == ("tinder", "Naomi", "31", "Leeds")
    assert "Tea." in kept.bio


def test_a_case_without_an_address_is_never_called_not_visible(opened: Pages) -> None:
    text = opened.get(f"/c/{open_case(opened, app='tinder').id}").text
    assert "It has no address, so it cannot be looked at again from here." in text
    assert "visible" not in text


def test_what_happened_is_kept_in_her_words(opened: Pages) -> None:
    case = open_case(opened)
    edit(opened, case, "happened", happened="  He wrote to my sister.\r\nOn Monday. ")
    assert store(opened).case(case.id).happened == "He wrote to my sister.\nOn Monday."


def test_who_saw_it_and_when_is_kept_in_rows_and_empty_rows_are_none(opened: Pages) -> None:
    case = open_case(opened)
    rows = {"who-1": "Ayla", "when-1": "3 May", "what-1": "Saw it", "who-3": "Jonas"}
    edit(opened, case, "witnesses", **rows)
    assert store(opened).case(case.id).witnesses == (
        Witness(who="Ayla", when="3 May", what="Saw it"),
        Witness(who="Jonas"),
    )


def test_the_police_report_is_kept_field_by_field(opened: Pages) -> None:
    case = open_case(opened)
    edit(opened, case, "police", number="44/26", station="Leeds", day="4 May")
    kept = PoliceReport(number="44/26", station="Leeds", day="4 May")
    assert store(opened).case(case.id).police == kept


def test_a_change_can_be_taken_back(opened: Pages) -> None:
    case = open_case(opened)
    edit(opened, case, "happened", happened="First")
    page = edit(opened, case, "happened", happened="Second")
    assert f'action="/search/c/{case.id}/undo"' in page.text
    opened.post(f"/c/{case.id}/undo")
    assert store(opened).case(case.id).happened == "First"


def test_foreign_letters_in_a_description_are_named(opened: Pages) -> None:
    case = open_case(opened)
    edit(opened, case, "shown", name="Na\u043emi\u202e")
    text = opened.get(f"/c/{case.id}").text
    assert "\u202e" not in text
    assert '<mark class="odd">' in text


# --- the list -------------------------------------------------------------------------------


def test_open_cases_are_listed_and_closed_ones_folded(opened: Pages) -> None:
    case = open_case(opened, app="bumble")
    assert "Bumble" in opened.get("/cases").text.partition("<details")[0]
    closed = opened.post(f"/c/{case.id}/close").text
    assert "Bumble" in closed.partition("<details")[2]


def test_closing_can_be_undone_at_once(opened: Pages) -> None:
    case = open_case(opened)
    assert f'action="/search/c/{case.id}/open"' in opened.post(f"/c/{case.id}/close").text
    opened.post(f"/c/{case.id}/open")
    assert store(opened).case(case.id).closed_at is None


def test_a_case_is_erased_after_a_question_that_says_what_stays(opened: Pages) -> None:
    case = open_case(opened)
    assert "Not reached from here" in opened.get(f"/c/{case.id}/erase").text
    opened.post(f"/c/{case.id}/erase")
    assert store(opened).cases() == ()
    assert opened.get(f"/c/{case.id}").status_code == 404
