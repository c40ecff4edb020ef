"""Unpacks recorded answers: VCR and betamax cassettes, raw HTTP, Jest snapshots, plain files."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from impersonation_watch.model import Exchange, FoundBy, Raw
from spiders import loose_json
from spiders.task import Context

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
NOT_ANSWERS = (".md", ".jsonld")


def exchange_of(
    body: bytes,
    url: str = "https://www.example.com/naomi",
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Exchange:
    """An exchange as the wire would have captured it."""
    return Exchange(
        at=AT,
        method="GET",
        url=url,
        status=status,
        headers=tuple((headers or {}).items()),
        body=body,
        body_sha256=hashlib.sha256(body).hexdigest(),
    )


def context_of(exchange: Exchange, kind: str = "name", query: str = "Naomi Whitaker") -> Context:
    """The context a spider would give a reader."""
    return Context(
        source="recorded",
        seen_at=exchange.at,
        found_by=FoundBy(kind=kind, query=query),
        raw=Raw(url=exchange.url, status=exchange.status, body_sha256=exchange.body_sha256),
    )


def answers_in(folder: Path, pages: dict[str, str] | None = None) -> Iterator[tuple[str, Exchange]]:
    """Every recorded answer of a folder with its file name; `pages` gives files their address."""
    for path in sorted(folder.iterdir()):
        if path.suffix in NOT_ANSWERS or not path.is_file():
            continue
        for exchange in _unpack(path, (pages or {}).get(path.name)):
            yield path.name, exchange


def _unpack(path: Path, url: str | None) -> Iterator[Exchange]:
    content = path.read_bytes()
    if path.suffix in (".yaml", ".yml"):
        yield from _vcr(yaml.safe_load(content))
    elif path.suffix == ".snap":
        yield from _snapshots(content.decode())
    elif path.suffix == ".http":
        yield _raw(content)
    elif path.suffix == ".json" and b'"http_interactions"' in content[:100]:
        yield from _betamax(json.loads(content))
    elif url:
        yield exchange_of(content, url)
    else:
        yield exchange_of(content)


def _vcr(cassette: dict[str, Any]) -> Iterator[Exchange]:
    for each in cassette["interactions"]:
        answer = each["response"]
        headers = {name: values[0] for name, values in answer["headers"].items()}
        body = answer["body"]["string"]
        body = body.encode() if isinstance(body, str) else body
        if body[:2] == b"\x1f\x8b":
            body = gzip.decompress(body)
        status = answer["status"]["code"]
        yield exchange_of(body, each["request"]["uri"], status=status, headers=headers)


def _betamax(cassette: dict[str, Any]) -> Iterator[Exchange]:
    for each in cassette["http_interactions"]:
        answer = each["response"]
        body = answer["body"]
        packed = body.get("base64_string")
        content = base64.b64decode(packed) if packed else body.get("string", "").encode()
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
        status = answer.get("status_code") or answer["status"]["code"]
        headers = {
            name: value if isinstance(value, str) else value[0]
            for name, value in answer["headers"].items()
        }
        yield exchange_of(content, each["request"]["uri"], status=status, headers=headers)


def _raw(content: bytes) -> Exchange:
    head, _, body = content.partition(b"\n\n")
    if b"\r\n\r\n" in content:
        head, _, body = content.partition(b"\r\n\r\n")
    first, *lines = head.decode().splitlines()
    headers = dict(line.split(": ", 1) for line in lines if ": " in line)
    return exchange_of(body, "https://api.github.com/users/x", status=int(first.split()[1]),
                       headers=headers)  # fmt: skip


def _snapshots(text: str) -> Iterator[Exchange]:
    """Jest writes values almost as JSON; each becomes the answer it was taken from."""
    for written in re.findall(r"= `\n(.*?)\n`;", text, flags=re.DOTALL):
        value = loose_json.read(written)
        key = "actors" if isinstance(value, list) and "displayName" in written else "profiles"
        rows = value if isinstance(value, list) else [value]
        body = json.dumps({key: rows, "profiles": rows, "actors": rows}).encode()
        yield exchange_of(body, "https://public.api.bsky.app/xrpc/snapshot")
