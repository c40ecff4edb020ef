"""The vault: everything kept, encrypted; the only room that can open a finding."""

from __future__ import annotations

import sys

import sqlcipher3
import sqlcipher3.dbapi2

# sqlite_utils takes "pysqlite3" instead of sqlite3 when it is there, and only then catches the
# errors SQLCipher raises. This must stand before anything imports sqlite_utils.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2

from impersonation_watch.vault.blobs import Blobs  # noqa: E402  (see above)
from impersonation_watch.vault.hardening import harden_process  # noqa: E402
from impersonation_watch.vault.keys import unlock_capsule_key  # noqa: E402
from impersonation_watch.vault.passphrase import (  # noqa: E402
    check_passphrase,
    generate_passphrase,
)
from impersonation_watch.vault.store import LogLine, Store, StoredHit, StoredRun  # noqa: E402
from impersonation_watch.vault.take_in import TakenIn  # noqa: E402
from impersonation_watch.vault.vault import Vault  # noqa: E402

__all__ = [
    "Blobs",
    "LogLine",
    "Store",
    "StoredHit",
    "StoredRun",
    "TakenIn",
    "Vault",
    "check_passphrase",
    "generate_passphrase",
    "harden_process",
    "unlock_capsule_key",
]
