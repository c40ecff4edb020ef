"""Those with the same name only: put aside all at once, taken back, and not told as a mountain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from reviewing import Pages, hit, naomi, signal, unlocked

from impersonation_watch.model import Decision, Mark, PhotoMatch, Signal
from impersonation_watch.review.wording import told_lines
from impersonation_watch.vault import Store

ASIDE = '/namesakes"'


@pytest.fixture
def opened(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    with unlocked(tmp_path / "notes", now) as opened:
        yield opened


def store(opened: Pages) -> Store:
    assert opened.sitting.vault is not None
    return opened.sitting.vault.store


def add_namesakes(opened: Pages, now: datetime, count: int, *more: Signal) -> list[str]:
    """Profiles folded away, without a picture; their ids."""
    same = signal("name_exact", 6.0, theirs="Naomi Whitaker")
    first = len(store(opened).hits())
    with store(opened).change():
        return [
            store(opened).take_hit(
                hit(now, f"namesake{number}", same, *more, mark=Mark.FOLDED), now
            )[0]
            for number in range(first, first + count)
        ]


def decided(opened: Pages) -> dict[str, Decision]:
    return {each.id: each.decision for each in store(opened).hits()}


# --- put aside ------------------------------------------------------------------------------


def test_all_with_the_same_name_only_are_put_aside_in_one_press(
    opened: Pages, now: datetime
) -> None:
    ids = add_namesakes(opened, now, 30)
    assert ASIDE in opened.get("/").text
    told = opened.post("/namesakes").text
    assert {decided(opened)[each] for each in ids} == {Decision.NAMESAKE}
    assert "Put aside: 31 profiles of others with your name." in told
    assert '/namesakes/undo"' in told
    assert ASIDE not in told


def test_nothing_more_than_the_name_is_put_aside(opened: Pages, now: datetime) -> None:
    met = PhotoMatch(
        photo_id="a1b2c3",
        mirrored=False,
        ours=(0.0, 0.0, 1.0, 1.0),
        theirs=(0.0, 0.0, 1.0, 1.0),
        distance=4,
    )
    copies = add_namesakes(opened, now, 2, signal("photo_copy", 20.0, photo=met))
    opened.post("/namesakes")
    kept = {handle: decided(opened)[each] for handle, each in opened.ids.items()}
    assert kept.pop("n.whitaker") is Decision.NAMESAKE
    assert {*kept.values(), *(decided(opened)[each] for each in copies)} == {Decision.UNDECIDED}


def test_what_she_put_off_or_decided_stays_as_it_is(opened: Pages, now: datetime) -> None:
    first, second, _ = add_namesakes(opened, now, 3)
    store(opened).decide(first, Decision.IMPOSTOR, now)
    store(opened).snooze(second, now + timedelta(days=3), now)
    opened.post("/namesakes")
    assert [decided(opened)[each] for each in (first, second)] == [
        Decision.IMPOSTOR,
        Decision.UNDECIDED,
    ]


def test_the_watch_is_told_of_those_put_aside(opened: Pages, now: datetime) -> None:
    add_namesakes(opened, now, 3)
    before = int(store(opened).fact("capsule_counter"))
    opened.post("/namesakes")
    assert int(store(opened).fact("capsule_counter")) == before + 1


def test_where_nothing_is_folded_nothing_is_put_aside(opened: Pages) -> None:
    opened.post("/namesakes")
    lines = len(store(opened).activity(1000))
    opened.get("/")  # what was said of the first is read
    told = opened.post("/namesakes").text
    assert len(store(opened).activity(1000)) == lines
    assert "Put aside: 0" not in told


def test_it_is_said_how_many_pictures_could_not_be_compared(opened: Pages, now: datetime) -> None:
    add_namesakes(opened, now, 30)
    text = opened.get("/").text
    assert "31 profiles share your name." in text
    assert "For 30 of them no picture could be compared." in text


def test_without_a_photo_of_hers_nothing_counts_as_compared(opened: Pages, now: datetime) -> None:
    told = "it was compared with your photos"
    assert told in opened.get("/").text
    store(opened).save_person(replace(naomi(now), photos=()))
    text = opened.get("/").text
    assert told not in text
    assert "For 1 of them no picture could be compared." in text


# --- taken back -----------------------------------------------------------------------------


def test_exactly_those_put_aside_together_are_taken_back(opened: Pages, now: datetime) -> None:
    ids = add_namesakes(opened, now, 4)
    store(opened).decide(ids[0], Decision.NAMESAKE, now - timedelta(days=1))
    opened.post("/namesakes")
    told = opened.post("/namesakes/undo").text
    assert [decided(opened)[each] for each in ids] == [
        Decision.NAMESAKE, *([Decision.UNDECIDED] * 3),
    ]  # fmt: skip
    assert "Taken back. 4 profiles wait with the others again." in told


def test_what_was_decided_anew_since_is_not_taken_back(opened: Pages, now: datetime) -> None:
    ids = add_namesakes(opened, now, 4)
    opened.post("/namesakes")
    opened.clock.now += timedelta(minutes=1)
    opened.post(f"/n/{ids[0]}/decide", decision="impostor")
    store(opened).erase_hit(ids[1], opened.clock.now)
    opened.post("/namesakes/undo")
    kept = decided(opened)
    assert [kept.get(each) for each in ids] == [
        Decision.IMPOSTOR, None, Decision.UNDECIDED, Decision.UNDECIDED,
    ]  # fmt: skip


def test_after_the_lock_it_is_not_taken_back_all_at_once(opened: Pages, now: datetime) -> None:
    ids = add_namesakes(opened, now, 2)
    opened.post("/namesakes")
    opened.sitting.lock()
    opened.unlock_at_once()
    opened.post("/namesakes/undo")
    assert {decided(opened)[each] for each in ids} == {Decision.NAMESAKE}


# --- the log --------------------------------------------------------------------------------


def test_the_log_has_a_line_for_each_and_the_activity_one_for_all(
    opened: Pages, now: datetime
) -> None:
    add_namesakes(opened, now, 7)
    opened.post("/namesakes")
    opened.post("/namesakes/undo")
    kept = [each.event for each in store(opened).activity(1000)]
    told = [each.event for each in told_lines(store(opened).doings(1000))]
    assert [kept.count(each) for each in ("decision", "undo")] == [8, 8]
    assert [told.count(each) for each in ("decision", "undo")] == [1, 1]
    assert list(store(opened).problems()) == []


def test_different_decisions_of_one_moment_are_lines_of_their_own(opened: Pages) -> None:
    for handle, decision in zip(opened.ids, ("mine", "unsure", "namesake"), strict=False):
        opened.post(f"/n/{opened.ids[handle]}/decide", decision=decision)
    told = [each.event for each in store(opened).doings(1000)]
    assert told.count("decision") == 3


# --- no mountain ----------------------------------------------------------------------------


def test_those_folded_away_come_last_and_are_not_counted_with_the_others(
    opened: Pages, now: datetime
) -> None:
    add_namesakes(opened, now, 300)
    text = opened.get("/").text
    assert "Waiting for a decision: 3." in text
    assert "And about 300 with the same name only, folded away." in text
    assert f'href="/n/{opened.ids["naomi.w"]}">Go through them' in text


def test_the_pause_tells_them_in_the_same_way(opened: Pages, now: datetime) -> None:
    add_namesakes(opened, now, 300)
    text = opened.get("/pause").text
    assert "Still waiting: about 3." in text
    assert "And about 300 with the same name only, folded away." in text


def test_where_only_they_are_left_that_is_said(opened: Pages, now: datetime) -> None:
    for handle in ("naomi.w", "naomi-real", "whitaker9"):
        store(opened).decide(opened.ids[handle], Decision.UNSURE, now)
    told = "Only profiles with the same name are left."
    assert [told in opened.get(path).text for path in ("/", "/pause")] == [True, True]


def test_at_most_fifty_of_a_pile_are_shown_until_all_are_asked_for(
    opened: Pages, now: datetime
) -> None:
    add_namesakes(opened, now, 69)
    card = 'class="card" href="/n/'
    text = opened.get("/").text
    assert 'href="/?all">Show all 70<' in text
    assert [text.count(card), opened.get("/?all").text.count(card)] == [53, 73]


def test_a_picture_kept_with_it_is_not_counted_as_missing(opened: Pages) -> None:
    assert "no picture could be compared" not in opened.get("/").text


def test_a_few_of_them_are_told_exactly(opened: Pages) -> None:
    texts = [opened.get(path).text for path in ("/", "/pause")]
    assert all("And 1 with the same name only, folded away." in text for text in texts)


def test_the_sentences_about_them_stand_apart(opened: Pages, now: datetime) -> None:
    add_namesakes(opened, now, 2)
    text = " ".join(opened.get("/").text.split())
    assert "as far as that could be done. For 2 of them" in text
    assert "could be compared. You can put" in text
