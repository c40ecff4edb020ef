"""The vault's own key for batches, and the short digits by which two people compare one."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import pyrage

from impersonation_watch.language import _
from impersonation_watch.model import WatchError
from impersonation_watch.vault import Vault

PRIVATE = "handover_identity"  # fact of the vault: never leaves the database
GROUPS, DIGITS = 6, 4  # 24 digits: 79 bits, too many to make a look-alike key for
LONGEST_KEY_FILE = 4096  # bytes; a key has 62 letters
BEGINS = "age1"


def own_key(vault: Vault, now: datetime) -> str:
    """The public half, as text to give to somebody; the pair is made when first asked for."""
    return str(pyrage.x25519.Identity.from_str(own_identity(vault, now)).to_public())


def own_identity(vault: Vault, now: datetime) -> str:
    """The private half. It is for opening what was sealed to this vault, and stays inside."""
    store = vault.store
    with store.change():
        kept = store.fact(PRIVATE)
        if not kept:
            kept = str(pyrage.x25519.Identity.generate())
            store.set_fact(PRIVATE, kept)
            store.log("handover_key_made", "", now)
        return kept


def fingerprint(key: str) -> str:
    """24 digits in groups of four, the same for the same key: short enough to read out loud."""
    number = int.from_bytes(hashlib.sha256(key.encode()).digest(), "big")
    digits = f"{number % 10 ** (GROUPS * DIGITS):0{GROUPS * DIGITS}d}"
    return " ".join(digits[start : start + DIGITS] for start in range(0, len(digits), DIGITS))


def read_key(given: str) -> str:
    """A key from its text, or from a file that holds it. Raises WatchError when it is none."""
    text = given.strip()
    if not text.lower().startswith(BEGINS):
        text = _from_file(text)
    return check_key(text)


def check_key(text: str) -> str:
    """The key as it is written. Raises WatchError when it is none, or was mistyped."""
    try:
        return str(pyrage.x25519.Recipient.from_str("".join(text.split()).lower()))
    except (pyrage.RecipientError, ValueError) as error:
        raise WatchError(
            _("that is not a whole key"),
            advice=_("Ask your helper for it again; it begins with age1 and is one long word."),
        ) from error


def _from_file(name: str) -> str:
    try:
        with Path(name).expanduser().open("rb") as file:
            return file.read(LONGEST_KEY_FILE).decode("utf-8", "replace")
    except (OSError, ValueError, RuntimeError) as error:
        raise WatchError(
            _("there is no key, and no file with a key, of that name"),
            advice=_("Paste the key itself; it begins with age1 and is one long word."),
        ) from error
