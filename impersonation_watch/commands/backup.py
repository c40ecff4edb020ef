"""`backup FILE`: the whole vault as one sealed file."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from impersonation_watch import keeping
from impersonation_watch.commands.common import now, open_vault, vault_option


@click.command(name="backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@vault_option
def command(
    file: Path, folder: Path, passphrase_file: TextIO | None, passphrase_fd: int | None
) -> None:
    """Write the whole vault into one new FILE, sealed as it is. `restore` brings it back.

    It opens only with the passphrase or recovery code that the vault has today, also when you
    change them later. Keep it away from this computer.
    """
    vault = open_vault(folder, passphrase_file, passphrase_fd)
    try:
        vault.take_in(now())
        sha256 = keeping.write_backup(vault, file, now=now())
    finally:
        vault.close()
    click.echo(f"The backup is here: {file}")
    click.echo(f"SHA-256: {sha256}")
    click.echo(
        "It opens with today's passphrase or recovery code. What you erase later stays in it."
    )
