"""The end of everything: the service, the vault, and what killed work of ours left elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from impersonation_watch import clockfile, keeping, service
from impersonation_watch.language import _
from impersonation_watch.vault import drafts


def erase_everything(
    folder: Path,
    *,
    temporary: Path,
    home: Path,
    environ: Mapping[str, str],
    written: Sequence[Path] = (),
    now: datetime,
) -> tuple[str, ...]:
    """Leave nothing of ours; what remains, in sentences. Needs no passphrase.

    `written` are the paths the vault remembers: what was only begun there goes, what was finished
    is hers and is named. No keyring holds anything of ours. Raises as `keeping.erase_everything`.
    """
    folder = folder.expanduser().resolve()
    keeping.check_ours(folder)
    said = service.remove_all(folder, home=home, environ=environ)
    for lock in (clockfile.RUN_LOCK, clockfile.LOCKED_LOCK):
        clockfile.end_waiting(folder, lock=lock)
    remains = keeping.erase_everything(folder, temporary, now=now)
    for path in written:
        drafts.sweep(path, now)
    return (*_by_hand(said), *_still_there(written), *remains)


def _by_hand(said: Sequence[str]) -> Sequence[str]:
    """What the system wants to be told by hand; that all went well needs no word."""
    return said if any(each.startswith("  ") for each in said) else ()


def _still_there(written: Sequence[Path]) -> list[str]:
    """The files she wrote, by their place."""
    return [_("Still there: {path}").format(path=path) for path in written if path.exists()]
