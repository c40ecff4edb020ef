"""The parts of a case on small forms of their own, and the private notes beside it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from starlette.responses import Response

from impersonation_watch import intake
from impersonation_watch.language import _
from impersonation_watch.model import Note, WatchError
from impersonation_watch.review import case_forms
from impersonation_watch.review.sitting import Flash
from impersonation_watch.review.telling import APPS
from impersonation_watch.review.visit import NotHere, Visit, go


def ask(visit: Visit) -> Response:
    """One part, as it is kept, or as it was typed before it locked."""
    return _ask(visit, visit.draft())


def take(visit: Visit) -> Response:
    """Keep the part as typed; the last change can be taken back."""
    case, part = visit.case(), _part(visit)
    try:
        changed = case_forms.READERS[part](visit.form, case)
        after = intake.change_case(visit.vault, case.id, now=visit.now, **changed)
    except WatchError as error:
        return _ask(visit, visit.form, said=str(error), advice=error.advice)
    if after == case:
        return go(f"/c/{case.id}")
    visit.sitting.earlier = case
    visit.sitting.flash = Flash(text=_("Kept."), back=f"/c/{case.id}/undo")
    return go(f"/c/{case.id}")


def add_note(visit: Visit) -> Response:
    """Keep a private note; nobody is asked anything about it."""
    case, text = visit.case(), case_forms.words(visit.form, "note")
    if text:
        note = Note(id=secrets.token_urlsafe(9), case_id=case.id, text=text, at=visit.now)
        visit.vault.store.save_note(note, visit.now)
        visit.sitting.flash = Flash(text=_("Your note is kept, only for you."))
    return go(f"/c/{case.id}")


def drop_note(visit: Visit) -> Response:
    """Delete a private note; it can be brought back until this locks."""
    case = visit.case()
    note = _note(visit, visit.path["note"])
    visit.vault.store.drop_note(note.id, visit.now)
    visit.sitting.earlier = note
    visit.sitting.flash = Flash(text=_("Your note is deleted."), back=f"/c/{case.id}/notes/back")
    return go(f"/c/{case.id}")


def bring_note_back(visit: Visit) -> Response:
    """Take `drop_note` back."""
    case, note = visit.case(), visit.sitting.earlier
    if not isinstance(note, Note) or note.case_id != case.id:
        raise NotHere
    visit.vault.store.save_note(note, visit.now)
    visit.sitting.earlier = None
    visit.sitting.flash = Flash(text=_("Your note is back."))
    return go(f"/c/{case.id}")


def _ask(visit: Visit, typed: Mapping[str, str], said: str = "", advice: str = "") -> Response:
    case, part = visit.case(), _part(visit)
    kept = case_forms.typed(part, case)
    return visit.show(
        f"case_edit_{part}.html",
        status=422 if said else 200,
        case=case,
        part=part,
        typed={**kept, **typed},
        rows=case_forms.rows(case),
        apps=APPS,
        said=said,
        advice=advice,
    )


def _part(visit: Visit) -> str:
    part = visit.path["part"]
    if part not in case_forms.READERS:
        raise NotHere
    return part


def _note(visit: Visit, note_id: str) -> Note:
    notes = visit.vault.store.notes(visit.case().id)
    found = [each for each in notes if each.id == note_id]
    if not found:
        raise NotHere
    return found[0]
