"""`check URL...`: look at links that a friend sent."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console

from impersonation_watch import tables, words
from impersonation_watch.accounts import read_link
from impersonation_watch.commands.common import now, open_vault, vault_option
from impersonation_watch.errands import links_errand, run_watch
from impersonation_watch.model import LOOKED, Answer, Outcome, SourceReport, WatchError
from impersonation_watch.terminal import plain_line
from impersonation_watch.vault import Vault

MOST_LINKS = 50


@click.command(name="check")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option(
    "--yes",
    "visible_ok",
    is_flag=True,
    help="Also visit small or private sites, whose owner may see the visit.",
)
@vault_option
def command(
    urls: tuple[str, ...],
    visible_ok: bool,
    folder: Path,
    passphrase_file: TextIO | None,
    passphrase_fd: int | None,
) -> None:
    """Look at one or more addresses and say whether they look like you."""
    if len(urls) > MOST_LINKS:
        raise WatchError(f"that are more than {MOST_LINKS} links", advice="Give them in parts.")
    addresses = [_address(url) for url in urls]
    vault = open_vault(folder, passphrase_file, passphrase_fd)
    try:
        answers = _ask(vault, addresses, visible_ok)
    finally:
        vault.close()
    sys.exit(0 if all(answer.outcome in LOOKED for answer in answers) else 3)


def _ask(vault: Vault, addresses: list[str], visible_ok: bool) -> tuple[Answer, ...]:
    people = vault.store.people()
    if not people:
        raise WatchError(
            "nobody is enrolled yet", advice="Run `impersonation-watch init CONFIG.YAML` first."
        )
    agreed = [each for each in people if each.consent.holds(now())]
    asked_for = (agreed or people)[0].id
    errand = links_errand(addresses, asked_for, now=now(), visible_ok=visible_ok)
    console = Console()
    with console.status("Looking ...") as status:
        told = tables.progress(status)
        summary = run_watch(vault, now=now(), on_progress=told, errand=errand)
    if summary.failure and not summary.answers:
        raise WatchError(summary.failure, advice=summary.advice)
    for answer in summary.answers:
        line = plain_line(_sentence(vault, answer))
        console.print(line, markup=False, highlight=False)
    tables.print_last_look(console, vault.store.runs(limit=tables.RUNS_READ))
    return summary.answers


def _sentence(vault: Vault, answer: Answer) -> str:
    name = f" “{answer.display_name}”" if answer.display_name else ""
    if answer.hit_key:
        why = next(
            words.why(each.hit) for each in vault.store.hits() if each.hit.key == answer.hit_key
        )
        return f"{answer.url}{name}: this looks like you. {why} It is kept; `review` shows it."
    if answer.outcome is Outcome.NEEDS_YES:
        return (
            f"{answer.url}: not visited. The owner of this site may see the visit."
            " Add --yes if that is all right."
        )
    if answer.outcome is Outcome.OK:
        return f"{answer.url}{name}: nothing here looks like your name or photos. Not kept."
    report = SourceReport(source="link", outcome=answer.outcome)
    return f"{answer.url}: {words.outcome(report)}"


def _address(url: str) -> str:
    try:
        return read_link(url)
    except ValueError as error:
        raise WatchError(
            str(error).replace("the address of a profile", "a web address"),
            advice="Copy the whole address from the browser; it begins with https://",
        ) from error
