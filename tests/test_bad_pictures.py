"""A picture that cannot be opened costs no hit: found by name, and kept as it came."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from keeping import NOW, PASSPHRASE, naomi
from loopback import Loopback, Reply
from PIL import Image

from impersonation_watch.errands import RunSummary, run_watch
from impersonation_watch.model import Outcome, Settings
from impersonation_watch.vault import StoredHit, Vault

SERVER, FILES = "social.example", "files.social.example"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><title>Sign in</title><h1>Please sign in to see this picture</h1>"

pytestmark = pytest.mark.server


def bomb() -> bytes:
    """A PNG of a few dozen kilobytes that would be opened into 900 million points."""

    def part(kind: bytes, content: bytes) -> bytes:
        checked = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + checked

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(30_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def cut_off() -> bytes:
    """The first half of a JPEG."""
    whole = io.BytesIO()
    Image.effect_noise((400, 400), 90).save(whole, "JPEG")
    return whole.getvalue()[: whole.tell() // 2]


PICTURES = {
    "bomb": (bomb(), "image/png"),
    "cut-off": (cut_off(), "image/jpeg"),
    "drawing": (SVG, "image/svg+xml"),
    "page": (HTML, "text/html"),
    "nothing": (b"", "image/png"),
}


def account(handle: str) -> dict[str, object]:
    """As /api/v2/search gives it."""
    return {
        "id": handle,
        "username": handle,
        "acct": handle,
        "display_name": "Naomi Whitaker",
        "created_at": "2026-10-30T00:00:00.000Z",
        "note": "<p>art</p>",
        "url": f"https://{SERVER}/@{handle}",
        "uri": f"https://{SERVER}/users/{handle}",
        "avatar": f"https://{FILES}/{handle}.png",
        "avatar_static": f"https://{FILES}/{handle}.png",
        "fields": [],
    }


def answer(host: str, path: str) -> Reply:
    """One small server on which everybody is called Naomi Whitaker."""
    if path == "/robots.txt":
        return Reply(body=b"User-agent: *\nAllow: /\n")
    if host == FILES:
        content, media = PICTURES[Path(urlsplit(path).path).stem]
        return Reply(body=content, headers={"Content-Type": media})
    accounts = {"accounts": [account(handle) for handle in PICTURES]}
    return Reply(body=json.dumps(accounts).encode(), headers={"Content-Type": "application/json"})


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Vault, RunSummary]]:
    """A whole run over that server, taken in."""
    folder = tmp_path_factory.mktemp("looked") / "notes"
    with Loopback(answer, (SERVER, FILES)) as server:
        vault, _ = Vault.create(folder, PASSPHRASE, now=NOW, practice=True)
        with vault:
            vault.store.save_person(naomi())
            vault.store.save_settings(
                Settings(sources=("mastodon",), mastodon_hosts=(SERVER,), practice=server.practice)
            )
            yield vault, run_watch(vault, now=NOW, on_progress=lambda line: None)


def hit_of(vault: Vault, handle: str) -> StoredHit:
    (found,) = (
        each for each in vault.store.hits() if each.hit.candidate.handle == f"{handle}@{SERVER}"
    )
    return found


def test_the_run_closes_and_nothing_is_called_a_failure(looked: tuple[Vault, RunSummary]) -> None:
    _, summary = looked
    assert (summary.failure, summary.everywhere) == ("", True)
    assert summary.run is not None
    assert [report.outcome for report in summary.run.reports] == [Outcome.OK]


@pytest.mark.parametrize("handle", PICTURES)
def test_a_picture_that_cannot_be_opened_costs_the_hit_nothing_but_the_picture(
    looked: tuple[Vault, RunSummary], handle: str
) -> None:
    reasons = {signal.reason for signal in hit_of(looked[0], handle).hit.signals}
    assert "name_exact" in reasons
    assert not any(reason.startswith("photo") for reason in reasons)


@pytest.mark.parametrize("handle", PICTURES)
def test_a_picture_that_cannot_be_opened_is_kept_as_it_came_and_never_shown(
    looked: tuple[Vault, RunSummary], handle: str
) -> None:
    vault, _ = looked
    kept = vault.store.snapshots(hit_of(vault, handle).id)
    (picture,) = (each for each in kept if each.kind == "avatar")
    content, _ = PICTURES[handle]
    assert picture.sha256 == hashlib.sha256(content).hexdigest()
    assert vault.store.blob(picture.sha256) == content
    assert not [each for each in kept if each.kind == "display"]
    assert vault.verify() == ()
