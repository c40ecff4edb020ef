"""A profile somebody described, in the shape of one we saw: nothing is added to the words."""

from __future__ import annotations

from urllib.parse import urlsplit

from impersonation_watch.accounts import read_account, without_sharer
from impersonation_watch.language import _
from impersonation_watch.model import Candidate, Case, Description, FoundBy, Raw
from impersonation_watch.takedown.shown import NAME_LIMIT, shown

BY_HAND = "description"  # source and parser of a profile no program of ours has read

BIO_LIMIT = 500  # units of the profile's own text


def described(case: Case) -> Candidate:
    """The case's description as a candidate; what was not said stays empty."""
    told = case.description
    platform, handle, platform_id = _account(told.url)
    return Candidate(
        platform=platform or told.app.strip().casefold(),
        source=BY_HAND,
        handle=told.handle or handle,
        profile_url=without_sharer(told.url),
        seen_at=case.opened_at,
        found_by=FoundBy(kind="link" if told.url else "name", query=""),
        raw=Raw(url=told.url, status=0, body_sha256=""),
        parser=BY_HAND,
        platform_id=platform_id,
        display_name=told.name or None,
        bio=told.bio or None,
        location=told.place or None,
    )


def parts(told: Description) -> list[tuple[int, str]]:
    """What is known of the profile, a line each, and its rank: 0 is left out last."""
    lines = (
        (0, _("Name shown: {text}"), told.name, NAME_LIMIT),
        (0, _("User name: {text}"), told.handle, NAME_LIMIT),
        (0, _("Phone number: {text}"), told.phone, NAME_LIMIT),
        (1, _("Age shown: {text}"), told.age, NAME_LIMIT),
        (1, _("Place shown: {text}"), told.place, NAME_LIMIT),
        (3, _("Text on the profile: “{text}”"), told.bio, BIO_LIMIT),
    )
    return [
        (rank, line.format(text=shown(text.strip(), limit)))
        for rank, line, text, limit in lines
        if text.strip()
    ]


def _account(url: str) -> tuple[str, str, str | None]:
    """Platform, handle and stable id as the address says them; empty where it does not."""
    try:
        found = read_account(url) if url else None
    except ValueError:
        return urlsplit(url).hostname or "", "", None
    return (found.platform, found.handle or "", found.platform_id) if found else ("", "", None)
