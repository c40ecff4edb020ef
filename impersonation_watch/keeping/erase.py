"""Erasing one profile, one person or everything, and saying what that cannot reach."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from impersonation_watch import capsule, clockfile, naming, state
from impersonation_watch.language import N_, _
from impersonation_watch.model import Decision, StoreError
from impersonation_watch.vault import Vault, drafts

OURS = re.compile(
    r"keys|db|db-wal|db-shm|db-journal|blobs|inbox|errands|capsule|memory|clock|name|look\.lock"
    r"|run\.lock|locked\.lock|\..+\.part|watch\.state|watch\.lock"  # the last two: once
)
REDIRECT = "open.html"  # as the pages leave it in a folder notes-* when they are killed
REMAINS = (
    N_("Backups, exports and reports you wrote: delete those yourself, wherever they are."),
    N_("What was sent to a platform or to a person is theirs."),
    N_("Your browser may remember pages and downloads."),
    N_("A disk can keep pieces of old files for a while; they are sealed."),
)
LOG_REMAINS = N_("The log keeps its lines: when and what was done, without names or addresses.")
OLD_LOG = N_(
    "Lines of the log from older versions name the address; only erasing everything helps."
)
SHARED = N_("A search answer that also shows another profile you kept stays with that one.")
FOUND = N_("Profiles found for this case stay; erase them one by one.")
OWN = N_("You had said that it is your own: it stays in the list of your accounts.")
ALL_REMAINS = (
    N_("The program itself, and what the package manager wrote down about installing it."),
)


def erase_hit(vault: Vault, hit_id: str, *, now: datetime) -> tuple[str, ...]:
    """Take out one profile; what remains elsewhere, in sentences. KeyError if there is none.

    Raises WatchError while a run is going on: it could bring the profile back.
    """
    mine = vault.store.hit(hit_id).decision is Decision.MINE
    remains = _erase(vault, [hit_id], lambda: vault.store.erase_hit(hit_id, now), now)
    return (_(OWN), *remains) if mine else remains


def erase_person(vault: Vault, person_id: str, *, now: datetime) -> tuple[str, ...]:
    """Take out one person with her photos and all profiles found for her; as `erase_hit`."""
    ids = [each.id for each in vault.store.hits(person_id)]
    return _erase(vault, ids, lambda: vault.store.erase_person(person_id, now), now)


def erase_case(vault: Vault, case_id: str, *, now: datetime) -> tuple[str, ...]:
    """Take out one case with its files, notes and answers; as `erase_hit`. Its hits stay."""
    stay = bool(vault.store.case(case_id).hits)
    remains = _erase(vault, [], lambda: vault.store.erase_case(case_id, now), now)
    return (_(FOUND), *remains) if stay else remains


def erase_file(vault: Vault, sha256: str, *, now: datetime) -> tuple[str, ...]:
    """Take one file out of all cases, with what was made from it; as `erase_hit`."""

    def take_out() -> tuple[str, ...]:
        vault.store.erase_file(sha256, now)
        return ()

    return _erase(vault, [], take_out, now)


def erase_everything(folder: Path, temporary: Path, *, now: datetime) -> tuple[str, ...]:
    """Take away the vault's folder and what lies beside it; needs no passphrase.

    The keys go first: from then on the rest is noise, and doing this again finishes it. Raises
    StoreError when there is something in the folder that is not ours, WatchError during a run. The
    process that waits with the key is ended.
    """
    folder = folder.resolve()
    check_ours(folder)
    clockfile.end_waiting(folder)
    name = naming.name_of(folder)
    with clockfile.only_one(folder), clockfile.only_one(folder, clockfile.RUN_LOCK):
        (folder / "keys").unlink(missing_ok=True)
        shutil.rmtree(folder)
    drafts.sweep(folder, now)
    _sweep_redirects(temporary, name)
    return remains_of_all()


def remains_of_all() -> tuple[str, ...]:
    """What nobody can erase from here, in sentences."""
    return tuple(_(each) for each in (*REMAINS, *ALL_REMAINS))


def _erase(
    vault: Vault,
    hit_ids: list[str],
    take_out: Callable[[], tuple[str, ...]],
    now: datetime,
) -> tuple[str, ...]:
    with clockfile.only_one(vault.folder):
        vault.take_in(now)  # a letter that waits would bring it back
        vault.store.sweep_blobs()
        keys = {each.hit.key for each in vault.store.hits() if each.id in hit_ids}
        addresses = take_out()
        _forget_on_watch_side(vault, keys)
        vault.write_capsule(now)
    told = any(vault.store.log_names(each) for each in addresses)
    return tuple(_(each) for each in (OLD_LOG if told else LOG_REMAINS, SHARED, *REMAINS))


def _forget_on_watch_side(vault: Vault, keys: set[str]) -> None:
    folder, key = vault.folder, vault.capsule_key
    for path in (folder / capsule.ERRANDS).glob("*"):
        path.unlink(missing_ok=True)  # no run is going on: one that waits can be asked for again
    memory = state.read(folder, key)
    missing = {each: at for each, at in memory.missing.items() if each not in keys}
    if missing != dict(memory.missing):
        state.write(folder, key, replace(memory, missing=missing))


def check_ours(folder: Path) -> None:
    """Raises StoreError where no vault lies, or something that is not ours beside it."""
    if not folder.is_dir() or not any(folder.iterdir()):
        raise StoreError(
            _("there is no vault in {folder}").format(folder=folder),
            advice=_("Check the folder's name."),
        )
    strange = [path.name for path in folder.iterdir() if not OURS.fullmatch(path.name)]
    if strange or not ((folder / "keys").exists() or (folder / "db").exists()):
        named = _(", for example {name}").format(name=ascii(min(strange))) if strange else ""
        raise StoreError(
            _("there is something in {folder} that is not part of a vault{named}").format(
                folder=folder, named=named
            ),
            advice=_("Move it elsewhere first, so that nothing of yours is lost with it."),
        )


def _sweep_redirects(temporary: Path, name: str) -> None:
    """The way into the pages: a file in a folder of its own, left only by a kill."""
    names = {naming.PLAIN, name}
    for path in [found for each in names for found in temporary.glob(f"{each}-*/{REDIRECT}")]:
        home = path.parent
        if not home.is_symlink() and [each.name for each in home.iterdir()] == [REDIRECT]:
            path.unlink()
            home.rmdir()
