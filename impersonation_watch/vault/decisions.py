"""What the user decided about hits, and what was reported because of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from impersonation_watch import plain
from impersonation_watch.model import Decision, Hit, OwnAccount, Takedown
from impersonation_watch.vault import texts
from impersonation_watch.vault.database import Row
from impersonation_watch.vault.hits import Hits


class Decisions(Hits):
    """Each with undo, and never forgotten."""

    def decide(self, hit_id: str, decision: Decision, now: datetime) -> None:
        """Write the decision down; an own account is added to the person's. KeyError if no hit."""
        with self.change():
            hit = self.hit(hit_id).hit
            self._disown(hit, self._last_decision(hit_id))
            account = self._adopt(hit, now) if decision is Decision.MINE else None
            self.desk.run(
                "INSERT INTO decisions (hit_id, decision, at, own_account) VALUES (?, ?, ?, ?)",
                (hit_id, decision, texts.stamp(now), account and plain.dump(account)),
            )
            self._set_decision(hit_id)
            self.log("decision", f"{hit_id} {decision}", now)

    def undo(self, hit_id: str, now: datetime) -> Decision:
        """Take the last decision back; returns the one before it. The history stays."""
        with self.change():
            hit, last = self.hit(hit_id).hit, self._last_decision(hit_id)
            if last is None:
                return Decision.UNDECIDED
            self._disown(hit, last)
            self.desk.run(
                "UPDATE decisions SET undone_at = ? WHERE number = ?",
                (texts.stamp(now), last["number"]),
            )
            decision = self._set_decision(hit_id)
            if decision is Decision.MINE:
                self._adopt(hit, now)
            self.log("undo", f"{hit_id} {last['decision']} -> {decision}", now)
            return decision

    def put_aside(self, hit_ids: Iterable[str], now: datetime) -> tuple[str, ...]:
        """All of them are namesakes, as one step; the ids of those nothing was decided about."""
        at, namesake = texts.stamp(now), Decision.NAMESAKE
        with self.change():
            taken = tuple(each for each in hit_ids if self._put_aside(each, at))
            for hit_id in taken:
                self.desk.run(
                    "INSERT INTO decisions (hit_id, decision, at) VALUES (?, ?, ?)",
                    (hit_id, namesake, at),
                )
            self.log_all("decision", (f"{each} {namesake}" for each in taken), now)
            return taken

    def take_back_aside(
        self, hit_ids: Iterable[str], at: datetime, now: datetime
    ) -> tuple[str, ...]:
        """Undo `put_aside` of that moment; the ids of those decided anew since are left out."""
        then, namesake, none = texts.stamp(at), Decision.NAMESAKE, Decision.UNDECIDED
        with self.change():
            back = tuple(each for each in hit_ids if self._take_back_aside(each, then))
            for hit_id in back:
                self.desk.run(
                    "UPDATE decisions SET undone_at = ?"
                    " WHERE hit_id = ? AND at = ? AND undone_at IS NULL",
                    (texts.stamp(now), hit_id, then),
                )
            self.log_all("undo", (f"{each} {namesake} -> {none}" for each in back), now)
            return back

    def snooze(self, hit_id: str, until: datetime, now: datetime) -> None:
        """Put an undecided hit off; a decision ends that. KeyError if there is no such hit."""
        with self.change():
            if self.hit(hit_id).decision is Decision.UNDECIDED:
                self._snooze(hit_id, until)
                self.log("put_off", hit_id, now)

    def wake(self, hit_id: str, now: datetime) -> None:
        """Take a putting off back. KeyError if there is no such hit."""
        with self.change():
            if self.hit(hit_id).snoozed_until is not None:
                self._snooze(hit_id, None)
                self.log("put_off_taken_back", hit_id, now)

    def save_takedown(self, takedown: Takedown) -> None:
        """Add the report, or replace it (when it was sent, when it was answered)."""
        sent = texts.stamp(takedown.sent_at) if takedown.sent_at else None
        with self.change():
            self.desk.run(
                "INSERT INTO takedowns (id, hit_key, made_at, sent_at, noun) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET sent_at = excluded.sent_at, noun = excluded.noun",
                (
                    takedown.id,
                    texts.raw(takedown.hit_key),
                    texts.stamp(takedown.made_at),
                    sent,
                    plain.dump(takedown),
                ),
            )
            self.log(
                "takedown", f"{takedown.id} {takedown.form}", takedown.sent_at or takedown.made_at
            )

    def takedowns(self, hit_id: str | None = None) -> tuple[Takedown, ...]:
        """All reports, or those about one hit (by its id); the newest first."""
        if hit_id is None:
            rows = self.desk.rows("SELECT noun FROM takedowns ORDER BY made_at DESC")
        else:
            key = texts.raw(self.hit(hit_id).hit.key)
            rows = self.desk.rows(
                "SELECT noun FROM takedowns WHERE hit_key = ? ORDER BY made_at DESC", (key,)
            )
        return tuple(plain.load(Takedown, row["noun"]) for row in rows)

    def _adopt(self, hit: Hit, now: datetime) -> OwnAccount | None:
        candidate = hit.candidate
        account = OwnAccount(
            platform=candidate.platform,
            handle=candidate.handle,
            platform_id=candidate.platform_id,
            url=candidate.profile_url,
        )
        return account if self.add_own_account(hit.person_id, account, now) else None

    def _disown(self, hit: Hit, decision: Row | None) -> None:
        """Take back the own account this decision had added."""
        if decision is not None and decision["own_account"]:
            account = plain.load(OwnAccount, decision["own_account"])
            self.drop_own_account(hit.person_id, account)

    def _last_decision(self, hit_id: str) -> Row | None:
        return self.desk.first(
            "SELECT * FROM decisions WHERE hit_id = ? AND undone_at IS NULL"
            " ORDER BY number DESC LIMIT 1",
            (hit_id,),
        )

    def _set_decision(self, hit_id: str) -> Decision:
        last = self._last_decision(hit_id)
        decision = Decision(last["decision"]) if last else Decision.UNDECIDED
        self.desk.run(
            "UPDATE hits SET decision = ?, decided_at = ?, snoozed_until = NULL WHERE id = ?",
            (decision, last["at"] if last else None, hit_id),
        )
        return decision

    def _put_aside(self, hit_id: str, at: str) -> bool:
        changed = self.desk.run(
            "UPDATE hits SET decision = ?, decided_at = ?, snoozed_until = NULL"
            " WHERE id = ? AND decision = ?",
            (Decision.NAMESAKE, at, hit_id, Decision.UNDECIDED),
        )
        return changed == 1

    def _take_back_aside(self, hit_id: str, at: str) -> bool:
        changed = self.desk.run(
            "UPDATE hits SET decision = ?, decided_at = NULL"
            " WHERE id = ? AND decision = ? AND decided_at = ?",
            (Decision.UNDECIDED, hit_id, Decision.NAMESAKE, at),
        )
        return changed == 1

    def _snooze(self, hit_id: str, until: datetime | None) -> None:
        at = texts.stamp(until) if until else None
        self.desk.run("UPDATE hits SET snoozed_until = ? WHERE id = ?", (at, hit_id))
