"""The questions before a report on two screens; no picture goes without a second yes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from brought import CALM as NOTHING_TO_FEAR
from brought import answers, open_lena
from casing import CALM, answer, bring, open_case, picture, store
from keeping import NOW, PASSPHRASE, practice_vault
from reviewing import Pages, unlocked

from impersonation_watch.model import Shown
from impersonation_watch.vault import Vault

REASONS = ("under_18", "undressed", "unsure")
FIRST = {name: CALM[name] for name in ("anger", "knows_who")}
ANSWERS = ("--anger", "no", "--knows-who", "no", "--police", "none", "--shown")


@pytest.fixture
def opened(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    with unlocked(tmp_path / "notes", now) as opened:
        yield opened


@pytest.fixture
def kept(opened: Pages) -> str:
    """The id of a case with one screenshot."""
    case = open_case(opened, app="tinder")
    bring(opened, case, ("IMG_2207.PNG", picture()))
    return case.id


def kinds(opened: Pages, case_id: str) -> set[str]:
    return {each.kind for each in store(opened).snapshots(case_id)}


# --- two screens --------------------------------------------------------------------------------


def test_two_questions_stand_on_each_screen(opened: Pages, kept: str) -> None:
    second = opened.post(f"/c/{kept}/report", **FIRST)
    assert (second.status_code, second.text.count("<fieldset>")) == (200, 2)
    assert "Page 2 of 2" in second.text
    for name, value in FIRST.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in second.text


def test_a_question_left_open_on_the_second_screen_keeps_the_screen(
    opened: Pages, kept: str
) -> None:
    asked = opened.post(f"/c/{kept}/report", **FIRST, screen="two", police="none")
    assert (asked.status_code, "Page 2 of 2" in asked.text) == (422, True)
    assert "“I am not sure” is an answer, too." in asked.text


def test_the_way_back_keeps_what_was_answered(opened: Pages, kept: str) -> None:
    first = opened.post(f"/c/{kept}/report", **FIRST, screen="two", back="first").text
    assert ("Page 1 of 2" in first, first.count(" checked")) == (True, 2)


def test_the_second_screen_comes_back_after_a_lock(opened: Pages, kept: str) -> None:
    opened.clock.now += timedelta(hours=2)
    opened.post(f"/c/{kept}/report", **FIRST, screen="two", draft=f"/c/{kept}/report")
    assert "Page 2 of 2" in opened.unlock().text


# --- the second yes -----------------------------------------------------------------------------


@pytest.mark.parametrize("shown", REASONS)
def test_nothing_is_erased_before_the_second_yes(opened: Pages, kept: str, shown: str) -> None:
    before, asked = (
        store(opened).safety(kept),
        opened.post(f"/c/{kept}/report", **{**CALM, "shown": shown}),
    )
    assert "1 picture or paper kept here would be erased for good" in asked.text
    assert "screenshot" in kinds(opened, kept)
    assert store(opened).safety(kept) == before


@pytest.mark.parametrize("shown", REASONS)
def test_the_pictures_are_erased_with_the_second_yes(opened: Pages, kept: str, shown: str) -> None:
    opened.post(f"/c/{kept}/report", **{**CALM, "shown": shown}, erase="yes")
    assert kinds(opened, kept) == set()


def test_the_way_back_from_erasing_leads_to_the_answer(opened: Pages, kept: str) -> None:
    given = {**CALM, "shown": "unsure"}
    asked = opened.post(f"/c/{kept}/report", **given, back="second").text
    assert ("Page 2 of 2" in asked, asked.count(" checked")) == (True, 2)
    assert "screenshot" in kinds(opened, kept)


def test_where_no_picture_is_kept_nothing_more_is_asked(opened: Pages) -> None:
    case = open_case(opened, app="tinder")
    asked = opened.post(f"/c/{case.id}/report", **{**CALM, "shown": "unsure"})
    assert "No picture is kept here" in asked.text


def test_a_case_about_a_found_profile_erases_its_pictures_only_with_a_yes(opened: Pages) -> None:
    seen = next(each for each in store(opened).hits() if kinds(opened, each.id) & {"avatar"})
    before = kinds(opened, seen.id)
    answer(opened, shown="unsure")
    typed = {"app": "bluesky", "own_app": "", "url": seen.hit.candidate.profile_url}
    asked = opened.post("/cases/new/what", **typed)
    assert "would be erased for good" in asked.text
    assert (kinds(opened, seen.id), store(opened).cases()) == (before, ())
    opened.post("/cases/new/what", **typed, erase="yes")
    assert "avatar" not in kinds(opened, seen.id)


# --- on the command line ------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path) -> tuple[Path, str]:
    """A vault with one case that has a screenshot; the id of the case."""
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    with practice_vault(tmp_path / "notes") as vault:
        return tmp_path, open_lena(vault).id


def iw(home: Path, *given: str) -> subprocess.CompletedProcess[str]:
    opened = ["--vault", str(home / "notes"), "--passphrase-file", str(home / "passphrase")]
    return subprocess.run(
        [sys.executable, "-m", "impersonation_watch", *given, *opened],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=home,
    )  # fmt: skip


def kept_in(home: Path, case_id: str) -> set[str]:
    with Vault.open(home / "notes", PASSPHRASE) as vault:
        return {each.kind for each in vault.store.snapshots(case_id)}


@pytest.mark.parametrize("command", [("add", "--happened", "Then."), ("takedown", "--form=tinder")])
def test_a_command_erases_nothing_without_the_second_yes(
    home: tuple[Path, str], command: tuple[str, ...]
) -> None:
    folder, case_id = home
    given = (*command, "--case", case_id, *ANSWERS, "unsure")
    done = iw(folder, *given)
    assert (done.returncode, "--erase-pictures" in done.stderr) == (2, True)
    assert "screenshot" in kept_in(folder, case_id)
    iw(folder, *given, "--erase-pictures")
    assert kept_in(folder, case_id) == {"messages"}


def test_two_pictures_are_counted_without_the_copies_made_of_them(home: tuple[Path, str]) -> None:
    folder, case_id = home
    with Vault.open(folder / "notes", PASSPHRASE) as vault:
        assert vault.store.pictures_refused(case_id, answers(Shown.UNSURE)) == 2
        assert vault.store.pictures_refused(case_id, NOTHING_TO_FEAR) == 0
        vault.store.save_safety(case_id, answers(Shown.UNSURE), NOW)
        assert vault.store.pictures_refused(case_id, answers(Shown.UNSURE)) == 0
