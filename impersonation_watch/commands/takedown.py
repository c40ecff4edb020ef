"""`takedown HIT --form FORM`: write the report for one confirmed profile."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path
from typing import TextIO

import click

from impersonation_watch import packets, takedown
from impersonation_watch.commands.common import now, open_vault, vault_option
from impersonation_watch.takedown import Reporter, Statement
from impersonation_watch.terminal import plain_line

NAME, EMAIL = "reporter_name", "reporter_email"
PROMPTS = {
    NAME: "Your name as the report shall show it",
    EMAIL: "Your e-mail address for the answer",
}


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
@click.option("--name", default="", help="Your name in the report; else it is asked for.")
@click.option("--email", default="", help="Where they can answer; else it is asked for.")
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

    HIT is the id that `hits --decision impostor` shows. While a command runs, other users of this
    computer can see what was typed behind it: leave --name and --email out to be asked for them.
    """
    if list_forms:
        for form in takedown.forms():
            click.echo(f"{form.id:12} {form.name}")
        return
    if not hit_id or not form_id:
        raise click.UsageError("Say which HIT (`hits --decision impostor`) and which --form.")
    statement = Statement(reason=reason, law=law, good_faith=good_faith)
    wanted = {each.source for each in takedown.form(form_id).channel.fields}
    vault = open_vault(folder, passphrase_file, passphrase_fd)
    try:
        reporter = Reporter(
            name=name or _ask(NAME, wanted),
            email=email or _ask(EMAIL, wanted),
            country=country,
        )
        path = packets.write(vault, hit_id, form_id, reporter, out, now=now(), statement=statement)
    finally:
        vault.close()
    click.echo(plain_line(f"The packet is here: {path}"))
    click.echo("Nothing was sent. README.txt in it says what to do and what the other side learns.")


def _ask(element: str, wanted: Collection[str]) -> str:
    """Typed at a prompt, which no list of processes shows; empty where nobody is there to ask."""
    if element not in wanted or not sys.stdin.isatty():
        return ""
    return str(click.prompt(PROMPTS[element], default="", show_default=False, err=True))
