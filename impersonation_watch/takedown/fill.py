"""Fill a form: every field in the form's own order, or say what is missing before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from impersonation_watch.model import CannotFill
from impersonation_watch.takedown.check import ReadBlob, missing, refuse, refuse_again
from impersonation_watch.takedown.draft import Draft, Filing, Filled
from impersonation_watch.takedown.elements import ELEMENTS
from impersonation_watch.takedown.facts import (
    MEDIUM,
    SHORT,
    account_id,
    calls_itself_parody,
    facts_block,
    genuine,
)
from impersonation_watch.takedown.forms import needs_check
from impersonation_watch.takedown.shapes import Form, FormField, Ground, Law
from impersonation_watch.takedown.shown import shown, units

LONGEST_WORDS = 5000  # units of what the user writes; longer is not read
GOOD_FAITH = (
    "I believe in good faith that what I state and claim here is accurate and complete."
    " (Confirmed by {name}.)"
)
UPLOAD_NOTE = (
    "Upload it yourself; it is never asked for or kept here. Where the form allows, cover the"
    " number and the machine-readable lines, and write across it: “for {form}, {day},"
    " impersonation report only”."
)
CAUTIONS = {
    "unseen": "We have not seen this form live: check the order on the page. If a field is not"
    " there, leave it out.",
    "log_in": "It is not certain whether you need an account there to report.",
    "law": "The wording of the law you chose was not checked. Have a person who knows it look at it"
    " before you send this.",
    "parody": "The profile calls itself a parody. Many platforms allow that, and a false report can"
    " cost the right to report. Look again before you send.",
    "no_genuine": "No genuine profile is named. Naming one, with its age, helps most.",
}


def prepare(form: Form, filing: Filing, *, read_blob: ReadBlob, now: datetime) -> Draft:
    """The report as a draft; nothing is written anywhere.

    Raises CannotFill: when a report would be wrong (own or lost account, not decided, no consent,
    wrong platform, sent within the last days without new facts), and, with `missing` and a
    sentence for each, when required elements are missing or the evidence is not whole.
    """
    refuse(form, filing, now)
    gaps = missing(form, filing, read_blob)
    values = _values(filing, form)
    gaps |= _empty_fields(form, values)
    if gaps:
        raise CannotFill(
            f"the report to {form.name} needs more:\n"
            + "\n".join(f"  {sentence}" for sentence in gaps.values()),
            missing=tuple(gaps),
            advice="Add what is missing and try again; nothing was written.",
        )
    draft = _draft(form, filing, values, now)
    refuse_again(draft)
    return draft


def ground(form: Form, law: str) -> Ground | None:
    """The ground of that id, if the form has one."""
    grounds = form.grounds if isinstance(form, Law) else ()
    return next((each for each in grounds if each.id == law.strip()), None)


def suggest_reason(chosen: Ground, person_name: str) -> str:
    """A first wording of why the profile is illegal, for the user to correct and confirm."""
    return (
        f"The profile shows the name and photos of {shown(person_name)} as if they were its own"
        f" and acts in that name without consent. {chosen.law} covers {chosen.covers}."
    )


def _draft(form: Form, filing: Filing, values: Mapping[str, str], now: datetime) -> Draft:
    fields = tuple(_filled(form, each, values, now) for each in form.channel.fields)
    return Draft(
        form=form,
        filing=filing,
        made_at=now,
        fields=fields,
        short=values["facts_short"],
        medium=values["facts_medium"],
        full=values["facts_full"],
        learns=form.channel.learns,
        cautions=_cautions(form, filing, now),
    )


def _values(filing: Filing, form: Form) -> dict[str, str]:
    candidate, reporter = filing.hit.candidate, filing.reporter
    return {
        "reporter_name": shown(reporter.name.strip(), 200),
        "reporter_email": shown(reporter.email.strip(), 260),
        "person_name": shown(filing.person.names[0]),
        "impostor_name": shown(candidate.display_name or candidate.handle),
        "impostor_handle": shown(candidate.handle),
        "target_locator": shown(candidate.profile_url, 2000),
        "target_account_id": account_id(filing),
        "genuine_profile": "\n".join(genuine(filing)),
        "facts_short": facts_block(filing, SHORT),
        "facts_medium": facts_block(filing, MEDIUM),
        "facts_full": facts_block(filing),
        **_law_values(form, filing),
    }


def _law_values(form: Form, filing: Filing) -> dict[str, str]:
    said = filing.statement
    chosen = ground(form, said.law)
    law = f"{chosen.law}: {chosen.covers}" if chosen else _own_words(said.law)
    confirmed = GOOD_FAITH.format(name=shown(filing.reporter.name.strip()))
    return {
        "illegality_reason": _own_words(said.reason),
        "law_reference": law,
        "good_faith_statement": confirmed if said.good_faith else "",
    }


def _own_words(text: str) -> str:
    return "\n".join(shown(each, LONGEST_WORDS) for each in text.strip().splitlines())


def _empty_fields(form: Form, values: Mapping[str, str]) -> dict[str, str]:
    """Required fields of the form that nothing fills, by element id."""
    return {
        each.source: ELEMENTS.get(each.source, f"The form's field “{each.label}” is empty.")
        for each in form.channel.fields
        if each.required and each.source in values and not values[each.source]
    }


def _filled(form: Form, blank: FormField, values: Mapping[str, str], now: datetime) -> Filled:
    value = blank.value or values.get(blank.source, "")
    if blank.max_chars and units(value) > blank.max_chars:
        raise CannotFill(
            f"the text for “{blank.label}” is longer than {form.name} takes",
            missing=(blank.source,),
            advice=f"Shorten what you wrote to {blank.max_chars} characters.",
        )
    note = UPLOAD_NOTE.format(form=form.name, day=f"{now:%Y-%m-%d}")
    return Filled(
        key=blank.key,
        label=blank.label,
        value=value,
        required=blank.required,
        by_hand=blank.source == "by_hand",
        note=note if blank.type == "file" else blank.note,
    )


def _cautions(form: Form, filing: Filing, now: datetime) -> tuple[str, ...]:
    chosen = ground(form, filing.statement.law)
    applies = {
        "unseen": needs_check(form.channel, now.date()),
        "log_in": form.channel.account_needed in ("conflict", "unknown"),
        "law": chosen is not None and chosen.status == "unverified",
        "parody": calls_itself_parody(filing),
        "no_genuine": not genuine(filing),
    }
    legal = (form.clock, *form.exclusions) if isinstance(form, Law) else ()
    said = [CAUTIONS[each] for each, so in applies.items() if so]
    return (*said, *form.channel.pitfalls, *legal)
