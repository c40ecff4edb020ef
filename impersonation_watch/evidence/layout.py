"""How the bytes of a zip file lie: nothing between, before or behind what its directory names."""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

# APPNOTE 4.3.7: signature, version, flags, method, time, date, CRC, sizes, lengths of name and more
LOCAL = struct.Struct("<4s5H3L2H")
LOCAL_MARK = b"PK\x03\x04"
# APPNOTE 4.3.16: signature, disks, counts, size and place of the directory, length of the comment
END = struct.Struct("<4s4H2LH")
END_MARK = b"PK\x05\x06"
STREAMED = 0x08  # flag: sizes follow the bytes, so that readers disagree where a file ends
UNICODE_PATH = 0x7075  # an extra field that gives a file another name in some readers
ELSEWHERE = "something was added before, between or after the files of the zip"


def hidden(file: BinaryIO, packed: zipfile.ZipFile) -> Iterator[str]:
    """A sentence when there is more in the file than its directory names, or under another name.

    Programs that read a zip file from its start would show what others, which read the directory
    at its end, do not. Raises struct.error where the file is cut.
    """
    members = sorted(packed.infolist(), key=lambda each: each.header_offset)
    place = 0
    for member in members:
        after = _end_of(file, member) if member.header_offset == place else None
        if after is None:
            yield ELSEWHERE
            return
        place = after
    if place != packed.start_dir or not _ends_there(file, packed):
        yield ELSEWHERE


def _end_of(file: BinaryIO, member: zipfile.ZipInfo) -> int | None:
    """Where the bytes of the member end; None when its own header says something else."""
    file.seek(member.header_offset)
    mark, _, flags, *_, packed, _, name_size, extra_size = LOCAL.unpack(file.read(LOCAL.size))
    name, extra = file.read(name_size), file.read(extra_size)
    if mark != LOCAL_MARK or flags & STREAMED or packed != member.compress_size:
        return None
    encoded = member.orig_filename.encode("utf-8" if member.flag_bits & 0x800 else "cp437")
    renamed = UNICODE_PATH in (*_kinds(extra), *_kinds(member.extra))
    return None if name != encoded or renamed else file.tell() + member.compress_size


def _ends_there(file: BinaryIO, packed: zipfile.ZipFile) -> bool:
    """Whether the record at the very end speaks of this directory and all that is in it."""
    file.seek(-END.size, os.SEEK_END)
    end = file.tell()
    mark, *_, here, total, size, place, comment = END.unpack(file.read(END.size))
    count = len(packed.infolist())
    return (mark, here, total, place, place + size, comment) == (
        END_MARK,
        count,
        count,
        packed.start_dir,
        end,
        0,
    )


def _kinds(extra: bytes) -> Iterator[int]:
    """The kinds of extra fields. APPNOTE 4.5.1."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        yield kind
        extra = extra[4 + size :]
