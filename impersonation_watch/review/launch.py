"""The way from the terminal to the page: a file only the user can read, and a private window."""

from __future__ import annotations

import html
import os
import shutil
import subprocess
import tempfile
import webbrowser
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from impersonation_watch import language, naming
from impersonation_watch.language import _

# programs by preference, and the switch each opens a private window with
PRIVATE_WINDOWS = (
    ("firefox", "--private-window"),
    ("firefox-esr", "--private-window"),
    ("chromium", "--incognito"),
    ("chromium-browser", "--incognito"),
    ("google-chrome", "--incognito"),
    ("brave-browser", "--incognito"),
    ("microsoft-edge", "--inprivate"),
)
FILE = "open.html"
STALE = timedelta(days=1)  # nobody opens the pages that late
PAGE = """<!doctype html>
<html lang="{lang}" dir="{dir}">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0;url={first}">
<title>{title}</title>
<p><a href="{first}">{open}</a></p>
<p>{otherwise} <a href="{second}">{here}</a></p>
</html>
"""


def write_redirect(first: str, second: str) -> Path:
    """A file that leads to the page, readable by this user alone.

    The one-time token is in it and nowhere else: on a command line every user of the machine
    could read it. `second` is the same way in for browsers that do not know the first name. It is
    written in the language in use: no browser has asked for one yet.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"{naming.worn()}-"))  # mode 0700
    path = folder / FILE
    path.touch(mode=0o600)
    path.write_text(_page(html.escape(first), html.escape(second)), "utf-8")
    return path


def _page(first: str, second: str) -> str:
    spoken = language.spoken()
    return PAGE.format(
        lang=spoken,
        dir=language.direction(spoken),
        title=_("Notes"),
        first=first,
        second=second,
        open=_("Open the notes"),
        otherwise=_("If that does not open:"),
        here=_("open them here"),
    )


def remove_redirect(path: Path) -> None:
    """Take the file away again; once is enough, twice does no harm."""
    path.unlink(missing_ok=True)
    if path.parent.exists():
        path.parent.rmdir()


def sweep_redirects(folder: Path, now: datetime) -> None:
    """Take away what a killed process left here: folders of ours with that one file in them."""
    for name in {naming.PLAIN, naming.worn()}:
        for each in folder.glob(f"{name}-*"):
            with suppress(OSError):  # somebody else's, or gone just now
                if _is_stale(each, now):
                    remove_redirect(each / FILE)


def _is_stale(folder: Path, now: datetime) -> bool:
    status = folder.lstat()
    ours = folder.is_dir() and not folder.is_symlink() and status.st_uid == os.getuid()
    old = status.st_mtime < (now - STALE).timestamp()
    return ours and old and {each.name for each in folder.iterdir()} <= {FILE}


def open_private(path: Path) -> subprocess.Popen[bytes] | None:
    """Open the file in a private window; None when only an ordinary one could be opened."""
    for program, switch in PRIVATE_WINDOWS:
        found = shutil.which(program)
        if found:
            return subprocess.Popen(
                [found, switch, path.as_uri()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
    webbrowser.open(path.as_uri())
    return None
