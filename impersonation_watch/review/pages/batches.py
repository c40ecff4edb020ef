"""Batches: her key, what she handed over, what came back, and what somebody handed to her."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from starlette.responses import Response

from impersonation_watch import handover
from impersonation_watch.language import N_, _, several
from impersonation_watch.model import Case, Given, Returned, WatchError
from impersonation_watch.review.outgoing import asked_folder
from impersonation_watch.review.sitting import Flash
from impersonation_watch.review.visit import NotHere, Visit, go
from impersonation_watch.vault import StoredHit

STATES = {
    handover.State.APPLIED: N_("Taken over."),
    handover.State.HERS: N_("You decided yourself since. Yours stays."),
    handover.State.GONE: N_("It is not here any more."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One decision that came back, with what it is about while that is there."""

    returned: Returned
    state: handover.State
    hit: StoredHit | None = None
    case: Case | None = None


def index(visit: Visit) -> Response:
    """Everything about handing over, on one page."""
    own = handover.own_key(visit.vault, visit.now)
    return visit.show(
        "batch.html",
        key=own,
        digits=handover.fingerprint(own),
        given=visit.vault.store.all_given(),
        taken=visit.vault.store.all_taken(),
    )


def take(visit: Visit) -> Response:
    """A batch that was handed to her."""
    batch = handover.take(visit.vault, _file(visit), now=visit.now)
    return go(f"/batch/taken/{batch.id}")


def decisions(visit: Visit) -> Response:
    """Decisions that a helper sent back."""
    given = handover.take_decisions(visit.vault, _file(visit), now=visit.now)
    return go(f"/batch/given/{given.id}")


def given(visit: Visit) -> Response:
    """One batch she handed over, and what was decided about it."""
    record = _given(visit)
    lines = [_line(visit, each) for each in visit.vault.store.returned(record.id)]
    return visit.show(
        "batch_given.html",
        record=record,
        digits=handover.fingerprint(record.key),
        lines=lines,
        said=handover.SAID,
        told=STATES,
        open=sum(each.state is handover.State.OPEN for each in lines),
        applied=sum(each.state is handover.State.APPLIED for each in lines),
    )


def apply(visit: Visit) -> Response:
    """Take one decision over, or all that can be."""
    record, item = _given(visit), visit.form.get("item", "")
    if item:
        handover.apply(visit.vault, record.id, item, now=visit.now)
        count = 1
    else:
        count = handover.apply_all(visit.vault, record.id, now=visit.now)
    said = several("Taken over: {count}.", "Taken over: {count}.", count)
    back = f"/batch/given/{record.id}/undo" + (f"/{item}" if item else "")
    visit.sitting.flash = Flash(text=said.format(count=count), back=back)
    return go(f"/batch/given/{record.id}")


def undo(visit: Visit) -> Response:
    """Take back what was taken over: one, or all of the batch."""
    record = _given(visit)
    handover.take_back(visit.vault, record.id, visit.path.get("item", ""), now=visit.now)
    visit.sitting.flash = Flash(text=_("Taken back."))
    return go(f"/batch/given/{record.id}")


def ask_erase(visit: Visit) -> Response:
    """Before a batch goes."""
    store = visit.vault.store
    known = {each.id for each in store.all_given()} | {each.id for each in store.all_taken()}
    if visit.path["batch"] not in known:
        raise NotHere
    return visit.show("batch_erase.html", batch=visit.path["batch"])


def erase(visit: Visit) -> Response:
    """Take a batch out of here; what that does not reach is said."""
    remains = handover.erase(visit.vault, visit.path["batch"], now=visit.now)
    visit.sitting.flash = Flash(text=" ".join((_("Erased."), *remains)))
    return go("/batch")


def new_file(visit: Visit, name: str) -> Path:
    """A name nobody has used, in the folder that was asked for; the folder is made. WatchError."""
    folder = asked_folder(visit, refused=_("The file cannot be written to that folder."))
    return folder / f"{name}-{visit.now.astimezone():%Y-%m-%d}-{secrets.token_hex(3)}.age"


def _file(visit: Visit) -> bytes:
    if len(visit.files) != 1:
        raise WatchError(
            _("No file was chosen."), advice=_("Go back and choose the file you were sent.")
        )
    return visit.files[0].content


def _given(visit: Visit) -> Given:
    try:
        return visit.vault.store.given(visit.path["batch"])
    except KeyError as error:
        raise NotHere from error


def _line(visit: Visit, returned: Returned) -> Line:
    store, line = visit.vault.store, Line(returned=returned, state=_state(visit, returned))
    with suppress(KeyError):
        return replace(line, hit=store.hit(returned.about))
    with suppress(KeyError):
        return replace(line, case=store.case(returned.about))
    return line


def _state(visit: Visit, returned: Returned) -> handover.State:
    return handover.state(visit.vault.store, returned)
