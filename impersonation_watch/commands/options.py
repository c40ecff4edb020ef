"""Where the vault lies. On its own, for the process that stays small and can open nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from impersonation_watch import naming

DEFAULT_FOLDER = "~/.notes"  # neutral: a folder name is the first thing somebody else sees
KEYS = "keys"  # as vault/keys.py calls it, which that process may not import

Given = ParamSpec("Given")
Returned = TypeVar("Returned")


def folder_option(function: Callable[Given, Returned]) -> Callable[Given, Returned]:
    """`--vault`; the folder is passed on as `folder`, "~" not yet read."""
    return click.option(
        "--vault",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="IW_VAULT",
        default=DEFAULT_FOLDER,
        show_default=True,
        help="The folder everything is kept in.",
        callback=_wear,
    )(function)


def _wear(context: click.Context, option: click.Parameter, folder: Path) -> Path:
    """From here on this process is called by the word that was chosen for the vault."""
    naming.wear(folder.expanduser())
    return folder


def has_vault(folder: Path) -> bool:
    """Whether a vault lies in the folder."""
    return (folder / KEYS).exists()
