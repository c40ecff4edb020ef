"""The child that decodes pictures may be taken over by one: whatever it answers costs no more."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from impersonation_watch.model import PictureError
from impersonation_watch.pictures import Darkroom, Picture
from impersonation_watch.pictures.worker import LENGTHS, READY

JPEG = b"\xff\xd8\xff and more"
WEBP = b"RIFF0000WEBPVP8 "
VIEW = ["whole", "ff", 0.0, 0.0, 1.0, 1.0]
GOOD = {"width": 60, "height": 40, "version": 1, "detail": 0.5, "views": [VIEW]}
CHILD = f"""
import sys
sys.stdout.buffer.write({READY!r})
sys.stdout.buffer.flush()
while head := sys.stdin.buffer.read(4):
    sys.stdin.buffer.read(int.from_bytes(head, "big"))
    sys.stdout.buffer.write(open(sys.argv[1], "rb").read())
    sys.stdout.buffer.flush()
"""


def developed(folder: Path, answer: bytes) -> Picture:
    """What is made of this answer of a child."""
    (folder / "answer").write_bytes(LENGTHS.pack(len(answer), len(WEBP)) + answer + WEBP)
    command = (sys.executable, "-c", CHILD, str(folder / "answer"))
    with Darkroom(command=command) as darkroom:
        return darkroom.develop(JPEG)


def test_an_answer_as_ours_is_a_picture(tmp_path: Path) -> None:
    assert developed(tmp_path, json.dumps(GOOD).encode()).width == 60


@pytest.mark.parametrize("answer", [b"1", b"null", b"[]", b'"x"', b"", b"[" * 100_000, b"\xff"])
def test_an_answer_that_is_no_description_refuses_the_picture(
    tmp_path: Path, answer: bytes
) -> None:
    with pytest.raises(PictureError, match="could not be read"):
        developed(tmp_path, answer)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("width", float("inf")),
        ("width", None),
        ("width", 10**9),
        ("version", {}),
        ("detail", float("nan")),
        ("detail", "1e999"),
        ("views", {}),
        ("views", {"whole": VIEW}),
        ("views", [None]),
        ("views", [[]]),
        ("views", [["whole", "f" * 40, 0, 0, 1, 1]]),
        ("views", [["whole", "-1", 0, 0, 1, 1]]),
        ("views", [["whole", "ff", 0, 0, 1, float("inf")]]),
    ],
)
def test_a_value_that_cannot_be_refuses_the_picture(tmp_path: Path, name: str, value: Any) -> None:
    with pytest.raises(PictureError, match="could not be read"):
        developed(tmp_path, json.dumps({**GOOD, name: value}).encode())


def test_a_refusal_is_cut_to_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PictureError) as told:
        developed(tmp_path, json.dumps({"refused": "x" * 100_000}).encode())
    assert len(str(told.value)) == 100
