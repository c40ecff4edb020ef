"""What a file is, by its bytes; nothing that can run is kept, and nothing is ever opened here."""

from __future__ import annotations

import re

from impersonation_watch.language import N_, _
from impersonation_watch.model import WatchError

LARGEST_FILE = 25 * 1024 * 1024  # bytes; what most mail servers still carry
PICTURE, PDF, MAIL, TEXT = "image", "application/pdf", "message/rfc822", "text/plain"
LOOKED_AT = 64 * 1024  # bytes of a text; what makes it a page stands near its beginning
MAIL_LINE = re.compile(rb"(?:[!-9;-~]+:[ \t][^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*){3}")  # RFC 5322
PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|svg|iframe)\b", re.IGNORECASE)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # none of them stands in a text
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"7z\xbc\xaf'\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
PROGRAM = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!", b"\xd0\xcf\x11\xe0")

AS_PDF = N_("Save it as PDF or make a screenshot of it, and add that.")
FIRST_OPEN = N_("Open it, and add the files in it one by one.")
ANOTHER = N_("Add a picture, a PDF, a text file or a saved e-mail.")
SMALLER = N_("Add the part that matters, or a screenshot of it.")
# what is not kept, how it begins, and what to do instead
REFUSED: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
    (ZIP, N_("it is a packed file or an office document"), FIRST_OPEN),
    (PROGRAM, N_("it is a program or an old office document, which could do harm"), AS_PDF),
)


def media_of(name: str, content: bytes) -> str:
    """The media type; "image" for whatever is to be opened as a picture.

    Raises WatchError, with what to do instead, for files that are not kept: too large, empty,
    packed, programs, saved web pages, sound and film.
    """
    if len(content) > LARGEST_FILE:
        most = LARGEST_FILE // 1024 // 1024
        raise WatchError(_("it is larger than {most} MB").format(most=most), advice=_(SMALLER))
    if not content.strip():
        raise WatchError(_("it is empty"), advice=_(ANOTHER))
    if is_picture(content):
        return PICTURE
    for beginnings, what, instead in REFUSED:
        if content.startswith(beginnings):
            raise WatchError(_(what), advice=_(instead))
    if content.startswith(b"%PDF-"):
        return PDF
    if not _is_text(content):
        raise WatchError(_("we do not know what it is"), advice=_(ANOTHER))
    return _kind_of_text(name, content)


def is_picture(content: bytes) -> bool:
    """Whether it is to be opened as a picture; HEIC and films are, to be refused by name there."""
    webp = content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    return content.startswith(PICTURES) or webp or content[4:8] == b"ftyp"


def _is_text(content: bytes) -> bool:
    if not content.startswith(UTF_16):
        return CONTROL.search(content) is None
    try:
        content.decode("utf-16")
    except UnicodeDecodeError:
        return False
    return True


def _kind_of_text(name: str, content: bytes) -> str:
    """A saved e-mail may hold a page, since nothing opens it as one; other texts may not."""
    if name.lower().endswith(".eml") and MAIL_LINE.match(content):
        return MAIL
    beginning = content[:LOOKED_AT].replace(b"\x00", b"")  # UTF-16 has one beside each letter
    if PAGE.search(beginning):
        raise WatchError(
            _("it is a saved web page or a drawing, which can do harm"), advice=_(AS_PDF)
        )
    return TEXT
