"""Locked means closed: no vault in memory, nothing shown, and guessing gets slow."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from reviewing import OURS, Pages, copy_of_filled, pages

from impersonation_watch.vault import Vault


@pytest.fixture
def locked(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    ids = copy_of_filled(tmp_path / "notes", now)
    with pages(tmp_path / "notes", now, ids) as locked:
        locked.enter()
        yield locked


def _open_vaults() -> int:
    gc.collect()
    return sum(isinstance(each, Vault) for each in gc.get_objects())


def _is_locked(locked: Pages) -> bool:
    return locked.get("/").url.path == "/unlock"


def test_nothing_is_shown_before_the_passphrase(locked: Pages) -> None:
    answer = locked.get(f"/n/{locked.ids['naomi.w']}")
    assert answer.url.path == "/unlock"
    assert not {"Naomi", "impostor"} & set(re.findall(r"\w+", answer.text))


def test_the_lock_button_leaves_no_vault_in_memory(locked: Pages) -> None:
    before = _open_vaults()
    locked.unlock()
    locked.post("/lock")
    assert (_open_vaults(), locked.sitting.vault) == (before, None)


def test_after_ten_minutes_without_a_click_it_locks(locked: Pages, now: datetime) -> None:
    locked.unlock()
    locked.clock.now = now + timedelta(minutes=10)
    assert _is_locked(locked)


def test_a_click_keeps_it_open(locked: Pages, now: datetime) -> None:
    locked.unlock()
    for minutes in (6, 12, 18):
        locked.clock.now = now + timedelta(minutes=minutes)
        assert not _is_locked(locked)


def test_a_page_that_reloads_by_itself_is_nobody(locked: Pages, now: datetime) -> None:
    locked.unlock()
    locked.post("/look")
    for minutes in (3, 6, 9):
        locked.clock.now = now + timedelta(minutes=minutes)
        locked.get("/looking?quiet=1")
    locked.clock.now = now + timedelta(minutes=10)
    assert _is_locked(locked)


def test_typing_keeps_it_open(locked: Pages, now: datetime) -> None:
    locked.unlock()
    locked.clock.now = now + timedelta(minutes=9)
    assert locked.get("/still-here").headers["content-type"] == "image/gif"
    locked.clock.now = now + timedelta(minutes=15)
    assert not _is_locked(locked)


def test_leaving_locks_and_shows_a_page_that_says_nothing(locked: Pages) -> None:
    locked.unlock()
    answer = locked.post("/leave")
    assert (answer.url.path, locked.sitting.vault) == ("/left", None)
    assert not {"Naomi", "passphrase"} & set(re.findall(r"\w+", answer.text))


def test_a_wrong_passphrase_is_told_in_words(locked: Pages) -> None:
    answer = locked.unlock("wrong")
    assert answer.status_code == 403
    assert "That is not the passphrase" in answer.text


def test_after_three_wrong_passphrases_there_is_a_growing_pause(
    locked: Pages, now: datetime
) -> None:
    for _ in range(3):
        locked.unlock("wrong")
    assert "Please wait" in locked.unlock().text
    locked.clock.now = now + timedelta(seconds=6)
    locked.unlock("wrong")
    locked.clock.now += timedelta(seconds=6)
    assert "Please wait" in locked.unlock().text


def test_wrong_passphrases_stand_in_the_activity(locked: Pages) -> None:
    locked.unlock("wrong")
    locked.unlock()
    assert "A wrong passphrase was typed" in locked.get("/activity").text


def test_the_last_openings_stand_on_the_overview(locked: Pages) -> None:
    assert "Opened" in locked.unlock().text


def test_what_was_typed_into_a_report_outlives_the_lock(locked: Pages, now: datetime) -> None:
    locked.unlock()
    hit = locked.ids["naomi.w"]
    locked.post(f"/n/{hit}/decide", decision="impostor")
    locked.answer_calmly(f"/n/{hit}")
    path = f"/n/{hit}/report/eu-dsa-16"
    locked.clock.now = now + timedelta(minutes=11)
    locked.post(path, draft=path, name="Naomi Whitaker", email="")
    assert 'value="Naomi Whitaker"' in locked.unlock().text


def test_a_form_that_is_not_ours_leaves_no_draft(locked: Pages) -> None:
    path = f"/n/{locked.ids['naomi.w']}/report/bluesky"
    locked.send(path, {"draft": path, "name": "Somebody else"}, OURS)
    assert locked.sitting.draft == {}


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/n/1/report/x", "//evil.example", "/n/1/report/x\n", "/leave"],
)
def test_after_the_passphrase_the_way_leads_to_no_other_place(
    locked: Pages, elsewhere: str
) -> None:
    locked.post("/look", draft=elsewhere)
    assert locked.unlock().url.path == "/"


def test_what_cannot_be_brought_in_does_not_keep_her_out(locked: Pages, now: datetime) -> None:
    spoil_inbox(locked.sitting.folder)
    answer = locked.unlock()
    assert (answer.status_code, answer.url.path) == (200, "/")
    assert "could not be put aside" in answer.text
    locked.clock.now = now + timedelta(minutes=10)
    assert _is_locked(locked)


def spoil_inbox(folder: Path) -> None:
    """A letter that is none, and a file where the folder for such letters should be."""
    (folder / "inbox" / "letter").write_bytes(b"no letter")
    (folder / "inbox" / "spoiled").write_bytes(b"")


def test_a_folder_without_a_vault_is_said_in_words(tmp_path: Path, now: datetime) -> None:
    with pages(tmp_path, now, {}) as closed:
        closed.enter()
        answer = closed.unlock()
    assert (answer.status_code, "no vault" in answer.text) == (403, True)
