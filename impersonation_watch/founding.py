"""A new vault with its first person in it: all of it, or nothing on the disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from impersonation_watch.accounts import read_account
from impersonation_watch.config import SELF, PersonConfig
from impersonation_watch.enrol import OWN_KINDS, enrol
from impersonation_watch.folders import refuse_synced
from impersonation_watch.language import _
from impersonation_watch.model import Settings, StoreError
from impersonation_watch.prints import Print
from impersonation_watch.vault import Vault, check_passphrase, drafts

VAULT = "vault"  # inside the folder it is made in


def check_folder(folder: Path) -> None:
    """Raises StoreError, with a reason, for a folder no vault can be made in."""
    refuse_synced(folder.resolve())
    if folder.is_dir() and any(folder.iterdir()):
        raise StoreError(
            _("there are other files in {folder}").format(folder=folder),
            advice=_(
                "Choose a folder of its own with `--vault`; it is made when it is not there."
                " If a vault of yours was in it, put the missing files back from a copy."
            ),
        )


def found(
    folder: Path,
    passphrase: str,
    person: PersonConfig,
    settings: Settings,
    *,
    prints: Sequence[Print],
    now: datetime,
) -> tuple[Vault, str]:
    """The new vault, open, and its recovery code, shown only this once.

    Raises StoreError or ConfigError with what to change; then there is nothing in `folder`.
    """
    check_folder(folder)
    check_passphrase(passphrase, facts(person))
    making = drafts.draft_for(folder)  # the next one sweeps it up if this one is killed
    try:
        drafts.sweep(folder, now)
        _make_room(making)
        vault, code = Vault.create(making / VAULT, passphrase, now=now)
        with vault:
            enrol(vault, [person], settings, now=now, on_progress=_silent, prints=prints)
        _move(making / VAULT, folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return Vault.open(folder, passphrase), code


def facts(person: PersonConfig) -> tuple[str, ...]:
    """Words somebody who knows her would guess: none belongs in a passphrase."""
    addresses = [address for field, _kind in OWN_KINDS for address in getattr(person, field)]
    handles = [read_account(address).handle or "" for address in addresses]
    giver = person.consent.giver
    known = (*person.names, *person.nicknames, *person.handles, *handles)
    return (*known, giver) if giver != SELF else known


def _make_room(making: Path) -> None:
    try:
        making.parent.mkdir(parents=True, exist_ok=True)
        making.mkdir(mode=0o700)
    except OSError as error:
        raise _cannot_make(error) from error


def _move(draft: Path, folder: Path) -> None:
    try:
        if folder.exists():
            folder.rmdir()
        os.replace(draft, folder)
    except OSError as error:
        raise _cannot_make(error) from error


def _cannot_make(error: OSError) -> StoreError:
    return StoreError(
        _("the vault could not be made: {reason}").format(reason=error.strerror),
        advice=_("Check that the folder above it can be written to and has space."),
    )


def _silent(_line: str) -> None:
    """Photos were opened before; there is no progress to tell."""
