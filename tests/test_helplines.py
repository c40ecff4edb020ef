"""Whom to turn to: each number has the page it was checked against, or says that it has none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from reviewing import Pages, copy_of_filled, pages

from impersonation_watch import helplines
from impersonation_watch.helplines import Helpline
from impersonation_watch.helplines.shapes import STALE_AFTER
from impersonation_watch.helplines.telling import COUNTRIES, DAYS
from impersonation_watch.model import ConfigError

NAMED_IN_THE_ISSUE = "us ca gb ie au nz in pk za ng ke de at ch fr be nl es pt it gr se no dk fi pl"
NAMED_IN_THE_ISSUE += " cz ro ua tr il eg jo lb ae sa ma jp kr mx br ar"
GOOD = """
id: "xx"
helplines:
  - name: "Night line"
    serves: [stalking]
    phone: "123"
    status: checked
    checked: 2026-11-22
    against: stored_copy
    source: "https://example.org/help"
"""


def every() -> list[Helpline]:
    near = [each for country in helplines.countries() for each in country.helplines]
    return [*near, *helplines.international()]


def test_every_country_named_has_a_file() -> None:
    assert {each.id for each in helplines.countries()} >= set(NAMED_IN_THE_ISSUE.split())


def test_every_country_has_its_name_in_words() -> None:
    assert {each.id for each in helplines.countries()} == set(COUNTRIES)


def test_a_number_without_a_page_that_confirms_it_says_so() -> None:
    said = {helplines.checked(each, "", date(2026, 11, 22)) for each in every() if not each.source}
    assert said == {"Not checked: we found no page that confirms it. It may be wrong."}


def test_a_checked_number_tells_the_day_and_against_what() -> None:
    line = helplines.of("DE")[1]
    said = helplines.checked(line, "22 November 2026", date(2026, 11, 22))
    assert "Checked on 22 November 2026" in said
    assert "stored copy" in said


def test_after_half_a_year_the_page_says_that_the_check_is_old() -> None:
    line = helplines.of("de")[1]
    assert line.checked is not None
    later = line.checked + STALE_AFTER + timedelta(days=1)
    assert "more than half a year" in helplines.checked(line, "22 November 2026", later)


def test_at_least_25_countries_have_a_checked_line_for_a_violent_partner() -> None:
    with_one = [
        country.id
        for country in helplines.countries()
        if any("partner" in each.serves and each.source for each in country.helplines)
    ]
    assert len(with_one) >= 25


def test_every_line_can_be_told_in_words() -> None:
    for each in every():
        assert helplines.serves(each)
        assert not any(short in helplines.hours(each) for short in DAYS)
        assert len(helplines.notes(each)) == len(each.notes)


def test_a_country_without_a_file_has_no_helplines() -> None:
    assert helplines.of("aq") == ()


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        (GOOD.replace('"xx"', '"yy"'), "not the file name"),
        (GOOD.replace("    checked: 2026-11-22\n", ""), "needs the day"),
        (GOOD.replace("status: checked", "status: unverified"), "there is a day"),
        (GOOD.replace('    phone: "123"\n', ""), "no way to reach it"),
        (GOOD + "    fax: 1\n", "fax"),
        (GOOD.replace("stalking", "gossip"), "gossip"),
        (GOOD.replace("https://", "javascript:"), "source"),
        ("id: [", "xx.yaml"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name(changed: str, problem: str) -> None:
    with pytest.raises(ConfigError, match=problem) as refused:
        helplines.load([("xx.yaml", changed)])
    assert str(refused.value).startswith("xx.yaml")


def test_the_emergency_number_comes_first() -> None:
    emergency = GOOD.split("helplines:\n")[1].replace("stalking", "emergency")
    with pytest.raises(ConfigError, match="comes first"):
        helplines.load([("xx.yaml", GOOD + emergency)])


def test_a_right_file_is_read() -> None:
    assert helplines.load([("xx.yaml", GOOD)])[0].helplines[0].phone == "123"


# --- the page -----------------------------------------------------------------------------------


@pytest.fixture
def locked(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    ids = copy_of_filled(tmp_path / "notes", now)
    with pages(tmp_path / "notes", now, ids) as locked:
        locked.enter()
        yield locked


def test_the_page_can_be_read_while_locked(locked: Pages) -> None:
    answer = locked.get("/helplines")
    assert (answer.status_code, answer.url.path) == (200, "/helplines")
    assert "StopNCII" in answer.text


def test_the_page_can_be_read_before_there_is_a_vault(tmp_path: Path, now: datetime) -> None:
    with pages(tmp_path / "notes", now, {}) as fresh:
        begin = fresh.enter()
        assert 'href="/helplines"' in begin.text
        assert "Take It Down" in fresh.get("/helplines").text


def test_a_country_is_chosen_by_a_form_and_never_in_the_address(locked: Pages) -> None:
    locked.get("/helplines")
    answer = locked.post("/helplines", country="de")
    assert (answer.url.path, answer.url.query) == ("/helplines", b"")
    assert "116 016" in answer.text
    assert "0808 2000 247" not in answer.text


def test_a_country_that_is_not_there_is_refused(locked: Pages) -> None:
    locked.get("/helplines")
    assert locked.post("/helplines", country="../../etc").status_code == 404


def test_each_number_shows_when_it_was_checked_or_that_it_was_not(locked: Pages) -> None:
    locked.get("/helplines")
    shown = locked.post("/helplines", country="gb").text
    lines = len(helplines.of("gb")) + len(helplines.international())
    told = shown.count("Checked on 22 November 2026") + shown.count("Not checked: we found")
    assert told == lines
    assert "Nobody called them" in shown


def test_the_page_loads_nothing_from_elsewhere_and_tells_nobody_where_it_came_from(
    locked: Pages,
) -> None:
    locked.get("/helplines")
    answer = locked.post("/helplines", country="us")
    loaded = re.findall(
        r'<(?:img|script|link|iframe|source)[^>]+(?:src|href)="([^"]+)"', answer.text
    )
    assert all(each.startswith("/") for each in loaded)
    outside = re.findall(r'<a href="https?:[^>]+>', answer.text)
    assert outside
    assert all('rel="noreferrer noopener' in each for each in outside)
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_every_country_can_be_shown(locked: Pages) -> None:
    locked.get("/helplines")
    for each in helplines.countries():
        shown = locked.post("/helplines", country=each.id)
        assert (shown.status_code, shown.url.path) == (200, "/helplines"), each.id
