"""What the store's own words are called on the pages. Pure."""

from __future__ import annotations

from datetime import datetime

from impersonation_watch import words
from impersonation_watch.model import (
    Answer,
    Candidate,
    ConfigError,
    Decision,
    Outcome,
    Snapshot,
    SourceReport,
)
from impersonation_watch.review.looking import COUNT
from impersonation_watch.takedown.forms import form
from impersonation_watch.vault import LogLine

DECISIONS: dict[Decision, str] = {
    Decision.IMPOSTOR: "Pretending to be me",
    Decision.NAMESAKE: "Someone else with my name",
    Decision.MINE: "My own account",
    Decision.UNSURE: "Not sure",
}
EVENTS = {
    "vault_made": "Set up",
    "opened": "Opened",
    "passphrase": "Passphrase changed",
    "person_removed": "A person and everything about her was removed",
    "spoiled": "A file in the inbox could not be read and was set aside",
    "own_account": "An own account was added",
}
UNTOLD = frozenset(
    {
        "snapshot",  # one for each file of evidence, told on the page of its hit
        "removed",
        "packet written",  # beside the line that says a report was written
    }
)
SNAPSHOTS = {
    "answer": "Answer of the place",
    "page": "The page",
    "hop": "A step on the way to the page",
    "avatar": "Picture as received",
    "display": "Copy of the picture made for showing",
}
UNITS = ((1_000_000, "MB"), (1_000, "kB"))
MONTH, DAY = "month", "day"


def day(at: datetime | None) -> str:
    """Sunday 22 November 2026, in the time of this machine."""
    if at is None:
        return ""
    local = at.astimezone()
    return f"{local:%A} {local.day} {local:%B} {local.year}"


def date(at: datetime | None) -> str:
    """22 November 2026."""
    return day(at).partition(" ")[2]


def moment(at: datetime | None) -> str:
    """Sunday 22 November 2026, 09:30."""
    return f"{day(at)}, {at.astimezone():%H:%M}" if at is not None else ""


def is_told(line: LogLine) -> bool:
    """Whether a line belongs in the list of activity."""
    return line.event not in UNTOLD


def event(line: LogLine) -> str:
    """One line of the activity in words."""
    last = line.about.rsplit(" ", 1)[-1]
    if line.event == "wrong_passphrase":
        return f"A wrong passphrase was typed, times: {line.about}"
    if line.event == "decision":
        return f"Decided: {_decision(last)}"
    if line.event == "undo":
        return f"Taken back, now: {_decision(last)}"
    if line.event == "takedown":
        return f"Report written: {form_name(last)}"
    return EVENTS.get(line.event, line.event.replace("_", " ").capitalize())


def form_name(form_id: str) -> str:
    """Name of a place or law to report to; its id when there is no such form any more."""
    try:
        return form(form_id).name
    except ConfigError:
        return form_id


def snapshot_name(snapshot: Snapshot) -> str:
    """What a file of evidence is."""
    return SNAPSHOTS.get(snapshot.kind, "File")


def size(count: int) -> str:
    """Bytes in words: 512 bytes, 12 kB, 1.5 MB."""
    for unit, name in UNITS:
        if count >= unit:
            return f"{count / unit:.1f}".removesuffix(".0") + f" {name}"
    return f"{count} bytes"


def made_on(candidate: Candidate) -> str:
    """When the profile says it was made, as exactly as it says it."""
    at = candidate.created_at
    if at is None:
        return ""
    if candidate.created_precision == MONTH:
        return f"{at:%B} {at.year}"
    return f"{at.day} {at:%B} {at.year}"


def progress(line: str) -> str:
    """A line of progress with the readable name of its place."""
    place, count, rest = line.partition(COUNT)
    return f"{words.place(place)}{count}{rest}" if count else line


def answer_words(answer: Answer) -> str:
    """What came of a link that is not like the person."""
    if answer.outcome is Outcome.OK:
        return "Nothing there looks like your name or photos. It was not kept."
    return words.outcome(SourceReport(source="link", outcome=answer.outcome))


def _decision(value: str) -> str:
    if value == Decision.UNDECIDED:
        return "nothing decided"
    try:
        return DECISIONS[Decision(value)]
    except ValueError:
        return value
