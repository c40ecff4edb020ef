"""`erase HIT | --person NAME | --batch ID | --everything`: take out for good."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TextIO

import click

from impersonation_watch import handover, keeping
from impersonation_watch.commands.asking import ask
from impersonation_watch.commands.common import now, open_vault, vault_option
from impersonation_watch.model import WatchError
from impersonation_watch.vault import Vault


@click.command(name="erase")
@click.argument("hit_id", metavar="HIT", required=False)
@click.option("--person", help="The name of a person: she goes with all that was found for her.")
@click.option("--batch", metavar="ID", help="A batch handed to a helper, or taken from somebody.")
@click.option("--everything", is_flag=True, help="The whole vault. Needs no passphrase.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@vault_option
def command(
    hit_id: str | None,
    person: str | None,
    batch: str | None,
    everything: bool,
    yes: bool,
    folder: Path,
    passphrase_file: TextIO | None,
    passphrase_fd: int | None,
) -> None:
    """Erase one profile (HIT), one person, or everything. It cannot be taken back.

    HIT is the id that `hits --decision all` shows. A profile that is still public may be found
    again; to see it no more, decide that it is not about you instead.
    """
    if bool(hit_id) + bool(person) + bool(batch) + everything != 1:
        raise click.UsageError("Say one of: HIT, --person NAME, --batch ID, --everything.")
    if everything:
        ask(f"Everything in {folder} goes.", "This cannot be taken back.", yes=yes)
        remains = keeping.erase_everything(
            folder.expanduser(), Path(tempfile.gettempdir()), now=now()
        )
    else:
        vault = open_vault(folder, passphrase_file, passphrase_fd)
        try:
            remains = _erase(vault, hit_id, person, batch, yes)
        finally:
            vault.close()
    click.echo("Erased. What this program cannot reach, or keeps:")
    for line in remains:
        click.echo(f"  {line}")


def _erase(
    vault: Vault, hit_id: str | None, person: str | None, batch: str | None, yes: bool
) -> tuple[str, ...]:
    if batch:
        ask("The batch goes, with what was decided about it.", "Sure?", yes=yes)
        return handover.erase(vault, batch, now=now())
    if person:
        found = [each.id for each in vault.store.people() if person in each.names]
        if len(found) != 1:
            raise WatchError(
                "there is not exactly one person with that name here",
                advice="Write the name as it stands in the vault; `export` lists everybody.",
            )
        ask(f"{person} goes, with photos and all profiles found for her.", "Sure?", yes=yes)
        return keeping.erase_person(vault, found[0], now=now())
    try:
        stored = vault.store.hit(hit_id or "")
    except KeyError as error:
        raise WatchError(
            f"there is no profile with the id {hit_id!r}",
            advice="`hits --decision all` lists the profiles and their ids.",
        ) from error
    ask(f"{stored.hit.candidate.profile_url} goes, with its evidence.", "Sure?", yes=yes)
    return keeping.erase_hit(vault, stored.id, now=now())
