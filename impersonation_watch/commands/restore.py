"""`restore FILE`: a vault back out of its backup."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from impersonation_watch import folders, keeping
from impersonation_watch.commands.common import now, open_vault, vault_option


@click.command(name="restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@vault_option
def command(
    file: Path, folder: Path, passphrase_file: TextIO | None, passphrase_fd: int | None
) -> None:
    """Put the vault of the backup FILE into an empty or new folder (--vault).

    Every file is checked, the vault opened with its passphrase and verified; only then it is put
    in place. Nothing that is there is ever overwritten.
    """
    folder = folder.expanduser()
    folders.refuse_synced(folder.resolve())
    keeping.restore(
        file,
        folder,
        lambda draft: open_vault(draft, passphrase_file, passphrase_fd),
        now=now(),
    )
    click.echo(f"The vault is back in {folder}, and whole: every file is as it was kept.")
