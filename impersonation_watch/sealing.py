"""Files that are whole or absent, and sealed: the few lines every door shares."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from impersonation_watch.language import _
from impersonation_watch.model import StoreError

KEY_BYTES = 32
NONCE_BYTES = 12  # AES-GCM's own size; random per file, far below 2**32 files under one key


def write_whole(path: Path, content: bytes) -> None:
    """Write so that after a crash the path holds the old content or the new, never a mixture.

    Temporary name, fsync, rename, fsync of the folder; mode 0600. Raises StoreError (disk full,
    folder gone) and leaves the old file untouched.
    """
    path = Path(path)
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
        _sync_folder(path.parent)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StoreError(
            _("{file} could not be written: {reason}").format(
                file=path.name, reason=error.strerror
            ),
            advice=_(
                "Free some disk space or check the folder's permissions, then try again."
                " Nothing that was saved before is lost."
            ),
        ) from error


def derive(key: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose from a 32-byte key; StoreError where the key was dropped."""
    return condense(held(key), purpose)


def condense(secret: bytes, purpose: str) -> bytes:
    """32 bytes from a secret of any length that nobody can guess (HKDF-SHA256, RFC 5869)."""
    expansion = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode())
    return expansion.derive(secret)


def held(key: bytes) -> bytes:
    """The key, unless it was dropped: an empty one would seal so that anybody can open."""
    if len(key) != KEY_BYTES:
        raise StoreError(_("the vault is locked"), advice=_("Open it again, then go on."))
    return key


def seal(key: bytes, content: bytes, about: bytes) -> bytes:
    """nonce + AES-256-GCM of the content; `about` is bound to it but not stored."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(held(key)).encrypt(nonce, content, about)


def unseal(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """The content of `seal`. Raises StoreError when the key, the bytes or `about` differ."""
    try:
        return AESGCM(held(key)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about)
    except (InvalidTag, ValueError) as error:
        raise StoreError(
            _("a sealed file cannot be opened: it was changed, cut or belongs to another vault"),
            advice=_("Bring the folder back from a backup, or run `impersonation-watch doctor`."),
        ) from error


def mac(key: bytes, content: bytes) -> bytes:
    """HMAC-SHA256, 32 bytes."""
    return hmac.digest(held(key), content, hashlib.sha256)


def same(one: bytes, other: bytes) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(one, other)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot fsync a folder; its rename is already durable
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
