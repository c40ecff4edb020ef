"""Where files of ours were written outside the vault, so that they can be named at the end."""

from __future__ import annotations

import json
from pathlib import Path

from impersonation_watch.vault.store import Store

FACT = "written_outside"
MOST = 200  # the newest; more exports than that are somebody's routine


def remember(store: Store, path: Path) -> None:
    """Keep, sealed, that something is about to lie at this path; before it is begun."""
    known = [each for each in _paths(store) if each != str(path)]
    store.set_fact(FACT, json.dumps([*known, str(path)][-MOST:]))


def remembered(store: Store) -> tuple[Path, ...]:
    """Each path something was written to, or was begun for; the oldest first."""
    return tuple(Path(each) for each in _paths(store))


def _paths(store: Store) -> list[str]:
    paths: list[str] = json.loads(store.fact(FACT, "[]"))
    return paths
