"""`run`: stay in the background and look every day. This process opens nothing and stays small."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import click

from impersonation_watch import schedule
from impersonation_watch.commands.options import folder_option, has_vault
from impersonation_watch.model import WatchError
from impersonation_watch.schedule import Unlocked
from impersonation_watch.terminal import plain_line


@click.command(name="run")
@folder_option
@click.option(
    "--every-hours",
    type=click.IntRange(1, 24 * 14),
    help="How often to look, instead of what the vault says.",
)
@click.option("--locked", is_flag=True, help="Do not ask for the passphrase; only keep the record.")
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Read the passphrase from the first line of this file.",
)
@click.option("--key-fd", type=int, hidden=True, help="Take the key from here and stay.")
def command(
    folder: Path,
    every_hours: int | None,
    locked: bool,
    passphrase_file: Path | None,
    key_fd: int | None,
) -> None:
    """Stay in the background and look when a run is due. Stop with Ctrl+C.

    Asks for the passphrase once when the vault is set to keep watching; otherwise nothing runs
    while the vault is locked, and the record says so.
    """
    folder = folder.expanduser()
    if not has_vault(folder):
        raise WatchError(
            f"there is no vault in {folder}", advice="Make one with `review` or `init`."
        )
    if key_fd is not None:
        unlocked: Unlocked | None = schedule.receive(key_fd)
        _leave_the_terminal()
    else:
        unlocked = None if locked else _unlock(folder, passphrase_file)
    every = unlocked.every if unlocked else timedelta(days=1)
    schedule.run_forever(
        folder,
        key=unlocked.key if unlocked else None,
        every=timedelta(hours=every_hours) if every_hours else every,
        settings=unlocked.settings if unlocked else None,
        on_line=lambda line: click.echo(plain_line(line)),
    )


def _leave_the_terminal() -> None:
    """Go on in a process of our own, so that whoever handed the key over may end."""
    if os.fork():
        os._exit(0)
    os.setsid()


def _unlock(folder: Path, passphrase_file: Path | None) -> Unlocked:
    """The key from a child that may open the vault; WatchError where the vault stays locked."""
    options = ["--passphrase-file", str(passphrase_file)] if passphrase_file else []
    try:
        return schedule.unlock(folder, options=options)
    except WatchError as error:
        raise WatchError(
            "nothing was started: the vault stays locked",
            advice="With `keeping: keep_watching` in the settings it goes on after one unlock."
            " `run --locked` only keeps the record of what could not be looked at.",
        ) from error
