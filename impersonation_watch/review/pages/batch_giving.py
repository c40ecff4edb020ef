"""Handing over: whose key first, with its digits to compare; then what goes along."""

from __future__ import annotations

from starlette.responses import Response

from impersonation_watch import handover
from impersonation_watch.handover.checks import MOST_ITEMS
from impersonation_watch.language import _
from impersonation_watch.model import Case, Decision, Note, WatchError
from impersonation_watch.review import piles
from impersonation_watch.review.outgoing import usual_folder
from impersonation_watch.review.pages.batches import new_file
from impersonation_watch.review.visit import Visit
from impersonation_watch.vault import StoredHit

OFFERED = 40  # profiles to tick one by one; more would be a mountain
HIT, CASE, NOTE = "hit-", "case-", "note-"  # what the names of ticks begin with
YES = "yes"


def ask_key(visit: Visit) -> Response:
    """To whom."""
    return _ask_key(visit)


def ask_what(visit: Visit) -> Response:
    """What goes along, under the digits of the key; or the key again, where it is none."""
    try:
        key = handover.read_key(visit.form.get("key", ""))
    except WatchError as error:
        return _ask_key(visit, str(error), error.advice)
    return _ask_what(visit, key)


def write(visit: Visit) -> Response:
    """Write the file and show where it lies; or ask again, with what is amiss."""
    key = handover.read_key(visit.form.get("key", ""))
    try:
        out = new_file(visit, "notes")
        given = handover.give(
            visit.vault,
            _wanted(visit),
            key=key,
            helper=visit.form.get("helper", "")[:100],
            giver=visit.form.get("giver", "")[:100],
            out=out,
            now=visit.now,
            days=_days(visit),
        )
    except WatchError as error:
        return _ask_what(visit, key, str(error), error.advice)
    return visit.show(
        "batch_written.html", file=out, record=given, digits=handover.fingerprint(key)
    )


def _ask_key(visit: Visit, said: str = "", advice: str = "") -> Response:
    return visit.show(
        "batch_key.html",
        status=422 if said else 200,
        said=said,
        advice=advice,
        typed=visit.form,
    )


def _ask_what(visit: Visit, key: str, said: str = "", advice: str = "") -> Response:
    return visit.show(
        "batch_what.html",
        status=422 if said else 200,
        said=said,
        advice=advice,
        key=key,
        digits=handover.fingerprint(key),
        typed={"folder": str(usual_folder(visit)), "days": str(handover.DAYS), **visit.form},
        most=MOST_ITEMS,
        hits=_offered(visit),
        cases=_cases(visit),
    )


def _wanted(visit: Visit) -> handover.Wanted:
    hits = _ticked(visit, HIT)
    if visit.form.get("waiting") == YES:
        turn = piles.in_turn(visit.vault.store.hits(), visit.now)
        hits = tuple(dict.fromkeys((*hits, *(each.id for each in turn))))[:MOST_ITEMS]
    return handover.Wanted(hits=hits, cases=_ticked(visit, CASE), notes=_ticked(visit, NOTE))


def _ticked(visit: Visit, kind: str) -> tuple[str, ...]:
    return tuple(
        name.removeprefix(kind)
        for name, text in visit.form.items()
        if name.startswith(kind) and text == YES
    )


def _days(visit: Visit) -> int:
    try:
        return int(visit.form.get("days", ""))
    except ValueError as error:
        raise WatchError(
            _("a batch is kept for 1 to {days} days").format(days=handover.MOST_DAYS),
            advice=_("Choose a number of days in between."),
        ) from error


def _offered(visit: Visit) -> list[StoredHit]:
    """What a second pair of eyes is good for: undecided and unsure ones, then impostors."""
    hits = visit.vault.store.hits()
    decided = [each for each in hits if each.decision in (Decision.UNSURE, Decision.IMPOSTOR)]
    return [*piles.in_turn(hits, visit.now), *decided][:OFFERED]


def _cases(visit: Visit) -> list[tuple[Case, tuple[Note, ...]]]:
    store = visit.vault.store
    return [(each, store.notes(each.id)) for each in store.cases() if each.closed_at is None]
