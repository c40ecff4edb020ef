"""Where a vault must not lie: folders a program copies to a cloud. Pure."""

from __future__ import annotations

import re
from pathlib import Path

from impersonation_watch.language import _
from impersonation_watch.model import StoreError

# Part of a path as these programs name their folders, and what people call the program. A part may
# go on after a sign: "OneDrive - Work", "GoogleDrive-naomi@site.example", "Dropbox (Old)".
SYNCED = (
    (r"dropbox", "Dropbox"),
    (r"onedrive", "OneDrive"),
    (r"google ?drive|my drive", "Google Drive"),
    (r"icloud ?drive|icloud|mobile documents|com~apple~clouddocs", "iCloud"),
    (r"nextcloud", "Nextcloud"),
    (r"owncloud", "ownCloud"),
    (r"pcloud ?drive|pcloud", "pCloud"),
    (r"megasync|mega sync", "MEGA"),
    (r"proton ?drive", "Proton Drive"),
    (r"seafile", "Seafile"),
    (r"syncthing", "Syncthing"),
    (r"cloudstorage", "a cloud"),  # ~/Library/CloudStorage of macOS: every provider lies in it
)
WHOLE = (("mega", "MEGA"), ("box sync", "Box"), ("yandex.disk", "Yandex"))  # ordinary words else


def synced_by(folder: Path) -> str | None:
    """The program that copies this folder elsewhere, by the names along its path; None if none.

    Whole names count, never parts of one: "omega" and "dropboxes" are nobody's cloud. A cloud
    folder under a name of her own is not seen.
    """
    for part in folder.parts:
        name = part.casefold()
        for shape, program in SYNCED:
            if re.fullmatch(rf"(?:{shape})(?:[^\w].*)?", name, re.DOTALL):
                return program
        for whole, program in WHOLE:
            if name == whole:
                return program
    return None


def refuse_synced(folder: Path) -> None:
    """Raises StoreError for one that is copied to a cloud; `folder` with its links followed."""
    program = synced_by(folder)
    if program is not None:
        raise StoreError(
            _(
                "the folder {folder} is copied by {program}: others with that account get a"
                " copy, and old copies stay there"
            ).format(folder=folder, program=program),
            advice=_(
                "Choose a folder that only this computer has, for example with `--vault ~/.notes`."
            ),
        )
