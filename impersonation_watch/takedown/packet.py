"""The packet: report, evidence and how to check it, written as one zip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from impersonation_watch.evidence import write_bundle
from impersonation_watch.language import _
from impersonation_watch.model import How, Note, Snapshot, Takedown
from impersonation_watch.takedown import letter
from impersonation_watch.takedown.annex import facts_json, pieces
from impersonation_watch.takedown.check import ReadBlob
from impersonation_watch.takedown.draft import Draft, Filing
from impersonation_watch.takedown.facts import signals
from impersonation_watch.takedown.shown import moment, shown

MOST_PICTURES = 6  # of a case, on one page


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """Where a packet was written, and what to note about it."""

    path: Path
    sha256: str  # of the zip
    text: str  # frozen as sent


def photo_id(draft: Draft) -> str | None:
    """Which of the person's photos the profile copies, the clearest; None when none."""
    matches = [(each.bits, each.photo) for each in signals(draft.filing) if each.photo]
    hers = [(bits, photo.photo_id) for bits, photo in matches if bits > 0 and not photo.from_case]
    return max(hers)[1] if hers else None


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
    vault's log about this hit or case. The zip is whole or absent and was read back. StoreError.
    """
    rows = pieces(draft.filing.annexed)
    report = letter.text(draft, rows)
    contents = {
        "README.txt": encoded(letter.readme(draft, log=bool(log))),
        "report.txt": encoded(report),
        "report.pdf": letter.pdf(draft, rows, _pictures(draft, read_blob, our_photo)),
        **annexes(draft.filing, read_blob, log),
    }
    path, sha256 = bundle(folder, draft.form.id, contents, draft.made_at)
    return Packet(path=path, sha256=sha256, text=report)


def record(draft: Draft, packet: Packet, takedown_id: str) -> Takedown:
    """The record of a written packet, to be kept in the vault."""
    return Takedown(
        id=takedown_id,
        hit_key=draft.filing.about,
        form=draft.form.id,
        made_at=draft.made_at,
        text=packet.text,
        evidence=tuple(dict.fromkeys(each.sha256 for each in draft.filing.annexed)),
        path=str(packet.path),
    )


def annexes(filing: Filing, read_blob: ReadBlob, log: Sequence[str]) -> dict[str, bytes]:
    """The files of a packet beside its papers."""
    rows = pieces(filing.annexed)
    contents = {each.file: read_blob(each.sha256) for each in rows}
    if rows:
        contents["evidence/evidence.json"] = facts_json(filing.annexed, rows)
    if filing.notes:
        contents["private-notes.txt"] = encoded(_notes(filing.notes))
    if log:
        contents["log.jsonl"] = encoded("".join(f"{each}\n" for each in log))
    return contents


def bundle(
    folder: Path, form_id: str, contents: Mapping[str, bytes], at: datetime
) -> tuple[Path, str]:
    """Write the files as one zip under a free name; where it lies, and its SHA-256."""
    path = _free_path(folder, f"report-{form_id}-{at:%Y-%m-%d}")
    return path, write_bundle(path, contents, at)


def encoded(text: str) -> bytes:
    """Text as a file; half a surrogate pair cannot stop it."""
    return text.encode("utf-8", "replace")


def _notes(notes: Sequence[Note]) -> str:
    title = _(
        "PRIVATE NOTES, as they were written. They are in this packet because you ticked them."
    )
    written = [f"{moment(each.at)}\n\n{_note(each)}\n" for each in notes]
    return "\n\n".join([title, *written])


def _note(note: Note) -> str:
    return "\n".join(shown(each, 10_000) for each in note.text.splitlines())


def _free_path(folder: Path, stem: str) -> Path:
    """A neutral name that is not taken: report-instagram-2026-11-22.zip, then -2, -3 ..."""
    number, path = 1, folder / f"{stem}.zip"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.zip"
    return path


def _pictures(draft: Draft, read_blob: ReadBlob, our_photo: bytes | None) -> list[letter.Picture]:
    """Both pictures as display copies, hers first; a file that is no display copy is left out."""
    found: list[letter.Picture] = []
    if draft.filing.advice.no_pictures:
        return found
    person = shown(draft.filing.person.names[0])
    if our_photo:
        title = _("{person}, own photo").format(person=person)
        detail = _("Supplied by the person or with consent.")
        found.append(letter.Picture(title=title, detail=detail, content=our_photo))
    found += [_picture(each, read_blob) for each in _shown_copies(draft.filing)]
    return [each for each in found if _is_webp(each.content)]


def _picture(copy: Snapshot, read_blob: ReadBlob) -> letter.Picture:
    made = _("Made {at} from the file with SHA-256 {sum}")
    return letter.Picture(
        title=_("Picture of the profile"),
        detail=made.format(at=moment(copy.at), sum=copy.made_from),
        content=read_blob(copy.sha256),
    )


def _shown_copies(filing: Filing) -> list[Snapshot]:
    """The newest copy of the picture of a profile we saw; of a case all that was brought."""
    copies = [each for each in filing.annexed if each.kind == "display" and each.how is How.DERIVED]
    copies.sort(key=lambda each: each.at)
    return copies[:MOST_PICTURES] if filing.case else copies[-1:]


def _is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"
