"""The safety answers, all of them; and no picture where they say that none is to be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from impersonation_watch import plain, safety
from impersonation_watch.accounts import read_account
from impersonation_watch.judge import is_account
from impersonation_watch.model import Case, Hit, How, OwnAccount, Safety, Snapshot
from impersonation_watch.vault import texts
from impersonation_watch.vault.cases_kept import CasesKept

PICTURES = frozenset({"avatar", "display", "screenshot", "photo", "crop"})
TEXT = "text/plain"  # the only files from outside that hold no picture


class SafetyKept(CasesKept):
    """`about_id` is the id of a hit or of a case. The newest answers hold; none is forgotten."""

    def safety(self, about_id: str) -> Safety | None:
        """The newest answers about a hit or a case; None where it was never asked."""
        history = self.safety_history(about_id)
        return history[0] if history else None

    def safety_history(self, about_id: str) -> tuple[Safety, ...]:
        """Every answer that was given, the newest first."""
        rows = self.desk.rows(
            "SELECT noun FROM safety_answers WHERE about = ? ORDER BY number DESC", (about_id,)
        )
        return tuple(plain.load(Safety, row["noun"]) for row in rows)

    def save_safety(self, about_id: str, answers: Safety, now: datetime) -> None:
        """Keep the answers; KeyError if there is no such hit or case.

        Where they say that no picture is to be kept, those kept for it are erased for good.
        """
        with self.change():
            self._check_there(about_id)
            self._answer(about_id, answers, now)

    def save_case(self, case: Case, now: datetime) -> None:
        """Open the case, or replace what was known of it; new safety answers are kept as well."""
        with self.change():
            super().save_case(case, now)
            if self.safety(case.id) != case.safety:
                self._answer(case.id, case.safety, now)
            for each in self._hits_around(self.case(case.id)):
                self._forget_refused(each, now)

    def join_hit(self, case_id: str, hit_id: str, now: datetime) -> None:
        """The hit belongs to this case from here on. KeyError if there is no such case or hit."""
        with self.change():
            super().join_hit(case_id, hit_id, now)
            self._forget_refused(hit_id, now)

    def pictures_refused(self, about_id: str, answers: Safety) -> int:
        """How many pictures and papers these answers would erase, if they were kept."""
        case = self._case(about_id)
        if case is not None:
            return self.pictures_refused_with(replace(case, safety=answers))
        if not safety.advice(answers).no_pictures:
            return 0
        return self._count_pictures((about_id, *self._id_of_case(about_id)))

    def pictures_refused_with(self, case: Case) -> int:
        """The same for a case as it would be saved, one not opened yet included."""
        if not safety.advice(case.safety).no_pictures:
            return 0
        return self._count_pictures((case.id, *self._hits_around(case)))

    def refuses_pictures(self, about_id: str) -> bool:
        """Whether the newest answers say that no picture of this hit or case is kept.

        The answers about a case hold for its hits and for what is found at its address, and those
        about a hit for the files of its case.
        """
        case = self._case(about_id)
        around = case.hits if case else self._id_of_case(about_id)
        asked = (self.safety(each) for each in (about_id, *around))
        if any(safety.advice(each).no_pictures for each in asked if each is not None):
            return True
        return case is None and self._is_refused_at(about_id)

    def keepable(self, owner_id: str, snapshots: Sequence[Snapshot]) -> tuple[Snapshot, ...]:
        """Those of these files that may be kept for the hit or case."""
        if not self.refuses_pictures(owner_id):
            return tuple(snapshots)
        return tuple(each for each in snapshots if not can_hold_picture(each))

    def keepable_of(self, hit: Hit, snapshots: Sequence[Snapshot]) -> tuple[Snapshot, ...]:
        """The same for a hit that may be known already."""
        known = self._known(hit)
        if known:
            return self.keepable(known.id, snapshots)
        refused = self._is_at_refused(hit)
        return tuple(each for each in snapshots if not (refused and can_hold_picture(each)))

    def unpictured(self) -> tuple[OwnAccount, ...]:
        """The accounts whose pictures are not even to be asked for."""
        cases = self.cases()
        asked = {row["about"] for row in self.desk.rows("SELECT about FROM safety_answers")}
        asked |= {hit_id for each in cases for hit_id in each.hits}
        told = [_account_of(each) for each in cases if safety.advice(each.safety).no_pictures]
        hits = (each for each in self.hits() if each.id in asked)  # few are, of thousands
        told += [_seen_as(each.hit) for each in hits if self.refuses_pictures(each.id)]
        return tuple(each for each in told if each is not None)

    def keep_snapshots(
        self,
        hit_id: str,
        snapshots: Sequence[Snapshot],
        blobs: Mapping[str, bytes],
        now: datetime,
    ) -> None:
        """Inside `change`, the bytes being on the disk: the rows, and a log line for each.

        Pictures are left out where the answers say that none is kept.
        """
        super().keep_snapshots(hit_id, self.keepable(hit_id, snapshots), blobs, now)

    def _answer(self, about_id: str, answers: Safety, now: datetime) -> None:
        self.desk.run(
            "INSERT INTO safety_answers (about, at, noun) VALUES (?, ?, ?)",
            (about_id, texts.stamp(now), plain.dump(answers)),
        )
        self.log("safety", about_id, now)
        case = self._case(about_id)
        if case is not None and case.safety != answers:
            self._write_case(replace(case, safety=answers))
        around = self._hits_around(self.case(about_id)) if case else self._id_of_case(about_id)
        for each in (about_id, *around):
            self._forget_refused(each, now)

    def _hits_around(self, case: Case) -> tuple[str, ...]:
        """The hits of a case; where no picture is kept, also those at its address."""
        if not safety.advice(case.safety).no_pictures:
            return case.hits
        found = (each.id for each in self.hits(case.person_id) if _is_at(case, each.hit))
        return tuple(dict.fromkeys((*case.hits, *found)))

    def _is_refused_at(self, hit_id: str) -> bool:
        try:
            return self._is_at_refused(self.hit(hit_id).hit)
        except KeyError:
            return False

    def _is_at_refused(self, hit: Hit) -> bool:
        """Whether it stands at the address of a case of which no picture is kept."""
        refused = (
            each for each in self.cases(hit.person_id) if safety.advice(each.safety).no_pictures
        )
        return any(_is_at(each, hit) for each in refused)

    def _forget_refused(self, owner_id: str, now: datetime) -> None:
        """Take out the pictures kept for a hit or case, where the answers say so."""
        if not self.refuses_pictures(owner_id):
            return
        pictures = {each.sha256 for each in self.snapshots(owner_id) if can_hold_picture(each)}
        if pictures:
            self._forget_files(owner_id, pictures, now)
            self.sweep_afterwards()

    def _count_pictures(self, owner_ids: Sequence[str]) -> int:
        """Copies and parts made of a picture are not counted beside it."""
        files = [each for owner_id in owner_ids for each in self.snapshots(owner_id)]
        pictures = [each for each in files if can_hold_picture(each)]
        kept = {each.sha256 for each in pictures}
        return len({each.sha256 for each in pictures if each.made_from not in kept})

    def _check_there(self, about_id: str) -> None:
        if self._case(about_id) is None:
            self.hit(about_id)

    def _case(self, case_id: str) -> Case | None:
        try:
            return self.case(case_id)
        except KeyError:
            return None

    def _id_of_case(self, hit_id: str) -> tuple[str, ...]:
        case = self.case_of_hit(hit_id)
        return (case.id,) if case else ()


def _is_at(case: Case, hit: Hit) -> bool:
    account = _account_of(case)
    return account is not None and is_account(account, hit.candidate)


def _account_of(case: Case) -> OwnAccount | None:
    try:
        return read_account(case.description.url)
    except ValueError:  # no address, or that of another page
        return None


def _seen_as(hit: Hit) -> OwnAccount:
    seen = hit.candidate
    return OwnAccount(platform=seen.platform, platform_id=seen.platform_id, url=seen.profile_url)


def can_hold_picture(snapshot: Snapshot) -> bool:
    """Whether the file is a picture, or a paper somebody brought that can hold one."""
    paper = snapshot.how is How.SUPPLIED and snapshot.media != TEXT
    return paper or snapshot.kind in PICTURES or snapshot.media.startswith("image/")
