"""Where files that are meant to be sent are written: beside the vault's folder, or as asked."""

from __future__ import annotations

from pathlib import Path

from impersonation_watch.language import _
from impersonation_watch.model import WatchError
from impersonation_watch.review.visit import Visit

FOLDER = "packets"  # beside the vault's, because what is in it is meant to be sent


def usual_folder(visit: Visit) -> Path:
    """Where such files lie when no other folder is asked for."""
    return visit.vault.folder.resolve().parent / FOLDER


def asked_folder(visit: Visit, *, refused: str) -> Path:
    """The folder of the form, else the usual one; made when it is not there.

    Raises WatchError with `refused` where nothing can be written there.
    """
    try:
        folder = Path(visit.form.get("folder", "").strip() or usual_folder(visit)).expanduser()
        folder.mkdir(mode=0o700, exist_ok=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise WatchError(
            refused,
            advice=_("Choose a folder you can write to; the one above it has to be there already."),
        ) from error
    return folder
