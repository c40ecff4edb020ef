"""Drawn portraits: the same for the same seeds, clearly different for different people."""

from __future__ import annotations

import io
from itertools import combinations

import imagehash
import pytest
from PIL import Image

from impersonation_watch.demo import people, portraits

APART = 14  # of 64 bits; two pictures of one motif, re-encoded, stay below 8


def fingerprint(picture: Image.Image) -> imagehash.ImageHash:
    return imagehash.phash(picture)


def reopened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.fixture(scope="module")
def sixty() -> list[imagehash.ImageHash]:
    return [fingerprint(portraits.portrait(each, 0, portraits.SMALL)) for each in range(60)]


@pytest.fixture(scope="module")
def naomi() -> Image.Image:
    return portraits.portrait(people.NAOMI, 0)


def test_the_same_seeds_draw_the_same_picture() -> None:
    first, second = (portraits.portrait(5, 2, portraits.SMALL) for _ in range(2))
    assert first.tobytes() == second.tobytes()


def test_sixty_people_look_clearly_different(sixty: list[imagehash.ImageHash]) -> None:
    assert min(one - other for one, other in combinations(sixty, 2)) >= APART


def test_one_person_in_three_scenes_gives_three_pictures() -> None:
    hashes = [fingerprint(reopened(content)) for _, content in people.naomi_photos()]
    assert min(one - other for one, other in combinations(hashes, 2)) >= APART


def test_strangers_look_like_none_of_naomis_photos() -> None:
    own = [fingerprint(reopened(content)) for _, content in people.naomi_photos()]
    strangers = [each.likeness for each in people.BYSTANDERS if each.likeness.person is not None]
    for likeness in strangers:
        drawn = portraits.portrait(likeness.person or 0, likeness.scene, portraits.SMALL)
        assert min(fingerprint(drawn) - each for each in own) >= APART


def test_an_avatar_is_still_the_same_picture(naomi: Image.Image) -> None:
    avatar = reopened(portraits.avatar(naomi))
    assert avatar.size == (400, 400)
    assert fingerprint(avatar) - fingerprint(portraits.square(naomi)) <= 4


def test_a_crop_keeps_seven_tenths_of_the_picture(naomi: Image.Image) -> None:
    cut = portraits.crop(naomi)
    assert cut.width * cut.height / (naomi.width * naomi.height) == pytest.approx(0.7, abs=0.02)


def test_a_mirror_image_hides_from_a_plain_hash_and_not_from_a_mirrored_one(
    naomi: Image.Image,
) -> None:
    mirrored = portraits.mirror(naomi)
    assert fingerprint(mirrored) - fingerprint(naomi) >= APART
    assert fingerprint(portraits.mirror(mirrored)) == fingerprint(naomi)


def test_a_frame_leaves_the_picture_whole_inside_it(naomi: Image.Image) -> None:
    framed = portraits.frame(naomi, "NAOMI W.")
    edge = (framed.width - naomi.width) // 2
    inside = framed.crop((edge, edge, edge + naomi.width, edge + naomi.height))
    assert inside.tobytes() == naomi.tobytes()


def test_a_framed_square_is_a_square(naomi: Image.Image) -> None:
    framed = portraits.frame(portraits.square(naomi), "NAOMI W.")
    assert framed.width == framed.height


def test_portraits_have_texture_and_placeholders_have_none(naomi: Image.Image) -> None:
    kept = len(portraits.jpeg(naomi)) / (naomi.width * naomi.height)
    placeholder = len(portraits.default_avatar(1)) / (400 * 400)
    assert kept > 0.1
    assert placeholder < 0.05
