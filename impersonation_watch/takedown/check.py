"""When a report must not be written, and what is missing before it can be."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import datetime

from impersonation_watch.judge import own_account
from impersonation_watch.language import N_, _
from impersonation_watch.model import CannotFill, Decision, How, OwnKind, StoreError
from impersonation_watch.safety import is_fresh
from impersonation_watch.takedown import forms
from impersonation_watch.takedown.copyright import copyright_gaps, refuse_locked
from impersonation_watch.takedown.draft import Filing
from impersonation_watch.takedown.elements import ELEMENTS
from impersonation_watch.takedown.facts import copied, description
from impersonation_watch.takedown.shapes import Channel, Document, Form, Law, Platform, Role

EMAIL = re.compile(r"[^@\s<>\"]{1,64}@[^@\s<>\"]{1,190}\.[^@\s<>\".]{2,63}")  # typing slips only
SHORTEST_REASON = 20  # characters; "it is illegal" explains nothing
ReadBlob = Callable[[str], bytes]
NOT_ASKED = N_("the safety questions come before every report")
WAIT = N_("you said that a report could make things worse, so nothing was written")
WAIT_ADVICE = N_(
    "Keep what you have and talk to a helpline, or to the police. If you thought about it and want"
    " to write it now, say so in the form."
)
ROLE_NAMES: dict[Role, str] = {
    "self": N_("the person"),
    "representative": N_("someone who acts for the person"),
    "parent": N_("a parent"),
    "bystander": N_("anybody who knows the person"),
}
OWN = {
    OwnKind.MINE: N_("this profile is the person’s own account"),
    OwnKind.LOST: N_("this profile is an account the person lost"),
    OwnKind.UNSURE: N_("this profile is perhaps the person's"),
}
OWN_ADVICE = {
    OwnKind.MINE: N_("There is nothing to report. If that is wrong, take it off the own accounts."),
    OwnKind.LOST: N_(
        "Use the platform's account recovery instead. A report would close the account for good,"
        " and it goes to the wrong people."
    ),
    OwnKind.UNSURE: N_(
        "Find out first whose account it is. A false report can cost the right to report."
    ),
}
BROUGHT = N_(
    "Nothing shows the profile yet. Add a screenshot or another file of what was seen to the case."
)
NOT_DESCRIBED = N_(
    "Say at least the name, the user name or the phone number that the profile shows."
)


def refuse(form: Form, filing: Filing, now: datetime) -> None:
    """Raise CannotFill when a report would be wrong, whatever is filled in."""
    refuse_person(filing, now)
    _refuse_own(filing)
    _refuse_undecided(filing)
    if isinstance(form, Platform) and not forms.fits(form, filing.candidate):
        raise CannotFill(
            _("{form} does not run this profile").format(form=_(form.name)),
            advice=_("Choose the form of its own platform."),
        )
    if isinstance(form, Law) and form.is_locked:
        refuse_locked(filing)
    if filing.advice.hold and not filing.statement.anyway and not isinstance(form, Document):
        raise CannotFill(_(WAIT), advice=_(WAIT_ADVICE))


def refuse_person(filing: Filing, now: datetime) -> None:
    """Raise CannotFill without answers given within the hour, and without consent."""
    if not is_fresh(filing.safety, now):
        raise CannotFill(_(NOT_ASKED), advice=_("Answer the four questions first."))
    if not filing.person.consent.holds(now):
        raise CannotFill(
            _("the consent of the person has run out"),
            advice=_(
                "Ask whether the person still agrees and record it; then the report can follow."
            ),
        )


def missing(form: Form, channel: Channel, filing: Filing, read_blob: ReadBlob) -> dict[str, str]:
    """Ids of required elements that are missing, each with a sentence that asks for it."""
    gaps = {**_reporter_gaps(form, channel, filing), **_profile_gaps(channel, filing)}
    if isinstance(form, Law):
        gaps |= _law_gaps(form, filing)
    return gaps | evidence_gaps(filing, read_blob)


def evidence_gaps(filing: Filing, read_blob: ReadBlob) -> dict[str, str]:
    """Why the evidence cannot be relied on, as a missing element; nothing when it is whole."""
    broken = broken_evidence(filing, read_blob)
    if filing.case is not None and not filing.snapshots and not filing.advice.no_pictures:
        return {"evidence_sealed": _(BROUGHT)}
    return {"evidence_sealed": f"{_(ELEMENTS['evidence_sealed'])} ({broken})"} if broken else {}


def broken_evidence(filing: Filing, read_blob: ReadBlob) -> str:
    """What is wrong with the files, in a few words; "" when they are whole."""
    captured = any(each.how is How.CAPTURED for each in filing.snapshots)
    if filing.case is None and not captured and not filing.advice.no_pictures:
        return _("nothing was captured")
    for each in filing.snapshots:
        try:
            content = read_blob(each.sha256)
        except (StoreError, KeyError, OSError):
            return _("the file {sum} is missing").format(sum=each.sha256[:12])
        if hashlib.sha256(content).hexdigest() != each.sha256:
            return _("the file {sum} was changed").format(sum=each.sha256[:12])
    return ""


def _refuse_own(filing: Filing) -> None:
    own = own_account(filing.person, filing.candidate)
    kind = own.kind if own else None
    if filing.decision is Decision.MINE:
        kind = kind or OwnKind.MINE
    if kind:
        raise CannotFill(_(OWN[kind]), advice=_(OWN_ADVICE[kind]))


def _refuse_undecided(filing: Filing) -> None:
    if filing.case is None and filing.decision is not Decision.IMPOSTOR:
        raise CannotFill(
            _("nobody has decided that this profile pretends to be the person"),
            advice=_("Look at it first and decide; only then is a report written."),
        )


def _reporter_gaps(form: Form, channel: Channel, filing: Filing) -> dict[str, str]:
    reporter = filing.reporter
    given = {
        "reporter_name": reporter.name.strip(),
        "reporter_address": reporter.address.strip(),
        "reporter_phone": reporter.phone.strip(),
    }
    gaps = {each: _(ELEMENTS[each]) for each in channel.takes if not given.get(each, "-")}
    if "reporter_email" in channel.takes and not _is_email(reporter.email):
        slip = " " + _("What was given does not look complete.") if reporter.email.strip() else ""
        gaps["reporter_email"] = _(ELEMENTS["reporter_email"]) + slip
    if reporter.role not in channel.reporter:
        takes = ", ".join(_(ROLE_NAMES[each]) for each in channel.reporter)
        whom = _("{form} takes it from: {roles}").format(form=_(form.name), roles=takes)
        gaps["reporter_role"] = f"{_(ELEMENTS['reporter_role'])} ({whom})"
    return gaps


def _is_email(text: str) -> bool:
    return text.isprintable() and EMAIL.fullmatch(text.strip()) is not None


def _profile_gaps(channel: Channel, filing: Filing) -> dict[str, str]:
    gaps: dict[str, str] = {}
    if not channel.takes_facts:
        return gaps
    if not filing.has_address and (filing.case is None or channel.needs_address):
        gaps["target_locator"] = _(ELEMENTS["target_locator"])
    elif not filing.has_address and not description(filing):
        gaps["target_locator"] = _(NOT_DESCRIBED)
    if not copied(filing) and not (filing.case and filing.case.happened.strip()):
        gaps["copied_elements"] = _(ELEMENTS["copied_elements"])
    return gaps


def _law_gaps(form: Law, filing: Filing) -> dict[str, str]:
    said = filing.statement
    if form.is_locked:
        return copyright_gaps(said.copyright)
    given = {
        "illegality_reason": len(said.reason.strip()) >= SHORTEST_REASON,
        "law_reference": bool(said.law.strip()),
        "good_faith_statement": said.good_faith,
        "residence_country": filing.reporter.country.upper() in form.countries,
    }
    return {each: _(ELEMENTS[each]) for each, there in given.items() if not there}
