"""`hits`: list what was found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console

from impersonation_watch import tables, words
from impersonation_watch.commands.common import now, open_vault, vault_option
from impersonation_watch.model import Decision
from impersonation_watch.vault import StoredHit

EVERYTHING = "all"


@click.command(name="hits")
@click.option(
    "--decision",
    type=click.Choice([*(each.value for each in Decision), EVERYTHING]),
    default=Decision.UNDECIDED.value,
    show_default=True,
    help="Only those with this decision.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON list, for other programs.")
@vault_option
def command(
    decision: str,
    as_json: bool,
    folder: Path,
    passphrase_file: TextIO | None,
    passphrase_fd: int | None,
) -> None:
    """List what was found, with the reason in words."""
    vault = open_vault(folder, passphrase_file, passphrase_fd)
    try:
        vault.take_in(now())
        hits = [
            each for each in vault.store.hits() if decision in (EVERYTHING, each.decision.value)
        ]
        runs = vault.store.runs(limit=tables.RUNS_READ)
    finally:
        vault.close()
    if as_json:
        click.echo(json.dumps([_row(each) for each in hits], indent=2))
        return
    console = Console()
    if hits:
        console.print(tables.hits_table(hits))
    else:
        console.print("No profile to show. `watch` looks now.", highlight=False)
    tables.print_last_look(console, runs)


def _row(stored: StoredHit) -> dict[str, object]:
    candidate = stored.hit.candidate
    return {
        "id": stored.id,
        "strength": words.strength(stored.hit),
        "platform": candidate.platform,
        "handle": candidate.handle,
        "display_name": candidate.display_name,
        "url": candidate.profile_url,
        "why": words.why(stored.hit),
        "reasons": [signal.reason for signal in stored.hit.signals],
        "decision": stored.decision.value,
        "presence": stored.presence.value,
        "presence_since": stored.presence_since.isoformat() if stored.presence_since else None,
        "first_seen": stored.first_seen.isoformat(),
        "last_seen": stored.last_seen.isoformat(),
    }
