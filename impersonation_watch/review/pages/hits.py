"""The overview and the page of one hit."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from impersonation_watch.judge import has_taken_name
from impersonation_watch.model import Decision, How, Keeping, PhotoMatch, Snapshot
from impersonation_watch.review import piles
from impersonation_watch.review.coverage import is_due, last_coverage
from impersonation_watch.review.guard import PICTURE_POLICY
from impersonation_watch.review.sitting import Flash
from impersonation_watch.review.visit import NotHere, Visit, go
from impersonation_watch.review.wording import DECISIONS, is_told
from impersonation_watch.vault import StoredHit
from impersonation_watch.words import CANNOT_SEARCH, DIFFERENT_ACCOUNT, missing

RUNS_READ = 30  # far enough back to find a daily run behind some checked links
LINES_READ = 400  # of the log, most of which are one for each file of evidence
LAST_LINES = 4  # of the activity, at the foot of the overview
CHOICES = {decision.value: decision for decision in DECISIONS}


def overview(visit: Visit) -> Response:
    """Everything kept, what needs a decision first."""
    visit.sitting.take_in()
    store = visit.vault.store
    hits = store.hits()
    turn = piles.in_turn(hits)
    settings, coverage = store.settings(), last_coverage(store.runs(limit=RUNS_READ))
    return visit.show(
        "overview.html",
        due=is_due(coverage, timedelta(hours=settings.every_hours), visit.now),
        strict=settings.keeping is Keeping.STRICT,
        open_piles=piles.open_piles(hits),
        first=turn[0] if turn else None,
        decided_piles=piles.decided_piles(hits, DECISIONS),
        coverage=coverage,
        cannot_search=CANNOT_SEARCH,
        missing=_missing(visit),
        people=store.people(),
        activity=[each for each in store.activity(LINES_READ) if is_told(each)][:LAST_LINES],
    )


def _missing(visit: Visit) -> tuple[str, ...]:
    taken = visit.sitting.taken
    return missing(len(taken.gaps), len(taken.spoiled)) if taken else ()


def hit(visit: Visit) -> Response:
    """One profile beside the person's own photos, with the reasons and the decisions."""
    store = visit.vault.store
    shown = visit.hit()
    before, after = piles.neighbours(piles.in_turn(store.hits()), shown)
    photos = _photo_matches(shown)
    person = store.person(shown.hit.person_id)
    return visit.show(
        "hit.html",
        stored=shown,
        person=person,
        signals=sorted(shown.hit.signals, key=lambda each: (each.photo is None, -each.bits)),
        photos=photos,
        taken_name=DIFFERENT_ACCOUNT if has_taken_name(person, shown.hit.candidate) else "",
        has_picture=_display(visit, shown) is not None,
        snapshots=store.snapshots(shown.id),
        takedowns=store.takedowns(shown.id),
        before=before,
        after=after,
    )


def decide(visit: Visit) -> Response:
    """Keep the decision, then on to the next one that needs one."""
    try:
        decision = CHOICES[visit.form.get("decision", "")]
    except KeyError as error:
        raise NotHere from error
    shown = visit.hit()
    turn = piles.in_turn(visit.vault.store.hits())
    _, after = piles.neighbours(turn, shown)
    visit.vault.store.decide(shown.id, decision, visit.now)
    visit.vault.write_capsule(visit.now)
    visit.sitting.flash = Flash(
        text=f"Kept as “{DECISIONS[decision]}”.",
        undo=shown.id,
        report=shown.id if decision is Decision.IMPOSTOR else None,
    )
    return go(f"/n/{after.id}" if after else "/")


def undo(visit: Visit) -> Response:
    """Take the last decision of this hit back."""
    shown = visit.hit()
    now_is = visit.vault.store.undo(shown.id, visit.now)
    visit.vault.write_capsule(visit.now)
    name = DECISIONS.get(now_is)
    visit.sitting.flash = Flash(
        text=f"Taken back. It is “{name}” again." if name else "Taken back. Nothing is decided."
    )
    return go(f"/n/{shown.id}")


def out(visit: Visit) -> Response:
    """Before a profile is opened: what the other side may see."""
    return visit.show("out.html", stored=visit.hit())


def theirs(visit: Visit) -> Response:
    """The profile's picture, our own re-encoded copy."""
    display = _display(visit, visit.hit())
    if display is None:
        raise NotHere
    return picture(visit.vault.store.blob(display.sha256))


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


def _photo_matches(stored: StoredHit) -> list[PhotoMatch]:
    """The closest match of each photo, closest first."""
    matches = [signal.photo for signal in stored.hit.signals if signal.photo]
    closest: dict[str, PhotoMatch] = {}
    for match in sorted(matches, key=lambda each: each.distance):
        closest.setdefault(match.photo_id, match)
    return list(closest.values())


def _display(visit: Visit, stored: StoredHit) -> Snapshot | None:
    """The newest copy made for showing; originals are never shown."""
    made = [
        each
        for each in visit.vault.store.snapshots(stored.id)
        if each.kind == "display" and each.how is How.DERIVED
    ]
    return max(made, key=lambda each: each.at, default=None)


def picture(content: bytes) -> Response:
    """An answer with a copy made by us. Raises NotHere for anything else."""
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":  # only what we encoded ourselves
        raise NotHere
    headers = {"Content-Security-Policy": PICTURE_POLICY, "Content-Disposition": "inline"}
    return Response(content, media_type="image/webp", headers=headers)
