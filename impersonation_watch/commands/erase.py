"""`erase HIT | --case ID | --file SHA256 | --person NAME | ...`: take out for good."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TextIO

import click

from impersonation_watch import ending, handover, keeping
from impersonation_watch.commands import bringing
from impersonation_watch.commands.asking import ask
from impersonation_watch.commands.common import now, open_vault, passphrase, vault_option
from impersonation_watch.model import WatchError
from impersonation_watch.terminal import plain_line
from impersonation_watch.vault import Vault, written


@click.command(name="erase")
@click.argument("hit_id", metavar="HIT", required=False)
@click.option("--person", help="The name of a person: she goes with all that was found for her.")
@click.option("--case", "case_id", metavar="ID", help="A case, with its files and notes.")
@click.option("--file", "sha256", metavar="SHA256", help="One file that was brought to a case.")
@click.option("--batch", metavar="ID", help="A batch handed to a helper, or taken from somebody.")
@click.option(
    "--everything",
    is_flag=True,
    help="The whole vault, and the service. Needs no passphrase; with it, files are named that lie"
    " elsewhere.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@vault_option
def command(
    hit_id: str | None,
    person: str | None,
    case_id: str | None,
    sha256: str | None,
    batch: str | None,
    everything: bool,
    yes: bool,
    folder: Path,
    passphrase_file: TextIO | None,
    passphrase_fd: int | None,
) -> None:
    """Erase one profile (HIT), a case, a file of it, one person, or everything, for good.

    HIT is the id that `hits --decision all` shows. A profile that is still public may be found
    again; to see it no more, decide that it is not about you instead.
    """
    wanted = {"hit": hit_id, "person": person, "case": case_id, "file": sha256, "batch": batch}
    chosen = [(kind, named) for kind, named in wanted.items() if named]
    if len(chosen) + everything != 1:
        raise click.UsageError(
            "Say one of: HIT, --case ID, --file SHA256, --person NAME, --batch ID, --everything."
        )
    if everything:
        ask(f"Everything in {folder} goes.", "This cannot be taken back.", yes=yes)
        remains = _erase_all(folder.expanduser(), passphrase(passphrase_file, passphrase_fd))
    else:
        vault = open_vault(folder, passphrase_file, passphrase_fd)
        try:
            kind, named = chosen[0]
            remains = ERASING[kind](vault, named, yes)
        finally:
            vault.close()
    click.echo("Erased. What this program cannot reach, or keeps:")
    for line in remains:
        click.echo(f"  {line}")


def _erase_all(folder: Path, secret: str | None) -> tuple[str, ...]:
    """With the passphrase it can also be said where files were written to."""
    paths: tuple[Path, ...] = ()
    if secret is not None:
        with Vault.open(folder, secret) as vault:
            paths = written.remembered(vault.store)
    return ending.erase_everything(
        folder,
        temporary=Path(tempfile.gettempdir()),
        home=Path.home(),
        environ=os.environ,
        written=paths,
        now=now(),
    )


def _erase_batch(vault: Vault, batch: str, yes: bool) -> tuple[str, ...]:
    ask("The batch goes, with what was decided about it.", "Sure?", yes=yes)
    return handover.erase(vault, batch, now=now())


def _erase_person(vault: Vault, person: str, yes: bool) -> tuple[str, ...]:
    found = [each.id for each in vault.store.people() if person in each.names]
    if len(found) != 1:
        raise WatchError(
            "there is not exactly one person with that name here",
            advice="Write the name as it stands in the vault; `export` lists everybody.",
        )
    ask(f"{person} goes, with photos, cases and all profiles found for her.", "Sure?", yes=yes)
    return keeping.erase_person(vault, found[0], now=now())


def _erase_case(vault: Vault, case_id: str, yes: bool) -> tuple[str, ...]:
    case = bringing.case(vault, case_id)
    count = len([each for each in vault.store.snapshots(case.id) if each.supplied_by])
    ask(f"The case goes, with {count} files, notes and answers.", "Sure?", yes=yes)
    return keeping.erase_case(vault, case.id, now=now())


def _erase_file(vault: Vault, sha256: str, yes: bool) -> tuple[str, ...]:
    found = {
        each.sha256: each
        for case in vault.store.cases()
        for each in vault.store.snapshots(case.id)
        if each.sha256.startswith(sha256.lower())
    }
    if len(found) != 1:
        raise WatchError(
            "there is not exactly one file of a case with that SHA-256",
            advice="`add --json` and files.json in an export give it; its beginning is enough.",
        )
    (file,) = found.values()
    ask(f"{plain_line(file.label) or 'The file'} goes, with what was made of it.", "Sure?", yes=yes)
    return keeping.erase_file(vault, file.sha256, now=now())


def _erase_hit(vault: Vault, hit_id: str, yes: bool) -> tuple[str, ...]:
    try:
        stored = vault.store.hit(hit_id)
    except KeyError as error:
        raise WatchError(
            f"there is no profile with the id {hit_id!r}",
            advice="`hits --decision all` lists the profiles and their ids.",
        ) from error
    ask(f"{stored.hit.candidate.profile_url} goes, with its evidence.", "Sure?", yes=yes)
    return keeping.erase_hit(vault, stored.id, now=now())


ERASING = {
    "hit": _erase_hit,
    "person": _erase_person,
    "case": _erase_case,
    "file": _erase_file,
    "batch": _erase_batch,
}
