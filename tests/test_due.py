"""When a run is due, when to speak up, and how things are: no day is lost, no silence unsaid."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impersonation_watch import clockfile
from impersonation_watch.clockfile import Clock
from impersonation_watch.model import StoreError, WatchError
from impersonation_watch.schedule import due, health, next_due, notice_due
from impersonation_watch.schedule.due import EARLY, SKEW

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


# --- is a run due? ----------------------------------------------------------------------------


def test_the_first_run_is_due_at_once(now: datetime) -> None:
    assert due(Clock(), now, DAY)


def test_nothing_is_due_within_the_period(now: datetime) -> None:
    assert not due(Clock(last_ok=now - 23 * HOUR), now, DAY)


def test_a_laptop_that_slept_three_days_runs_as_soon_as_it_wakes(now: datetime) -> None:
    assert due(Clock(last_started=now - 3 * DAY, last_ok=now - 3 * DAY), now, DAY)


def test_nothing_is_started_while_a_run_goes_on(now: datetime) -> None:
    assert not due(Clock(), now, DAY, going_on=True)


@pytest.mark.parametrize("failures, hours", [(1, 1), (2, 2), (3, 4), (4, 6), (50, 6)])
def test_a_failed_run_is_tried_again_after_growing_waits(
    now: datetime, failures: int, hours: int
) -> None:
    clock = Clock(last_ok=now - 2 * DAY, last_failed=now, failures=failures)
    assert next_due(clock, now, DAY) == now + hours * HOUR


def test_a_failure_by_hand_within_the_period_brings_no_early_run(now: datetime) -> None:
    clock = Clock(last_ok=now - 2 * HOUR, last_failed=now - HOUR, failures=1)
    assert next_due(clock, now, DAY) == now + 22 * HOUR - EARLY


def test_a_run_that_was_killed_is_tried_again_an_hour_after_it_began(now: datetime) -> None:
    clock = Clock(last_ok=now - 25 * HOUR, last_started=now - HOUR / 2)
    assert next_due(clock, now, DAY) == now + HOUR / 2


def test_a_clock_that_was_set_back_does_not_stop_the_runs(now: datetime) -> None:
    future = now + 400 * DAY
    assert due(Clock(last_started=future, last_ok=future, last_failed=future), now, DAY)


def test_after_the_clock_was_set_back_failures_still_wait(now: datetime) -> None:
    clock = Clock(last_ok=now + 400 * DAY, last_failed=now, failures=1)
    assert next_due(clock, now, DAY) == now + HOUR


def test_no_day_is_lost_on_a_laptop_that_is_open_from_nine_to_five(
    tmp_path: Path, now: datetime
) -> None:
    morning = now.replace(hour=9, minute=0)
    clock, runs = Clock(), 0
    for minutes in range(0, 200 * 24 * 60, 3):
        moment = morning + timedelta(minutes=minutes, seconds=minutes % 47)
        if minutes % (24 * 60) < 8 * 60 and due(clock, moment, DAY):
            clockfile.started(tmp_path, moment)
            clockfile.ok(tmp_path, moment + timedelta(minutes=25))
            clock, runs = clockfile.read(tmp_path), runs + 1
    assert runs == 200


moments = st.none() | st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(
    clock=st.builds(
        Clock,
        since=moments,
        last_started=moments,
        last_ok=moments,
        ok_started=moments,
        last_failed=moments,
        failures=st.integers(0, 10**6),
    )
)
def test_whatever_the_record_says_the_next_run_is_within_a_day(clock: Clock) -> None:
    assert next_due(clock, NOW, DAY) <= NOW + DAY + SKEW


def test_a_clock_that_is_a_minute_off_is_believed(now: datetime) -> None:
    assert not due(Clock(last_ok=now + timedelta(minutes=1)), now, DAY)


# --- when to speak up, and how things are ----------------------------------------------------


def test_two_failed_periods_bring_one_notice(now: datetime) -> None:
    clock = Clock(last_ok=now - 2 * DAY, last_failed=now, failures=5)
    assert notice_due(clock, now, DAY)


def test_there_is_no_second_notice_for_the_same_silence(now: datetime) -> None:
    clock = Clock(last_ok=now - 3 * DAY, last_failed=now, failures=9, noticed_at=now - DAY)
    assert not notice_due(clock, now, DAY)


def test_a_laptop_that_slept_a_week_gives_no_notice_before_it_tried(now: datetime) -> None:
    assert not notice_due(Clock(last_ok=now - 7 * DAY), now, DAY)


def test_runs_that_never_worked_bring_a_notice_too(now: datetime) -> None:
    assert notice_due(Clock(since=now - 2 * DAY, last_failed=now, failures=8), now, DAY)


def test_a_good_run_ends_the_silence(tmp_path: Path, now: datetime) -> None:
    for hours in (0, 1, 49):
        clockfile.failed(tmp_path, now + hours * HOUR, "no network")
    clockfile.noticed(tmp_path, now + 49 * HOUR)
    clockfile.ok(tmp_path, now + 50 * HOUR)
    clock = clockfile.read(tmp_path)
    assert (clock.failures, clock.failure, clock.noticed_at) == (0, "", None)


def test_health_says_when_the_last_look_was(now: datetime) -> None:
    assert health(Clock(last_ok=now - 5 * HOUR), now, DAY) == ("The last look was 5 hours ago.")


def test_health_never_calls_an_old_look_good(now: datetime) -> None:
    clock = Clock(last_ok=now - 3 * DAY, last_failed=now, failures=4, failure="no network")
    said = health(clock, now, DAY)
    assert "3 days ago" in said
    assert "Each of the 4 tries since then came to nothing: no network." in said
    assert "longer ago than it should be" in said


def test_health_says_that_nothing_was_looked_at_yet(now: datetime) -> None:
    assert health(Clock(), now, DAY) == "There has been no look yet."


def test_health_names_a_run_that_was_cut_off(now: datetime) -> None:
    said = health(Clock(last_ok=now - DAY, last_started=now - HOUR), now, DAY)
    assert "stopped before it could say why" in said


# --- the record ------------------------------------------------------------------------------


def test_a_record_is_read_as_it_was_written(tmp_path: Path, now: datetime) -> None:
    clockfile.started(tmp_path, now)
    clockfile.failed(tmp_path, now + HOUR, "no\nnetwork")
    clock = clockfile.read(tmp_path)
    assert (clock.last_started, clock.last_failed) == (now, now + HOUR)
    assert (clock.failure, clock.failures) == ("no network", 1)


@pytest.mark.parametrize(
    "damaged", [b"", b"{", b"[]", b"\xff\xfe", b'{"last_ok": 3}', b'{"last_ok": "2026-01-01"}']
)
def test_a_damaged_record_is_as_good_as_none(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / "clock").write_bytes(damaged)
    assert clockfile.read(tmp_path) == Clock()


def test_only_one_run_at_a_time(tmp_path: Path) -> None:
    with (
        clockfile.only_one(tmp_path),
        pytest.raises(WatchError, match="already going on") as caught,
        clockfile.only_one(tmp_path),
    ):
        pass
    assert caught.value.advice


def test_the_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    with clockfile.only_one(tmp_path):
        assert clockfile.going_on(tmp_path)
    assert not clockfile.going_on(tmp_path)


def test_a_folder_that_is_gone_is_said_in_words(tmp_path: Path, now: datetime) -> None:
    with pytest.raises(StoreError, match="could not be written"):
        clockfile.started(tmp_path / "gone", now)
