"""Her data is hers: out in plain files, into a sealed copy and back, and gone."""

from __future__ import annotations

from impersonation_watch.keeping.backup import write_backup
from impersonation_watch.keeping.case_contents import all_notes
from impersonation_watch.keeping.erase import (
    check_ours,
    erase_case,
    erase_everything,
    erase_file,
    erase_hit,
    erase_person,
)
from impersonation_watch.keeping.export import Exported, write_export
from impersonation_watch.keeping.restore import restore

__all__ = [
    "Exported", "all_notes", "check_ours", "erase_case", "erase_everything", "erase_file",
    "erase_hit", "erase_person", "restore", "write_backup", "write_export",
]  # fmt: skip
