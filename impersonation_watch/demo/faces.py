"""An invented person: who it is (face, hair, skin) and how it stands (place, tilt, clothes)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from impersonation_watch.demo.brushes import (
    Dice,
    Field,
    between,
    cloud,
    colour,
    grain,
    lay,
    shade,
    soft,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """What stays the same over all pictures of one invented person."""

    skin: Field
    hair: Field
    eyes: Field
    lips: Field
    wide: float  # half width of the face, its half height being 1
    chin: float  # how much the face narrows downwards
    length: float  # how far the hair hangs down; below 0 is short
    fringe: float  # where the hair begins on the forehead
    parting: float
    brows: float
    glasses: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where the head is: u to the right and v down from its middle, 1 is half a face high."""

    u: Field
    v: Field
    blur: float  # the width of one soft edge, in the same unit
    light: tuple[float, float]  # where the light comes from


def looks(dice: Dice) -> Looks:
    """Throw an invented person."""
    return Looks(
        skin=colour(dice, hue=(0.03, 0.09), rich=(0.25, 0.55), light=(0.35, 0.97)),
        hair=colour(dice, hue=(0.02, 0.13), rich=(0.2, 0.8), light=(0.08, 0.85)),
        eyes=colour(dice, hue=(0.05, 0.62), light=(0.25, 0.6)),
        lips=colour(dice, hue=(-0.04, 0.02), rich=(0.4, 0.7), light=(0.45, 0.8)),
        wide=between(dice, (0.66, 0.84)),
        chin=between(dice, (0.05, 0.3)),
        length=between(dice, (-0.4, 2.2)),
        fringe=between(dice, (-0.75, -0.4)),
        parting=between(dice, (-0.4, 0.4)),
        brows=between(dice, (0.05, 0.11)),
        glasses=bool(dice.random() < 0.25),
    )


def stand(dice: Dice, size: tuple[int, int]) -> Stand:
    """Throw a place, a size and a tilt for the head in a picture of `size` (width, height)."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / np.float32(height)
    face = between(dice, (0.13, 0.25))
    middle = between(dice, (0.32, 0.68)) * width / height, between(dice, (0.32, 0.5))
    tilt = between(dice, (-0.3, 0.3))
    across, down = (x - middle[0]) / face, (y - middle[1]) / face
    return Stand(
        u=(across * np.cos(tilt) + down * np.sin(tilt)).astype(np.float32),
        v=(down * np.cos(tilt) - across * np.sin(tilt)).astype(np.float32),
        blur=2.5 / (height * face),
        light=(between(dice, (-0.9, 0.9)), between(dice, (-0.7, 0.1))),
    )


def paint_person(canvas: Field, dice: Dice, person: Looks, place: Stand) -> None:
    """Paint the person over the canvas, from the hair behind to the hair in front."""
    _hair_behind(canvas, dice, person, place)
    _body(canvas, dice, person, place)
    _face(canvas, dice, person, place)
    window, closer = _closeup(canvas, place)
    for side in (-1, 1):
        _eye(window, person, closer, side)
    _mouth_and_nose(window, person, closer)
    _hair_in_front(canvas, dice, person, place)


def _closeup(canvas: Field, place: Stand) -> tuple[Field, Stand]:
    """Only the face, as views: eyes and mouth need not be painted over the whole picture."""
    inside = (np.abs(place.u) < 0.8) & (np.abs(place.v) < 0.8)
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    window = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    return canvas[window], replace(place, u=place.u[window], v=place.v[window])


def _oval(place: Stand, at: tuple[float, float], half: tuple[float, float]) -> Field:
    """A soft oval: 1 inside."""
    reach = np.sqrt(((place.u - at[0]) / half[0]) ** 2 + ((place.v - at[1]) / half[1]) ** 2)
    return soft((reach - 1) * min(half), place.blur)


def _strands(dice: Dice, person: Looks, place: Stand) -> Field:
    """Hair colour, lighter and darker along strands that fall from the parting."""
    around = np.arctan2(place.u - 0.3 * person.parting, 1.6 + place.v)
    bend = 0.3 * cloud(dice, place.u.shape, (5, 5))
    waves = np.sin((around + bend) * 90) * 0.5 + np.sin((around + bend * 1.7) * 47)
    shine = 0.9 + 0.4 * place.light[0] * place.u + 0.2 * waves + 0.1 * grain(dice, place.u.shape)
    return shade(person.hair, shine.astype(np.float32))


def _hair_behind(canvas: Field, dice: Dice, person: Looks, place: Stand) -> None:
    hang = 0.5 * person.length
    back = _oval(place, (0, hang - 0.1), (person.wide * 1.35, 1.25 + max(hang, -0.1)))
    lay(canvas, back, _strands(dice, person, place) * np.float32(0.6))


def _body(canvas: Field, dice: Dice, person: Looks, place: Stand) -> None:
    neck = soft(np.abs(place.u) - 0.38, place.blur * 2) * soft(0.5 - place.v, 0.1)
    lay(canvas, neck, shade(person.skin, 0.75 + 0.05 * grain(dice, place.u.shape)))
    broad = between(dice, (1.5, 2.1))
    slope = 1.35 + 0.35 * (np.abs(place.u) / broad) ** 3
    shoulders = soft(slope - place.v, place.blur * 2)
    shoulders *= soft(np.abs(place.u) - broad - 0.1 * (place.v - 1.3), place.blur * 2)
    opening = soft(place.v - 1.75 + np.abs(place.u) * between(dice, (0.7, 2.0)), place.blur * 2)
    lay(canvas, shoulders * (1 - opening), _cloth(dice, place))
    lay(canvas, shoulders * opening, shade(person.skin, 0.85 + 0.04 * grain(dice, place.u.shape)))


def _cloth(dice: Dice, place: Stand) -> Field:
    """Cloth with stripes, checks, dots or patches, in folds."""
    ground, print_ = (colour(dice, rich=(0.1, 0.8), light=(0.1, 0.95)) for _ in range(2))
    often = between(dice, (5, 14))
    one, other = np.sin(place.u * often), np.sin(place.v * often)
    patches = cloud(dice, place.u.shape, (24, 20)) * 2 - 1
    pattern = (one, other, one * other, one + other - 1, patches)[int(dice.integers(5))]
    folds = 0.65 + 0.6 * cloud(dice, place.u.shape, (6, 9)) + 0.06 * grain(dice, place.u.shape)
    cloth = np.broadcast_to(ground, (*place.u.shape, 3)).copy()
    lay(cloth, soft(-pattern.astype(np.float32), 0.3), print_)
    return np.asarray(cloth * folds[..., None], dtype=np.float32)


def _face(canvas: Field, dice: Dice, person: Looks, place: Stand) -> None:
    narrow = person.wide * (1 - person.chin * np.clip(place.v, 0, 1.2))
    across = place.u / narrow
    reach = np.hypot(across, place.v)
    towards = np.sqrt(np.clip(1 - reach**2, 0, 1))
    lit = 0.5 + 0.45 * towards + 0.35 * (across * place.light[0] + place.v * place.light[1])
    lit += 0.06 * cloud(dice, place.u.shape, (90, 70)) + 0.02 * grain(dice, place.u.shape)
    for side in (-1, 1):
        ear = _oval(place, (side * person.wide * 0.98, 0), (0.12, 0.24))
        lay(canvas, ear, person.skin * np.float32(0.8))
    lay(canvas, soft((reach - 1) * person.wide, place.blur), shade(person.skin, lit))
    for side in (-1, 1):
        blush = np.exp(-(((place.u - side * 0.38) / 0.2) ** 2 + ((place.v - 0.3) / 0.16) ** 2))
        lay(canvas, np.asarray(0.25 * blush, dtype=np.float32), person.lips)


def _eye(canvas: Field, person: Looks, place: Stand, side: int) -> None:
    at = (side * 0.31, -0.08)
    dark, white = np.float32(0.12), np.float32(0.96)
    lay(canvas, _oval(place, (at[0], at[1] - 0.015), (0.165, 0.1)), person.skin * np.float32(0.45))
    lay(canvas, _oval(place, at, (0.15, 0.08)), np.full(3, 0.92, dtype=np.float32))
    lay(canvas, _oval(place, at, (0.075, 0.078)), person.eyes)
    lay(canvas, _oval(place, at, (0.035, 0.035)), np.full(3, dark))
    lay(canvas, _oval(place, (at[0] + 0.03, at[1] - 0.03), (0.016, 0.016)), np.full(3, white))
    arch = place.v + 0.3 - 0.5 * (place.u - at[0]) ** 2 * 2
    brow = soft(np.abs(arch) - person.brows / 2, place.blur * 2)
    brow *= soft(np.abs(place.u - at[0]) - 0.2, place.blur * 2)
    lay(canvas, brow, person.hair * np.float32(0.6))
    if person.glasses:
        ring = np.abs(np.hypot((place.u - at[0]) / 0.25, (place.v - at[1]) / 0.2) - 1)
        lay(canvas, soft(ring * 0.2 - 0.02, place.blur), np.full(3, dark))


def _mouth_and_nose(canvas: Field, person: Looks, place: Stand) -> None:
    shadow = person.skin * np.float32(0.62)
    side = 0.06 if place.light[0] < 0 else -0.06
    lay(canvas, 0.6 * _oval(place, (side, 0.14), (0.05, 0.24)), shadow)
    for nostril in (-0.06, 0.06):
        lay(canvas, _oval(place, (nostril, 0.31), (0.035, 0.022)), shadow * np.float32(0.6))
    smile = place.v - 0.56 + 0.6 * place.u**2
    inside = soft(np.abs(place.u) - 0.25, place.blur * 3)
    lay(canvas, inside * soft(np.abs(smile) - 0.06, place.blur * 2), person.lips)
    lay(canvas, inside * soft(np.abs(smile) - 0.01, place.blur), person.lips * np.float32(0.4))


def _hair_in_front(canvas: Field, dice: Dice, person: Looks, place: Stand) -> None:
    cap = _oval(place, (0, -0.12), (person.wide * 1.18, 1.12))
    swing = 0.55 * (place.u - person.parting) ** 2
    line = person.fringe + swing + 0.12 * cloud(dice, place.u.shape, (2, 14))
    mask = cap * soft(place.v - line, 0.05)
    if person.length > 0.2:
        thick = 0.16 * np.sqrt(np.clip(1.1 - place.v / (0.3 + person.length), 0, 1))
        locks = soft(np.abs(np.abs(place.u) - person.wide * 0.98) - thick, 0.06)
        locks *= soft(-0.35 - place.v, 0.3) * soft(place.v - 0.3 - person.length, 0.1)
        mask = np.maximum(mask, locks)
    lay(canvas, mask, _strands(dice, person, place))
