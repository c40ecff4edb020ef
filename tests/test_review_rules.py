"""Who is turned away before any page is reached, and what every answer carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from reviewing import HOST, ORIGIN, OURS, Pages, pages, unlocked

from impersonation_watch.model import Decision
from impersonation_watch.review.app import ROUTES
from impersonation_watch.review.guard import ALWAYS, LARGEST_FORM, POLICY

CROSS_SITE = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}


@pytest.fixture
def opened(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    with unlocked(tmp_path / "notes", now) as opened:
        yield opened


def _decision(opened: Pages) -> Decision:
    assert opened.sitting.vault is not None
    return opened.sitting.vault.store.hit(opened.ids["naomi.w"]).decision


def _path(opened: Pages) -> str:
    return f"/n/{opened.ids['naomi.w']}/decide"


@pytest.mark.parametrize(
    "host", ["rebind.example:4711", "127.0.0.1:4711", "x7k2.localhost", "x7k2.localhost:80", ""]
)
def test_another_host_or_port_is_refused(opened: Pages, host: str) -> None:
    assert opened.get("/", host=host).status_code == 421


def test_a_form_from_our_own_page_is_taken(opened: Pages) -> None:
    opened.send(_path(opened), {"token": opened.token, "decision": "unsure"}, OURS)
    assert _decision(opened) is Decision.UNSURE


@pytest.mark.parametrize(
    "headers",
    [
        CROSS_SITE,
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999", "sec-fetch-site": "same-site"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "cross-site"},
        {"origin": "null"},
        {"origin": "null", "sec-fetch-site": "none"},
        {},
    ],
)
def test_a_form_from_elsewhere_changes_nothing(opened: Pages, headers: dict[str, str]) -> None:
    fields = {"token": opened.token, "decision": "impostor"}
    answer = opened.send(_path(opened), fields, headers)
    assert (answer.status_code, _decision(opened)) == (403, Decision.UNDECIDED)


@pytest.mark.parametrize("token", ["", "wrong", "x" * 1000, "\u00e9"])
def test_a_form_without_our_token_changes_nothing(opened: Pages, token: str) -> None:
    answer = opened.send(_path(opened), {"token": token, "decision": "impostor"}, OURS)
    assert (answer.status_code, _decision(opened)) == (403, Decision.UNDECIDED)


@pytest.mark.parametrize("frame", ["iframe", "frame", "embed", "object"])
def test_a_framed_page_is_refused(opened: Pages, frame: str) -> None:
    assert opened.get("/", **{"sec-fetch-dest": frame}).status_code == 403


def test_a_page_asked_for_by_another_site_is_refused(opened: Pages) -> None:
    assert opened.get("/", **{"sec-fetch-site": "cross-site"}).status_code == 403


def test_nothing_is_decided_by_get(opened: Pages) -> None:
    answer = opened.get(f"{_path(opened)}?decision=impostor&token={opened.token}")
    assert (answer.status_code, _decision(opened)) == (404, Decision.UNDECIDED)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(opened: Pages, method: str) -> None:
    assert opened.client.request(method, "/", headers=OURS).status_code == 405


def test_a_form_that_is_too_long_is_refused(opened: Pages) -> None:
    assert opened.post("/check", url="x" * LARGEST_FORM).status_code == 413


def test_only_plain_forms_are_read(opened: Pages) -> None:
    headers = {**OURS, "content-type": "application/json"}
    assert opened.client.post("/lock", content=b"{}", headers=headers).status_code == 415


def test_without_the_cookie_no_page_is_shown(opened: Pages) -> None:
    opened.client.cookies.clear()
    answers = {opened.get(re.sub(r"\{\w+\}", "x", path)).status_code
               for method, path, _ in ROUTES if method == "GET"}  # fmt: skip
    assert answers == {403}


def test_the_cookie_ends_with_the_browser_and_is_not_for_scripts(
    tmp_path: Path, now: datetime
) -> None:
    with pages(tmp_path, now, {}) as closed:
        cookie = closed.get(f"/enter/{closed.sitting.entry}").headers["set-cookie"].lower()
    parts = {part.strip().partition("=")[0] for part in cookie.split(";")[1:]}
    assert parts == {"httponly", "samesite", "path"}
    assert "samesite=strict" in cookie


def test_the_way_in_works_once(tmp_path: Path, now: datetime) -> None:
    with pages(tmp_path, now, {}) as closed:
        way_in = f"/enter/{closed.sitting.entry}"
        first, second = closed.get(way_in), closed.get(way_in)
    assert (first.status_code, second.status_code) == (200, 403)
    assert "set-cookie" not in second.headers


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("/activity", {}),
        ("/nowhere", {}),
        ("/style.css", {}),
        ("/script.js", {}),
        ("/enter/wrong", {}),
        ("/", {"host": "rebind.example"}),
        ("/", {"sec-fetch-dest": "iframe"}),
    ],
)
def test_every_answer_carries_the_headers(
    opened: Pages, path: str, headers: dict[str, str]
) -> None:
    answer = opened.get(path, **headers)
    assert answer.headers["content-security-policy"] == POLICY
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS


def test_a_picture_can_do_nothing(opened: Pages) -> None:
    answer = opened.get(f"/n/{opened.ids['naomi.w']}/theirs")
    assert answer.headers["content-type"] == "image/webp"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_program_that_breaks_says_so_under_the_same_headers(
    opened: Pages, caplog: pytest.LogCaptureFixture
) -> None:
    assert opened.sitting.vault is not None
    opened.sitting.vault.store.desk.db.execute("DROP TABLE answers")
    opened.client._transport.raise_server_exceptions = False  # type: ignore[attr-defined]
    opened.post("/check", url="https://site.example/naomi")
    answer = opened.get("/looking")
    assert answer.headers["content-security-policy"] == POLICY


def test_every_page_is_called_notes(opened: Pages) -> None:
    hit = opened.ids["naomi.w"]
    for path in ("/", f"/n/{hit}", f"/n/{hit}/out", "/activity", "/help", "/nowhere"):
        assert "<title>Notes</title>" in opened.get(path).text


def test_every_field_and_form_keeps_the_browser_from_remembering(opened: Pages) -> None:
    for path in ("/", f"/n/{opened.ids['naomi.w']}", f"/n/{opened.ids['naomi.w']}/out"):
        text = opened.get(path).text
        fields = text.count("<form") + text.count('type="text"')
        assert text.count('autocomplete="off"') >= fields


def test_addresses_say_nothing(opened: Pages) -> None:
    assert opened.get("/").url == f"{ORIGIN}/"
    assert "naomi" not in "".join(opened.ids.values())
