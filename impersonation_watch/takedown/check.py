"""When a report must not be written, and what is missing before it can be."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from impersonation_watch.judge import own_account
from impersonation_watch.model import (
    CannotFill,
    Decision,
    How,
    OwnKind,
    Presence,
    Snapshot,
    StoreError,
    Takedown,
)
from impersonation_watch.takedown import forms
from impersonation_watch.takedown.draft import Draft, Filing
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


def refuse_again(draft: Draft) -> None:
    """Raise CannotFill when the same report was made some days ago and nothing is new since.

    One that was not marked as sent may still be corrected: other words of the user are new too.
    """
    filing, channel = draft.filing, draft.form.channel
    same_form = [each for each in filing.earlier if each.form == draft.form.id]
    same = [each for each in same_form if each.hit_key == filing.hit.key]
    if not same or filing.presence is Presence.BACK:
        return
    latest = max(same, key=_made_or_sent)
    again = _made_or_sent(latest) + timedelta(days=channel.repeat_after_days)
    if draft.made_at < again and all(each in latest.text for each in _news(draft, latest)):
        where = f"; its packet is here: {latest.path}" if latest.path else ""
        raise CannotFill(
            f"a report to {draft.form.name} about this profile was already made, and nothing is"
            f" new{where}",
            advice=f"Wait until {again:%d %B %Y}. Repeating it earlier can cost the right to"
            " report; another route (a law, a helpline) is open at any time.",
        )


def _made_or_sent(earlier: Takedown) -> datetime:
    return earlier.sent_at or earlier.made_at


def _news(draft: Draft, latest: Takedown) -> list[str]:
    """Lines of this report that make it a new one where the latest does not have them."""
    lines = list(copied(draft.filing))
    if latest.sent_at is None:
        facts = (draft.short, draft.medium, draft.full)
        own = [each.value for each in draft.fields if each.value not in facts]
        lines += [line for value in own for line in value.splitlines()]
    return lines


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


def _reporter_gaps(form: Form, filing: Filing) -> dict[str, str]:
    reporter, gaps = filing.reporter, {}
    asked = {each.source for each in form.channel.fields}
    if "reporter_name" in asked and not reporter.name.strip():
        gaps["reporter_name"] = ELEMENTS["reporter_name"]
    if "reporter_email" in asked and not (
        reporter.email.isprintable() and EMAIL.fullmatch(reporter.email.strip())
    ):
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
