"""Putting all aside that have the same name and nothing else; and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from impersonation_watch.language import several
from impersonation_watch.review import doses, piles
from impersonation_watch.review.sitting import Aside, Flash
from impersonation_watch.review.visit import Page, Visit, go
from impersonation_watch.vault import StoredHit


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """How many are folded away, and for how many of them no picture could be compared."""

    count: int
    bare: int

    @property
    def about(self) -> int:
        """The count as it is told where it does not matter."""
        return doses.about(self.count)

    @property
    def is_exact(self) -> bool:
        """Whether `about` is the count itself."""
        return self.count <= doses.EXACT

    @property
    def compared(self) -> bool:
        """Whether there was a picture for any of them."""
        return self.bare < self.count


def told(visit: Visit, folded: Sequence[StoredHit]) -> Folded:
    """What is said of them before they are put aside."""
    if not folded:
        return Folded(count=0, bare=0)
    store = visit.vault.store
    with_photos = {each.id for each in store.people() if each.photos}
    pictured = store.pictured()
    compared = sum(each.id in pictured and each.hit.person_id in with_photos for each in folded)
    return Folded(count=len(folded), bare=len(folded) - compared)


def put_aside(visit: Visit) -> Response:
    """Each of them is somebody else with the name: all are kept so, or none."""
    store = visit.vault.store
    with store.change():
        turn = piles.in_turn(store.hits(), visit.now)
        folded = piles.folded(piles.waiting(turn, visit.now))
        ids = store.put_aside((each.id for each in folded), visit.now)
    if ids:
        visit.vault.write_capsule(visit.now)
        visit.sitting.aside = Aside(ids=ids, at=visit.now)
        visit.sitting.flash = Flash(text=_said(len(ids)), back="/namesakes/undo")
    return go("/")


def take_back(visit: Visit) -> Response:
    """Those put aside together wait again; what was decided anew about one since stays."""
    store, aside = visit.vault.store, visit.sitting.aside
    visit.sitting.aside = None
    if aside is None:
        return go("/")
    ids = store.take_back_aside(aside.ids, aside.at, visit.now)
    visit.vault.write_capsule(visit.now)
    visit.sitting.flash = Flash(text=_again(len(ids)))
    return go("/")


def _said(count: int) -> str:
    told = several(
        "Put aside: {count} profile of someone else with your name.",
        "Put aside: {count} profiles of others with your name.",
        count,
    )
    return told.format(count=count)


def _again(count: int) -> str:
    told = several(
        "Taken back. {count} profile waits with the others again.",
        "Taken back. {count} profiles wait with the others again.",
        count,
    )
    return told.format(count=count)


PAGES: tuple[tuple[str, str, Page], ...] = (
    ("POST", "/namesakes", put_aside),
    ("POST", "/namesakes/undo", take_back),
)
