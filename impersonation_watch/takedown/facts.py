"""The facts of a report in sentences for the one who decides about it, in three lengths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from impersonation_watch.model import OwnAccount, OwnKind, Presence, Signal
from impersonation_watch.takedown.draft import Filing
from impersonation_watch.takedown.shown import ADDRESS_LIMIT, NAME_LIMIT, moment, shown, units
from impersonation_watch.words import visible

SHORT, MEDIUM = 900, 1900  # room to spare under Mastodon's 1,000 and Bluesky's 2,000
MOST_DISGUISES = 6  # named in a report; the whole name is in the evidence
PARODY = "claims_parody"
ROLES = {
    "self": "I am that person.",
    "representative": "I write on behalf of that person.",
    "parent": "I am a parent of that person.",
    "bystander": "I noticed the profile and know that it is not that person's.",
}
# one sentence per reason key of matchers.WEIGHTS that speaks for a copy
COPIED = {
    "name_exact": "The name shown, “{theirs}”, is the name of {person}.",
    "name_lookalike": "The name shown, “{theirs}”, is the name “{ours}” in look-alike letters.",
    "name_invisible": "The name shown, “{theirs}”, is the name “{ours}” with hidden characters.",
    "name_leet": "The name shown, “{theirs}”, is the name “{ours}” with digits for letters.",
    "name_styled": "The name shown, “{theirs}”, is the name “{ours}” in decorated letters.",
    "name_reordered": "The name shown, “{theirs}”, is the name “{ours}” in another order.",
    "name_nickname": "The name shown, “{theirs}”, is the name “{ours}” with a nickname.",
    "name_affix": "The name shown, “{theirs}”, is the name “{ours}” with something added.",
    "name_joined": "The name shown, “{theirs}”, is the name “{ours}” joined or spaced out.",
    "name_slip": "The name shown, “{theirs}”, is the name “{ours}” but for a letter or two.",
    "name_initial": "The name shown, “{theirs}”, is the name “{ours}” with an initial.",
    "name_script": "The name shown, “{theirs}”, is the name “{ours}” in another script.",
    "name_part": "The name shown, “{theirs}”, is part of the name “{ours}”.",
    "handle_exact": "The user name “{theirs}” is one that {person} uses.",
    "handle_affix": "The user name “{theirs}” is “{ours}”, used by {person}, with additions.",
    "handle_name": "The user name “{theirs}” is made of the name of {person}.",
    "handle_lookalike": "The user name “{theirs}” is made to look like “{ours}”.",
    "photo_copy": "The profile picture is a copy of a photo of {person}.",
    "photo_crop": "The profile picture is cut out of a photo of {person}.",
    "photo_mirror": "The profile picture is a photo of {person}, mirrored.",
    "photo_framed": "The profile picture is a photo of {person} with a frame or writing added.",
    "links_own": "The profile links to an account of {person} as if it were its own.",
}


@dataclass(frozen=True, slots=True)
class Line:
    rank: int  # 0 stays always; the highest goes first when room is short
    text: str


def copied(filing: Filing) -> tuple[str, ...]:
    """What the profile copies, one sentence each, the clearest first. No scores."""
    person = shown(filing.person.names[0])
    speaking = sorted(filing.hit.signals, key=lambda each: -each.bits)
    said = [_copied_line(each, person) for each in speaking if each.reason in COPIED]
    return tuple(dict.fromkeys(said))


def genuine(filing: Filing) -> tuple[str, ...]:
    """The person's own profiles, address first; lost and doubtful ones are not named."""
    own = (each for each in filing.person.own_accounts if each.kind is OwnKind.MINE)
    return tuple(text for each in own if (text := _account_text(each)))


def calls_itself_parody(filing: Filing) -> bool:
    return any(each.reason == PARODY for each in filing.hit.signals)


def facts_block(filing: Filing, limit: int = 0) -> str:
    """The facts as lines, at most `limit` UTF-16 units (as web forms count); 0 means all."""
    lines = _lines(filing)
    while limit and _measure(lines) > limit and any(each.rank for each in lines):
        last = max(range(len(lines)), key=lambda at: (lines[at].rank, at))
        lines.pop(last)
    return "\n".join(each.text for each in lines)


def _lines(filing: Filing) -> list[Line]:
    candidate, person = filing.hit.candidate, shown(filing.person.names[0])
    lines = [
        Line(0, f"This profile pretends to be {person}: {locator(filing)}"),
        Line(0, ROLES[filing.reporter.role]),
        Line(3, f"User name: {shown(candidate.handle)}"),
    ]
    if candidate.platform_id:
        lines.append(Line(1, f"Account id (stays when it is renamed): {account_id(filing)}"))
    lines += [Line(0 if at == 0 else 2 + at, text) for at, text in enumerate(copied(filing))]
    lines += _disguise_lines(filing)
    lines += [
        Line(2 + 3 * at, f"Genuine profile of {person}: {text}")
        for at, text in enumerate(genuine(filing))
    ]
    return [*lines, *_time_lines(filing), *_closing_lines(filing, person)]


def _disguise_lines(filing: Filing) -> list[Line]:
    """The letters of the shown name that are not what they seem, each once."""
    name = (filing.hit.candidate.display_name or "")[:NAME_LIMIT]
    told = [f"{shown(piece)} ({disguise})" for piece, disguise in visible(name) if disguise]
    several = ", ".join(list(dict.fromkeys(told))[:MOST_DISGUISES])
    return [Line(3, f"Disguised in the name shown: {several}.")] if told else []


def _time_lines(filing: Filing) -> list[Line]:
    lines = [Line(4, f"First seen {moment(filing.first_seen)}, last {moment(filing.last_seen)}.")]
    created = filing.hit.candidate.created_at
    if created:
        lines.append(Line(4, f"Created, as the platform states: {created:%Y-%m-%d}."))
    if filing.presence is Presence.BACK:
        lines.append(Line(1, "The profile was gone for a while and is back."))
    for each in filing.earlier:
        number = f", reference {shown(each.reference)}" if each.reference else ""
        lines.append(
            Line(6, f"Reported before on {each.sent_at or each.made_at:%Y-%m-%d}{number}.")
        )
    return lines


def _closing_lines(filing: Filing, person: str) -> list[Line]:
    parody = "" if calls_itself_parody(filing) else " It is not marked as a parody or fan profile."
    kept = len({each.sha256 for each in filing.snapshots})
    return [
        Line(0, f"{person} did not agree to this profile.{parody}"),
        Line(0, "Please remove the profile; a label would not be enough."),
        Line(5, f"Evidence: {kept} files with times and SHA-256 sums are kept and can be given."),
    ]


def locator(filing: Filing) -> str:
    return shown(filing.hit.candidate.profile_url, ADDRESS_LIMIT)


def account_id(filing: Filing) -> str:
    return shown(filing.hit.candidate.platform_id or "", ADDRESS_LIMIT)


def _copied_line(signal: Signal, person: str) -> str:
    sentence = COPIED[signal.reason]
    return sentence.format(theirs=shown(signal.theirs), ours=shown(signal.ours), person=person)


def _account_text(account: OwnAccount) -> str:
    if account.url:
        return shown(account.url, ADDRESS_LIMIT)
    return f"{shown(account.handle)} on {shown(account.platform)}" if account.handle else ""


def _measure(lines: Sequence[Line]) -> int:
    return units("\n".join(each.text for each in lines))
