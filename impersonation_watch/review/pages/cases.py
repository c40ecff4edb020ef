"""Cases from her own hands: the list, one case, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.responses import Response

from impersonation_watch import intake, keeping, safety
from impersonation_watch.errands import links_errand
from impersonation_watch.language import _
from impersonation_watch.model import Case
from impersonation_watch.review.case_files import brought
from impersonation_watch.review.pages import look
from impersonation_watch.review.sitting import Flash
from impersonation_watch.review.telling import POLICE_SENTENCE
from impersonation_watch.review.visit import NotHere, Visit, go
from impersonation_watch.vault import StoredHit


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A case as it stands in the list."""

    case: Case
    files: int
    written: bool  # a report was written
    reported: bool  # and sent


def listing(visit: Visit) -> Response:
    """The open cases, the newest first; the closed ones folded."""
    lines = [_line(visit, each) for each in visit.vault.store.cases()]
    return visit.show(
        "cases.html",
        open=[each for each in lines if each.case.closed_at is None],
        closed=[each for each in lines if each.case.closed_at is not None],
    )


def case(visit: Visit) -> Response:
    """Everything about one case; what she may do next."""
    store, shown = visit.vault.store, visit.case()
    visit.sitting.note_viewed(shown.id)
    return visit.show(
        "case.html",
        case=shown,
        then=safety.advice(shown.safety),
        files=brought(store.snapshots(shown.id)),
        covered=store.settings().cover_pictures,
        hits=[each for each in store.hits(shown.person_id) if each.id in shown.hits],
        same=_same_address(visit, shown),
        notes=store.notes(shown.id),
        takedowns=store.takedowns(shown.id),
        typed=visit.draft(),
    )


def first(visit: Visit) -> Response:
    """What follows from the safety answers of this case."""
    shown = visit.case()
    return visit.show(
        "case_first.html",
        case=shown,
        then=safety.advice(shown.safety),
        police_sentence=POLICE_SENTENCE,
    )


def close(visit: Visit) -> Response:
    """Nothing of it is looked for any more; everything stays."""
    shown = visit.case()
    intake.close_case(visit.vault, shown.id, now=visit.now)
    visit.sitting.flash = Flash(text=_("Closed. Everything stays."), back=f"/c/{shown.id}/open")
    return go("/cases")


def reopen(visit: Visit) -> Response:
    """Take `close` back."""
    shown = visit.case()
    intake.reopen_case(visit.vault, shown.id, now=visit.now)
    visit.sitting.flash = Flash(text=_("Open again."))
    return go(f"/c/{shown.id}")


def ask_erase(visit: Visit) -> Response:
    """Before a case is erased: what goes, and what cannot be reached from here."""
    shown = visit.case()
    return visit.show(
        "case_erase.html", case=shown, files=brought(visit.vault.store.snapshots(shown.id))
    )


def erase(visit: Visit) -> Response:
    """The case goes for good."""
    shown = visit.case()
    keeping.erase_case(visit.vault, shown.id, now=visit.now)
    visit.sitting.earlier = None
    visit.sitting.flash = Flash(text=_("Erased."))
    return go("/cases")


def undo(visit: Visit) -> Response:
    """Take the last change of this case back; a second time brings it again."""
    shown, earlier = visit.case(), visit.sitting.earlier
    if not isinstance(earlier, Case) or earlier.id != shown.id:
        raise NotHere
    visit.sitting.earlier = shown
    intake.change_case(
        visit.vault,
        shown.id,
        now=visit.now,
        description=earlier.description,
        happened=earlier.happened,
        witnesses=earlier.witnesses,
        police=earlier.police,
        hits=earlier.hits,
    )
    visit.sitting.flash = Flash(text=_("Taken back."))
    return go(f"/c/{shown.id}")


def join(visit: Visit) -> Response:
    """A profile that was found belongs to this case."""
    shown = visit.case()
    try:
        visit.vault.store.join_hit(shown.id, visit.form.get("hit", ""), visit.now)
    except KeyError as error:
        raise NotHere from error
    visit.sitting.earlier = shown
    visit.sitting.flash = Flash(text=_("Put with this case."), back=f"/c/{shown.id}/undo")
    return go(f"/c/{shown.id}")


def part(visit: Visit) -> Response:
    """A profile does not belong to this case after all."""
    shown = visit.case()
    rest = tuple(each for each in shown.hits if each != visit.form.get("hit"))
    intake.change_case(visit.vault, shown.id, now=visit.now, hits=rest)
    visit.sitting.earlier = shown
    visit.sitting.flash = Flash(text=_("Taken out."), back=f"/c/{shown.id}/undo")
    return go(f"/c/{shown.id}")


def more(visit: Visit) -> Response:
    """Look everywhere, also for the names and pictures of this case."""
    return look.begin(visit, None, case_id=visit.case().id)


def now(visit: Visit) -> Response:
    """Look at the address of this case."""
    shown = visit.case()
    if not shown.description.url:
        raise NotHere
    errand = links_errand((shown.description.url,), shown.person_id, now=visit.now)
    return look.begin(visit, errand, case_id=shown.id)


def _line(visit: Visit, shown: Case) -> Line:
    store = visit.vault.store
    written = store.takedowns(shown.id)
    return Line(
        case=shown,
        files=len(brought(store.snapshots(shown.id))),
        written=bool(written),
        reported=any(each.sent_at for each in written),
    )


def _same_address(visit: Visit, shown: Case) -> list[StoredHit]:
    """Profiles that were found at the address of this case and belong to none."""
    wanted = _bare(shown.description.url)
    store = visit.vault.store
    return [
        each
        for each in (store.hits(shown.person_id) if wanted else ())
        if _bare(each.hit.candidate.profile_url) == wanted and store.case_of_hit(each.id) is None
    ]


def _bare(url: str) -> str:
    """An address without what makes no difference."""
    parts = urlsplit(url.strip().casefold())
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}"
