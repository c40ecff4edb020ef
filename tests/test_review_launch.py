"""The way from the terminal to the page gives nothing away."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from impersonation_watch.language import speak
from impersonation_watch.review.launch import (
    PRIVATE_WINDOWS,
    open_private,
    remove_redirect,
    sweep_redirects,
    write_redirect,
)

FIRST = "http://x7k2.localhost:4711/enter/secret-token"
SECOND = "http://127.0.0.1:4711/enter/secret-token"


@pytest.mark.parametrize(("program", "switch"), PRIVATE_WINDOWS)
def test_a_private_window_is_opened_and_the_token_is_on_no_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, switch: str
) -> None:
    heard, browser = tmp_path / "heard", tmp_path / program
    browser.write_text(f'#!/bin/sh\necho "$@" > {heard}\n')
    browser.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    redirect = write_redirect(FIRST, SECOND)
    opened = open_private(redirect)
    assert opened is not None
    opened.wait(20)
    assert heard.read_text().split() == [switch, redirect.as_uri()]
    remove_redirect(redirect)


def test_the_file_leads_to_the_page_by_both_names() -> None:
    redirect = write_redirect(FIRST, SECOND)
    text = redirect.read_text("utf-8")
    remove_redirect(redirect)
    assert (text.count(FIRST), text.count(SECOND)) == (2, 1)


def test_the_file_is_for_this_user_alone_from_its_first_byte() -> None:
    before = os.umask(0)
    try:
        redirect = write_redirect(FIRST, SECOND)
        modes = (redirect.stat().st_mode & 0o777, redirect.parent.stat().st_mode & 0o777)
    finally:
        os.umask(before)
    remove_redirect(redirect)
    assert modes == (0o600, 0o700)


def test_taking_the_file_away_twice_does_no_harm() -> None:
    redirect = write_redirect(FIRST, SECOND)
    remove_redirect(redirect)
    remove_redirect(redirect)
    assert not redirect.parent.exists()


def left_behind(folder: Path, name: str, now: datetime, *files: str) -> Path:
    """A way in that nobody took away, two days old."""
    left = folder / name
    left.mkdir()
    for each in files:
        (left / each).touch()
    then = (now - timedelta(days=2)).timestamp()
    os.utime(left, (then, then))
    return left


def test_a_way_in_left_by_a_killed_process_is_swept(tmp_path: Path, now: datetime) -> None:
    left_behind(tmp_path, "notes-a1", now, "open.html")
    left_behind(tmp_path, "notes-a2", now)
    sweep_redirects(tmp_path, now)
    assert list(tmp_path.iterdir()) == []


def test_what_may_be_in_use_or_is_something_else_is_left_alone(
    tmp_path: Path, now: datetime
) -> None:
    left_behind(tmp_path, "notes-demo-x", now, "open.html", "packet.zip")
    left_behind(tmp_path, "other", now, "open.html")
    (tmp_path / "notes-link").symlink_to(left_behind(tmp_path, "elsewhere", now, "open.html"))
    fresh = left_behind(tmp_path, "notes-fresh", now, "open.html")
    os.utime(fresh, (now.timestamp(), now.timestamp()))
    before = sorted(tmp_path.rglob("*"))
    sweep_redirects(tmp_path, now)
    assert sorted(tmp_path.rglob("*")) == before


def test_the_way_in_is_written_in_the_language_of_the_system() -> None:
    speak("ar")
    try:
        path = write_redirect(FIRST, SECOND)
    finally:
        speak("en")
    page = path.read_text("utf-8")
    remove_redirect(path)
    assert '<html lang="ar" dir="rtl">' in page
    assert "Open" not in page
