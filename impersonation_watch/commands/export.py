"""`export FOLDER`: everything out of the vault, readable without the program."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from impersonation_watch import folders, keeping
from impersonation_watch.commands.asking import ask
from impersonation_watch.commands.common import now, open_vault, vault_option

BEFORE = """\
The export is NOT encrypted: whoever has the files can read everything in them, without passphrase.
"""
SYNCED = "That folder is copied by {}: others with that account get a copy.\n"


@click.command(name="export")
@click.argument("to", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--note", "notes", multiple=True, metavar="ID", help="Also this private note, by its id."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@vault_option
def command(
    to: Path,
    notes: tuple[str, ...],
    yes: bool,
    folder: Path,
    passphrase_file: TextIO | None,
    passphrase_fd: int | None,
) -> None:
    """Write everything into a new FOLDER, readable without this program. It is NOT encrypted.

    People, photos, profiles with reasons and decisions, cases, evidence, reports and the log, in
    zip files that `verify` can check. A private note goes with it only when you name it. For a
    copy that stays sealed, use `backup`.
    """
    program = folders.synced_by(to.expanduser().resolve())
    ask(BEFORE + (SYNCED.format(program) if program else ""), "Write it all?", yes=yes)
    vault = open_vault(folder, passphrase_file, passphrase_fd)
    try:
        vault.take_in(now())
        written = keeping.write_export(vault, to, now=now(), notes=notes)
        left = [each for each in keeping.all_notes(vault.store) if each.id not in notes]
    finally:
        vault.close()
    for path in written.paths:
        click.echo(f"Written: {path}")
    click.echo(f"Profiles in it: {written.hits}. README.txt in the first file says what is what.")
    if written.cases:
        click.echo(f"Cases in it: {written.cases}.")
    if left:
        click.echo("Private notes that are not in it. Name one with --note to take it along:")
    for note in left:
        click.echo(f"  {note.id}  {note.at:%Y-%m-%d %H:%M} UTC, case {note.case_id}")
