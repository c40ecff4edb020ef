"""What crosses from one person to another: sealed files, small enough to read, of two kinds.

A file is age ciphertext (X25519). Inside is the kind, for decisions the batch and a MAC by the
secret of that batch, and then JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import pyrage

from impersonation_watch import plain, sealing
from impersonation_watch.handover.keys import check_key
from impersonation_watch.language import _
from impersonation_watch.model import Batch, Opinions, StoreError, WatchError

LARGEST = 24 * 2**20  # bytes of one file: some hundred items with their pictures
BATCH, DECISIONS = b"batch 1\n", b"decisions 1\n"
ID_LETTERS = 32  # hex digits of the id of a batch
MAC_BYTES = 32

Noun = TypeVar("Noun")


def seal_batch(batch: Batch, key: str) -> bytes:
    """The batch, readable for who holds the key. Raises WatchError when it is too large."""
    return _seal(BATCH + plain.dump(batch).encode(), key)


def open_batch(sealed: bytes, identity: str) -> Batch:
    """Raises WatchError: not for this key, altered, not a batch."""
    return _load(Batch, _body(sealed, identity, BATCH))


def seal_decisions(opinions: Opinions, key: str, secret: bytes) -> bytes:
    """The decisions, readable for who holds the key, and signed with the secret of the batch."""
    text = plain.dump(opinions).encode()
    signed = opinions.batch.encode() + text
    return _seal(
        DECISIONS + opinions.batch.encode() + sealing.mac(secret, DECISIONS + signed) + text, key
    )


def open_decisions(sealed: bytes, identity: str, secrets: Mapping[str, bytes]) -> Opinions:
    """`secrets`: by batch, of those handed over. Nothing is read before the MAC fits.

    Raises WatchError: not for this key, altered, about no batch that is known, forged.
    """
    body = _body(sealed, identity, DECISIONS)
    batch = body[:ID_LETTERS]
    signature, text = body[ID_LETTERS:][:MAC_BYTES], body[ID_LETTERS + MAC_BYTES :]
    secret = secrets.get(batch.decode("ascii", "replace"))
    if secret is None:
        raise WatchError(
            _("these decisions are about a batch that is not known here"),
            advice=_("It may have been erased here, or handed over from somewhere else."),
        )
    if not sealing.same(sealing.mac(secret, DECISIONS + batch + text), signature):
        raise WatchError(
            _("these decisions do not come from who got the batch, or were altered"),
            advice=_("Nothing was taken in. Ask your helper to send the file again."),
        )
    opinions = _load(Opinions, text)
    if opinions.batch.encode("utf-8", "replace") != batch:
        raise strange()
    return opinions


def read_file(path: Path) -> bytes:
    """The bytes of a file somebody sent; StoreError when it cannot be read or is too large."""
    try:
        with path.expanduser().open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise StoreError(
            _("that file could not be read: {why}").format(why=error.strerror),
            advice=_("Check the name of the file."),
        ) from error
    check_size(content)
    return content


def write_file(vault_folder: Path, out: Path, content: bytes) -> Path:
    """Write a new file, whole or not at all. StoreError: it is there already, or in the vault."""
    out = out.expanduser().absolute()
    if out.exists():
        raise StoreError(
            _("{file} is there already").format(file=out), advice=_("Choose a new name.")
        )
    if out.resolve().is_relative_to(vault_folder.resolve()):
        raise StoreError(_("that lies inside the vault"), advice=_("Choose a place outside of it."))
    sealing.write_whole(out, content)
    return out


def check_size(content: bytes) -> None:
    """Raises WatchError where the file is larger than we write one."""
    if len(content) > LARGEST:
        raise WatchError(
            _("this file is larger than a batch can be"),
            advice=_("Nothing was taken in. Ask for fewer at once."),
        )


def strange() -> WatchError:
    """The file was sealed to us, but is not as this program writes it."""
    return WatchError(
        _("this file is not as this program writes it"),
        advice=_("Nothing was taken in. Both sides may need the same version of the program."),
    )


def _seal(content: bytes, key: str) -> bytes:
    sealed = bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(check_key(key))]))
    if len(sealed) > LARGEST:
        raise WatchError(
            _("that is more than fits into one batch"),
            advice=_("Nothing was written. Hand over fewer at once."),
        )
    return sealed


def _body(sealed: bytes, identity: str, kind: bytes) -> bytes:
    check_size(sealed)
    try:
        content = bytes(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)]))
    except pyrage.DecryptError as error:
        raise WatchError(
            _("this file was not sealed to your key, or it was altered on the way"),
            advice=_("Nothing was taken in. Show your key again, and ask for a new file."),
        ) from error
    if content.startswith(kind):
        return content[len(kind) :]
    other = BATCH if kind == DECISIONS else DECISIONS
    if not content.startswith(other):
        raise strange()
    if kind == BATCH:
        raise WatchError(
            _("these are decisions that come back, not a batch"),
            advice=_("Take them in where decisions are taken back."),
        )
    raise WatchError(
        _("this is a batch to go through, not decisions that come back"),
        advice=_("Take it in where a batch is taken."),
    )


def _load(kind: type[Noun], text: bytes) -> Noun:
    try:
        return plain.load(kind, text)
    except ValueError as error:
        raise strange() from error
