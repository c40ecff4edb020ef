"""Opening a case with its first files, changing and closing it; the watch side learns of it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from impersonation_watch.intake.ready import Brought, Say, keep, prepare, put
from impersonation_watch.language import _
from impersonation_watch.model import (
    Case,
    Description,
    PoliceReport,
    Safety,
    WatchError,
    Witness,
)
from impersonation_watch.safety import advice
from impersonation_watch.vault import Vault

ID_BYTES = 6
CHANGEABLE = frozenset({"description", "safety", "happened", "witnesses", "police", "hits"})
LONGEST_FIELD = 5_000  # characters of one field; a bio has some hundreds
LONGEST_STORY = 50_000  # of what happened; some twenty pages


def open_case(
    vault: Vault,
    person_id: str,
    description: Description,
    *,
    safety: Safety,
    happened: str = "",
    witnesses: Sequence[Witness] = (),
    police: PoliceReport | None = None,
    files: Sequence[Brought] = (),
    supplied_by: str = "",
    now: datetime,
    on_progress: Say = lambda name: None,
) -> Case:
    """Open a case with its first files: all of it is kept, or nothing.

    Raises WatchError in a sentence: nothing to go by, a text that is too long, a file that is not
    kept, pictures where the safety answers allow none. KeyError for a person who is not there.
    """
    vault.store.person(person_id)
    case = Case(
        id=secrets.token_hex(ID_BYTES),
        person_id=person_id,
        opened_at=now,
        description=description,
        safety=safety,
        happened=happened,
        witnesses=tuple(witnesses),
        police=police,
    )
    _check(case)
    _check_enough(case, files)
    _keep_whole(vault, case, files, supplied_by=supplied_by, on_progress=on_progress)
    vault.write_capsule(now)
    return case


def change_case(vault: Vault, case_id: str, *, now: datetime, **changed: Any) -> Case:
    """What is given takes the place of what was there: fields of `Case` named in CHANGEABLE.

    Raises WatchError for a text that is too long, KeyError if there is no such case.
    """
    strange = set(changed) - CHANGEABLE
    if strange:
        raise TypeError(f"{min(strange)} of a case cannot be changed")
    with vault.store.change():
        case = vault.store.case(case_id)
        after = replace(case, **changed)
        _check(after)
        if after != case:
            vault.store.save_case(after, now)
            after = vault.store.case(case_id)
    vault.write_capsule(now)
    return after


def close_case(vault: Vault, case_id: str, *, now: datetime) -> None:
    """Its names and pictures are looked for no more; everything stays. KeyError."""
    vault.store.close_case(case_id, now)
    vault.write_capsule(now)


def reopen_case(vault: Vault, case_id: str, *, now: datetime) -> None:
    """Take `close_case` back."""
    vault.store.reopen_case(case_id, now)
    vault.write_capsule(now)


def save_safety(vault: Vault, about_id: str, answers: Safety, *, now: datetime) -> None:
    """Keep the answers about a hit or case; pictures that must not be kept go everywhere."""
    vault.store.save_safety(about_id, answers, now)
    vault.write_capsule(now)


def says_something(description: Description) -> bool:
    """Whether any field of it is filled."""
    return any(str(getattr(description, each.name)).strip() for each in fields(description))


def _check(case: Case) -> None:
    """Texts stay within what pages, packets and the search can carry."""
    described = [getattr(case.description, each.name) for each in fields(case.description)]
    witnessed = [text for each in case.witnesses for text in (each.who, each.when, each.what)]
    if (
        max(map(len, (*described, *witnessed))) > LONGEST_FIELD
        or len(case.happened) > LONGEST_STORY
    ):
        raise WatchError(
            _("one of the texts is too long"),
            advice=_("Shorten it, or add the whole of it as a file."),
        )
    if any(each.isspace() for each in case.description.url.strip()):
        raise WatchError(
            _("the link has a space in it"),
            advice=_("Copy it again from the address bar, one link only."),
        )


def _check_enough(case: Case, files: Sequence[Brought]) -> None:
    if not (files or case.happened.strip() or says_something(case.description)):
        raise WatchError(
            _("there is nothing to open a case with yet"),
            advice=_("Add a link, a file, or a few words about the profile."),
        )


def _keep_whole(
    vault: Vault, case: Case, files: Sequence[Brought], *, supplied_by: str, on_progress: Say
) -> None:
    now = case.opened_at
    ready = prepare(
        files,
        no_pictures=advice(case.safety).no_pictures,
        supplied_by=supplied_by,
        now=now,
        on_progress=on_progress,
    )
    with vault.store.bringing():
        put(vault.store, ready)
        with vault.store.change():
            vault.store.save_case(case, now)
            keep(vault.store, case.id, ready, now)
