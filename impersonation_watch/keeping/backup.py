"""One sealed file with the whole vault in it; it opens with the passphrase it has now."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from impersonation_watch.evidence import verify_bundle
from impersonation_watch.evidence.verify import MANIFEST
from impersonation_watch.keeping.sealed import CAPS, sealed_files
from impersonation_watch.language import _
from impersonation_watch.model import StoreError
from impersonation_watch.vault import Vault, drafts, written

PIECE = 1 << 20


def write_backup(vault: Vault, file: Path, *, now: datetime) -> str:
    """Write the vault into one new file, whole or absent and read back; its SHA-256 in hex.

    Raises StoreError: the vault is not whole, the file is there already, the disk is full.
    Raises WatchError while a run is going on.
    """
    file = file.expanduser().absolute()
    _check_place(vault, file)
    _check_size(vault.folder)
    _check_whole(vault)
    written.remember(vault.store, file)
    draft = drafts.draft_for(file)
    try:
        drafts.sweep(file, now)
        draft.mkdir(mode=0o700)
        with vault.standing_still(draft / "db"):
            sha256 = _pack(vault.folder, draft, now)
        _check_read_back(draft / "packed")
        os.replace(draft / "packed", file)
    except OSError as error:
        raise StoreError(
            _("the backup could not be written: {reason}").format(reason=error.strerror),
            advice=_("Check that there is space, or choose another place. Nothing was written."),
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    vault.store.log("backup_written", sha256, now)
    return sha256


def _check_place(vault: Vault, file: Path) -> None:
    if file.exists():
        raise StoreError(
            _("{file} is there already").format(file=file), advice=_("Choose a new name.")
        )
    if file.resolve().is_relative_to(vault.folder.resolve()):
        raise StoreError(_("that lies inside the vault"), advice=_("Choose a place outside of it."))


def _check_size(folder: Path) -> None:
    sizes = [path.stat().st_size for _, path in sealed_files(folder)]
    sizes.append((folder / "db").stat().st_size)
    if len(sizes) >= CAPS.files or sum(sizes) > CAPS.total:
        raise StoreError(
            _("the vault is larger than one backup file holds: 2 GB or 60,000 files"),
            advice=_("Close the program and copy the vault's folder itself; that is as good."),
        )


def _check_whole(vault: Vault) -> None:
    problems = vault.verify()
    if problems:
        raise StoreError(
            _("the vault is not whole, so no backup was made: {problem}").format(
                problem=problems[0]
            ),
            advice=_("`verify` lists everything. Keep your older backups; copy the folder itself."),
        )


def _check_read_back(packed: Path) -> None:
    problems = verify_bundle(packed, CAPS)
    if problems:
        raise StoreError(
            _("the backup does not read back as it was written: {problem}").format(
                problem=problems[0]
            ),
            advice=_("Check the disk, then try again."),
        )


def _pack(folder: Path, draft: Path, now: datetime) -> str:
    """Everything into `draft / "packed"`, on the disk when this returns; its SHA-256."""
    lines = []
    with (draft / "packed").open("xb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
            for name, path in (("db", draft / "db"), *sealed_files(folder)):
                lines.append(f"{_add(packed, name, path, now)}  {name}\n")
            packed.writestr(_member(MANIFEST, now), "".join(lines))
        file.flush()
        os.fsync(file.fileno())
    with (draft / "packed").open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _add(packed: zipfile.ZipFile, name: str, path: Path, now: datetime) -> str:
    digest, member = hashlib.sha256(), _member(name, now)
    member.file_size = path.stat().st_size  # so that one beyond 2 GB gets room for its size
    with path.open("rb") as source, packed.open(member, "w") as target:
        while piece := source.read(PIECE):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


def _member(name: str, now: datetime) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, now.astimezone(UTC).timetuple()[:6])
    member.external_attr = 0o100600 << 16  # an ordinary file, for its owner only
    return member
