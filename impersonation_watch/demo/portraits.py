"""Portraits drawn by our own code: nobody who exists, the same picture for the same seeds."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageDraw, ImageOps

from impersonation_watch.demo import faces, scenes
from impersonation_watch.demo.brushes import cloud, dice_for, grain, to_bytes

SIZE = (640, 800)  # what a phone's portrait shrinks to when it is sent on
SMALL = (320, 400)  # four times cheaper to draw; enough for strangers
Picture = Image.Image


def portrait(person: int, scene: int, size: tuple[int, int] = SIZE) -> Image.Image:
    """Invented person number `person` in scene number `scene`; `size` is (width, height)."""
    look = faces.looks(dice_for(person, 1))
    dice = dice_for(person, scene, 2)
    canvas = scenes.background(dice, size)
    faces.paint_person(canvas, dice, look, faces.stand(dice, size))
    shape = canvas.shape[0], canvas.shape[1]
    light = 0.75 + 0.5 * cloud(dice, shape, (2, 2))
    canvas = canvas * light[..., None] + 0.015 * grain(dice, shape)[..., None]
    return to_bytes(np.asarray(canvas, dtype=np.float32))


def jpeg(picture: Image.Image, quality: int = 88) -> bytes:
    """The picture as a JPEG file."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def crop(
    picture: Image.Image, share: float = 0.7, at: tuple[float, float] = (0.5, 0.4)
) -> Image.Image:
    """A square cut-out of about `share` of the area, its middle near `at` (0..1 each)."""
    side = min(int((share * picture.width * picture.height) ** 0.5), *picture.size)
    left = min(max(int(at[0] * picture.width - side / 2), 0), picture.width - side)
    top = min(max(int(at[1] * picture.height - side / 2), 0), picture.height - side)
    return picture.crop((left, top, left + side, top + side))


def mirror(picture: Image.Image) -> Image.Image:
    """Left and right exchanged."""
    return ImageOps.mirror(picture)


def frame(picture: Picture, caption: str, border: float = 0.1) -> Picture:
    """The picture inside a plain border, with a caption on its lower edge; a square stays one."""
    edge = int(border * picture.width)
    framed = Image.new("RGB", (picture.width + 2 * edge, picture.height + 2 * edge), "#f4efe4")
    framed.paste(picture, (edge, edge))
    pen = ImageDraw.Draw(framed)
    middle = (framed.width / 2, framed.height - edge / 2)
    pen.text(middle, caption, fill="#5a2d45", anchor="mm", font_size=edge * 0.5)
    return framed


def square(picture: Picture) -> Picture:
    """The middle square, as upload pages offer it."""
    side = min(picture.size)
    return ImageOps.fit(picture, (side, side))


def avatar(picture: Picture, media: str = "jpeg", side: int = 400) -> bytes:
    """What a platform makes of an upload: the middle square, shrunk, as a JPEG or WebP file."""
    out = io.BytesIO()
    square = ImageOps.fit(picture, (side, side), Image.Resampling.LANCZOS)
    square.save(out, media.upper(), quality=80)
    return out.getvalue()


def default_avatar(number: int, side: int = 400) -> bytes:
    """A platform's placeholder: a plain silhouette on one of six grounds."""
    grounds = ("#7a8ca3", "#b4c1cf", "#8fa68a", "#c2a37d", "#9a86b5", "#d0d4d9")
    picture = Image.new("RGB", (side, side), grounds[number % len(grounds)])
    pen = ImageDraw.Draw(picture)
    pen.ellipse((side * 0.33, side * 0.2, side * 0.67, side * 0.54), fill="#f2f4f6")
    pen.ellipse((side * 0.17, side * 0.6, side * 0.83, side * 1.3), fill="#f2f4f6")
    return jpeg(picture)
