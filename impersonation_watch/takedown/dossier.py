"""The dated list as text, PDF and packet. Nothing in it is for a platform."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from impersonation_watch.language import N_, _
from impersonation_watch.model import CannotFill, How, Takedown
from impersonation_watch.takedown import letter, typeset
from impersonation_watch.takedown.annex import pieces
from impersonation_watch.takedown.check import ReadBlob, broken_evidence, refuse_person
from impersonation_watch.takedown.chronology import (
    DECISIONS,
    ID,
    PRESENCE,
    Matter,
    Profile,
    form_name,
    moments,
)
from impersonation_watch.takedown.draft import Filing
from impersonation_watch.takedown.facts import own_words
from impersonation_watch.takedown.fill import learns
from impersonation_watch.takedown.forms import form, place_name
from impersonation_watch.takedown.headings import RECORD
from impersonation_watch.takedown.packet import Packet, annexes, bundle, encoded
from impersonation_watch.takedown.shown import ADDRESS_LIMIT, moment, shown

LONGEST_WORDS = 20_000  # units of what she wrote; a record is not cut short
BLANK_LINES = 4  # of the hand-over list, to fill in by hand
ASKED = {
    "number": N_("Number of the case"),
    "station": N_("Station"),
    "officer": N_("Officer"),
    "day": N_("Reported on"),
    "court_day": N_("Court day"),
}


def write_chronology(
    matter: Matter,
    folder: Path,
    *,
    read_blob: ReadBlob,
    now: datetime,
    log: Sequence[str] = (),
) -> Packet:
    """Write the list, its files and a manifest into one new zip.

    Raises CannotFill without consent, without fresh safety answers and when a file is gone or was
    changed; StoreError when the disk is full. To keep evidence nothing else is asked.
    """
    _refuse(matter.filing, read_blob, now)
    contents = _contents(matter, now)
    record = letter.template("record.txt").render(contents)
    files = {
        "README.txt": encoded(letter.template("README-record.txt").render(contents)),
        "record.txt": encoded(record),
        "record.pdf": typeset.pdf("record.typ", contents, now),
        **annexes(matter.filing, read_blob, log),
    }
    path, sha256 = bundle(folder, ID, files, now)
    return Packet(path=path, sha256=sha256, text=record)


def _refuse(filing: Filing, read_blob: ReadBlob, now: datetime) -> None:
    refuse_person(filing, now)
    broken = broken_evidence(filing, read_blob) if filing.snapshots else ""
    if broken:
        raise CannotFill(
            _("the evidence is not whole: {broken}").format(broken=broken),
            missing=("evidence_sealed",),
            advice=_("Bring the vault back from a backup, then try again. Nothing was written."),
        )


def _contents(matter: Matter, now: datetime) -> dict[str, Any]:
    filing = matter.filing
    says = {name: _(text) for name, text in RECORD.items()}
    says["zone"] = says["zone"].format(zone=f"{now.astimezone():%z}")
    return {
        "says": says,
        "form": _(form(ID).name),
        "person": shown(filing.person.names[0]),
        "written": moment(now),
        "learns": learns(form(ID).channel, filing),
        "cautions": [_(each) for each in form(ID).channel.pitfalls],
        "described": _described(filing),
        "words": _words(filing),
        "profiles": [_profile(each) for each in matter.profiles],
        "moments": [{**asdict(each), "at": moment(each.at)} for each in moments(matter)],
        "witnesses": _witnesses(filing),
        "police": _police(filing),
        "reports": [_report(each) for each in filing.earlier if each.form != ID],
        "files": _files(filing),
        "no_pictures": filing.advice.no_pictures,
        "handed": [_handed(each) for each in filing.earlier if each.form == ID and each.sent_at],
        "blanks": BLANK_LINES,
        "notes": bool(filing.notes),
        "log": bool(matter.events),
    }


def _described(filing: Filing) -> list[tuple[str, str]]:
    if filing.case is None:
        return []
    told = filing.case.description
    rows = (
        (_("App or site"), place_name(filing.candidate, told.app)),
        (_("Address"), told.url),
        (_("Name shown"), told.name),
        (_("User name"), told.handle),
        (_("Age shown"), told.age),
        (_("Place shown"), told.place),
        (_("Phone number"), told.phone),
        (_("Text on the profile"), told.bio),
    )
    return [(label, own_words(text, LONGEST_WORDS)) for label, text in rows if text.strip()]


def _words(filing: Filing) -> str:
    """What happened, only when she ticked it: it may name somebody."""
    if filing.case is None or not filing.statement.own_words:
        return ""
    return own_words(filing.case.happened, LONGEST_WORDS)


def _profile(profile: Profile) -> dict[str, str]:
    seen = profile.candidate
    handle = f" ({shown(seen.handle)})" if seen.handle else ""
    return {
        "name": shown(seen.display_name or "") + handle,
        "address": shown(seen.profile_url, ADDRESS_LIMIT),
        "number": shown(seen.platform_id or "", ADDRESS_LIMIT),
        "decision": _("Decided: {decision}.").format(decision=_(DECISIONS[profile.decision])),
        "presence": _(PRESENCE[profile.presence]),
    }


def _witnesses(filing: Filing) -> list[dict[str, str]]:
    """Who and when; what they said only together with her own words, for it may name somebody."""
    told = filing.statement.own_words
    return [
        {
            "who": shown(each.who),
            "when": shown(each.when),
            "what": own_words(each.what, LONGEST_WORDS) if told else "",
        }
        for each in (filing.case.witnesses if filing.case else ())
    ]


def _police(filing: Filing) -> list[tuple[str, str]]:
    known = filing.case.police if filing.case else None
    if known is None:
        return []
    said = {name: getattr(known, name) for name in ASKED}
    return [(_(ASKED[name]), shown(text, 300)) for name, text in said.items() if text.strip()]


def _report(report: Takedown) -> dict[str, str]:
    return {
        "form": form_name(report.form),
        "made": moment(report.made_at),
        "sent": moment(report.sent_at) if report.sent_at else _("not noted as sent"),
        "reference": shown(report.reference),
        "answer": own_words(report.answer, LONGEST_WORDS),
    }


def _handed(report: Takedown) -> dict[str, str]:
    at = moment(report.sent_at) if report.sent_at else ""
    return {"at": at, "to": shown(report.reference, 300)}


def _files(filing: Filing) -> dict[str, list[dict[str, str]]]:
    """The rows of the files, each kept apart by how it came."""
    hows = {(each.sha256, moment(each.at)): each.how for each in filing.annexed}
    groups: dict[str, list[dict[str, str]]] = {how.value: [] for how in How}
    for row in pieces(filing.annexed):
        groups[hows[row.sha256, row.at].value].append(asdict(row))
    return groups
