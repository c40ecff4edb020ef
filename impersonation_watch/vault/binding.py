"""sqlite_utils, bound to SQLCipher. The only place that imports it."""

from __future__ import annotations

import sys

import sqlcipher3
import sqlcipher3.dbapi2

# sqlite_utils takes "pysqlite3" instead of sqlite3 when it is there, and only then catches the
# errors SQLCipher raises. It also takes numpy when it is there, 25 MB for a type we never store.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2
_HIDDEN = {name for name in ("numpy", "pandas") if name not in sys.modules}
sys.modules.update(dict.fromkeys(_HIDDEN))  # type: ignore[arg-type]  # None says: not installed
try:
    from sqlite_utils import Database
finally:
    for name in _HIDDEN:
        del sys.modules[name]

__all__ = ["Database"]
