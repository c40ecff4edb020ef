"""`sources`: which places are looked at, how that went, and which cannot be looked at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from impersonation_watch import plain, words
from impersonation_watch.commands.common import now, open_vault, vault_option
from impersonation_watch.terminal import plain_line
from impersonation_watch.vault import StoredRun


@click.command(name="sources")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for other programs.")
@vault_option
def command(
    as_json: bool, folder: Path, passphrase_file: TextIO | None, passphrase_fd: int | None
) -> None:
    """Say which places were looked at in the last run, and how to look at the others yourself."""
    vault = open_vault(folder, passphrase_file, passphrase_fd)
    try:
        vault.take_in(now())
        settings = vault.store.settings()
        runs = [run for run in vault.store.runs(limit=20) if run.reports]
    finally:
        vault.close()
    last = runs[0] if runs else None
    if as_json:
        reports = [plain.plain(report) for report in last.reports] if last else []
        cannot = [{"place": place, "how": how} for place, how in words.cannot_search()]
        on = list(settings.sources)
        click.echo(json.dumps({"on": on, "last_run": reports, "cannot": cannot}, indent=2))
        return
    console = Console()
    switched = plain_line(", ".join(settings.sources))
    console.print(f"Switched on: {switched}", markup=False, highlight=False)
    _print_run(console, last)
    _print_cannot(console)


def _print_run(console: Console, run: StoredRun | None) -> None:
    if run is None:
        console.print("There was no run yet. `watch` looks now.")
        return
    table = Table(
        "Place", "Last run", "Who learnt what", title=f"{run.started:%d %B %Y, %H:%M} UTC"
    )
    for report in run.reports:
        told = "; ".join(f"{each.to}: {each.what}" for each in report.disclosed)
        cells = (words.place(report.source), words.outcome(report), told)
        table.add_row(*(Text(plain_line(each)) for each in cells))
    console.print(table)


def _print_cannot(console: Console) -> None:
    table = Table("Cannot be searched", "How to look there yourself")
    for place, how in words.cannot_search():
        table.add_row(place, how)
    console.print(table)
