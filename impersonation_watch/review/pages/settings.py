"""People and settings: everything the set-up asked for can be changed here, one thing a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from impersonation_watch.language import N_, _
from impersonation_watch.model import WatchError
from impersonation_watch.review.pages import settings_ending as ending
from impersonation_watch.review.pages import settings_looking as looking
from impersonation_watch.review.pages import settings_opening as opening
from impersonation_watch.review.pages import settings_people as people
from impersonation_watch.review.sitting import Flash
from impersonation_watch.review.visit import NotHere, Visit, go

Shown = dict[str, object]
CHANGED = N_("Changed.")
FROM_NEXT = N_("Changed. It counts from the next look on.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page: what it changes, what it shows, and what it says when that is done."""

    change: Callable[[Visit], Response | None]
    show: Callable[[Visit], Shown] = lambda visit: {}
    said: str = FROM_NEXT
    of_person: bool = False


PARTS: dict[str, Part] = {
    "names": Part(change=people.change_names, show=people.names, of_person=True),
    "photos": Part(change=people.change_photos, show=people.photos, of_person=True),
    "accounts": Part(change=people.change_accounts, show=people.accounts, of_person=True),
    "consent": Part(change=people.renew, show=people.consent, of_person=True),
    "remove": Part(change=people.remove, show=people.removing, of_person=True),
    "add": Part(change=people.add, show=people.adding),
    "looking": Part(change=looking.change_looking, show=looking.looking),
    "places": Part(change=looking.change_places, show=looking.places),
    "notices": Part(change=looking.change_notices, show=looking.notices, said=CHANGED),
    "pages": Part(change=opening.change_pages, show=opening.pages, said=CHANGED),
    "passphrase": Part(change=opening.change_passphrase, show=opening.offered, said=CHANGED),
    "name": Part(change=ending.change_name, show=ending.name),
    "erase": Part(change=ending.erase, show=ending.everything),
    "code": Part(change=opening.new_code),
}


def settings(visit: Visit) -> Response:
    """What there is to change."""
    return visit.show(
        "settings.html",
        people=visit.vault.store.people(),
        settings=visit.vault.store.settings(),
        now=visit.now,
    )


def part(visit: Visit) -> Response:
    """One of the pages, as it stands. Raises NotHere."""
    if _part(visit).of_person != ("person" in visit.path):
        raise NotHere
    return _show(visit)


def change(visit: Visit) -> Response:
    """Make one change, or say why it cannot be made and show what was typed."""
    chosen = _part(visit)
    try:
        answer = chosen.change(visit)
    except WatchError as error:
        return _show(visit, str(error).split("\n"), error.advice)
    if answer is not None:
        return answer
    visit.sitting.flash = visit.sitting.flash or Flash(text=_(chosen.said))
    person = f"/{people.person_of(visit).id}" if chosen.of_person else ""
    return go(f"/settings/{visit.path['what']}{person}")


def _part(visit: Visit) -> Part:
    try:
        return PARTS[visit.path["what"]]
    except KeyError as error:
        raise NotHere from error


def _show(visit: Visit, problems: Sequence[str] = (), advice: str = "") -> Response:
    return visit.show(
        f"settings_{visit.path['what']}.html",
        status=422 if problems else 200,
        problems=problems,
        advice=advice,
        typed=visit.form if problems else {},
        settings=visit.vault.store.settings(),
        now=visit.now,
        **_part(visit).show(visit),
    )
