"""Her data is hers: everything out in plain files, a sealed copy, and back from it."""

from __future__ import annotations

from impersonation_watch.keeping.backup import write_backup
from impersonation_watch.keeping.export import Exported, write_export
from impersonation_watch.keeping.restore import restore

__all__ = ["Exported", "restore", "write_backup", "write_export"]
