"""Once is enough: a report that says nothing new is not made again within some days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from impersonation_watch import language
from impersonation_watch.language import _
from impersonation_watch.model import CannotFill, How, Presence, Takedown
from impersonation_watch.takedown.draft import Draft
from impersonation_watch.takedown.facts import copied
from impersonation_watch.words import dates

HER_OWN = frozenset(
    {
        "reporter_name", "reporter_email", "reporter_address", "reporter_phone",
        "illegality_reason", "law_reference", "ownership_basis", "work_identification",
        "item_location", "signature",
    }
)  # fmt: skip


def refuse_again(draft: Draft) -> None:
    """Raise CannotFill when the same report was made some days ago and nothing is new since.

    One that was not marked as sent may still be corrected: other words of the user are new too.
    """
    filing = draft.filing
    same_form = [each for each in filing.earlier if each.form == draft.form.id]
    same = [each for each in same_form if each.hit_key in (filing.about, *filing.known_as)]
    if not same or filing.presence is Presence.BACK:
        return
    latest = max(same, key=_made_or_sent)
    again = _made_or_sent(latest) + timedelta(days=draft.channel.repeat_after_days)
    if draft.made_at < again and _says_nothing_new(draft, latest):
        raise CannotFill(
            _said(draft, latest),
            advice=_(
                "Wait until {day}. Repeating it earlier can cost the right to report; another route"
                " (a law, a helpline) is open at any time."
            ).format(day=dates.date(again)),
        )


def _said(draft: Draft, latest: Takedown) -> str:
    said = _("a report to {form} about this profile was already made, and nothing is new").format(
        form=_(draft.form.name)
    )
    if latest.path:
        said = _("{said}; its packet is here: {path}").format(said=said, path=latest.path)
    return said


def _made_or_sent(earlier: Takedown) -> datetime:
    return earlier.sent_at or earlier.made_at


def _says_nothing_new(draft: Draft, latest: Takedown) -> bool:
    """Whether all it says stood in the latest, in whatever language that was written."""
    brought = {each.sha256 for each in draft.filing.annexed if each.how is How.SUPPLIED}
    if not brought <= set(latest.evidence):
        return False
    own = [] if latest.sent_at else _own_lines(draft)
    if any(each not in latest.text for each in own):
        return False
    return any(all(each in latest.text for each in lines) for lines in _in_each_language(draft))


def _own_lines(draft: Draft) -> list[str]:
    """What she said herself: a report that was not sent may be corrected."""
    fields = zip(draft.channel.fields, draft.fields, strict=True)
    return [
        line
        for blank, filled in fields
        if blank.source in HER_OWN
        for line in filled.value.splitlines()
    ]


def _in_each_language(draft: Draft) -> Iterator[tuple[str, ...]]:
    spoken = language.spoken()
    try:
        for each in language.LANGUAGES:
            language.speak(each)
            yield copied(draft.filing)
    finally:
        language.speak(spoken)
