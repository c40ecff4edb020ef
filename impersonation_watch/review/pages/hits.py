"""The page of one hit, and what is decided there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from starlette.responses import Response

from impersonation_watch import handover
from impersonation_watch.judge import has_taken_name
from impersonation_watch.language import _
from impersonation_watch.model import Decision, How, PhotoMatch, Returned, Signal, Snapshot
from impersonation_watch.review import piles
from impersonation_watch.review.foreign import visible
from impersonation_watch.review.guard import PICTURE_POLICY
from impersonation_watch.review.pages import pause
from impersonation_watch.review.sitting import Flash
from impersonation_watch.review.visit import NotHere, Visit, go
from impersonation_watch.review.wording import DECISIONS
from impersonation_watch.vault import Store, StoredHit
from impersonation_watch.words import DIFFERENT_ACCOUNT

CHOICES = {decision.value: decision for decision in DECISIONS}
PUT_OFF = timedelta(days=3)  # long enough to sleep over it, short enough not to be forgotten


def hit(visit: Visit) -> Response:
    """One profile beside the person's own photos, with the reasons and the decisions."""
    store = visit.vault.store
    shown = visit.hit()
    visit.sitting.note_viewed(shown.id)
    turn = piles.in_turn(store.hits(), visit.now)
    before, after = piles.neighbours(turn, shown)
    if shown.id in {each.id for each in turn}:
        pause.keep_place(store, shown)
    person = store.person(shown.hit.person_id)
    refused = store.refuses_pictures(shown.id)
    return visit.show(
        "hit.html",
        stored=shown,
        person=person,
        signals=sorted(shown.hit.signals, key=lambda each: (each.photo is None, -each.bits)),
        photos=[each for each in closest(shown.hit.signals) if store.has_photo(each.photo_id)],
        taken_name=_(DIFFERENT_ACCOUNT) if has_taken_name(person, shown.hit.candidate) else "",
        refused=refused,
        covered_first=store.settings().cover_pictures,
        has_picture=not refused and display(store, shown.id) is not None,
        snapshots=store.snapshots(shown.id),
        takedowns=store.takedowns(shown.id),
        case=store.case_of_hit(shown.id),
        is_put_off=piles.is_put_off(shown, visit.now),
        helper=_helper(visit, shown),
        said=_said(visit, shown),
        before=before,
        after=after,
    )


def decide(visit: Visit) -> Response:
    """Keep the decision, then on to the next one that needs one, or to a pause."""
    try:
        decision = CHOICES[visit.form.get("decision", "")]
    except KeyError as error:
        raise NotHere from error
    shown = visit.hit()
    after = _after(visit, shown)
    visit.vault.store.decide(shown.id, decision, visit.now)
    visit.vault.write_capsule(visit.now)
    visit.sitting.flash = Flash(
        text=_("Kept as “{decision}”.").format(decision=_(DECISIONS[decision])),
        undo=shown.id,
        report=shown.id if decision is Decision.IMPOSTOR else None,
    )
    return _go_on(visit, after)


def later(visit: Visit) -> Response:
    """Put it off for some days, then on to the next one."""
    shown = visit.hit()
    after = _after(visit, shown)
    visit.vault.store.snooze(shown.id, visit.now + PUT_OFF, visit.now)
    visit.sitting.flash = Flash(text=_("Put off for three days. It comes last."), undo=shown.id)
    return _go_on(visit, after)


def undo(visit: Visit) -> Response:
    """Take the last decision of this hit back, or that it was put off."""
    shown = visit.hit()
    if shown.snoozed_until is not None:
        visit.vault.store.wake(shown.id, visit.now)
        visit.sitting.flash = Flash(text=_("Taken back. It waits with the others again."))
        return go(f"/n/{shown.id}")
    name = DECISIONS.get(visit.vault.store.undo(shown.id, visit.now))
    visit.vault.write_capsule(visit.now)
    again = _("Taken back. It is “{decision}” again.")
    nothing = _("Taken back. Nothing is decided.")
    visit.sitting.flash = Flash(text=again.format(decision=_(name)) if name else nothing)
    return go(f"/n/{shown.id}")


def _helper(visit: Visit, shown: StoredHit) -> str:
    """Whose decision this is, where it was taken over from a helper."""
    for each in visit.vault.store.returned_about(shown.id):
        if handover.state(visit.vault.store, each) is handover.State.APPLIED:
            return visible(each.by) or _("your helper")
    return ""


def _said(visit: Visit, shown: StoredHit) -> list[tuple[Returned, str]]:
    """What helpers decided about it and what can still be taken over."""
    store = visit.vault.store
    return [
        (each, _(handover.SAID[each.opinion.decision]))
        for each in store.returned_about(shown.id)
        if handover.state(store, each) is handover.State.OPEN
    ]


def _after(visit: Visit, shown: StoredHit) -> StoredHit | None:
    turn = piles.in_turn(visit.vault.store.hits(), visit.now)
    return piles.next_one(turn, shown, visit.now)


def _go_on(visit: Visit, after: StoredHit | None) -> Response:
    pause.keep_place(visit.vault.store, after)
    return pause.go_on(visit, f"/n/{after.id}" if after else "/")


def out(visit: Visit) -> Response:
    """Before a profile is opened: what the other side may see."""
    return visit.show("out.html", stored=visit.hit())


def theirs(visit: Visit) -> Response:
    """The profile's picture, our own re-encoded copy; none where the safety answers say so."""
    shown, store = visit.hit(), visit.vault.store
    if store.refuses_pictures(shown.id):
        return visit.show(
            "problem.html",
            status=404,
            said=_("No picture of this profile is shown."),
            advice=_("You said that somebody in it may be under 18 or undressed."),
        )
    kept = display(store, shown.id)
    if kept is None:
        raise NotHere
    return picture(store.blob(kept.sha256))


def ours(visit: Visit) -> Response:
    """One of the person's own photos, our own re-encoded copy."""
    try:
        return picture(visit.vault.store.photo_display(visit.path["photo"]))
    except KeyError as error:
        raise NotHere from error


def keys(visit: Visit) -> Response:
    """Switch the single-letter keys on or off."""
    visit.sitting.keys_on = visit.form.get("keys") == "on"
    return go(f"/n/{visit.hit().id}")


def cover(visit: Visit) -> Response:
    """Keep pictures covered until they are asked for, or show them at once."""
    settings = visit.vault.store.settings()
    covered = visit.form.get("cover") == "on"
    visit.vault.store.save_settings(replace(settings, cover_pictures=covered))
    return go(f"/n/{visit.hit().id}")


def closest(signals: Iterable[Signal]) -> list[PhotoMatch]:
    """The closest match of each photo, closest first."""
    matches = [signal.photo for signal in signals if signal.photo]
    found: dict[str, PhotoMatch] = {}
    for match in sorted(matches, key=lambda each: each.distance):
        found.setdefault(match.photo_id, match)
    return list(found.values())


def display(store: Store, owner_id: str) -> Snapshot | None:
    """The newest copy made for showing; originals are never shown."""
    made = [
        each
        for each in store.snapshots(owner_id)
        if each.kind == "display" and each.how is How.DERIVED
    ]
    return max(made, key=lambda each: each.at, default=None)


def picture(content: bytes) -> Response:
    """An answer with a copy made by us. Raises NotHere for anything else."""
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":  # only what we encoded ourselves
        raise NotHere
    headers = {"Content-Security-Policy": PICTURE_POLICY, "Content-Disposition": "inline"}
    return Response(content, media_type="image/webp", headers=headers)
