"""`demo`: the whole program at work on a practice network, without internet."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

import click
from rich.console import Console

from impersonation_watch import review, tables
from impersonation_watch.commands.common import now
from impersonation_watch.demo import people, show
from impersonation_watch.demo.network import PracticeNetwork
from impersonation_watch.errands import run_watch
from impersonation_watch.model import WatchError
from impersonation_watch.vault import Vault


@click.command(name="demo")
@click.option("--review", "with_review", is_flag=True, help="Serve the review page at the end.")
@click.option("--no-browser", is_flag=True, help="With --review: do not open a browser window.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Put everything here instead of a throw-away folder.",
)
def command(with_review: bool, no_browser: bool, folder: Path | None) -> None:
    """Watch over an invented person on an invented network: find, keep, judge, report.

    Exit code 1 when one of the twelve impostors is missed or somebody else is accused.
    """
    home = folder or Path(tempfile.mkdtemp(prefix="notes-demo-"))
    home.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    console = Console()
    with PracticeNetwork() as network:
        console.print(
            f"A practice network is up: {len(network.practice.hosts)} hosts on this machine only."
        )
        vault, passphrase = show.prepare(
            home / "notes", network.practice, now=now(), say=lambda line: click.echo(f"  {line}")
        )
        try:
            good = _tell(console, vault, home)
        finally:
            vault.close()
        console.print(f"Done in {time.monotonic() - begun:.0f} seconds.", highlight=False)
        if folder or with_review:
            console.print(f"Passphrase of this practice vault: {passphrase}", markup=False)
        if with_review:
            review.serve(vault.folder, open_browser=not no_browser, port=0, idle_minutes=60)
    if folder is None and not with_review:
        shutil.rmtree(home / "notes", ignore_errors=True)
        console.print("The practice vault was deleted again; the packet is kept.", markup=False)
    elif folder:
        console.print(f"The practice vault is kept: {home / 'notes'}", markup=False, soft_wrap=True)
    if not good:
        raise WatchError("the demo did not find what it should", advice="Please report this.")


def _tell(console: Console, vault: Vault, home: Path) -> bool:
    """Look, show, judge, write one packet. Whether all was as it should be."""
    name = people.NAMES[0]
    console.print(f"Enrolled: {name}, an invented person. Now the same `watch` a user runs:")
    with console.status("Starting ...") as status:
        summary = run_watch(vault, now=now(), on_progress=tables.progress(status))
    if summary.failure or summary.run is None:
        raise WatchError(f"the run broke off: {summary.failure}", advice=summary.advice)
    hits = vault.store.hits()
    verdicts = show.judge_story(hits)
    console.print(show.found_table(hits))
    console.print(
        f"Folded away, same name and nothing else in common: {verdicts.folded}.", highlight=False
    )
    tables.print_coverage(console, summary.run)
    for kind in verdicts.missed:
        console.print(f"Missed: {kind}")
    console.print(
        f"Impostors found for the right reason: {len(verdicts.right)} of {len(people.IMPOSTORS)}."
        f" Own accounts flagged: {verdicts.own}."
        f" Bystanders above the notify mark: {verdicts.bystanders_notified}"
        f" (shown as unclear: {verdicts.bystanders_shown} of {len(people.BYSTANDERS)}).",
        highlight=False,
    )
    packet = show.write_packet(vault, verdicts.right.values(), home, now=now())
    console.print(f"One takedown packet was written: {packet}", markup=False, soft_wrap=True)
    return not (verdicts.missed or verdicts.own or verdicts.bystanders_notified)
