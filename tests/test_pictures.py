"""Pictures: what may be handed to us, and what it may cost."""

from __future__ import annotations

import io
import os
import signal
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from matching import file_of, portrait
from PIL import Image, ImageOps

from impersonation_watch.model import Fingerprint, PictureError
from impersonation_watch.pictures import LARGEST, Darkroom

DARK = (30, 30, 30)


@pytest.fixture(scope="module")
def darkroom() -> Iterator[Darkroom]:
    with Darkroom() as opened:
        yield opened


def refused(darkroom: Darkroom, content: bytes) -> str:
    with pytest.raises(PictureError) as told:
        darkroom.develop(content)
    assert told.value.advice
    return str(told.value)


def nearness(one: Fingerprint, other: Fingerprint) -> int:
    """Bits that differ in the whole view."""
    return (one.views[0].hash ^ other.views[0].hash).bit_count()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims any size and holds almost nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    chunks = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


@pytest.mark.parametrize(
    "form, media",
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("GIF", "image/gif")],
)
def test_the_four_formats_are_read(darkroom: Darkroom, form: str, media: str) -> None:
    picture = darkroom.develop(file_of(portrait(), form))
    assert (picture.media, picture.width, picture.height) == (media, *portrait().size)


def test_the_display_copy_is_small_and_made_anew(darkroom: Darkroom) -> None:
    noted = file_of(portrait().resize((1600, 2000)), "PNG") + b"<script>hidden</script>"
    display = darkroom.develop(noted).display
    assert display[8:12] == b"WEBP"
    assert b"hidden" not in display
    assert len(display) < 200_000


@pytest.mark.parametrize(
    "content, told",
    [
        (b"", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"<?xml version='1.0'?><svg/>", "SVG"),
        (b"\xef\xbb\xbf <!doctype html><title>Not found</title>", "web page"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 100, "HEIC"),
        (b"%PDF-1.7", "not a picture"),
        (b"\xff\xd8\xff" + b"\0" * LARGEST, "larger than 15 MB"),
        (b"\xff\xd8\xff\xe0 and then nothing", "damaged"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "damaged"),
        (b"GIF89a", "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(
    darkroom: Darkroom, content: bytes, told: str
) -> None:
    assert told in refused(darkroom, content)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_cut_picture_is_refused(darkroom: Darkroom, form: str) -> None:
    whole = file_of(portrait(), form)
    assert "damaged" in refused(darkroom, whole[: len(whole) // 2])


@pytest.mark.parametrize("size", [(60_000, 60_000), (13_000, 13_000), (40_000_001, 1)])
def test_a_bomb_is_refused_before_it_is_unpacked(darkroom: Darkroom, size: tuple[int, int]) -> None:
    assert "40 million" in refused(darkroom, png_header(*size))


def test_a_real_bomb_of_a_few_kilobytes_is_refused(darkroom: Darkroom) -> None:
    bomb = file_of(Image.new("1", (13_000, 13_000)), "PNG", optimize=True)
    assert len(bomb) < 40_000
    assert "40 million" in refused(darkroom, bomb)


def test_the_first_frame_of_an_animation_is_read(darkroom: Darkroom) -> None:
    frames = [portrait().convert("P"), Image.new("P", portrait().size)]
    moving = file_of(frames[0], "GIF", save_all=True, append_images=frames[1:] * 200)
    still = darkroom.develop(file_of(frames[0], "GIF"))
    assert nearness(darkroom.develop(moving).fingerprint, still.fingerprint) == 0


@pytest.mark.parametrize("mode", ["CMYK", "L", "P", "RGBA", "LA", "1"])
def test_other_colour_spaces_are_read(darkroom: Darkroom, mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    picture = darkroom.develop(file_of(portrait().convert(mode), form))
    plain = darkroom.develop(file_of(portrait(), "PNG"))
    assert nearness(picture.fingerprint, plain.fingerprint) <= 20


def test_sixteen_bits_a_pixel_are_not_clipped(darkroom: Darkroom) -> None:
    gray = np.asarray(portrait().convert("L"), dtype=np.uint16) * 257
    deep = darkroom.develop(file_of(Image.fromarray(gray), "PNG"))
    plain = darkroom.develop(file_of(portrait().convert("L"), "PNG"))
    assert nearness(deep.fingerprint, plain.fingerprint) <= 6


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_turned_by_its_camera_stands_upright(darkroom: Darkroom, turn: int) -> None:
    upright, exif = portrait(), Image.Exif()
    exif[0x0112] = turn
    undo = {2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}.get(turn)
    back = Image.Exif()
    back[0x0112] = undo or 1
    lying = Image.open(io.BytesIO(file_of(upright, "PNG", exif=back)))
    stored = ImageOps.exif_transpose(lying)
    picture = darkroom.develop(file_of(stored, "JPEG", quality=95, exif=exif))
    plain = darkroom.develop(file_of(upright, "JPEG", quality=95))
    assert (picture.width, picture.height) == upright.size
    assert nearness(picture.fingerprint, plain.fingerprint) <= 8


def test_a_broken_camera_note_does_not_spoil_the_photo(darkroom: Darkroom) -> None:
    noted = file_of(portrait(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\xff\xff" + b"\xff" * 40)
    assert darkroom.develop(noted).width == portrait().width


def test_transparency_lies_on_white(darkroom: Darkroom) -> None:
    clear = Image.new("RGBA", (64, 64), (*DARK, 0))
    shown = Image.open(io.BytesIO(darkroom.develop(file_of(clear, "PNG")).display))
    assert shown.convert("L").getextrema()[0] > 250


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (2, 2)])
def test_the_smallest_and_thinnest_pictures_are_read(
    darkroom: Darkroom, size: tuple[int, int]
) -> None:
    picture = darkroom.develop(file_of(Image.new("RGB", size), "PNG"))
    assert (picture.width, picture.height) == size


def test_the_largest_photo_allowed_fits(darkroom: Darkroom) -> None:
    picture = darkroom.develop(file_of(Image.new("RGB", (8_000, 5_000), DARK), "JPEG"))
    assert picture.width == 8_000


def test_a_picture_that_grows_too_large_is_ended_and_the_next_one_works() -> None:
    greedy = file_of(Image.new("RGB", (8_000, 5_000), DARK), "WEBP", method=0)
    with Darkroom(memory_mb=200) as darkroom:
        assert "too much memory" in refused(darkroom, greedy)
        assert darkroom.develop(file_of(portrait())).width == portrait().width


def test_a_picture_that_takes_too_long_is_ended_and_the_next_one_works() -> None:
    slow = file_of(Image.new("RGB", (8_000, 5_000), DARK), "PNG")
    with Darkroom(memory_mb=600, seconds=0.05) as darkroom:
        assert "too long" in refused(darkroom, slow)
        assert darkroom.develop(file_of(portrait().resize((60, 80)))).width == 60


def test_a_child_that_stops_answering_is_ended() -> None:
    with Darkroom(seconds=0.1) as darkroom:
        darkroom.develop(file_of(portrait().resize((60, 80))))
        assert darkroom.pid is not None
        os.kill(darkroom.pid, signal.SIGSTOP)
        assert "too long" in refused(darkroom, file_of(portrait()))


def test_a_child_killed_from_outside_costs_nothing() -> None:
    with Darkroom() as darkroom:
        first = darkroom.develop(file_of(portrait()))
        assert darkroom.pid is not None
        os.kill(darkroom.pid, signal.SIGKILL)
        time.sleep(0.05)
        assert darkroom.develop(file_of(portrait())) == first


def test_no_child_is_left_behind() -> None:
    with Darkroom() as darkroom:
        darkroom.develop(file_of(portrait()))
        pid = darkroom.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid or 0, 0)


def test_the_child_may_write_no_file_and_leaves_no_core(darkroom: Darkroom) -> None:
    darkroom.develop(file_of(portrait()))
    limits = Path(f"/proc/{darkroom.pid}/limits").read_text("ascii")
    kept = {line[:20].strip(): line[26:36].strip() for line in limits.splitlines()}
    assert (kept["Max core file size"], kept["Max file size"]) == ("0", "0")


def test_the_parent_loads_no_decoder() -> None:
    asked = (
        "import sys, impersonation_watch.pictures as p, impersonation_watch.judge;"
        "print(sorted({'PIL', 'numpy', 'imagehash', 'scipy'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_fifteen_avatars_a_second_are_developed(darkroom: Darkroom) -> None:
    avatar = file_of(ImageOps.fit(portrait(), (400, 400)))
    darkroom.develop(avatar)
    started = time.monotonic()
    for _ in range(15):
        darkroom.develop(avatar)
    assert time.monotonic() - started < 3.0  # 0.4 s on an idle machine; this one is shared
