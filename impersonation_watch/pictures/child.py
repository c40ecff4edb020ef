"""The child process: a wish and a file in, a verdict and a small WebP out, nothing else.

Started as `python -m impersonation_watch.pictures.child MEMORY_MB`. It may be handed anything.
"""

from __future__ import annotations

import io
import json
import resource
import struct
import sys
import warnings
from typing import Any, BinaryIO

import numpy as np
from PIL import ExifTags, GifImagePlugin, Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from impersonation_watch import naming
from impersonation_watch.language import N_
from impersonation_watch.pictures.formats import DISPLAY_PX, MOST_PIXELS, WHOLE
from impersonation_watch.pictures.worker import LENGTHS, READY, WISH
from matchers.views import fingerprint

Box = tuple[float, float, float, float]
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
PLUGINS = (GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin)  # loaded before limits
STRIP_PIXELS = 2_000_000  # shrunk at a time: converting a whole large picture would double it
QUALITY = 82
OPEN_FILES = 16
LIBRARIES_MB = 120  # numpy and scipy map about 110 before the first picture

TOO_BIG = N_("it has more than 40 million pixels")
TOO_HEAVY = N_("it needs too much memory to be opened safely")
BROKEN = N_("it is damaged or only a part of it is there")


def main() -> None:
    """Serve until standard input closes."""
    naming.wear()
    limit(int(sys.argv[1]))
    reading, writing = sys.stdin.buffer, sys.stdout.buffer
    writing.write(READY)
    writing.flush()
    while head := reading.read(4):
        (length,) = struct.unpack(">I", head)
        longest, *box = WISH.unpack(reading.read(WISH.size))
        content = reading.read(length - WISH.size)
        answer, display = _answer(content, longest, (box[0], box[1], box[2], box[3]))
        _write(writing, json.dumps(answer).encode(), display)


def limit(memory_mb: int) -> None:
    """No core files, no files written, few opened, and memory bounded even if nobody watches."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    # of private memory mapped, beyond what the libraries map; the parent counts what is used
    most = (2 * memory_mb + LIBRARIES_MB) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _answer(content: bytes, longest: int, box: Box) -> tuple[dict[str, Any], bytes]:
    try:
        return _develop(content, longest, box)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return {"refused": TOO_BIG}, b""
    except MemoryError:
        return {"refused": TOO_HEAVY}, b""
    except Exception:  # noqa: BLE001  # the edge of the process; decoders raise anything
        return {"refused": BROKEN}, b""


def _develop(content: bytes, longest: int, box: Box) -> tuple[dict[str, Any], bytes]:
    image = Image.open(io.BytesIO(content), formats=FORMATS)
    width, height = image.size
    if width * height > MOST_PIXELS:
        return {"refused": TOO_BIG}, b""
    turn = _turn(image)
    if box == WHOLE:
        image.draft("RGB", (longest * 2, longest * 2))  # JPEG only: decodes small at once
    shown = _shown(image, turn, longest, box)
    if turn in SIDEWAYS:
        width, height = height, width
    small = shown if max(shown.size) <= DISPLAY_PX else _shrunk(shown, DISPLAY_PX)
    made = fingerprint(np.asarray(small), "", width, height)
    views = [[view.name, f"{view.hash:x}", *view.box] for view in made.views]
    answer = {"width": width, "height": height, "version": made.version, "detail": made.detail}
    return {**answer, "views": views}, _display(shown)


def _shown(image: Image.Image, turn: Image.Transpose | None, longest: int, box: Box) -> Image.Image:
    """The part in the box of the upright picture. One that lies is made small before it is cut."""
    if turn is None:
        return _shrunk(image, longest, box)
    upright = _shrunk(image, longest).transpose(turn)
    return upright if box == WHOLE else upright.crop(_pixels(upright, box))


def _shrunk(image: Image.Image, longest: int, box: Box = WHOLE) -> Image.Image:
    """An RGB copy of at most `longest` px, on white; made in strips, so that memory stays flat."""
    image.load()
    left, upper, right, lower = _pixels(image, box)
    width, height = right - left, lower - upper
    scale = min(1.0, longest / max(width, height))
    small = Image.new("RGB", (max(round(width * scale), 1), max(round(height * scale), 1)), "white")
    rows = max(1, int(small.height * STRIP_PIXELS / (width * height)))
    for top in range(0, small.height, rows):
        bottom = min(top + rows, small.height)
        first, end = top * height // small.height, -(-bottom * height // small.height)
        strip = _on_white(image.crop((left, upper + first, right, upper + end)))
        small.paste(strip.resize((small.width, bottom - top), Image.Resampling.BOX), (0, top))
    return small


def _pixels(image: Image.Image, box: Box) -> tuple[int, int, int, int]:
    """The box in pixels, at least one of them."""
    left, top = (min(round(box[at] * image.size[at]), image.size[at] - 1) for at in (0, 1))
    right, bottom = (round(box[at + 2] * image.size[at]) for at in (0, 1))
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        deep = np.asarray(image, dtype=np.float32)
        return Image.fromarray((deep / 257).clip(0, 255).astype(np.uint8)).convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    ground = Image.new("RGB", image.size, "white")
    seen = image.convert("RGBA")
    ground.paste(seen, mask=seen.getchannel("A"))
    return ground


def _turn(image: Image.Image) -> Image.Transpose | None:
    """How EXIF says the picture has to be turned to stand upright."""
    try:
        told = image.getexif().get(ExifTags.Base.Orientation)
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, struct.error):
        return None  # a broken note about the camera does not spoil the picture
    return TURNS.get(told) if isinstance(told, int) else None


def _display(small: Image.Image) -> bytes:
    out = io.BytesIO()
    small.save(out, "WEBP", quality=QUALITY, method=2)
    return out.getvalue()


def _write(writing: BinaryIO, answer: bytes, display: bytes) -> None:
    writing.write(LENGTHS.pack(len(answer), len(display)) + answer + display)
    writing.flush()


TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # EXIF 2.3, tag 0x0112
SIDEWAYS = frozenset(TURNS[each] for each in (5, 6, 7, 8))

if __name__ == "__main__":
    main()
