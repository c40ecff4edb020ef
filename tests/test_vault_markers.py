"""Nothing kept can be read in the folder: not in any file, in no common writing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from brought import open_lena
from keeping import NOW, found, hit, naomi, post, practice_vault, started

from impersonation_watch import capsule, state
from impersonation_watch.intake import Brought
from impersonation_watch.model import (
    Decision,
    Description,
    Errand,
    Fingerprint,
    Note,
    Photo,
    Settings,
    WatchState,
    Witness,
)
from impersonation_watch.vault import Vault

NAME, NICKNAME = "Naomi Quillfeather Whitaker", "Nomimarker"
HANDLE, URL = "naomi-handle-marker", "https://profiles.example/naomi-handle-marker"
PAGE = b"<h1>A page with a marker in it, and another one at its end</h1>"
ORIGINAL, DISPLAY = b"original photo bytes marker", b"display photo bytes marker"
ERRAND_URL, HOST = "https://errand.example/marker-address", "visible-host-marker.example"
CASE_NAME, BIO, STORY = "Lena Marker Brandt", "a bio marker", "what happened, a marker"
WITNESS, NOTE_TEXT = "Mia Witnessmarker", "a private note marker"
CHAT, LABEL, BRINGER = b"chat messages with a marker", "chat-marker.txt", "Brook the bringer"
LOG_TEXT, SEEN_TEXT = "a marker in the activity list", "a marker that was seen"
HASHES = [hashlib.sha256(each).hexdigest() for each in (PAGE, ORIGINAL, DISPLAY, CHAT)]
MARKERS = [
    *(text.encode() for text in (CASE_NAME, BIO, STORY, WITNESS, NOTE_TEXT, LABEL, BRINGER)),
    *(text.encode() for text in (NAME, NICKNAME, HANDLE, URL, ERRAND_URL, HOST, LOG_TEXT)),
    *(text.encode() for text in (SEEN_TEXT, *HASHES)),
    *(bytes.fromhex(each) for each in HASHES),
    *(PAGE, ORIGINAL, DISPLAY, CHAT),
]


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Vault]:
    """A vault with something in each of its files, still open: its write-ahead log is full."""
    vault = practice_vault(tmp_path / "notes")
    fingerprint = Fingerprint(version=1, sha256=HASHES[1], width=4, height=3, detail=1, views=())
    vault.store.save_person(replace(naomi(), names=(NAME,), nicknames=(NICKNAME,)))
    photo = Photo(id="f1", label=NICKNAME, fingerprint=fingerprint)
    vault.store.save_photo_original("p1", photo, ORIGINAL, DISPLAY)
    vault.store.save_settings(Settings(visible_hosts=(HOST,)))
    post(vault, [found(hit(HANDLE), PAGE), started()], [PAGE])
    (hit_id,) = vault.take_in(NOW).new_hits
    vault.store.decide(hit_id, Decision.MINE, NOW)
    _bring(vault)
    vault.store.log("note", LOG_TEXT, NOW)
    _leave_waiting(vault)
    yield vault
    vault.close()


def _bring(vault: Vault) -> None:
    """A case with a file, and a private note beside it."""
    case = open_lena(
        vault,
        description=Description(app="tinder", name=CASE_NAME, bio=BIO),
        happened=STORY,
        witnesses=(Witness(who=WITNESS),),
        files=[Brought(kind="messages", name=LABEL, content=CHAT)],
        supplied_by=BRINGER,
    )
    vault.store.save_note(Note(id="n1", case_id=case.id, text=NOTE_TEXT, at=NOW), NOW)


def _leave_waiting(vault: Vault) -> None:
    key = vault.capsule_key
    vault.write_capsule(NOW)
    post(vault, [found(hit(HANDLE), PAGE)], [PAGE])
    capsule.write_errand(
        vault.folder, key, Errand(id="e1", urls=(ERRAND_URL,), person_id="p1", made_at=NOW)
    )
    seen = {state.digest(key, SEEN_TEXT): "2026-11-22"}
    state.write(vault.folder, key, WatchState(seen=seen, missing={hit(HANDLE).key: "2026-11-22"}))


def writings(marker: bytes) -> Iterator[bytes]:
    """The marker as it could stand in a file, upper or lower case being the same."""
    yield marker
    yield marker.decode("latin-1").encode("utf-16-le")
    yield marker.decode("latin-1").encode("utf-16-be")
    yield marker.hex().encode()
    for shift in range(3):
        yield base64.b64encode(bytes(shift) + marker)[4:-4]


def places(folder: Path) -> list[str]:
    """Where any marker can be read, names of files included."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    sought = [writing.lower() for marker in MARKERS for writing in writings(marker)]
    contents = {path.name: path.name.encode() + path.read_bytes().lower() for path in files}
    return [name for name, content in contents.items() for each in sought if each in content]


def test_no_marker_can_be_read_in_an_open_vault(filled: Vault) -> None:
    assert (filled.folder / "db-wal").stat().st_size > 10_000
    assert places(filled.folder) == []


def test_no_marker_can_be_read_in_a_closed_vault(filled: Vault) -> None:
    filled.close()
    assert places(filled.folder) == []


def test_a_marker_left_in_the_open_would_be_found(filled: Vault) -> None:
    (filled.folder / "slip").write_bytes(b"x" + base64.b64encode(b"y" + PAGE))
    assert set(places(filled.folder)) == {"slip"}
