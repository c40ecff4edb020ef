"""The safety questions: every one asked, none answered beforehand, all answers read."""

from __future__ import annotations

import re

import pytest
from conftest import NOW
from markupsafe import Markup

from impersonation_watch.model import Answered, Police, Safety, Shown
from impersonation_watch.review import asking
from impersonation_watch.review.paper import _environment
from impersonation_watch.safety import advice

CALM = {"anger": "no", "knows_who": "no", "police": "none", "shown": "clothed_adult"}
RADIO = re.compile(r'<input type="radio" name="(\w+)" value="(\w+)"')


def questions(typed: dict[str, str]) -> str:
    parts = _environment.get_template("safety_parts.html").module
    return str(Markup(parts.safety_questions(typed)))  # type: ignore[attr-defined]


def test_each_answer_that_can_be_read_can_be_given() -> None:
    offered = {(name, value) for name, value in RADIO.findall(questions({}))}
    read = {(name, value) for name, kind in asking.FIELDS.items() for value in kind}
    assert offered == read


def test_no_answer_is_chosen_beforehand() -> None:
    assert "checked" not in questions({})


def test_what_was_answered_stays_answered() -> None:
    assert questions(CALM).count("checked") == 4


def test_the_answers_are_read_with_the_time_they_were_given() -> None:
    assert asking.safety(CALM, NOW) == Safety(
        anger=Answered.NO,
        knows_who=Answered.NO,
        police=Police.NONE,
        shown=Shown.CLOTHED_ADULT,
        asked_at=NOW,
    )


@pytest.mark.parametrize("field", CALM)
def test_one_question_left_open_leaves_all_of_them_open(field: str) -> None:
    assert asking.safety({**CALM, field: ""}, NOW) is None


def test_an_answer_nobody_offered_is_none() -> None:
    assert asking.safety({**CALM, "shown": "nobody"}, NOW) is None


def test_not_sure_about_the_police_asks_the_police_first() -> None:
    given = asking.safety({**CALM, "police": "unsure"}, NOW)
    assert given is not None
    assert advice(given).ask_police
