"""Asking before something that cannot be taken back."""

from __future__ import annotations

import sys

import click

from impersonation_watch.model import WatchError

WORD = "yes"


def ask(before: str, question: str, *, yes: bool) -> None:
    """Say what is going to happen, and go on only after a typed yes (or with `--yes`).

    Raises click.Abort after any other answer, WatchError where nobody is there to be asked.
    """
    click.echo(before)
    if yes:
        return
    if not sys.stdin.isatty():
        raise WatchError("nobody can be asked here", advice="Add --yes when you are sure.")
    if click.prompt(f"{question} Type {WORD} to go on").strip().casefold() != WORD:
        raise click.Abort
