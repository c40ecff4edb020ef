"""What an export holds: nouns as JSON, reasons as sentences, evidence as it was received."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from typing import Any

from impersonation_watch import plain, words
from impersonation_watch.evidence.seal import judge_media
from impersonation_watch.keeping.case_contents import case_files, note_files
from impersonation_watch.keeping.files import Files, as_json, as_line, missing, read
from impersonation_watch.model import Note, Person
from impersonation_watch.takedown.annex import facts_json, pieces
from impersonation_watch.vault import Store, StoredHit, Vault

ALL = 2**31  # more lines, runs or answers than there can be
COLUMNS = (
    "id", "strength", "platform", "handle", "display_name", "url", "why", "decision", "decided_at",
    "presence", "presence_since", "first_seen", "last_seen",
)  # fmt: skip
FORMULA = tuple("=+-@\t\r\n＝＋－＠|")  # a table program would run what begins like this
PICTURES = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


def all_files(vault: Vault, now: datetime, notes: Sequence[Note]) -> Iterator[Files]:
    """Everything kept, in groups that belong together; the first says what all of it is.

    Of private notes only those given.
    """
    store = vault.store
    yield _overview(store, now)
    for number, person in enumerate(store.people(), start=1):
        yield from _photos(store, number, person)
    for stored in store.hits():
        yield _hit_files(store, stored)
    for case in store.cases():
        yield from case_files(store, case)
    if notes:
        yield note_files(notes)


def _overview(store: Store, now: datetime) -> Files:
    hits = store.hits()
    readme = files(__package__).joinpath("README.txt").read_text("utf-8")
    return {
        "README.txt": readme.format(made=f"{now:%Y-%m-%d %H:%M} UTC").encode(),
        "people.json": as_json(store.people()),
        "settings.json": as_json(store.settings()),
        "hits.json": as_json([_row(each) for each in hits]),
        "hits.csv": _csv(hits),
        "cases.json": as_json(store.cases()),
        "runs.json": as_json(store.runs(ALL)),
        "links-checked.json": as_json(store.answers(ALL)),
        "handed-over.json": as_json(_handed_over(store)),
        "log.jsonl": b"".join(as_line(each) for each in reversed(store.activity(ALL))),
    }


def _handed_over(store: Store) -> list[dict[str, Any]]:
    """Who was given which profiles and cases, until when, and what came back.

    What others handed to her is theirs and stays sealed.
    """
    return [
        {
            "batch": plain.plain(replace(each, secret=b"")),
            "came_back": plain.plain(store.returned(each.id)),
        }
        for each in store.all_given()
    ]


def _photos(store: Store, number: int, person: Person) -> Iterator[Files]:
    for index, photo in enumerate(person.photos, start=1):
        name = f"photos/person-{number}-{index}"
        content = read(lambda: store.photo_original(photo.id))  # noqa: B023
        if content is None:
            yield missing(name)
        else:
            yield {f"{name}.{PICTURES.get(judge_media(content, ''), 'bin')}": content}


def _hit_files(store: Store, stored: StoredHit) -> Files:
    """One folder: the hit, what was received and how, and the texts of the reports."""
    folder = f"hit-{stored.id}"
    snapshots = store.snapshots(stored.id)
    rows = [replace(row, file=f"{folder}/{row.file.split('/')[-1]}") for row in pieces(snapshots)]
    kept: Files = {
        f"{folder}/hit.json": as_json({**_row(stored), "everything": plain.plain(stored)}),
        f"{folder}/evidence.json": facts_json(snapshots, rows),
    }
    answers = store.safety_history(stored.id)
    kept |= {f"{folder}/safety.json": as_json(answers)} if answers else {}
    for row in rows:
        content = read(lambda: store.blob(row.sha256))  # noqa: B023
        kept |= missing(row.file) if content is None else {row.file: content}
    for number, takedown in enumerate(reversed(store.takedowns(stored.id)), start=1):
        kept[f"{folder}/report-{number}.txt"] = takedown.text.encode("utf-8", "replace")
        kept[f"{folder}/report-{number}.json"] = as_json(takedown)
    return kept


def _row(stored: StoredHit) -> dict[str, Any]:
    candidate = stored.hit.candidate
    return {
        "id": stored.id,
        "strength": words.strength(stored.hit),
        "platform": candidate.platform,
        "handle": candidate.handle,
        "display_name": candidate.display_name,
        "url": candidate.profile_url,
        "why": words.why(stored.hit),
        "reasons": [words.reason(each) for each in stored.hit.signals],
        "decision": stored.decision.value,
        "decided_at": stored.decided_at.isoformat() if stored.decided_at else None,
        "presence": stored.presence.value,
        "presence_since": stored.presence_since.isoformat() if stored.presence_since else None,
        "first_seen": stored.first_seen.isoformat(),
        "last_seen": stored.last_seen.isoformat(),
    }


def _csv(hits: tuple[StoredHit, ...]) -> bytes:
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(COLUMNS)
    for stored in hits:
        row = _row(stored)
        table.writerow([harmless(row[column] or "") for column in COLUMNS])
    return text.getvalue().encode("utf-8", "replace")


def harmless(cell: str) -> str:
    """The cell as text: what a table program would take for a formula gets an apostrophe first."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULA) else cell
