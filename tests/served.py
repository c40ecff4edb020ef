"""The pages as a process of their own, for tests that bring a browser or a socket."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from reviewing import PASSPHRASE, _unlocked
from window import Window

from impersonation_watch.vault import Vault

# every connection the process tries to make, or name it looks up, is written down
WATCHED = """
import sys
from pathlib import Path
noted = open(sys.argv[2], "a", buffering=1)
def note(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname"):
        noted.write(f"{event} {arguments[1:]}\\n")
sys.addaudithook(note)
from impersonation_watch import review
review.serve(
    Path(sys.argv[1]), open_browser=False, idle_minutes=float(sys.argv[3]),
    say=lambda line: print(line, flush=True),
)
"""
HERE = "location.pathname === {path!r} && document.readyState === 'complete'"


@dataclass(frozen=True)
class Served:
    """A running process of the pages; the vault is `folder / "notes"`."""

    redirect: Path
    noted: Path
    folder: Path
    process: subprocess.Popen[str]

    @property
    def way_in(self) -> str:
        found = re.search(r'url=(http[^"]+)"', self.redirect.read_text("utf-8"))
        assert found is not None
        return found.group(1)

    @property
    def host(self) -> str:
        """The name of this sitting with its port, as a browser says it; before anybody entered."""
        return urlsplit(self.way_in).netloc


@contextmanager
def serve(
    folder: Path,
    how: signal.Signals = signal.SIGTERM,
    env: Mapping[str, str] | None = None,
    idle_minutes: float = 10,
) -> Iterator[Served]:
    """Serve the vault in `folder / "notes"`, there or not; ended with the signal."""
    noted = folder / "noted"
    noted.touch()
    process = subprocess.Popen(
        [sys.executable, "-c", WATCHED, str(folder / "notes"), str(noted), str(idle_minutes)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {})},
    )
    with process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            yield Served(Path(line.partition(": ")[2].strip()), noted, folder, process)
        finally:
            process.send_signal(how)


def enter(window: Window, served: Served, path: str = "/unlock") -> None:
    """Come in as a person does: by the file that was written for her."""
    window.go(served.redirect.as_uri())
    window.wait(HERE.format(path=path))


def unlock(window: Window) -> None:
    window.fill({"passphrase": PASSPHRASE})
    window.click("main button")


def everything_kept(folder: Path, now: datetime) -> dict[str, list[str]]:
    """Every row of the vault, read beside the running pages; of one made by `copy_of_filled`."""
    with Vault(folder / "notes", _unlocked(now)) as vault:
        desk = vault.store.desk
        tables = [
            each["name"] for each in desk.rows("PRAGMA table_list") if each["type"] == "table"
        ]
        return {name: [str(row) for row in desk.rows(f"SELECT * FROM {name}")] for name in tables}
