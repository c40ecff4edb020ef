"""Files of a case: sealed as they came, with a copy made anew of each picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from impersonation_watch.evidence import display_snapshot
from impersonation_watch.intake import papers
from impersonation_watch.intake.ready import (
    Brought,
    Ready,
    Say,
    keep,
    no_picture,
    prepare,
    prepare_one,
    put,
    supplied,
)
from impersonation_watch.language import _
from impersonation_watch.model import How, Snapshot, WatchError
from impersonation_watch.pictures import CROP_PX, Darkroom
from impersonation_watch.vault import Store, Vault

Box = tuple[float, float, float, float]


def add_file(
    vault: Vault,
    case_id: str,
    kind: str,
    name: str,
    content: bytes,
    *,
    supplied_by: str,
    now: datetime,
) -> Snapshot:
    """Keep one file of a case, byte for byte; the same file again is kept once.

    A picture gets a copy for the pages, and one shown on the profile (kind "photo") joins the
    search. Raises WatchError with the reason alone: no file of a kind we keep, too many, no
    picture where the safety answers say so. KeyError when there is no such case.
    """
    vault.store.case(case_id)
    ready = prepare_one(
        Brought(kind=kind, name=name, content=content),
        no_pictures=vault.store.refuses_pictures(case_id),
        supplied_by=supplied_by,
        now=now,
    )
    return _keep_all(vault, case_id, ready, now)[0]


def add_files(
    vault: Vault,
    case_id: str,
    files: Sequence[Brought],
    *,
    supplied_by: str,
    now: datetime,
    on_progress: Say = lambda name: None,
) -> tuple[Snapshot, ...]:
    """Keep several, all of them or none; as `add_file`, but the reasons name the files.

    `on_progress` is told each name before it is opened.
    """
    vault.store.case(case_id)
    ready = prepare(
        files,
        no_pictures=vault.store.refuses_pictures(case_id),
        supplied_by=supplied_by,
        now=now,
        on_progress=on_progress,
    )
    return _keep_all(vault, case_id, ready, now)


def add_text(
    vault: Vault, case_id: str, kind: str, text: str, *, supplied_by: str, now: datetime
) -> Snapshot:
    """Keep a text that was typed or pasted: messages, what the police wrote. As `add_file`."""
    content = _written(text)
    snapshot = supplied(kind, "", content, papers.TEXT, supplied_by, now)
    return _keep_all(vault, case_id, [Ready(kept=((snapshot, content),))], now)[0]


def add_crop(vault: Vault, case_id: str, sha256: str, box: Box, *, now: datetime) -> Snapshot:
    """Cut a part out of a picture of the case, as a file of its own that names the original.

    `box`: left, top, right, bottom, each 0..1 of the picture. Raises WatchError, KeyError where
    the case has no such picture.
    """
    original = _original(vault.store, case_id, sha256)
    if vault.store.refuses_pictures(case_id):
        raise no_picture()
    if not original.media.startswith("image/"):
        raise KeyError(sha256)
    left, top, right, bottom = box
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise WatchError(_("that part does not lie in the picture"), advice=_("Choose it again."))
    with Darkroom() as darkroom:
        content = vault.store.blob(original.sha256)
        part = darkroom.develop(content, longest=CROP_PX, box=box).display
    copy, _part = display_snapshot(original.sha256, part, now)
    return _keep_derived(vault, case_id, replace(copy, kind="crop"), part, now)


def add_translation(
    vault: Vault, case_id: str, sha256: str, text: str, *, now: datetime
) -> Snapshot:
    """Keep what a file says in another language, as a file of its own that names the original.

    Raises WatchError where there is no text, KeyError where the case has no such file.
    """
    original = _original(vault.store, case_id, sha256)
    content = _written(text)
    snapshot = replace(
        supplied("translation", "", content, papers.TEXT, "", now),
        how=How.DERIVED,
        made_from=original.sha256,
    )
    return _keep_derived(vault, case_id, snapshot, content, now)


def take_out(vault: Vault, case_id: str, sha256: str, *, now: datetime) -> None:
    """Erase one file of one case, with all that was made from it. KeyError if it has none such."""
    vault.store.erase_file(sha256, now, case_id=case_id)
    vault.write_capsule(now)


def _keep_all(
    vault: Vault, case_id: str, ready: Sequence[Ready], now: datetime
) -> tuple[Snapshot, ...]:
    with vault.store.bringing():
        put(vault.store, ready)
        with vault.store.change():
            vault.store.case(case_id)  # it may have been erased meanwhile
            kept = keep(vault.store, case_id, ready, now)
    if any(each.photo for each in ready):
        vault.write_capsule(now)
    return kept


def _keep_derived(
    vault: Vault, case_id: str, snapshot: Snapshot, content: bytes, now: datetime
) -> Snapshot:
    with vault.store.bringing():
        put(vault.store, [Ready(kept=((snapshot, content),))])
        with vault.store.change():
            _original(vault.store, case_id, snapshot.made_from or "")  # it may be gone meanwhile
            vault.store.keep_snapshots(case_id, [snapshot], {snapshot.sha256: content}, now)
    return snapshot


def _original(store: Store, case_id: str, sha256: str) -> Snapshot:
    """The file of the case with this sum, or the one it was made from. KeyError."""
    files = {each.sha256: each for each in store.snapshots(case_id)}
    snapshot = files[sha256]
    return files.get(snapshot.made_from or sha256, snapshot)


def _written(text: str) -> bytes:
    if not text.strip():
        raise WatchError(_("there is no text yet"), advice=_("Write or paste it, then save."))
    content = text.encode("utf-8", "backslashreplace")
    if len(content) > papers.LARGEST_FILE:
        raise WatchError(_("the text is too long"), advice=_("Add it as several parts."))
    return content
