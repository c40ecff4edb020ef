"""Taking a helper's decisions over, one by one or all; never over one of her own."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from impersonation_watch.language import N_, _
from impersonation_watch.model import Decision, Given, Note, Returned, WatchError
from impersonation_watch.vault import Store, Vault

# what a helper can say of somebody else's item
SAID: dict[Decision, str] = {
    Decision.IMPOSTOR: N_("Pretends to be the person"),
    Decision.NAMESAKE: N_("Somebody else"),
    Decision.MINE: N_("The person's own account"),
    Decision.UNSURE: N_("Not sure"),
}


class State(StrEnum):
    """How it stands with one decision that came back."""

    OPEN = "open"  # can be taken over
    APPLIED = "applied"
    HERS = "hers"  # she decided herself since: hers stays
    GONE = "gone"  # what it is about was erased


def state(store: Store, returned: Returned) -> State:
    """How it stands with this decision now."""
    given = store.given(returned.batch)
    item = next(each for each in given.items if each.item == returned.opinion.item)
    if item.decision is None:
        return _state_of_case(store, returned)
    try:
        stored = store.hit(item.about)
    except KeyError:
        return State.GONE
    if returned.applied_at is not None and stored.decided_at == returned.applied_at:
        return State.APPLIED
    as_it_was = (stored.decision, stored.decided_at) == (item.decision, item.decided_at)
    return State.OPEN if as_it_was else State.HERS


def apply(vault: Vault, batch_id: str, item: str, *, now: datetime) -> State:
    """Take one decision over, where it can be; about a case it becomes a private note.

    The state after it. Raises WatchError when there is no such decision.
    """
    with vault.store.change():
        returned = _find(vault.store, batch_id, item)
        if state(vault.store, returned) is State.OPEN:
            _apply(vault.store, returned, now)
        after = state(vault.store, _find(vault.store, batch_id, item))
    vault.write_capsule(now)
    return after


def apply_all(vault: Vault, batch_id: str, *, now: datetime) -> int:
    """Take over every decision that can be; how many were."""
    with vault.store.change():
        found = [
            each for each in _returned(vault.store, batch_id)
            if state(vault.store, each) is State.OPEN
        ]  # fmt: skip
        for each in found:
            _apply(vault.store, each, now)
    vault.write_capsule(now)
    return len(found)


def take_back(vault: Vault, batch_id: str, item: str = "", *, now: datetime) -> int:
    """Take back one that was taken over, or all of the batch; how many were."""
    with vault.store.change():
        found = [
            each
            for each in _returned(vault.store, batch_id)
            if item in ("", each.opinion.item) and state(vault.store, each) is State.APPLIED
        ]
        for each in found:
            _take_back(vault.store, each, now)
    vault.write_capsule(now)
    return len(found)


def known(store: Store, batch_id: str) -> Given:
    """The batch handed over. Raises WatchError when there is none."""
    try:
        return store.given(batch_id)
    except KeyError as error:
        raise WatchError(
            _("there is no such batch here"), advice=_("It may have been erased.")
        ) from error


def _apply(store: Store, returned: Returned, now: datetime) -> None:
    note = ""
    if _is_about_case(store, returned):
        note = secrets.token_hex(8)
        store.save_note(Note(id=note, case_id=returned.about, text=_told(returned), at=now), now)
    else:
        store.decide(returned.about, returned.opinion.decision, now)
        store.log("decided_by_helper", f"{returned.about} {returned.batch}", now)
    store.save_returned(replace(returned, applied_at=now, note=note))


def _take_back(store: Store, returned: Returned, now: datetime) -> None:
    if _is_about_case(store, returned):
        store.drop_note(returned.note, now)
    else:
        store.undo(returned.about, now)
    store.save_returned(replace(returned, applied_at=None, note=""))


def _told(returned: Returned) -> str:
    """The decision as a note beside the case."""
    said = _(SAID[returned.opinion.decision])
    by = returned.by or _("Your helper")
    told = _("{helper} says: {decision}.").format(helper=by, decision=said)
    return f"{told} {returned.opinion.word}".strip()


def _state_of_case(store: Store, returned: Returned) -> State:
    try:
        notes = {each.id for each in store.notes(store.case(returned.about).id)}
    except KeyError:
        return State.GONE
    return State.APPLIED if returned.note in notes else State.OPEN


def _is_about_case(store: Store, returned: Returned) -> bool:
    given = store.given(returned.batch)
    return any(each.item == returned.opinion.item and each.decision is None for each in given.items)


def _returned(store: Store, batch_id: str) -> tuple[Returned, ...]:
    return store.returned(known(store, batch_id).id)


def _find(store: Store, batch_id: str, item: str) -> Returned:
    found = [each for each in _returned(store, batch_id) if each.opinion.item == item]
    if not found:
        raise WatchError(
            _("there is no such decision here"), advice=_("The page of the batch lists them.")
        )
    return found[0]
