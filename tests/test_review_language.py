"""The language of the pages: chosen before anything is typed or while locked, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from reviewing import OURS, Pages, copy_of_filled, pages


@pytest.fixture
def locked(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    ids = copy_of_filled(tmp_path / "notes", now)
    with pages(tmp_path / "notes", now, ids) as locked:
        locked.enter()
        yield locked


def test_the_locked_page_speaks_another_language_when_asked(locked: Pages) -> None:
    assert 'name="language" value="ar"' in locked.get("/unlock").text
    answer = locked.post("/language", language="ar")
    assert (answer.url.path, '<html lang="ar" dir="rtl">' in answer.text) == ("/unlock", True)
    assert 'name="language" value="en"' in answer.text


def test_the_language_chosen_in_the_open_vault_is_kept_there(locked: Pages) -> None:
    locked.unlock_at_once()
    locked.post("/language", language="ar")
    assert locked.sitting.vault is not None
    assert locked.sitting.vault.store.settings().language == "ar"
    assert 'dir="rtl"' in locked.get("/help").text


def test_what_the_browser_asks_for_is_spoken_on_the_first_page(
    tmp_path: Path, now: datetime
) -> None:
    with pages(tmp_path / "home" / "notes", now, {}) as fresh:
        fresh.enter()
        assert 'lang="ar"' in fresh.get("/setup", **{"accept-language": "ar-EG,en;q=0.5"}).text
        answer = fresh.post("/language", language="ar")
    assert (answer.url.path, 'lang="ar"' in answer.text) == ("/setup", True)


@pytest.mark.parametrize("language", ["", "xx", "../../etc", "<script>"])
def test_a_language_there_is_not_changes_nothing(locked: Pages, language: str) -> None:
    assert locked.post("/language", language=language).status_code == 404
    assert locked.sitting.language == ""


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/settings/erase"])
def test_the_way_back_leads_nowhere_else(locked: Pages, back: str) -> None:
    fields = {"token": locked.token, "language": "ar", "back": back}
    answer = locked.client.post("/language", data=fields, headers=OURS, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_a_language_from_elsewhere_is_refused(locked: Pages) -> None:
    forged = locked.send("/language", {"token": "wrong", "language": "ar"}, OURS)
    assert (forged.status_code, locked.sitting.language) == (403, "")
