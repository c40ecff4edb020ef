"""`takedown HIT --form FORM`: write the report for one confirmed profile or one case."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any, TextIO

import click

from impersonation_watch import language, packets, takedown
from impersonation_watch.commands.common import now, open_vault, vault_option
from impersonation_watch.commands.safety_questions import answer, safety_options
from impersonation_watch.filings import find_case
from impersonation_watch.language import N_, _
from impersonation_watch.takedown import Copyright, Reporter, Statement
from impersonation_watch.takedown.sentences import SAID
from impersonation_watch.terminal import plain_line
from impersonation_watch.vault import Vault

UNSENT = N_("Nothing was sent. README.txt in it says what to do and what the other side learns.")
PROMPTS = {
    "reporter_name": N_("Your name as the report shall show it"),
    "reporter_email": N_("Your e-mail address for the answer"),
    "reporter_address": N_("Your postal address"),
    "reporter_phone": N_("Your phone number"),
}


@click.command(name="takedown")
@click.argument("hit_id", metavar="[HIT]", required=False)
@click.option("--case", "case_id", help="Instead of HIT: a case brought in by hand.")
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
@safety_options
@click.option(
    "--anyway", is_flag=True, help="I was advised to wait, thought about it, and want it now."
)
@click.option("--name", default="", help="Your name in the report; else it is asked for.")
@click.option("--email", default="", help="Where they can answer; else it is asked for.")
@click.option(
    "--role",
    type=click.Choice(["self", "representative", "parent", "bystander"]),
    default="self",
    show_default=True,
    help="Who you are to the person.",
)
@click.option("--country", default="", help="Two letters, for example DE.")
@click.option(
    "--copies",
    multiple=True,
    type=click.Choice(list(SAID)),
    help="For a case: what of the person the profile uses. May be given several times.",
)
@click.option("--own-words", is_flag=True, help="Put in what was written about what happened.")
@click.option("--note", "notes", multiple=True, help="Put in this private note, by its id.")
@click.option(
    "--language",
    "spoken",
    type=click.Choice(list(language.LANGUAGES)),
    help="Language of the packet; else English, and for the police list that of the pages.",
)
@click.option("--reason", default="", help="For a legal notice: why it is illegal.")
@click.option("--law", default="", help="For a legal notice: which law.")
@click.option("--good-faith", is_flag=True, help="I believe in good faith that all this is true.")
@click.option(
    "--ownership",
    type=click.Choice(["own", "assigned"]),
    help="For a copyright notice: I took the photo, or have its rights in writing.",
)
@click.option(
    "--disclose", is_flag=True, help="I know that my name and address go to the other side."
)
@click.option("--work", default="", help="For a copyright notice: which photo.")
@click.option(
    "--item", "items", multiple=True, help="Address of a copy; may be given several times."
)
@click.option("--english", is_flag=True, help="What I wrote is in English.")
@click.option("--accurate", is_flag=True, help="The information in this notice is accurate.")
@click.option(
    "--perjury", is_flag=True, help="I state under penalty of perjury that I may send it."
)
@click.option("--signature", default="", help="Your full name, as a signature.")
@vault_option
def command(
    hit_id: str | None,
    case_id: str | None,
    form_id: str | None,
    list_forms: bool,
    out: Path,
    folder: Path,
    passphrase_file: TextIO | None,
    passphrase_fd: int | None,
    **given: Any,
) -> None:
    """Write a packet: the text in the form's own field order, evidence, PDF. Nothing is sent.

    HIT is the id that `hits --decision impostor` shows. The safety questions are asked first, and
    hold for an hour. While a command runs, other users of this computer can see what was typed
    behind it: leave --name and --email out to be asked for them.
    """
    if list_forms:
        for form in takedown.forms():
            click.echo(f"{form.id:12} {_(form.name)}")
        return
    about = case_id or hit_id
    if not about or not form_id or (case_id and hit_id):
        raise click.UsageError(
            _("Say which HIT (`hits --decision impostor`) or --case, and which --form.")
        )
    takedown.form(form_id)  # a slip in its name is said before the passphrase is asked for
    vault = open_vault(folder, passphrase_file, passphrase_fd)
    try:
        path = _write(vault, about, form_id, given, out)
    finally:
        vault.close()
    click.echo(plain_line(_("The packet is here: {path}").format(path=path)))
    click.echo(_(UNSENT))


def _write(vault: Vault, about: str, form_id: str, given: dict[str, Any], out: Path) -> Path:
    answer(vault, about, given, now())
    channel = takedown.form(form_id).channel_for(has_address=_has_address(vault, about))
    order = packets.Order(
        about=about,
        form=form_id,
        reporter=_reporter(given, channel.takes),
        statement=_statement(given),
        notes=given["notes"],
        language=given["spoken"] or "",
    )
    return packets.write(vault, order, out, now=now())


def _has_address(vault: Vault, about: str) -> bool:
    case = find_case(vault.store, about)
    return case is None or bool(case.description.url)


def _reporter(given: dict[str, Any], wanted: Collection[str]) -> Reporter:
    return Reporter(
        name=given["name"] or _ask("reporter_name", wanted),
        email=given["email"] or _ask("reporter_email", wanted),
        country=given["country"],
        role=given["role"],
        address=_ask("reporter_address", wanted),
        phone=_ask("reporter_phone", wanted),
    )


def _statement(given: dict[str, Any]) -> Statement:
    return Statement(
        anyway=given["anyway"],
        copies=given["copies"],
        own_words=given["own_words"],
        reason=given["reason"],
        law=given["law"],
        good_faith=given["good_faith"],
        copyright=Copyright(
            ownership=given["ownership"] or "",
            disclosure=given["disclose"],
            work=given["work"],
            items="\n".join(given["items"]),
            english=given["english"],
            accuracy=given["accurate"],
            perjury=given["perjury"],
            signature=given["signature"],
        ),
    )


def _ask(element: str, wanted: Collection[str]) -> str:
    """Typed at a prompt, which no list of processes shows; empty where nobody is there to ask."""
    if element not in wanted or not sys.stdin.isatty():
        return ""
    return str(click.prompt(_(PROMPTS[element]), default="", show_default=False, err=True))
