"""What the tests of matching and judging share: one invented person, and profiles like hers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np
from PIL import Image

from impersonation_watch.demo import portraits
from impersonation_watch.judge import judge
from impersonation_watch.model import (
    Candidate,
    Consent,
    Fingerprint,
    FoundBy,
    Hit,
    Person,
    Photo,
    Raw,
    Signal,
)
from matchers import handles, names, photos, texts
from matchers.views import fingerprint

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CONSENT = Consent(giver="self", recorded_by="self", given_at=NOW, until=NOW + timedelta(days=365))
MATCHERS: tuple[ModuleType, ...] = (names, handles, photos, texts)
AVATAR = "https://cdn.example/avatar"
NAOMI, STRANGER = 921, 40  # numbers of invented people whose portraits are drawn


def person(*spellings: str, **changes: Any) -> Person:
    """Naomi Whitaker, or somebody with the names given."""
    known = Person(id="p1", names=spellings or ("Naomi Whitaker",), consent=CONSENT)
    return replace(known, **changes)


def profile(name: str | None = None, handle: str = "qx7", **changes: Any) -> Candidate:
    """A profile on an invented platform; the handle alone is like nobody's."""
    seen = Candidate(
        platform="elsewhere",
        source="elsewhere.search",
        handle=handle,
        profile_url=f"https://elsewhere.example/{handle}",
        seen_at=NOW,
        found_by=FoundBy(kind="name", query="Naomi Whitaker"),
        raw=Raw(url="https://elsewhere.example/search", status=200, body_sha256="0" * 64),
        parser="test 1",
        display_name=name,
    )
    return replace(seen, **changes)


@cache
def portrait(number: int = NAOMI, scene: int = 0) -> Image.Image:
    return portraits.portrait(number, scene, portraits.SMALL)


def print_of(image: Image.Image) -> Fingerprint:
    return fingerprint(np.asarray(image.convert("RGB")), "0" * 64, *image.size)


@cache
def her_photo(scene: int = 0) -> Photo:
    fingerprint_ = print_of(portrait(NAOMI, scene))
    return Photo(id=f"photo{scene}", label=f"photo {scene}.jpg", fingerprint=fingerprint_)


def file_of(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def signals_of(
    someone: Person, candidate: Candidate, picture: Image.Image | None = None
) -> list[Signal]:
    """All signals of all matchers."""
    pictures = {AVATAR: print_of(picture)} if picture else {}
    seen = replace(candidate, avatar_url=AVATAR if picture else None)
    return [
        signal
        for matcher in MATCHERS
        for signal in matcher.signals(matcher.prepare([someone]), [seen], pictures)[0]
    ]


def verdict(
    someone: Person, candidate: Candidate, picture: Image.Image | None = None
) -> Hit | None:
    return judge(someone, candidate, signals_of(someone, candidate, picture))


def bits(signals: Sequence[Signal]) -> float:
    return sum(signal.bits for signal in signals)
