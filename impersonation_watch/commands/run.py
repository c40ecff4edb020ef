"""`run`: stay in the background and look every day. This process opens nothing and stays small."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import click

from impersonation_watch import schedule

DEFAULT_FOLDER = "~/.notes"  # as in common.py, which would bring the vault into this process


@click.command(name="run")
@click.option(
    "--vault",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="IW_VAULT",
    default=DEFAULT_FOLDER,
    show_default=True,
    help="The folder everything is kept in.",
)
@click.option(
    "--every-hours",
    default=24,
    show_default=True,
    type=click.IntRange(1, 24 * 14),
    help="How often to look.",
)
@click.option("--locked", is_flag=True, help="Do not ask for the passphrase; only keep the record.")
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Read the passphrase from the first line of this file.",
)
def command(folder: Path, every_hours: int, locked: bool, passphrase_file: Path | None) -> None:
    """Stay in the background and look when a run is due. Stop with Ctrl+C.

    Asks for the passphrase once when the vault is set to keep watching; otherwise nothing runs
    while the vault is locked, and the status says so.
    """
    folder = folder.expanduser()
    key = None if locked else _capsule_key(folder, passphrase_file)
    schedule.run_forever(folder, key=key, every=timedelta(hours=every_hours), on_line=click.echo)


def _capsule_key(folder: Path, passphrase_file: Path | None) -> bytes | None:
    """The key, from a child that asks for the passphrase and may open the vault; else None."""
    reading, writing = os.pipe()
    order = [sys.executable, "-m", "impersonation_watch", "unlock"]
    order += ["--fd", str(writing), "--vault", str(folder)]
    if passphrase_file:
        order += ["--passphrase-file", str(passphrase_file)]
    with os.fdopen(reading, "rb") as pipe:
        child = subprocess.Popen(order, pass_fds=(writing,))
        os.close(writing)
        key = pipe.read(32)
        child.wait()
    return key if len(key) == 32 else None
