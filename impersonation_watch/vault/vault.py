"""One vault: a folder, opened by a passphrase."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

import pyrage

from impersonation_watch import capsule, clockfile, state
from impersonation_watch.language import _
from impersonation_watch.model import StoreError
from impersonation_watch.sealing import derive
from impersonation_watch.vault import blobs, database, drafts, keys
from impersonation_watch.vault.database import NAME, Desk
from impersonation_watch.vault.keys import Unlocked
from impersonation_watch.vault.migrations import migrate
from impersonation_watch.vault.passphrase import check_passphrase
from impersonation_watch.vault.people import PRACTICE
from impersonation_watch.vault.store import RECIPIENT, Store
from impersonation_watch.vault.take_in import TakenIn, take_in

IDENTITY = "identity"  # the age secret key of the inbox; only ever inside the database
FOLDERS = ("blobs", "inbox", "errands")


class Vault:
    """An open vault. Close it: then the keys are dropped and the folder is only noise."""

    def __init__(self, folder: Path, unlocked: Unlocked) -> None:
        """Open with the master key. Raises StoreError: `db` missing, changed or of a newer version.

        `create` and `open` are the usual ways in.
        """
        if not (folder / NAME).exists():
            raise StoreError(
                _("the file {name} is missing in {folder}").format(name=NAME, folder=folder),
                advice=_("Put back the whole folder from a backup."),
            )
        self._at_work = threading.RLock()  # a look takes in while the page may lock
        self.folder = folder
        self.practice = unlocked.practice
        self.capsule_key = keys.capsule_key(unlocked.master)
        self._master = unlocked.master
        self.store = _open_store(folder, unlocked.master)

    @classmethod
    def create(
        cls, folder: Path, passphrase: str, *, now: datetime, practice: bool = False
    ) -> tuple[Vault, str]:
        """A new vault in an empty or absent folder, and its recovery code, shown only this once.

        Raises StoreError when something is in the folder or the passphrase is too weak; then, and
        when killed, there is no vault rather than half of one. Sweeps up after a killed maker.
        """
        if not practice:
            check_passphrase(passphrase, ())
        _check_empty(folder)
        draft = drafts.draft_for(folder)
        try:
            drafts.sweep(folder, now)
            unlocked, code = _make(draft, passphrase, practice, now)
            if folder.exists():
                folder.rmdir()
            os.replace(draft, folder)
        except OSError as error:
            raise _cannot_make(error) from error
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        vault = cls(folder, unlocked)
        vault.write_capsule(now)
        return vault, code

    @classmethod
    def open(cls, folder: Path, secret: str) -> Vault:
        """Open by passphrase or recovery code.

        Raises StoreError with what to do: no vault there, wrong secret, newer version, damage.
        """
        return cls(folder, keys.unlock(folder, secret))

    def change_passphrase(self, new: str) -> None:
        """From here on the new one opens the vault; the recovery code stays. Raises StoreError."""
        if not self.practice:
            names = [name for person in self.store.people() for name in person.names]
            check_passphrase(new, names)
        keys.change_passphrase(self.folder, self._master, new)

    def new_recovery_code(self) -> str:
        """A new code, shown only this once; the one before opens nothing more. Raises StoreError.

        For who lost hers, or never saw it because making the vault was cut short.
        """
        return keys.new_recovery_code(self.folder, self._master)

    def take_in(self, now: datetime) -> TakenIn:
        """Take in what waits in the inbox; again and again without harm. Raises StoreError.

        What others handed over goes when its time is over.
        """
        with self._at_work:
            self.store.drop_expired(now)
            capsule.sweep_errands(self.folder, now)
            self.store.finish_erasing()
            return take_in(
                self.store,
                self.folder,
                self.capsule_key,
                self.store.fact(IDENTITY),
                now=now,
                write_capsule=lambda: self.write_capsule(now),
            )

    def write_capsule(self, now: datetime) -> None:
        """Tell the watch side what it is to know from here on."""
        with self._at_work:
            fresh = self.store.capsule(self._newest_accepted(), now)
            capsule.write(self.folder, self.capsule_key, fresh)

    def verify(self) -> tuple[str, ...]:
        """A sentence for each file or row that is not as it was kept; none when all is whole."""
        return tuple(self.store.problems())

    @contextmanager
    def standing_still(self, copy: Path) -> Iterator[None]:
        """Copy the database to `copy`; inside, no row, blob or letter comes or goes.

        Raises WatchError while a run is going on, StoreError when the copy cannot be written.
        """
        with self._at_work, clockfile.only_one(self.folder), self.store.change():
            database.copy(self.folder / NAME, derive(self._master, "database"), copy)
            yield

    def close(self) -> None:
        """Close the database and drop the keys; waits until a taking-in is done."""
        with self._at_work:
            self.store.close()
            self._master = self.capsule_key = b""

    def _newest_accepted(self) -> int:
        """The capsule the watch side accepted last: after a restore it may be newer than ours."""
        try:
            return state.read(self.folder, self.capsule_key).capsule_counter
        except StoreError:
            return 0  # the next run says so itself; the vault must not stay shut for it

    def __enter__(self) -> Vault:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _open_store(folder: Path, master: bytes) -> Store:
    desk = Desk(folder / NAME, derive(master, "database"))
    try:
        migrate(desk)
    except StoreError:
        desk.close()
        raise
    return Store(desk, blobs.Blobs(folder, master), master)


def _check_empty(folder: Path) -> None:
    if (folder / keys.NAME).exists():
        raise StoreError(
            _("there is a vault in {folder} already").format(folder=folder),
            advice=_("Open it, or choose another folder."),
        )
    if folder.exists() and any(folder.iterdir()):
        raise StoreError(
            _("{folder} is not empty").format(folder=folder),
            advice=_("Choose a folder of its own; it is made when it is not there."),
        )


def _make(draft: Path, passphrase: str, practice: bool, now: datetime) -> tuple[Unlocked, str]:
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.mkdir(mode=0o700)
    for name in FOLDERS:
        (draft / name).mkdir(mode=0o700)
    unlocked, code = keys.create_keys(draft, passphrase, practice=practice)
    store = _open_store(draft, unlocked.master)
    try:
        _first_facts(store, practice, now)
    finally:
        store.close()
    return unlocked, code


def _first_facts(store: Store, practice: bool, now: datetime) -> None:
    pair = pyrage.x25519.Identity.generate()
    with store.change():
        store.set_fact(IDENTITY, str(pair))
        store.set_fact(RECIPIENT, str(pair.to_public()))
        store.set_fact(PRACTICE, "yes" if practice else "no")
        store.log("vault_made", "", now)


def _cannot_make(error: OSError) -> StoreError:
    return StoreError(
        _("the vault could not be made: {reason}").format(reason=error.strerror),
        advice=_("Check that the folder above it exists, can be written to and has space."),
    )
