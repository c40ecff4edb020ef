"""The one store: all that is kept, and all the SQL, in the rooms it is put together from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from impersonation_watch import cases
from impersonation_watch.model import Capsule, Decision, KnownHit, Person, StoreError
from impersonation_watch.vault.database import NAME
from impersonation_watch.vault.erasing import Erasing
from impersonation_watch.vault.hits import StoredHit
from impersonation_watch.vault.log import LogLine, snapshot_mark
from impersonation_watch.vault.runs import StoredRun

__all__ = ["LogLine", "Store", "StoredHit", "StoredRun"]

DISMISSED = (Decision.NAMESAKE, Decision.MINE)
RECIPIENT, CAPSULE_COUNTER = "recipient", "capsule_counter"


class Store(Erasing):
    """Each stands on the one before: log, people, snapshots, hits, decisions, runs, cases, safety,
    handed, erasing, store.

    One per process. Every method raises StoreError when the database cannot do it.
    """

    def counts(self) -> dict[str, int]:
        """How much there is: people, hits, hits by decision, snapshots, takedowns, runs."""
        tables = ("people", "hits", "snapshots", "takedowns", "runs")
        counts = {
            table: self._count(f"SELECT count(*) AS n FROM {table}")  # noqa: S608
            for table in tables
        }
        rows = self.desk.rows("SELECT decision, count(*) AS n FROM hits GROUP BY decision")
        found = {row["decision"]: row["n"] for row in rows}
        return counts | {each.value: found.get(each.value, 0) for each in Decision}

    def capsule(self, newest: int, now: datetime) -> Capsule:
        """A fresh capsule with a counter above `newest` and all before it."""
        with self.change():
            counter = max(int(self.fact(CAPSULE_COUNTER, "0")), newest) + 1
            self.set_fact(CAPSULE_COUNTER, str(counter))
            return Capsule(
                counter=counter,
                written_at=now,
                recipient=self.fact(RECIPIENT),
                people=tuple(self._joined(each) for each in self.people()),
                settings=self.settings(),
                known=self._known_hits(),
                imported=self.imported(),
                unpictured=self.unpictured(),
            )

    def problems(self) -> Iterator[str]:
        """One sentence for everything that is not as it was kept."""
        parts = (
            self._database_problems,
            self.log_problems,
            self._row_problems,
            self._blob_problems,
        )
        for part in parts:
            try:
                yield from part()
            except (StoreError, ValueError) as error:  # one broken part must not hide the others
                yield f"{NAME}: {error}"

    def _joined(self, person: Person) -> Person:
        """With the names and pictures of her open cases, which are looked for as well."""
        brought = [each for each in self.cases(person.id) if each.closed_at is None]
        photos = [photo for each in brought for photo in self.case_photos(each.id)]
        return cases.joined(person, [self.told(each) for each in brought], photos)

    def _known_hits(self) -> tuple[KnownHit, ...]:
        return tuple(
            KnownHit(
                key=stored.hit.key,
                person_id=stored.hit.person_id,
                platform=stored.hit.candidate.platform,
                platform_id=stored.hit.candidate.platform_id,
                url=stored.hit.candidate.profile_url,
                look_again=cases.looked_at_again(stored.decision),
            )
            for stored in self.hits()
            if stored.decision not in DISMISSED
        )

    def _database_problems(self) -> Iterator[str]:
        for pragma in ("cipher_integrity_check", "integrity_check"):
            for row in self.desk.rows(f"PRAGMA {pragma}"):
                told = str(next(iter(row.values())))
                if told != "ok":
                    yield f"{NAME}: {told}"

    def _row_problems(self) -> Iterator[str]:
        told = self.kept_by_log()
        there = {snapshot_mark(hit_id, each): each for hit_id, each in self.all_snapshots()}
        for mark, snapshot in there.items():
            if mark not in told:
                yield f"the record of {snapshot.url or snapshot.kind} is not as it was taken in"
        for mark, line in told.items():
            if mark not in there:
                yield f"a record the log names is missing: {line}"

    def _blob_problems(self) -> Iterator[str]:
        wanted = {each.sha256: each.url or each.kind for _, each in self.all_snapshots()}
        for row in self.desk.rows("SELECT original, display FROM photos"):
            wanted |= dict.fromkeys(row.values(), "a photo of yours")
        for sha256, where in wanted.items():
            try:
                self.blobs.get(sha256)
            except StoreError as error:
                yield f"{error} ({where})"

    def _count(self, sql: str) -> int:
        row = self.desk.first(sql)
        return int(row["n"]) if row else 0
