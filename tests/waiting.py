"""Stand-ins for the process that looks, for tests of the process that waits."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import timedelta

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
KEY = bytes(range(32))

# A run in the shape of ours: takes the folder and a descriptor, writes down how it went.
RUN = """
import os, sys, time
from datetime import UTC, datetime
from pathlib import Path
from impersonation_watch import clockfile
folder, key = Path(sys.argv[2]), os.read(int(sys.argv[4]), 32)
(folder / "key-seen").write_bytes(key)
(folder / "arguments").write_text(" ".join(sys.argv))
with clockfile.only_one(folder):
    clockfile.started(folder, datetime.now(UTC))
    {body}
"""
GOOD = "clockfile.ok(folder, datetime.now(UTC))"
BAD = "clockfile.failed(folder, datetime.now(UTC), 'no network'); sys.exit(1)"
LONG = "time.sleep(60)"


def stand_in(body: str) -> tuple[str, ...]:
    """A command line that stands in for the process that looks."""
    return sys.executable, "-c", RUN.format(body=body)


@dataclass
class Lines:
    said: list[str] = field(default_factory=list)

    def __call__(self, line: str) -> None:
        self.said.append(line)

    @property
    def text(self) -> str:
        return "\n".join(self.said)
