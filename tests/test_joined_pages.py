"""A profile with a picture from the record, as its page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from brought import open_lena
from reviewing import WHOLE, Pages, hit, keep, signal, unlocked

from impersonation_watch.model import Mark, PhotoMatch
from impersonation_watch.vault import Vault


@pytest.fixture
def opened(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    with unlocked(tmp_path / "notes", now) as opened:
        yield opened


def vault(opened: Pages) -> Vault:
    assert opened.sitting.vault is not None
    return opened.sitting.vault


@pytest.fixture
def met(opened: Pages, now: datetime) -> tuple[str, str, str]:
    """The addresses of a profile and of the picture it copies, and the id of that one's case."""
    case = open_lena(vault(opened))
    (photo,) = vault(opened).store.case_photos(case.id)
    match = PhotoMatch(
        photo_id=photo.id, mirrored=False, ours=WHOLE, theirs=WHOLE, distance=3, from_case=True
    )
    copied = signal("photo_copy", 13.0, ours="shown.jpg", photo=match)
    hit_id = keep(vault(opened), hit(now, "ada", copied, mark=Mark.REVIEW), now)
    return f"/n/{hit_id}", f"/photos/{photo.id}", case.id


def test_it_says_that_the_picture_is_from_the_record(
    opened: Pages, met: tuple[str, str, str]
) -> None:
    page = opened.get(met[0]).text
    assert "Picture from your record" in page
    assert "is a copy of a picture from your record" in page


def test_the_picture_is_shown_as_our_own_copy(opened: Pages, met: tuple[str, str, str]) -> None:
    shown = opened.get(met[1])
    assert shown.headers["content-type"] == "image/webp"


def test_when_the_case_was_erased_the_page_does_without_it(
    opened: Pages, met: tuple[str, str, str], now: datetime
) -> None:
    vault(opened).store.erase_case(met[2], now)
    assert met[1] not in opened.get(met[0]).text
