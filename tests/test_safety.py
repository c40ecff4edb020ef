"""The safety questions: what may follow, and what comes first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from impersonation_watch.model import Answered, Police, Safety, Shown
from impersonation_watch.safety import FRESH, advice, is_fresh

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def answers(
    anger: Answered = Answered.NO,
    knows_who: Answered = Answered.NO,
    police: Police = Police.NONE,
    shown: Shown = Shown.CLOTHED_ADULT,
) -> Safety:
    return Safety(anger=anger, knows_who=knows_who, police=police, shown=shown, asked_at=NOW)


def test_who_fears_nothing_may_report_at_once() -> None:
    told = advice(answers())
    assert not any((told.hold, told.helplines, told.no_pictures, told.copyright_locked))


@pytest.mark.parametrize("anger", [Answered.YES, Answered.UNSURE])
def test_an_angry_impostor_means_keep_evidence_and_report_nothing_yet(anger: Answered) -> None:
    told = advice(answers(anger=anger))
    assert told.hold
    assert told.helplines


@pytest.mark.parametrize("police", [Police.REPORTED, Police.COURT])
def test_a_police_case_comes_before_a_takedown(police: Police) -> None:
    told = advice(answers(police=police))
    assert told.hold
    assert told.ask_police


@pytest.mark.parametrize("shown", [Shown.UNDER_18, Shown.UNDRESSED, Shown.UNSURE])
def test_no_picture_is_kept_of_a_child_or_somebody_undressed(shown: Shown) -> None:
    assert advice(answers(shown=shown)).no_pictures


def test_a_copyright_notice_stays_locked_where_she_thinks_she_knows_who_it_is() -> None:
    assert advice(answers(knows_who=Answered.YES)).copyright_locked


def test_answers_are_asked_for_again_after_an_hour() -> None:
    assert is_fresh(answers(), NOW + FRESH - timedelta(seconds=1))
    assert not is_fresh(answers(), NOW + FRESH)
