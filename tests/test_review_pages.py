"""The pages as she uses them: what was found, decisions and undo, links, reports."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from reviewing import Pages, hit, keep, signal, unlocked

from impersonation_watch.model import (
    Answer,
    Decision,
    Errand,
    Finding,
    FindingKind,
    Mark,
    Outcome,
    OwnAccount,
    Presence,
    RunEnd,
    Sighting,
)
from impersonation_watch.vault import Store, Vault


@pytest.fixture
def opened(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    with unlocked(tmp_path / "notes", now) as opened:
        yield opened


def _store(opened: Pages) -> Store:
    assert opened.sitting.vault is not None
    return opened.sitting.vault.store


def _page(opened: Pages, handle: str, tail: str = "") -> str:
    return str(opened.get(f"/n/{opened.ids[handle]}{tail}").text)


def _decide(opened: Pages, handle: str, decision: str) -> str:
    return str(opened.post(f"/n/{opened.ids[handle]}/decide", decision=decision).url.path)


def _wait(opened: Pages) -> None:
    while opened.sitting.look is not None and not opened.sitting.look.ended:
        time.sleep(0.01)


# --- the overview ---------------------------------------------------------------------------


def test_what_needs_a_decision_stands_in_order_of_strength(opened: Pages) -> None:
    text = opened.get("/").text
    headings = ["<h2>Your photo", "<h2>Strong", "<h2>Unclear", "<h2>Same name only"]
    places = [text.find(heading) for heading in headings if heading in text]
    assert places == sorted(places)
    assert len(places) >= 3


def test_the_last_look_is_told_in_words(opened: Pages) -> None:
    text = opened.get("/").text
    assert "Looked at 2 of 3 places on Sunday 22 November 2026" in text
    assert "it asks for a log-in" in text


def test_places_no_program_can_search_are_always_named(opened: Pages) -> None:
    text = opened.get("/").text
    assert "Instagram" in text
    assert "WhatsApp" in text


def test_it_never_says_that_she_is_safe(opened: Pages) -> None:
    for handle in opened.ids:
        _decide(opened, handle, "namesake")
    text = opened.get("/").text.lower()
    assert "nothing is waiting for a decision" in text
    assert "safe" not in text


def test_a_run_that_did_not_end_is_said(opened: Pages, now: datetime) -> None:
    later = now + timedelta(days=1)
    _store(opened).take_run(Finding(kind=FindingKind.RUN_STARTED, run="r2", made_at=later))
    assert "has not ended" in opened.get("/").text


def test_a_run_that_broke_off_says_why(opened: Pages, now: datetime) -> None:
    end = RunEnd(findings=0, hits=0, candidates=0, requests=1, failed="the disk was full")
    finding = Finding(
        kind=FindingKind.RUN_ENDED, run="r2", made_at=now + timedelta(days=1), end=end
    )
    _store(opened).take_run(finding)
    assert "broke off: The disk was full." in opened.get("/").text


def test_an_impostor_that_is_back_stands_first(opened: Pages, now: datetime) -> None:
    _decide(opened, "naomi-real", "impostor")
    key = _store(opened).hit(opened.ids["naomi-real"]).hit.key
    for presence in (Presence.NOT_VISIBLE, Presence.UP):
        _store(opened).take_sighting(Sighting(hit_key=key, presence=presence, at=now))
    text = opened.get("/").text
    assert text.index("Visible again") < text.index("<h2>Your photo")


# --- one profile ----------------------------------------------------------------------------


def test_disguised_letters_are_named_as_text(opened: Pages) -> None:
    text = _page(opened, "naomi-real")
    assert '<mark class="odd">\u043e</mark> Cyrillic letter, looks like o' in text


def test_both_photos_are_shown_with_the_outline_of_the_part_that_was_met(opened: Pages) -> None:
    text = _page(opened, "naomi.w")
    assert 'src="/photos/a1b2c3"' in text
    assert 'x="0.1000" y="0.2000" width="0.5000" height="0.6000"' in text


def test_photos_are_covered_until_asked_for(opened: Pages) -> None:
    text = _page(opened, "naomi.w")
    assert '<details class="cover">' in text
    assert text.index('<details class="cover">') < text.index("<img")


def test_only_our_own_copies_are_served(opened: Pages) -> None:
    theirs = opened.get(f"/n/{opened.ids['naomi.w']}/theirs")
    ours = opened.get("/photos/a1b2c3")
    assert {theirs.content[8:12], ours.content[8:12]} == {b"WEBP"}


def test_a_copy_that_is_no_picture_of_ours_is_not_served(opened: Pages, now: datetime) -> None:
    assert opened.sitting.vault is not None
    found = hit(now, "svg", signal("name_exact", 6.0, theirs="N"), mark=Mark.REVIEW)
    hit_id = keep(opened.sitting.vault, found, now, b"<svg onload='alert(1)'/>")
    assert opened.get(f"/n/{hit_id}/theirs").status_code == 404


def test_the_evidence_is_listed_with_its_sums(opened: Pages) -> None:
    text = _page(opened, "naomi.w")
    for snapshot in _store(opened).snapshots(opened.ids["naomi.w"]):
        assert snapshot.sha256 in text


def test_the_profile_is_only_linked_behind_a_warning(opened: Pages) -> None:
    address = "https://bsky.app/profile/naomi.w"
    assert f'href="{address}"' not in _page(opened, "naomi.w")
    out = _page(opened, "naomi.w", "/out")
    assert f'href="{address}" rel="noreferrer noopener"' in out
    assert "The other side may see" in out


# --- decisions ------------------------------------------------------------------------------


@pytest.mark.parametrize("decision", ["impostor", "namesake", "mine", "unsure"])
def test_a_decision_is_kept_and_the_next_profile_is_shown(opened: Pages, decision: str) -> None:
    shown = _decide(opened, "naomi.w", decision)
    assert shown == f"/n/{opened.ids['naomi-real']}"
    assert _store(opened).hit(opened.ids["naomi.w"]).decision is Decision(decision)


def test_after_the_last_decision_the_overview_is_shown(opened: Pages) -> None:
    shown = [_decide(opened, handle, "namesake") for handle in opened.ids]
    assert shown[-1] == "/"


def test_undo_beside_the_line_that_tells_takes_it_back(opened: Pages) -> None:
    hit_id = opened.ids["naomi.w"]
    answer = opened.post(f"/n/{hit_id}/decide", decision="mine")
    assert f'action="/search/n/{hit_id}/undo"' in answer.text
    opened.post(f"/n/{hit_id}/undo")
    assert _store(opened).hit(hit_id).decision is Decision.UNDECIDED


def test_an_own_account_is_no_longer_one_after_undo(opened: Pages) -> None:
    _decide(opened, "naomi.w", "mine")
    accounts: tuple[OwnAccount, ...] = _store(opened).person("p1").own_accounts
    opened.post(f"/n/{opened.ids['naomi.w']}/undo")
    assert (len(accounts), _store(opened).person("p1").own_accounts) == (1, ())


def test_undo_goes_back_one_step_at_a_time(opened: Pages) -> None:
    for decision in ("unsure", "impostor"):
        _decide(opened, "naomi.w", decision)
    answer = opened.post(f"/n/{opened.ids['naomi.w']}/undo")
    assert "It is “Not sure” again" in answer.text
    assert _store(opened).hit(opened.ids["naomi.w"]).decision is Decision.UNSURE


def test_a_decision_that_does_not_exist_is_not_kept(opened: Pages) -> None:
    hit_id = opened.ids["naomi.w"]
    for decision in ("undecided", "guilty", ""):
        assert opened.post(f"/n/{hit_id}/decide", decision=decision).status_code == 404
    assert _store(opened).hit(hit_id).decision is Decision.UNDECIDED


def test_keys_are_off_until_switched_on(opened: Pages) -> None:
    assert "data-keys" not in _page(opened, "naomi.w").partition("<header")[0]
    answer = opened.post(f"/n/{opened.ids['naomi.w']}/keys", keys="on")
    assert "data-keys" in answer.text.partition("<header")[0]


def test_an_address_of_nothing_says_so(opened: Pages) -> None:
    for path in ("/n/000000000000", "/n/../../etc/passwd", "/photos/none", "/n/x/theirs"):
        answer = opened.get(path)
        assert (answer.status_code, "nothing at this address" in answer.text) == (404, True)


# --- looking and links ----------------------------------------------------------------------


def test_look_now_starts_one_run_and_shows_how_it_goes(opened: Pages) -> None:
    answer = opened.post("/look")
    _wait(opened)
    assert (answer.url.path, opened.started.errands) == ("/looking", [None])
    assert "The look has ended" in opened.get("/looking").text


def test_progress_names_each_place_once(opened: Pages) -> None:
    opened.post("/look")
    _wait(opened)
    assert opened.sitting.look is not None
    for count in (1, 2, 3):
        opened.sitting.look.note(f"mastodon.search:mstdn.social ({count} requests)")
    opened.sitting.look.ended = False
    text = opened.get("/looking").text
    opened.sitting.look.ended = True
    assert text.count("Mastodon (mstdn.social)") == 1
    assert "(3 requests)" in text


def test_a_second_look_waits_for_the_first(opened: Pages) -> None:
    opened.started.act = lambda vault, errand: time.sleep(0.3)
    for _ in range(3):
        opened.post("/look")
    assert len(opened.started.errands) == 1
    _wait(opened)


def test_a_look_that_breaks_is_told_in_words(opened: Pages) -> None:
    def act(vault: Vault, errand: Errand | None) -> None:
        raise ZeroDivisionError

    opened.started.act = act
    opened.post("/look")
    _wait(opened)
    assert "The look broke off." in opened.get("/looking").text


def test_locking_under_a_running_look_is_no_trouble(opened: Pages) -> None:
    opened.started.act = lambda vault, errand: (time.sleep(0.2), vault.store.hits())[0]
    opened.post("/look")
    look = opened.sitting.look
    opened.post("/lock")
    _wait(opened)
    assert look is not None
    assert (look.trouble, opened.sitting.vault) == ("", None)


def _answering(outcome: Outcome, hit_key: str | None = None):  # type: ignore[no-untyped-def]
    def act(vault: Vault, errand: Errand | None) -> None:
        assert errand is not None
        vault.store.take_answer(
            Answer(errand_id=errand.id, url=errand.urls[0], outcome=outcome, hit_key=hit_key)
        )

    return act


def test_a_link_that_looks_like_her_leads_to_its_page(opened: Pages) -> None:
    key = _store(opened).hit(opened.ids["naomi.w"]).hit.key
    opened.started.act = _answering(Outcome.OK, key)
    opened.post("/check", url="bsky.app/profile/naomi.w")
    _wait(opened)
    assert f'href="/n/{opened.ids["naomi.w"]}"' in opened.get("/looking").text


def test_a_visit_the_other_side_may_see_is_asked_about_first(opened: Pages) -> None:
    opened.started.act = _answering(Outcome.NEEDS_YES)
    opened.post("/check", url="https://small.example/naomi")
    _wait(opened)
    assert "may see that somebody visited" in opened.get("/looking").text
    opened.post("/check", url="https://small.example/naomi", visible_ok="yes")
    asked = [errand.visible_ok for errand in opened.started.errands if errand]
    assert asked == [False, True]


def test_a_link_that_could_not_be_looked_at_does_not_say_that_nothing_is_there(
    opened: Pages,
) -> None:
    opened.started.act = _answering(Outcome.BLOCKED_LOGIN)
    opened.post("/check", url="https://small.example/naomi")
    _wait(opened)
    assert "Could not look: it asks for a log-in" in opened.get("/looking").text


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "file:///etc/passwd", "a b", "https://"]
)
def test_what_is_no_address_is_refused_in_words(opened: Pages, url: str) -> None:
    answer = opened.post("/check", url=url)
    assert "That is not an address of a page." in answer.text
    assert opened.started.errands == []


# --- reports --------------------------------------------------------------------------------


def _confirm(opened: Pages) -> None:
    _decide(opened, "naomi.w", "impostor")
    opened.answer_calmly(f"/n/{opened.ids['naomi.w']}")


def test_a_report_is_only_offered_for_an_impostor(opened: Pages) -> None:
    assert "Go back and decide first" in _page(opened, "naomi.w", "/report")
    _confirm(opened)
    assert "Bluesky" in _page(opened, "naomi.w", "/report")


def test_what_is_missing_is_named_and_nothing_is_written(opened: Pages, tmp_path: Path) -> None:
    _confirm(opened)
    out = tmp_path / "out"
    answer = opened.post(f"/n/{opened.ids['naomi.w']}/report/eu-dsa-16", folder=str(out))
    assert (answer.status_code, "Your full name is needed." in answer.text) == (422, True)
    assert list(out.glob("*")) == []


def test_what_the_other_side_learns_is_said_before(opened: Pages) -> None:
    _confirm(opened)
    assert "What the other side will learn" in _page(opened, "naomi.w", "/report/bluesky")


def test_a_packet_is_written_where_she_said(opened: Pages, tmp_path: Path) -> None:
    _confirm(opened)
    answer = opened.post(
        f"/n/{opened.ids['naomi.w']}/report/bluesky",
        name="Naomi Whitaker",
        email="naomi@mail.example",
        role="self",
        folder=str(tmp_path / "out"),
    )
    packet = next((tmp_path / "out").glob("*.zip"))
    assert str(packet) in answer.text
    assert "report.pdf" in ZipFile(packet).namelist()


def test_a_folder_that_cannot_be_used_is_said_in_words(opened: Pages) -> None:
    _confirm(opened)
    answer = opened.post(f"/n/{opened.ids['naomi.w']}/report/bluesky", folder="/proc/none/here")
    assert "cannot be written to that folder" in answer.text


def test_the_activity_tells_decisions_and_not_every_file(opened: Pages) -> None:
    _decide(opened, "naomi.w", "namesake")
    text = opened.get("/activity").text
    assert "Decided: Someone else with my name" in text
    assert "snapshot" not in text.lower()


def test_what_was_read_is_one_line_of_the_activity_and_each_is_written_down(opened: Pages) -> None:
    assert opened.sitting.vault is not None
    for handle in ("naomi.w", "naomi.w", "n.whitaker"):
        opened.get(f"/n/{opened.ids[handle]}")
    lines = [each for each in opened.sitting.vault.store.activity(50) if each.event == "viewed"]
    assert len(lines) == 2
    assert opened.get("/activity").text.count("Profiles or notes were read here") == 1


def test_a_person_with_two_profiles_of_one_name_sees_both(opened: Pages, now: datetime) -> None:
    assert opened.sitting.vault is not None
    twin = hit(now, "twin", signal("name_exact", 6.0, theirs="Naomi Whitaker"), mark=Mark.REVIEW)
    twin = replace(twin, candidate=replace(twin.candidate, display_name="Naomi Whitaker"))
    hit_id = keep(opened.sitting.vault, twin, now)
    assert f'href="/n/{hit_id}"' in opened.get("/").text


def test_the_overview_says_when_a_look_is_due(opened: Pages) -> None:
    assert "A look is due." not in opened.get("/").text
    opened.clock.now += timedelta(hours=25)
    opened.sitting.touch()
    assert "A look is due." in opened.get("/").text
