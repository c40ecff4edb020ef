"""Photos: is the profile picture a copy of one of the person's own photos?

Tells apart: the same picture resized or compressed again, a crop of down to about 60 % of the area,
the mirror image, and the picture inside a frame or above a caption. Does not look at faces: another
photo of the same person, smaller crops, collages, turned or covered pictures are not found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from impersonation_watch.model import (
    Candidate,
    Fingerprint,
    Person,
    Photo,
    PhotoMatch,
    Signal,
    View,
)
from matchers import WEIGHTS

MATCHER = "photos"
# Bits of 144 that may differ. Measured by benches/photos_first.py on 57 portraits of different
# people: none of 19,152 pairs at 26 or below, the nearest at 28; crops of 60 % found 96 of 100.
NEAR = 26
CLEARLY = 12  # bits closer: a plain wall taken for a bar gains less, a real frame more
OWN_BARS = 0.95  # of the area: our own photo has the same plain edges
LOW_DETAIL = 0.12  # default avatars measured 0.00-0.07, portraits 0.26-0.68


@dataclass(frozen=True, slots=True)
class Own:
    """One of the person's photos and the views others may have cut from it."""

    person_id: str
    photo: Photo
    views: tuple[View, ...]


Prepared = tuple[Own, ...]


def prepare(people: Sequence[Person]) -> Prepared:
    """The photos of all people; pictures without detail identify nobody and are left out."""
    return tuple(
        Own(person.id, photo, tuple(v for v in photo.fingerprint.views if not _mirrored(v)))
        for person in people
        for photo in person.photos
        if identifies(photo.fingerprint)
    )


def signals(
    prepared: Prepared, candidates: Sequence[Candidate], pictures: Mapping[str, Fingerprint]
) -> list[tuple[Signal, ...]]:
    """For each candidate and person the nearest photo; `pictures` by the avatar's address."""
    return [_signals(prepared, pictures.get(each.avatar_url or "")) for each in candidates]


def identifies(fingerprint: Fingerprint) -> bool:
    """Whether there is enough in the picture to tell it from others; ask for another if not."""
    return fingerprint.detail >= LOW_DETAIL


def _signals(prepared: Prepared, picture: Fingerprint | None) -> tuple[Signal, ...]:
    if picture is None or not identifies(picture):
        return ()
    outer = [view for view in picture.views if "crop" not in view.name]
    best: dict[str, Signal] = {}
    for own in prepared:
        if own.photo.fingerprint.version != picture.version:
            continue
        found = _nearest(own, outer)
        before = best.get(own.person_id)
        if found and (before is None or _distance(found) < _distance(before)):
            best[own.person_id] = found
    return tuple(best.values())


def _nearest(own: Own, outer: Sequence[View]) -> Signal | None:
    """The closest pair of views; one inside bars only where it is clearly the closer."""
    found = _closest(own, [view for view in outer if not _inside_bars(view)])
    barred = _closest(own, [view for view in outer if _inside_bars(view)])
    if barred and (not found or found[0] > NEAR or found[0] - barred[0] >= CLEARLY):
        found = barred
    if not found or found[0] > NEAR:
        return None
    distance, ours, theirs = found
    return _signal(own, ours, theirs, distance)


def _closest(own: Own, outer: Sequence[View]) -> tuple[int, View, View] | None:
    pairs = (((view.hash ^ one.hash).bit_count(), one, view) for view in outer for one in own.views)
    return min(pairs, key=lambda pair: pair[0], default=None)


def _signal(own: Own, ours: View, theirs: View, distance: int) -> Signal:
    reason = _reason(ours, theirs)
    match = PhotoMatch(
        photo_id=own.photo.id,
        mirrored=_mirrored(theirs),
        ours=ours.box,
        theirs=theirs.box,
        distance=distance,
        from_case=bool(own.photo.case_id),
    )
    return Signal(
        person_id=own.person_id,
        matcher=MATCHER,
        reason=reason,
        bits=WEIGHTS[reason],
        ours=own.photo.label,
        photo=match,
    )


def _reason(ours: View, theirs: View) -> str:
    if _mirrored(theirs):
        return "photo_mirror"
    if _inside_bars(theirs) and _area(theirs) < OWN_BARS * _area(ours):
        return "photo_framed"
    if "crop" in ours.name and ours.name != "square-crop-100":  # platforms cut squares themselves
        return "photo_framed" if _inside_bars(theirs) else "photo_crop"
    return "photo_copy"


def _area(view: View) -> float:
    left, top, right, bottom = view.box
    return (right - left) * (bottom - top)


def _inside_bars(view: View) -> bool:
    return view.name.removeprefix("mirror-").startswith(("inner", "banded"))


def _mirrored(view: View) -> bool:
    return view.name.startswith("mirror-")


def _distance(signal: Signal) -> tuple[bool, int, str]:
    """What to sort by: her own photo says more than a picture from a case, then the nearest."""
    match = signal.photo
    return (match.from_case, match.distance, signal.ours) if match else (True, NEAR, signal.ours)
