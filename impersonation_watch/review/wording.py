"""What the store's own words are called on the pages. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from impersonation_watch import words
from impersonation_watch.language import N_, _, several
from impersonation_watch.model import (
    Answer,
    Candidate,
    ConfigError,
    Decision,
    Outcome,
    Snapshot,
    SourceReport,
)
from impersonation_watch.review import telling
from impersonation_watch.takedown.forms import form
from impersonation_watch.vault import LogLine
from impersonation_watch.words import dates

DECISIONS: dict[Decision, str] = {
    Decision.IMPOSTOR: N_("Pretending to be me"),
    Decision.NAMESAKE: N_("Someone else with my name"),
    Decision.MINE: N_("My own account"),
    Decision.UNSURE: N_("Not sure"),
}
SPOILED = N_("A file in the inbox could not be read and was set aside")
VIEWED = "viewed"
EVENTS = {
    "vault_made": N_("Set up"),
    VIEWED: N_("Profiles or notes were read here"),
    "opened": N_("Opened"),
    "passphrase": N_("Passphrase changed"),
    "person_removed": N_("A person and everything about her was removed"),
    "spoiled": SPOILED,
    "own_account": N_("An own account was added"),
    "case_opened": N_("Something seen was written down"),
    "case_changed": N_("What was written down was changed"),
    "case_closed": N_("What was written down was closed"),
    "case_reopened": N_("What was written down was opened again"),
    "case_erased": N_("What was written down was erased"),
    "note_kept": N_("A note was kept"),
    "note_dropped": N_("A note was deleted"),
    "safety": N_("The safety questions were answered"),
    "names_changed": N_("Names changed"),
    "accounts_changed": N_("Own profiles changed"),
    "consent_renewed": N_("A yes was written down again"),
    "photo_added": N_("A photo was added"),
    "photo_taken_out": N_("A photo was taken out"),
    "photo_told_about": N_("Who has a photo was changed"),
    "photo_erased": N_("A photo was erased"),
    "settings_changed": N_("Settings changed"),
    "person_enrolled": N_("A person was added or changed"),
    "recovery_code": N_("A new recovery code was made"),
    "file_saved": N_("A file was saved to this computer"),
    "spoiled_letter": SPOILED,
    "run_started": N_("A look began"),
    "run_ended": N_("A look ended"),
    "own_account_learnt": N_("An own account was recognised again"),
    "hit_without_person": N_("Something was found for a person who is not here any more"),
    "put_off": N_("Put off for later"),
    "put_off_taken_back": N_("Put back among the others"),
    "hit_erased": N_("A profile was erased"),
    "file_erased": N_("A file was erased"),
    "backup_written": N_("A backup was written"),
    "restored": N_("Brought back from a backup"),
    "everything_exported": N_("Everything was saved as files"),
    "note_exported": N_("A note was saved with it"),
    "handover_key_made": N_("A key for taking batches in was made"),
    "handed_over": N_("A batch was written for a helper"),
    "decisions_came_back": N_("Decisions of a helper were taken in"),
    "decided_by_helper": N_("A decision of a helper was taken over"),
    "batch_taken": N_("A batch was taken in"),
    "decisions_handed_back": N_("Decisions about a batch were written"),
    "batch_erased": N_("A batch was erased"),
    "batch_time_over": N_("A batch went from here, because its time was over"),
}
UNTOLD = frozenset(
    {
        "snapshot",  # one for each file of evidence, told on the page of its hit
        "removed",
        "packet written",  # beside the line that says a report was written
    }
)
SNAPSHOTS = {
    "answer": N_("Answer of the place"),
    "page": N_("The page"),
    "hop": N_("A step on the way to the page"),
    "avatar": N_("Picture as received"),
    "display": N_("Copy of the picture made for showing"),
    **telling.KINDS,
    "crop": N_("A part of a picture"),
    "translation": N_("Translation"),
}
UNITS = ((1_000_000, N_("{count} MB")), (1_000, N_("{count} kB")))
ASKED = re.compile(r"(?P<place>.+) \((?P<count>[0-9]{1,9}) requests\)")  # as the watch tells it


def day(at: datetime | None) -> str:
    """Sunday 22 November 2026, in the time of this machine."""
    return dates.day(at.astimezone()) if at is not None else ""


def date(at: datetime | None) -> str:
    """22 November 2026, in the time of this machine."""
    return dates.date(at.astimezone()) if at is not None else ""


def moment(at: datetime | None) -> str:
    """Sunday 22 November 2026, 09:30, in the time of this machine."""
    return dates.moment(at.astimezone()) if at is not None else ""


def told_lines(lines: Iterable[LogLine]) -> list[LogLine]:
    """Those that belong in the list of activity; what was read one after the other is one line."""
    kept: list[LogLine] = []
    for line in lines:
        again = kept and line.event == VIEWED == kept[-1].event
        if line.event not in UNTOLD and not again:
            kept.append(line)
    return kept


def event(line: LogLine) -> str:
    """One line of the activity in words."""
    last = line.about.rsplit(" ", 1)[-1]
    if line.event == "wrong_passphrase":
        return _("A wrong passphrase was typed, times: {count}").format(count=line.about)
    if line.event == "decision":
        return _("Decided: {decision}").format(decision=_decision(last))
    if line.event == "undo":
        return _("Taken back, now: {decision}").format(decision=_decision(last))
    if line.event == "takedown":
        return _("Report written: {form}").format(form=form_name(last))
    return _(EVENTS.get(line.event, line.event.replace("_", " ").capitalize()))


def form_name(form_id: str) -> str:
    """Name of a place or law to report to; its id when there is no such form any more."""
    try:
        return _(form(form_id).name)
    except ConfigError:
        return form_id


def snapshot_name(snapshot: Snapshot) -> str:
    """What a file of evidence is."""
    return _(SNAPSHOTS.get(snapshot.kind, N_("File")))


def size(count: int) -> str:
    """Bytes in words: 512 bytes, 12 kB, 1.5 MB."""
    for unit, name in UNITS:
        if count >= unit:
            return _(name).format(count=f"{count / unit:.1f}".removesuffix(".0"))
    return several("{count} byte", "{count} bytes", count).format(count=count)


def made_on(candidate: Candidate) -> str:
    """When the profile says it was made, as exactly as it says it."""
    at = candidate.created_at
    return dates.date(at, candidate.created_precision) if at is not None else ""


def progress(line: str) -> str:
    """A line of progress with the readable name of its place."""
    found = ASKED.fullmatch(line)
    if found is None:
        return line
    told = several("{place} ({count} request)", "{place} ({count} requests)", int(found["count"]))
    return told.format(place=words.place(found["place"]), count=found["count"])


def answer_words(answer: Answer) -> str:
    """What came of a link that is not like the person."""
    if answer.outcome is Outcome.OK:
        return _("Nothing there looks like your name or photos. It was not kept.")
    return words.outcome(SourceReport(source="link", outcome=answer.outcome))


def _decision(value: str) -> str:
    if value == Decision.UNDECIDED:
        return _("nothing decided")
    try:
        return _(DECISIONS[Decision(value)])
    except ValueError:
        return value
