"""What commands share: where the vault lies and how it is opened."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import ParamSpec, TextIO, TypeVar

import click

from impersonation_watch.commands.options import folder_option, has_vault
from impersonation_watch.model import WatchError
from impersonation_watch.vault import Vault

TRIES = 3

Given = ParamSpec("Given")
Returned = TypeVar("Returned")


def vault_option(function: Callable[Given, Returned]) -> Callable[Given, Returned]:
    """`--vault`, `--passphrase-file` and `--passphrase-fd`."""
    for option in reversed(
        (
            folder_option,
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


def passphrase(given: TextIO | None, descriptor: int | None) -> str | None:
    """The passphrase from a file or descriptor; None where it has to be asked."""
    try:
        if given is not None:
            return given.readline().rstrip("\r\n")
        if descriptor is not None:
            with os.fdopen(descriptor) as pipe:
                return pipe.readline().rstrip("\r\n")
    except (OSError, UnicodeError) as error:
        raise WatchError(
            "the passphrase could not be read from there",
            advice="It is the first line of a text file, or of an open descriptor.",
        ) from error
    return None


def open_vault(folder: Path, given: TextIO | None, descriptor: int | None) -> Vault:
    """The opened vault; asks for the passphrase at most three times."""
    folder = folder.expanduser()
    secret = passphrase(given, descriptor)
    if secret is not None:
        return Vault.open(folder, secret)
    if not has_vault(folder):
        return Vault.open(folder, "")  # says that there is no vault, and what to do
    check_terminal()
    for attempt in range(TRIES):
        try:
            return Vault.open(folder, click.prompt("Passphrase", hide_input=True, err=True))
        except WatchError as error:
            if attempt == TRIES - 1:
                raise
            click.echo(f"{error}. {error.advice}", err=True)
    raise AssertionError("unreachable")


def check_terminal() -> None:
    """Raises WatchError where nobody is there to be asked for the passphrase."""
    if not sys.stdin.isatty():
        raise WatchError(
            "the passphrase cannot be asked for here",
            advice="Use --passphrase-file or --passphrase-fd.",
        )


def now() -> datetime:
    """The time at this edge of the program."""
    return datetime.now(UTC)
