"""Cases in an export: what was written down, the files as they came, and notes that were named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from impersonation_watch import plain
from impersonation_watch.keeping.files import Files, as_json, as_text, missing, read
from impersonation_watch.language import _
from impersonation_watch.model import Case, How, Note, Snapshot, StoreError
from impersonation_watch.vault import Store

ENDINGS = {  # of files that were judged when they came, and opened as nothing else
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "application/pdf": "pdf",
    "message/rfc822": "eml",
    "text/plain": "txt",
}


def case_files(store: Store, case: Case) -> Iterator[Files]:
    """One folder: the case in words and as data, its reports, and its files byte for byte.

    Each file comes on its own: those of one case may be more than one zip holds.
    """
    folder = f"case-{case.id}"
    snapshots = store.snapshots(case.id)
    names = _names(folder, snapshots)
    listed = [{"file": names[each.sha256], **plain.plain(each)} for each in snapshots]
    kept: Files = {
        f"{folder}/case.txt": as_text(_in_words(case)),
        f"{folder}/case.json": as_json(case),
        f"{folder}/safety.json": as_json(store.safety_history(case.id)),
        f"{folder}/files.json": as_json(listed),
    }
    for number, takedown in enumerate(reversed(store.takedowns(case.id)), start=1):
        kept[f"{folder}/report-{number}.txt"] = as_text(takedown.text)
        kept[f"{folder}/report-{number}.json"] = as_json(takedown)
    yield kept
    for sha256, name in names.items():
        content = read(lambda: store.blob(sha256))  # noqa: B023
        yield missing(name) if content is None else {name: content}


def all_notes(store: Store) -> Iterator[Note]:
    """Every private note there is, case by case."""
    for case in store.cases():
        yield from store.notes(case.id)


def chosen_notes(store: Store, ids: Sequence[str]) -> tuple[Note, ...]:
    """The notes with these ids and no others. Raises StoreError for an id that is none."""
    there = {each.id: each for each in all_notes(store)}
    strange = [each for each in ids if each not in there]
    if strange:
        raise StoreError(
            _("there is no private note with the id “{note}”").format(note=strange[0]),
            advice=_("`export` without --note lists them. Nothing was written."),
        )
    return tuple(there[each] for each in dict.fromkeys(ids))


def note_files(notes: Sequence[Note]) -> Files:
    """Each note as a text in a folder of their own."""
    return {
        f"private-notes/{number:02}.txt": as_text(
            f"Case {each.case_id}, {each.at:%Y-%m-%d %H:%M} UTC\n\n{each.text}\n"
        )
        for number, each in enumerate(notes, start=1)
    }


def _names(folder: str, snapshots: Sequence[Snapshot]) -> dict[str, str]:
    """A name of our own for each file; what was made from another stands beside it."""
    names: dict[str, str] = {}
    for number, each in enumerate(snapshots, start=1):
        ending = ENDINGS.get(each.media, "bin")
        made = "made-" if each.how is How.DERIVED else ""
        names.setdefault(each.sha256, f"{folder}/{number:02}-{made}{each.kind}.{ending}")
    return names


def _in_words(case: Case) -> str:
    told = plain.plain(case.description)
    lines = [f"Opened: {case.opened_at:%Y-%m-%d %H:%M} UTC"]
    lines += [f"Closed: {case.closed_at:%Y-%m-%d %H:%M} UTC"] if case.closed_at else []
    lines += [f"{name.capitalize()}: {value}" for name, value in told.items() if value]
    lines += ["", "What happened:", case.happened] if case.happened else []
    for each in case.witnesses:
        lines += ["", f"Seen by: {each.who}", f"When: {each.when}", f"What: {each.what}"]
    if case.police:
        report = plain.plain(case.police)
        lines += ["", "Police:", *(f"{name}: {value}" for name, value in report.items() if value)]
    lines += ["", f"Profiles found that belong to it: {', '.join(case.hits)}"] if case.hits else []
    return "\n".join(lines) + "\n"
