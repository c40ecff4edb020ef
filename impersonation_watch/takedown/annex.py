"""The evidence of a report as files with names of our own, and as rows of a list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from impersonation_watch import plain
from impersonation_watch.model import How, Snapshot
from impersonation_watch.takedown.shown import moment, shown

LONGEST_ADDRESS = 2000  # units; what a browser still opens
ENDINGS = {
    # nothing here opens in a browser or runs when double-clicked, but our own display copies
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
WHAT = {
    "answer": "Answer of the platform",
    "page": "Profile page",
    "hop": "Redirect on the way",
    "avatar": "Profile picture",
    "display": "Copy of the picture for viewing",
}
HOW = {
    How.CAPTURED: "received by this program",
    How.SUPPLIED: "supplied by the user",
    How.DERIVED: "made by this program",
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


def _file_name(number: int, snapshot: Snapshot) -> str:
    kind = snapshot.kind if snapshot.kind in WHAT else "file"
    ours = snapshot.how is How.DERIVED and snapshot.media == "image/webp"
    ending = ".webp" if ours else ENDINGS.get(snapshot.media, ".bin")
    return f"evidence/{number:02}-{kind}{ending}"


def _piece(number: int, snapshot: Snapshot, name: str) -> Piece:
    return Piece(
        number=f"{number:02}",
        file=name,
        what=WHAT.get(snapshot.kind, "File"),
        at=moment(snapshot.at),
        how=HOW[snapshot.how],
        url=shown(snapshot.url, LONGEST_ADDRESS),
        sha256=snapshot.sha256,
        note=_note(snapshot),
    )


def _note(snapshot: Snapshot) -> str:
    parts = [f"{snapshot.size:,} bytes"]
    if snapshot.status is not None:
        parts.append(f"status {snapshot.status}")
    if snapshot.made_from:
        parts.append(f"made from the file with SHA-256 {snapshot.made_from[:16]}…")
    if snapshot.truncated:
        parts.append("cut where the limit for one answer was reached")
    return ", ".join(parts)
