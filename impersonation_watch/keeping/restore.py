"""A vault back out of its backup: checked as a foreign file, opened and verified first."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from impersonation_watch.evidence import verify_bundle
from impersonation_watch.evidence.verify import MANIFEST
from impersonation_watch.keeping.sealed import CAPS, NEEDED, ROOMS, SEALED
from impersonation_watch.language import _
from impersonation_watch.model import StoreError
from impersonation_watch.vault import Vault, drafts

Open = Callable[[Path], Vault]


def restore(file: Path, folder: Path, opener: Open, *, now: datetime) -> None:
    """Put the vault of the backup into an empty or absent folder.

    `opener` opens the vault in the folder it is given. Raises StoreError when the folder is not
    empty, the file is no whole backup, or the vault in it does not open or verify; then, and when
    killed, the folder is as it was.
    """
    folder = folder.expanduser().absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(
            _("{folder} is not empty").format(folder=folder),
            advice=_("Choose a folder that is not there yet; nothing is ever overwritten."),
        )
    _check(file)
    draft = drafts.draft_for(folder)
    try:
        drafts.sweep(folder, now)
        _unpack(file, draft)
        _try_out(draft, opener, now)
        if folder.exists():
            folder.rmdir()
        os.replace(draft, folder)
    except OSError as error:
        raise StoreError(
            _("the backup could not be put back: {reason}").format(reason=error.strerror),
            advice=_(
                "Check that there is space, or choose another folder. The backup is unchanged."
            ),
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _check(file: Path) -> None:
    problems = verify_bundle(file, CAPS) or _foreign(file)
    if problems:
        raise StoreError(
            _("{name} is not a whole backup: {problem}").format(
                name=file.name, problem=problems[0]
            ),
            advice=_("Use another copy of it, or an older backup. Nothing was put back."),
        )


def _foreign(file: Path) -> tuple[str, ...]:
    """What a backup of ours never has; nothing of the file is unpacked before this is empty."""
    with zipfile.ZipFile(file) as packed:
        members = packed.infolist()
    names = {each.filename for each in members}
    if any(each.compress_type != zipfile.ZIP_STORED for each in members):
        return ("something in it is compressed",)
    if sum(each.file_size for each in members) > file.stat().st_size:
        return ("it says that it holds more than it is long",)
    strange = [each for each in names - {MANIFEST} if not SEALED.fullmatch(each)]
    if strange:
        return (f"{min(strange)!a} is no file of a vault",)
    return tuple(f"{each} is missing" for each in NEEDED if each not in names)


def _unpack(file: Path, draft: Path) -> None:
    draft.mkdir(mode=0o700, parents=True)
    for room in ROOMS:
        (draft / room).mkdir(mode=0o700)
    with zipfile.ZipFile(file) as packed:
        for name in packed.namelist():
            if SEALED.fullmatch(name):
                _write(packed, name, draft / name)


def _write(packed: zipfile.ZipFile, name: str, path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with packed.open(name) as source, os.fdopen(descriptor, "wb") as target:
        shutil.copyfileobj(source, target)
        target.flush()
        os.fsync(target.fileno())


def _try_out(draft: Path, opener: Open, now: datetime) -> None:
    """Open it and check every row and file. Raises StoreError where one is not as it was kept."""
    with opener(draft) as vault:
        problems = vault.verify()
        if problems:
            raise StoreError(
                _("the vault in the backup is not whole: {problem}").format(problem=problems[0]),
                advice=_("Use another copy of it, or an older backup. Nothing was put back."),
            )
        vault.store.log("restored", "", now)
        vault.write_capsule(now)
