"""The evidence log: what was taken in, decided, written and handed over; each line chained."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from impersonation_watch import plain, sealing
from impersonation_watch.evidence import chain_hash
from impersonation_watch.model import Snapshot
from impersonation_watch.vault import texts
from impersonation_watch.vault.blobs import Blobs
from impersonation_watch.vault.database import Desk, Row

HEAD = "log_head"  # count, hash and MAC of the last line: a cut tail shows
Mark = tuple[str, str]  # id of a hit, digest of a snapshot
KEPT, REMOVED = "snapshot", "removed"  # lines about one snapshot; what `verify` goes by


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One line; `hash` covers it and all before it."""

    number: int
    at: datetime
    event: str
    about: str
    hash: str


class Log:
    """The part of the store every other part stands on."""

    def __init__(self, desk: Desk, blobs: Blobs, master: bytes) -> None:
        self.desk = desk
        self.blobs = blobs
        self.change = desk.change
        self._audit_key = sealing.derive(master, "audit")

    def close(self) -> None:
        """Close the database, drop the keys and forget what was read."""
        self.desk.close()
        self.blobs.close()
        self._audit_key = b""

    def log(self, event: str, about: str, now: datetime) -> None:
        """Add a line. It can never be changed or taken away."""
        self.log_all(event, (about,), now)

    def log_all(self, event: str, abouts: Iterable[str], now: datetime) -> None:
        """A line for each of `abouts`, all of the same event and moment."""
        with self.change():
            number, last = self._head()
            for about in abouts:
                number += 1
                line = LogLine(number=number, at=now, event=event, about=_safe(about), hash="")
                last = chain_hash(last, _text(line))
                self.desk.run(
                    "INSERT INTO log (number, at, event, about, hash) VALUES (?, ?, ?, ?, ?)",
                    (number, texts.stamp(now), event, line.about, last),
                )
            self._set_head(number, last)

    def activity(self, limit: int) -> tuple[LogLine, ...]:
        """The newest lines, newest first."""
        rows = self.desk.rows("SELECT * FROM log ORDER BY number DESC LIMIT ?", (limit,))
        return tuple(_line(row) for row in rows)

    def doings(self, limit: int) -> tuple[LogLine, ...]:
        """As `activity`, but hits decided alike at the same moment are one line: the last."""
        rows = self.desk.rows(
            "SELECT * FROM log AS line WHERE NOT EXISTS (SELECT 1 FROM log AS after"
            " WHERE after.number = line.number + 1 AND after.event = line.event"
            " AND after.event IN ('decision', 'undo') AND after.at = line.at"
            " AND substr(after.about, instr(after.about, ' '))"
            " = substr(line.about, instr(line.about, ' ')))"
            " ORDER BY number DESC LIMIT ?",
            (limit,),
        )
        return tuple(_line(row) for row in rows)

    def log_about(self, hit_id: str) -> tuple[LogLine, ...]:
        """Every line about one hit, oldest first."""
        rows = self.desk.rows(
            "SELECT * FROM log WHERE substr(about, 1, ?) = ? ORDER BY number", (len(hit_id), hit_id)
        )
        return tuple(_line(row) for row in rows)

    def fact(self, name: str, default: str = "") -> str:
        """One of the vault's own small values."""
        row = self.desk.first("SELECT value FROM facts WHERE name = ?", (name,))
        return str(row["value"]) if row else default

    def set_fact(self, name: str, value: str) -> None:
        with self.change():
            self.desk.run(
                "INSERT INTO facts (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, value),
            )

    def log_problems(self) -> Iterator[str]:
        """A sentence for the first line that does not fit its hash, and for a cut end."""
        previous, number = "", 0
        for row in self.desk.rows("SELECT * FROM log ORDER BY number"):
            line, number = _line(row), number + 1
            previous = chain_hash(previous, _text(line))
            if line.number != number or line.hash != previous:
                yield f"log line {number} was changed, added or taken out"
                return
        if self.fact(HEAD) != self._signed(number, previous):
            yield f"the log ends at line {number}, but that is not where it was left"

    def log_names(self, text: str) -> bool:
        """Whether any line holds this text; versions before `erase` wrote addresses into it."""
        row = self.desk.first("SELECT 1 FROM log WHERE instr(about, ?)", (json.dumps(text)[1:-1],))
        return row is not None

    def kept_by_log(self) -> dict[Mark, str]:
        """The lines about snapshots that were taken in and not removed since, by their mark."""
        rows = self.desk.rows(
            "SELECT event, about FROM log WHERE event IN (?, ?) ORDER BY number", (KEPT, REMOVED)
        )
        kept: dict[Mark, str] = {}
        for row in rows:
            if row["event"] == KEPT:
                kept[_mark(row["about"])] = row["about"]
            else:
                kept.pop(_mark(row["about"]), None)
        return kept

    def _head(self) -> tuple[int, str]:
        row = self.desk.first("SELECT number, hash FROM log ORDER BY number DESC LIMIT 1")
        return (int(row["number"]), str(row["hash"])) if row else (0, "")

    def _set_head(self, count: int, last: str) -> None:
        self.set_fact(HEAD, self._signed(count, last))

    def _signed(self, count: int, last: str) -> str:
        told = f"{count} {last}"
        return f"{told} {sealing.mac(self._audit_key, told.encode()).hex()}"


def snapshot_mark(hit_id: str, snapshot: Snapshot) -> Mark:
    """The hit and a digest of every field of the snapshot."""
    return hit_id, hashlib.sha256(plain.dump(snapshot).encode()).hexdigest()


def snapshot_line(hit_id: str, snapshot: Snapshot) -> str:
    """What the log says of a snapshot of a hit; no address, for a line is never taken away."""
    _, digest = snapshot_mark(hit_id, snapshot)
    told = [hit_id, snapshot.kind, snapshot.sha256, snapshot.at.isoformat(), digest]
    return json.dumps(told)


def _mark(about: str) -> Mark:
    """The mark in a line about a snapshot, also in lines of older versions."""
    told = json.loads(about)
    if not isinstance(told, list) or len(told) < 2:
        raise ValueError("a line about a snapshot is not as it was written")
    return str(told[0]), str(told[-1])


def _line(row: Row) -> LogLine:
    return LogLine(
        number=row["number"],
        at=texts.time(row["at"]),
        event=row["event"],
        about=row["about"],
        hash=row["hash"],
    )


def _text(line: LogLine) -> str:
    return json.dumps([line.number, texts.stamp(line.at), line.event, line.about])


def _safe(about: str) -> str:
    """Text a column and a hash can hold, whatever came from outside."""
    return about.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
