"""Writing a report about a profile or a case: the questions, the choice, the form, the packet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from starlette.responses import Response

from impersonation_watch import packets, safety, takedown
from impersonation_watch.language import _
from impersonation_watch.model import (
    CannotFill,
    ConfigError,
    Takedown,
)
from impersonation_watch.review import report_forms
from impersonation_watch.review.outgoing import asked_folder, usual_folder
from impersonation_watch.review.pages import reports_safety
from impersonation_watch.review.reporting import About, about_of, asked_for, fresh_answers
from impersonation_watch.review.telling import POLICE_SENTENCE
from impersonation_watch.review.visit import NotHere, Page, Visit, go
from impersonation_watch.takedown import Document, Form, Law
from impersonation_watch.takedown.forms import needs_check
from impersonation_watch.takedown.sentences import SAID

TOLD = {"target_locator", "evidence_sealed", "copied_elements"}  # what her own case can say
SECOND = "two"  # step of a copyright notice: the questions that open it are answered


def choose(visit: Visit) -> Response:
    """The safety questions where they are not fresh; else what follows and where to report."""
    about, answers = about_of(visit), fresh_answers(visit)
    if about.is_undecided:
        return visit.show("report_choose.html", about=about)
    if answers is None:
        return reports_safety.ask(visit, visit.draft())
    then = safety.advice(answers)
    fitting = takedown.forms_for(about.candidate)
    others = [each for each in takedown.forms() if each not in fitting]
    papers = [each for each in others if isinstance(each, Document)]
    locked = [each for each in others if _is_locked(each)]
    return visit.show(
        "report_choose.html",
        about=about,
        then=then,
        police_sentence=POLICE_SENTENCE,
        papers=papers,
        fitting=fitting,
        others=[each for each in others if isinstance(each, Law) and each not in locked],
        locked=locked,
    )


def ask(visit: Visit) -> Response:
    """What only the reporter knows, and what the other side will learn."""
    if fresh_answers(visit) is None:
        return go(f"{about_of(visit).path}/report")
    return _ask_again(visit, visit.draft(), CannotFill(""))


def write(visit: Visit) -> Response:
    """Write the packet and show where it lies; or ask for what is missing."""
    about, form = about_of(visit), _form(visit)
    if fresh_answers(visit) is None:
        visit.sitting.draft = {name: text for name, text in visit.form.items() if name != "token"}
        return go(f"{about.path}/report")
    if _is_locked(form) and not _is_second_step(visit):
        return _ask_again(visit, visit.form, CannotFill(""))
    order = packets.Order(
        about=about.id,
        form=form.id,
        reporter=report_forms.reporter(visit.form),
        statement=report_forms.statement(visit.form),
        notes=report_forms.notes(visit.form),
        language=_language(visit, form),
    )
    try:
        packets.write(visit.vault, order, _folder(visit), now=visit.now)
    except CannotFill as error:
        return _ask_again(visit, visit.form, error)
    return go(f"{about.path}/report/{form.id}/done")


def done(visit: Visit) -> Response:
    """Where the newest packet of this form lies, and what to do with it."""
    about, form = about_of(visit), _form(visit)
    return visit.show(
        "report_done.html",
        about=about,
        form=form,
        channel=form.channel_for(has_address=about.has_address),
        is_paper=isinstance(form, Document),
        takedown=_newest(visit, about, form),
        typed=visit.draft(),
    )


def sent(visit: Visit) -> Response:
    """Note that it was sent or handed over, its reference, and what came back."""
    about, form = about_of(visit), _form(visit)
    report, answer_text = _newest(visit, about, form), visit.form.get("answer", "").strip()
    noted = replace(
        report,
        sent_at=report.sent_at or visit.now,
        reference=visit.form.get("reference", "").strip(),
        answered_at=(report.answered_at or visit.now) if answer_text else None,
        answer=answer_text,
    )
    visit.vault.store.save_takedown(noted)
    return go(f"{about.path}/report/{form.id}/done")


PAGES: tuple[tuple[str, str, Page], ...] = tuple(
    (method, f"{about}/report{path}", shown)
    for about in ("/n/{hit}", "/c/{case}")
    for method, path, shown in (
        ("GET", "", choose),
        ("POST", "", reports_safety.answer),
        ("GET", "/{form}", ask),
        ("POST", "/{form}", write),
        ("GET", "/{form}/done", done),
        ("POST", "/{form}/done", sent),
    )
)


def _ask_again(visit: Visit, typed: Mapping[str, str], error: CannotFill) -> Response:
    form, about, answers = _form(visit), about_of(visit), fresh_answers(visit)
    channel = form.channel_for(has_address=about.has_address)
    spoken = packets.usual_language(visit.vault, form.id)
    usual = {"folder": str(usual_folder(visit)), "language": spoken}
    return visit.show(
        "report_ask.html",
        status=422 if str(error) else 200,
        about=about,
        form=form,
        channel=channel,
        has_facts=channel.takes_facts,
        is_law=isinstance(form, Law) and not _is_locked(form),
        is_paper=isinstance(form, Document),
        is_locked=_is_locked(form),
        then=safety.advice(answers) if answers else None,
        is_open=_is_open(typed),
        roles={role: name for role, name in report_forms.ROLES.items() if role in channel.reporter},
        ownership=report_forms.OWNERSHIP,
        said_copies=SAID,
        notes=visit.vault.store.notes(about.case.id) if about.case else (),
        languages=packets.languages(form.id),
        typed={**usual, **typed, **_first_wording(visit, form, typed)},
        said=str(error).partition("\n")[0],
        missing=asked_for(error),
        lacks=TOLD.intersection(error.missing),
        advice=error.advice,
        check_order=needs_check(channel, visit.now.date()) and not isinstance(form, Document),
    )


def _first_wording(visit: Visit, form: Form, typed: Mapping[str, str]) -> dict[str, str]:
    """A reason to correct and confirm, once a law was chosen and nothing was written yet."""
    chosen = takedown.ground(form, typed.get("law", ""))
    if chosen is None or typed.get("own_law", "").strip() or typed.get("reason", "").strip():
        return {}
    about = about_of(visit)
    person_id = about.case.person_id if about.case else visit.hit().hit.person_id
    person = visit.vault.store.person(person_id)
    return {"reason": takedown.suggest_reason(chosen, person.names[0])}


def _form(visit: Visit) -> Form:
    try:
        return takedown.form(visit.path["form"])
    except ConfigError as error:
        raise NotHere from error


def _is_locked(form: Form) -> bool:
    return isinstance(form, Law) and form.is_locked


def _is_open(typed: Mapping[str, str]) -> bool:
    return report_forms.copyright_of(typed).is_open


def _is_second_step(visit: Visit) -> bool:
    return _is_open(visit.form) and visit.form.get("step") == SECOND


def _language(visit: Visit, form: Form) -> str:
    chosen = visit.form.get("language", "")
    return chosen if chosen in packets.languages(form.id) else ""


def _newest(visit: Visit, about: About, form: Form) -> Takedown:
    written = [each for each in visit.vault.store.takedowns(about.id) if each.form == form.id]
    if not written:
        raise NotHere
    return written[0]


def _folder(visit: Visit) -> Path:
    return asked_folder(visit, refused=_("The packet cannot be written to that folder."))
