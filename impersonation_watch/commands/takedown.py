"""`takedown HIT --form FORM`: write the report for one confirmed profile."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from impersonation_watch import packets, takedown
from impersonation_watch.commands.common import now, open_vault, vault_option
from impersonation_watch.takedown import Reporter, Statement


@click.command(name="takedown")
@click.argument("hit_id", metavar="HIT", required=False)
@click.option("--form", "form_id", help="Where to report: see --list.")
@click.option("--list", "list_forms", is_flag=True, help="List the forms and laws there are.")
@click.option(
    "--to",
    "out",
    type=click.Path(path_type=Path, file_okay=False),
    default=".",
    show_default=True,
    help="Folder the packet is written to.",
)
@click.option("--name", default="", help="Your name as the report shall show it.")
@click.option("--email", default="", help="Your e-mail address for the answer.")
@click.option("--country", default="", help="Two letters, for example DE.")
@click.option("--reason", default="", help="For a legal notice: why it is illegal.")
@click.option("--law", default="", help="For a legal notice: which law.")
@click.option("--good-faith", is_flag=True, help="I believe in good faith that all this is true.")
@vault_option
def command(
    hit_id: str | None,
    form_id: str | None,
    list_forms: bool,
    out: Path,
    name: str,
    email: str,
    country: str,
    reason: str,
    law: str,
    good_faith: bool,
    folder: Path,
    passphrase_file: TextIO | None,
    passphrase_fd: int | None,
) -> None:
    """Write a packet: the text in the form's own field order, evidence, PDF. Nothing is sent.

    HIT is the id that `hits --decision impostor` shows.
    """
    if list_forms:
        for form in takedown.forms():
            click.echo(f"{form.id:12} {form.name}")
        return
    if not hit_id or not form_id:
        raise click.UsageError("Say which HIT (`hits --decision impostor`) and which --form.")
    reporter = Reporter(name=name, email=email, country=country)
    statement = Statement(reason=reason, law=law, good_faith=good_faith)
    vault = open_vault(folder, passphrase_file, passphrase_fd)
    try:
        path = packets.write(vault, hit_id, form_id, reporter, out, now=now(), statement=statement)
    finally:
        vault.close()
    click.echo(f"The packet is here: {path}")
    click.echo("Nothing was sent. README.txt in it says what to do and what the other side learns.")
