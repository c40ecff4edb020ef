"""Forms that a browser does not describe to its maker.

Chromium and its relatives send a digest of the host and the field names of every form to a server
of their maker, from a private window too, whatever `autocomplete` says. They leave out forms whose
address has "search" in it: kUrlSearchActionRe in Chromium's
components/autofill/core/browser/form_structure.cc. So each form of ours is sent to such an address.
"""

from __future__ import annotations

PREFIX = "/search"
FORM = ' action="/'  # only our templates write it: in foreign words the quote is written out


def lead_aside(page: str) -> str:
    """The page with every form of it sent to an address that is not described."""
    return page.replace(FORM, f"{FORM[:-1]}{PREFIX}/")


def plain(path: str) -> str:
    """The address as the table of pages knows it."""
    return path.removeprefix(PREFIX) if path.startswith(f"{PREFIX}/") else path
