"""Keeps what is in memory out of files, and files for this user alone."""

from __future__ import annotations

import ctypes
import os
import sys

if sys.platform != "win32":
    import resource

PR_SET_DUMPABLE = 4  # linux/prctl.h
OWNER_ONLY = 0o077


def harden_process() -> None:
    """No core dump of this process and its children, no new file that others may read.

    On Linux no debugger of the same user either.

    Does what the system allows and says nothing: it lowers a risk, nothing depends on it.
    """
    if sys.platform == "win32":  # no core files there
        return
    os.umask(OWNER_ONLY)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
