"""Starting the process that looks: the key reaches it through a pipe that only it inherits."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from impersonation_watch import naming
from impersonation_watch.language import _
from impersonation_watch.model import WatchError

WATCH = naming.command("impersonation_watch.watch")


def start_watch(
    folder: Path,
    key: bytes,
    *,
    errand_id: str | None = None,
    command: Sequence[str] = WATCH,
    stdout: int = subprocess.DEVNULL,
    stderr: IO[bytes] | int = subprocess.DEVNULL,
) -> subprocess.Popen[bytes]:
    """Start one run, or one errand. The 32 bytes of the key are never in its arguments.

    How it went is in the clock file and on its standard output, what it found is sealed. Raises
    WatchError when it could not be started.
    """
    reader, writer = os.pipe()
    errand = ["--errand", errand_id] if errand_id else []
    try:
        os.write(writer, key)  # fits the pipe whole, before anybody reads
        return subprocess.Popen(
            [*command, "--vault", str(folder), "--key-fd", str(reader), *errand],
            pass_fds=(reader,),
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
        )
    except OSError as error:
        raise WatchError(
            _("a run could not be started: {reason}").format(reason=error.strerror),
            advice=_("Close other programs, then try again."),
        ) from error
    finally:
        os.close(reader)
        os.close(writer)
