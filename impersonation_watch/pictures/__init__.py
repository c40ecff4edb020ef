"""Pictures, decoded in a child process of their own that may be killed at any moment.

Whoever imports this package loads no decoder: only `child.py` does, in the child.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from impersonation_watch.language import N_, _
from impersonation_watch.model import Fingerprint, PictureError, View
from impersonation_watch.pictures.formats import (
    CROP_PX,
    DISPLAY_PX,
    LARGEST,
    MOST_PIXELS,
    SCREEN_PX,
    WHOLE,
    refuse,
)
from impersonation_watch.pictures.worker import COMMAND, WISH, Gone, Worker

__all__ = ["CROP_PX", "DISPLAY_PX", "LARGEST", "MOST_PIXELS", "SCREEN_PX", "Darkroom", "Picture"]

MOST_VIEWS = 2_000  # a very long picture gives some hundreds
HASH_BITS = 144
LONGEST_REFUSAL = 100  # characters; the child's sentences are shorter
Box = tuple[float, float, float, float]
STRANGE = (KeyError, TypeError, ValueError, OverflowError, AttributeError)  # of a strange answer
OTHER = N_("Choose another copy of it, saved as JPEG or PNG.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that was decoded once, and what is left of it."""

    sha256: str  # of the bytes as received
    width: int  # as it is meant to be seen: turned as its EXIF data says
    height: int
    media: str  # image/jpeg, image/png, image/webp or image/gif, by its content
    fingerprint: Fingerprint
    display: bytes  # made anew as WebP, small: the only form a page may show


class Darkroom:
    """Develops pictures one at a time; restarts its child process when it dies.

    The child may use `memory_mb` of resident memory and `seconds` of processor time a picture.
    """

    def __init__(
        self, *, memory_mb: int = 300, seconds: float = 3.0, command: Sequence[str] = COMMAND
    ) -> None:
        self._memory_mb, self._seconds, self._command = memory_mb, seconds, command
        self._worker: Worker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """Of the child process; None while there is none."""
        return self._worker.pid if self._worker else None

    def develop(self, content: bytes, *, longest: int = DISPLAY_PX, box: Box = WHOLE) -> Picture:
        """The picture in these bytes: the first frame, turned upright, transparency on white.

        `longest`: pixels of the longest side of the display copy; `box`: the part of it that the
        copy shows and the fingerprint is of.

        Raises PictureError when they hold none, when it is cut, larger than LARGEST bytes or
        MOST_PIXELS, or costs more than it may. The next picture is not affected.
        """
        media = refuse(content)
        answer, display = self._ask(content, WISH.pack(longest, *box))
        if "refused" in answer:
            raise PictureError(_(str(answer["refused"])[:LONGEST_REFUSAL]), advice=_(OTHER))
        try:
            return _picture(hashlib.sha256(content).hexdigest(), media, answer, display)
        except STRANGE as error:
            self.close()  # a child that answers like this is not ours any more
            raise PictureError(_("it could not be read"), advice=_(OTHER)) from error

    def close(self) -> None:
        """End the child process; a later `develop` starts another."""
        if self._worker:
            self._worker.end()
            self._worker = None

    def _ask(self, content: bytes, wish: bytes) -> tuple[dict[str, Any], bytes]:
        if self._worker is None or not self._worker.alive():
            self.close()
            self._worker = Worker(self._command, memory_mb=self._memory_mb, seconds=self._seconds)
        try:
            answer, display = self._worker.ask(content, wish)
            return _read(answer), display
        except Gone as error:
            self.close()
            raise PictureError(_(str(error)), advice=_(OTHER)) from error


def _read(answer: bytes) -> dict[str, Any]:
    """What the child says. Raises Gone: one that was taken over may say anything."""
    try:
        told = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise Gone("it could not be read") from error
    if not isinstance(told, dict):
        raise Gone("it could not be read")
    return told


def _picture(sha256: str, media: str, answer: dict[str, Any], display: bytes) -> Picture:
    """From what the child says, each value held to its type."""
    width, height = int(answer["width"]), int(answer["height"])
    if not (0 < width * height <= MOST_PIXELS and display[8:12] == b"WEBP"):
        raise ValueError("the child does not answer as it should")
    fingerprint = Fingerprint(
        version=int(answer["version"]),
        sha256=sha256,
        width=width,
        height=height,
        detail=_share(answer["detail"]),
        views=tuple(_view(each) for each in answer["views"][:MOST_VIEWS]),
    )
    return Picture(
        sha256=sha256,
        width=width,
        height=height,
        media=media,
        fingerprint=fingerprint,
        display=display,
    )


def _view(row: list[Any]) -> View:
    name, bits, left, top, right, bottom = row
    box = (_share(left), _share(top), _share(right), _share(bottom))
    seen = int(str(bits), 16)
    if seen >> HASH_BITS:  # negative ones, too
        raise ValueError("no hash of ours")
    return View(name=str(name), hash=seen, box=box)


def _share(value: Any) -> float:
    share = float(value)
    if not math.isfinite(share):
        raise ValueError("no share of anything")
    return share
