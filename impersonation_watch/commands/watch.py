"""`watch`: look once, now."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console

from impersonation_watch import tables, words
from impersonation_watch.commands.common import now, open_vault, vault_option
from impersonation_watch.errands import RunSummary, run_watch
from impersonation_watch.model import Decision
from impersonation_watch.terminal import plain_line
from impersonation_watch.vault import Vault

COULD_NOT_LOOK_EVERYWHERE = 3


@click.command(name="watch")
@vault_option
def command(folder: Path, passphrase_file: TextIO | None, passphrase_fd: int | None) -> None:
    """Look once, now, at every place that is switched on.

    Exit code 3 means: done, but some places could not be looked at.
    """
    vault = open_vault(folder, passphrase_file, passphrase_fd)
    try:
        summary = look(vault)
    finally:
        vault.close()
    if summary.failure:
        sys.exit(1)
    sys.exit(0 if summary.everywhere else COULD_NOT_LOOK_EVERYWHERE)


def look(vault: Vault) -> RunSummary:
    """One run with progress, and what came of it in words."""
    console = Console()
    with console.status("Starting ...") as status:
        summary = run_watch(vault, now=now(), on_progress=tables.progress(status))
    if summary.failure:
        tell_failure(console, summary)
    show(console, vault, summary)
    return summary


def show(console: Console, vault: Vault, summary: RunSummary) -> None:
    """The table of what waits for a decision, and the coverage."""
    waiting = [each for each in vault.store.hits() if each.decision is Decision.UNDECIDED]
    if waiting:
        console.print(tables.hits_table(waiting))
    console.print(f"{summary.fresh} new, {len(waiting)} waiting for you. `review` opens the pages.")
    for sentence in words.missing(len(summary.taken.gaps), len(summary.taken.spoiled)):
        console.print(sentence, highlight=False)
    if summary.run:
        tables.print_coverage(console, summary.run)
    else:
        tables.print_last_look(console, vault.store.runs(limit=tables.RUNS_READ))


def tell_failure(console: Console, summary: RunSummary) -> None:
    """Why a run broke off, and what to do."""
    failure = plain_line(f"The run broke off: {summary.failure}")
    advice = plain_line(summary.advice or "What was found before that is kept.")
    console.print(f"{failure}\n{advice}", markup=False, highlight=False)
