"""Ask for the key that the process that looks needs."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from impersonation_watch import naming
from impersonation_watch.model import Settings, WatchError

UNLOCK = (*naming.command("impersonation_watch"), "unlock")
KEY_BYTES = 32
LONGEST_ANSWER = 4096  # the key and a line of settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """What the background process may know while the vault is locked."""

    key: bytes = field(repr=False)  # never in a log line or a traceback
    settings: Settings  # of it only `every_hours` and the notice are filled

    @property
    def every(self) -> timedelta:
        return timedelta(hours=self.settings.every_hours)


def unlock(
    folder: Path, *, options: Sequence[str] = (), command: Sequence[str] = UNLOCK
) -> Unlocked:
    """Ask for the passphrase in a process of its own, which can open the vault and ends at once.

    `options` are handed to it unchanged (`--passphrase-file` and the like). It writes the 32 bytes
    of the capsule key to a pipe and, after them, one JSON object with `every_hours`, `notice`,
    `notice_title` and `notice_text`, each optional. Raises WatchError when it does not; it has
    then already said why on the terminal.
    """
    reader, writer = os.pipe()
    whole = [*command, "--vault", str(folder), "--fd", str(writer), *options]
    with os.fdopen(reader, "rb") as pipe:
        child = subprocess.Popen(whole, pass_fds=(writer,))
        os.close(writer)
        answer = pipe.read(LONGEST_ANSWER)
        child.wait()
    return received(answer if child.returncode == 0 else b"")


def received(answer: bytes) -> Unlocked:
    """The key and what the clock may know, as they came through a pipe. Raises WatchError."""
    if len(answer) < KEY_BYTES:
        raise WatchError(
            "it could not be unlocked", advice="Start again and type the passphrase when asked."
        )
    return Unlocked(key=answer[:KEY_BYTES], settings=_read_settings(answer[KEY_BYTES:]))


def receive(descriptor: int) -> Unlocked:
    """What whoever opened the vault wrote to this inherited pipe. Raises WatchError."""
    with os.fdopen(descriptor, "rb") as pipe:
        return received(pipe.read(LONGEST_ANSWER))


def _read_settings(text: bytes) -> Settings:
    known = Settings()
    try:
        given = json.loads(text or b"{}")
        return Settings(
            every_hours=int(given.get("every_hours", known.every_hours)),
            notice=str(given.get("notice", known.notice)),
            notice_title=str(given.get("notice_title", known.notice_title)),
            notice_text=str(given.get("notice_text", known.notice_text)),
        )
    except (ValueError, AttributeError, TypeError) as error:
        raise WatchError("the settings could not be read") from error
