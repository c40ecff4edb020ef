"""The encrypted database: opening it, changing it, and its errors in words."""

from __future__ import annotations

import stat
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from impersonation_watch.language import _
from impersonation_watch.model import StoreError
from impersonation_watch.vault.binding import Database

NAME = "db"
WAIT = 10.0  # seconds for another process to finish writing; each of its changes takes milliseconds
OWNER_ONLY = 0o600
PRAGMAS = (
    "journal_mode=WAL",  # the page reads while a run is taken in
    "synchronous=FULL",  # what was acknowledged survives a power cut
    "secure_delete=ON",
    "foreign_keys=ON",
    "temp_store=MEMORY",
)

Row = dict[str, Any]


class Desk:
    """One open database: rows out, and changes that begin IMMEDIATE."""

    def __init__(self, path: Path, key: bytes) -> None:
        """`key`: 32 bytes. Raises StoreError when the key does not fit or the file was changed."""
        self._lock = threading.RLock()
        self._after: list[Callable[[], None]] = []
        with _in_words():
            self.db = _connect(path, key)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a SELECT or PRAGMA."""
        with self._lock, _in_words():
            return list(self.db.query(sql, values))

    def first(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row, or None."""
        rows = self.rows(sql, values)
        return rows[0] if rows else None

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """One statement that changes rows, inside `change`; returns how many it changed."""
        with self._lock, _in_words():
            return self.db.execute(sql, values).rowcount

    @contextmanager
    def change(self) -> Iterator[None]:
        """Read, then write, as one step: all of it is kept, or nothing when it raises.

        Begins IMMEDIATE, so two processes wait for each other instead of failing. May be nested.
        """
        with self._lock, _in_words():
            if self.db.conn.in_transaction:
                yield
                return
            self.db.conn.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.db.conn.execute("COMMIT")
            except BaseException:
                self._after.clear()
                self.db.rollback()
                raise
            after, self._after = self._after, []
            for act in after:
                act()

    def afterwards(self, act: Callable[[], None]) -> None:
        """Do this once the change going on is kept, and never when it is taken back.

        For files that nothing points to any more: a row must not come back without its file.
        """
        with self._lock:
            if self.db.conn.in_transaction:
                self._after.append(act)
            else:
                act()

    def close(self) -> None:
        """Close when nobody is in the middle of a change."""
        with self._lock:
            self.db.close()


def copy(path: Path, key: bytes, to: Path) -> None:
    """A whole copy under the same key, as the rows are now; a change going on is not in it.

    Also while this or another process is in the middle of a change. Raises StoreError.
    """
    with _in_words():
        source = _connect(path, key).conn
        try:
            target = _keyed(to, key)
            try:
                source.backup(target)
            finally:
                target.close()
        finally:
            source.close()


def _connect(path: Path, key: bytes) -> Database:
    connection = _keyed(path, key)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except dbapi2.Error:
        connection.close()
        raise
    return Database(connection, execute_plugins=False, strict=True)


def _keyed(path: Path, key: bytes) -> dbapi2.Connection:
    _close_to_others(path)
    connection = dbapi2.connect(str(path), timeout=WAIT, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level=NONE")  # a wrong key prints to stderr else
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    return connection


def _close_to_others(path: Path) -> None:
    """SQLite gives the files it makes beside this one, -wal and -shm, the same permissions."""
    if not path.exists():  # else it must not be opened here: closing it lets go of SQLite's locks
        path.touch(mode=OWNER_ONLY)
    for each in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        with suppress(OSError):  # not there, or a disk that knows no permissions
            if stat.S_IMODE(each.stat().st_mode) != OWNER_ONLY:
                each.chmod(OWNER_ONLY)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except dbapi2.Error as error:
        raise _store_error(str(error)) from error


def _store_error(text: str) -> StoreError:
    if "full" in text or "disk I/O" in text:
        return StoreError(
            _("the vault could not be written: the disk is full or broken"),
            advice=_(
                "Free some disk space, then try again. Nothing that was saved before is lost."
            ),
        )
    if "closed" in text:
        return StoreError(_("the vault is locked"), advice=_("Open it again, then go on."))
    if "locked" in text:
        return StoreError(
            _("another window or run is writing to the vault"),
            advice=_("Wait a moment, then try again."),
        )
    if "not a database" in text or "malformed" in text:
        return StoreError(
            _("the file {name} was changed or belongs to another vault").format(name=NAME),
            advice=_("Put back the whole folder from a backup."),
        )
    return StoreError(
        _("the vault could not do that: {text}").format(text=text), advice=_("Please report this.")
    )
