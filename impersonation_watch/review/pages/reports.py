"""Writing a report about a profile that pretends to be the person."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from starlette.responses import Response

from impersonation_watch import packets, takedown
from impersonation_watch.model import CannotFill, ConfigError, Decision, WatchError
from impersonation_watch.review.visit import NotHere, Visit, go
from impersonation_watch.takedown import Form, Law, Reporter, Statement
from impersonation_watch.takedown.elements import ELEMENTS
from impersonation_watch.takedown.forms import needs_check
from impersonation_watch.takedown.shapes import Role

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
    try:
        packets.write(
            visit.vault,
            stored.id,
            form.id,
            _reporter(visit.form),
            _folder(visit),
            now=visit.now,
            statement=_statement(visit.form),
        )
    except CannotFill as error:
        return _ask_again(visit, visit.form, error)
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
        typed={"folder": str(_usual_folder(visit)), **typed, **_first_wording(visit, form, typed)},
        said=str(error).partition("\n")[0],
        missing=[ELEMENTS.get(each, each) for each in error.missing],
        advice=error.advice,
        check_order=needs_check(form.channel, visit.now.date()),
    )


def _first_wording(visit: Visit, form: Form, typed: Mapping[str, str]) -> dict[str, str]:
    """A reason to correct and confirm, once a law was chosen and nothing was written yet."""
    chosen = takedown.ground(form, typed.get("law", ""))
    if chosen is None or typed.get("own_law", "").strip() or typed.get("reason", "").strip():
        return {}
    person = visit.vault.store.person(visit.hit().hit.person_id)
    return {"reason": takedown.suggest_reason(chosen, person.names[0])}


def _form(visit: Visit) -> Form:
    try:
        return takedown.form(visit.path["form"])
    except ConfigError as error:
        raise NotHere from error


def _reporter(typed: Mapping[str, str]) -> Reporter:
    return Reporter(
        name=typed.get("name", ""),
        email=typed.get("email", ""),
        country=typed.get("country", ""),
        role=next((role for role in ROLES if role == typed.get("role")), "self"),
    )


def _statement(typed: Mapping[str, str]) -> Statement:
    return Statement(
        reason=typed.get("reason", ""),
        law=typed.get("own_law", "").strip() or typed.get("law", ""),
        good_faith=typed.get("good_faith") == "yes",
    )


def _folder(visit: Visit) -> Path:
    """The folder that was asked for, made when it is not there. Raises WatchError."""
    try:
        folder = Path(visit.form.get("folder", "").strip() or _usual_folder(visit)).expanduser()
        folder.mkdir(mode=0o700, exist_ok=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise WatchError(
            "The packet cannot be written to that folder.",
            advice="Choose a folder you can write to; the one above it has to be there already.",
        ) from error
    return folder


def _usual_folder(visit: Visit) -> Path:
    return visit.vault.folder.resolve().parent / PACKETS
