"""Putting an impostor with a case: one that is there, or a new one about it."""

from __future__ import annotations

import secrets

from starlette.responses import Response

from impersonation_watch.language import _
from impersonation_watch.model import Case, Description
from impersonation_watch.review.case_forms import typed_app
from impersonation_watch.review.sitting import Flash
from impersonation_watch.review.visit import NotHere, Page, Visit, go

NEW = "new"
JOIN = "join"  # field of a case being written down: the hit that belongs to it
BEGUN = "begun"  # the same: which one it is, so that two tabs are never mixed


def ask(visit: Visit) -> Response:
    """Which case."""
    shown = visit.hit()
    return visit.show(
        "hit_case.html",
        stored=shown,
        cases=_open_cases(visit, shown.hit.person_id),
        now_in=visit.vault.store.case_of_hit(shown.id),
    )


def take(visit: Visit) -> Response:
    """Put it there; a new case begins with the safety questions, as every case does."""
    shown = visit.hit()
    chosen = visit.form.get("case", "")
    if chosen == NEW:
        candidate = shown.hit.candidate
        told = Description(app=candidate.platform, url=candidate.profile_url)
        person = {"person": shown.hit.person_id}
        visit.sitting.new_case = {**begun(), **typed_app(told), **person, JOIN: shown.id}
        return go("/cases/new/safety")
    if chosen not in {each.id for each in _open_cases(visit, shown.hit.person_id)}:
        raise NotHere
    visit.vault.store.join_hit(chosen, shown.id, visit.now)
    visit.sitting.flash = Flash(text=_("Put with this case."))
    return go(f"/c/{chosen}")


def begun() -> dict[str, str]:
    """A case to be written down, with nothing answered yet."""
    return {BEGUN: secrets.token_urlsafe(6)}


def _open_cases(visit: Visit, person_id: str) -> list[Case]:
    return [each for each in visit.vault.store.cases(person_id) if each.closed_at is None]


PAGES: tuple[tuple[str, str, Page], ...] = (
    ("GET", "/n/{hit}/case", ask),
    ("POST", "/n/{hit}/case", take),
)
