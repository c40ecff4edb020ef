"""The files of a vault as a backup holds them: sealed as they lie there, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from impersonation_watch.evidence import Caps

# `clock` and the locks are left out: they tell of this computer, not of her
SEALED = re.compile(
    r"keys|db|capsule|memory|watch\.state|blobs/[0-9a-f]{64}|inbox/[0-9]{12}-[0-9a-f]{8}"
    r"|errands/[A-Za-z0-9_-]{1,64}"
)
NEEDED = ("keys", "db")
ROOMS = ("blobs", "inbox", "errands")
# beyond these a zip is written in a second way, which readers of zips do not agree about
CAPS = Caps(files=60_000, each=2**31 - 2**20, total=2**31 - 2**24)


def sealed_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Name and place of every file of the vault that a backup holds, the database left out."""
    for where in (folder, *(folder / room for room in ROOMS)):
        for path in sorted(where.iterdir()) if where.is_dir() else ():
            name = path.relative_to(folder).as_posix()
            if SEALED.fullmatch(name) and name != "db" and path.is_file():
                yield name, path
