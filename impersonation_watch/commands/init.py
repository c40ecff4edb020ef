"""`init [config.yaml]`: make a vault, or change who is watched over and how."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click

from impersonation_watch import config, enrol, folders, naming
from impersonation_watch.commands.common import (
    check_terminal,
    now,
    open_vault,
    passphrase,
    vault_option,
)
from impersonation_watch.commands.options import has_vault
from impersonation_watch.model import ConfigError, Keeping, StoreError
from impersonation_watch.terminal import plain_line
from impersonation_watch.vault import Vault, check_passphrase, generate_passphrase
from matchers.asking import queries, variants

BEFORE = """\
Before you begin: a computer that somebody else watches stays watched, and this program cannot
change that. If somebody you fear can get at this computer, a safer one may be better.
"""


@click.command(name="init")
@click.argument(
    "file", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[CONFIG.YAML]"
)
@click.option(
    "--new-recovery-code",
    "new_code",
    is_flag=True,
    help="Make a new recovery code, when the old one is lost or was never shown.",
)
@click.option("--name", help="A word that says nothing; others read it in the list of processes.")
@vault_option
def command(
    file: Path | None,
    new_code: bool,
    name: str | None,
    folder: Path,
    passphrase_file: TextIO | None,
    passphrase_fd: int | None,
) -> None:
    """Make a vault; with a file, seal the people, photos and settings in it into the vault.

    The file is read and never changed; delete it afterwards, the vault holds everything.
    `config.example.yaml` in the program's source shows every setting with its reason.
    """
    folder = folder.expanduser()
    if name is not None:
        naming.check(name)
    chosen = config.read(file) if file else None
    fresh = not has_vault(folder) and not new_code
    if fresh:
        facts = chosen.facts() if chosen else ()
        vault = _make(folder, passphrase(passphrase_file, passphrase_fd), facts)
    else:
        vault = open_vault(folder, passphrase_file, passphrase_fd)
    try:
        if name is not None:
            naming.rename(folder, name)
        if new_code:
            _show_code(vault.new_recovery_code())
            click.echo("The recovery code from before opens nothing any more.")
        if chosen:
            _enrol(vault, chosen, fresh=fresh)
        elif not vault.store.people():
            click.echo("The vault is empty. Enrol somebody with `init CONFIG.YAML`.")
    finally:
        vault.close()


def _make(folder: Path, given: str | None, facts: tuple[str, ...]) -> Vault:
    folders.refuse_synced(folder.resolve())
    click.echo(BEFORE)
    secret = given if given is not None else _ask_passphrase(facts)
    check_passphrase(secret, facts)
    vault, recovery = Vault.create(folder, secret, now=now())
    click.echo(f"The vault is in {folder}.")
    _show_code(recovery)
    return vault


def _show_code(code: str) -> None:
    click.echo("Recovery code, shown only this once. Write it on paper and keep it somewhere safe:")
    click.echo(f"\n    {code}\n")


def _ask_passphrase(facts: tuple[str, ...]) -> str:
    """A passphrase that is strong enough; asks again until it is."""
    check_terminal()
    click.echo("Choose a passphrase that says nothing about you. This one was made by chance:")
    click.echo(f"\n    {generate_passphrase()}\n")
    while True:
        secret = click.prompt("Passphrase", hide_input=True, confirmation_prompt="Once more")
        try:
            check_passphrase(str(secret), facts)
        except StoreError as error:
            click.echo(f"{error}. {error.advice}", err=True)
        else:
            return str(secret)


def _enrol(vault: Vault, chosen: config.Config, *, fresh: bool) -> None:
    try:
        done = enrol.enrol(
            vault,
            chosen.people,
            chosen.settings,
            now=now(),
            on_progress=lambda line: click.echo(plain_line(f"  {line}")),
        )
    except ConfigError as error:
        if not fresh:
            raise
        raise ConfigError(
            f"{error}\nThe vault is made, and the recovery code above is its code: keep it.",
            advice="Nobody is enrolled yet. Correct the file and run `init` with it again.",
        ) from error
    for question in done.questions:
        click.echo(plain_line(f"Please look: {question}"))
    for line in _looked_for(vault, chosen):
        click.echo(plain_line(line))
    people = "1 person" if done.people == 1 else f"{done.people} people"
    click.echo(f"Enrolled: {people}, {done.photos} photos.")
    if chosen.settings.keeping is Keeping.STRICT:
        click.echo("`watch` looks now. Set to strict: nothing is looked at while locked.")
    else:
        click.echo("`watch` looks now; `run` stays in the background and looks every day.")


def _looked_for(vault: Vault, chosen: config.Config) -> Iterator[str]:
    """What will be asked for, so that it can be judged before it is done."""
    settings, given = chosen.settings, {name for each in chosen.people for name in each.names}
    for person in vault.store.people():
        if not given.isdisjoint(person.names):
            asked = queries(person, settings.queries_per_person)
            tried = variants(person, settings.handles_per_person)
            yield f"Searches are asked for: {', '.join(each.text for each in asked)}"
            yield f"User names tried: {', '.join(each.text for each in tried) or 'none'}"
