"""What is started at login, and what every system's module can do with it."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from impersonation_watch import naming
from impersonation_watch.model import WatchError

NAME = naming.PLAIN  # neutral: anybody at this computer can list what starts at login
PROGRAM = "impersonation_watch"
SHORT = "iw"  # what the installed program is also called, which says nothing
START = ("run", "--locked")  # in each of our files, with one of the two


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
    OWN_FOLDERS: tuple[str, ...]  # around the file; each goes when nothing is left in it
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


def service_for(folder: Path, *, name: str = NAME, home: Path) -> Service:
    """The service that waits over this folder. It is locked: no key is kept for it anywhere.

    The folder is written with "~" where it lies in the home folder, so that no login name stands in
    the file. Raises WatchError for a name or folder that no system's file can hold.
    """
    naming.check(name)
    program, start = _program()
    arguments = (*start, *START, "--vault", in_words(folder, home))
    return Service(name=name, home=home, program=program, arguments=arguments)


def in_words(folder: Path, home: Path) -> str:
    """The folder as it stands in our files. Raises WatchError for one that no file can hold."""
    folder = folder.expanduser().absolute()
    shown = f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
    if not (shown + sys.executable).isprintable():
        raise WatchError(
            "the folder's name holds hidden signs",
            advice="Give the folder a name of letters and digits.",
        )
    return shown


def _program() -> tuple[str, tuple[str, ...]]:
    """The short one, which says nothing to whoever reads the file; on Windows it opens a window."""
    short = Path(sysconfig.get_path("scripts")) / SHORT
    if sys.platform != "win32" and short.exists():
        return str(short), ()
    return sys.executable, ("-m", PROGRAM)
