"""The files of a case as a page lists them: what was brought, and what was made of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from impersonation_watch.model import How, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """One file somebody brought; `number` counts those of its case from 1."""

    number: int
    original: Snapshot
    display: Snapshot | None  # our own copy, the only one that is shown
    parts: tuple[Snapshot, ...]  # cut out of it
    translations: tuple[Snapshot, ...]

    @property
    def media_name(self) -> str:
        """A neutral name to save the original under; it says nothing about anybody."""
        ending = ENDINGS.get(self.original.media, "bin")
        return f"file-{self.number}.{ending}"


ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/heic": "heic",
    "application/pdf": "pdf",
    "text/plain": "txt",
}


def brought(snapshots: Iterable[Snapshot]) -> list[Brought]:
    """The files that came in by hand, the first first."""
    kept = sorted(snapshots, key=lambda each: each.at)
    originals = [each for each in kept if each.how is How.SUPPLIED]
    derived = [each for each in kept if each.how is How.DERIVED]
    return [
        Brought(
            number=number,
            original=original,
            display=next(iter(_made(original, derived, "display")), None),
            parts=_made(original, derived, "crop"),
            translations=_made(original, derived, "translation"),
        )
        for number, original in enumerate(originals, 1)
    ]


def _made(original: Snapshot, derived: list[Snapshot], kind: str) -> tuple[Snapshot, ...]:
    return tuple(
        each for each in derived if each.made_from == original.sha256 and each.kind == kind
    )
