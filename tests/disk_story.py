"""A vault on a disk that fills up: each way of saving is tried, then there is space again.

`python disk_story.py FOLDER limit|fill`; prints one JSON object. Runs in a process of its own: the
limit on files would hit the test runner too.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from keeping import NOW, PASSPHRASE, found, hit, post, practice_vault, take

from impersonation_watch import sealing, state
from impersonation_watch.model import Decision, StoreError, WatchState
from impersonation_watch.vault import Vault

LARGE = b"x" * 300_000
PAGE = b"<h1>Naomi Whitaker</h1>"


def limit(_: Path) -> Callable[[], None]:
    """No file may grow: what the system then says is what a full disk says, in other words."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def fill(folder: Path) -> Callable[[], None]:
    """Write until nothing fits any more."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    return filler.unlink


def tell(what: Callable[[], object]) -> str:
    try:
        what()
    except StoreError as error:
        return f"{error} {error.advice}"
    return ""


def main(folder: Path, make_full: Callable[[Path], Callable[[], None]]) -> None:
    vault = practice_vault(folder / "notes")
    (hit_id,) = take(vault, hit(), content=PAGE).new_hits
    vault.store.decide(hit_id, Decision.IMPOSTOR, NOW)
    sender = post(vault, [found(hit("waiting"))], [PAGE])
    sealing.write_whole(folder / "old", b"old")
    free = make_full(folder)
    told = {
        "file": tell(lambda: sealing.write_whole(folder / "old", LARGE)),
        "blob": tell(lambda: vault.store.blobs.put(LARGE)),
        "database": tell(lambda: vault.store.log("note", "y" * 2_000_000, NOW)),
        "letter": tell(lambda: sender.put(found(hit("new"), LARGE), {_sha(LARGE): LARGE})),
        "state": tell(lambda: state.write(folder / "notes", vault.capsule_key, _large_state())),
        "new vault": tell(lambda: Vault.create(folder / "two", PASSPHRASE, now=NOW, practice=True)),
    }
    free()
    vault.close()
    with Vault.open(folder / "notes", PASSPHRASE) as again:
        taken = again.take_in(NOW)
        kept = {
            "old file": (folder / "old").read_bytes().decode(),
            "decision": again.store.hit(hit_id).decision,
            "waiting letter": len(taken.new_hits),
            "problems": [*again.verify(), *taken.spoiled],
            "left behind": [path.name for path in folder.rglob("*.part")],
            "second vault": (folder / "two").exists(),
        }
    sys.stdout.write(json.dumps({"told": told, "kept": kept}))


def _sha(content: bytes) -> str:
    found_page = found(hit(), content)
    return found_page.snapshots[0].sha256


def _large_state() -> WatchState:
    return WatchState(seen={f"{n:064x}": "2026-11-22" for n in range(4000)})


if __name__ == "__main__":
    main(Path(sys.argv[1]), {"limit": limit, "fill": fill}[sys.argv[2]])
