"""The helper's side: one batch, one item at a time, and the decisions written back."""

from __future__ import annotations

from starlette.responses import Response

from impersonation_watch import handover
from impersonation_watch.language import _
from impersonation_watch.model import Batch, BatchItem, Opinion, PhotoMatch
from impersonation_watch.review.outgoing import usual_folder
from impersonation_watch.review.pages import batches, pause
from impersonation_watch.review.pages.hits import CHOICES, closest, picture
from impersonation_watch.review.sitting import Flash
from impersonation_watch.review.visit import NotHere, Visit, go


def taken(visit: Visit) -> Response:
    """One batch that was handed to her: from whom, until when, how far she is."""
    batch = _batch(visit)
    opinions = _opinions(visit, batch)
    return visit.show(
        "batch_taken.html",
        batch=batch,
        digits=handover.fingerprint(batch.reply_to),
        opinions=opinions,
        said=handover.SAID,
        next=_next(batch, opinions),
        folder=str(usual_folder(visit)),
    )


def item(visit: Visit) -> Response:
    """One profile or case of a batch, with the same calm look as her own."""
    batch, shown = _batch(visit), _item(visit)
    place = batch.items.index(shown)
    kept = _pictures(visit, batch, shown)
    ours = dict(shown.ours)
    return visit.show(
        "batch_item.html",
        batch=batch,
        item=shown,
        signals=sorted(shown.signals, key=lambda each: (each.photo is None, -each.bits)),
        theirs=[each for each in shown.theirs if each in kept],
        ours=[
            (ours[each.photo_id], each)
            for each in _matches(shown)
            if ours.get(each.photo_id) in kept
        ],
        plain=[name for _, name in shown.ours if name in kept],
        covered_first=visit.vault.store.settings().cover_pictures,
        opinion=_opinions(visit, batch).get(shown.id),
        said=handover.SAID,
        before=batch.items[place - 1] if place else None,
        after=batch.items[place + 1] if place + 1 < len(batch.items) else None,
    )


def decide(visit: Visit) -> Response:
    """Keep what the helper thinks, apart from her own; then on, or to a pause."""
    try:
        decision = CHOICES[visit.form.get("decision", "")]
    except KeyError as error:
        raise NotHere from error
    batch, shown = _batch(visit), _item(visit)
    word = visit.form.get("word", "")
    handover.decide(visit.vault, batch.id, shown.id, decision, word=word, now=visit.now)
    visit.sitting.flash = Flash(
        text=_("Kept as “{decision}”.").format(decision=_(handover.SAID[decision])),
        back=f"/batch/taken/{batch.id}/{shown.id}/undo",
    )
    following = _next(batch, _opinions(visit, batch))
    if following is None:
        return go(f"/batch/taken/{batch.id}")
    return pause.go_on(visit, f"/batch/taken/{batch.id}/{following.id}")


def undo(visit: Visit) -> Response:
    """Nothing is decided about this item any more."""
    batch, shown = _batch(visit), _item(visit)
    handover.undecide(visit.vault, batch.id, shown.id)
    visit.sitting.flash = Flash(text=_("Taken back. Nothing is decided."))
    return go(f"/batch/taken/{batch.id}/{shown.id}")


def back(visit: Visit) -> Response:
    """Write the decisions into a file for the giver, and say where it lies."""
    batch = _batch(visit)
    out = batches.new_file(visit, "answer")
    by = visit.form.get("by", "")[:100]
    handover.write_back(visit.vault, batch.id, out, by=by, now=visit.now)
    return visit.show("batch_answered.html", file=out, batch=batch)


def shown_picture(visit: Visit) -> Response:
    """One picture of a batch, our own copy."""
    batch = _batch(visit)
    try:
        return picture(visit.vault.store.batch_picture(batch.id, visit.path["picture"]))
    except KeyError as error:
        raise NotHere from error


def _batch(visit: Visit) -> Batch:
    """Raises NotHere, also when its time is over."""
    visit.vault.store.drop_expired(visit.now)
    try:
        return visit.vault.store.taken(visit.path["batch"])
    except KeyError as error:
        raise NotHere from error


def _item(visit: Visit) -> BatchItem:
    found = [each for each in _batch(visit).items if each.id == visit.path["item"]]
    if not found:
        raise NotHere
    return found[0]


def _opinions(visit: Visit, batch: Batch) -> dict[str, Opinion]:
    return {each.item: each for each in visit.vault.store.opinions(batch.id)}


def _next(batch: Batch, opinions: dict[str, Opinion]) -> BatchItem | None:
    return next((each for each in batch.items if each.id not in opinions), None)


def _pictures(visit: Visit, batch: Batch, shown: BatchItem) -> set[str]:
    """Names of those that could be made anew when the batch was taken in."""
    named = {*shown.theirs, *(name for _, name in shown.ours)}
    return named & visit.vault.store.batch_picture_names(batch.id)


def _matches(shown: BatchItem) -> list[PhotoMatch]:
    return closest(shown.signals)
