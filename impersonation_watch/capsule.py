"""The door to the watch side: what it is told, and the errands it is sent on."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from impersonation_watch import plain, sealing
from impersonation_watch.language import _
from impersonation_watch.model import Capsule, Errand, StoreError

NAME = "capsule"
ERRANDS = "errands"
ERRAND_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
KEPT = timedelta(days=1)  # an errand is run at once; what lies longer belongs to a run that died
MAX_BYTES = 64 * 2**20  # a thousand people with fifty photos each stay far below

Noun = TypeVar("Noun")


def write(folder: Path, key: bytes, capsule: Capsule) -> None:
    """Seal the capsule into the folder, whole or not at all. Raises StoreError."""
    sealing.write_whole(folder / NAME, _seal(key, NAME, capsule))


def read(folder: Path, key: bytes, *, at_least: int = 0) -> Capsule:
    """The capsule. Raises StoreError when there is none, it was changed, or it is out of date.

    `at_least` is the counter of the last capsule accepted (WatchState.capsule_counter): an older
    one was put back by somebody, and would bring back what was taken out of it.
    """
    capsule = _open(folder / NAME, key, NAME, Capsule)
    if capsule.counter < at_least:
        raise StoreError(
            _("the capsule is older than the one used last: an old file was put back"),
            advice=_("Open the vault once; that writes a fresh one."),
        )
    return capsule


def write_errand(folder: Path, key: bytes, errand: Errand) -> None:
    """Leave an errand for the watch side. Raises StoreError."""
    path = _errand_path(folder, errand.id)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    sealing.write_whole(path, _seal(key, f"errand {errand.id}", errand))


def read_errand(folder: Path, key: bytes, errand_id: str) -> Errand:
    """The errand of that id. Raises StoreError: not there, changed, or renamed from another."""
    path = _errand_path(folder, errand_id)
    if not path.exists():
        raise StoreError(_("the errand is not there"), advice=_("Ask again."))
    return _open(path, key, f"errand {errand_id}", Errand)


def finish_errand(folder: Path, errand_id: str) -> None:
    """The errand is done; nothing happens when it was done already."""
    _errand_path(folder, errand_id).unlink(missing_ok=True)


def sweep_errands(folder: Path, now: datetime) -> None:
    """Delete errands that nobody came back from, and what was only begun to be written."""
    oldest = (now - KEPT).timestamp()
    for path in (folder / ERRANDS).glob("*"):
        with suppress(OSError):  # it was finished just now, or can wait for the next time
            if path.is_file() and path.stat().st_mtime < oldest:
                path.unlink()


def _errand_path(folder: Path, errand_id: str) -> Path:
    if not ERRAND_NAME.fullmatch(errand_id):
        raise StoreError(_("an errand needs an id of letters and digits"), advice=_("Ask again."))
    return folder / ERRANDS / errand_id


def _seal(key: bytes, about: str, noun: object) -> bytes:
    content = plain.dump(noun).encode("utf-8", "surrogatepass")
    return sealing.seal(sealing.derive(key, "capsule"), content, about.encode())


def _open(path: Path, key: bytes, about: str, kind: type[Noun]) -> Noun:
    sealed = _read(path)
    content = sealing.unseal(sealing.derive(key, "capsule"), sealed, about.encode())
    try:
        return plain.load(kind, content)
    except ValueError as error:
        raise StoreError(
            _("{file} was written by another version of this program").format(file=path.name),
            advice=_("Use the same version for the vault and for the daily run."),
        ) from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES)
    except FileNotFoundError as error:
        raise StoreError(
            _("there is no {file} in {parent}").format(file=path.name, parent=path.parent),
            advice=_("Open the vault once; that writes it."),
        ) from error
    except OSError as error:
        raise StoreError(
            _("{file} could not be read: {reason}").format(file=path.name, reason=error.strerror),
            advice=_("Check the folder's permissions and the disk."),
        ) from error
