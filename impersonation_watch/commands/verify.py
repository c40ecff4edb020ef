"""`verify`: check that a vault or a packet is unchanged."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from impersonation_watch import evidence
from impersonation_watch.commands.common import open_vault, vault_option
from impersonation_watch.model import WatchError
from impersonation_watch.terminal import plain_line


@click.command(name="verify")
@click.argument(
    "packet", required=False, type=click.Path(path_type=Path, dir_okay=False, exists=True)
)
@vault_option
def command(
    packet: Path | None, folder: Path, passphrase_file: TextIO | None, passphrase_fd: int | None
) -> None:
    """Check PACKET, or without it the whole vault, and name every file that changed."""
    if packet:
        problems = evidence.verify_bundle(packet)
        what = plain_line(packet.name)
    else:
        vault = open_vault(folder, passphrase_file, passphrase_fd)
        try:
            problems = vault.verify()
        finally:
            vault.close()
        what = "The vault"
    if problems:
        raise WatchError(
            f"{what} is not as it was:\n" + "\n".join(f"  {each}" for each in problems),
            advice="Use an unchanged copy. Keep this one too: that it changed may matter.",
        )
    click.echo(f"{what} is whole: every file is as it was when it was kept.")
