"""Keeps what is in memory out of files: no core dumps, no reading by other processes."""

from __future__ import annotations

import ctypes
import sys

if sys.platform != "win32":
    import resource

PR_SET_DUMPABLE = 4  # linux/prctl.h


def harden_process() -> None:
    """No core dump of this process and its children; on Linux no debugger of the same user.

    Does what the system allows and says nothing: it lowers a risk, nothing depends on it.
    """
    if sys.platform == "win32":  # no core files there
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
