"""The background process: small, silent, and asking every few minutes whether a run is due."""

from __future__ import annotations

import logging
import os
import resource
import select
import signal
import subprocess
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.job import Job
from apscheduler.schedulers.background import BackgroundScheduler

from impersonation_watch import clockfile, notify
from impersonation_watch.model import Settings, WatchError
from impersonation_watch.schedule.due import due, next_due, notice_due
from impersonation_watch.starting import WATCH, start_watch

WAKE = timedelta(minutes=3)  # a laptop that wakes looks within this time; costs nothing measurable
PATIENCE = (
    20.0  # seconds a run gets to end by itself before it is killed; it loses nothing either way
)
LONGEST_RUN = timedelta(hours=6)  # the slowest whole run takes one; more is a run that hangs
SILENT = "it stopped before it could say how it went"
HANGING = "it took far too long and was ended"

OnLine = Callable[[str], None]
Now = Callable[[], datetime]


class Background:
    """One folder's clock: decides, starts the run, writes down what the run could not."""

    def __init__(
        self,
        folder: Path,
        *,
        key: bytes | None,
        every: timedelta,
        on_line: OnLine,
        settings: Settings | None = None,
        command: Sequence[str] = WATCH,
        longest: timedelta = LONGEST_RUN,
        now: Now = lambda: datetime.now(UTC),
    ) -> None:
        self._folder, self._key, self._every, self._longest = folder, key, every, longest
        self._on_line, self._command, self._now = on_line, command, now
        self._settings = settings or Settings()
        self._child: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()

    def tick(self) -> bool:
        """Ask once whether a run is due, and if so run it to its end. True when one was due."""
        going_on = clockfile.going_on(self._folder)
        if self._key is not None and not going_on:
            clockfile.unlocked(self._folder)
        clock = clockfile.read(self._folder)
        if self._stopping.is_set() or not due(clock, self._now(), self._every, going_on=going_on):
            return False
        if self._key is None and clockfile.going_on(self._folder, clockfile.RUN_LOCK):
            return False  # another one holds the key, and looks
        if self._key is None:
            self._fail(clockfile.LOCKED)
        else:
            self._run(self._key)
        self._speak_up()
        return True

    def stop(self) -> None:
        """End the run going on, if any; it has lost nothing it had sealed."""
        self._stopping.set()
        if self._child is not None and self._child.poll() is None:
            _end(self._child)

    def on_error(self, event: JobExecutionEvent) -> None:
        """The outermost edge of the waiting thread: what went wrong is said, and tried again."""
        self._on_line(f"Something went wrong: {event.exception}")

    def _run(self, key: bytes) -> None:
        before = clockfile.read(self._folder)
        self._on_line("Looking now.")
        try:
            self._child = start_watch(self._folder, key, command=self._command)
        except WatchError as error:
            self._fail(str(error))
            return
        if self._stopping.is_set():
            self.stop()
        silence = self._wait(self._child)
        after = clockfile.read(self._folder)
        if (before.last_ok, before.last_failed) == (after.last_ok, after.last_failed):
            if not self._stopping.is_set():
                self._fail(silence)
        elif after.failure:  # also where it ended well and reached no place
            self._on_line(f"It did not work this time: {after.failure}. {self._next()}")
        else:
            self._on_line("Done. " + self._next())

    def _wait(self, child: subprocess.Popen[bytes]) -> str:
        """Until it ends; what to write down when it wrote nothing down itself."""
        try:
            child.wait(self._longest.total_seconds())
        except subprocess.TimeoutExpired:
            _end(child)
            return HANGING
        return SILENT

    def _fail(self, reason: str) -> None:
        clockfile.failed(self._folder, self._now(), reason)
        self._on_line(f"It did not work this time: {reason}. {self._next()}")

    def _next(self) -> str:
        moment = next_due(clockfile.read(self._folder), self._now(), self._every)
        return f"Next time: {moment.astimezone():%d %B, %H:%M}."

    def _speak_up(self) -> None:
        clock = clockfile.read(self._folder)
        if self._settings.notice == "none" or not notice_due(clock, self._now(), self._every):
            return
        try:
            notify.send(self._settings.notice, self._settings, self._settings.notice_text)
        except WatchError as error:
            self._on_line(f"A notice could not be sent: {error}. {error.advice}")
            return
        clockfile.noticed(self._folder, self._now())


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ask the run to end, and kill it when it does not."""
    child.terminate()
    try:
        child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def run_forever(
    folder: Path,
    *,
    key: bytes | None,
    every: timedelta,
    on_line: OnLine,
    settings: Settings | None = None,
    once: bool = False,
    command: Sequence[str] = WATCH,
) -> None:
    """Stay until SIGTERM, SIGINT or SIGHUP; with `once`, ask a single time and come back.

    `key` is the capsule key, or None where the vault is kept strictly locked: each due run is then
    recorded as one that could not start, unless another process waits here with the key. Raises
    WatchError when it already runs for this folder, or there is no such folder.
    """
    if not folder.is_dir():
        raise WatchError(
            f"there is no vault in {folder}", advice="Make one with `review` or `init` first."
        )
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # the key must not reach a core file
    with clockfile.only_one(folder, clockfile.RUN_LOCK if key else clockfile.LOCKED_LOCK):
        background = Background(
            folder, key=key, every=every, on_line=on_line, settings=settings, command=command
        )
        if once:
            background.tick()
        else:
            _wait_and_tick(background)


def _wait_and_tick(background: Background) -> None:
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # a long run is not worth a line
    stop = _asked_to_stop()
    scheduler = BackgroundScheduler(timezone=UTC)
    scheduler.add_listener(background.on_error, EVENT_JOB_ERROR)
    job = scheduler.add_job(
        background.tick,
        "interval",
        seconds=WAKE.total_seconds(),
        next_run_time=datetime.now(UTC),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,  # the default drops what was due while the laptop slept
    )
    scheduler.start()
    while not select.select([stop], [], [], WAKE.total_seconds())[0]:
        _mend(job, datetime.now(UTC))
    background.stop()
    scheduler.shutdown(wait=True)


def _asked_to_stop() -> int:
    """A descriptor that becomes readable when a signal asks us to end."""
    reader, writer = os.pipe()
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(each, lambda *_: os.write(writer, b"."))
    return reader


def _mend(job: Job, now: datetime) -> None:
    """The scheduler counts in wall time: after the clock was set back it would wait for years."""
    if job.next_run_time is not None and job.next_run_time > now + 2 * WAKE:
        job.modify(next_run_time=now)
