"""Writing a report about a profile that pretends to be the person."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path

from starlette.responses import Response

from impersonation_watch import takedown
from impersonation_watch.model import CannotFill, ConfigError, Decision
from impersonation_watch.review.visit import NotHere, Visit, go
from impersonation_watch.takedown import Draft, Filing, Form, Law, Reporter, Statement
from impersonation_watch.takedown.elements import ELEMENTS
from impersonation_watch.takedown.forms import needs_check
from impersonation_watch.takedown.shapes import Role
from impersonation_watch.vault import StoredHit

PACKETS = "packets"  # folder beside the vault's: outside it, because a packet is meant to be sent
ROLES: dict[Role, str] = {
    "self": "I am this person",
    "representative": "I act for this person",
    "parent": "I am a parent of this person",
    "bystander": "I know this person",
}


def choose(visit: Visit) -> Response:
    """Which place or law to report to; those that fit the profile first."""
    stored = visit.hit()
    fitting = takedown.forms_for(stored.hit.candidate)
    return visit.show(
        "report_choose.html",
        stored=stored,
        fitting=fitting,
        others=[form for form in takedown.forms() if form not in fitting],
        undecided=stored.decision is not Decision.IMPOSTOR,
    )


def ask(visit: Visit) -> Response:
    """What only the reporter knows, and what the other side will learn."""
    draft, visit.sitting.draft = visit.sitting.draft, {}
    return _ask_again(visit, draft, CannotFill(""))


def write(visit: Visit) -> Response:
    """Write the packet and show where it lies; or ask for what is missing."""
    stored, form = visit.hit(), _form(visit)
    store = visit.vault.store
    try:
        draft = takedown.prepare(form, _filing(visit, stored), read_blob=store.blob, now=visit.now)
    except CannotFill as error:
        return _ask_again(visit, visit.form, error)
    folder = Path(visit.form.get("folder") or _usual_folder(visit)).expanduser()
    packet = takedown.write_packet(
        draft, folder, read_blob=store.blob, our_photo=_our_photo(visit, draft)
    )
    store.save_takedown(takedown.takedown(draft, packet, secrets.token_hex(6)))
    return go(f"/n/{stored.id}/report/{form.id}/done")


def done(visit: Visit) -> Response:
    """Where the newest packet of this form lies, and what to do with it."""
    stored, form = visit.hit(), _form(visit)
    written = [each for each in visit.vault.store.takedowns(stored.id) if each.form == form.id]
    if not written:
        raise NotHere
    return visit.show("report_done.html", stored=stored, form=form, takedown=written[0])


def _ask_again(visit: Visit, typed: Mapping[str, str], error: CannotFill) -> Response:
    form = _form(visit)
    return visit.show(
        "report_ask.html",
        status=422 if str(error) else 200,
        stored=visit.hit(),
        form=form,
        is_law=isinstance(form, Law),
        roles={role: name for role, name in ROLES.items() if role in form.channel.reporter},
        typed={"folder": str(_usual_folder(visit)), **typed},
        said=str(error).partition("\n")[0],
        missing=[ELEMENTS.get(each, each) for each in error.missing],
        advice=error.advice,
        check_order=needs_check(form.channel, visit.now.date()),
    )


def _form(visit: Visit) -> Form:
    try:
        return takedown.form(visit.path["form"])
    except ConfigError as error:
        raise NotHere from error


def _filing(visit: Visit, stored: StoredHit) -> Filing:
    store, typed = visit.vault.store, visit.form
    return Filing(
        person=store.person(stored.hit.person_id),
        hit=stored.hit,
        decision=stored.decision,
        presence=stored.presence,
        first_seen=stored.first_seen,
        last_seen=stored.last_seen,
        snapshots=store.snapshots(stored.id),
        reporter=Reporter(
            name=typed.get("name", ""),
            email=typed.get("email", ""),
            country=typed.get("country", ""),
            role=next((role for role in ROLES if role == typed.get("role")), "self"),
        ),
        statement=Statement(
            reason=typed.get("reason", ""),
            law=typed.get("own_law", "").strip() or typed.get("law", ""),
            good_faith=typed.get("good_faith") == "yes",
        ),
        earlier=store.takedowns(stored.id),
    )


def _our_photo(visit: Visit, draft: Draft) -> bytes | None:
    """The shown copy of the photo that was met, to lay beside theirs."""
    photo_id = takedown.photo_id(draft)
    return visit.vault.store.photo_display(photo_id) if photo_id else None


def _usual_folder(visit: Visit) -> Path:
    return visit.vault.folder.resolve().parent / PACKETS
