"""What is started at login, and what every system's module can do with it."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from impersonation_watch.model import WatchError

NAME = "notes"  # neutral: anybody at this computer can list what starts at login
NAMES = re.compile(r"[a-z][a-z0-9-]{1,30}")  # good as a file name on every system
PROGRAM = "impersonation_watch"
START = ("-m", PROGRAM, "run", "--locked")  # in each of our files, and in no other


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A name, and the words of the command that is started at login."""

    name: str
    home: Path
    program: str
    arguments: tuple[str, ...]

    @property
    def title(self) -> str:
        return self.name.capitalize()


class System(Protocol):
    """The module of one system. Sentences are for the person at the terminal."""

    ENDING: str  # of the file
    OWN_FOLDERS: int  # how many folders around the file may go when nothing is left in them
    TRIED: bool

    def folder(self, home: Path, environ: Mapping[str, str]) -> Path:
        """Where files of this kind lie for one user."""
        ...

    def text(self, service: Service) -> bytes:
        """The file, whole."""
        ...

    def start(self, path: Path) -> tuple[str, ...]:
        """Switch the written file on as far as that is possible; what became of it."""
        ...

    def stop(self, path: Path) -> tuple[str, ...]:
        """Switch it off before the file goes; what became of it."""
        ...

    def forget(self, path: Path) -> None:
        """Take away what switching it on left behind, once the file is gone."""
        ...

    def state(self, path: Path) -> str:
        """Whether it runs, as far as the system says."""
        ...

    def taken(self, name: str) -> bool:
        """Whether the system itself has something of this name, which ours would hide."""
        ...


def check_name(name: str) -> None:
    """Raises WatchError for a name that is no file name on every system."""
    if not NAMES.fullmatch(name):
        raise WatchError(
            f"{name!r} cannot be the name of a service",
            advice="Use 2 to 31 small letters, digits and hyphens, and a letter first.",
        )


def service_for(folder: Path, *, name: str = NAME, home: Path) -> Service:
    """The service that waits over this folder. It is locked: no key is kept for it anywhere.

    The folder is written with "~" where it lies in the home folder, so that no login name stands in
    the file. Raises WatchError for a name or folder that no system's file can hold.
    """
    check_name(name)
    folder = folder.expanduser().absolute()
    shown = f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
    if not (shown + sys.executable).isprintable():
        raise WatchError(
            "the folder's name holds hidden signs",
            advice="Give the folder a name of letters and digits.",
        )
    arguments = (*START, "--vault", shown)
    return Service(name=name, home=home, program=sys.executable, arguments=arguments)
