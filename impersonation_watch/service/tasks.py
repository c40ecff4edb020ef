"""Windows: a task for the Task Scheduler. Documented (its XML schema), not tried."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from subprocess import list2cmdline

from impersonation_watch.service.files import template
from impersonation_watch.service.service import Service

ENDING = ".xml"
OWN_FOLDERS: tuple[str, ...] = ("Login tasks",)
TRIED = False


def folder(home: Path, environ: Mapping[str, str]) -> Path:
    """A place of our own: the scheduler's own store is written by the scheduler only."""
    given = environ.get("LOCALAPPDATA")
    return (Path(given) if given else home / "AppData" / "Local") / OWN_FOLDERS[0]


def text(service: Service) -> bytes:
    """The task. It starts within an hour after login, every hour at most once.

    A trigger at login itself would need the login name in the file, or an administrator.
    """
    windowless = Path(service.program)
    if windowless.name == "python.exe":
        windowless = windowless.with_name("pythonw.exe")
    task = template("task.xml").substitute(
        title=service.title,
        program=escape(str(windowless)),
        arguments=escape(list2cmdline(service.arguments)),
    )
    return task.encode("utf-16")


def start(path: Path) -> tuple[str, ...]:
    return (
        "The background process itself was not tried on Windows either.",
        "To hand it to the Task Scheduler, type this once:",
        f'  schtasks /Create /TN {path.stem} /XML "{path}"',
    )


def stop(path: Path) -> tuple[str, ...]:
    return (
        "To stop it and take it out of the Task Scheduler, type:",
        f"  schtasks /End /TN {path.stem} & schtasks /Delete /TN {path.stem} /F",
    )


def forget(path: Path) -> None:
    """Nothing that may be deleted by hand: the scheduler keeps its own copy."""


def state(path: Path) -> str:
    return f"To see whether it runs, type: schtasks /Query /TN {path.stem}"


def taken(name: str) -> bool:
    return False  # `schtasks /Create` asks by itself before it replaces a task
