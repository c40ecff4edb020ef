"""`doctor`: check that everything here works, and say what to do where it does not."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click

from impersonation_watch import clockfile, folders, schedule
from impersonation_watch.commands.common import now
from impersonation_watch.commands.options import folder_option, has_vault
from impersonation_watch.model import WatchError
from impersonation_watch.pictures import Darkroom
from impersonation_watch.terminal import plain_line

LEAST_FREE = 200 * 1024 * 1024  # bytes; a run with many hits writes some tens of megabytes
DOT = bytes.fromhex(  # the smallest whole GIF
    "47494638396101000100800000000000ffffff2c00000000010001000002024401003b"
)
DAILY = timedelta(days=1)  # how often to look is sealed in the vault; a day is what it ships with
Check = tuple[str, bool, str]


@click.command(name="doctor")
@click.option("--json", "as_json", is_flag=True, help="One JSON list, for other programs.")
@folder_option
def command(as_json: bool, folder: Path) -> None:
    """Check the installation, the folder and the clock. Needs no passphrase, opens nothing."""
    checks = list(_checks(folder.expanduser()))
    if as_json:
        rows = [{"check": name, "ok": ok, "says": says} for name, ok, says in checks]
        click.echo(json.dumps(rows, indent=2))
    else:
        for name, ok, says in checks:
            click.echo(plain_line(f"{'ok  ' if ok else 'look'}  {name}: {says}"))
    sys.exit(0 if all(ok for _, ok, _ in checks) else 1)


def _checks(folder: Path) -> Iterator[Check]:
    yield "Python", sys.version_info >= (3, 11), sys.version.split()[0]
    yield from (_library(name) for name in ("sqlcipher3", "pyrage", "scrapy", "typst", "rapidfuzz"))
    yield _pictures()
    yield _browser()
    yield from _folder(folder)


def _library(name: str) -> Check:
    try:
        importlib.import_module(name)
    except ImportError as error:
        return name, False, f"cannot be loaded ({error}). Install the program again."
    return name, True, "there"


def _pictures() -> Check:
    try:
        with Darkroom() as darkroom:
            darkroom.develop(DOT)
    except WatchError as error:
        return "Pictures", False, f"{error}. {error.advice}"
    return "Pictures", True, "can be read"


def _browser() -> Check:
    found = [name for name in ("chromium", "chromium-browser", "google-chrome", "firefox")
             if shutil.which(name)]  # fmt: skip
    says = f"private windows open with {found[0]}" if found else "none found; open the page by hand"
    return "Browser", bool(found), says


def _folder(folder: Path) -> Iterator[Check]:
    if not has_vault(folder):
        yield "Vault", True, f"none in {folder} yet. `init` or `review` makes one."
        return
    private = folder.stat().st_mode & 0o077 == 0
    yield "Vault", private, "only you can read it" if private else f"run: chmod 700 {folder}"
    cloud = folders.synced_by(folder.resolve())
    yield (
        "Cloud",
        cloud is None,
        f"the folder is copied by {cloud}; move it" if cloud else "no copy",
    )
    free = shutil.disk_usage(folder).free
    yield "Disk", free > LEAST_FREE, f"{free // 2**20} MB free"
    waiting = len(os.listdir(folder / "inbox")) if (folder / "inbox").exists() else 0
    yield "Inbox", True, f"{waiting} sealed findings wait for the next opening"
    clock = clockfile.read(folder)
    new = clock.since is None  # nothing was tried yet, so nothing is late
    late = not (new or schedule.healthy(clock, now(), DAILY))
    yield "Clock", not late, schedule.health(clock, now(), DAILY)
