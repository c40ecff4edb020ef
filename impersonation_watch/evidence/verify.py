"""Check a bundle: name every file that changed, is missing or was added. Nothing is unpacked."""

from __future__ import annotations

import hashlib
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from impersonation_watch.evidence.layout import hidden

MANIFEST = "MANIFEST.sha256"
LINE = re.compile(r"([0-9a-f]{64})  (.+)")
MOST_RATIO = 200  # a deflated text rarely shrinks a hundredfold; a bomb does a thousandfold
LONGEST_NAME = 200
PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """How much a zip of ours holds at most: files, bytes of one file, bytes of all."""

    files: int
    each: int
    total: int


# of one file 100 MB: answers are cut at 15 MB when they are received
PACKET = Caps(files=2000, each=100_000_000, total=500_000_000)
READ_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    OSError,
)


def verify_bundle(path: Path, caps: Caps = PACKET) -> tuple[str, ...]:
    """What is wrong with the bundle, one sentence each naming the file; empty when it is whole.

    Every file is held against the manifest and the manifest against the files, by exact name.
    Duplicates, links, odd names and files too big to be ours are refused unread.
    """
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as packed:
            return (*_problems(packed, caps), *hidden(file, packed))
    except OSError as error:
        return (f"{path.name} cannot be read: {error.strerror or error}",)
    except (*READ_FAULTS, ValueError) as error:
        return (f"{path.name} is no whole zip file: {error}",)


def repeated(names: Iterable[str]) -> tuple[str, ...]:
    """The names that would lie over another on some disk: equal but for case or composition."""
    kept = list(names)
    counts = Counter(_folded(each) for each in kept)
    return tuple(dict.fromkeys(each for each in kept if counts[_folded(each)] > 1))


def _problems(packed: zipfile.ZipFile, caps: Caps) -> Iterator[str]:
    members = packed.infolist()
    refused = list(_refused(members, caps))
    if refused:
        yield from refused
        return
    by_name = {each.filename: each for each in members}
    if MANIFEST not in by_name:
        yield f"{MANIFEST} is missing, so nothing can be checked"
        return
    listed, faults = _listed(packed, by_name[MANIFEST])
    yield from faults
    yield from _compare(packed, by_name, listed)


def _refused(members: list[zipfile.ZipInfo], caps: Caps) -> Iterator[str]:
    if len(members) > caps.files or sum(each.file_size for each in members) > caps.total:
        yield "the zip file holds far more than a packet of ours"
        return
    for name in repeated(each.filename for each in members):
        yield f"{_name(name)} is there more than once"
    for each in members:
        reason = _refusal(each, caps)
        if reason:
            yield f"{_name(each.filename)} {reason}"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _refusal(member: zipfile.ZipInfo, caps: Caps) -> str:
    kind = stat.S_IFMT(member.external_attr >> 16)
    parts = member.orig_filename.split("/")
    if kind not in (0, stat.S_IFREG):
        return "is a link or another special file"
    if member.orig_filename != member.filename or not member.filename.isprintable():
        return "has a name that hides something"
    if "\\" in member.filename or len(member.filename) > LONGEST_NAME:
        return "has a name that is not one of ours"
    if any(part in ("", ".", "..") for part in parts) or ":" in member.filename:
        return "has a name that leads out of the folder or is no file"
    if member.file_size > caps.each:
        return "is too big"
    if member.file_size > MOST_RATIO * max(member.compress_size, 1):
        return "is packed far too tightly"
    return ""


def _listed(
    packed: zipfile.ZipFile, member: zipfile.ZipInfo
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Name to hash, and what is wrong with the manifest itself."""
    try:
        text = b"".join(_pieces(packed, member)).decode("utf-8")
    except (*READ_FAULTS, UnicodeDecodeError):
        return {}, (f"{MANIFEST} was changed: it cannot be read",)
    listed: dict[str, str] = {}
    faults = []
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        parsed = LINE.fullmatch(line)
        if parsed is None or parsed[2] in listed:
            faults.append(f"{MANIFEST} was changed: line {number} is not as we write it")
        else:
            listed[parsed[2]] = parsed[1]
    return listed, tuple(faults)


def _compare(
    packed: zipfile.ZipFile, by_name: dict[str, zipfile.ZipInfo], listed: dict[str, str]
) -> Iterator[str]:
    for name in sorted(set(by_name) - set(listed) - {MANIFEST}):
        yield f"{_name(name)} was added: the manifest does not list it"
    for name in sorted(set(listed) - set(by_name)):
        yield f"{_name(name)} is missing"
    for name in sorted(set(listed) & set(by_name)):
        if _hash(packed, by_name[name]) != listed[name]:
            yield f"{_name(name)} was changed"


def _hash(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    """SHA-256 of a member in hex; "" where its bytes do not even read."""
    digest = hashlib.sha256()
    try:
        for piece in _pieces(packed, member):
            digest.update(piece)
    except READ_FAULTS:
        return ""
    return digest.hexdigest()


def _pieces(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes in pieces; stops with BadZipFile where more come than the zip announced."""
    seen = 0
    with packed.open(member) as file:
        while piece := file.read(PIECE):
            seen += len(piece)
            if seen > member.file_size:
                raise zipfile.BadZipFile("more bytes than announced")
            yield piece


def _name(name: str) -> str:
    """A name from a foreign zip as it may be printed."""
    return name if name.isprintable() and len(name) <= LONGEST_NAME else ascii(name[:LONGEST_NAME])
