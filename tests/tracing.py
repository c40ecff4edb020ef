"""Looking for what should be nowhere: markers in every common writing, also inside packed files."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

CORE = 8  # letters of a marker in base64 that the bytes beside it cannot change, at least
GZIP, LZ4 = b"\x1f\x8b\x08", b"mozLz40\x00"
ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
MOST_PACKED = 400  # places in one file that may begin something packed


def writings(marker: bytes) -> Iterator[bytes]:
    """UTF-8, UTF-16 both ways, hex, base64 at each offset, percent signs; case stands aside."""
    yield marker
    text = marker.decode("latin-1") if not _is_utf8(marker) else marker.decode()
    yield text.encode("utf-16-le")
    yield text.encode("utf-16-be")
    yield marker.hex().encode()
    yield quote(marker).encode()
    yield "".join(f"%{each:02x}" for each in marker).encode()
    for shift in range(3):
        yield base64.b64encode(bytes(shift) + marker)[4:-4]


def needles(markers: Iterable[bytes]) -> set[bytes]:
    """Every writing of every marker, lower case; too short ones would be found by chance."""
    return {
        each.lower()
        for marker in markers
        for cased in {marker, marker.lower(), marker.upper(), marker.title()}
        for each in writings(cased)
        if len(each) >= CORE
    }


def places(folders: Iterable[Path], sought: set[bytes], *, but: Path | None = None) -> list[str]:
    """Files, by name and content, in which any of them can be read."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink() and not (but and path.is_relative_to(but)):
                hit = next((each for each in sought if _holds(path, each)), None)
                if hit is not None:
                    found.append(f"{path.relative_to(folder)}: {hit[:60]!r}")
        _contents.clear()
    return found


_contents: dict[Path, bytes] = {}


def _holds(path: Path, sought: bytes) -> bool:
    if path not in _contents:
        _contents.clear()
        content = path.read_bytes()
        whole = b"\n".join([str(path.name).encode(), content, *_unpacked(content)])
        _contents[path] = whole.lower()
    return sought in _contents[path]


def _unpacked(content: bytes) -> Iterator[bytes]:
    """What is packed inside: gzip and zlib anywhere, Firefox's own LZ4 as a whole file."""
    if content.startswith(LZ4):
        yield _lz4(content[12:])
    starts = [each.start() for each in re.finditer(re.escape(GZIP), content)]
    starts += [each.start() for each in ZLIB.finditer(content)]
    for start in starts[:MOST_PACKED]:
        try:
            yield zlib.decompressobj(wbits=47).decompress(content[start:], 1 << 22)
        except zlib.error:
            continue


def _lz4(block: bytes) -> bytes:
    """One LZ4 block (lz4_Block_format.md): literals, then a copy of what came before."""
    out, at = bytearray(), 0
    while at < len(block):
        token, at = block[at], at + 1
        length, at = _length(token >> 4, block, at)
        out += block[at : at + length]
        at += length
        if at >= len(block):
            break
        back = block[at] | block[at + 1] << 8
        length, at = _length(token & 15, block, at + 2)
        for _ in range(length + 4):
            out.append(out[-back])
    return bytes(out)


def _length(first: int, block: bytes, at: int) -> tuple[int, int]:
    if first == 15:
        while block[at] == 255:
            first, at = first + 255, at + 1
        first, at = first + block[at], at + 1
    return first, at


def _is_utf8(marker: bytes) -> bool:
    try:
        marker.decode()
    except UnicodeDecodeError:
        return False
    return True
