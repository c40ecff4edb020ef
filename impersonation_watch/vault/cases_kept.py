"""Cases from her own hands, their pictures to look for, and the private notes beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from impersonation_watch import plain
from impersonation_watch.accounts import read_account
from impersonation_watch.cases import presence_of
from impersonation_watch.model import Case, Description, Note, Photo, Presence, Takedown
from impersonation_watch.vault import texts
from impersonation_watch.vault.log import REMOVED, snapshot_line
from impersonation_watch.vault.runs import Runs


class CasesKept(Runs):
    """What was brought, apart from what was found. The log names cases by their id only.

    The watch side learns of a change with the next capsule: `intake` writes it, a caller of this
    writes it himself.
    """

    def save_case(self, case: Case, now: datetime) -> None:
        """Open the case, or replace what was known of it; hits it cannot have are left out."""
        with self.change():
            known = self.desk.first("SELECT 1 FROM cases WHERE id = ?", (case.id,))
            hits = tuple(each for each in dict.fromkeys(case.hits) if self._may_have(case, each))
            self._write_case(replace(case, hits=hits))
            self.log("case_changed" if known else "case_opened", case.id, now)

    def case(self, case_id: str) -> Case:
        """Raises KeyError when there is no such case."""
        row = self.desk.first("SELECT noun FROM cases WHERE id = ?", (case_id,))
        if row is None:
            raise KeyError(case_id)
        return plain.load(Case, row["noun"])

    def cases(self, person_id: str | None = None) -> tuple[Case, ...]:
        """All cases, closed ones too, or one person's; the newest first."""
        rows = self.desk.rows(
            "SELECT noun FROM cases WHERE ?1 IS NULL OR person_id = ?1"
            " ORDER BY opened_at DESC, rowid DESC",
            (person_id,),
        )
        return tuple(plain.load(Case, row["noun"]) for row in rows)

    def close_case(self, case_id: str, now: datetime) -> None:
        """Nothing of it is looked for any more; everything stays. KeyError if there is none."""
        with self.change():
            case = self.case(case_id)
            if case.closed_at is None:
                self._write_case(replace(case, closed_at=now))
                self.log("case_closed", case_id, now)

    def reopen_case(self, case_id: str, now: datetime) -> None:
        """Take `close_case` back."""
        with self.change():
            case = self.case(case_id)
            if case.closed_at is not None:
                self._write_case(replace(case, closed_at=None))
                self.log("case_reopened", case_id, now)

    def case_of_hit(self, hit_id: str) -> Case | None:
        """The case the hit belongs to; a hit belongs to one at most."""
        row = self.desk.first(
            "SELECT cases.noun FROM cases, json_each(cases.noun, '$.hits') AS hit"
            " WHERE hit.value = ?",
            (hit_id,),
        )
        return plain.load(Case, row["noun"]) if row else None

    def join_hit(self, case_id: str, hit_id: str, now: datetime) -> None:
        """The hit belongs to this case from here on.

        KeyError if there is no such case or hit, or the hit is another person's.
        """
        with self.change():
            case = self.case(case_id)
            if self.hit(hit_id).hit.person_id != case.person_id:
                raise KeyError(hit_id)
            before = self.case_of_hit(hit_id)
            if before is not None and before.id == case_id:
                return
            self._leave_case(hit_id)
            self._write_case(replace(case, hits=(*case.hits, hit_id)))
            self.log("case_changed", case_id, now)

    def case_presence(self, case_id: str) -> Presence | None:
        """Whether the profiles of the case are there, by its hits alone; None where it has none."""
        return presence_of(self.hit(each).presence for each in self.case(case_id).hits)

    def takedowns(self, hit_id: str | None = None) -> tuple[Takedown, ...]:
        """All reports, or those about one hit or case, by its id; the newest first.

        A report about a case that has no hit carries the id of the case as its `hit_key`.
        """
        if hit_id is None or self.desk.first("SELECT 1 FROM cases WHERE id = ?", (hit_id,)) is None:
            return super().takedowns(hit_id)
        rows = self.desk.rows(
            "SELECT noun FROM takedowns WHERE hit_key = ? ORDER BY made_at DESC",
            (texts.raw(hit_id),),
        )
        return tuple(plain.load(Takedown, row["noun"]) for row in rows)

    def notes(self, case_id: str) -> tuple[Note, ...]:
        """The private notes of a case, the oldest first."""
        rows = self.desk.rows(
            "SELECT noun FROM notes WHERE case_id = ? ORDER BY at, rowid", (case_id,)
        )
        return tuple(plain.load(Note, row["noun"]) for row in rows)

    def save_note(self, note: Note, now: datetime) -> None:
        """Keep the note, or replace it. KeyError if there is no such case."""
        with self.change():
            self.case(note.case_id)
            self.desk.run(
                "INSERT INTO notes (id, case_id, at, noun) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET noun = excluded.noun",
                (note.id, note.case_id, texts.stamp(note.at), plain.dump(note)),
            )
            self.log("note_kept", note.case_id, now)

    def drop_note(self, note_id: str, now: datetime) -> None:
        """Take a note out for good. KeyError if there is none with this id."""
        with self.change():
            row = self.desk.first("SELECT case_id FROM notes WHERE id = ?", (note_id,))
            if row is None:
                raise KeyError(note_id)
            self.desk.run("DELETE FROM notes WHERE id = ?", (note_id,))
            self.log("note_dropped", row["case_id"], now)

    def keep_case_photo(self, photo: Photo, display: str) -> None:
        """Inside `change`: a picture shown on the profile of a case, to be looked for.

        The file (`photo.fingerprint.sha256`) and its copy `display` are snapshots of the case.
        """
        self.desk.run(
            "INSERT INTO case_photos (id, case_id, original, display, noun) VALUES (?, ?, ?, ?, ?)",
            (photo.id, photo.case_id, photo.fingerprint.sha256, display, plain.dump(photo)),
        )

    def case_photos(self, case_id: str) -> tuple[Photo, ...]:
        """The pictures of a case that are looked for, in the order they came."""
        rows = self.desk.rows(
            "SELECT noun FROM case_photos WHERE case_id = ? ORDER BY rowid", (case_id,)
        )
        return tuple(plain.load(Photo, row["noun"]) for row in rows)

    def told(self, case: Case) -> Description:
        """The description, with the user name its address holds where none was written down."""
        told = case.description
        if told.handle or not told.url:
            return told
        try:
            account = read_account(told.url)
        except ValueError:
            return told
        return replace(told, handle=account.handle or "")

    def _write_case(self, case: Case) -> None:
        self.desk.run(
            "INSERT INTO cases (id, person_id, opened_at, noun) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET noun = excluded.noun",
            (case.id, case.person_id, texts.stamp(case.opened_at), plain.dump(case)),
        )

    def _may_have(self, case: Case, hit_id: str) -> bool:
        """Whether the hit is there still, of the same person, and with no other case."""
        row = self.desk.first(
            "SELECT 1 FROM hits WHERE id = ? AND person_id = ?", (hit_id, case.person_id)
        )
        other = self.case_of_hit(hit_id)
        return row is not None and (other is None or other.id == case.id)

    def _leave_case(self, hit_id: str) -> None:
        """Take the hit out of the case it is in."""
        case = self.case_of_hit(hit_id)
        if case is not None:
            rest = tuple(each for each in case.hits if each != hit_id)
            self._write_case(replace(case, hits=rest))

    def _forget_files(self, owner_id: str, sums: Iterable[str], now: datetime) -> set[str]:
        """The rows of these files of a hit or case go, each with a line; their sums."""
        chosen = set(sums)
        for snapshot in self.snapshots(owner_id):
            if snapshot.sha256 in chosen:
                self.log(REMOVED, snapshot_line(owner_id, snapshot), now)
        for sha256 in chosen:
            self.desk.run(
                "DELETE FROM snapshots WHERE hit_id = ? AND sha256 = ?", (owner_id, sha256)
            )
            self.desk.run(
                "DELETE FROM case_photos WHERE case_id = ?1 AND ?2 IN (original, display)",
                (owner_id, sha256),
            )
        return chosen

    def _forget_case(self, case_id: str, now: datetime) -> set[str]:
        hashes = self._forget_files(case_id, {each.sha256 for each in self.snapshots(case_id)}, now)
        for table, column in (("notes", "case_id"), ("safety_answers", "about"), ("cases", "id")):
            self.desk.run(f"DELETE FROM {table} WHERE {column} = ?", (case_id,))  # noqa: S608
        self.desk.run("DELETE FROM takedowns WHERE hit_key = ?", (texts.raw(case_id),))
        self.log("case_erased", case_id, now)
        return hashes

    def _forget_person(self, person_id: str, now: datetime) -> set[str]:
        hashes: set[str] = set()
        for case in self.cases(person_id):
            hashes |= self._forget_case(case.id, now)
        self._forget_answers_about([each.id for each in self.hits(person_id)])
        return hashes | super()._forget_person(person_id, now)

    def _forget_answers_about(self, ids: Sequence[str]) -> None:
        for each in ids:
            self.desk.run("DELETE FROM safety_answers WHERE about = ?", (each,))
