"""What commands share: where the vault lies and how it is opened."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from impersonation_watch.model import WatchError
from impersonation_watch.vault import Vault

DEFAULT_FOLDER = "~/.notes"  # neutral: a folder name is the first thing somebody else sees
TRIES = 3


def vault_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--vault`, `--passphrase-file` and `--passphrase-fd`."""
    for option in reversed(
        (
            click.option(
                "--vault",
                "folder",
                type=click.Path(path_type=Path, file_okay=False),
                envvar="IW_VAULT",
                default=DEFAULT_FOLDER,
                show_default=True,
                help="The folder everything is kept in.",
            ),
            click.option(
                "--passphrase-file",
                type=click.File("r"),
                help="Read the passphrase from the first line of this file.",
            ),
            click.option(
                "--passphrase-fd",
                type=int,
                help="Read the passphrase from this open file descriptor.",
            ),
        )
    ):
        function = option(function)
    return function


def passphrase(given: Any, descriptor: int | None) -> str | None:
    """The passphrase from a file or descriptor; None where it has to be asked."""
    if given is not None:
        return str(given.readline()).rstrip("\r\n")
    if descriptor is not None:
        with os.fdopen(descriptor) as pipe:
            return pipe.readline().rstrip("\r\n")
    return None


def open_vault(folder: Path, given: Any, descriptor: int | None) -> Vault:
    """The opened vault; asks for the passphrase at most three times."""
    folder = folder.expanduser()
    secret = passphrase(given, descriptor)
    if secret is not None:
        return Vault.open(folder, secret)
    if not (folder / "keys").exists():
        return Vault.open(folder, "")  # says that there is no vault, and what to do
    if not sys.stdin.isatty():
        raise WatchError(
            "the passphrase cannot be asked for here",
            advice="Use --passphrase-file or --passphrase-fd.",
        )
    for attempt in range(TRIES):
        try:
            return Vault.open(folder, click.prompt("Passphrase", hide_input=True, err=True))
        except WatchError as error:
            if attempt == TRIES - 1:
                raise
            click.echo(f"{error} {error.advice}", err=True)
    raise AssertionError("unreachable")


def now() -> datetime:
    return datetime.now(UTC)
