"""The facts of a report in sentences for the one who decides about it, in three lengths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from impersonation_watch.language import _, several
from impersonation_watch.model import OwnAccount, OwnKind, Person, Presence, Signal
from impersonation_watch.takedown.described import parts
from impersonation_watch.takedown.draft import Filing
from impersonation_watch.takedown.forms import forms, place_name
from impersonation_watch.takedown.sentences import COPIED, FROM_CASE, ROLES, SAID
from impersonation_watch.takedown.shapes import Document
from impersonation_watch.takedown.shown import (
    ADDRESS_LIMIT,
    NAME_LIMIT,
    in_order,
    moment,
    shown,
    units,
)
from impersonation_watch.words import disguised, visible
from matchers import handles, names

SHORT, MEDIUM = 900, 1900  # room to spare under Mastodon's 1,000 and Bluesky's 2,000
MOST_DISGUISES = 6  # named in a report; the whole name is in the evidence
OWN_WORDS = 1000  # units of what happened; a form has little room, the chronology has all of it
PARODY = "claims_parody"


@dataclass(frozen=True, slots=True)
class Line:
    rank: int  # 0 stays always; the highest goes first when room is short
    text: str


def signals(filing: Filing) -> tuple[Signal, ...]:
    """Why the hit was flagged; for a described profile what its name and user name say."""
    if filing.hit is not None:
        return filing.hit.signals
    seen, people = [filing.candidate], [filing.person]
    (named,) = names.signals(names.prepare(people), seen, {})
    (handled,) = handles.signals(handles.prepare(people), seen, {})
    return (*named, *handled)


def copied(filing: Filing) -> tuple[str, ...]:
    """What the profile copies, one sentence each, the clearest first. No scores."""
    person = shown(filing.person.names[0])
    speaking = sorted(signals(filing), key=lambda each: -each.bits)
    lines = [_copied_line(each, person) for each in speaking if each.reason in COPIED]
    told = [each for each in SAID if each in filing.statement.copies]
    lines += [_(SAID[each]).format(person=person) for each in told]
    return tuple(dict.fromkeys(lines))


def genuine(person: Person) -> tuple[str, ...]:
    """The person's own profiles, address first; lost and doubtful ones are not named."""
    own = (each for each in person.own_accounts if each.kind is OwnKind.MINE)
    return tuple(text for each in own if (text := _account_text(each)))


def calls_itself_parody(filing: Filing) -> bool:
    return any(each.reason == PARODY for each in signals(filing))


def facts_block(filing: Filing, limit: int = 0) -> str:
    """The facts as lines, at most `limit` UTF-16 units (as web forms count); 0 means all."""
    lines = _lines(filing)
    while limit and _measure(lines) > limit and any(each.rank for each in lines):
        last = max(range(len(lines)), key=lambda at: (lines[at].rank, at))
        lines.pop(last)
    return "\n".join(each.text for each in lines)


def locator(filing: Filing) -> str:
    """The web address of the profile; without one what else finds it."""
    if filing.has_address or filing.case is None:
        return shown(filing.candidate.profile_url, ADDRESS_LIMIT)
    return description(filing)


def description(filing: Filing) -> str:
    """The profile as it was described, for those who have to find it without an address."""
    return ", ".join(text for _rank, text in _parts(filing))


def account_id(filing: Filing) -> str:
    return shown(filing.candidate.platform_id or "", ADDRESS_LIMIT)


def own_words(text: str, longest: int = OWN_WORDS) -> str:
    """What somebody wrote, line by line, with everything hidden written out."""
    written = text.strip()
    cut = " …" if len(written) > longest else ""
    return "\n".join(shown(each, longest) for each in written[:longest].splitlines()) + cut


def _lines(filing: Filing) -> list[Line]:
    person = shown(filing.person.names[0])
    lines = [Line(0, _first_line(filing, person)), Line(0, _(ROLES[filing.reporter.role]))]
    lines += _identity_lines(filing)
    lines += [Line(0 if at == 0 else 2 + at, text) for at, text in enumerate(copied(filing))]
    lines += _disguise_lines(filing)
    lines += [
        Line(
            2 + 3 * at,
            _("Genuine profile of {person}: {text}").format(person=person, text=in_order(text)),
        )
        for at, text in enumerate(genuine(filing.person))
    ]
    return [*lines, *_words_lines(filing), *_time_lines(filing), *_closing_lines(filing, person)]


def _first_line(filing: Filing, person: str) -> str:
    if filing.has_address or filing.case is None:
        line = _("This profile pretends to be {person}: {locator}")
        return line.format(person=person, locator=in_order(locator(filing)))
    app = shown(place_name(filing.candidate, filing.case.description.app))
    line = _("A profile on {app} pretends to be {person}. No web address of it is known.")
    return line.format(app=app, person=person)


def _identity_lines(filing: Filing) -> list[Line]:
    lines = [] if filing.has_address else [Line(rank, text) for rank, text in _parts(filing)]
    handle = shown(filing.candidate.handle)
    if handle and not lines:
        lines.append(Line(3, _("User name: {handle}").format(handle=handle)))
    if filing.candidate.platform_id:
        number = _("Account id (stays when it is renamed): {number}")
        lines.append(Line(1, number.format(number=account_id(filing))))
    return lines


def _parts(filing: Filing) -> list[tuple[int, str]]:
    return parts(filing.case.description) if filing.case else []


def _disguise_lines(filing: Filing) -> list[Line]:
    """The letters of the shown name that are not what they seem, each once."""
    name = (filing.candidate.display_name or "")[:NAME_LIMIT]
    told = [f"{shown(piece)} ({disguise})" for piece, disguise in visible(name) if disguise]
    named = ", ".join(list(dict.fromkeys(told))[:MOST_DISGUISES])
    lines = (
        [Line(3, _("Disguised in the name shown: {named}.").format(named=named))] if told else []
    )
    counted = [sentence for each in signals(filing) for sentence in disguised(each)]
    return lines + [Line(5, shown(each, ADDRESS_LIMIT)) for each in dict.fromkeys(counted)]


def _words_lines(filing: Filing) -> list[Line]:
    happened = filing.case.happened if filing.case and filing.statement.own_words else ""
    if not happened.strip():
        return []
    return [Line(9, _("What happened, as I know it: {words}").format(words=own_words(happened)))]


def _time_lines(filing: Filing) -> list[Line]:
    lines = []
    if filing.first_seen and filing.last_seen:
        seen = _("First seen {first}, last {last}.")
        first, last = moment(filing.first_seen), moment(filing.last_seen)
        lines.append(Line(4, seen.format(first=first, last=last)))
    elif filing.case is not None:
        noted = _("Noted down {day}.").format(day=moment(filing.case.opened_at))
        lines.append(Line(4, noted))
    created = filing.candidate.created_at
    if created:
        text = _("Created, as the platform states: {day}.").format(
            day=in_order(f"{created:%Y-%m-%d}")
        )
        lines.append(Line(4, text))
    if filing.presence is Presence.BACK:
        lines.append(Line(1, _("The profile was not visible for a while and is back.")))
    return [*lines, *_earlier_lines(filing)]


def _earlier_lines(filing: Filing) -> list[Line]:
    """Only what she noted as sent; what the police or a helper got is no platform's business."""
    lines = []
    papers = {each.id for each in forms() if isinstance(each, Document)}
    for each in filing.earlier:
        if each.sent_at is None or each.form in papers:
            continue
        day = in_order(f"{each.sent_at:%Y-%m-%d}")
        text = _("Reported before on {day}.").format(day=day)
        if each.reference:
            line = _("Reported before on {day}, reference {number}.")
            text = line.format(day=day, number=shown(each.reference))
        lines.append(Line(6, text))
    return lines


def _closing_lines(filing: Filing, person: str) -> list[Line]:
    refusal = _("{person} did not agree to this profile.").format(person=person)
    read = filing.hit is not None or filing.candidate.bio  # what nobody has read is not claimed
    if read and not calls_itself_parody(filing):
        refusal += " " + _("It is not marked as a parody or fan profile.")
    wish = _("Please remove the profile; a label would not be enough.")
    return [Line(0, refusal), Line(0, wish), *_evidence_lines(filing)]


def _evidence_lines(filing: Filing) -> list[Line]:
    if filing.advice.no_pictures:
        text = _("No picture is attached, on purpose: somebody in it may be under 18 or undressed.")
        return [Line(1, text)]
    kept = len({each.sha256 for each in filing.annexed})
    text = several(
        "Evidence: {kept} file with its time and SHA-256 sum is kept and can be given.",
        "Evidence: {kept} files with times and SHA-256 sums are kept and can be given.",
        kept,
    )
    return [Line(5, text.format(kept=kept))]


def _copied_line(signal: Signal, person: str) -> str:
    from_case = signal.photo is not None and signal.photo.from_case
    sentence = _(FROM_CASE if from_case else COPIED[signal.reason])
    return sentence.format(theirs=shown(signal.theirs), ours=shown(signal.ours), person=person)


def _account_text(account: OwnAccount) -> str:
    if account.url:
        return shown(account.url, ADDRESS_LIMIT)
    if not account.handle:
        return ""
    text = _("{handle} on {platform}")
    return text.format(handle=shown(account.handle), platform=shown(account.platform))


def _measure(lines: Sequence[Line]) -> int:
    return units("\n".join(each.text for each in lines))
