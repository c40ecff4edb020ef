"""What stands behind an invented person: walls, shelves, hills, leaves, lights."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from impersonation_watch.demo.brushes import (
    Dice,
    Field,
    Span,
    between,
    cloud,
    colour,
    from_picture,
    grain,
    lay,
    shade,
    soft,
)

Box = tuple[float, float, float, float]  # left, top, right, bottom


def background(dice: Dice, size: tuple[int, int]) -> Field:
    """One of the scenes below, `size` (width, height), under light that falls unevenly."""
    scene = SCENES[int(dice.integers(len(SCENES)))](dice, size)
    shape = (size[1], size[0])
    light = 0.45 + 1.0 * cloud(dice, shape, (3, 3))
    noise = 0.02 * grain(dice, shape)
    return np.asarray(np.clip(scene * light[..., None] + noise[..., None], 0, 1), dtype=np.float32)


def _rgb(paint: Field) -> tuple[int, int, int]:
    red, green, blue = (int(part * 255) for part in paint)
    return red, green, blue


def _sheet(
    dice: Dice, size: tuple[int, int], light: Span
) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    sheet = Image.new("RGB", size, _rgb(colour(dice, rich=(0.1, 0.5), light=light)))
    return sheet, ImageDraw.Draw(sheet)


def _bricks(dice: Dice, size: tuple[int, int]) -> Field:
    width, height = size
    sheet, pen = _sheet(dice, size, (0.5, 0.8))
    hue, light = between(dice, (0, 0.12)), between(dice, (0.3, 0.85))
    course = height / between(dice, (12, 22))
    for row in range(int(height / course) + 1):
        left = -course * (1 + row % 2)
        while left < width:
            brick = colour(dice, hue=(hue, hue + 0.03), rich=(0.2, 0.6), light=(light * 0.7, light))
            top = row * course
            pen.rectangle((left, top, left + course * 2, top + course * 0.85), fill=_rgb(brick))
            left += course * 2.15
    return from_picture(sheet)


def _shelves(dice: Dice, size: tuple[int, int]) -> Field:
    width, height = size
    sheet, pen = _sheet(dice, size, (0.1, 0.5))
    shelf = height / between(dice, (2.5, 5))
    for row in range(int(height / shelf) + 1):
        left, floor = 0.0, (row + 1) * shelf
        while left < width:
            thick = between(dice, (0.02, 0.07)) * width
            tall = between(dice, (0.5, 0.95)) * shelf
            book = colour(dice, rich=(0.2, 0.8), light=(0.15, 0.9))
            pen.rectangle((left, floor - tall, left + thick - 1, floor - 4), fill=_rgb(book))
            left += thick * (1 if dice.random() < 0.85 else 2.5)
    return from_picture(sheet)


def _lights(dice: Dice, size: tuple[int, int]) -> Field:
    width, height = size
    sheet, pen = _sheet(dice, size, (0.05, 0.25))
    for _ in range(int(dice.integers(30, 90))):
        x, y = between(dice, (0, width)), between(dice, (0, height))
        radius = between(dice, (0.01, 0.12)) * width
        glow = colour(dice, rich=(0.2, 0.8), light=(0.4, 1.0))
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_rgb(glow))
    return from_picture(sheet.filter(ImageFilter.GaussianBlur(width / 130)))


def _hills(dice: Dice, size: tuple[int, int]) -> Field:
    shape = (size[1], size[0])
    down = np.linspace(0, 1, shape[0], dtype=np.float32)[:, None]
    sky = 0.75 + 0.5 * cloud(dice, shape, (5, 3))
    canvas = shade(colour(dice, hue=(0.5, 0.7), rich=(0.1, 0.5), light=(0.5, 0.95)), sky)
    ridges = int(dice.integers(2, 5))
    for ridge in range(ridges):
        rise = 0.25 + 0.6 * ridge / ridges + 0.35 * (cloud(dice, (1, shape[1]), (1, 5)) - 0.5)
        texture = 0.6 + 0.7 * cloud(dice, shape, (50, 40))
        ground = shade(colour(dice, hue=(0.1, 0.45), light=(0.15, 0.7)), texture)
        lay(canvas, soft(rise - down, 0.01), ground)
    return canvas


def _leaves(dice: Dice, size: tuple[int, int]) -> Field:
    width, height = size
    sheet, pen = _sheet(dice, size, (0.1, 0.5))
    hue, bright = between(dice, (0.08, 0.42)), between(dice, (0.4, 0.95))
    for _ in range(420):
        x, y = between(dice, (0, width)), between(dice, (0, height))
        long, wide = between(dice, (0.02, 0.08)) * width, between(dice, (0.01, 0.03)) * width
        turn = between(dice, (0, np.pi))
        along = long * np.array([np.cos(turn), np.sin(turn)])
        across = wide * np.array([-np.sin(turn), np.cos(turn)])
        tips = (along, across, -along, -across)
        leaf = colour(dice, hue=(hue, hue + 0.08), light=(bright * 0.3, bright))
        pen.polygon([(x + float(tip[0]), y + float(tip[1])) for tip in tips], fill=_rgb(leaf))
    return from_picture(sheet)


def _street(dice: Dice, size: tuple[int, int]) -> Field:
    width, height = size
    sheet, pen = _sheet(dice, size, (0.4, 1.0))
    left = 0.0
    while left < width:
        wide = between(dice, (0.12, 0.35)) * width
        top = between(dice, (0.0, 0.6)) * height
        wall = colour(dice, rich=(0.05, 0.5), light=(0.15, 0.9))
        pen.rectangle((left, top, left + wide, height), fill=_rgb(wall))
        _windows(dice, pen, (left, top, left + wide, float(height)))
        left += wide
    return from_picture(sheet)


def _windows(dice: Dice, pen: ImageDraw.ImageDraw, house: Box) -> None:
    left, top, right, bottom = house
    pane = (right - left) / int(dice.integers(3, 6))
    tints = [_rgb(colour(dice, rich=(0.1, 0.6), light=(0.1, 1.0))) for _ in range(3)]
    y = top + pane * 0.3
    while y < bottom:
        x = left + pane * 0.2
        while x < right - pane * 0.5:
            pen.rectangle((x, y, x + pane * 0.6, y + pane * 0.8), fill=tints[int(dice.integers(3))])
            x += pane
        y += pane * 1.3


def _sea(dice: Dice, size: tuple[int, int]) -> Field:
    shape = (size[1], size[0])
    down = np.linspace(0, 1, shape[0], dtype=np.float32)[:, None]
    canvas = shade(
        colour(dice, hue=(-0.05, 0.65), rich=(0.1, 0.6), light=(0.5, 1)),
        0.6 + 0.7 * cloud(dice, shape, (7, 2)),
    )
    waves = 0.4 + 1.1 * cloud(dice, shape, (60, 12))
    water = shade(colour(dice, hue=(0.45, 0.65), light=(0.2, 0.7)), waves)
    lay(canvas, soft(between(dice, (0.25, 0.75)) - down + 0 * waves, 0.006), water)
    return canvas


def _posters(dice: Dice, size: tuple[int, int]) -> Field:
    width, height = size
    sheet, pen = _sheet(dice, size, (0.35, 0.95))
    for _ in range(int(dice.integers(4, 10))):
        x, y = between(dice, (-0.1, 0.9)) * width, between(dice, (-0.1, 0.8)) * height
        right = x + between(dice, (0.15, 0.5)) * width
        bottom = y + between(dice, (0.1, 0.4)) * height
        inside = _rgb(colour(dice, rich=(0.1, 0.8), light=(0.1, 1.0)))
        pen.rectangle((x, y, right, bottom), fill=inside, outline=(30, 26, 24), width=width // 90)
        for _ in range(6):
            tint = _rgb(colour(dice, light=(0.1, 1.0)))
            start, stop = between(dice, (x, right)), between(dice, (y, bottom))
            pen.line((start, y, between(dice, (x, right)), stop), fill=tint, width=width // 60)
    return from_picture(sheet)


SCENES: tuple[Callable[[Dice, tuple[int, int]], Field], ...] = (
    _bricks, _shelves, _lights, _hills, _leaves, _street, _sea, _posters,
)  # fmt: skip
