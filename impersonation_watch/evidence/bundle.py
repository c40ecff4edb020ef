"""A bundle: one zip with its files and a manifest that anyone can check without this program."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from impersonation_watch.evidence.verify import MANIFEST, repeated, verify_bundle
from impersonation_watch.language import _
from impersonation_watch.model import StoreError
from impersonation_watch.sealing import write_whole

VERIFY = "VERIFY.txt"
SAFE_NAME = re.compile(r"(?:[a-z0-9-]{1,40}/)?[A-Za-z0-9][A-Za-z0-9._-]{0,80}")  # ours only
HOW_TO_VERIFY = """\
How to check that nothing in this folder was changed, removed or added.

Unpack the zip into an empty folder, open a terminal in it and run both commands:

  sha256sum --strict -c MANIFEST.sha256
  diff <(cut -c67- MANIFEST.sha256 | LC_ALL=C sort) \\
       <(find . -type f ! -name MANIFEST.sha256 | cut -c3- | LC_ALL=C sort)

The first says OK for every file. The second prints nothing: no file is there that the list does
not name. (On macOS the first is: shasum -a 256 --strict -c MANIFEST.sha256)

With the program itself:  impersonation-watch verify PACKET.zip

Whoever changes a file can also write a new list. So note the SHA-256 of the whole zip when you
hand it over, or send it separately.
"""


def write_bundle(path: Path, contents: Mapping[str, bytes], at: datetime) -> str:
    """Write the files with VERIFY.txt and a manifest of all as one zip; SHA-256 of the zip in hex.

    The zip is whole or absent, the same bytes for the same input, and read again before this
    returns. Names are "file" or "folder/file" in plain ASCII and differ in more than case, else
    ValueError. Raises StoreError.
    """
    everything = {**contents, VERIFY: HOW_TO_VERIFY.encode()}
    for name in everything:
        if not SAFE_NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name for a file of a bundle")
    same = repeated((*everything, MANIFEST))
    if same:
        raise ValueError(f"{same} are one name on some disks")
    everything[MANIFEST] = manifest(everything).encode()
    packed = _zip(everything, at)
    write_whole(path, packed)
    problems = verify_bundle(path)
    if problems:
        raise StoreError(
            _("{file} does not read back as it was written: {problem}").format(
                file=path.name, problem=problems[0]
            ),
            advice=_("Check the disk, then write the packet again."),
        )
    return hashlib.sha256(packed).hexdigest()


def manifest(contents: Mapping[str, bytes]) -> str:
    """One line per file in the format of sha256sum, in order of the names."""
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(contents.items())
    )


def _zip(contents: Mapping[str, bytes], at: datetime) -> bytes:
    stamp = at.astimezone(UTC).timetuple()[:6]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as packed:
        for name, content in sorted(contents.items()):
            member = zipfile.ZipInfo(name, stamp)
            member.external_attr = 0o100600 << 16  # an ordinary file, for its owner only
            packed.writestr(member, content)
    return buffer.getvalue()
