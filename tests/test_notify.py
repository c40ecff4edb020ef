"""Notices say one neutral sentence, or say that they could not."""

from __future__ import annotations

from pathlib import Path

import pytest

from impersonation_watch import notify
from impersonation_watch.language import speak
from impersonation_watch.model import CannotSend, Settings

TEXT = Settings().notice_text


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop whose `notify-send` writes down what it was told; returns where."""
    program = tmp_path / "notify-send"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "${0%/*}/told"\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path / "told"


def test_a_channel_is_found_by_its_file_name() -> None:
    assert "desktop" in notify.channels()


def test_the_desktop_shows_title_and_text_and_keeps_no_copy(desktop: Path) -> None:
    notify.send("desktop", Settings(), TEXT)
    told = desktop.read_text().splitlines()
    assert told[-2:] == ["Reminder", TEXT]
    assert "--hint=int:transient:1" in told


def test_the_title_is_the_one_the_user_chose(desktop: Path) -> None:
    notify.send("desktop", Settings(notice_title="Garden"), TEXT)
    assert "Garden" in desktop.read_text().splitlines()


def test_a_text_that_begins_with_a_dash_is_still_a_text(desktop: Path) -> None:
    notify.send("desktop", Settings(), "--urgency=critical")
    assert desktop.read_text().splitlines()[-1] == "--urgency=critical"


def test_a_computer_without_a_desktop_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotSend, match="no notify-send") as caught:
        notify.send("desktop", Settings(), TEXT)
    assert caught.value.permanent
    assert caught.value.advice


def test_a_desktop_that_refuses_is_tried_again_later(desktop: Path) -> None:
    (desktop.parent / "notify-send").write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(CannotSend) as caught:
        notify.send("desktop", Settings(), TEXT)
    assert not caught.value.permanent


def test_an_unknown_channel_names_the_ones_there_are() -> None:
    with pytest.raises(CannotSend, match="no channel") as caught:
        notify.send("pigeon", Settings(), TEXT)
    assert "desktop" in caught.value.advice


@pytest.mark.parametrize(
    "telling",
    [
        "Look at https://example.social/@naomi",
        "@naomiwhitaker was copied",
        "3 new profiles",
        "Something\nwith a second line",
        "",
        "word " * 30,
    ],
)
def test_a_text_that_tells_a_stranger_something_is_not_sent(desktop: Path, telling: str) -> None:
    with pytest.raises(CannotSend):
        notify.send("desktop", Settings(), telling)
    assert not desktop.exists()


def test_the_text_that_ships_is_neutral() -> None:
    assert notify.neutral(TEXT)
    assert notify.neutral(Settings().notice_title)


def test_the_words_of_a_notice_follow_the_language_until_somebody_chooses_others() -> None:
    speak("ar")
    try:
        arabic = notify.in_language(Settings())
        chosen = notify.in_language(Settings(notice_text="Water the plants."))
    finally:
        speak("en")
    assert arabic.notice_text != Settings().notice_text
    assert notify.neutral(arabic.notice_text)
    assert notify.in_language(arabic) == Settings()
    assert chosen.notice_text == "Water the plants."
