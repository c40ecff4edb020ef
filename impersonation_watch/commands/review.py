"""`review`: open the pages on which she goes through what was found."""

from __future__ import annotations

from pathlib import Path

import click

from impersonation_watch import review
from impersonation_watch.commands.options import folder_option


@click.command(name="review")
@folder_option
@click.option(
    "--port",
    default=0,
    type=click.IntRange(0, 65535),
    help="Port on this machine; 0 takes any free one.",
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser window.")
@click.option(
    "--idle-minutes",
    type=click.IntRange(1, 240),
    help="Lock after this time without a click, instead of what the settings say.",
)
def command(folder: Path, port: int, no_browser: bool, idle_minutes: int | None) -> None:
    """Open the pages; where there is no vault they set one up first.

    They are served on this machine only; stop with Ctrl+C.
    """
    review.serve(
        folder.expanduser(), open_browser=not no_browser, port=port, idle_minutes=idle_minutes
    )
