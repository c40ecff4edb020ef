"""Taking out for good: the rows, what other rows say of them, and the files nobody needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from impersonation_watch import plain
from impersonation_watch.model import Answer, Hit, SourceReport
from impersonation_watch.vault import texts
from impersonation_watch.vault.log import REMOVED, snapshot_line
from impersonation_watch.vault.runs import Runs


class Erasing(Runs):
    """The log keeps its lines, which hold no address; everything else goes."""

    def erase_hit(self, hit_id: str, now: datetime) -> tuple[str, ...]:
        """Take one hit out with all that was kept because of it. KeyError if there is no such hit.

        Returns the addresses under which it was known.
        """
        with self.change():
            hit = self.hit(hit_id).hit
            addresses = self._forget_mentions([hit], ())
            for snapshot in self.snapshots(hit_id):
                self.log(REMOVED, snapshot_line(hit_id, snapshot), now)
            for table, column in (("snapshots", "hit_id"), ("decisions", "hit_id"), ("hits", "id")):
                self.desk.run(f"DELETE FROM {table} WHERE {column} = ?", (hit_id,))  # noqa: S608
            self.desk.run("DELETE FROM takedowns WHERE hit_key = ?", (texts.raw(hit.key),))
            self.log("hit_erased", hit_id, now)
        self._read.pop(hit_id, None)
        self.sweep_blobs()
        return addresses

    def erase_person(self, person_id: str, now: datetime) -> tuple[str, ...]:
        """Take a person out with everything of hers. KeyError if there is nobody with this id.

        Returns the addresses of the profiles that went with her.
        """
        with self.change():
            person = self.person(person_id)
            hits = [each.hit for each in self.hits(person_id)]
            addresses = self._forget_mentions(hits, (*person.names, *person.handles))
            self._forget_person(person_id, now)
        self._read.clear()
        self.sweep_blobs()
        return addresses

    def sweep_blobs(self) -> None:
        """Delete every file no row points to, also what a killed erasing had left behind."""
        with self.change():  # who is about to point to one writes it again, see `keep_still`
            kept = {self.blobs.path(each) for each in self._hashes()}
            for path in self.blobs.folder.iterdir():
                if path not in kept and not path.name.startswith("."):
                    path.unlink(missing_ok=True)
        self.desk.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def _hashes(self) -> set[str]:
        rows = self.desk.rows(
            "SELECT sha256 FROM snapshots UNION SELECT original FROM photos"
            " UNION SELECT display FROM photos"
        )
        return {row["sha256"] for row in rows}

    def _forget_mentions(self, hits: Iterable[Hit], names: tuple[str, ...]) -> tuple[str, ...]:
        """Answers about the hits go; source reports stay without their words about them."""
        keys = {each.key for each in hits}
        addresses = {each.candidate.profile_url for each in hits}
        for row in self.desk.rows("SELECT number, noun FROM answers"):
            answer = plain.load(Answer, row["noun"])
            if answer.hit_key in keys or answer.url in addresses:
                addresses.add(answer.url)
                self.desk.run("DELETE FROM answers WHERE number = ?", (row["number"],))
        words = (*addresses, *names)
        for row in self.desk.rows("SELECT number, noun FROM reports"):
            report = plain.load(SourceReport, row["noun"])
            after = _without(report, words)
            if after != report:
                self.desk.run(
                    "UPDATE reports SET noun = ? WHERE number = ?",
                    (plain.dump(after), row["number"]),
                )
        return tuple(addresses)


def _without(report: SourceReport, words: tuple[str, ...]) -> SourceReport:
    note = "" if any(each in report.note for each in words) else report.note
    told = tuple(each for each in report.disclosed if not any(word in each.what for word in words))
    return replace(report, note=note, disclosed=told)
