"""From what was received to snapshots, and the hash that chains a log."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import datetime

from impersonation_watch.model import Exchange, How, Snapshot

PICTURE_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
REDIRECTS = range(300, 400)
JUDGED_BYTES = 4096  # enough for a doctype behind comments; the rest cannot change the judgement
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|meta|title|div)\b", re.IGNORECASE)
XML = re.compile(rb"^\s*<(?:\?xml|svg|!--|[a-z])", re.IGNORECASE)
MEDIA_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}")  # RFC 6838 names, shortened


def chain_hash(previous: str, line: str) -> str:
    """SHA-256 in hex of the hash before, a newline and the line; "" is before the first line."""
    return hashlib.sha256(f"{previous}\n{line}".encode("utf-8", "surrogatepass")).hexdigest()


def snapshots_of(exchanges: Sequence[Exchange], *, last_kind: str) -> list[tuple[Snapshot, bytes]]:
    """One snapshot and its bytes per exchange, in order; redirects are hops, all else `last_kind`.

    Raises ValueError when an exchange's hash is not the hash of its bytes.
    """
    return [
        (_snapshot(each, "hop" if each.status in REDIRECTS else last_kind), each.body)
        for each in exchanges
    ]


def display_snapshot(original_sha256: str, webp: bytes, at: datetime) -> tuple[Snapshot, bytes]:
    """A copy re-encoded by us for showing; never the original, and it says of which one."""
    snapshot = Snapshot(
        sha256=hashlib.sha256(webp).hexdigest(),
        size=len(webp),
        kind="display",
        how=How.DERIVED,
        at=at,
        made_from=original_sha256,
        media="image/webp",
    )
    return snapshot, webp


def judge_media(body: bytes, claimed: str) -> str:
    """The media type by the bytes; what the server claimed counts only where bytes do not tell."""
    for start, media in PICTURE_STARTS:
        if body.startswith(start):
            return media
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    beginning = body[:JUDGED_BYTES]
    if HTML.search(beginning):
        return "text/html"
    if _is_json(body):
        return "application/json"
    if XML.search(beginning):
        return "image/svg+xml" if b"<svg" in beginning.lower() else "application/xml"
    return _plain_claim(claimed)


def _snapshot(exchange: Exchange, kind: str) -> Snapshot:
    if hashlib.sha256(exchange.body).hexdigest() != exchange.body_sha256:
        raise ValueError(f"the bytes received from {exchange.url} do not have the hash noted")
    return Snapshot(
        sha256=exchange.body_sha256,
        size=len(exchange.body),
        kind=kind,
        how=How.CAPTURED,
        at=exchange.at,
        url=exchange.url,
        method=exchange.method,
        status=exchange.status,
        headers=exchange.headers,
        request_headers=exchange.request_headers,
        address=exchange.address,
        truncated=exchange.truncated,
        media=judge_media(exchange.body, _content_type(exchange.headers)),
    )


def _content_type(headers: Sequence[tuple[str, str]]) -> str:
    for name, value in headers:
        if name.lower() == "content-type":
            return value.partition(";")[0].strip().lower()
    return ""


def _is_json(body: bytes) -> bool:
    if body[:JUDGED_BYTES].lstrip()[:1] not in (b"{", b"["):
        return False
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True


def _plain_claim(claimed: str) -> str:
    """The claim, unless the bytes should have proved it: a picture or page that is none."""
    if claimed.startswith("image/") or not MEDIA_TYPE.fullmatch(claimed):
        return "application/octet-stream"
    return claimed
