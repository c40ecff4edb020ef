"""Decisions of a helper that come back: taken in, and nothing of hers changed by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from impersonation_watch.handover import applying, checks, keys, sealed
from impersonation_watch.language import _
from impersonation_watch.model import Given, GivenItem, Opinion, Opinions, Returned, WatchError
from impersonation_watch.vault import Store, Vault


def take_decisions(vault: Vault, content: bytes, *, now: datetime) -> Given:
    """Take in what a helper decided; nothing of hers changes by it, see `apply`.

    Raises WatchError and takes nothing in: not for us, altered, forged, about a batch that is not
    known, not newer than what was taken in before.
    """
    store = vault.store
    known = {each.id: each.secret for each in store.all_given()}
    opinions = sealed.open_decisions(content, keys.own_identity(vault, now), known)
    with store.change():
        given = store.given(opinions.batch)
        checks.check_opinions(opinions, frozenset(each.item for each in given.items), now)
        _check_newer(given, opinions)
        before = {each.opinion.item: each for each in store.returned(given.id)}
        fresh = [
            each
            for each in opinions.opinions
            if each.item not in before or before[each.item].opinion != each
        ]
        for opinion in fresh:
            given = _keep(store, given, before.get(opinion.item), opinion, opinions.by)
        store.save_given(replace(given, answered_at=opinions.made_at))
        store.log("decisions_came_back", given.id, now)
    return store.given(given.id)


def _check_newer(given: Given, opinions: Opinions) -> None:
    if given.answered_at is not None and opinions.made_at <= given.answered_at:
        raise WatchError(
            _("these decisions were taken in before, or are older than those that were"),
            advice=_("Nothing was changed. Ask your helper for the newest file."),
        )


def _keep(store: Store, given: Given, before: Returned | None, opinion: Opinion, by: str) -> Given:
    """Keep one decision. Where an earlier one was taken over, the new one may follow it."""
    item = next(each for each in given.items if each.item == opinion.item)
    if before is not None and applying.state(store, before) is applying.State.APPLIED:
        given = _as_it_is_now(store, given, item)
    store.save_returned(
        Returned(batch=given.id, by=given.to or by, about=item.about, opinion=opinion)
    )
    return given


def _as_it_is_now(store: Store, given: Given, item: GivenItem) -> Given:
    if item.decision is None:
        return given
    stored = store.hit(item.about)
    now_is = replace(item, decision=stored.decision, decided_at=stored.decided_at)
    items = tuple(now_is if each == item else each for each in given.items)
    given = replace(given, items=items)
    store.save_given(given)
    return given
