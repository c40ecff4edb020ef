"""Everything out of the vault into a new folder of zips that anybody can read and check."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from impersonation_watch import evidence
from impersonation_watch.keeping.case_contents import chosen_notes
from impersonation_watch.keeping.contents import all_files
from impersonation_watch.keeping.files import Files
from impersonation_watch.language import _
from impersonation_watch.model import StoreError
from impersonation_watch.vault import Vault, drafts, written

NAME = "export-{}.zip"
MOST_FILES = 1500  # of one zip; `verify` reads up to 2000
MOST_BYTES = 64_000_000  # of one zip: it is put together in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written: the zips, in order, and how many profiles and cases are in them."""

    paths: tuple[Path, ...]
    hits: int
    cases: int


def write_export(
    vault: Vault, folder: Path, *, now: datetime, notes: Sequence[str] = ()
) -> Exported:
    """Write all that is kept, NOT encrypted, into `folder`, which is made and holds only zips.

    The folder is there whole or not at all. Each zip passes `verify`. A file that cannot be read
    any more is replaced by a text that says so. Of private notes only those with these ids are
    in it. Raises StoreError.
    """
    folder = folder.expanduser().absolute()
    _check_place(vault, folder)
    chosen = chosen_notes(vault.store, notes)
    written.remember(vault.store, folder)
    draft = drafts.draft_for(folder)
    try:
        drafts.sweep(folder, now)
        draft.mkdir(mode=0o700, parents=True)
        parts = enumerate(_parts(all_files(vault, now, chosen)), 1)
        names = [_write(draft, each, now) for each in parts]
        if folder.exists():
            folder.rmdir()
        os.replace(draft, folder)
    except OSError as error:
        raise StoreError(
            _("the folder could not be written: {reason}").format(reason=error.strerror),
            advice=_("Check that there is space, or choose another folder. Nothing was written."),
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    hits = len(vault.store.hits())
    with vault.store.change():
        vault.store.log("everything_exported", f"{hits} profiles", now)
        for note in chosen:
            vault.store.log("note_exported", note.case_id, now)
    paths = tuple(folder / name for name in names)
    return Exported(paths=paths, hits=hits, cases=len(vault.store.cases()))


def _check_place(vault: Vault, folder: Path) -> None:
    if folder.resolve().is_relative_to(vault.folder.resolve()):
        raise StoreError(
            _("that lies inside the vault"), advice=_("Choose a folder outside of it.")
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(
            _("{folder} is there already").format(folder=folder),
            advice=_("Name a folder that is not there yet; it is made."),
        )


def _write(draft: Path, part: tuple[int, Files], now: datetime) -> str:
    number, files = part
    name = NAME.format(number)
    evidence.write_bundle(draft / name, files, now)
    return name


def _parts(groups: Iterable[Files]) -> Iterator[Files]:
    """The groups put together as far as one zip holds them; a group is never torn apart."""
    part: Files = {}
    for group in groups:
        if part and not _fits({**part, **group}):
            yield part
            part = {}
        part |= group
    yield part


def _fits(files: Files) -> bool:
    return len(files) <= MOST_FILES and sum(map(len, files.values())) <= MOST_BYTES
