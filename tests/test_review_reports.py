"""The pages of a report: questions first, what follows, the form, the packet and what came back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from casing import CALM, bring, edit, open_case, picture, store
from reviewing import Pages, unlocked

from impersonation_watch import takedown
from impersonation_watch.model import Case

HOLDING = [{"anger": "yes"}, {"anger": "unsure"}, {"police": "court"}]


@pytest.fixture
def opened(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    with unlocked(tmp_path / "notes", now) as opened:
        yield opened


def tinder(opened: Pages, **answers: str) -> Case:
    """A Tinder profile as a friend saw it: no address, one screenshot."""
    case = open_case(opened, app="tinder", **answers)
    edit(opened, case, "shown", name="Naomi", handle="", age="29", place="Leeds", bio="Vet nurse.")
    if answers.get("shown", CALM["shown"]) == CALM["shown"]:
        bring(opened, case, ("IMG_2207.PNG", picture()), supplied_by="Ines")
    return store(opened).case(case.id)


def answered(opened: Pages, case: Case, **answers: str) -> str:
    """The page after the questions of a report."""
    return str(opened.post(f"/c/{case.id}/report", **{**CALM, **answers}).text)


def send(opened: Pages, case: Case, form: str = "tinder", **fields: str) -> Any:
    usual = {"name": "Naomi Whitaker", "email": "naomi@mail.example", "role": "self"}
    return opened.post(f"/c/{case.id}/report/{form}", **{**usual, **fields})


def packet(tmp_path: Path) -> ZipFile:
    return ZipFile(next((tmp_path / "out").glob("*.zip")))


# --- the questions come first -------------------------------------------------------------------


def test_the_questions_come_before_the_forms(opened: Pages) -> None:
    case = tinder(opened)
    opened.clock.now += timedelta(hours=1)
    opened.sitting.touch()
    text = opened.get(f"/c/{case.id}/report").text
    assert "Could taking it down make the person behind it angry?" in text
    assert "/report/tinder" not in text


def test_no_form_is_reached_past_the_questions(opened: Pages) -> None:
    case = tinder(opened)
    opened.clock.now += timedelta(hours=1)
    opened.sitting.touch()
    assert opened.get(f"/c/{case.id}/report/tinder").url.path == f"/c/{case.id}/report"


def test_nothing_is_written_past_the_questions(opened: Pages, tmp_path: Path) -> None:
    case = tinder(opened)
    opened.clock.now += timedelta(hours=1)
    opened.sitting.touch()
    send(opened, case, folder=str(tmp_path / "out"))
    assert store(opened).takedowns(case.id) == ()


def test_answers_given_just_now_are_not_asked_for_again(opened: Pages) -> None:
    case = tinder(opened)
    assert "/report/tinder" in opened.get(f"/c/{case.id}/report").text


def test_a_question_left_open_is_asked_again_without_blame(opened: Pages) -> None:
    case = tinder(opened)
    answer = opened.post(f"/c/{case.id}/report", anger="no")
    assert answer.status_code == 422
    assert "“I am not sure” is an answer, too." in answer.text


def test_what_was_typed_comes_back_after_the_questions(opened: Pages) -> None:
    case = tinder(opened)
    opened.clock.now += timedelta(hours=1)
    opened.sitting.touch()
    path = f"/c/{case.id}/report/tinder"
    send(opened, case, draft=path, email="typed@mail.example")
    answer = opened.post(f"/c/{case.id}/report", **CALM)
    assert (answer.url.path, "typed@mail.example" in answer.text) == (path, True)


# --- what follows -------------------------------------------------------------------------------


@pytest.mark.parametrize("answers", HOLDING)
def test_who_is_advised_to_wait_sees_the_list_for_the_police_first(
    opened: Pages, answers: dict[str, str]
) -> None:
    text = answered(opened, tinder(opened), **answers)
    assert "Keep it, and report nothing yet" in text
    assert text.index("/report/chronology") < text.index("/report/tinder")


@pytest.mark.parametrize("answers", HOLDING)
def test_a_report_against_the_advice_needs_a_tick(
    opened: Pages, tmp_path: Path, answers: dict[str, str]
) -> None:
    case = tinder(opened)
    answered(opened, case, **answers)
    out = str(tmp_path / "out")
    refused = send(opened, case, folder=out)
    assert refused.status_code == 422
    assert "I have thought about it and want to write it now." in refused.text
    assert send(opened, case, folder=out, anyway="yes").status_code == 200


def test_the_police_are_to_be_asked_first_in_a_ready_sentence(opened: Pages) -> None:
    text = answered(opened, tinder(opened), police="reported")
    assert "Please ask the company to keep the data of that profile" in text


def test_people_to_talk_to_are_named(opened: Pages) -> None:
    assert 'href="/helplines"' in answered(opened, tinder(opened), knows_who="yes")


@pytest.mark.parametrize(
    ("shown", "named"),
    [("under_18", "takeitdown.ncmec.org"), ("undressed", "stopncii.org")],
)
def test_the_services_for_such_pictures_are_named(opened: Pages, shown: str, named: str) -> None:
    assert named in answered(opened, tinder(opened, shown=shown), shown=shown)


# --- the form and the packet --------------------------------------------------------------------


def test_the_form_of_the_app_is_offered_and_that_of_no_other(opened: Pages) -> None:
    text = opened.get(f"/c/{tinder(opened).id}/report").text
    assert text.index("/report/tinder") < text.index("/report/eu-dsa-16")
    assert "/report/instagram" not in text  # it would be refused once all is filled in


def test_where_no_form_fits_the_app_can_be_named(opened: Pages) -> None:
    case = open_case(opened, app="another", url="https://forum.example/naomi")
    assert f'href="/c/{case.id}/edit/app"' in opened.get(f"/c/{case.id}/report").text


def test_every_form_page_says_what_the_other_side_will_learn(opened: Pages) -> None:
    case = tinder(opened)
    forms = [f"/c/{case.id}/report/{each.id}" for each in takedown.forms()]
    assert len(forms) == 15
    assert all("What the other side will learn" in opened.get(each).text for each in forms)


def test_a_packet_for_a_profile_without_address_is_written(opened: Pages, tmp_path: Path) -> None:
    case = tinder(opened)
    answer = send(opened, case, folder=str(tmp_path / "out"), **{"copies-photos": "yes"})
    text = packet(tmp_path).read("report.txt").decode()
    assert answer.url.path == f"/c/{case.id}/report/tinder/done"
    assert "supplied by Ines" in text
    assert "The photos on the profile are photos of Naomi Whitaker." in text


def test_only_the_ticked_note_leaves(opened: Pages, tmp_path: Path) -> None:
    case = tinder(opened)
    for text in ("I cannot sleep.", "I saw him there."):
        opened.post(f"/c/{case.id}/notes", note=text)
    ticked = store(opened).notes(case.id)[1]
    send(opened, case, folder=str(tmp_path / "out"), **{f"note-{ticked.id}": "yes"})
    inside = packet(tmp_path).read("private-notes.txt").decode()
    assert ticked.text in inside
    assert "cannot sleep" not in inside


def test_without_pictures_the_packet_holds_words_only(opened: Pages, tmp_path: Path) -> None:
    case = tinder(opened, shown="under_18")
    answered(opened, case, shown="under_18")
    send(opened, case, folder=str(tmp_path / "out"), **{"copies-photos": "yes"})
    assert not [name for name in packet(tmp_path).namelist() if name.startswith("evidence/")]


def test_the_list_for_the_police_is_written_without_name_or_tick(
    opened: Pages, tmp_path: Path
) -> None:
    case = tinder(opened)
    answered(opened, case, anger="yes", police="court")
    answer = opened.post(f"/c/{case.id}/report/chronology", folder=str(tmp_path / "out"))
    assert answer.url.path.endswith("/chronology/done")
    assert "record.pdf" in packet(tmp_path).namelist()


def test_a_packet_can_be_in_arabic(opened: Pages, tmp_path: Path) -> None:
    send(opened, tinder(opened), folder=str(tmp_path / "out"), language="ar")
    text = packet(tmp_path).read("report.txt").decode()
    assert "\u2066" in text


def test_what_was_sent_and_answered_is_noted(opened: Pages, tmp_path: Path, now: datetime) -> None:
    case = tinder(opened)
    done = send(opened, case, folder=str(tmp_path / "out")).url.path
    opened.post(done, reference="TN-1234", answer="We removed it.")
    report = store(opened).takedowns(case.id)[0]
    assert (report.sent_at, report.reference, report.answer) == (now, "TN-1234", "We removed it.")
    assert f'href="{done}"' in opened.get(f"/c/{case.id}").text  # the way back to it


def test_a_profile_nobody_could_find_is_asked_about_before_the_form_is_filled_in(
    opened: Pages, tmp_path: Path
) -> None:
    case = open_case(opened)
    bring(opened, case, ("IMG_2207.PNG", picture()))
    text = opened.get(f"/c/{case.id}/report/instagram").text
    assert "Say at least the name, the user name or the phone number" in text
    assert f'href="/c/{case.id}/edit/shown"' in text
    fields = {"folder": str(tmp_path / "out"), "copies-name": "yes"}
    text = send(opened, case, "instagram", **fields).text
    assert text.count("Say at least the name, the user name or the phone number") == 1
    assert "target" not in text


def test_a_stranger_form_is_not_here(opened: Pages) -> None:
    case = tinder(opened)
    assert opened.get(f"/c/{case.id}/report/myspace").status_code == 404
    assert opened.get(f"/c/{case.id}/report/tinder/done").status_code == 404


# --- the locked notice --------------------------------------------------------------------------

LOCKED = "us-dmca-512"
FIRST = {"ownership": "own", "disclosure": "yes"}


def test_the_copyright_notice_stays_closed_where_she_may_know_who_it_is(opened: Pages) -> None:
    case = tinder(opened)
    text = answered(opened, case, knows_who="yes")
    assert f"/report/{LOCKED}" not in text
    assert "This one stays closed." in text
    assert "<form method" not in _main(opened.get(f"/c/{case.id}/report/{LOCKED}").text)


def test_it_opens_only_after_ownership_and_disclosure(opened: Pages) -> None:
    case = tinder(opened)
    path = f"/c/{case.id}/report/{LOCKED}"
    assert "perjury" not in _main(opened.get(path).text)
    assert 'name="perjury"' not in opened.post(path, ownership="own").text
    assert 'name="perjury"' in opened.post(path, **FIRST).text


def test_a_photo_somebody_else_took_does_not_open_it(opened: Pages) -> None:
    path = f"/c/{tinder(opened).id}/report/{LOCKED}"
    text = opened.post(path, ownership="none", disclosure="yes").text
    assert "Then this notice is not for you." in text
    assert 'name="perjury"' not in text


def test_it_is_not_written_before_perjury_was_confirmed(opened: Pages) -> None:
    case = tinder(opened)
    answer = opened.post(f"/c/{case.id}/report/{LOCKED}", step="two", **FIRST)
    assert answer.status_code == 422
    assert "Confirm the statement under penalty of perjury yourself." in answer.text
    assert store(opened).takedowns(case.id) == ()


def _main(text: str) -> str:
    return text.partition("<main")[2]
