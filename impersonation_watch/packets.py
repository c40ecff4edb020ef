"""From a hit or a case in the vault to a packet on the disk; pages and command line share it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from impersonation_watch import language, plain, takedown
from impersonation_watch.filings import TOLD, find_filing, find_matter
from impersonation_watch.language import _
from impersonation_watch.model import StoreError, Takedown
from impersonation_watch.takedown import Document, Draft, Packet, Reporter, Statement
from impersonation_watch.vault import Vault, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which packet is wanted, and what only the user can say for it."""

    about: str  # id of a hit or of a case
    form: str
    reporter: Reporter
    statement: Statement = field(default_factory=Statement)
    notes: tuple[str, ...] = ()  # ids of the private notes that were ticked
    language: str = ""  # of the packet; empty: as `usual_language` says


def write(vault: Vault, order: Order, out: Path, *, now: datetime) -> Path:
    """Write the packet into `out` and record it in the vault.

    Raises CannotFill (with what is missing) before anything is written, WatchError for an unknown
    hit, case or form, StoreError when the disk is full. Nothing is sent anywhere.
    """
    form = takedown.form(order.form)
    if isinstance(form, Document):
        packet, record = _write_document(vault, order, out, now)
    else:
        packet, record = _write_report(vault, order, out, now)
    with vault.store.change():
        vault.store.save_takedown(record)
        written.remember(vault.store, packet.path.absolute())
        vault.store.log("packet written", f"{order.about} {order.form} {packet.sha256}", now)
    return packet.path


def prepare(vault: Vault, order: Order, *, now: datetime) -> Draft:
    """The report as a draft, nothing written. Raises as `write` does, in the language in use."""
    filing = find_filing(vault.store, order.about, order.reporter, order.statement, order.notes)
    form = takedown.form(order.form)
    draft = takedown.prepare(form, filing, read_blob=vault.store.blob, now=now)
    wanted = order.language or usual_language(vault, order.form)
    if wanted == language.spoken():
        return draft
    with speaking(wanted):
        return takedown.prepare(form, filing, read_blob=vault.store.blob, now=now)


def usual_language(vault: Vault, form_id: str) -> str:
    """English for platforms and laws, the language of the pages for papers that people read."""
    if isinstance(takedown.form(form_id), Document):
        return vault.store.settings().language
    return language.ENGLISH


def languages(form_id: str) -> dict[str, str]:
    """The languages a form's packet can be in, with their own names."""
    taken = takedown.form(form_id).channel.languages
    return {
        code: name for code, name in language.LANGUAGES.items() if not taken or code in taken
    }  # fmt: skip


@contextmanager
def speaking(wanted: str) -> Iterator[None]:
    """Another language for a while."""
    spoken = language.spoken()
    language.speak(wanted)
    try:
        yield
    finally:
        language.speak(spoken)


def _write_report(vault: Vault, order: Order, out: Path, now: datetime) -> tuple[Packet, Takedown]:
    draft = prepare(vault, order, now=now)
    photo = takedown.photo_id(draft)
    _make_folder(out)
    with speaking(order.language or usual_language(vault, order.form)):
        packet = takedown.write_packet(
            draft,
            out,
            read_blob=vault.store.blob,
            our_photo=vault.store.photo_display(photo) if photo else None,
            log=_log(vault, order.about),
        )
    return packet, takedown.record(draft, packet, secrets.token_hex(8))


def _write_document(
    vault: Vault, order: Order, out: Path, now: datetime
) -> tuple[Packet, Takedown]:
    matter = find_matter(vault.store, order.about, order.statement, order.notes)
    _make_folder(out)
    with speaking(order.language or usual_language(vault, order.form)):
        packet = takedown.write_chronology(
            matter, out, read_blob=vault.store.blob, now=now, log=_log(vault, order.about)
        )
    record = Takedown(
        id=secrets.token_hex(8),
        hit_key=matter.filing.about,
        form=order.form,
        made_at=now,
        text=packet.text,
        evidence=tuple(dict.fromkeys(each.sha256 for each in matter.filing.annexed)),
        path=str(packet.path),
    )
    return packet, record


def _log(vault: Vault, about: str) -> list[str]:
    """The log about a hit or case, without what is private."""
    lines = vault.store.log_about(about)
    return [plain.dump(each) for each in lines if each.event in TOLD]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            _("the folder {folder} cannot be made: {why}").format(
                folder=folder, why=error.strerror
            ),
            advice=_("Choose another folder. Nothing was written."),
        ) from error
