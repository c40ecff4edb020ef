"""Batches handed to a helper and batches taken from somebody, with what was decided about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from impersonation_watch import plain
from impersonation_watch.model import Batch, Given, Opinion, Returned
from impersonation_watch.vault import texts
from impersonation_watch.vault.safety_kept import SafetyKept

BATCH_TABLES = (
    ("batches_given", "id"),
    ("returned", "batch"),
    ("batches_taken", "id"),
    ("batch_pictures", "batch"),
    ("opinions", "batch"),
)


class Handed(SafetyKept):
    """What belongs to somebody else stays in tables of its own, and goes when its time is over."""

    def save_given(self, given: Given) -> None:
        """Add the record of a batch handed over, or replace it."""
        with self.change():
            self.desk.run(
                "INSERT INTO batches_given (id, made_at, noun) VALUES (?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET noun = excluded.noun",
                (given.id, texts.stamp(given.made_at), plain.dump(given)),
            )

    def given(self, batch_id: str) -> Given:
        """Raises KeyError when no such batch was handed over from here."""
        row = self.desk.first("SELECT noun FROM batches_given WHERE id = ?", (batch_id,))
        if row is None:
            raise KeyError(batch_id)
        return plain.load(Given, row["noun"])

    def all_given(self) -> tuple[Given, ...]:
        """Every batch handed over from here, the newest first."""
        rows = self.desk.rows("SELECT noun FROM batches_given ORDER BY made_at DESC")
        return tuple(plain.load(Given, row["noun"]) for row in rows)

    def save_returned(self, returned: Returned) -> None:
        """Keep what a helper decided about one item; a later decision takes its place."""
        with self.change():
            self.desk.run(
                "INSERT INTO returned (batch, item, about, noun) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (batch, item) DO UPDATE SET noun = excluded.noun",
                (returned.batch, returned.opinion.item, returned.about, plain.dump(returned)),
            )

    def returned(self, batch_id: str) -> tuple[Returned, ...]:
        """What a helper decided, in the order it came."""
        rows = self.desk.rows(
            "SELECT noun FROM returned WHERE batch = ? ORDER BY rowid", (batch_id,)
        )
        return tuple(plain.load(Returned, row["noun"]) for row in rows)

    def returned_about(self, about: str) -> tuple[Returned, ...]:
        """What helpers decided about one hit or case, the newest first."""
        rows = self.desk.rows("SELECT noun FROM returned WHERE about = ?", (about,))
        found = [plain.load(Returned, row["noun"]) for row in rows]
        return tuple(sorted(found, key=lambda each: each.opinion.at, reverse=True))

    def save_taken(self, batch: Batch, pictures: Mapping[str, bytes]) -> None:
        """Keep a batch that somebody handed over to here, with our own copies of its pictures."""
        bare = replace(batch, pictures={})
        with self.change():
            self.desk.run(
                "INSERT INTO batches_taken (id, made_at, keep_until, noun) VALUES (?, ?, ?, ?)",
                (batch.id, texts.stamp(batch.made_at), texts.stamp(batch.keep_until),
                 plain.dump(bare)),
            )  # fmt: skip
            for name, content in pictures.items():
                self.desk.run(
                    "INSERT INTO batch_pictures (batch, name, content) VALUES (?, ?, ?)",
                    (batch.id, name, content),
                )

    def taken(self, batch_id: str) -> Batch:
        """Without its pictures. Raises KeyError when there is no such batch here."""
        row = self.desk.first("SELECT noun FROM batches_taken WHERE id = ?", (batch_id,))
        if row is None:
            raise KeyError(batch_id)
        return plain.load(Batch, row["noun"])

    def all_taken(self) -> tuple[Batch, ...]:
        """Every batch that was handed over to here, the newest first; without pictures."""
        rows = self.desk.rows("SELECT noun FROM batches_taken ORDER BY made_at DESC")
        return tuple(plain.load(Batch, row["noun"]) for row in rows)

    def batch_picture(self, batch_id: str, name: str) -> bytes:
        """Our own copy. Raises KeyError when there is none."""
        row = self.desk.first(
            "SELECT content FROM batch_pictures WHERE batch = ? AND name = ?", (batch_id, name)
        )
        if row is None:
            raise KeyError(name)
        return bytes(row["content"])

    def batch_picture_names(self, batch_id: str) -> set[str]:
        """Which pictures of the batch there are."""
        rows = self.desk.rows("SELECT name FROM batch_pictures WHERE batch = ?", (batch_id,))
        return {row["name"] for row in rows}

    def save_opinion(self, batch_id: str, opinion: Opinion) -> None:
        """Keep what was decided here about one item of a batch taken; the last one holds."""
        with self.change():
            self.desk.run(
                "INSERT INTO opinions (batch, item, noun) VALUES (?, ?, ?)"
                " ON CONFLICT (batch, item) DO UPDATE SET noun = excluded.noun",
                (batch_id, opinion.item, plain.dump(opinion)),
            )

    def drop_opinion(self, batch_id: str, item: str) -> None:
        """Nothing is decided about this item any more."""
        with self.change():
            self.desk.run("DELETE FROM opinions WHERE batch = ? AND item = ?", (batch_id, item))

    def opinions(self, batch_id: str) -> tuple[Opinion, ...]:
        """What was decided here about the items of a batch taken."""
        rows = self.desk.rows(
            "SELECT noun FROM opinions WHERE batch = ? ORDER BY rowid", (batch_id,)
        )
        return tuple(plain.load(Opinion, row["noun"]) for row in rows)

    def erase_batch(self, batch_id: str, now: datetime) -> None:
        """Take a batch out, handed over or taken, with all that came of it. KeyError if none."""
        with self.change():
            given, taken = self.all_given(), self.all_taken()
            if batch_id not in {*(each.id for each in given), *(each.id for each in taken)}:
                raise KeyError(batch_id)
            self._forget_batch(batch_id)
            self.log("batch_erased", batch_id, now)
        self.desk.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def drop_expired(self, now: datetime) -> tuple[str, ...]:
        """Take out every batch that may not be kept any longer; their ids."""
        over = [each.id for each in self.all_taken() if each.keep_until <= now]
        if not over:
            return ()
        with self.change():
            for batch_id in over:
                self._forget_batch(batch_id)
                self.log("batch_time_over", batch_id, now)
        self.desk.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        return tuple(over)

    def _forget_batch(self, batch_id: str) -> None:
        for table, column in BATCH_TABLES:
            self.desk.run(f"DELETE FROM {table} WHERE {column} = ?", (batch_id,))  # noqa: S608

    def _forget_case(self, case_id: str, now: datetime) -> set[str]:
        self._forget_returned([case_id])
        return super()._forget_case(case_id, now)

    def _forget_answers_about(self, ids: Sequence[str]) -> None:
        super()._forget_answers_about(ids)
        self._forget_returned(ids)

    def _forget_returned(self, ids: Sequence[str]) -> None:
        for each in ids:
            self.desk.run("DELETE FROM returned WHERE about = ?", (each,))
