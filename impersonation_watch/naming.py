"""The word that everybody else at this computer sees: in the list of processes, services, files."""

from __future__ import annotations

import os
import re
import secrets
import sys
from pathlib import Path

from setproctitle import setproctitle

from impersonation_watch.language import _
from impersonation_watch.model import StoreError, WatchError

PLAIN = "notes"  # says nothing, and is what other programs are called as well
FILE = "name"  # in the folder of the vault, readable while that is locked
TITLE = "IW_TITLE"  # hands the word to processes that are not told the folder
NAMES = re.compile(r"[a-z][a-z0-9-]{1,30}")  # good as a file name on every system
LONGEST = 64  # bytes that are read of a file that should hold one word
# a module is named in hexadecimal, because whoever lists the processes reads the arguments
BEGIN = (
    "import runpy,sys;"
    "runpy.run_module(bytes.fromhex(sys.argv.pop(1)).decode(),run_name='__main__',alter_sys=True)"
)


def check(name: str) -> None:
    """Raises WatchError for a word that is no file name on every system."""
    if not NAMES.fullmatch(name):
        raise WatchError(
            _("{name} cannot be used as a name").format(name=repr(name)),
            advice=_("Use 2 to 31 small letters, digits and hyphens, and a letter first."),
        )


def name_of(folder: Path) -> str:
    """The word chosen for this vault; the plain one where none was, or none can be read."""
    try:
        with (folder / FILE).open("rb") as file:
            name = file.read(LONGEST).decode("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return PLAIN
    return name if NAMES.fullmatch(name) else PLAIN


def rename(folder: Path, name: str) -> None:
    """Choose the word for this vault. Raises WatchError for a bad one, StoreError for the disk."""
    check(name)
    partial = folder / f".{FILE}.{secrets.token_hex(4)}.part"
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{name}\n")
            file.flush()
            os.fsync(file.fileno())
        partial.replace(folder / FILE)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StoreError(
            _("{name} could not be written: {reason}").format(name=FILE, reason=error.strerror),
            advice=_("Free some disk space or check the folder's permissions, then try again."),
        ) from error


def wear(folder: Path | None = None) -> None:
    """Be called by the word of this vault in the list of processes, with all that start from here.

    Without a folder: by the word that was handed on by the process that started this one.
    """
    os.environ[TITLE] = worn() if folder is None else name_of(folder)
    setproctitle(worn())


def worn() -> str:
    """The word in use."""
    name = os.environ.get(TITLE, PLAIN)
    return name if NAMES.fullmatch(name) else PLAIN


def command(module: str, *switches: str) -> tuple[str, ...]:
    """What starts a module of ours, as `python -m` does, without a telling word in it.

    `switches` are the interpreter's. Its `main` has to `wear` the word; until then anybody can
    read these arguments and those that are added.
    """
    return (sys.executable, *switches, "-c", BEGIN, module.encode().hex())
