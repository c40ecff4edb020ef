"""The vault: everything kept, encrypted; the only room that can open a finding."""

from __future__ import annotations

from impersonation_watch.vault.passphrase import check_passphrase, generate_passphrase
from impersonation_watch.vault.store import LogLine, Store, StoredHit, StoredRun
from impersonation_watch.vault.take_in import TakenIn
from impersonation_watch.vault.vault import Vault

__all__ = [
    "LogLine", "Store", "StoredHit", "StoredRun", "TakenIn", "Vault", "check_passphrase",
    "generate_passphrase",
]  # fmt: skip
