"""Fill a form: every field in the form's own order, or say what is missing before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from impersonation_watch.language import N_, _
from impersonation_watch.model import CannotFill
from impersonation_watch.takedown.check import ReadBlob, missing, refuse
from impersonation_watch.takedown.copyright import BELIEF, copyright_values
from impersonation_watch.takedown.described import BIO_LIMIT
from impersonation_watch.takedown.draft import Draft, Filing, Filled
from impersonation_watch.takedown.elements import ELEMENTS
from impersonation_watch.takedown.facts import (
    MEDIUM,
    SHORT,
    account_id,
    calls_itself_parody,
    description,
    facts_block,
    genuine,
    own_words,
)
from impersonation_watch.takedown.forms import needs_check
from impersonation_watch.takedown.repeats import refuse_again
from impersonation_watch.takedown.shapes import Channel, Form, FormField, Ground, Law
from impersonation_watch.takedown.shown import shown, units

LONGEST_WORDS = 5000  # units of what the user writes; longer is not read
GOOD_FAITH = N_(
    "I believe in good faith that what I state and claim here is accurate and complete."
    " (Confirmed by {name}.)"
)
UPLOAD_NOTE = N_(
    "Upload it yourself; it is never asked for or kept here. Where the form allows, cover the"
    " number and the machine-readable lines, and write across it: “for {form}, {day},"
    " impersonation report only”."
)
CAUTIONS = {
    "hold": N_(
        "You said that this could make somebody angry, or that the police or a court know of it."
        " You thought about it and chose to write the report. You can still wait."
    ),
    "police": N_(
        "Ask the police first whether the platform must keep its data of this account. When the"
        " account is taken down, that data may be deleted."
    ),
    "no_pictures": N_(
        "No picture is in this packet, on purpose. Do not add one: passing on a picture of somebody"
        " under 18 who is undressed is a crime in most countries, also for a good reason."
    ),
    "unseen": N_(
        "We have not seen this form live: check the order on the page. If a field is not there,"
        " leave it out."
    ),
    "log_in": N_("It is not certain whether you need an account there to report."),
    "law": N_(
        "The wording of the law you chose was not checked. Have a person who knows it look at it"
        " before you send this."
    ),
    "parody": N_(
        "The profile calls itself a parody. Many platforms allow that, and a false report can"
        " cost the right to report. Look again before you send."
    ),
    "no_genuine": N_("No genuine profile is named. Naming one, with its age, helps most."),
}


def prepare(form: Form, filing: Filing, *, read_blob: ReadBlob, now: datetime) -> Draft:
    """The report as a draft; nothing is written anywhere.

    Raises CannotFill: when a report would be wrong (safety questions not answered within the hour,
    advised to wait and not confirmed, own or lost account, not decided, no consent, wrong platform,
    sent within the last days without new facts), and, with `missing` and a sentence for each, when
    required elements are missing or the evidence is not whole.
    """
    refuse(form, filing, now)
    channel = form.channel_for(has_address=filing.has_address)
    gaps = missing(form, channel, filing, read_blob)
    values = _values(filing, form)
    gaps = {**_empty_fields(channel, values), **gaps}
    if gaps:
        raise CannotFill(
            _("the report to {form} needs more:").format(form=_(form.name))
            + "\n"
            + "\n".join(f"  {sentence}" for sentence in gaps.values()),
            missing=tuple(gaps),
            advice=_("Add what is missing and try again; nothing was written."),
        )
    draft = _draft(form, channel, filing, values, now)
    refuse_again(draft)
    return draft


def ground(form: Form, law: str) -> Ground | None:
    """The ground of that id, if the form has one."""
    grounds = form.grounds if isinstance(form, Law) else ()
    return next((each for each in grounds if each.id == law.strip()), None)


def suggest_reason(chosen: Ground, person_name: str) -> str:
    """A first wording of why the profile is illegal, for the user to correct and confirm."""
    return _(
        "The profile shows the name and photos of {person} as if they were its own and acts in that"
        " name without consent. {law} covers {covers}."
    ).format(person=shown(person_name), law=_(chosen.law), covers=_(chosen.covers))


def _draft(
    form: Form, channel: Channel, filing: Filing, values: Mapping[str, str], now: datetime
) -> Draft:
    fields = tuple(_filled(form, each, values, now) for each in channel.fields)
    return Draft(
        form=form,
        channel=channel,
        filing=filing,
        made_at=now,
        fields=fields,
        short=values["facts_short"],
        medium=values["facts_medium"],
        full=values["facts_full"],
        learns=learns(channel, filing),
        cautions=_cautions(form, channel, filing, now),
    )


def learns(channel: Channel, filing: Filing) -> tuple[str, ...]:
    """What the other side will learn: what the form's file says, and what she ticked."""
    said = [_(each) for each in channel.learns]
    if filing.notes:
        said.append(_("Whoever you send it to can read the private notes you ticked."))
    return tuple(said)


def _values(filing: Filing, form: Form) -> dict[str, str]:
    candidate, reporter = filing.candidate, filing.reporter
    return {
        "reporter_name": shown(reporter.name.strip(), 200),
        "reporter_email": shown(reporter.email.strip(), 260),
        "reporter_address": _own_words(reporter.address),
        "reporter_phone": shown(reporter.phone.strip()),
        "person_name": shown(filing.person.names[0]),
        "impostor_name": shown(candidate.display_name or candidate.handle),
        "impostor_handle": shown(candidate.handle),
        "target_locator": shown(candidate.profile_url, 2000),
        "target_account_id": account_id(filing),
        "genuine_profile": "\n".join(genuine(filing.person)),
        "facts_short": facts_block(filing, SHORT),
        "facts_medium": facts_block(filing, MEDIUM),
        "facts_full": facts_block(filing),
        **_described_values(filing),
        **_law_values(form, filing),
        **copyright_values(filing),
    }


def _described_values(filing: Filing) -> dict[str, str]:
    told = filing.case.description if filing.case else None
    return {
        "target_description": description(filing),
        "impostor_age": shown(told.age.strip()) if told else "",
        "impostor_place": shown(filing.candidate.location or ""),
        "impostor_phone": shown(told.phone.strip()) if told else "",
        "impostor_bio": own_words(filing.candidate.bio or "", BIO_LIMIT),
    }


def _law_values(form: Form, filing: Filing) -> dict[str, str]:
    said = filing.statement
    chosen = ground(form, said.law)
    law = f"{_(chosen.law)}: {_(chosen.covers)}" if chosen else _own_words(said.law)
    belief = BELIEF if isinstance(form, Law) and form.is_locked else GOOD_FAITH
    confirmed = _(belief).format(name=shown(filing.reporter.name.strip()))
    return {
        "illegality_reason": _own_words(said.reason),
        "law_reference": law,
        "good_faith_statement": confirmed if said.good_faith else "",
    }


def _own_words(text: str) -> str:
    return own_words(text, LONGEST_WORDS)


def _empty_fields(channel: Channel, values: Mapping[str, str]) -> dict[str, str]:
    """Required fields of the form that nothing fills, by element id."""
    empty = {each.source: _empty(each) for each in channel.fields if _is_empty(each, values)}
    if "target_description" in empty and "target_locator" not in empty:
        empty["target_locator"] = empty.pop("target_description")  # one thing is asked for once
    return empty


def _is_empty(blank: FormField, values: Mapping[str, str]) -> bool:
    return blank.required and blank.source in values and not values[blank.source]


def _empty(blank: FormField) -> str:
    if blank.source in ELEMENTS:
        return _(ELEMENTS[blank.source])
    return _("The form's field “{label}” is empty.").format(label=_(blank.label))


def _filled(form: Form, blank: FormField, values: Mapping[str, str], now: datetime) -> Filled:
    value = _(blank.value) or values.get(blank.source, "")
    if blank.max_chars and units(value) > blank.max_chars:
        raise CannotFill(
            _("the text for “{label}” is longer than {form} takes").format(
                label=_(blank.label), form=_(form.name)
            ),
            missing=(blank.source,),
            advice=_("Shorten what you wrote to {count} characters.").format(count=blank.max_chars),
        )
    note = _(UPLOAD_NOTE).format(form=_(form.name), day=f"{now:%Y-%m-%d}")
    return Filled(
        key=blank.key,
        label=_(blank.label),
        value=value,
        required=blank.required,
        by_hand=blank.source == "by_hand",
        note=note if blank.type == "file" and not blank.note else _(blank.note),
    )


def _cautions(form: Form, channel: Channel, filing: Filing, now: datetime) -> tuple[str, ...]:
    chosen = ground(form, filing.statement.law)
    applies = {
        "hold": filing.advice.hold,
        "police": filing.advice.ask_police,
        "no_pictures": filing.advice.no_pictures,
        "unseen": needs_check(channel, now.date()),
        "log_in": channel.account_needed in ("conflict", "unknown"),
        "law": chosen is not None and chosen.status == "unverified",
        "parody": calls_itself_parody(filing),
        "no_genuine": not genuine(filing.person),
    }
    legal = (form.clock, *form.exclusions) if isinstance(form, Law) else ()
    said = [CAUTIONS[each] for each, so in applies.items() if so]
    return tuple(_(each) for each in (*said, *channel.pitfalls, *legal))
