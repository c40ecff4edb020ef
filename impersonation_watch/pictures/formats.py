"""Which bytes are worth decoding at all, told by how they begin."""

from __future__ import annotations

from impersonation_watch.language import N_, _
from impersonation_watch.model import PictureError

LARGEST = 15 * 1024 * 1024  # bytes; phones' photos have 2 to 12 MB
MOST_PIXELS = 40_000_000  # 160 MB decoded; larger than any profile picture and most phones' photos
HEAD = 1024  # bytes looked at
DISPLAY_PX = 640  # longest side of a copy for a page, and of what is fingerprinted
SCREEN_PX = 1600  # of a screenshot: its small print has to be read
CROP_PX = 2400  # of a part cut out of a picture
WHOLE = (0.0, 0.0, 1.0, 1.0)  # left, top, right, bottom, each a share of the upright picture
PHOTO = N_("Choose a photo saved as JPEG, PNG, WebP or GIF.")


def refuse(content: bytes) -> str:
    """The media type of a picture we read; PictureError says what it is instead."""
    if len(content) > LARGEST:
        raise PictureError(
            _("it is larger than {most} MB").format(most=LARGEST // 1024 // 1024),
            advice=_("Send it to yourself in a smaller size, and choose that copy."),
        )
    media = _media(content)
    if media is None:
        raise PictureError(_instead(content[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")), advice=_(PHOTO))
    return media


def _media(content: bytes) -> str | None:
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return None


def _instead(head: bytes) -> str:
    """What bytes that are none of our formats seem to be."""
    if not head:
        return _("it is empty")
    if b"<svg" in head.lower():
        return _("it is a drawing in SVG form, which can hold programs, and not a photo")
    if head.startswith(b"<"):
        return _("it is a web page and not a picture")
    if head[4:8] == b"ftyp":
        return _("it is a HEIC or AVIF picture or a film, which we do not read")
    return _("it is not a picture we can read")
