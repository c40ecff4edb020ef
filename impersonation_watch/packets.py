"""From a hit in the vault to a packet on the disk; the pages and the command line share it."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path

from impersonation_watch import plain, takedown
from impersonation_watch.model import StoreError, WatchError
from impersonation_watch.takedown import Draft, Filing, Reporter, Statement
from impersonation_watch.vault import StoredHit, Vault


def write(
    vault: Vault,
    hit_id: str,
    form_id: str,
    reporter: Reporter,
    out: Path,
    *,
    now: datetime,
    statement: Statement | None = None,
) -> Path:
    """Write the packet for one hit into `out` and record it in the vault.

    Raises CannotFill (with what is missing) before anything is written, WatchError for an unknown
    hit or form, StoreError when the disk is full. Nothing is sent anywhere.
    """
    draft = prepare(vault, hit_id, form_id, reporter, now=now, statement=statement)
    photo = takedown.photo_id(draft)
    _make_folder(out)
    packet = takedown.write_packet(
        draft,
        out,
        read_blob=vault.store.blob,
        our_photo=vault.store.photo_display(photo) if photo else None,
        log=[plain.dump(line) for line in vault.store.log_about(hit_id)],
    )
    with vault.store.change():
        vault.store.save_takedown(takedown.record(draft, packet, secrets.token_hex(8)))
        vault.store.log("packet written", f"{hit_id} {form_id} {packet.sha256}", now)
    return packet.path


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder {folder} cannot be made: {error.strerror}",
            advice="Choose another folder. Nothing was written.",
        ) from error


def prepare(
    vault: Vault,
    hit_id: str,
    form_id: str,
    reporter: Reporter,
    *,
    now: datetime,
    statement: Statement | None = None,
) -> Draft:
    """The report as a draft, nothing written. Raises as `write` does."""
    store = vault.store
    stored, form = _known_hit(vault, hit_id), takedown.form(form_id)
    filing = Filing(
        person=store.person(stored.hit.person_id),
        hit=stored.hit,
        decision=stored.decision,
        presence=stored.presence,
        first_seen=stored.first_seen,
        last_seen=stored.last_seen,
        snapshots=store.snapshots(hit_id),
        reporter=reporter,
        statement=statement or Statement(),
        earlier=store.takedowns(hit_id),
    )
    return takedown.prepare(form, filing, read_blob=store.blob, now=now)


def _known_hit(vault: Vault, hit_id: str) -> StoredHit:
    try:
        return vault.store.hit(hit_id)
    except KeyError as error:
        raise WatchError(
            f"there is no profile with the id {hit_id!r}",
            advice="`hits --decision all` lists the profiles and their ids.",
        ) from error
