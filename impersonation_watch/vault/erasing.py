"""Taking out for good: the rows, what other rows say of them, and the files nobody needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from impersonation_watch import cases, plain
from impersonation_watch.model import Answer, Description, Hit, Person, SourceReport
from impersonation_watch.safety import advice
from impersonation_watch.vault import texts
from impersonation_watch.vault.handed import Handed
from impersonation_watch.vault.log import REMOVED, snapshot_line


class Erasing(Handed):
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
            self._leave_case(hit_id)
            self._forget_answers_about([hit_id])
            for table, column in (("snapshots", "hit_id"), ("decisions", "hit_id"), ("hits", "id")):
                self.desk.run(f"DELETE FROM {table} WHERE {column} = ?", (hit_id,))  # noqa: S608
            self.desk.run("DELETE FROM takedowns WHERE hit_key = ?", (texts.raw(hit.key),))
            self.log("hit_erased", hit_id, now)
            self.sweep_afterwards()
        self._read.pop(hit_id, None)
        return addresses

    def erase_person(self, person_id: str, now: datetime) -> tuple[str, ...]:
        """Take a person out with everything of hers. KeyError if there is nobody with this id.

        Returns the addresses of the profiles that went with her.
        """
        with self.change():
            person = self.person(person_id)
            hits = [each.hit for each in self.hits(person_id)]
            brought = [self.told(each) for each in self.cases(person_id)]
            names = (*person.names, *person.handles, *_asked_for(person, brought))
            addresses = self._forget_mentions(hits, names, [each.url for each in brought])
            self._forget_person(person_id, now)
            self.sweep_afterwards()
        self._read.clear()
        return addresses

    def erase_case(self, case_id: str, now: datetime) -> tuple[str, ...]:
        """Take a case out with files, notes and answers; its hits stay. KeyError if there is none.

        Returns the addresses under which it was known.
        """
        with self.change():
            case = self.case(case_id)
            found = {self.hit(each).hit.candidate.profile_url for each in case.hits}
            brought = {case.description.url} - found  # what was found by looking stays
            names = _asked_for(self.person(case.person_id), [self.told(case)])
            addresses = self._forget_mentions([], names, brought)
            for hit_id in self._hits_around(case):  # that no picture is kept still holds for them
                if advice(case.safety).no_pictures:
                    self._answer(hit_id, case.safety, now)
            self._forget_case(case_id, now)
            self.sweep_afterwards()
        return addresses

    def erase_file(self, sha256: str, now: datetime, *, case_id: str | None = None) -> int:
        """Take one file out of a case, or of all it was brought to, with what was made of it.

        How many cases held it; KeyError if none did. Evidence of hits is not touched.
        """
        with self.change():
            asked = [case_id] if case_id else [case.id for case in self.cases()]
            holders = [each for each in asked if self._holds(each, sha256)]
            if not holders:
                raise KeyError(sha256)
            for holder in holders:
                files = self.snapshots(holder)
                made = {each.sha256 for each in files if each.made_from == sha256}
                self._forget_files(holder, {sha256, *made}, now)
                self.log("file_erased", holder, now)
            self.sweep_afterwards()
        return len(holders)

    def _holds(self, case_id: str, sha256: str) -> bool:
        return any(each.sha256 == sha256 for each in self.snapshots(case_id))

    def _forget_mentions(
        self, hits: Iterable[Hit], names: tuple[str, ...], brought: Iterable[str] = ()
    ) -> tuple[str, ...]:
        """Answers about the hits go; source reports stay without their words about them.

        `brought`: addresses that somebody supplied, beside those of the hits.
        """
        keys = {each.key for each in hits}
        addresses = {each.candidate.profile_url for each in hits} | set(brought) - {""}
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


def _asked_for(person: Person, brought: Iterable[Description]) -> tuple[str, ...]:
    """What was asked of places because of these."""
    told = tuple(brought)
    return (*cases.aliases(person, told), *cases.alias_handles(person, told))


def _without(report: SourceReport, words: tuple[str, ...]) -> SourceReport:
    note = "" if any(each in report.note for each in words) else report.note
    told = tuple(each for each in report.disclosed if not any(word in each.what for word in words))
    return replace(report, note=note, disclosed=told)
