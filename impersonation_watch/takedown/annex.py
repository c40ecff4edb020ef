"""The evidence of a report as files with names of our own, and as rows of a list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from impersonation_watch import plain
from impersonation_watch.language import N_, _
from impersonation_watch.model import How, Snapshot
from impersonation_watch.takedown.shown import moment, shown

LONGEST_ADDRESS = 2000  # units; what a browser still opens
ENDINGS = {
    # nothing received opens in a browser or runs when double-clicked, but our own display copies
    "application/json": ".json",
    "text/html": ".html.txt",
    "application/xml": ".xml.txt",
    "image/svg+xml": ".svg.txt",
    "text/plain": ".txt",
    "image/jpeg": ".jpeg.bin",
    "image/png": ".png.bin",
    "image/gif": ".gif.bin",
    "image/webp": ".webp.bin",
}
BROUGHT_ENDINGS = {
    # what she or a friend brought has been opened before, and a form wants it as it is
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "application/pdf": ".pdf",
}
HERSELF = ("", "self")  # nobody else was named
WHAT = {
    "answer": N_("Answer of the platform"),
    "page": N_("Profile page"),
    "hop": N_("Redirect on the way"),
    "avatar": N_("Profile picture"),
    "display": N_("Copy of the picture for viewing"),
    "screenshot": N_("Screenshot"),
    "photo": N_("Photo from the profile"),
    "messages": N_("Messages"),
    "police": N_("Paper from the police"),
    "document": N_("Document"),
    "crop": N_("Part of a picture"),
    "translation": N_("Translation"),
}
HOW = {
    How.CAPTURED: N_("received by this program"),
    How.SUPPLIED: N_("supplied by the user"),
    How.DERIVED: N_("made by this program"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One snapshot as the list shows it."""

    number: str
    file: str
    what: str
    at: str
    how: str
    url: str
    sha256: str
    note: str


def pieces(snapshots: Sequence[Snapshot]) -> tuple[Piece, ...]:
    """A row per snapshot in order of time; snapshots of the same bytes share one file."""
    ordered = sorted(snapshots, key=lambda each: (each.at, each.how is How.DERIVED))
    names: dict[str, str] = {}
    rows = []
    for number, each in enumerate(ordered, start=1):
        name = names.setdefault(each.sha256, _file_name(number, each))
        rows.append(_piece(number, each, name))
    return tuple(rows)


def facts_json(snapshots: Sequence[Snapshot], rows: Sequence[Piece]) -> bytes:
    """How each file was received: status, headers, addresses, times, sums; for machines."""
    files = {each.sha256: each.file for each in rows}
    received = [{"file": files[each.sha256], **plain.plain(each)} for each in snapshots]
    return (json.dumps(received, indent=1, ensure_ascii=True) + "\n").encode()


def brought_by(snapshot: Snapshot) -> str:
    """How the file came here; what somebody supplied is never called captured or received."""
    who = snapshot.supplied_by.strip()
    if snapshot.how is How.SUPPLIED and who not in HERSELF:
        return _("supplied by {who}").format(who=shown(who))
    return _(HOW[snapshot.how])


def kind_of_file(snapshot: Snapshot) -> str:
    """What the file is, in words."""
    return _(WHAT[snapshot.kind]) if snapshot.kind in WHAT else _("File")


def _file_name(number: int, snapshot: Snapshot) -> str:
    kind = snapshot.kind if snapshot.kind in WHAT else "file"
    return f"evidence/{number:02}-{kind}{_ending(snapshot)}"


def _ending(snapshot: Snapshot) -> str:
    if snapshot.how is How.SUPPLIED and snapshot.media in BROUGHT_ENDINGS:
        return BROUGHT_ENDINGS[snapshot.media]
    if snapshot.how is How.DERIVED and snapshot.media == "image/webp":
        return ".webp"
    return ENDINGS.get(snapshot.media, ".bin")


def _piece(number: int, snapshot: Snapshot, name: str) -> Piece:
    return Piece(
        number=f"{number:02}",
        file=name,
        what=kind_of_file(snapshot),
        at=moment(snapshot.at),
        how=brought_by(snapshot),
        url=shown(snapshot.url, LONGEST_ADDRESS),
        sha256=snapshot.sha256,
        note=_note(snapshot),
    )


def _note(snapshot: Snapshot) -> str:
    parts = [_("{count} bytes").format(count=f"{snapshot.size:,}")]
    if snapshot.label:
        parts.append(_("called “{name}” where it came from").format(name=shown(snapshot.label)))
    if snapshot.status is not None:
        parts.append(_("status {number}").format(number=snapshot.status))
    if snapshot.made_from:
        made = _("made from the file with SHA-256 {sum}…")
        parts.append(made.format(sum=snapshot.made_from[:16]))
    if snapshot.truncated:
        parts.append(_("cut where the limit for one answer was reached"))
    return ", ".join(parts)
