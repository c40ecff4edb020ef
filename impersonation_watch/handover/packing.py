"""What goes into a batch: what may be shared of hits and cases, as copies made for showing."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

from impersonation_watch.handover import checks
from impersonation_watch.language import _
from impersonation_watch.model import (
    BatchItem,
    Candidate,
    Case,
    FoundBy,
    GivenItem,
    How,
    Raw,
    WatchError,
)
from impersonation_watch.vault import Store, StoredHit

MOST_OF_OURS = 3  # photos of the person beside a profile that copies none of them
SHOWN = ("display", "crop")  # files of a case that are copies made for showing
MESSAGES = "messages"

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be handed over: ids of hits, of cases, and of private notes ticked one by one."""

    hits: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def collect(
    store: Store, wanted: Wanted
) -> tuple[list[BatchItem], dict[str, bytes], list[GivenItem]]:
    """The items, their pictures, and what each stands for. WatchError for an id that is none."""
    basket, items, remembered = _Basket(), [], []
    for hit_id in dict.fromkeys(wanted.hits):
        stored = _known(lambda: store.hit(hit_id), hit_id)  # noqa: B023
        item = _hit_item(store, stored, basket)
        items.append(item)
        remembered.append(
            GivenItem(
                item=item.id,
                about=hit_id,
                decision=stored.decision,
                decided_at=stored.decided_at,
            )
        )
    ticked = set(wanted.notes)
    for case_id in dict.fromkeys(wanted.cases):
        case = _known(lambda: store.case(case_id), case_id)  # noqa: B023
        item = _case_item(store, case, basket, ticked)
        items.append(item)
        remembered.append(GivenItem(item=item.id, about=case_id))
    if ticked:  # a note of no chosen case
        raise _unknown(min(ticked))
    return items, basket.pictures, remembered


class _Basket:
    """Pictures of the batch by their SHA-256."""

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {}

    def put(self, content: bytes) -> tuple[str, ...]:
        """Its name; none for a copy too large to hand over."""
        if len(content) > checks.LARGEST_PICTURE:
            return ()
        name = hashlib.sha256(content).hexdigest()
        self.pictures[name] = content
        return (name,)


def _hit_item(store: Store, stored: StoredHit, basket: _Basket) -> BatchItem:
    """Reasons, the profile as it was seen, and copies for showing."""
    person = store.person(stored.hit.person_id)
    item = BatchItem(
        id=secrets.token_hex(6),
        person=person.names[0],
        candidate=_lean(stored.hit.candidate),
        signals=tuple(replace(each, person_id="") for each in stored.hit.signals),
        presence=stored.presence,
    )
    if store.refuses_pictures(stored.id):
        return replace(item, withheld=True)
    met = [each.photo.photo_id for each in item.signals if each.photo]
    own = [each.id for each in person.photos if not each.case_id]
    chosen = tuple(dict.fromkeys(met)) or tuple(own[:MOST_OF_OURS])
    return replace(
        item,
        theirs=_theirs(store, stored.id, basket, newest=True),
        ours=_ours(store, chosen, basket),
    )


def _ours(store: Store, chosen: tuple[str, ...], basket: _Basket) -> tuple[tuple[str, str], ...]:
    """Copies of the photos, by id; a photo that was taken out since is left out."""
    found = []
    for photo_id in chosen:
        with suppress(KeyError):
            found += [(photo_id, name) for name in basket.put(store.photo_display(photo_id))]
    return tuple(found)


def _case_item(store: Store, case: Case, basket: _Basket, ticked: set[str]) -> BatchItem:
    """The shared facts, and of the private notes those in `ticked`, which are taken out of it."""
    notes = [each for each in store.notes(case.id) if each.id in ticked]
    ticked -= {each.id for each in notes}
    withheld = store.refuses_pictures(case.id)
    return BatchItem(
        id=secrets.token_hex(6),
        person=store.person(case.person_id).names[0],
        description=case.description,
        happened=case.happened,
        witnesses=case.witnesses,
        police=case.police,
        messages=tuple(
            store.blob(each.sha256).decode("utf-8", "replace")[: checks.LONGEST_TEXT]
            for each in store.snapshots(case.id)
            if each.kind == MESSAGES and each.media.startswith("text/")
        ),
        notes=tuple(each.text for each in notes),
        theirs=() if withheld else _theirs(store, case.id, basket, newest=False),
        withheld=withheld,
    )


def _theirs(store: Store, owner_id: str, basket: _Basket, *, newest: bool) -> tuple[str, ...]:
    """Copies made for showing; originals never leave."""
    made = [
        each
        for each in store.snapshots(owner_id)
        if each.how is How.DERIVED and each.kind in SHOWN and each.media == "image/webp"
    ]
    made = sorted(made, key=lambda each: each.at)[-1:] if newest else made
    return tuple(name for each in made for name in basket.put(store.blob(each.sha256)))


def _lean(candidate: Candidate) -> Candidate:
    """Without how it was found: that tells what else is looked for."""
    made = candidate.created_at
    return replace(
        candidate,
        created_at=made if made is not None and made.tzinfo and made.year in checks.YEARS else None,
        found_by=FoundBy(kind=candidate.found_by.kind, query=""),
        raw=Raw(url="", status=0, body_sha256=""),
    )


def _known(find: Callable[[], Kept], wanted: str) -> Kept:
    try:
        return find()
    except KeyError as error:
        raise _unknown(wanted) from error


def _unknown(wanted: str) -> WatchError:
    return WatchError(
        _("there is nothing here with the id {id}").format(id=ascii(wanted)),
        advice=_("`hits --decision all` lists the profiles and their ids."),
    )
