"""What every drawing needs: dice, smooth noise, soft edges, paint."""

from __future__ import annotations

import colorsys
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

Field = npt.NDArray[np.floating[Any]]  # (height, width), or (height, width, 3) for colours; 0..1
Dice = np.random.Generator
Span = tuple[float, float]


def dice_for(*seeds: int) -> Dice:
    """Dice that fall the same way for the same seeds."""
    return np.random.default_rng(list(seeds))


def between(dice: Dice, span: Span) -> float:
    """A number from `span`."""
    return float(dice.uniform(*span))


def cloud(dice: Dice, shape: tuple[int, int], cells: tuple[int, int]) -> Field:
    """Smooth noise of about 0..1, `cells` (down, across) waves to the picture."""
    grid = dice.random((cells[0] + 1, cells[1] + 1), dtype=np.float32)
    stretched = Image.fromarray(grid).resize((shape[1], shape[0]), Image.Resampling.BICUBIC)
    return np.asarray(stretched, dtype=np.float32)


def grain(dice: Dice, shape: tuple[int, int]) -> Field:
    """Fine noise around 0, as a camera in poor light adds it."""
    return dice.standard_normal(shape, dtype=np.float32)


def soft(distance: Field, width: float) -> Field:
    """1 where `distance` is well below 0, 0 where well above, smooth over `width`."""
    step = np.clip(0.5 - distance / width, 0, 1)
    return np.asarray(step * step * (3 - 2 * step), dtype=np.float32)


def colour(dice: Dice, *, hue: Span = (0, 1), rich: Span = (0.2, 0.7), light: Span) -> Field:
    """A colour with hue, saturation and value from the given spans."""
    red_green_blue = colorsys.hsv_to_rgb(
        between(dice, hue) % 1, between(dice, rich), between(dice, light)
    )
    return np.array(red_green_blue, dtype=np.float32)


def lay(canvas: Field, mask: Field, paint: Field) -> None:
    """Lay `paint` (one colour, or a colour per pixel) over the canvas where `mask` is 1."""
    rows, columns = _extent(mask.max(axis=1)), _extent(mask.max(axis=0))
    part, fresh = canvas[rows, columns], paint[rows, columns] if paint.ndim == 3 else paint
    part += mask[rows, columns, None] * (fresh - part)


def _extent(filled: Field) -> slice:
    """From the first to the last that is filled."""
    places = np.flatnonzero(filled)
    return slice(int(places[0]), int(places[-1]) + 1) if places.size else slice(0, 0)


def shade(paint: Field, strength: Field) -> Field:
    """One colour made lighter and darker over the picture by `strength` (1 leaves it)."""
    return np.asarray(np.clip(paint * strength[..., None], 0, 1), dtype=np.float32)


def to_bytes(canvas: Field) -> Image.Image:
    """The canvas as an ordinary picture."""
    return Image.fromarray((np.clip(canvas, 0, 1) * 255).astype(np.uint8), "RGB")


def from_picture(picture: Image.Image) -> Field:
    """An ordinary picture as a canvas."""
    return np.asarray(picture.convert("RGB"), dtype=np.float32) / np.float32(255)
