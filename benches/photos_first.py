"""How often photos of different people are confused, and how often altered copies are found.

`python benches/photos_first.py FOLDER` with a folder of portraits of different people, one each.
Prints false pairs for each threshold beside imagehash's own phash of the whole picture, and the
share of altered copies found at `matchers.photos.NEAR`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

import imagehash
import numpy as np
from PIL import Image, ImageOps

from impersonation_watch.demo import portraits
from impersonation_watch.model import Fingerprint
from matchers.photos import LOW_DETAIL, NEAR
from matchers.views import fingerprint

WORDS = 48  # bits of a hash at a time, three times
MASK = (1 << WORDS) - 1
dice = random.Random(2)


def square(image: Image.Image) -> Image.Image:
    return ImageOps.fit(image, (400, 400))


def part(share: float) -> Callable[[Image.Image], Image.Image]:
    def cut(image: Image.Image) -> Image.Image:
        width, height = (int(edge * share**0.5) for edge in image.size)
        left = dice.randint(0, image.width - width)
        top = dice.randint(0, image.height - height)
        return image.crop((left, top, left + width, top + height))

    return cut


def framed(image: Image.Image) -> Image.Image:
    return portraits.frame(image, "write me on the other app")


ALTERATIONS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "same": lambda image: image,
    "128 px": lambda image: square(image).resize((128, 128)),
    "48 px": lambda image: square(image).resize((48, 48)),
    "mirror": ImageOps.mirror,
    "crop 80 %": part(0.8),
    "crop 70 %": part(0.7),
    "crop 60 %": part(0.6),
    "crop 45 %": part(0.45),
    "mirrored crop 70 %": lambda image: ImageOps.mirror(part(0.7)(image)),
    "frame and caption": framed,
    "the same, squared": lambda image: square(framed(image)),
    "framed crop 70 %": lambda image: framed(part(0.7)(image)),
    "brighter": lambda image: image.point([min(255, int(v * 1.3 + 10)) for v in range(256)] * 3),
    "turned 3 degrees": lambda image: image.rotate(3, fillcolor=(200, 200, 200)),
}
OTHERS = ("same", "mirror", "crop 70 %", "frame and caption", "the same, squared", "128 px")


def made(image: Image.Image) -> Fingerprint:
    return fingerprint(np.asarray(image.convert("RGB")), "", *image.size)


def hashes(print_: Fingerprint, *, theirs: bool) -> np.ndarray:
    unwanted = "crop" if theirs else "mirror"
    kept = [view.hash for view in print_.views if unwanted not in view.name]
    rows = [[each >> (WORDS * word) & MASK for word in range(3)] for each in kept]
    return np.array(rows, dtype=np.uint64)


def distance(ours: np.ndarray, theirs: np.ndarray) -> int:
    return int(np.bitwise_count(ours[:, None] ^ theirs[None]).sum(-1).min())


def main(folder: Path) -> None:
    images = [Image.open(path).convert("RGB") for path in sorted(folder.glob("portrait*.jpg"))]
    prints = [made(image) for image in images]
    kept = [n for n, each in enumerate(prints) if each.detail >= LOW_DETAIL]
    print(f"{len(images)} portraits, {len(images) - len(kept)} without detail and left out")
    images, prints = [images[n] for n in kept], [prints[n] for n in kept]
    ours = [hashes(each, theirs=False) for each in prints]
    false_pairs(images, ours)
    recall(images, ours)


def false_pairs(images: list[Image.Image], ours: list[np.ndarray]) -> None:
    found, plain = [], []
    plain_ours = [imagehash.phash(image) for image in images]
    for number, image in enumerate(images):
        for name in OTHERS:
            altered = ALTERATIONS[name](image)
            theirs, theirs_plain = hashes(made(altered), theirs=True), imagehash.phash(altered)
            others = [n for n in range(len(images)) if n != number]
            found += [distance(ours[n], theirs) for n in others]
            plain += [plain_ours[n] - theirs_plain for n in others]
    print(f"\n{len(found)} pairs of different people, nearest {sorted(found)[:6]}")
    for most in (NEAR - 4, NEAR, NEAR + 4, NEAR + 8):
        print(f"  at {most:3} of 144 bits: {sum(each <= most for each in found)} false")
    print(f"imagehash.phash of the whole, nearest {sorted(plain)[:6]} of 64 bits")


def recall(images: list[Image.Image], ours: list[np.ndarray]) -> None:
    safe = 10  # bits of 64: the largest at which imagehash.phash confuses nobody here
    print(f"\n{'found at':22}{NEAR:>4} of 144   imagehash.phash at {safe} of 64")
    for name, alter in ALTERATIONS.items():
        altered = [alter(image) for image in images]
        near = [
            distance(mine, hashes(made(each), theirs=True)) <= NEAR
            for mine, each in zip(ours, altered, strict=True)
        ]
        plain = [
            imagehash.phash(image) - imagehash.phash(each) <= safe
            for image, each in zip(images, altered, strict=True)
        ]
        print(f"  {name:20}{np.mean(near):8.2f}{np.mean(plain):20.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
