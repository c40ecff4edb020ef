"""`unlock` (hidden): hand the capsule key to the background process, which cannot open a vault."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TextIO

import click

from impersonation_watch.awake import told
from impersonation_watch.commands.common import open_vault, vault_option
from impersonation_watch.model import Keeping, WatchError


@click.command(name="unlock", hidden=True)
@click.option("--fd", "descriptor", type=int, required=True)
@vault_option
def command(
    descriptor: int, folder: Path, passphrase_file: TextIO | None, passphrase_fd: int | None
) -> None:
    """Write the 32 bytes of the capsule key to the descriptor."""
    vault = open_vault(folder, passphrase_file, passphrase_fd)
    try:
        settings = vault.store.settings()
        if settings.keeping is not Keeping.KEEP_WATCHING:
            raise WatchError(
                "the vault is set to strict: nothing runs while it is locked",
                advice="Choose “Every day” under Settings in the pages (`review`) for that.",
            )
        with os.fdopen(descriptor, "wb") as pipe:
            pipe.write(told(vault.capsule_key, settings))
    finally:
        vault.close()
