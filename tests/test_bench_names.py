"""The bench of names: the same seed gives the same cases, and every row is printed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import display
import handle
import native
import pytest
from cases import Case, cases
from disguise import HELD_OUT, real_names
from figures import HARD, OTHERS
from invented import LANGUAGES, parts, plain
from measures import calibration_error, cut_for
from numpy import array

SECTIONS = (
    "recall", "held-out", "strangers", "native", "calibration", "alarms", "asking", "speed",
)  # fmt: skip
BENCH = Path(__file__).parent.parent / "benches" / "names"


@pytest.fixture(scope="module")
def drawn() -> list[Case]:
    return list(cases(5, 40))


def test_the_same_seed_gives_the_same_cases(drawn: list[Case]) -> None:
    again = list(cases(5, 40))
    assert again == drawn
    assert next(cases(6, 1)) != drawn[0]


def test_more_people_leave_the_first_ones_as_they_were(drawn: list[Case]) -> None:
    few = list(cases(5, 3))
    assert drawn[: len(few)] == few


def test_another_process_draws_the_same_cases(drawn: list[Case]) -> None:
    code = "from cases import cases; print(*(ascii(each.text) for each in cases(5, 4)), sep='\\n')"
    order = [sys.executable, "-c", code]
    told = subprocess.run(order, cwd=BENCH, check=True, capture_output=True, text=True).stdout
    here = [ascii(each.text) for each in cases(5, 4)]
    assert told.splitlines() == here


def test_every_family_has_cases(drawn: list[Case]) -> None:
    have = {(case.kind, case.family) for case in drawn if case.positive}
    shown = {("display", family) for family in display.FAMILIES}
    taken = {("handle", family) for family in handle.FAMILIES}
    held = {("display", f"held out: {family}") for family in HELD_OUT}
    assert shown | taken | held <= have


def test_every_sort_of_stranger_has_cases(drawn: list[Case]) -> None:
    have = {case.family for case in drawn if not case.positive}
    assert {"random strangers", *HARD, *OTHERS} <= have


def test_every_script_has_its_row() -> None:
    drawn = {case.family for case in cases(7, 120)}
    assert {f"native {script}" for script in native.SCRIPTS.values()} <= drawn


def test_every_text_differs_from_the_names_given(drawn: list[Case]) -> None:
    assert not [case for case in drawn if case.text in case.person.names]


def test_no_stranger_has_a_spelling_of_the_person(drawn: list[Case]) -> None:
    same = [
        case
        for case in drawn
        if not case.positive and plain(case.text) in {plain(name) for name in case.person.names}
    ]
    assert same == []


def test_a_slip_never_makes_another_real_name(drawn: list[Case]) -> None:
    slips = [case for case in drawn if case.family == "one slip" and case.kind == "display"]
    words = [
        word
        for case in slips
        for word in case.text.split()
        if all(word not in name for name in case.person.names)
    ]
    assert not [word for word in words if plain(word) in real_names()]


def test_every_language_has_names_for_both_and_surnames() -> None:
    assert all(len(parts(each, kind)) > 10 for each in LANGUAGES for kind in "fms")


def test_the_cut_is_the_lowest_score_that_is_right_often_enough() -> None:
    scores, positive = array([5.0, 4.0, 4.0, 3.0, 0.0]), array([True, True, False, True, True])
    assert cut_for(scores, positive, 0.75) == 3.0
    assert cut_for(scores, positive, 0.9) == 5.0


def test_a_chance_that_is_always_right_has_no_calibration_error() -> None:
    positive = array([True, False, False])
    assert calibration_error([1.0, 0.0, 0.0], positive) == 0.0
    assert calibration_error([0.0, 1.0, 1.0], positive) == 1.0


def test_a_quick_run_prints_every_row() -> None:
    few = ["--people", "3", "--profiles", "20", "--million", "100"]
    order = [sys.executable, str(BENCH), *few, "--only", *SECTIONS]
    told = subprocess.run(order, check=True, capture_output=True, text=True).stdout
    rows = (
        "recall at the cut",
        "one slip",
        "held out, all",
        "false alarms",
        "Korean",
        "flagged: same",
    )
    rows += (
        "share of cdist WRatio",
        "a million candidates",
        "100 people x 10,000",
        "calibration",
        "queries find",
    )
    assert not [row for row in rows if row not in told]
