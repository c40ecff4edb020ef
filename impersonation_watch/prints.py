"""Photos as they were given: opened in the darkroom, and told apart."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from impersonation_watch.language import _
from impersonation_watch.model import Fingerprint, Photo, PictureError
from impersonation_watch.pictures import Darkroom
from matchers.photos import LOW_DETAIL

SAME_PICTURE = 6  # bits of a view's hash that differ between two savings of one photo
LONGEST_LABEL = 100
ID_BYTES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """One photo, opened: the noun, and the bytes that are kept beside it."""

    photo: Photo
    original: bytes
    display: bytes


def develop(darkroom: Darkroom, label: str, original: bytes) -> Print:
    """The photo in these bytes, called `label` from here on.

    Raises PictureError, in a sentence that names it, for bytes that are no picture we read and for
    pictures that show too little to tell anybody apart.
    """
    try:
        picture = darkroom.develop(original)
    except PictureError as error:
        message = _('photo "{label}" cannot be used: {why}').format(label=label, why=error)
        raise PictureError(message, advice=error.advice) from error
    if picture.fingerprint.detail < LOW_DETAIL:
        raise PictureError(
            _(
                'photo "{label}" shows too little: a plain ground or a default picture is on'
                " thousands of profiles and tells nobody apart"
            ).format(label=label)
        )
    photo = Photo(
        id=secrets.token_hex(ID_BYTES),
        label=label[:LONGEST_LABEL],
        fingerprint=picture.fingerprint,
    )
    return Print(photo=photo, original=original, display=picture.display)


def same_picture(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether these were made from the same picture, be it saved anew."""
    if one.sha256 == other.sha256:
        return True
    return (one.views[0].hash ^ other.views[0].hash).bit_count() <= SAME_PICTURE
