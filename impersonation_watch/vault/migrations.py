"""The tables, step by step. A step that was ever released is never edited: add one at the end."""

from __future__ import annotations

from collections.abc import Callable

from impersonation_watch.language import _
from impersonation_watch.model import StoreError
from impersonation_watch.vault.binding import Database
from impersonation_watch.vault.database import Desk


def migrate(desk: Desk) -> None:
    """Bring the tables up to this program's version.

    Raises StoreError, and changes nothing, when a newer program wrote them.
    """
    if _version(desk) == len(STEPS):
        return
    with desk.change():
        done = _version(desk)
        if done > len(STEPS):
            raise StoreError(
                _("this vault was made by a newer version of the program"),
                advice=_("Install the newest version, then open it again. Nothing was changed."),
            )
        for step in STEPS[done:]:
            step(desk.db)
        desk.db.execute(f"PRAGMA user_version={len(STEPS)}")


def first_tables(db: Database) -> None:
    """Nouns are kept as JSON beside the columns that are asked for. Keys and addresses are blobs:
    they come from outside and need not be valid text."""
    db.table("facts").create({"name": str, "value": str}, pk="name")
    db.table("people").create({"id": str, "noun": str}, pk="id")
    db.table("photos").create(
        {"id": str, "person_id": str, "original": str, "display": str}, pk="id"
    )
    _hits(db)
    db.table("snapshots").create(
        {"id": int, "hit_id": str, "sha256": str, "noun": str, "mark": str}, pk="id"
    )
    db.table("snapshots").create_index(["hit_id", "mark"], unique=True)
    db.table("snapshots").create_index(["sha256"])
    db.table("takedowns").create(
        {"id": str, "hit_key": bytes, "made_at": str, "sent_at": str, "noun": str}, pk="id"
    )
    db.table("takedowns").create_index(["hit_key"])
    _runs(db)
    _log(db)


def _hits(db: Database) -> None:
    db.table("hits").create(
        {
            "id": str,
            "key": bytes,
            "person_id": str,
            "platform": str,
            "url": bytes,
            "bits": float,
            "noun": str,
            "revision": int,
            "decision": str,
            "decided_at": str,
            "presence": str,
            "first_seen": str,
            "last_seen": str,
        },
        pk="id",
    )
    db.table("hits").create_index(["key"], unique=True)
    db.table("hits").create_index(["person_id", "url"])
    db.table("hits").create_index(["bits"])
    db.table("decisions").create(
        {
            "number": int,
            "hit_id": str,
            "decision": str,
            "at": str,
            "undone_at": str,
            "own_account": str,
        },
        pk="number",
    )
    db.table("decisions").create_index(["hit_id"])


def _runs(db: Database) -> None:
    db.table("letters").create(
        {"seal": str, "counter": int, "run": str, "taken_at": str}, pk="seal"
    )
    db.table("letters").create_index(["counter"])
    db.table("runs").create({"run": str, "started": str, "ended": str, "noun": str}, pk="run")
    db.table("reports").create({"number": int, "run": str, "noun": str}, pk="number")
    db.table("reports").create_index(["run"])
    db.table("answers").create({"number": int, "errand_id": str, "noun": str}, pk="number")


def _log(db: Database) -> None:
    db.table("log").create(
        {"number": int, "at": str, "event": str, "about": str, "hash": str}, pk="number"
    )
    for what in ("UPDATE", "DELETE"):  # against slips; against hands there is the chain
        db.execute(
            f"CREATE TRIGGER log_only_grows_{what.lower()} BEFORE {what} ON log"
            " BEGIN SELECT RAISE(ABORT, 'the log only grows'); END"
        )


def put_off(db: Database) -> None:
    """Until when she put a hit off."""
    db.execute("ALTER TABLE hits ADD COLUMN snoozed_until TEXT")


def cases(db: Database) -> None:
    """Cases from her own hands; private notes and safety answers in tables of their own.

    The files of a case are snapshots whose `hit_id` is the id of the case.
    """
    db.table("cases").create({"id": str, "person_id": str, "opened_at": str, "noun": str}, pk="id")
    db.table("cases").create_index(["person_id"])
    db.table("notes").create({"id": str, "case_id": str, "at": str, "noun": str}, pk="id")
    db.table("notes").create_index(["case_id"])
    db.table("safety_answers").create(
        {"number": int, "about": str, "at": str, "noun": str}, pk="number"
    )
    db.table("safety_answers").create_index(["about"])
    db.table("case_photos").create(
        {"id": str, "case_id": str, "original": str, "display": str, "noun": str}, pk="id"
    )
    db.table("case_photos").create_index(["case_id"])


def presence_since(db: Database) -> None:
    """The day a presence was first seen; empty for what was known before this step."""
    db.table("hits").add_column("presence_since", str)


def batches(db: Database) -> None:
    """What was handed to a helper and came back, and what somebody handed over to here."""
    db.table("batches_given").create({"id": str, "made_at": str, "noun": str}, pk="id")
    db.table("returned").create(
        {"batch": str, "item": str, "about": str, "noun": str}, pk=("batch", "item")
    )
    db.table("returned").create_index(["about"])
    db.table("batches_taken").create(
        {"id": str, "made_at": str, "keep_until": str, "noun": str}, pk="id"
    )
    db.table("batch_pictures").create(
        {"batch": str, "name": str, "content": bytes}, pk=("batch", "name")
    )
    db.table("opinions").create({"batch": str, "item": str, "noun": str}, pk=("batch", "item"))


STEPS: tuple[Callable[[Database], None], ...] = (
    first_tables,
    put_off,
    cases,
    presence_since,
    batches,
)


def _version(desk: Desk) -> int:
    row = desk.first("PRAGMA user_version")
    return int(row["user_version"]) if row else 0
