"""Photos: copies of her own in the ways they are altered, and pictures that are not hers."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import imagehash
import numpy as np
import pytest
from matching import (
    AVATAR,
    NAOMI,
    STRANGER,
    her_photo,
    person,
    portrait,
    print_of,
    profile,
)
from PIL import Image, ImageDraw, ImageOps

from impersonation_watch.demo import portraits
from impersonation_watch.model import Fingerprint, Person, Photo, Signal
from matchers import photos

Alter = Callable[[Image.Image], Image.Image]


def her(*scenes: int) -> Person:
    return person(photos=tuple(her_photo(scene) for scene in scenes or (0,)))


def met(picture: Image.Image | Fingerprint, someone: Person | None = None) -> tuple[Signal, ...]:
    made = picture if isinstance(picture, Fingerprint) else print_of(picture)
    prepared = photos.prepare([someone or her()])
    return photos.signals(prepared, [profile(avatar_url=AVATAR)], {AVATAR: made})[0]


def square(image: Image.Image) -> Image.Image:
    return ImageOps.fit(image, (400, 400))


def part(share: float, across: float, down: float) -> Alter:
    def cut(image: Image.Image) -> Image.Image:
        side = share**0.5
        left = image.width * (1 - side) * across
        top = image.height * (1 - side) * down
        return image.crop(
            (int(left), int(top), int(left + image.width * side), int(top + image.height * side))
        )

    return cut


ALTERATIONS: dict[str, tuple[Alter, set[str]]] = {
    "same": (lambda image: image, {"photo_copy"}),
    "square": (square, {"photo_copy"}),
    "small": (lambda image: square(image).resize((96, 96)), {"photo_copy"}),
    "tiny": (lambda image: square(image).resize((48, 48)), {"photo_copy"}),
    "gray": (lambda image: image.convert("L"), {"photo_copy"}),
    "brighter": (
        lambda image: image.point([min(255, int(v * 1.25 + 8)) for v in range(256)] * 3),
        {"photo_copy"},
    ),
    "mirrored": (ImageOps.mirror, {"photo_mirror"}),
    "mirrored square": (lambda image: square(ImageOps.mirror(image)), {"photo_mirror"}),
    "crop 80": (part(0.8, 0.3, 0.2), {"photo_crop", "photo_copy"}),
    "crop 70": (part(0.7, 0.5, 0.4), {"photo_crop"}),
    "crop 60": (part(0.6, 0.7, 0.1), {"photo_crop"}),
    "square crop": (portraits.crop, {"photo_crop"}),
    "mirrored crop": (lambda image: ImageOps.mirror(portraits.crop(image)), {"photo_mirror"}),
    "framed": (lambda image: portraits.frame(image, "my new page"), {"photo_framed"}),
    "framed square": (
        lambda image: square(portraits.frame(image, "my new page")),
        {"photo_framed"},
    ),
    "framed crop": (
        lambda image: portraits.frame(portraits.crop(image), "my new page"),
        {"photo_framed"},
    ),
}


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_an_altered_copy_is_found_with_the_right_reason(alteration: str) -> None:
    alter, reasons = ALTERATIONS[alteration]
    found = met(alter(portrait()))
    assert [signal.reason in reasons for signal in found] == [True]


def test_another_photo_of_the_same_person_is_no_copy() -> None:
    assert met(portrait(NAOMI, 1)) == ()


@pytest.mark.parametrize("number", range(12))
def test_strangers_are_not_met(number: int) -> None:
    assert met(portrait(STRANGER + number), her(0, 1, 2)) == ()


def test_the_nearest_photo_is_named_and_its_region_lies_inside() -> None:
    (found,) = met(portraits.crop(portrait(NAOMI, 1)), her(0, 1, 2))
    assert found.photo is not None
    assert found.photo.photo_id == "photo1"
    assert all(0 <= edge <= 1 for edge in (*found.photo.ours, *found.photo.theirs))


def test_the_order_of_photos_is_nothing() -> None:
    picture = portraits.crop(portrait(NAOMI, 2))
    assert met(picture, her(0, 1, 2)) == met(picture, her(2, 1, 0))


def plain(size: int = 200) -> Image.Image:
    return Image.new("RGB", (size, size), "#3b7")


def initials() -> Image.Image:
    drawn = plain()
    ImageDraw.Draw(drawn).text((50, 50), "NW", fill="white", font_size=80)
    return drawn


def silhouette() -> Image.Image:
    drawn = Image.new("RGB", (200, 200), "#ddd")
    pen = ImageDraw.Draw(drawn)
    pen.ellipse((60, 30, 140, 110), fill="#999")
    pen.ellipse((20, 120, 180, 280), fill="#999")
    return drawn


def graded() -> Image.Image:
    return Image.linear_gradient("L").resize((200, 200))


@pytest.mark.parametrize("draw", [plain, initials, silhouette, graded])
def test_default_pictures_identify_nobody(draw: Callable[[], Image.Image]) -> None:
    made = print_of(draw())
    photo = Photo(id="d", label="d", fingerprint=made)
    assert not photos.identifies(made)
    assert met(made, person(photos=(photo,))) == ()


def test_portraits_identify_somebody() -> None:
    assert all(photos.identifies(print_of(portrait(STRANGER + n))) for n in range(6))


def test_one_pixel_and_one_line_are_pictures_too() -> None:
    for size in ((1, 1), (1, 500), (500, 1), (3, 2)):
        assert met(Image.new("RGB", size, "red")) == ()


def test_a_profile_without_picture_gives_no_signal() -> None:
    prepared = photos.prepare([her()])
    seen = [profile(), profile(avatar_url="https://cdn.example/other")]
    assert photos.signals(prepared, seen, {}) == [(), ()]


def test_the_whole_view_is_the_hash_everybody_uses() -> None:
    image = portrait()
    theirs = imagehash.phash(image, hash_size=12).hash.flatten()
    ours = next(view for view in print_of(image).views if view.name == "whole").hash
    bits = np.array([int(each) for each in f"{ours:0144b}"], dtype=bool)
    assert int((bits != theirs).sum()) <= 6  # it shrinks the picture a little differently


@pytest.mark.slow
def test_photographs_of_different_people_stay_apart(shared: Path) -> None:
    paths = sorted((shared / "photos").glob("portrait*.jpg"))
    made = [print_of(Image.open(path).convert("RGB")) for path in paths]
    owners = [
        person(id=f"p{n}", photos=(Photo(id="x", label="x", fingerprint=each),))
        for n, each in enumerate(made)
    ]
    seen = [profile(avatar_url=str(n)) for n in range(len(made))]
    pictures = {str(n): each for n, each in enumerate(made)}
    found = photos.signals(photos.prepare(owners), seen, pictures)
    assert all({signal.person_id for signal in row} <= {f"p{n}"} for n, row in enumerate(found))


@pytest.mark.slow
def test_crops_of_photographs_are_found(shared: Path) -> None:
    dice = random.Random(7)
    paths = sorted((shared / "photos").glob("portrait*.jpg"))[:20]
    found = 0
    for path in paths:
        image = Image.open(path).convert("RGB")
        photo = Photo(id="x", label="x", fingerprint=print_of(image))
        crop = part(0.65, dice.random(), dice.random())(image)
        found += bool(met(crop, person(photos=(photo,))))
    assert found >= 18
