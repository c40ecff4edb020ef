"""Small doses: a pause after some, a choice, the place kept, things put off, photos covered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from reviewing import Pages, hit, keep, pages, signal, unlocked

from impersonation_watch.model import Answered, Decision, Mark, Police, Safety, Shown
from impersonation_watch.review import doses
from impersonation_watch.vault import Store


@pytest.fixture
def opened(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    with unlocked(tmp_path / "notes", now) as opened:
        yield opened


def store(opened: Pages) -> Store:
    assert opened.sitting.vault is not None
    return opened.sitting.vault.store


def decide(opened: Pages, handle: str, decision: str = "namesake") -> str:
    return str(opened.post(f"/n/{opened.ids[handle]}/decide", decision=decision).url.path)


def put_off(opened: Pages, handle: str) -> str:
    return str(opened.post(f"/n/{opened.ids[handle]}/later").url.path)


def set_dose(opened: Pages, size: int) -> None:
    store(opened).save_settings(replace(store(opened).settings(), dose=size))


def add_namesakes(opened: Pages, now: datetime, count: int) -> None:
    assert opened.sitting.vault is not None
    for number in range(count):
        same = signal("name_exact", 6.0, theirs="Naomi Whitaker")
        found = hit(now, f"namesake{number}", same, mark=Mark.FOLDED)
        opened.ids[f"namesake{number}"] = keep(opened.sitting.vault, found, now)


def after_a_night(opened: Pages) -> None:
    """Locked, and opened again the next day."""
    opened.sitting.lock()
    opened.clock.now += timedelta(days=1)
    opened.sitting.vault = None
    opened.unlock()


# --- the pause ------------------------------------------------------------------------------


def test_after_five_decisions_there_is_a_pause(opened: Pages, now: datetime) -> None:
    add_namesakes(opened, now, 3)
    shown = [decide(opened, handle) for handle in list(opened.ids)[:5]]
    assert [path == "/pause" for path in shown] == [False] * 4 + [True]


def test_the_pause_offers_four_ways_to_go_on(opened: Pages) -> None:
    text = opened.get("/pause").text
    offered = [f'name="much" value="{each}"' in text for each in ("some", "stop", "minutes", "all")]
    assert all(offered)


def test_the_pause_does_not_come_where_she_wants_none(opened: Pages, now: datetime) -> None:
    set_dose(opened, 0)
    add_namesakes(opened, now, 8)
    assert "/pause" not in [decide(opened, handle) for handle in opened.ids]


def test_no_pause_stands_before_an_empty_pile(opened: Pages) -> None:
    set_dose(opened, 4)
    assert [decide(opened, handle) for handle in opened.ids][-1] == "/"


def test_five_more_goes_on_where_she_was(opened: Pages) -> None:
    set_dose(opened, 1)
    assert decide(opened, "naomi.w") == "/pause"
    answer = opened.post("/pause", much="some")
    assert answer.url.path == f"/n/{opened.ids['naomi-real']}"


def test_all_brings_no_further_pause(opened: Pages) -> None:
    set_dose(opened, 1)
    decide(opened, "naomi.w")
    opened.post("/pause", much="all")
    assert decide(opened, "naomi-real") == f"/n/{opened.ids['whitaker9']}"


def test_ten_minutes_end_after_ten_minutes(opened: Pages) -> None:
    opened.post("/pause", much="minutes")
    first = decide(opened, "naomi.w")
    opened.clock.now += doses.MINUTES - timedelta(seconds=1)
    opened.sitting.touch()
    second = decide(opened, "naomi-real")
    opened.clock.now += timedelta(seconds=1)
    assert ["/pause" in path for path in (first, second, decide(opened, "whitaker9"))] == [
        False, False, True,
    ]  # fmt: skip


def test_a_decision_can_be_taken_back_in_the_pause(opened: Pages) -> None:
    set_dose(opened, 1)
    answer = opened.post(f"/n/{opened.ids['naomi.w']}/decide", decision="mine")
    assert f'action="/search/n/{opened.ids["naomi.w"]}/undo"' in answer.text


# --- stopping, and the place ----------------------------------------------------------------


def test_stopping_shows_a_calm_overview_for_the_day(opened: Pages) -> None:
    answer = opened.post("/pause", much="stop")
    assert answer.url.path == "/"
    assert "You stopped for today" in opened.get("/").text


def test_the_next_day_she_is_asked_again(opened: Pages) -> None:
    opened.post("/pause", much="stop")
    after_a_night(opened)
    text = opened.get("/").text
    assert "You stopped for today" not in text
    assert "Go through them one by one" in text


def test_the_place_outlives_the_lock_and_the_end_of_the_program(
    opened: Pages, tmp_path: Path, now: datetime
) -> None:
    opened.get(f"/n/{opened.ids['whitaker9']}")
    opened.sitting.lock()
    with pages(tmp_path / "notes", now, opened.ids) as again:
        again.enter()
        again.unlock_at_once()
        assert f'class="button main" href="/n/{opened.ids["whitaker9"]}"' in again.get("/").text


def test_after_a_decision_the_place_is_the_next_one(opened: Pages) -> None:
    set_dose(opened, 1)
    decide(opened, "naomi.w")
    assert f'href="/n/{opened.ids["naomi-real"]}">Go through' in opened.get("/").text


def test_a_place_that_was_erased_is_no_hindrance(opened: Pages, now: datetime) -> None:
    opened.get(f"/n/{opened.ids['whitaker9']}")
    store(opened).erase_hit(opened.ids["whitaker9"], now)
    assert f'href="/n/{opened.ids["naomi.w"]}">Go through' in opened.get("/").text


# --- what waits is one line -----------------------------------------------------------------


def test_many_are_told_in_one_line_and_roughly(opened: Pages, now: datetime) -> None:
    add_namesakes(opened, now, 33)
    text = opened.get("/").text
    assert "And about 30 with the same name only, folded away." in text
    assert text.index("See them as a list") < text.index('class="card" href="/n/')


@pytest.mark.parametrize(("count", "told"), [(0, 0), (7, 7), (10, 10), (13, 10), (117, 120)])
def test_small_numbers_are_exact_and_large_ones_are_not(count: int, told: int) -> None:
    assert doses.about(count) == told


# --- later ----------------------------------------------------------------------------------


def test_what_is_put_off_comes_last_for_some_days(opened: Pages) -> None:
    assert put_off(opened, "naomi.w") == f"/n/{opened.ids['naomi-real']}"
    for handle in ("naomi-real", "whitaker9"):
        assert decide(opened, handle) != f"/n/{opened.ids['naomi.w']}"
    assert decide(opened, "n.whitaker") == "/"


def test_what_is_put_off_waits_again_after_some_days(opened: Pages) -> None:
    put_off(opened, "naomi.w")
    told = ["For later" in opened.get("/").text]
    for _ in range(3):
        after_a_night(opened)
    told.append("For later" in opened.get("/").text)
    assert told == [True, False]


def test_putting_off_can_be_taken_back(opened: Pages) -> None:
    put_off(opened, "naomi.w")
    opened.post(f"/n/{opened.ids['naomi.w']}/undo")
    assert store(opened).hit(opened.ids["naomi.w"]).snoozed_until is None


def test_a_decision_ends_the_putting_off(opened: Pages) -> None:
    put_off(opened, "naomi.w")
    decide(opened, "naomi.w", "unsure")
    opened.post(f"/n/{opened.ids['naomi.w']}/undo")
    kept = store(opened).hit(opened.ids["naomi.w"])
    assert (kept.decision, kept.snoozed_until) == (Decision.UNDECIDED, None)


# --- photos ---------------------------------------------------------------------------------


def test_photos_can_be_shown_at_once_where_she_wants_that(opened: Pages) -> None:
    path = f"/n/{opened.ids['naomi.w']}"
    assert '<details class="cover">' in opened.get(path).text
    opened.post(f"{path}/cover", cover="off")
    assert '<details class="cover" open>' in opened.get(path).text


def say(opened: Pages, handle: str, shown: Shown, now: datetime) -> None:
    answers = Safety(
        anger=Answered.NO, knows_who=Answered.NO, police=Police.NONE, shown=shown, asked_at=now
    )
    store(opened).save_safety(opened.ids[handle], answers, now)


@pytest.mark.parametrize("shown", [Shown.UNDER_18, Shown.UNDRESSED, Shown.UNSURE])
def test_no_picture_is_shown_or_served_where_the_answers_say_so(
    opened: Pages, now: datetime, shown: Shown
) -> None:
    path = f"/n/{opened.ids['naomi.w']}"
    say(opened, "naomi.w", shown, now)
    text = opened.get(path).text
    assert opened.get(f"{path}/theirs").status_code == 404
    assert "<img" not in text
    assert "Take It Down" in text
    assert "StopNCII" in text


def test_pictures_of_a_clothed_adult_stay(opened: Pages, now: datetime) -> None:
    say(opened, "naomi.w", Shown.CLOTHED_ADULT, now)
    assert opened.get(f"/n/{opened.ids['naomi.w']}/theirs").status_code == 200
