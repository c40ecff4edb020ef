"""The form of a report: from fields to what a packet is ordered with. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from impersonation_watch.language import N_
from impersonation_watch.takedown import Copyright, Reporter, Statement
from impersonation_watch.takedown.sentences import SAID
from impersonation_watch.takedown.shapes import Role

Form = Mapping[str, str]
YES = "yes"
COPIES, NOTE = "copies-", "note-"  # before the name of a tick
ROLES: dict[Role, str] = {
    "self": N_("I am this person"),
    "representative": N_("I act for this person"),
    "parent": N_("I am a parent of this person"),
    "bystander": N_("I know this person"),
}
OWNERSHIP = {
    "own": N_("I took it myself"),
    "assigned": N_("Somebody else took it and gave me the rights, in writing"),
    "none": N_("Somebody else took it, or I do not know"),
}


def reporter(form: Form) -> Reporter:
    """Who reports, as typed."""
    return Reporter(
        name=form.get("name", ""),
        email=form.get("email", ""),
        country=form.get("country", ""),
        role=next((role for role in ROLES if role == form.get("role")), "self"),
        address=form.get("address", ""),
        phone=form.get("phone", ""),
    )


def statement(form: Form) -> Statement:
    """What only she can say, as ticked and typed."""
    return Statement(
        anyway=_ticked(form, "anyway"),
        copies=tuple(each for each in SAID if _ticked(form, COPIES + each)),
        own_words=_ticked(form, "own_words"),
        reason=form.get("reason", ""),
        law=form.get("own_law", "").strip() or form.get("law", ""),
        good_faith=_ticked(form, "good_faith"),
        copyright=copyright_of(form),
    )


def copyright_of(form: Form) -> Copyright:
    """What a copyright notice needs said."""
    ownership = form.get("ownership", "")
    return Copyright(
        ownership="own" if ownership == "own" else "assigned" if ownership == "assigned" else "",
        disclosure=_ticked(form, "disclosure"),
        work=form.get("work", ""),
        items=form.get("items", ""),
        english=_ticked(form, "english"),
        accuracy=_ticked(form, "accuracy"),
        perjury=_ticked(form, "perjury"),
        signature=form.get("signature", ""),
    )


def notes(form: Form) -> tuple[str, ...]:
    """The ids of the private notes that were ticked, one by one."""
    return tuple(
        name.removeprefix(NOTE) for name in form if name.startswith(NOTE) and _ticked(form, name)
    )


def _ticked(form: Form, name: str) -> bool:
    return form.get(name) == YES
