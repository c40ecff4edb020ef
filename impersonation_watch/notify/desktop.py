"""A notice on this computer's own screen, by the desktop's `notify-send`."""

from __future__ import annotations

import shutil
import subprocess

from impersonation_watch.language import _
from impersonation_watch.model import CannotSend, Settings

SECONDS = 10  # a desktop that does not answer must not hold up a run


def send(settings: Settings, text: str) -> None:
    """Show title and text quietly, and leave nothing in the desktop's list of past notices.

    Only for a computer nobody else looks at. Raises CannotSend where there is no desktop.
    """
    command = shutil.which("notify-send")
    if command is None:
        raise CannotSend(
            _("this computer has no notify-send"),
            permanent=True,
            advice=_("Install the package libnotify-bin, or set `notice: none`."),
        )
    quiet = ["--urgency=low", "--hint=int:transient:1", f"--app-name={settings.notice_title}"]
    try:
        subprocess.run(
            [command, *quiet, "--", settings.notice_title, text],
            check=True,
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotSend(
            _("the desktop did not take the notice"),
            permanent=False,
            advice=_("Is somebody logged in? It is tried again next time."),
        ) from error
