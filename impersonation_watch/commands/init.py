"""`init [config.yaml]`: make a vault, or change who is watched over and how."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from impersonation_watch import config, enrol
from impersonation_watch.commands.common import (
    check_terminal,
    now,
    open_vault,
    passphrase,
    vault_option,
)
from impersonation_watch.commands.options import has_vault
from impersonation_watch.vault import Vault, check_passphrase, generate_passphrase

BEFORE = """\
Before you begin: a computer that somebody else watches stays watched, and this program cannot
change that. If somebody you fear can get at this computer, a safer one may be better.
"""


@click.command(name="init")
@click.argument(
    "file", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[CONFIG.YAML]"
)
@vault_option
def command(
    file: Path | None, folder: Path, passphrase_file: TextIO | None, passphrase_fd: int | None
) -> None:
    """Make a vault; with a file, seal the people, photos and settings in it into the vault.

    The file is read and never changed; delete it afterwards, the vault holds everything.
    `config.example.yaml` in the program's source shows every setting with its reason.
    """
    folder = folder.expanduser()
    chosen = config.read(file) if file else None
    if has_vault(folder):
        vault = open_vault(folder, passphrase_file, passphrase_fd)
    else:
        facts = chosen.facts() if chosen else ()
        vault = _make(folder, passphrase(passphrase_file, passphrase_fd), facts)
    try:
        if chosen:
            _enrol(vault, chosen)
        elif not vault.store.people():
            click.echo("The vault is empty. Enrol somebody with `init CONFIG.YAML`.")
    finally:
        vault.close()


def _make(folder: Path, given: str | None, facts: tuple[str, ...]) -> Vault:
    click.echo(BEFORE)
    secret = given if given is not None else _ask_passphrase()
    check_passphrase(secret, facts)
    vault, recovery = Vault.create(folder, secret, now=now())
    click.echo(f"The vault is in {folder}.")
    click.echo("Recovery code, shown only this once. Write it on paper and keep it somewhere safe:")
    click.echo(f"\n    {recovery}\n")
    return vault


def _ask_passphrase() -> str:
    check_terminal()
    click.echo("Choose a passphrase that says nothing about you. This one was made by chance:")
    click.echo(f"\n    {generate_passphrase()}\n")
    return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt="Once more"))


def _enrol(vault: Vault, chosen: config.Config) -> None:
    done = enrol.enrol(
        vault,
        chosen.people,
        chosen.settings,
        now=now(),
        on_progress=lambda line: click.echo(f"  {line}"),
    )
    for question in done.questions:
        click.echo(f"Please look: {question}")
    people = "1 person" if done.people == 1 else f"{done.people} people"
    click.echo(f"Enrolled: {people}, {done.photos} photos.")
    click.echo("`watch` looks now; `run` stays in the background and looks every day.")
