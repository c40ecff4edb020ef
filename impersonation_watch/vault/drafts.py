"""Vaults being made, beside the place they go to; what a killed maker leaves is swept away."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

DRAFT = r"[0-9a-f]{8}\.part"  # twice where a vault is made inside the draft of another
LONGEST_MAKING = timedelta(hours=1)  # it takes a second or two


def draft_for(folder: Path) -> Path:
    """Where the vault of `folder` is made; the name says by which process."""
    return folder.with_name(f".{folder.name}.{os.getpid()}-{secrets.token_hex(4)}.part")


def sweep(folder: Path, now: datetime) -> None:
    """Delete what was begun for `folder` by a maker that is gone, or more than an hour ago."""
    for draft, maker in _drafts(folder):
        if _is_old(draft, now) or (maker is not None and not _is_running(maker)):
            shutil.rmtree(draft, ignore_errors=True)


def _drafts(folder: Path) -> Iterator[tuple[Path, int | None]]:
    """Each draft and the process that makes it; older versions did not write that down."""
    ours = re.compile(rf"\.\.?{re.escape(folder.name)}\.(?:([0-9]+)-)?{DRAFT}(?:\.[0-9]+-{DRAFT})?")
    for path in folder.parent.iterdir() if folder.parent.is_dir() else ():
        found = ours.fullmatch(path.name)
        if found and path.is_dir() and not path.is_symlink():
            yield path, int(found[1]) if found[1] else None


def _is_old(draft: Path, now: datetime) -> bool:
    try:
        return now.timestamp() - draft.stat().st_mtime > LONGEST_MAKING.total_seconds()
    except FileNotFoundError:  # its maker has just finished
        return False


def _is_running(process: int) -> bool:
    if os.name == "nt":  # signal 0 is no question there: it would end the process
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
