"""Is a run due, is it time to speak up, and how are things? Pure: times come in, answers go out."""

from __future__ import annotations

from datetime import datetime, timedelta

from impersonation_watch.clockfile import Clock

FIRST_RETRY = timedelta(hours=1)  # a place that is down, or a network that is not up yet
LONGEST_RETRY = timedelta(hours=6)  # still four tries within a day
# Each run begins some minutes after it is due. Counted strictly, the hour would creep through the
# day, until it falls after the laptop is shut: a day lost every few months.
EARLY = timedelta(minutes=10)
SKEW = timedelta(minutes=5)  # what clocks are corrected by without anybody having set them back
PERIODS_BEFORE_NOTICE = 2  # one missed period is a weekend trip, two are a silence


def next_due(clock: Clock, now: datetime, every: timedelta) -> datetime:
    """When the next run should start; at or before `now` means that one is due.

    Counts from the beginning of the last good run, not from when this program was started, so a
    laptop that slept runs as soon as it wakes. After a failure it waits an hour, then two, four and
    six. A record that lies in the future (the computer's clock was set back) is not believed.
    """
    good = _believed(clock.last_ok, now)
    begun = _believed(clock.ok_started, now) or good
    planned = begun + every - EARLY if good and begun else now
    tried, failures = _last_failure(clock, now)
    if tried is None or (good and tried <= good):
        return planned
    retry = tried + min(FIRST_RETRY * (1 << min(failures - 1, 8)), LONGEST_RETRY)
    return max(retry, planned) if good else retry


def due(clock: Clock, now: datetime, every: timedelta, *, going_on: bool = False) -> bool:
    """Whether to start a run now; never while one is going on."""
    return not going_on and next_due(clock, now, every) <= now


def notice_due(clock: Clock, now: datetime, every: timedelta) -> bool:
    """Whether to tell the user that runs have failed for two periods; once for each such time."""
    good = _believed(clock.last_ok, now) or _believed(clock.since, now)
    if clock.failures < PERIODS_BEFORE_NOTICE or good is None:
        return False
    told = clock.noticed_at is not None and clock.noticed_at >= good
    return not told and now - good >= PERIODS_BEFORE_NOTICE * every


def health(clock: Clock, now: datetime, every: timedelta, *, going_on: bool = False) -> str:
    """How the daily look is doing, in plain sentences for the pages and for `doctor`."""
    good = _believed(clock.last_ok, now)
    sentences = ["A look is going on now."] if going_on else []
    if good is None:
        sentences.append("There has been no look yet.")
    else:
        sentences.append(f"The last look was {_ago(now - good)}.")
    tried, failures = _last_failure(clock, now)
    if tried and not going_on and (good is None or tried > good):
        sentences.append(_failure_sentence(clock, failures))
    if good and not going_on and now - good > PERIODS_BEFORE_NOTICE * every:
        sentences.append("That is longer ago than it should be: new profiles may be missing here.")
    return " ".join(sentences)


def healthy(clock: Clock, now: datetime, every: timedelta) -> bool:
    """Whether the last look is less than two periods old."""
    good = _believed(clock.last_ok, now)
    return good is not None and now - good <= PERIODS_BEFORE_NOTICE * every


def _failure_sentence(clock: Clock, failures: int) -> str:
    times = "The one try" if failures == 1 else f"Each of the {failures} tries"
    reason = clock.failure or "it stopped before it could say why"
    return f"{times} since then came to nothing: {reason.rstrip('.')}."


def _last_failure(clock: Clock, now: datetime) -> tuple[datetime | None, int]:
    """The last time a run failed and how many did in a row.

    A run that started and never ended (killed, switched off) counts as one that failed.
    """
    failed = _believed(clock.last_failed, now)
    started = _believed(clock.last_started, now)
    ended = max((each for each in (failed, _believed(clock.last_ok, now)) if each), default=None)
    if started and (ended is None or started > ended):
        return started, clock.failures + 1
    return failed, max(clock.failures, 1)


def _believed(moment: datetime | None, now: datetime) -> datetime | None:
    return moment if moment is not None and moment <= now + SKEW else None


def _ago(passed: timedelta) -> str:
    hours = int(passed / timedelta(hours=1))
    if hours < 1:
        return "less than an hour ago"
    if hours < 48:
        return "an hour ago" if hours == 1 else f"{hours} hours ago"
    return f"{hours // 24} days ago"
