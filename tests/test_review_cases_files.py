"""Files of a case through the pages: one or many, covered, as supplied, and out again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from casing import answer, bring, open_case, picture, store
from reviewing import OURS, Pages, unlocked

from impersonation_watch.model import Case, How
from impersonation_watch.review import uploads

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>stolen=1</script></svg>'


@pytest.fixture
def opened(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    with unlocked(tmp_path / "notes", now) as opened:
        yield opened


def with_one(opened: Pages) -> tuple[Case, str]:
    """A case with one screenshot, and the address of that file."""
    case = open_case(opened)
    bring(opened, case, ("IMG_0231.png", picture()), supplied_by="Ayla")
    return case, f"/c/{case.id}/files/1"


# --- taken in -------------------------------------------------------------------------------


def test_a_case_opens_with_a_single_screenshot_and_nothing_else(opened: Pages) -> None:
    answer(opened)
    opened.post("/cases/new/what", app="", own_app="", url="")
    sent = {"token": opened.token, "kind": "screenshot", "supplied_by": ""}
    files = [("files", ("IMG_0231.png", picture()))]
    shown = opened.client.post("/cases/new/files", data=sent, files=files, headers=OURS)
    case = store(opened).cases()[0]
    assert shown.url.path == f"/c/{case.id}"
    assert "App not written down yet" in shown.text


def test_with_no_word_and_no_picture_nothing_is_opened(opened: Pages) -> None:
    answer(opened)
    first = opened.post("/cases/new/what", app="", own_app="", url="")
    assert first.url.path == "/cases/new/files"
    assert "No file was chosen." in opened.post("/cases/new/files", kind="screenshot").text
    assert store(opened).cases() == ()


def test_the_original_is_sealed_as_supplied_by_a_friend(opened: Pages) -> None:
    content = picture()
    case = open_case(opened)
    bring(opened, case, ("IMG_0231.png", content), supplied_by="Ayla")
    kept = next(each for each in store(opened).snapshots(case.id) if each.how is How.SUPPLIED)
    assert (kept.supplied_by, kept.sha256) == ("Ayla", hashlib.sha256(content).hexdigest())
    assert store(opened).blob(kept.sha256) == content


def test_many_files_come_in_at_once(opened: Pages) -> None:
    case = open_case(opened)
    shown = bring(opened, case, *((f"{n}.png", picture(n)) for n in range(30, 36)))
    assert "6 files are kept. You can stop here." in shown.text


def test_a_file_that_cannot_be_kept_is_named_and_the_others_stay(opened: Pages) -> None:
    case = open_case(opened)
    shown = bring(opened, case, ("fine.png", picture()), ("odd.svg", SVG))
    assert shown.status_code == 422
    assert "odd.svg" in shown.text
    assert "1 other file is kept." in shown.text


def test_without_a_file_the_form_says_so(opened: Pages) -> None:
    assert "No file was chosen." in bring(opened, open_case(opened)).text


def test_no_picture_is_taken_in_of_somebody_under_18(opened: Pages) -> None:
    case = open_case(opened, shown="under_18")
    bring(opened, case, ("IMG_0231.png", picture()))
    assert store(opened).snapshots(case.id) == ()


def test_a_set_of_screenshots_from_a_telephone_is_not_too_much() -> None:
    assert uploads.takes_files("/c/0a1b2c3d4e5f/files")
    assert uploads.LARGEST >= 60 * 1024 * 1024


def test_messages_are_kept_word_for_word(opened: Pages) -> None:
    case = open_case(opened)
    opened.post(f"/c/{case.id}/text", kind="messages", text="Hi \u202eyou", supplied_by="")
    kept = store(opened).snapshots(case.id)[0]
    assert (kept.kind, store(opened).blob(kept.sha256)) == ("messages", "Hi \u202eyou".encode())
    assert "[U+202E]" in opened.get(f"/c/{case.id}/files/1").text


# --- shown ----------------------------------------------------------------------------------


def test_a_file_is_listed_with_time_giver_and_size_and_its_page_has_the_checksum(
    opened: Pages,
) -> None:
    case, _ = with_one(opened)
    text = opened.get(f"/c/{case.id}").text
    kept = next(each for each in store(opened).snapshots(case.id) if each.how is How.SUPPLIED)
    assert "Ayla" in text
    assert "22 November 2026" in text
    assert " kB" in text
    assert "SHA-256" not in text  # of use to the police, and a riddle to her
    assert f"SHA-256 {kept.sha256}" in opened.get(f"/c/{case.id}/files/1").text


def test_pictures_stay_covered_until_asked_for(opened: Pages) -> None:
    case, _ = with_one(opened)
    assert '<details class="cover">' in opened.get(f"/c/{case.id}").text
    settings = store(opened).settings()
    store(opened).save_settings(replace(settings, cover_pictures=False))
    assert '<details class="cover" open>' in opened.get(f"/c/{case.id}").text


def test_only_our_own_copy_of_a_picture_is_shown(opened: Pages) -> None:
    _, file = with_one(opened)
    shown = opened.get(f"{file}/shown")
    assert (shown.headers["content-type"], shown.content[8:12]) == ("image/webp", b"WEBP")
    assert "sandbox" in shown.headers["content-security-policy"]


def test_a_paper_has_no_picture_to_show(opened: Pages) -> None:
    case = open_case(opened)
    bring(opened, case, ("letter.txt", b"Case 44/26"), kind="police")
    assert opened.get(f"/c/{case.id}/files/1/shown").status_code == 404


def test_the_original_leaves_as_a_file_with_a_neutral_name(opened: Pages) -> None:
    _, file = with_one(opened)
    saved = opened.get(f"{file}/original")
    assert saved.headers["content-disposition"] == 'attachment; filename="file-1.png"'
    assert saved.headers["content-type"] == "application/octet-stream"
    assert saved.content[:4] == b"\x89PNG"


def test_saving_the_original_stands_in_the_activity(opened: Pages) -> None:
    _, file = with_one(opened)
    opened.get(f"{file}/original")
    assert "A file was saved to this computer" in opened.get("/activity").text


# --- beside the file ------------------------------------------------------------------------


def test_a_translation_is_kept_beside_the_file_which_stays_as_it_is(opened: Pages) -> None:
    case, file = with_one(opened)
    opened.post(f"{file}/translation", translation="I know where you live")
    kept = store(opened).snapshots(case.id)
    original = next(each for each in kept if each.how is How.SUPPLIED)
    made = next(each for each in kept if each.kind == "translation")
    assert (made.how, made.made_from) == (How.DERIVED, original.sha256)
    assert "I know where you live" in opened.get(file).text


def test_a_part_of_a_picture_is_kept_beside_it(opened: Pages) -> None:
    _, file = with_one(opened)
    shown = opened.post(f"{file}/crop", top="50", bottom="0", left="0", right="")
    assert f'src="{file}/part/1"' in shown.text
    assert opened.get(f"{file}/part/1").content[8:12] == b"WEBP"


@pytest.mark.parametrize("top", ["100", "-1", "half", "99"])
def test_a_cut_that_leaves_nothing_is_refused_in_words(opened: Pages, top: str) -> None:
    _, file = with_one(opened)
    said = opened.post(f"{file}/crop", top=top, bottom="1", left="0", right="0")
    assert said.status_code == 400
    assert f'src="{file}/part/1"' not in opened.get(file).text


# --- out again ------------------------------------------------------------------------------


def test_taking_a_file_out_asks_and_says_what_it_cannot_remove(opened: Pages) -> None:
    case, file = with_one(opened)
    opened.post(f"{file}/translation", translation="Hello")
    asked = opened.get(f"{file}/out").text
    sha256 = next(e.sha256 for e in store(opened).snapshots(case.id) if e.how is How.SUPPLIED)
    assert "Not reached from here" in asked
    opened.post(f"{file}/out", file=sha256)
    assert store(opened).snapshots(case.id) == ()


def test_a_page_left_open_never_takes_out_another_file(opened: Pages) -> None:
    case, file = with_one(opened)
    assert opened.post(f"{file}/out", file="0" * 64).status_code == 404
    assert store(opened).snapshots(case.id) != ()
