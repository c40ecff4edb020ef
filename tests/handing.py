"""Two vaults: Naomi hands over, Sam goes through it for her."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from reviewing import PASSPHRASE, copy_of_filled

from impersonation_watch import handover
from impersonation_watch.model import Batch, Decision, Given
from impersonation_watch.vault import Vault, keys


@dataclass
class Pair:
    """Her vault, filled, and the helper's, empty; files between them in one folder."""

    hers: Vault
    helpers: Vault
    ids: dict[str, str]
    folder: Path
    now: datetime
    files: int = 0

    def new_file(self) -> Path:
        self.files += 1
        return self.folder / f"file{self.files}"

    def key(self) -> str:
        return handover.own_key(self.helpers, self.now)

    def give(self, *handles: str, **more: tuple[str, ...]) -> tuple[Given, bytes]:
        """The record of the batch, and the file as it is sent."""
        out = self.new_file()
        hits = tuple(self.ids[each] for each in handles)
        given = handover.give(
            self.hers,
            handover.Wanted(hits=hits, **more),
            key=self.key(),
            helper="Sam",
            giver="Naomi",
            out=out,
            now=self.now,
        )
        return given, out.read_bytes()

    def hand_over(self, *handles: str) -> Batch:
        _, content = self.give(*handles)
        return handover.take(self.helpers, content, now=self.now)

    def think(self, batch: Batch, decision: Decision, word: str = "", index: int = 0) -> None:
        handover.decide(
            self.helpers, batch.id, batch.items[index].id, decision, word=word, now=self.now
        )

    def answer(self, batch: Batch) -> bytes:
        """The decisions so far, as they are sent back; a minute later each time."""
        self.now += timedelta(minutes=1)
        out = self.new_file()
        handover.write_back(self.helpers, batch.id, out, by="Sam", now=self.now)
        return out.read_bytes()

    def decided(self, handle: str) -> Decision:
        return self.hers.store.hit(self.ids[handle]).decision


def pair(folder: Path, now: datetime) -> Pair:
    """Open both; `close` them after."""
    ids, unlocked = made(folder, now)
    hers, helpers = (Vault(folder / name, unlocked[name]) for name in ("hers", "helpers"))
    return Pair(hers, helpers, dict(ids), folder, now)


def made(folder: Path, now: datetime) -> tuple[dict[str, str], dict[str, keys.Unlocked]]:
    """Both vaults in `folder`: the hits of hers by handle, and how each opens."""
    template, ids, unlocked = _made(now)
    for name in unlocked:
        shutil.copytree(template / name, folder / name)
    return ids, unlocked


@cache
def _made(now: datetime) -> tuple[Path, dict[str, str], dict[str, keys.Unlocked]]:
    """Both vaults and how they open; made once, because a passphrase takes its time."""
    folder = Path(tempfile.mkdtemp(prefix="notes-"))
    atexit.register(shutil.rmtree, folder)
    ids = copy_of_filled(folder / "hers", now)
    vault, _ = Vault.create(folder / "helpers", PASSPHRASE, now=now, practice=True)
    vault.close()
    opened = {name: keys.unlock(folder / name, PASSPHRASE) for name in ("hers", "helpers")}
    return folder, ids, opened
