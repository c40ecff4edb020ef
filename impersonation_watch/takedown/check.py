"""When a report must not be written, and what is missing before it can be."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from impersonation_watch.model import (
    Candidate,
    CannotFill,
    Decision,
    How,
    OwnAccount,
    OwnKind,
    Person,
    Presence,
    Snapshot,
    StoreError,
)
from impersonation_watch.takedown import forms
from impersonation_watch.takedown.draft import Filing
from impersonation_watch.takedown.elements import ELEMENTS
from impersonation_watch.takedown.facts import copied
from impersonation_watch.takedown.shapes import Form, Law, Platform

EMAIL = re.compile(r"[^@\s<>\"]{1,64}@[^@\s<>\"]{1,190}\.[^@\s<>\".]{2,63}")  # typing slips only
SHORTEST_REASON = 20  # characters; "it is illegal" explains nothing
ReadBlob = Callable[[str], bytes]
OWN_ADVICE = {
    OwnKind.MINE: "There is nothing to report. If that is wrong, take it off the own accounts.",
    OwnKind.LOST: "Use the platform's account recovery instead: an impersonation report would close"
    " the account for good, and asks the wrong people.",
    OwnKind.UNSURE: "Find out first whose account it is. A false report can cost the right to"
    " report.",
}


def refuse(form: Form, filing: Filing, now: datetime) -> None:
    """Raise CannotFill when a report would be wrong, whatever is filled in."""
    _refuse_own(filing)
    _refuse_undecided(filing.decision)
    if not filing.person.consent.holds(now):
        raise CannotFill(
            "the consent of the person has run out",
            advice="Ask whether the person still agrees and record it; then the report can follow.",
        )
    if isinstance(form, Platform) and not forms.fits(form, filing.hit.candidate):
        raise CannotFill(
            f"{form.name} does not run this profile", advice="Choose the form of its own platform."
        )
    _refuse_again(form, filing, now)


def missing(form: Form, filing: Filing, read_blob: ReadBlob) -> dict[str, str]:
    """Ids of required elements that are missing, each with a sentence that asks for it."""
    gaps = {**_reporter_gaps(form, filing), **_hit_gaps(filing)}
    if isinstance(form, Law):
        gaps |= _law_gaps(form, filing)
    broken = broken_evidence(filing.snapshots, read_blob)
    if broken:
        gaps["evidence_sealed"] = f"{ELEMENTS['evidence_sealed']} ({broken})"
    return gaps


def broken_evidence(snapshots: tuple[Snapshot, ...], read_blob: ReadBlob) -> str:
    """Why the evidence cannot be relied on, in a few words; "" when it is whole."""
    if not any(each.how is How.CAPTURED for each in snapshots):
        return "nothing was captured"
    for each in snapshots:
        try:
            content = read_blob(each.sha256)
        except (StoreError, KeyError, OSError):
            return f"the file {each.sha256[:12]} is missing"
        if hashlib.sha256(content).hexdigest() != each.sha256:
            return f"the file {each.sha256[:12]} was changed"
    return ""


def own_account(person: Person, candidate: Candidate) -> OwnAccount | None:
    """The person's account this profile is: by id; by handle or address while no id is known."""
    for own in person.own_accounts:
        if own.platform_id and candidate.platform_id:
            same = own.platform_id == candidate.platform_id and own.platform == candidate.platform
        else:
            same = _same_address(own, candidate)
        if same:
            return own
    return None


def _same_address(own: OwnAccount, candidate: Candidate) -> bool:
    if own.url and own.url.rstrip("/") == candidate.profile_url.rstrip("/"):
        return True
    handles = [each.lstrip("@").casefold() for each in (own.handle or "", candidate.handle)]
    return own.platform == candidate.platform and handles[0] == handles[1] != ""


def _refuse_own(filing: Filing) -> None:
    own = own_account(filing.person, filing.hit.candidate)
    kind = own.kind if own else None
    if filing.decision is Decision.MINE:
        kind = kind or OwnKind.MINE
    if kind:
        what = {OwnKind.LOST: "an account the person lost", OwnKind.UNSURE: "perhaps the person's"}
        raise CannotFill(
            f"this profile is {what.get(kind, 'the person’s own account')}",
            advice=OWN_ADVICE[kind],
        )


def _refuse_undecided(decision: Decision) -> None:
    if decision is not Decision.IMPOSTOR:
        raise CannotFill(
            "nobody has decided that this profile pretends to be the person",
            advice="Look at it first and decide; only then is a report written.",
        )


def _refuse_again(form: Form, filing: Filing, now: datetime) -> None:
    """One report per form and profile; again only after some days, or with new facts."""
    channel = form.channel
    sent = [
        each for each in filing.earlier if each.form == form.id and each.hit_key == filing.hit.key
    ]
    if not sent or filing.presence is Presence.BACK:
        return
    latest = max(sent, key=lambda each: each.sent_at or each.made_at)
    again = (latest.sent_at or latest.made_at) + timedelta(days=channel.repeat_after_days)
    if now < again and all(each in latest.text for each in copied(filing)):
        raise CannotFill(
            f"a report to {form.name} about this profile was already made, and nothing is new",
            advice=f"Wait until {again:%d %B %Y}. Repeating it earlier can cost the right to"
            " report; another route (a law, a helpline) is open at any time.",
        )


def _reporter_gaps(form: Form, filing: Filing) -> dict[str, str]:
    reporter, gaps = filing.reporter, {}
    if not reporter.name.strip():
        gaps["reporter_name"] = ELEMENTS["reporter_name"]
    if not (reporter.email.isprintable() and EMAIL.fullmatch(reporter.email.strip())):
        slip = " What was given does not look complete." if reporter.email.strip() else ""
        gaps["reporter_email"] = ELEMENTS["reporter_email"] + slip
    if reporter.role not in form.channel.reporter:
        takes = ", ".join(form.channel.reporter)
        gaps["reporter_role"] = f"{ELEMENTS['reporter_role']} ({form.name} takes it from: {takes})"
    return gaps


def _hit_gaps(filing: Filing) -> dict[str, str]:
    needed = []
    if not filing.hit.candidate.profile_url.startswith(("https://", "http://")):
        needed.append("target_locator")
    if not copied(filing):
        needed.append("copied_elements")
    return {each: ELEMENTS[each] for each in needed}


def _law_gaps(form: Law, filing: Filing) -> dict[str, str]:
    said = filing.statement
    given = {
        "illegality_reason": len(said.reason.strip()) >= SHORTEST_REASON,
        "law_reference": bool(said.law.strip()),
        "good_faith_statement": said.good_faith,
        "residence_country": filing.reporter.country.upper() in form.countries,
    }
    return {each: ELEMENTS[each] for each, there in given.items() if not there}
