"""A whole session in Arabic: no English is left, and every page reads from right to left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from conftest import NOW
from reviewing import HOST, Pages, copy_of_filled, pages
from spoken import papers, read, session
from starlette.testclient import TestClient

from impersonation_watch import language, words
from impersonation_watch.language import LANGUAGES, speak
from impersonation_watch.model import Signal
from impersonation_watch.review.foreign import apart, told
from impersonation_watch.review.guard import refused

ARABIC = "ar"
LATIN = re.compile(r"[A-Za-z]{2,}")
# names of places and makers, of keys and of formats are the same in every language
NAMES = """
Bluesky Mastodon GitHub TikTok Instagram Facebook WhatsApp Tinder Bumble Hinge Badoo Grindr OkCupid
Snapchat LinkedIn OnlyFans YouTube Telegram Discord Meta Platforms Match Group Social PBC Corp
StopNCII Take It Down NCMEC INHOPE Access Now Digital Security Helpline SMEX Safety Helpdesk Lumen
JPEG PNG WEBP WebP GIF HEIC AVIF PDF SVG SHA DID DMCA GDPR StGB Código Penal Code pénal codice
penale kodeks karny Wetboek van Strafrecht Tab Enter Shift English AT DE ES EU FR IT NL PL Lena Ayla
"""
OWN_NAMES = frozenset(re.findall(r"[A-Za-z]{2,}", NAMES))
# what stands on the buttons of apps that speak English, and what a person typed
QUOTED = (
    *("Report abuse", "Block and report", "Submit a request", "Report a concern", "About"),
    *("«backup»", "notes", "diary", "mail-sync", "evidence/", ".bin", ".txt", ".html"),
)
TYPED = re.compile(
    r"(?:garden|page)\.\w+|Na.?mi Whitaker|Nou?ra Had+ad|Nura Had+ad|naomi\S*|not an address"
)
ADDRESS = re.compile(r"`[^`]+`|https?://\S*|\S+\.(?:\w{2,})\S*|@\S+|--\w+|age1|\b§? ?\d+[a-z]\b")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("session")


@pytest.fixture(scope="module")
def heard(folder: Path) -> dict[str, str]:
    return session(folder, NOW, ARABIC)


@pytest.fixture
def locked(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    ids = copy_of_filled(tmp_path / "notes", now)
    with pages(tmp_path / "notes", now, ids) as locked:
        yield locked


@pytest.fixture
def arabic() -> Iterator[None]:
    speak(ARABIC)
    yield
    speak("en")


def english(text: str) -> list[str]:
    """Words that are neither ours in Arabic nor a name."""
    text = ADDRESS.sub(" ", TYPED.sub(" ", text))
    for each in QUOTED:
        text = text.replace(each, " ")
    return [word for word in LATIN.findall(text) if word not in OWN_NAMES]


def test_the_session_reaches_the_pages(heard: dict[str, str]) -> None:
    asked = " ".join(heard)
    for path in ("/setup/names", "/report/eu-dsa-16", "/edit/witnesses", "/helplines", "/batch"):
        assert path in asked


def test_every_page_says_that_it_is_arabic_from_right_to_left(heard: dict[str, str]) -> None:
    other = [a for a, page in heard.items() if (read(page).lang, read(page).dir) != ("ar", "rtl")]
    assert other == []


def test_no_english_is_left_on_any_page(heard: dict[str, str]) -> None:
    left = {
        (text, *english(text))
        for page in heard.values()
        for text in read(page).texts
        if english(text)
    }
    assert left == set()


def test_what_lies_on_top_of_a_packet_is_arabic(heard: dict[str, str], folder: Path) -> None:
    tops = papers(folder)
    assert len(tops) >= 3
    assert {line for text in tops.values() for line in text.splitlines() if english(line)} == set()


def test_the_measure_finds_english() -> None:
    assert english("Changed. It counts from the next look on.") != []
    assert english("شكرًا. Bluesky") == []


def test_the_days_are_arabic(arabic: None) -> None:
    assert words.dates.moment(NOW) == "الأحد 22 نوفمبر 2026، 09:30"


def test_a_reason_is_arabic_and_its_names_keep_their_direction(arabic: None) -> None:
    signal = Signal(
        person_id="p1", matcher="name", reason="name_exact", bits=1.0, ours="Nora Haddad",
        theirs="Nora Haddad",
    )  # fmt: skip
    assert apart(words.reason(signal)).count("\u2068Nora Haddad\u2069") == 2


def test_an_address_keeps_its_signs_in_a_line_from_right_to_left(arabic: None) -> None:
    assert told("تعذّرت كتابة ~/.notes/db") == "تعذّرت كتابة \u2068~/.notes/db\u2069."


def test_two_arabic_names_do_not_change_places_in_an_english_line() -> None:
    shown = apart("it is called “نورا حداد”, “نورا” with a short first name")
    assert shown == (
        "it is called “\u2068نورا حداد\u2069”, “\u2068نورا\u2069” with a short first name"
    )


def test_what_steers_a_line_is_still_written_out(arabic: None) -> None:
    assert "[U+2069]" in told("نص \u2069 تابع")


# --- before the vault is open ---------------------------------------------------------------


def test_the_browser_chooses_the_language_before_the_vault_is_open(locked: Pages) -> None:
    locked.client.headers["accept-language"] = "ar-EG,ar;q=0.9,en;q=0.5"
    page = read(locked.enter().text)
    assert (page.lang, page.dir) == ("ar", "rtl")


def test_the_page_of_the_way_in_is_told_in_the_language_of_the_browser(locked: Pages) -> None:
    path = f"/enter/{locked.sitting.entry}"
    first = locked.get(path, **{"accept-language": "ar"})
    again = locked.get(path, **{"accept-language": "ar"})
    assert 'dir="rtl"' in first.text
    assert english(again.text) == []


def test_who_is_not_let_in_is_told_so_in_arabic(locked: Pages) -> None:
    stranger = TestClient(locked.client.app, base_url=f"http://{HOST}")
    answer = stranger.get("/", headers={"accept-language": "ar"})
    assert (answer.status_code, english(answer.text)) == (403, [])


@pytest.mark.parametrize("status", [403, 405, 411, 413, 415, 421])
def test_a_refusal_is_arabic_where_the_browser_asks_for_it(status: int) -> None:
    assert english(refused(status, "ar")) == []
    assert refused(status, "fr").isascii()


def test_what_was_chosen_holds_after_the_vault_is_open(locked: Pages) -> None:
    locked.enter()
    locked.unlock_at_once()
    locked.post("/language", language=ARABIC)
    locked.post("/lock")
    locked.sitting.language = ""  # as after a new start
    locked.unlock_at_once()
    assert read(locked.get("/help", **{"accept-language": "en"}).text).lang == ARABIC


def test_every_language_has_its_catalogue() -> None:
    for each in LANGUAGES:
        assert each == language.ENGLISH or language.catalogue(each).info()["language"] == each
