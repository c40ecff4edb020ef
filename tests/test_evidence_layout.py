"""What one program shows of a packet, every other shows too: nothing hides between its files."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from test_evidence_bundle import AT, CONTENTS, read, write

from impersonation_watch.evidence import verify_bundle, write_bundle
from impersonation_watch.evidence.layout import ELSEWHERE

DIRECTORY, END = b"PK\x01\x02", b"PK\x05\x06"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    write_bundle(tmp_path / "packet.zip", CONTENTS, AT)
    return tmp_path / "packet.zip"


def alone(name: str, content: bytes, *, streamed: bool = False) -> bytes:
    """One file as it lies in a zip, without a directory."""
    out = Stream() if streamed else io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(name, content)
    return out.getvalue().partition(DIRECTORY)[0]


class Stream(io.BytesIO):
    """Makes zipfile write sizes behind the bytes."""

    def seekable(self) -> bool:
        return False

    def seek(self, *where: int) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def moved(whole: bytes, at: int, added: bytes) -> bytes:
    """With bytes put in front of the directory, or before, and the end telling the new place."""
    end = whole.rindex(END)
    place = struct.unpack_from("<L", whole, end + 16)[0] + len(added)
    last = whole[end : end + 16] + struct.pack("<L", place) + whole[end + 20 :]
    return whole[:at] + added + whole[at:end] + last


@pytest.mark.parametrize("streamed", [False, True])
def test_a_second_report_hidden_behind_the_last_file_is_found(bundle: Path, streamed: bool) -> None:
    whole = bundle.read_bytes()
    second = alone("README.txt", b"another story", streamed=streamed)
    bundle.write_bytes(moved(whole, whole.index(DIRECTORY), second))
    with zipfile.ZipFile(bundle) as packed:
        assert packed.testzip() is None
    assert verify_bundle(bundle) == (ELSEWHERE,)


def test_bytes_between_two_files_are_found(bundle: Path) -> None:
    whole = bytearray(bundle.read_bytes())
    second = whole.index(b"PK\x03\x04", 10)
    changed = bytearray(moved(bytes(whole), second, b"hidden"))
    place = changed.index(DIRECTORY)
    while place >= 0:
        (offset,) = struct.unpack_from("<L", changed, place + 42)
        struct.pack_into("<L", changed, place + 42, offset + 6 if offset >= second else offset)
        place = changed.find(DIRECTORY, place + 4)
    bundle.write_bytes(changed)
    assert verify_bundle(bundle) == (ELSEWHERE,)


def test_two_files_on_the_same_bytes_are_found(bundle: Path) -> None:
    whole = bytearray(bundle.read_bytes())
    first = whole.index(DIRECTORY)
    second = whole.index(DIRECTORY, first + 4)
    whole[second + 42 : second + 46] = whole[first + 42 : first + 46]
    bundle.write_bytes(whole)
    assert ELSEWHERE in verify_bundle(bundle)


def test_a_comment_at_the_end_is_found(bundle: Path) -> None:
    with zipfile.ZipFile(bundle, "a") as packed:
        packed.comment = b"x"
    assert verify_bundle(bundle) == (ELSEWHERE,)


def test_an_end_that_counts_fewer_files_is_found(bundle: Path) -> None:
    whole = bytearray(bundle.read_bytes())
    whole[whole.rindex(END) + 10] -= 1
    bundle.write_bytes(whole)
    assert verify_bundle(bundle) == (ELSEWHERE,)


def test_sizes_that_follow_the_bytes_are_refused(bundle: Path) -> None:
    members = read(bundle)
    out = Stream()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    bundle.write_bytes(out.getvalue())
    assert verify_bundle(bundle) == (ELSEWHERE,)


def test_a_second_name_that_only_some_readers_see_is_found(bundle: Path) -> None:
    members = [(zipfile.ZipInfo(name), content) for name, content in read(bundle).items()]
    members[0][0].extra = struct.pack("<HHBL", 0x7075, 15, 1, 0) + b"report.txt"
    assert verify_bundle(write(bundle, members)) == (ELSEWHERE,)


@pytest.mark.parametrize("name", ["readme.TXT", "EVIDENCE/01-page.html.txt"])
def test_two_names_that_are_one_on_some_disks_are_refused(bundle: Path, name: str) -> None:
    members = [*read(bundle).items(), (name, b"another story")]
    assert f"{name} is there more than once" in verify_bundle(write(bundle, members))


@pytest.mark.parametrize("name", ["readme.TXT", "verify.txt", "manifest.SHA256"])
def test_two_names_that_are_one_on_some_disks_are_never_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="one name on some disks"):
        write_bundle(tmp_path / "x.zip", {**CONTENTS, name: b""}, AT)
