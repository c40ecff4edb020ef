"""The watch side's own memory between runs, sealed with the capsule key."""

from __future__ import annotations

from pathlib import Path

from impersonation_watch import plain, sealing
from impersonation_watch.language import _
from impersonation_watch.model import StoreError, WatchState

NAME = "memory"
BEFORE = "watch.state"  # what it was called once: a word nobody else should read in a folder
ABOUT = b"watch.state"


def read(folder: Path, key: bytes) -> WatchState:
    """The state; a fresh one when no run was made yet. Raises StoreError when it was changed."""
    _take_over(folder)
    try:
        sealed = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return WatchState()
    except OSError as error:
        raise StoreError(
            _("{name} could not be read: {reason}").format(name=NAME, reason=error.strerror),
            advice=_("Check the folder's permissions and the disk."),
        ) from error
    content = sealing.unseal(sealing.derive(key, "state"), sealed, ABOUT)
    try:
        return plain.load(WatchState, content)
    except ValueError as error:
        raise StoreError(
            _("{name} was written by another version of this program").format(name=NAME),
            advice=_("Use the version that wrote it, or a newer one."),
        ) from error


def write(folder: Path, key: bytes, state: WatchState) -> None:
    """Seal the state into the folder, whole or not at all. Raises StoreError."""
    content = plain.dump(state).encode("utf-8", "surrogatepass")
    sealing.write_whole(folder / NAME, sealing.seal(sealing.derive(key, "state"), content, ABOUT))


def _take_over(folder: Path) -> None:
    """What lies there under its old name goes on under the new one."""
    if (folder / BEFORE).exists() and not (folder / NAME).exists():
        (folder / BEFORE).rename(folder / NAME)


def digest(key: bytes, text: str) -> str:
    """Keyed digest of a text, 64 hex letters: tells "seen before", and nothing without the key."""
    return sealing.mac(sealing.derive(key, "digest"), text.encode("utf-8", "surrogatepass")).hex()
