"""The files of evidence and the rows that say how they came."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from impersonation_watch import plain
from impersonation_watch.model import Snapshot
from impersonation_watch.vault.log import KEPT, REMOVED, snapshot_line
from impersonation_watch.vault.people import People

UNSWEPT = "unswept"  # set while files may lie there that no row points to any more


class Snapshots(People):
    """What was captured, byte for byte."""

    def snapshots(self, hit_id: str) -> tuple[Snapshot, ...]:
        """Everything kept about a hit, in the order it came."""
        rows = self.desk.rows("SELECT noun FROM snapshots WHERE hit_id = ? ORDER BY id", (hit_id,))
        return tuple(plain.load(Snapshot, row["noun"]) for row in rows)

    def blob(self, sha256: str) -> bytes:
        """The bytes as received. Raises StoreError naming the file that is missing or changed."""
        return self.blobs.get(sha256)

    def keep_snapshots(
        self,
        hit_id: str,
        snapshots: Sequence[Snapshot],
        blobs: Mapping[str, bytes],
        now: datetime,
    ) -> None:
        """Inside `change`, the bytes being on the disk: the rows, and a log line for each."""
        self.keep_still({each.sha256: blobs[each.sha256] for each in snapshots})
        for snapshot in snapshots:
            if self._add_snapshot(hit_id, snapshot):
                self.log(KEPT, snapshot_line(hit_id, snapshot), now)

    def all_snapshots(self) -> list[tuple[str, Snapshot]]:
        """Every snapshot with the id of its hit."""
        rows = self.desk.rows("SELECT hit_id, noun FROM snapshots ORDER BY id")
        return [(row["hit_id"], plain.load(Snapshot, row["noun"])) for row in rows]

    def pictured(self) -> frozenset[str]:
        """Ids of the hits and cases with a picture that could be read, and so be compared."""
        rows = self.desk.rows(
            "SELECT DISTINCT hit_id FROM snapshots WHERE json_extract(noun, '$.kind') = 'display'"
        )
        return frozenset(row["hit_id"] for row in rows)

    def remove_person(self, person_id: str, now: datetime) -> None:
        """Take the person out with her photos, hits, decisions and evidence.

        The log keeps its lines: it only grows.
        """
        with self.change():
            hashes = self._forget_person(person_id, now)
        self._drop_unused(hashes)

    def sweep_blobs(self) -> None:
        """Delete every file no row points to, also what a killed erasing had left behind."""
        with self.change():  # who is about to point to one writes it again, see `keep_still`
            kept = {self.blobs.path(each) for each in self._hashes()}
            for path in self.blobs.folder.iterdir():
                if path not in kept and not path.name.startswith("."):
                    path.unlink(missing_ok=True)
            if self.fact(UNSWEPT):
                self.set_fact(UNSWEPT, "")
        self.desk.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def bringing(self) -> Iterator[None]:
        """Around bytes and the rows that name them: bytes that get no row do not stay.

        Killed in between, they go with the next look.
        """
        self.set_fact(UNSWEPT, "yes")
        try:
            yield
        finally:
            self.finish_erasing()

    def sweep_afterwards(self) -> None:
        """Inside `change`: sweep once it is kept; killed before that, `finish_erasing` does it."""
        self.set_fact(UNSWEPT, "yes")
        self.desk.afterwards(self.finish_erasing)

    def finish_erasing(self) -> None:
        """Sweep where an erasing was kept, but its files may lie there still."""
        if self.fact(UNSWEPT):
            self.sweep_blobs()

    def _forget_person(self, person_id: str, now: datetime) -> set[str]:
        hashes = self._photos_of(person_id) | self._forget_snapshots(person_id, now)
        for table, column in (("people", "id"), ("photos", "person_id"), ("hits", "person_id")):
            self.desk.run(f"DELETE FROM {table} WHERE {column} = ?", (person_id,))  # noqa: S608
        self.log("person_removed", person_id, now)
        return hashes

    def _add_snapshot(self, hit_id: str, snapshot: Snapshot) -> bool:
        noun = plain.dump(snapshot)
        mark = hashlib.sha256(noun.encode()).hexdigest()
        added = self.desk.run(
            "INSERT INTO snapshots (hit_id, sha256, noun, mark) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (hit_id, mark) DO NOTHING",
            (hit_id, snapshot.sha256, noun, mark),
        )
        return added == 1

    def _photos_of(self, person_id: str) -> set[str]:
        rows = self.desk.rows(
            "SELECT original, display FROM photos WHERE person_id = ?", (person_id,)
        )
        return {sha256 for row in rows for sha256 in row.values()}

    def _forget_snapshots(self, person_id: str, now: datetime) -> set[str]:
        hashes = set()
        of_person = "(SELECT id FROM hits WHERE person_id = ?)"
        for row in self.desk.rows(
            f"SELECT hit_id, noun FROM snapshots WHERE hit_id IN {of_person}",  # noqa: S608
            (person_id,),
        ):
            snapshot = plain.load(Snapshot, row["noun"])
            hashes.add(snapshot.sha256)
            self.log(REMOVED, snapshot_line(row["hit_id"], snapshot), now)
        for table in ("snapshots", "decisions"):
            self.desk.run(f"DELETE FROM {table} WHERE hit_id IN {of_person}", (person_id,))  # noqa: S608
        self.desk.run(
            "DELETE FROM takedowns WHERE hit_key IN (SELECT key FROM hits WHERE person_id = ?)",
            (person_id,),
        )
        return hashes

    def _hashes(self) -> set[str]:
        rows = self.desk.rows(
            "SELECT sha256 FROM snapshots UNION SELECT original FROM photos"
            " UNION SELECT display FROM photos"
        )
        return {row["sha256"] for row in rows}

    def _drop_unused(self, hashes: set[str]) -> None:
        """Delete the files nothing points to any more, while nobody can begin to point to them."""
        with self.change():
            for sha256 in hashes:
                used = self.desk.first(
                    "SELECT 1 FROM snapshots WHERE sha256 = ?1"
                    " UNION SELECT 1 FROM photos WHERE ?1 IN (original, display)",
                    (sha256,),
                )
                if used is None:
                    self.blobs.drop(sha256)
