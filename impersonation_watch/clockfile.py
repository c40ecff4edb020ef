"""The plain record of when a run started and how it ended; holds no names and needs no key."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from impersonation_watch import plain
from impersonation_watch.language import _
from impersonation_watch.model import StoreError, WatchError

FILE = "clock"
WATCH_LOCK = "look.lock"  # held by the process that looks
RUN_LOCK = "run.lock"  # held by the process that waits
LOCKED_LOCK = "locked.lock"  # held by the one that waits without a key, and gives way to the other
PATIENCE = 30.0  # seconds; a run going on gets 20 of them to end by itself
LOCKED = "it could not start: locked"  # the failure of one who waits without the key
LONGEST_REASON = 200  # a sentence; longer texts are somebody else's traceback


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """When runs started and how they ended. Every time is aware UTC."""

    since: datetime | None = None  # first time anything was tried
    last_started: datetime | None = None
    last_ok: datetime | None = None
    ok_started: datetime | None = None  # when the run that ended at `last_ok` had begun
    last_failed: datetime | None = None
    failure: str = ""  # a sentence, empty after a good run
    failures: int = 0  # in a row
    noticed_at: datetime | None = None  # when a notice went out about these failures
    pid: int | None = None  # of the run going on


def read(folder: Path) -> Clock:
    """The record of this folder; an empty one when there is none or it cannot be understood.

    Losing it costs one run too many, so a damaged file is never a reason to stop.
    """
    try:
        clock = plain.load(Clock, (folder / FILE).read_bytes())
    except (OSError, ValueError):
        return Clock()
    return clock if all(_aware(each) for each in _times(clock)) else Clock()


def started(folder: Path, now: datetime) -> None:
    """Write down that this process begins to look."""
    clock = read(folder)
    since = clock.since or now
    _write(folder, replace(clock, since=since, last_started=now, pid=os.getpid()))


def ok(folder: Path, now: datetime) -> None:
    """Write down that a run ended well; forgets the failures before it."""
    clock = read(folder)
    since = clock.since or now
    begun = clock.last_started
    good = Clock(since=since, last_started=begun, last_ok=now, ok_started=begun)
    _write(folder, replace(good, last_failed=clock.last_failed))


def failed(folder: Path, now: datetime, reason: str) -> None:
    """Write down that a run broke off or could not start, with a sentence without names."""
    clock = read(folder)
    failure = " ".join(reason.split())[:LONGEST_REASON] or "no reason was given"
    bad = replace(clock, since=clock.since or now, last_failed=now, failure=failure, pid=None)
    _write(folder, replace(bad, failures=clock.failures + 1))


def unlocked(folder: Path) -> None:
    """Forget the tries that came to nothing for want of the key: who has it may look at once."""
    clock = read(folder)
    if clock.failure == LOCKED:
        _write(folder, replace(clock, last_failed=None, failure="", failures=0))


def noticed(folder: Path, now: datetime) -> None:
    """Write down that the user was told about the failures, so that she is told once."""
    _write(folder, replace(read(folder), noticed_at=now))


@contextmanager
def only_one(folder: Path, lock: str = WATCH_LOCK) -> Iterator[None]:
    """Hold the lock of this folder; the system lets go of it when the process dies.

    Raises WatchError when another process holds it, StoreError when the folder cannot be written.
    """
    descriptor = _open(folder / lock)
    try:
        if not _taken(descriptor):
            raise WatchError(
                _("a run is already going on")
                if lock == WATCH_LOCK
                else _("it is already running"),
                advice=_("Wait until it has ended; nothing needs to be started twice."),
            )
        os.ftruncate(descriptor, 0)
        os.write(descriptor, b"%d" % os.getpid())
        yield
    finally:
        os.close(descriptor)


def going_on(folder: Path, lock: str = WATCH_LOCK) -> bool:
    """Whether some process holds the lock just now."""
    try:
        with only_one(folder, lock):
            return False
    except StoreError:
        return False
    except WatchError:
        return True


def end_waiting(folder: Path, *, lock: str = RUN_LOCK, patience: float = PATIENCE) -> bool:
    """Ask the process that waits to end, and wait until it did; whether there was one.

    Raises WatchError when it does not end in time, StoreError when the folder cannot be written.
    """
    if not going_on(folder, lock):
        return False
    asked = _ask_to_end(folder / lock)
    until = time.monotonic() + patience
    while going_on(folder, lock):
        if not asked or time.monotonic() > until:
            raise WatchError(
                _("the process that looks every day did not end"),
                advice=_("Stop the one you started with `run`, or restart the computer."),
            )
        time.sleep(0.05)
    return True


def _ask_to_end(lock: Path) -> bool:
    """Whether the holder of the lock could be asked; not where that is ourselves."""
    try:
        waiting = int(lock.read_bytes())
        if waiting in (0, 1, os.getpid()):
            return False
        os.kill(waiting, signal.SIGTERM)
    except ProcessLookupError:
        return True  # it ended by itself just now
    except (OSError, ValueError):
        return False  # of an older version, which wrote no number
    return True


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _cannot_write(path.name, error) from error


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write(folder: Path, clock: Clock) -> None:
    """Whole or not at all. (`sealing.write_whole` would make the small process big.)"""
    partial = folder / f".{FILE}.{secrets.token_hex(4)}.part"
    text = json.dumps(plain.plain(clock), indent=2)
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(folder / FILE)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise _cannot_write(FILE, error) from error


def _cannot_write(name: str, error: OSError) -> StoreError:
    return StoreError(
        _("{name} could not be written: {reason}").format(name=name, reason=error.strerror),
        advice=_("Free some disk space or check the folder's permissions, then try again."),
    )


def _times(clock: Clock) -> tuple[datetime | None, ...]:
    ended = clock.last_ok, clock.ok_started, clock.last_failed
    return clock.since, clock.last_started, *ended, clock.noticed_at


def _aware(moment: datetime | None) -> bool:
    return moment is None or moment.utcoffset() == UTC.utcoffset(None)
