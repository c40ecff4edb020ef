"""Small doses: a pause after some decisions, and a choice how to go on."""

from __future__ import annotations

from datetime import datetime

from starlette.responses import Response

from impersonation_watch.language import _
from impersonation_watch.review import doses, piles
from impersonation_watch.review.sitting import Flash
from impersonation_watch.review.visit import Visit, go
from impersonation_watch.vault import Store, StoredHit

PLACE, STOPPED = "place", "stopped"  # facts of the vault: they outlive the lock and the program
STOP = "stop"


def go_on(visit: Visit, path: str) -> Response:
    """After one decision: on to `path`, or to a pause when the dose is over."""
    sitting = visit.sitting
    sitting.dose = doses.after_one(sitting.dose or _usual(visit))
    if path == "/" or not doses.is_over(sitting.dose, visit.now):
        return go(path)
    sitting.onward = path
    return go("/pause")


def pause(visit: Visit) -> Response:
    """Where she is asked how to go on."""
    waiting = piles.waiting(piles.in_turn(visit.vault.store.hits(), visit.now), visit.now)
    folded = len(piles.folded(waiting))
    return visit.show(
        "pause.html",
        size=visit.vault.store.settings().dose or doses.USUAL,
        left=doses.about(len(waiting) - folded),
        folded=doses.about(folded),
        folded_exact=folded <= doses.EXACT,
        batch=bool(visit.sitting.onward) and not visit.sitting.onward.startswith("/n/"),
    )


def choose(visit: Visit) -> Response:
    """As much more as she wants, or none today."""
    sitting, onward = visit.sitting, visit.sitting.onward
    sitting.onward = ""
    choice = visit.form.get("much", STOP)
    if choice == STOP:
        return stop(visit)
    visit.vault.store.set_fact(STOPPED, "")
    sitting.dose = doses.chosen(choice, visit.vault.store.settings().dose, visit.now)
    return go(onward or _first(visit))


def stop(visit: Visit) -> Response:
    """No more today; the place is kept, here or wherever she was."""
    visit.vault.store.set_fact(STOPPED, visit.now.isoformat())
    visit.sitting.dose = None
    visit.sitting.flash = Flash(text=_("That is all for today. The place where you were is kept."))
    return go("/")


def keep_place(store: Store, hit: StoredHit | None) -> None:
    """Remember the hit she is at."""
    place = hit.id if hit else ""
    if place != store.fact(PLACE):
        store.set_fact(PLACE, place)


def place(visit: Visit, turn: list[StoredHit]) -> StoredHit | None:
    """The hit she was at, while it still waits; else the first that does."""
    waiting = piles.waiting(turn, visit.now)
    kept = visit.vault.store.fact(PLACE)
    return next((each for each in waiting if each.id == kept), next(iter(waiting), None))


def has_stopped(visit: Visit) -> bool:
    """Whether she said today that it is enough."""
    try:
        at = datetime.fromisoformat(visit.vault.store.fact(STOPPED))
    except ValueError:
        return False
    return at.astimezone().date() == visit.now.astimezone().date()


def _first(visit: Visit) -> str:
    found = place(visit, piles.in_turn(visit.vault.store.hits(), visit.now))
    return f"/n/{found.id}" if found else "/"


def _usual(visit: Visit) -> doses.Dose:
    return doses.usual(visit.vault.store.settings().dose)
