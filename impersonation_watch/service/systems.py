"""Which module serves which system."""

from __future__ import annotations

from impersonation_watch.model import WatchError
from impersonation_watch.service import launchd, systemd, tasks
from impersonation_watch.service.service import System

SYSTEMS: dict[str, System] = {"linux": systemd, "darwin": launchd, "win32": tasks}


def system_of(platform: str) -> System:
    """By Python's name for it; raises WatchError for a system without a module."""
    system = SYSTEMS.get(platform)
    if system is None:
        raise WatchError(
            "there is no service for this system",
            advice="Start `run --locked` at login by the means that your system has.",
        )
    return system
