"""Looking now, and looking at a link somebody sent."""

from __future__ import annotations

from contextlib import suppress

from starlette.responses import Response

from impersonation_watch.errands import links_errand
from impersonation_watch.language import _
from impersonation_watch.model import Answer, Errand, Outcome, WatchError
from impersonation_watch.review import looking
from impersonation_watch.review.coverage import RUNS_READ, last_coverage
from impersonation_watch.review.foreign import web_address
from impersonation_watch.review.looking import Look
from impersonation_watch.review.visit import NotHere, Visit, go

ANSWERS_READ = 200
LONGEST_ADDRESS = 2000


def look(visit: Visit) -> Response:
    """Start a run, or show the one under way."""
    _start(visit, None)
    return go("/looking")


def check(visit: Visit) -> Response:
    """Look at one address. Raises WatchError when it is none."""
    url = _address(visit.form.get("url", ""))
    person_id = visit.form.get("person") or _first_person(visit)
    allowed = visit.form.get("visible_ok") == "yes"
    errand = links_errand((url,), person_id, now=visit.now, visible_ok=allowed)
    return begin(visit, errand, case_id=_case_of(visit.sitting.look, url))


def begin(visit: Visit, errand: Errand | None, *, case_id: str) -> Response:
    """Start a run, or look at one address, from the page of a case."""
    _start(visit, errand)
    running = visit.sitting.look
    if running is not None and running.errand is errand:  # not a look at another case's address
        running.case = case_id
    return go("/looking")


def progress(visit: Visit) -> Response:
    """How far the run is, and what came of it."""
    running = visit.sitting.look
    if running is None:
        return go("/")
    answer = _answer(visit, running.errand)
    found = _found(visit, answer)
    if found and running.case and not running.joined:
        running.joined = True  # once: she may take it out again
        _join(visit, running.case, found)
    return visit.show(
        "looking.html",
        look=running,
        answer=answer,
        found=found,
        ask_first=answer is not None and answer.outcome is Outcome.NEEDS_YES,
        coverage=last_coverage(visit.vault.store.runs(limit=RUNS_READ)),
    )


def _start(visit: Visit, errand: Errand | None) -> None:
    running = visit.sitting.look
    if running is not None and not running.ended:
        if errand is not None:
            raise WatchError(
                _("A look is under way, and there is only one at a time."),
                advice=_("Wait until it has ended, then check the link."),
            )
        return
    visit.sitting.look = looking.start(
        visit.sitting.start_watch, visit.vault, now=visit.now, errand=errand
    )


def _case_of(before: Look | None, url: str) -> str:
    """Id of the case whose address was asked for just now, and is asked for again with a yes."""
    again = before is not None and before.errand is not None and url in before.errand.urls
    return before.case if before is not None and again else ""


def _join(visit: Visit, case_id: str, hit_id: str) -> None:
    """What stands at the address of a case belongs to it; erased meanwhile, it belongs to none."""
    with suppress(KeyError):
        visit.vault.store.join_hit(case_id, hit_id, visit.now)


def _answer(visit: Visit, errand: Errand | None) -> Answer | None:
    if errand is None:
        return None
    answers = visit.vault.store.answers(limit=ANSWERS_READ)
    return next((each for each in answers if each.errand_id == errand.id), None)


def _found(visit: Visit, answer: Answer | None) -> str | None:
    """Id of the hit an answer speaks of."""
    if answer is None or answer.hit_key is None:
        return None
    hits = visit.vault.store.hits()
    return next((each.id for each in hits if each.hit.key == answer.hit_key), None)


def _first_person(visit: Visit) -> str:
    people = visit.vault.store.people()
    if not people:
        raise WatchError(
            _("Nobody is watched over here yet."),
            advice=_("Stop this program and run `impersonation-watch init CONFIG.YAML` first."),
        )
    return next((each.id for each in people if each.consent.holds(visit.now)), people[0].id)


def _address(typed: str) -> str:
    """What was typed or pasted as a full address. Raises WatchError, and NotHere when too long."""
    url = typed.strip()
    if len(url) > LONGEST_ADDRESS:
        raise NotHere
    if "://" not in url:
        url = f"https://{url}"
    if web_address(url) is None or "." not in url or any(each.isspace() for each in url):
        raise WatchError(
            _("That is not an address of a page."),
            advice=_("Copy the whole address from the browser; it begins with https://"),
        )
    return url
