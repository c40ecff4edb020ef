"""What the last run could look at and what not, ready to be worded by a template. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from impersonation_watch import words
from impersonation_watch.language import _
from impersonation_watch.model import LOOKED, SourceReport
from impersonation_watch.vault import StoredHit, StoredRun

RUNS_READ = 30  # far enough back to find a daily run behind some checked links


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Of one run: how many places, when, and each place that could not be looked at, with why."""

    at: datetime
    looked: int
    places: int
    not_looked: tuple[tuple[str, str], ...]
    looked_at: tuple[tuple[str, str], ...]
    finished: bool
    failed: str
    gaps: int


def last_coverage(runs: Iterable[StoredRun]) -> Coverage | None:
    """Of the newest run that was more than a link; None when there was none yet."""
    daily = [run for run in runs if words.is_daily(run.reports)]
    if not daily:
        return None
    newest = max(daily, key=lambda run: run.started)
    looked = [report for report in newest.reports if report.outcome in LOOKED]
    missed = [report for report in newest.reports if report.outcome not in LOOKED]
    return Coverage(
        at=newest.ended or newest.started,
        looked=len(looked),
        places=len(newest.reports),
        not_looked=_named(missed),
        looked_at=_named(looked),
        finished=newest.end is not None,
        failed=newest.end.failed if newest.end else "",
        gaps=len(newest.gaps),
    )


def is_due(coverage: Coverage | None, every: timedelta, now: datetime) -> bool:
    """Whether the last look that closed is longer ago than the user wants between two."""
    return coverage is None or not coverage.finished or now - coverage.at > every


def looked(coverage: Coverage | None) -> str:
    """How much was looked at and when, as one sentence: it stands beside every outcome."""
    if coverage is None or not coverage.places:
        return words.never_looked()
    said = words.looked(coverage.looked, coverage.places, coverage.at.astimezone())
    whole = coverage.finished and not coverage.failed and not coverage.gaps
    return said if whole else f"{said} {_('That look is not whole.')}"


def standing(stored: StoredHit) -> str:
    """What is known of a profile at its address, with the day; never why."""
    since = stored.standing_since
    return words.presence(stored.presence, since.astimezone() if since else None)


def _named(reports: Sequence[SourceReport]) -> tuple[tuple[str, str], ...]:
    return tuple((words.place(report.source), words.outcome(report)) for report in reports)
