"""A profile somebody described, in the shape of one we saw: nothing is added to the words."""

from __future__ import annotations

from urllib.parse import urlsplit

from impersonation_watch.accounts import read_account
from impersonation_watch.model import Candidate, Case, FoundBy, Raw

BY_HAND = "description"  # source and parser of a profile no program of ours has read


def described(case: Case) -> Candidate:
    """The case's description as a candidate; what was not said stays empty."""
    told = case.description
    platform, handle = _account(told.url)
    return Candidate(
        platform=platform or told.app.strip().casefold(),
        source=BY_HAND,
        handle=told.handle or handle,
        profile_url=told.url,
        seen_at=case.opened_at,
        found_by=FoundBy(kind="link" if told.url else "name", query=""),
        raw=Raw(url=told.url, status=0, body_sha256=""),
        parser=BY_HAND,
        display_name=told.name or None,
        bio=told.bio or None,
        location=told.place or None,
    )


def _account(url: str) -> tuple[str, str]:
    """Platform and handle as the address says them; empty where it does not."""
    try:
        found = read_account(url) if url else None
    except ValueError:
        return urlsplit(url).hostname or "", ""
    return (found.platform, found.handle or "") if found else ("", "")
