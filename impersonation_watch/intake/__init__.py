"""What she or a friend brings: cases, their files and texts, kept as they came or not at all."""

from __future__ import annotations

from impersonation_watch.intake.cases import (
    change_case,
    close_case,
    open_case,
    reopen_case,
    save_safety,
)
from impersonation_watch.intake.files import (
    add_crop,
    add_file,
    add_files,
    add_text,
    add_translation,
    take_out,
)
from impersonation_watch.intake.papers import LARGEST_FILE
from impersonation_watch.intake.ready import MOST_FILES, Brought, Say

__all__ = [
    "LARGEST_FILE", "MOST_FILES", "Brought", "Say", "add_crop", "add_file", "add_files", "add_text",
    "add_translation", "change_case", "close_case", "open_case", "reopen_case", "save_safety",
    "take_out",
]  # fmt: skip
