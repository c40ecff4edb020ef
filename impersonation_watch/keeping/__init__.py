"""Her data is hers: everything out in plain files."""

from __future__ import annotations

from impersonation_watch.keeping.export import Exported, write_export

__all__ = ["Exported", "write_export"]
