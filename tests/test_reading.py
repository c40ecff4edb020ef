"""How the texts read: measured as school grades, page by page, and free of blame and alarm."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
import textstat
from conftest import NOW
from spoken import SENTENCE, papers, sentences, session

from impersonation_watch.language import ENGLISH
from impersonation_watch.locale import build

HIGHEST = 7.0  # Flesch-Kincaid grade, the issue's own limit
FEWEST = 40  # words; less is no text to measure
HOLE = re.compile(r"\{\w*\}|%\(\w+\)s")
# wording of laws, and of statements that laws prescribe, is quoted and not ours to shorten
QUOTED = re.compile(r"takedown/(?:laws/|copyright\.py)|helplines/countries")
NAMES = re.compile(
    r"https?://\S+|\S+@\S+|\b[\w.-]+\.(?:pdf|txt|json|html|bin|com|org|example|eu|gov)\b|SHA-256"
    r"|\b(?:Instagram|Facebook|WhatsApp|Telegram|Bluesky|Mastodon|LinkedIn|OnlyFans|Snapchat"
    r"|Tinder|Bumble|Hinge|Badoo|Grindr|OkCupid|TikTok|YouTube|Discord|StopNCII|GitHub"
    r"|Naomi Whitaker|Nora Haddad)\b"
)
LOUD = re.compile(
    r"!|\b(?:unfortunately|sorry|oops|failed|failure|invalid|illegal input|errors?|warnings?|alert"
    r"|victims?|targets?|suspects?|fatal|urgent(?:ly)?|immediately|dangerous|attack(?:er)?s?|scam"
    r"|fraud(?:ster)?s?|criminals?|culprit|stalkers?|guilty|your fault|you forgot|you must)\b",
    re.IGNORECASE,
)
BELONGS = re.compile(r"German Criminal|French Criminal|Criminal Code")


def grade(texts: list[str]) -> float:
    plain = NAMES.sub("this", HOLE.sub("this", " ".join(texts)))
    return float(textstat.flesch_kincaid_grade(plain))


def words(texts: list[str]) -> int:
    return sum(len(each.split()) for each in texts)


@cache
def texts_by_file() -> dict[str, list[str]]:
    """Sentences of the catalogue under the file they stand in; clauses get their full stop."""
    found: dict[str, list[str]] = defaultdict(list)
    for place, text in build.texts():
        whole = text if isinstance(text, str) else text[-1]
        if whole.count(" ") > 2:
            found[place].append(whole if SENTENCE.search(whole) else f"{whole}.")
    return {place: sorted(set(texts)) for place, texts in found.items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("session")


@pytest.fixture(scope="module")
def heard(folder: Path) -> dict[str, str]:
    return session(folder, NOW, ENGLISH)


def test_the_measure_tells_hard_from_easy() -> None:
    easy = "You can stop at any time. Nothing is sent. Your place is kept."
    hard = "Notwithstanding intermediate verification, identification necessitates documentation."
    assert grade([easy]) < 3 < 12 < grade([hard])


def test_each_page_reads_at_grade_seven_or_below(heard: dict[str, str]) -> None:
    measured = {asked: sentences(page) for asked, page in heard.items()}
    hard = {
        asked: round(grade(said), 1)
        for asked, said in measured.items()
        if words(said) >= FEWEST and grade(said) > HIGHEST
    }
    assert hard == {}


@pytest.mark.parametrize("place", sorted(texts_by_file()))
def test_the_texts_of_each_file_read_at_grade_seven_or_below(place: str) -> None:
    said = texts_by_file()[place]
    if QUOTED.search(place) or words(said) < FEWEST:
        return
    assert grade(said) <= HIGHEST, said


def test_no_text_is_loud_and_none_blames() -> None:
    loud = {
        text
        for place, texts in texts_by_file().items()
        for text in texts
        if not QUOTED.search(place) and LOUD.search(text)
    }
    assert loud == set()


def test_no_page_is_loud_and_none_blames(heard: dict[str, str]) -> None:
    loud = {
        text for page in heard.values() for text in sentences(page)
        if LOUD.search(BELONGS.sub("", text))
    }  # fmt: skip
    assert loud == set()


def test_what_lies_on_top_of_a_packet_reads_as_easily(heard: dict[str, str], folder: Path) -> None:
    tops = papers(folder)
    assert len(tops) >= 3
    assert {name: grade([text]) for name, text in tops.items() if grade([text]) > HIGHEST} == {}


def test_the_words_beside_an_export_read_as_easily() -> None:
    shipped = (build.PACKAGE / "keeping" / "README.txt").read_text("utf-8")
    prose = [line for line in shipped.splitlines() if not line.startswith("  ")]  # no file names
    assert grade(prose) <= HIGHEST
