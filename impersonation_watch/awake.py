"""The process that looks while the vault is locked: given the key by whoever opens the vault."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from impersonation_watch import clockfile, naming
from impersonation_watch.language import _
from impersonation_watch.model import Keeping, Settings, WatchError
from impersonation_watch.vault import Vault

RUN = (*naming.command("impersonation_watch"), "run")
TOLD = ("every_hours", "notice", "notice_title", "notice_text")  # what the clock may know
LONGEST_START = 30.0  # seconds; it takes half of one


def told(key: bytes, settings: Settings) -> bytes:
    """What the waiting process gets: the capsule key, and as much of the settings as it needs."""
    return key + json.dumps({name: getattr(settings, name) for name in TOLD}).encode()


def keep_watch(vault: Vault, *, command: Sequence[str] = RUN, afresh: bool = False) -> None:
    """Have a process wait with the key where she chose that, and none where she did not.

    One that waits already stays, unless it is to begin `afresh` because it was told otherwise. It
    outlives us, and ends with the computer. Raises WatchError when it cannot be started or ended.
    """
    settings = vault.store.settings()
    watching = settings.keeping is Keeping.KEEP_WATCHING
    if afresh or not watching:
        clockfile.end_waiting(vault.folder)
    if watching and not clockfile.going_on(vault.folder, clockfile.RUN_LOCK):
        _start(vault.folder, told(vault.capsule_key, settings), command)


def _start(folder: Path, letter: bytes, command: Sequence[str]) -> None:
    """The key goes through a pipe that only it inherits, and is in no argument."""
    reader, writer = os.pipe()
    try:
        os.write(writer, letter)  # fits the pipe whole, before anybody reads
        os.close(writer)
        writer = -1
        subprocess.run(
            [*command, "--vault", str(folder), "--key-fd", str(reader)],
            pass_fds=(reader,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST_START,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise WatchError(
            _("the daily look could not be started"),
            advice=_("Lock and open again. Until then it looks only when you ask."),
        ) from error
    finally:
        os.close(reader)
        if writer >= 0:
            os.close(writer)
