"""Files kept: one sealed file each, named so that nobody can look a known picture up."""

from __future__ import annotations

import hashlib
from pathlib import Path

from impersonation_watch import sealing
from impersonation_watch.language import N_, _
from impersonation_watch.model import StoreError

FOLDER = "blobs"
ABOUT = "blob 1 "  # kind and version, bound to every file together with its SHA-256
MISSING = N_("{file} is missing")
UNREADABLE = N_("{file} could not be read: {reason}")
CHANGED = N_("{file} was changed")
ANOTHER = N_("{file} does not hold what it was kept for")


class Blobs:
    """Bytes by their SHA-256. Written before the row that names them, so a row never hangs."""

    def __init__(self, folder: Path, master: bytes) -> None:
        self.folder = folder / FOLDER
        self._key = sealing.derive(master, "blob")
        self._name_key = sealing.derive(master, "blob name")

    def close(self) -> None:
        """Drop the keys; from here on nothing is named, opened or written."""
        self._key = self._name_key = b""

    def path(self, sha256: str) -> Path:
        """Where the bytes lie; the name is a keyed MAC of the hash."""
        return self.folder / sealing.mac(self._name_key, sha256.encode()).hex()

    def put(self, content: bytes) -> str:
        """Keep the bytes; returns their SHA-256. What is there already and whole stays."""
        sha256 = hashlib.sha256(content).hexdigest()
        if not self.is_whole(sha256):
            sealed = sealing.seal(self._key, content, _about(sha256))
            sealing.write_whole(self.path(sha256), sealed)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes as they were kept. Raises StoreError naming the file that changed."""
        path = self.path(sha256)
        try:
            sealed = path.read_bytes()
        except OSError as error:
            lost = isinstance(error, FileNotFoundError)
            raise _gone(path, MISSING if lost else UNREADABLE, error.strerror or "") from error
        try:
            content = sealing.unseal(self._key, sealed, _about(sha256))
        except StoreError as error:
            raise _gone(path, CHANGED) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise _gone(path, ANOTHER)
        return content

    def has(self, sha256: str) -> bool:
        return self.path(sha256).exists()

    def is_whole(self, sha256: str) -> bool:
        """Whether `get` would give the bytes."""
        try:
            self.get(sha256)
        except StoreError:
            return False
        return True

    def drop(self, sha256: str) -> None:
        """Delete the file, if it is there."""
        self.path(sha256).unlink(missing_ok=True)


def _about(sha256: str) -> bytes:
    return (ABOUT + sha256).encode()


def _gone(path: Path, told: str, reason: str = "") -> StoreError:
    return StoreError(
        _(told).format(file=f"{FOLDER}/{path.name}", reason=reason),
        advice=_("Put the file back from a backup of the folder."),
    )
