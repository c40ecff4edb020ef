"""A picture to its fingerprint: hashes of many views. Only the picture child imports this."""

from __future__ import annotations

import math
from collections.abc import Iterator

import imagehash
import numpy as np
import scipy.fftpack  # noqa: F401 - imagehash loads it on first use; the child needs it before
from numpy.typing import NDArray
from PIL import Image, ImageOps

from impersonation_watch.model import Fingerprint, View

Floats = NDArray[np.float32]
Box = tuple[float, float, float, float]

VERSION = 1
WORKING_PX = 160  # the finest wave looked at is 12 half periods a view: 160 px show it in any crop
WAVES = 12  # 12 x 12 lowest frequencies: 144 bits. With 8 x 8 recall on crops halved, see benches
SIDES = (1.0, 0.94, 0.88, 0.82, 0.76)  # of a crop, in sides of its base: areas of 100 to 58 %
STEP = 0.055  # of a crop's side between two positions: a crop is never further than half from one
MOST_STEPS = 12  # along one axis, for very long pictures
BAR_TOLERANCE = 14  # gray levels a bar may vary by: JPEG noise around its own colour
BAR_SHARE = 0.55  # of a row in the bar's colour: a caption's letters fill less than the rest
MOST_TRIMMED = 0.4  # of a side; past it the frame is the picture
BEND = 6  # gray levels of second difference: above JPEG noise, below skin and hair
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)


def fingerprint(array: NDArray[np.uint8], sha256: str, width: int, height: int) -> Fingerprint:
    """The fingerprint of a decoded picture, gray (h, w) or colour (h, w, 3), 0-255.

    Perceptual hashes of 144 bits: imagehash.phash of the whole, its centre square, the parts inside
    frame and caption bars and the mirror image of each of these; and of a grid of crops the same
    hash (signs of the lowest frequencies against their median) from transforms that the crops
    share, which is some thirty times faster. `width` and `height` are those of the picture as
    uploaded. `detail` is the share of a small gray copy that has texture, 0-1: drawn
    default avatars and plain grounds stay below `photos.LOW_DETAIL`.
    """
    gray = _working_copy(array)
    waves = _Waves(gray)
    views: list[View] = []
    for name, box in _outer_boxes(gray):
        part = _part(gray, box)
        views.append(View(name=name, hash=_phash(part), box=box))
        views.append(View(name=f"mirror-{name}", hash=_phash(ImageOps.mirror(part)), box=box))
    views.extend(View(name=name, hash=waves.hash(box), box=box) for name, box in _crops(gray.shape))
    return Fingerprint(
        version=VERSION,
        sha256=sha256,
        width=width,
        height=height,
        detail=_detail(gray),
        views=tuple(views),
    )


def _working_copy(array: NDArray[np.uint8]) -> Floats:
    image = Image.fromarray(array).convert("L")
    image.thumbnail((WORKING_PX, WORKING_PX), Image.Resampling.BOX, reducing_gap=2)
    return np.asarray(image, dtype=np.float32)


def _part(gray: Floats, box: Box) -> Image.Image:
    """The box of the working copy as a picture, at least one pixel large."""
    height, width = gray.shape
    left, top = int(box[0] * width), int(box[1] * height)
    right, bottom = max(left + 1, round(box[2] * width)), max(top + 1, round(box[3] * height))
    return Image.fromarray(gray[top:bottom, left:right].astype(np.uint8))


def _phash(picture: Image.Image) -> int:
    bits = imagehash.phash(picture, hash_size=WAVES).hash
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


def _outer_boxes(gray: Floats) -> Iterator[tuple[str, Box]]:
    """The whole, and what may be the picture itself inside bars; each with its centre square."""
    inner = _inside_bars(gray)
    banded = (0.0, inner[1], 1.0, inner[3])  # bars above and below only: plain walls stay
    boxes = {"whole": WHOLE, "inner": inner, "banded": banded}
    seen: set[Box] = set()
    for name, base in boxes.items():
        for label, box in ((name, _rounded(base)), (f"{name}-square", _square(base, gray.shape))):
            if box not in seen:
                seen.add(box)
                yield label, box


def _crops(shape: tuple[int, ...]) -> Iterator[tuple[str, Box]]:
    """A grid of crops in the picture's own shape and, where it is not square, of square ones."""
    height, width = shape
    short = min(width, height)
    bases = [("crop", 1.0, 1.0)]
    if abs(width - height) > 0.04 * max(width, height):
        bases.append(("square-crop", short / width, short / height))
    for name, across, down in bases:
        for side in SIDES:
            lefts, tops = _starts(across * side), _starts(down * side)
            if len(lefts) * len(tops) == 1:  # the whole, which is there already
                continue
            for top in tops:
                for left in lefts:
                    box = (left, top, left + across * side, top + down * side)
                    yield f"{name}-{round(side * 100)}", _rounded(box)


def _starts(share: float) -> list[float]:
    """Where crops of this share of an axis begin, from edge to edge."""
    free = 1 - share
    if free < 0.01:
        return [0.0]
    steps = min(math.ceil(free / (STEP * share)), MOST_STEPS)
    return [free * each / steps for each in range(steps + 1)]


def _square(box: Box, shape: tuple[int, ...]) -> Box:
    """The centre square of a box, in shares of the picture."""
    height, width = shape
    left, top, right, bottom = box
    side = min((right - left) * width, (bottom - top) * height)
    across, down = side / width, side / height
    x, y = (left + right - across) / 2, (top + bottom - down) / 2
    return _rounded((x, y, x + across, y + down))


def _rounded(box: Box) -> Box:
    left, top, right, bottom = (round(each, 4) for each in box)
    return (left, top, right, bottom)


def _inside_bars(gray: Floats) -> Box:
    """What is left inside plain borders and caption bars; WHOLE where there are none."""
    height, width = gray.shape
    top, bottom = _trim(gray), _trim(gray[::-1])
    rows = gray[top : height - bottom]
    left, right = _trim(rows.T), _trim(rows.T[::-1])
    columns = rows[:, left : width - right]
    top, bottom = top + _trim(columns), bottom + _trim(columns[::-1])
    return _rounded((left / width, top / height, 1 - right / width, 1 - bottom / height))


def _trim(rows: Floats) -> int:
    """How many leading rows belong to a bar of one colour, letters on it allowed."""
    ground = np.median(rows[0])
    plain = (np.abs(rows - ground) <= BAR_TOLERANCE).mean(axis=1) >= BAR_SHARE
    stop = len(rows) if plain.all() else int(np.argmin(plain))
    return stop if stop <= MOST_TRIMMED * len(rows) else 0


class _Waves:
    """Cosine transforms of many boxes of one picture; each strip of rows is transformed once."""

    def __init__(self, gray: Floats) -> None:
        self._gray = gray
        self._strips: dict[tuple[float, float], Floats] = {}
        self._columns: dict[tuple[float, float], Floats] = {}

    def hash(self, box: Box) -> int:
        left, top, right, bottom = box
        cosines = self._strip(top, bottom) @ self._column(left, right)
        bits = np.packbits(cosines > np.median(cosines))
        return int.from_bytes(bits.tobytes(), "big")

    def _strip(self, top: float, bottom: float) -> Floats:
        if (top, bottom) not in self._strips:
            waves = _cosines(top, bottom, self._gray.shape[0])
            self._strips[top, bottom] = waves @ self._gray
        return self._strips[top, bottom]

    def _column(self, left: float, right: float) -> Floats:
        if (left, right) not in self._columns:
            self._columns[left, right] = _cosines(left, right, self._gray.shape[1]).T
        return self._columns[left, right]


def _cosines(start: float, stop: float, size: int) -> Floats:
    """DCT-II waves over a part of an axis; pixels cut by its ends count by their share."""
    first, last = start * size, stop * size
    pixels = np.arange(size, dtype=np.float32)
    share = np.clip(np.minimum(pixels + 1, last) - np.maximum(pixels, first), 0, 1)
    middle = (np.maximum(pixels, first) + np.minimum(pixels + 1, last)) / 2
    turns = np.pi * (middle - first) / (last - first)
    waves = np.cos(np.arange(WAVES, dtype=np.float32)[:, None] * turns) * share
    scaled: Floats = (waves / (last - first)).astype(np.float32)
    return scaled


def _detail(gray: Floats) -> float:
    """Share of pixels with texture: a second difference, so that graded grounds count as plain."""
    if min(gray.shape) < 3:
        return 0.0
    middle = 4 * gray[1:-1, 1:-1]
    around = gray[:-2, 1:-1] + gray[2:, 1:-1] + gray[1:-1, :-2] + gray[1:-1, 2:]
    return float((np.abs(middle - around) >= BEND).mean())
