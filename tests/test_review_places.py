"""No outcome stands alone: the places no program can search, how much was looked at, and when."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import reduce
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner
from reviewing import PASSPHRASE, Pages, copy_of_filled, unlocked

import impersonation_watch
from impersonation_watch import words
from impersonation_watch.__main__ import table
from impersonation_watch.errands import RunSummary
from impersonation_watch.model import (
    Answer,
    Decision,
    Errand,
    Outcome,
    Presence,
    Sighting,
    SourceReport,
)
from impersonation_watch.review.coverage import Coverage, looked, standing
from impersonation_watch.review.paper import render
from impersonation_watch.vault import TakenIn, Vault

HOME = Path(impersonation_watch.__file__).parent
TEMPLATES = files("impersonation_watch.review") / "templates"
NAMES = ("Instagram", "Facebook", "WhatsApp", "Dating apps", "Snapchat", "LinkedIn", "Private")
LOOKED = "Looked at 2 of 3 places on Sunday 22 November 2026"
# sentences that could be read as "nothing is there"
NOTHING = re.compile(
    r"nothing (new|else )?(came up|is waiting|here looks|was found)|nothing new", re.I
)
SHOWS_BOTH = re.compile(r"what_was_looked_at\(|cannot_search\(\)")
# what claims to know why a profile does not show; of other things it may be said
CLAIMS = re.compile(
    r"\b(gone|removed|disappeared|vanished|no longer|deleted by|was taken down)\b", re.I
)
CODE = re.compile(r"\{%.*?%\}|\{#.*?#\}")  # of a template; nobody sees it
OF_OTHER_THINGS = (
    "Somebody may have removed files",  # from the inbox
    "everything about her was removed",  # a person, by herself
    "nothing in this folder was changed, removed or added",  # a bundle
    "no longer looked for",  # a photo, by herself
    "no longer shows them beside it",  # such a photo
    "<h1> Removed </h1>",  # a person, by herself
    "when you no longer need them",  # an export
    "even when nothing is removed",  # what a notice under copyright gives away
)


@pytest.fixture
def opened(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    with unlocked(tmp_path / "notes", now) as opened:
        yield opened


def vault_of(opened: Pages) -> Vault:
    assert opened.sitting.vault is not None
    return opened.sitting.vault


def shows_places_and_day(text: str) -> bool:
    return all(name in text for name in NAMES) and LOOKED in text


# --- "nothing new" never stands alone -----------------------------------------------------------


def test_every_page_that_can_say_nothing_new_names_the_places_and_the_day() -> None:
    saying = [each for each in TEMPLATES.iterdir() if NOTHING.search(each.read_text("utf-8"))]
    assert {"overview.html", "looking.html", "help.html"} <= {each.name for each in saying}
    for each in saying:
        if each.name != "coverage_parts.html":
            assert SHOWS_BOTH.search(each.read_text("utf-8")), each.name


def test_every_command_that_can_say_nothing_new_ends_with_the_places_and_the_day() -> None:
    for path in (HOME / "commands").glob("*.py"):
        if NOTHING.search(path.read_text("utf-8")):
            assert "print_last_look(" in path.read_text("utf-8"), path.name


def test_an_overview_where_nothing_waits_names_them(opened: Pages) -> None:
    for hit_id in opened.ids.values():
        vault_of(opened).store.decide(hit_id, Decision.NAMESAKE, opened.clock.now)
    shown = opened.get("/").text
    assert "Nothing is waiting" in shown
    assert shows_places_and_day(shown)


def wait(opened: Pages) -> str:
    until = time.monotonic() + 20
    while opened.sitting.look is not None and not opened.sitting.look.ended:
        assert time.monotonic() < until
        time.sleep(0.02)
    return str(opened.get("/looking").text)


def test_a_look_that_brought_nothing_new_names_them(opened: Pages) -> None:
    opened.started.brings = RunSummary(failure="", advice="", taken=TakenIn(), run=None)
    opened.post("/look")
    shown = wait(opened)
    assert "Nothing new came up where we looked" in shown
    assert shows_places_and_day(shown)


def test_a_look_that_broke_off_names_them_and_says_nothing_of_nothing(opened: Pages) -> None:
    opened.started.brings = RunSummary(failure="It broke.", advice="", taken=TakenIn(), run=None)
    opened.post("/look")
    shown = wait(opened)
    assert "Nothing new" not in shown
    assert shows_places_and_day(shown)


def test_a_link_that_is_not_like_her_says_that_it_is_one_link_and_names_them(
    opened: Pages,
) -> None:
    def answer(vault: Vault, errand: Errand | None) -> None:
        assert errand is not None
        vault.store.take_answer(Answer(errand_id=errand.id, url=errand.urls[0], outcome=Outcome.OK))

    opened.started.act = answer
    opened.post("/check", url="https://bsky.app/profile/somebody")
    shown = wait(opened)
    assert "one link" in shown
    assert shows_places_and_day(shown)


def run(folder: Path, *arguments: str) -> str:
    given = folder.parent / "passphrase"
    given.write_text(PASSPHRASE + "\n", "utf-8")
    where = ["--vault", str(folder), "--passphrase-file", str(given)]
    ran = CliRunner().invoke(table, [*arguments, *where], terminal_width=2000)
    assert ran.exit_code == 0, ran.output
    return " ".join(ran.output.split())


@pytest.mark.parametrize("decision", ["undecided", "mine"])
def test_the_list_of_hits_ends_with_them_empty_or_not(
    tmp_path: Path, now: datetime, decision: str
) -> None:
    copy_of_filled(tmp_path / "notes", now)
    said = run(tmp_path / "notes", "hits", "--decision", decision)
    assert shows_places_and_day(said)


def test_before_the_first_look_no_day_is_invented() -> None:
    assert looked(None) == "Nothing has been looked at yet."


def test_a_look_that_is_not_whole_is_told_as_such(now: datetime) -> None:
    broken = Coverage(
        at=now, looked=1, places=4, not_looked=(), looked_at=(), finished=False, failed="", gaps=0
    )
    assert looked(broken).endswith("That look is not whole.")


def test_a_link_alone_is_not_a_look() -> None:
    link = SourceReport(source="link", outcome=Outcome.OK)
    assert not words.is_daily([link])
    assert words.is_daily([link, SourceReport(source="bluesky.search", outcome=Outcome.OK)])


# --- the page to print --------------------------------------------------------------------------


def test_the_page_to_print_has_the_day_the_places_and_how_to_look(opened: Pages) -> None:
    shown = opened.get("/places").text
    assert shows_places_and_day(shown)
    assert "As of Sunday 22 November 2026" in shown
    for what in ("screenshot of the whole screen", "Copy the link", "name, the age, the place"):
        assert what in shown


def test_the_page_to_print_says_what_not_to_do(opened: Pages) -> None:
    shown = opened.get("/places").text
    for what in ("Do not write to the profile", "Discord forbids", "friend's phone", "under 18"):
        assert what in shown.replace("&#39;", "'")


def test_every_place_has_a_way_to_look_there() -> None:
    assert all(name and how for name, how in words.cannot_search())


# --- not visible since, and never why -----------------------------------------------------------


def test_a_profile_that_is_not_seen_again_is_not_visible_since_that_day(opened: Pages) -> None:
    store = vault_of(opened).store
    stored = store.hit(opened.ids["naomi.w"])
    for days, seen in ((2, Presence.NOT_VISIBLE), (5, Presence.NOT_VISIBLE)):
        at = opened.clock.now + timedelta(days=days)
        store.take_sighting(Sighting(hit_key=stored.hit.key, presence=seen, at=at))
    sentence = "Not visible at this address since 24 November 2026"
    assert standing(store.hit(stored.id)) == sentence
    assert sentence in opened.get(f"/n/{stored.id}").text


def test_one_that_comes_back_is_visible_again_since_that_day(opened: Pages) -> None:
    store = vault_of(opened).store
    stored = store.hit(opened.ids["naomi.w"])
    for days, seen in ((2, Presence.NOT_VISIBLE), (3, Presence.UP), (9, Presence.UP)):
        at = opened.clock.now + timedelta(days=days)
        store.take_sighting(Sighting(hit_key=stored.hit.key, presence=seen, at=at))
    assert standing(store.hit(stored.id)) == "Visible again at this address since 25 November 2026"


def test_where_the_day_is_not_known_none_is_told() -> None:
    assert words.presence(Presence.NOT_VISIBLE, None) == "Not visible at this address"


def sentences() -> Iterator[tuple[str, str]]:
    """Every text a person can come to see, with its file."""
    for path in sorted(HOME.rglob("*")):
        if path.suffix in (".html", ".txt", ".typ", ".yaml"):
            yield path.name, CODE.sub(" ", " ".join(path.read_text("utf-8").split()))
        elif path.suffix == ".py":
            yield from ((path.name, text) for text in told(ast.parse(path.read_text("utf-8"))))


def told(tree: ast.Module) -> Iterator[str]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(each.body[0].value)
        for each in ast.walk(tree)
        if isinstance(each, documented) and each.body and isinstance(each.body[0], ast.Expr)
    }
    for each in ast.walk(tree):
        text = each.value if isinstance(each, ast.Constant) else None
        if isinstance(text, str) and " " in text and id(each) not in docstrings:
            yield text


def test_no_page_command_or_packet_says_that_a_profile_is_gone_or_was_removed() -> None:
    allowed = OF_OTHER_THINGS
    for name, text in sentences():
        found = CLAIMS.search(reduce(lambda left, each: left.replace(each, ""), allowed, text))
        assert found is None, (name, found)


def test_the_parts_can_be_shown_on_any_page(opened: Pages) -> None:
    assert "Where to look yourself" in render(
        "help.html", opened.sitting, {"folder": Path("x"), "coverage": None, "remains": ()}
    )
