"""The overview: where was looked, what waits, and what to begin with."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from impersonation_watch.model import Case, Keeping
from impersonation_watch.review import doses, piles
from impersonation_watch.review.coverage import is_due, last_coverage
from impersonation_watch.review.pages import namesakes, pause
from impersonation_watch.review.reminders import reminders
from impersonation_watch.review.visit import Visit
from impersonation_watch.review.wording import DECISIONS, told_lines
from impersonation_watch.vault import Store
from impersonation_watch.words import missing

RUNS_READ = 30  # far enough back to find a daily run behind some checked links
LINES_READ = 400  # of the log, most of which are one for each file of evidence
MOST_CARDS, ALL = 50, "all"  # of a pile; and the word in the address that asks for the rest
LAST_LINES = 4  # of the activity, at the foot of the overview


def overview(visit: Visit) -> Response:
    """Where was looked, and one line about what waits; the list only for who opens it."""
    visit.sitting.take_in()
    store = visit.vault.store
    hits = store.hits()
    turn = piles.in_turn(hits, visit.now)
    awake = piles.waiting(turn, visit.now)
    folded = piles.folded(awake)
    waiting = len(awake) - len(folded)
    settings, coverage = store.settings(), last_coverage(store.runs(limit=RUNS_READ))
    return visit.show(
        "overview.html",
        reminders=reminders(visit.vault, visit.now),
        due=is_due(coverage, timedelta(hours=settings.every_hours), visit.now),
        strict=settings.keeping is Keeping.STRICT,
        back=piles.back(hits),
        waiting=doses.about(waiting),
        is_exact=waiting <= doses.EXACT,
        put_off=doses.about(len(turn) - len(awake)),
        folded=namesakes.told(visit, folded),
        stopped=pause.has_stopped(visit),
        size=settings.dose,
        open_piles=piles.open_piles(hits, visit.now),
        most=len(hits) if ALL in visit.query else MOST_CARDS,
        first=pause.place(visit, turn),
        decided_piles=piles.decided_piles(hits, DECISIONS),
        cases=open_cases(store),
        coverage=coverage,
        missing=_missing(visit),
        people=store.people(),
        activity=told_lines(store.doings(LINES_READ))[:LAST_LINES],
    )


def open_cases(store: Store) -> list[Case]:
    """Cases that are not closed, the newest first."""
    return [each for each in store.cases() if each.closed_at is None]


def _missing(visit: Visit) -> tuple[str, ...]:
    taken = visit.sitting.taken
    return missing(len(taken.gaps), len(taken.spoiled)) if taken else ()
