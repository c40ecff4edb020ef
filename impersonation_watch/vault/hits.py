"""Hits, what was decided about them, and what was reported."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from impersonation_watch import cases, plain
from impersonation_watch.model import (
    Decision,
    Hit,
    Presence,
    Sighting,
    Takedown,
)
from impersonation_watch.vault import texts
from impersonation_watch.vault.blobs import Blobs
from impersonation_watch.vault.database import Desk, Row
from impersonation_watch.vault.snapshots import Snapshots

HITS = (
    "SELECT id, revision, decision, decided_at, presence, first_seen, last_seen, snoozed_until,"
    " presence_since,"
    " EXISTS (SELECT 1 FROM takedowns WHERE takedowns.hit_key = hits.key"
    " AND sent_at IS NOT NULL) AS reported FROM hits"
)
Read = tuple[int, Hit]  # the revision of the row it was read from


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredHit:
    """A hit with what became of it. `id` says nothing about it and fits an address."""

    id: str
    hit: Hit
    decision: Decision
    presence: Presence
    first_seen: datetime
    last_seen: datetime
    decided_at: datetime | None
    reported: bool  # a takedown was sent
    snoozed_until: datetime | None = None  # put off by her: comes last until then
    presence_since: datetime | None = None  # first seen so; None: from before that was kept

    @property
    def standing_since(self) -> datetime | None:
        """The day to tell with the presence: while it is up, when it was last seen."""
        return self.last_seen if self.presence is Presence.UP else self.presence_since


class Hits(Snapshots):
    """The profiles that may copy somebody."""

    def __init__(self, desk: Desk, blobs: Blobs, master: bytes) -> None:
        super().__init__(desk, blobs, master)
        self._read: dict[str, Read] = {}

    def close(self) -> None:
        self._read.clear()
        super().close()

    def hits(self, person_id: str | None = None) -> tuple[StoredHit, ...]:
        """All hits, or one person's; the strongest first."""
        if person_id is None:
            return self._listed(f"{HITS} ORDER BY bits DESC, id", ())
        return self._listed(f"{HITS} WHERE person_id = ? ORDER BY bits DESC, id", (person_id,))

    def hit(self, hit_id: str) -> StoredHit:
        """Raises KeyError when there is no such hit."""
        found = self._listed(f"{HITS} WHERE id = ?", (hit_id,))
        if not found:
            raise KeyError(hit_id)
        return found[0]

    def take_hit(self, hit: Hit, at: datetime) -> tuple[str, bool]:
        """Add the hit or merge it with the one known; its id, and whether it is new."""
        with self.change():
            known = self._known(hit)
            if known is None:
                return self._add(hit, at), True
            self._merge(known, hit, at)
            return known.id, False

    def take_sighting(self, sighting: Sighting) -> str | None:
        """A known hit was looked at again; its id, or None when it is not kept any more."""
        with self.change():
            found = self._listed(f"{HITS} WHERE key = ?", (texts.raw(sighting.hit_key),))
            if not found:
                return None
            known = found[0]
            presence = cases.presence_after(known.presence, sighting.presence)
            seen = sighting.at if sighting.presence is Presence.UP else known.last_seen
            self.desk.run(
                "UPDATE hits SET presence = ?, last_seen = ? WHERE id = ?",
                (presence, texts.stamp(max(seen, known.last_seen)), known.id),
            )
            self._date_presence(known, presence, sighting.at)
            return known.id

    def _listed(self, sql: str, values: Sequence[Any]) -> tuple[StoredHit, ...]:
        rows = self.desk.rows(sql, values)
        self._read_anew([row for row in rows if not self._is_read(row)])
        return tuple(_stored(row, self._read[row["id"]][1]) for row in rows)

    def _is_read(self, row: Row) -> bool:
        read = self._read.get(row["id"])
        return read is not None and read[0] == row["revision"]

    def _read_anew(self, stale: list[Row]) -> None:
        """Reading a hit from its JSON is most of the work of a list: it is done once a revision."""
        if not stale:
            return
        ids = json.dumps([row["id"] for row in stale])
        for row in self.desk.rows(
            "SELECT id, revision, noun FROM hits WHERE id IN (SELECT value FROM json_each(?))",
            (ids,),
        ):
            self._read[row["id"]] = (row["revision"], plain.load(Hit, row["noun"]))

    def _known(self, hit: Hit) -> StoredHit | None:
        """The hit on the same account: by key, else by address while one side has no id."""
        known = self._listed(
            f"{HITS} WHERE key = ? OR (person_id = ? AND platform = ? AND url = ?)",
            (
                texts.raw(hit.key),
                hit.person_id,
                hit.candidate.platform,
                texts.raw(hit.candidate.profile_url),
            ),
        )
        return next((each for each in known if cases.same_account(each.hit, hit)), None)

    def _add(self, hit: Hit, at: datetime) -> str:
        hit_id = secrets.token_hex(6)
        self.desk.run(
            "INSERT INTO hits (id, key, person_id, platform, url, bits, noun, revision, decision,"
            " presence, first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                hit_id,
                texts.raw(hit.key),
                hit.person_id,
                hit.candidate.platform,
                texts.raw(hit.candidate.profile_url),
                hit.bits,
                plain.dump(hit),
                _new_revision(),
                Decision.UNDECIDED,
                Presence.UP,
                texts.stamp(at),
                texts.stamp(at),
            ),
        )
        return hit_id

    def _merge(self, known: StoredHit, hit: Hit, at: datetime) -> None:
        after = cases.merge(known.hit, hit)
        self.desk.run(
            "UPDATE hits SET key = ?, url = ?, bits = ?, noun = ?, presence = ?, last_seen = ?,"
            " revision = ? WHERE id = ?",
            (
                texts.raw(after.key),
                texts.raw(after.candidate.profile_url),
                after.bits,
                plain.dump(after),
                cases.presence_after(known.presence, Presence.UP),
                texts.stamp(max(at, known.last_seen)),
                _new_revision(),
                known.id,
            ),
        )
        self._date_presence(known, cases.presence_after(known.presence, Presence.UP), at)
        if after.key != known.hit.key:
            self._rename_takedowns(known.hit.key, after.key)

    def _date_presence(self, known: StoredHit, presence: Presence, at: datetime) -> None:
        if presence is not known.presence:
            self.desk.run(
                "UPDATE hits SET presence_since = ? WHERE id = ?", (texts.stamp(at), known.id)
            )

    def _rename_takedowns(self, old: str, new: str) -> None:
        for row in self.desk.rows(
            "SELECT id, noun FROM takedowns WHERE hit_key = ?", (texts.raw(old),)
        ):
            takedown = replace(plain.load(Takedown, row["noun"]), hit_key=new)
            self.desk.run(
                "UPDATE takedowns SET hit_key = ?, noun = ? WHERE id = ?",
                (texts.raw(new), plain.dump(takedown), row["id"]),
            )


def _stored(row: Row, hit: Hit) -> StoredHit:
    return StoredHit(
        id=row["id"],
        hit=hit,
        decision=Decision(row["decision"]),
        presence=Presence(row["presence"]),
        first_seen=texts.time(row["first_seen"]),
        last_seen=texts.time(row["last_seen"]),
        decided_at=texts.time(row["decided_at"]) if row["decided_at"] else None,
        reported=bool(row["reported"]),
        snoozed_until=texts.time(row["snoozed_until"]) if row["snoozed_until"] else None,
        presence_since=texts.time(row["presence_since"]) if row["presence_since"] else None,
    )


def _new_revision() -> int:
    """By chance, not counted: a number that was rolled back never comes again for other text."""
    return secrets.randbits(62)
