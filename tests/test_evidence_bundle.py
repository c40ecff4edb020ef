"""A bundle tells which of its files changed, is missing or was added."""

from __future__ import annotations

import io
import random
import stat
import subprocess
import warnings
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from impersonation_watch.evidence import verify_bundle, write_bundle
from impersonation_watch.model import StoreError

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CONTENTS = {
    "README.txt": b"Read this first.\n",
    "evidence/01-page.html.txt": b"<html>Naomi Whitaker</html>",
    "evidence/02-avatar.png.bin": bytes(range(256)) * 4,
}
MEMBERS = [*CONTENTS, "VERIFY.txt", "MANIFEST.sha256"]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    write_bundle(tmp_path / "packet.zip", CONTENTS, AT)
    return tmp_path / "packet.zip"


def read(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def write(path: Path, members: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    """Any zip at all, as somebody with bad intent would write it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # duplicates are the point
        for name, content in members:
            packed.writestr(name, content)
    return path


def test_a_bundle_as_it_was_written_is_whole(bundle: Path) -> None:
    assert verify_bundle(bundle) == ()


def test_the_same_files_give_the_same_bundle_byte_for_byte(tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        write_bundle(tmp_path / name, CONTENTS, AT)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_bundle_packed_again_by_another_program_is_still_whole(bundle: Path) -> None:
    assert verify_bundle(write(bundle, read(bundle).items())) == ()


@pytest.mark.parametrize("name", MEMBERS)
@pytest.mark.parametrize("place", [0, 7, -1])
def test_one_changed_byte_names_its_file(bundle: Path, name: str, place: int) -> None:
    members = read(bundle)
    changed = bytearray(members[name])
    changed[place] ^= 1
    problems = verify_bundle(write(bundle, {**members, name: bytes(changed)}.items()))
    assert any(name in each or name == "MANIFEST.sha256" for each in problems)


@pytest.mark.parametrize("name", MEMBERS)
def test_a_byte_flipped_inside_the_zip_names_its_file(bundle: Path, name: str) -> None:
    packed = bytearray(bundle.read_bytes())
    packed[packed.index(read(bundle)[name])] ^= 1
    bundle.write_bytes(packed)
    assert any(name in each for each in verify_bundle(bundle))


@pytest.mark.parametrize("name", MEMBERS)
def test_a_removed_file_is_named(bundle: Path, name: str) -> None:
    members = read(bundle)
    del members[name]
    assert any(name in each for each in verify_bundle(write(bundle, members.items())))


@pytest.mark.parametrize("name", ["extra", "evidence/extra", "a/b/MANIFEST.sha256", ".hidden"])
def test_an_added_file_is_named(bundle: Path, name: str) -> None:
    members = [*read(bundle).items(), (name, b"x")]
    assert verify_bundle(write(bundle, members)) == (
        f"{name} was added: the manifest does not list it",
    )


def test_a_duplicate_is_refused(bundle: Path) -> None:
    members = [*read(bundle).items(), ("README.txt", CONTENTS["README.txt"])]
    assert verify_bundle(write(bundle, members)) == ("README.txt is there more than once",)


@pytest.mark.parametrize(
    "name",
    [
        "../up.txt",
        "/etc/passwd",
        "a//b",
        "folder/",
        "evidence/../README.txt",
        "a\\b",
        "C:x",
        "n\x1b",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(bundle: Path, name: str) -> None:
    assert len(verify_bundle(write(bundle, [*read(bundle).items(), (name, b"")]))) == 1


def test_a_link_is_refused(bundle: Path) -> None:
    link = zipfile.ZipInfo("evidence/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    problems = verify_bundle(write(bundle, [*read(bundle).items(), (link, b"/etc/passwd")]))
    assert problems == ("evidence/link is a link or another special file",)


def test_a_bomb_is_refused_without_unpacking_it(bundle: Path) -> None:
    members = [*read(bundle).items(), ("evidence/bomb.bin", bytes(30_000_000))]
    assert verify_bundle(write(bundle, members)) == ("evidence/bomb.bin is packed far too tightly",)


def test_a_loose_line_in_the_manifest_is_named(bundle: Path) -> None:
    members = read(bundle)
    members["MANIFEST.sha256"] += b"\nnot a line\n"
    assert "line" in verify_bundle(write(bundle, members.items()))[0]


def test_something_hung_before_or_behind_the_zip_is_noticed(bundle: Path) -> None:
    whole = bundle.read_bytes()
    for changed in (b"#!/bin/sh\n" + whole, whole + b"more"):
        bundle.write_bytes(changed)
        assert verify_bundle(bundle)


def test_a_bundle_cut_anywhere_is_never_taken_for_whole(bundle: Path) -> None:
    whole = bundle.read_bytes()
    for size in range(0, len(whole), 13):
        bundle.write_bytes(whole[:size])
        assert verify_bundle(bundle)


def test_whatever_byte_is_changed_the_answer_is_a_sentence(bundle: Path) -> None:
    whole, chance = bundle.read_bytes(), random.Random(7)
    for _ in range(1500):
        changed = bytearray(whole)
        changed[chance.randrange(len(whole))] = chance.randrange(256)
        bundle.write_bytes(changed)
        assert all(isinstance(each, str) for each in verify_bundle(bundle))


@pytest.mark.parametrize("content", [b"", b"PK", b"<html>", bytes(5000)])
def test_a_file_that_is_no_zip_is_said_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    assert "no whole zip file" in verify_bundle(tmp_path / "x.zip")[0]


def test_a_bundle_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert "cannot be read" in verify_bundle(tmp_path / "none.zip")[0]


@pytest.mark.parametrize("name", ["../x", "a/b/c", "", "ü.txt", "x\ny", "/x"])
def test_only_plain_names_go_into_a_bundle(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no name for a file"):
        write_bundle(tmp_path / "x.zip", {name: b""}, AT)


def test_a_folder_that_is_gone_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        write_bundle(tmp_path / "gone" / "x.zip", CONTENTS, AT)
    assert list(tmp_path.iterdir()) == []


def shell_check(folder: Path) -> tuple[int, str]:
    """The commands of VERIFY.txt, as a stranger would run them."""
    text = (folder / "VERIFY.txt").read_text()
    lines = [line for line in text.splitlines() if line.startswith("  ")]
    script = "\n".join(["set -e", *lines[:3]])
    ran = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True)
    return ran.returncode, ran.stdout


@pytest.fixture
def unpacked(bundle: Path, tmp_path: Path) -> Path:
    zipfile.ZipFile(io.BytesIO(bundle.read_bytes())).extractall(tmp_path / "out")
    return tmp_path / "out"


def test_the_commands_in_verify_txt_pass_on_an_untouched_packet(unpacked: Path) -> None:
    assert shell_check(unpacked)[0] == 0


@pytest.mark.parametrize("change", ["edit", "remove", "add"])
def test_the_commands_in_verify_txt_find_every_kind_of_change(unpacked: Path, change: str) -> None:
    file = unpacked / "evidence" / "01-page.html.txt"
    if change == "edit":
        file.write_bytes(b"changed")
    elif change == "remove":
        file.unlink()
    else:
        (unpacked / "evidence" / "added").write_bytes(b"")
    assert shell_check(unpacked)[0] != 0
