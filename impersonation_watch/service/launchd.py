"""macOS: a LaunchAgent. Documented (man launchd.plist), not tried."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

from impersonation_watch.service.files import template
from impersonation_watch.service.service import Service

ENDING = ".plist"
OWN_FOLDERS: tuple[str, ...] = ("LaunchAgents",)
TRIED = False


def folder(home: Path, environ: Mapping[str, str]) -> Path:
    return home / "Library" / "LaunchAgents"


def text(service: Service) -> bytes:
    words = (service.program, *service.arguments)
    lines = "\n".join(f"    <string>{escape(word)}</string>" for word in words)
    return template("launchd.plist").substitute(name=service.name, words=lines).encode("utf-8")


def start(path: Path) -> tuple[str, ...]:
    return (
        "It starts with the next login. To start it now, type:",
        f'  launchctl bootstrap gui/$(id -u) "{path}"',
    )


def stop(path: Path) -> tuple[str, ...]:
    return (
        "What runs now ends when you log out. To end it now, type:",
        f"  launchctl bootout gui/$(id -u)/{path.stem}",
    )


def forget(path: Path) -> None:
    """Nothing: the system keeps no file of its own about it."""


def state(path: Path) -> str:
    return f"To see whether it runs, type: launchctl print gui/$(id -u)/{path.stem}"


def taken(name: str) -> bool:
    return False  # the system's own labels hold dots, which our names cannot
