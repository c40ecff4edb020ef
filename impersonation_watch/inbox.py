"""The door to the vault: each finding sealed to it, counted and signed, one file each.

A letter is MAC (32 bytes) + counter (8) + age ciphertext; the MAC covers the rest. Inside are the
length of the head (4), the head (JSON) and the bytes of the snapshots one after another.
"""

from __future__ import annotations

import hashlib
import math
import secrets
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyrage

from impersonation_watch import plain, sealing
from impersonation_watch.language import _
from impersonation_watch.model import Finding, FindingKind, StoreError

FOLDER = "inbox"
MAC_BYTES = 32
COUNTER = struct.Struct(">Q")
LENGTH = struct.Struct(">I")
START = MAC_BYTES + COUNTER.size
LAST_COUNTER = 2**62  # fits a signed column; a run a second would take 10**11 years
MAX_BYTES = 256 * 2**20  # one finding with every hop, page and picture stays far below
MAX_HEAD = 16 * 2**20  # of JSON, without the bytes of snapshots


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a letter holds beside the bytes."""

    finding: Finding
    sizes: tuple[tuple[str, int], ...]  # sha256 and length of each blob, in the order they follow


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One finding as it came in. `seal` is the same only for copies of the same file."""

    counter: int
    path: Path
    seal: str
    finding: Finding
    blobs: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoiled:
    """A file in the inbox that is no whole letter of ours; `counter` only when it is authentic."""

    path: Path
    why: str
    counter: int | None = None
    seal: str = ""


class Sender:
    """Writes findings, one after another; `counter` is that of the last one written."""

    def __init__(self, folder: Path, key: bytes, recipient: str, counter: int) -> None:
        """`counter`: the highest one known; those lying in the inbox are added to it here."""
        self.folder = folder / FOLDER
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.mac_key = sealing.derive(key, "inbox")
        self.counter = max(counter, highest(folder, key))
        try:
            self.recipient = pyrage.x25519.Recipient.from_str(recipient)
        except pyrage.RecipientError as error:
            raise StoreError(
                _("the capsule names no key to seal findings to"),
                advice=_("Open the vault once; that writes a fresh capsule."),
            ) from error

    def put(self, finding: Finding, blobs: Mapping[str, bytes]) -> int:
        """Seal the finding and the bytes of its snapshots; on return it is on the disk.

        Returns the counter used, which no other letter has. Raises StoreError (disk full: nothing
        is left behind), ValueError when a snapshot comes without its bytes.
        """
        content = _pack(finding, blobs)
        self.counter += 1  # used up even when writing fails: a gap is better than a repetition
        body = COUNTER.pack(self.counter) + pyrage.encrypt(content, [self.recipient])
        name = f"{self.counter:012d}-{secrets.token_hex(4)}"
        sealing.write_whole(self.folder / name, sealing.mac(self.mac_key, body) + body)
        return self.counter


def letters(folder: Path, key: bytes, identity: str) -> Iterator[Letter | Spoiled]:
    """Every file lying in the inbox, in the order of counters, read one by one.

    `identity` is the vault's age secret key. Nothing is moved or deleted here.
    """
    opener = pyrage.x25519.Identity.from_str(identity)
    mac_key = sealing.derive(key, "inbox")
    for path in sorted(_paths(folder), key=_claimed):
        yield _letter(path, mac_key, opener)


def highest(folder: Path, key: bytes) -> int:
    """The highest counter of the authentic letters lying in the inbox; 0 when there is none."""
    mac_key = sealing.derive(key, "inbox")
    for path in sorted(_paths(folder), key=_claimed, reverse=True):
        body = _authentic(path, mac_key)
        if isinstance(body, bytes):
            return _counter(body)
    return 0


def unfinished(folder: Path) -> list[Path]:
    """Files of letters that were being written; left behind when older than any writing takes."""
    return list((folder / FOLDER).glob(".*.part"))


def _paths(folder: Path) -> list[Path]:
    return [
        path
        for path in (folder / FOLDER).glob("*")
        if path.is_file() and not path.name.startswith(".")
    ]


def _claimed(path: Path) -> tuple[int, str]:
    """The counter the file says it has, for the order only; authentic or not is found out later."""
    try:
        with path.open("rb") as file:
            start = file.read(START)
    except OSError:
        return 0, path.name
    return (_counter(start[MAC_BYTES:]) if len(start) == START else 0), path.name


def _counter(body: bytes) -> int:
    return int(COUNTER.unpack_from(body)[0])


def _letter(path: Path, mac_key: bytes, opener: pyrage.x25519.Identity) -> Letter | Spoiled:
    body = _authentic(path, mac_key)
    if isinstance(body, str):
        return Spoiled(path=path, why=body)
    counter, seal = _counter(body), hashlib.sha256(body).hexdigest()
    try:
        head, blobs = _unpack(pyrage.decrypt(body[COUNTER.size :], [opener]))
    except pyrage.DecryptError:
        return Spoiled(path=path, why="sealed to another vault", counter=counter, seal=seal)
    except ValueError as error:
        return Spoiled(path=path, why=f"unreadable: {error}", counter=counter, seal=seal)
    return Letter(counter=counter, path=path, seal=seal, finding=head.finding, blobs=blobs)


def _authentic(path: Path, mac_key: bytes) -> bytes | str:
    """Counter and ciphertext when the watch side wrote them, else why not."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return "too large"
        content = path.read_bytes()
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    body = content[MAC_BYTES:]
    if len(content) <= START or not sealing.same(sealing.mac(mac_key, body), content[:MAC_BYTES]):
        return "cut, changed or not written by this program"
    return body if _counter(body) < LAST_COUNTER else "its counter is impossible"


def _pack(finding: Finding, blobs: Mapping[str, bytes]) -> bytes:
    missing = {snapshot.sha256 for snapshot in finding.snapshots} - set(blobs)
    if missing:
        raise ValueError(f"a snapshot comes without its bytes: {missing.pop()}")
    sizes = tuple((sha256, len(content)) for sha256, content in blobs.items())
    head = plain.dump(Head(finding=finding, sizes=sizes)).encode("utf-8", "surrogatepass")
    content = b"".join([LENGTH.pack(len(head)), head, *blobs.values()])
    if len(head) > MAX_HEAD or len(content) > MAX_BYTES - 2**20:
        raise StoreError(
            _("one finding is larger than a letter may be"),
            advice=_("Report this with the name of the place it came from."),
        )
    return content


def _unpack(content: bytes) -> tuple[Head, dict[str, bytes]]:
    if len(content) < LENGTH.size:
        raise ValueError("empty")
    end = LENGTH.size + LENGTH.unpack_from(content)[0]
    if end - LENGTH.size > MAX_HEAD:
        raise ValueError("the head is too large")
    head = plain.load(Head, content[LENGTH.size : end])
    blobs = _cut(content[end:], head.sizes)
    _check(head.finding, blobs)
    return head, blobs


def _cut(content: bytes, sizes: tuple[tuple[str, int], ...]) -> dict[str, bytes]:
    if any(size < 0 for _, size in sizes) or sum(size for _, size in sizes) != len(content):
        raise ValueError("the bytes have another length than was noted")
    blobs, start = {}, 0
    for sha256, size in sizes:
        blob = content[start : start + size]
        if hashlib.sha256(blob).hexdigest() != sha256:
            raise ValueError("the bytes of a snapshot are not those noted")
        blobs[sha256], start = blob, start + size
    return blobs


def _check(finding: Finding, blobs: Mapping[str, bytes]) -> None:
    """What the vault relies on beyond types; ValueError else."""
    payload = {
        FindingKind.HIT: finding.hit,
        FindingKind.SIGHTING: finding.sighting,
        FindingKind.REPORT: finding.report,
        FindingKind.ANSWER: finding.answer,
        FindingKind.OWN_SEEN: finding.own,
        FindingKind.RUN_ENDED: finding.end,
        FindingKind.RUN_STARTED: finding.run,
    }[finding.kind]
    if payload is None:
        raise ValueError(f"a {finding.kind} without what it is about")
    if finding.made_at.tzinfo is None:
        raise ValueError("a time without a zone")
    if finding.hit is not None and not math.isfinite(finding.hit.bits):
        raise ValueError("a sum that is no number")
    if any(snapshot.sha256 not in blobs for snapshot in finding.snapshots):
        raise ValueError("a snapshot comes without its bytes")
