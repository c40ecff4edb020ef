"""The packet: report, evidence and how to check it, written as one zip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from impersonation_watch.evidence import write_bundle
from impersonation_watch.model import How, Snapshot, Takedown
from impersonation_watch.takedown import letter
from impersonation_watch.takedown.annex import facts_json, pieces
from impersonation_watch.takedown.check import ReadBlob
from impersonation_watch.takedown.draft import Draft
from impersonation_watch.takedown.shown import moment, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """Where a packet was written, and what to note about it."""

    path: Path
    sha256: str  # of the zip
    text: str  # frozen as sent


def photo_id(draft: Draft) -> str | None:
    """Which of the person's photos the profile copies, the clearest; None when none."""
    matches = [each for each in draft.filing.hit.signals if each.photo and each.bits > 0]
    best = max(matches, key=lambda each: each.bits, default=None)
    return best.photo.photo_id if best and best.photo else None


def write_packet(
    draft: Draft,
    folder: Path,
    *,
    read_blob: ReadBlob,
    our_photo: bytes | None = None,
    log: Sequence[str] = (),
) -> Packet:
    """Write report, evidence and manifest into one new zip in the folder.

    `our_photo` is the display copy (WebP) of the photo named by `photo_id`; `log` the lines of the
    vault's log about this hit. The zip is whole or absent and was read back. Raises StoreError.
    """
    snapshots = draft.filing.snapshots
    rows = pieces(snapshots)
    report = letter.text(draft, rows)
    contents = {
        "README.txt": letter.readme(draft, log=bool(log)).encode("utf-8", "replace"),
        "report.txt": report.encode("utf-8", "replace"),
        "report.pdf": letter.pdf(draft, rows, _pictures(draft, read_blob, our_photo)),
        "evidence/evidence.json": facts_json(snapshots, rows),
        **{each.file: read_blob(each.sha256) for each in rows},
    }
    if log:
        contents["log.jsonl"] = "".join(f"{each}\n" for each in log).encode("utf-8", "replace")
    path = _free_path(folder, draft)
    return Packet(path=path, sha256=write_bundle(path, contents, draft.made_at), text=report)


def record(draft: Draft, packet: Packet, takedown_id: str) -> Takedown:
    """The record of a written packet, to be kept in the vault."""
    return Takedown(
        id=takedown_id,
        hit_key=draft.filing.hit.key,
        form=draft.form.id,
        made_at=draft.made_at,
        text=packet.text,
        evidence=tuple(dict.fromkeys(each.sha256 for each in draft.filing.snapshots)),
        path=str(packet.path),
    )


def _free_path(folder: Path, draft: Draft) -> Path:
    """A neutral name that is not taken: report-instagram-2026-11-22.zip, then -2, -3 ..."""
    stem = f"report-{draft.form.id}-{draft.made_at:%Y-%m-%d}"
    number, path = 1, folder / f"{stem}.zip"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.zip"
    return path


def _pictures(draft: Draft, read_blob: ReadBlob, our_photo: bytes | None) -> list[letter.Picture]:
    """Both pictures as display copies, hers first; a file that is no display copy is left out."""
    found = []
    person = shown(draft.filing.person.names[0])
    if our_photo and _is_webp(our_photo):
        detail = "Supplied by the person or with consent."
        found.append(letter.Picture(title=f"{person}, own photo", detail=detail, content=our_photo))
    theirs = _profile_picture(draft.filing.snapshots)
    if theirs and _is_webp(content := read_blob(theirs.sha256)):
        detail = f"Made {moment(theirs.at)} from the file with SHA-256 {theirs.made_from}"
        found.append(letter.Picture(title="Picture of the profile", detail=detail, content=content))
    return found


def _profile_picture(snapshots: Sequence[Snapshot]) -> Snapshot | None:
    copies = [each for each in snapshots if each.kind == "display" and each.how is How.DERIVED]
    return max(copies, key=lambda each: each.at, default=None)


def _is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"
