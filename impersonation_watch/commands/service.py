"""`service`: start the process that waits with each login. Asks nothing secret, opens nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from impersonation_watch import clockfile, naming, schedule, service
from impersonation_watch.commands.options import folder_option, has_vault
from impersonation_watch.model import WatchError

DAILY = timedelta(days=1)  # how often to look is sealed in the vault; a day is what it ships with
UNLOCK = """
It starts locked: no passphrase is kept for it. Until you unlock, nothing is looked at, and it only
keeps the record of that. So after each login do one of these:
  - open the pages with `review`. Set to "Every day", it then looks every day until you log out;
  - or type `run` once, which asks for the passphrase and does the same.
The file says where the program and the folder lie. It holds no passphrase and no names, unless you
named the folder so. Anybody who uses this computer under your login can find it."""
JOURNAL = "What the system itself wrote down about starts and stops stays in its own record."

name_option = click.option(
    "--name", help="What it is called. Without it, the one there is.", metavar="NAME"
)


@click.group(name="service")
def command() -> None:
    """Start the background process with each login, take that back, or say how it stands.

    It stays locked until you open the pages or type `run`: no passphrase is kept for it.
    """


@command.command()
@folder_option
@click.option("--name", help="A name that says nothing. Without it, the one of the vault.")
def install(folder: Path, name: str | None) -> None:
    """Write the file that starts it with each login, and switch it on."""
    folder = folder.expanduser()
    if not has_vault(folder):
        raise WatchError(f"there is no vault in {folder}", advice="Make one with `init`.")
    chosen = naming.name_of(folder) if name is None else name
    wanted = service.service_for(folder, name=chosen, home=Path.home())
    system = service.system_of(sys.platform)
    _say(service.install(system, _place(system), wanted))
    click.echo(UNLOCK)


@command.command()
@name_option
def remove(name: str | None) -> None:
    """Stop it, switch it off and delete its file."""
    system = service.system_of(sys.platform)
    path = _path(system, name)
    if not path.exists() and name is None:
        click.echo("There is none, so there is nothing to remove.")
        return
    _say(service.remove(system, path))
    click.echo(JOURNAL)


@command.command()
@folder_option
@name_option
def status(folder: Path, name: str | None) -> None:
    """Say whether the file is there, whether it runs, and when the last look was."""
    system = service.system_of(sys.platform)
    _say(service.state(system, _path(system, name)))
    folder, now = folder.expanduser(), datetime.now(UTC)
    held = _held(folder, clockfile.RUN_LOCK)
    click.echo("A `run` holds the key." if held else "No `run` holds the key: it is locked.")
    going_on = _held(folder, clockfile.WATCH_LOCK)
    click.echo(schedule.health(clockfile.read(folder), now, DAILY, going_on=going_on))


def _held(folder: Path, lock: str) -> bool:
    """Asked only where the lock was ever taken, for asking makes the file."""
    return (folder / lock).exists() and clockfile.going_on(folder, lock)


def _place(system: service.System) -> Path:
    return system.folder(Path.home(), os.environ)


def _path(system: service.System, name: str | None) -> Path:
    """The file of this name; without a name the only one there is."""
    if name is not None:
        naming.check(name)
    found = service.ours(_place(system), system.ENDING)
    if name is None and len(found) > 1:
        names = ", ".join(path.stem for path in found)
        raise WatchError(f"there are several: {names}", advice="Say which with `--name`.")
    if name is None and found:
        return found[0]
    return _place(system) / f"{name or service.NAME}{system.ENDING}"


def _say(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        click.echo(sentence)
