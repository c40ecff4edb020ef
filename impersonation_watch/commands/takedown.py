"""`takedown HIT --form FORM`: write the report for one confirmed profile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from impersonation_watch import takedown
from impersonation_watch.commands.common import open_vault, vault_option
from impersonation_watch.model import WatchError
from impersonation_watch.vault import StoredHit, Vault


@click.command(name="takedown")
@click.argument("hit_id", metavar="HIT", required=False)
@click.option("--form", "form_id", help="Where to report: see --list.")
@click.option("--list", "list_forms", is_flag=True, help="List the forms and laws there are.")
@click.option("--to", "out", type=click.Path(path_type=Path, file_okay=False), default=".",
              show_default=True, help="Folder the packet is written to.")  # fmt: skip
@click.option("--name", help="Your name as the report shall show it.")
@click.option("--email", help="Your e-mail address for the answer.")
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
    folder: Path,
    passphrase_file: Any,
    passphrase_fd: int | None,
    **answers: Any,
) -> None:
    """Write a packet: the text in the form's own field order, evidence, PDF. Nothing is sent."""
    if list_forms:
        for form in takedown.forms():
            click.echo(f"{form.id:12} {form.name}")
        return
    if not hit_id or not form_id:
        raise click.UsageError("Say which profile (`hits --decision impostor`) and which --form.")
    vault = open_vault(folder, passphrase_file, passphrase_fd)
    try:
        path = write(vault, hit_id, form_id, out, answers)
    finally:
        vault.close()
    click.echo(f"The packet is here: {path}")
    click.echo(
        "Nothing was sent. README.txt in it says what to do, and what the other side learns."
    )


def write(vault: Vault, hit_id: str, form_id: str, out: Path, answers: dict[str, Any]) -> Path:
    """Write the packet and keep a record of it; raises CannotFill when something is missing."""
    raise NotImplementedError(json.dumps([hit_id, form_id, str(out), list(answers)]))


def _stored(vault: Vault, hit_id: str) -> StoredHit:
    try:
        return vault.store.hit(hit_id)
    except KeyError as error:
        raise WatchError(
            f"there is no profile with the id {hit_id!r}",
            advice="`hits --decision all` lists them.",
        ) from error
