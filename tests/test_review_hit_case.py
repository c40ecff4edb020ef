"""An impostor and its case: a button, a choice, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from reviewing import Pages, unlocked

from impersonation_watch import intake
from impersonation_watch.model import Answered, Case, Description, Police, Safety, Shown
from impersonation_watch.vault import Store, Vault

CALM = {"anger": "no", "knows_who": "no"}
MORE = {"police": "none", "shown": "clothed_adult"}


@pytest.fixture
def opened(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    with unlocked(tmp_path / "notes", now) as opened:
        yield opened


def vault(opened: Pages) -> Vault:
    assert opened.sitting.vault is not None
    return opened.sitting.vault


def store(opened: Pages) -> Store:
    return vault(opened).store


def a_case(opened: Pages, now: datetime) -> Case:
    calm = Safety(
        anger=Answered.NO,
        knows_who=Answered.NO,
        police=Police.NONE,
        shown=Shown.CLOTHED_ADULT,
        asked_at=now,
    )
    told = Description(app="tinder", name="Naomi W")
    return intake.open_case(vault(opened), "p1", told, safety=calm, now=now)


def test_the_button_is_there_for_an_impostor_only(opened: Pages) -> None:
    hit = f"/n/{opened.ids['naomi.w']}"
    before = f'href="{hit}/case"' in opened.get(hit).text
    opened.post(f"{hit}/decide", decision="impostor")
    assert (before, f'href="{hit}/case"' in opened.get(hit).text) == (False, True)


def test_an_impostor_is_put_with_a_case_and_leads_there(opened: Pages, now: datetime) -> None:
    case, hit = a_case(opened, now), opened.ids["naomi.w"]
    assert "Naomi W" in opened.get(f"/n/{hit}/case").text
    opened.post(f"/n/{hit}/case", case=case.id)
    assert store(opened).case(case.id).hits == (hit,)
    assert f'href="/c/{case.id}"' in opened.get(f"/n/{hit}").text


def test_a_case_that_is_not_hers_is_not_there(opened: Pages) -> None:
    hit = opened.ids["naomi.w"]
    assert opened.post(f"/n/{hit}/case", case="none").status_code == 404
    assert store(opened).case_of_hit(hit) is None


def test_a_new_case_begins_with_the_questions_and_holds_the_profile(opened: Pages) -> None:
    hit = opened.ids["naomi.w"]
    answer = opened.post(f"/n/{hit}/case", case="new")
    assert answer.url.path == "/cases/new/safety"
    opened.post("/cases/new/safety", **CALM)
    text = opened.post("/cases/new/police", **MORE).text
    assert "https://bsky.app/profile/naomi.w" in text
    opened.post("/cases/new/what", url="https://bsky.app/profile/naomi.w", own_app="bluesky")
    case = store(opened).case_of_hit(hit)
    assert case is not None
    assert case.description.url == "https://bsky.app/profile/naomi.w"


def test_the_overview_names_the_cases_that_are_open(opened: Pages, now: datetime) -> None:
    case = a_case(opened, now)
    told = [f'href="/c/{case.id}"' in opened.get("/").text]
    store(opened).close_case(case.id, now)
    told.append(f'href="/c/{case.id}"' in opened.get("/").text)
    assert told == [True, False]
    assert 'href="/cases/new"' in opened.get("/").text
