"""Handing a batch to a helper: what is in it, who can open it, and what comes back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pyrage
import pytest
from handing import Pair, pair
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from reviewing import webp

from impersonation_watch import handover, intake, keeping, plain
from impersonation_watch.handover import checks, sealed
from impersonation_watch.handover.keys import PRIVATE, own_identity
from impersonation_watch.model import (
    Answered,
    Case,
    Decision,
    Description,
    Note,
    Opinion,
    Opinions,
    Police,
    Safety,
    Shown,
    WatchError,
    Witness,
)
from impersonation_watch.vault import Vault

SECRET = "I think it is the neighbour from number nine"
TICKED = "She owes me an answer about the dates"
QUIET = [HealthCheck.function_scoped_fixture]


@pytest.fixture
def two(tmp_path: Path, now: datetime) -> Iterator[Pair]:
    with ExitStack() as stack:
        made = pair(tmp_path, now)
        stack.enter_context(made.hers)
        stack.enter_context(made.helpers)
        yield made


def answers(now: datetime, shown: Shown = Shown.CLOTHED_ADULT) -> Safety:
    return Safety(
        anger=Answered.NO, knows_who=Answered.NO, police=Police.NONE, shown=shown, asked_at=now
    )


def case_with_notes(two: Pair, shown: Shown = Shown.CLOTHED_ADULT) -> Case:
    """A profile without address, what happened, and two private notes."""
    case = intake.open_case(
        two.hers,
        "p1",
        Description(app="tinder", name="Naomi W", age="31", place="Leeds", bio="Loves rivers"),
        safety=answers(two.now, shown),
        happened="A friend was shown this profile.",
        witnesses=(Witness(who="Nora Haddad", when="Friday"),),
        now=two.now,
    )
    for number, text in enumerate((SECRET, TICKED)):
        note = Note(id=f"note{number}", case_id=case.id, text=text, at=two.now)
        two.hers.store.save_note(note, two.now)
    return case


def inside(two: Pair, content: bytes) -> bytes:
    """All that is in a batch, as the helper's key opens it."""
    identity = pyrage.x25519.Identity.from_str(own_identity(two.helpers, two.now))
    return bytes(pyrage.decrypt(content, [identity]))


# --- keys -----------------------------------------------------------------------------------


def test_a_vault_has_one_key_and_shows_only_the_public_half(two: Pair) -> None:
    assert two.key() == two.key() != handover.own_key(two.hers, two.now)
    assert two.key().startswith("age1")


def test_the_private_half_lies_only_inside_the_database(two: Pair) -> None:
    two.key()
    private = two.helpers.store.fact(PRIVATE)
    two.helpers.store.desk.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    files = [path for path in (two.folder / "helpers").rglob("*") if path.is_file()]
    assert private.startswith("AGE-SECRET-KEY-1")
    assert not any(private.encode() in path.read_bytes() for path in files)


def test_digits_tell_two_keys_apart_and_stay_the_same(two: Pair) -> None:
    digits = handover.fingerprint(two.key())
    assert digits == handover.fingerprint(two.key()) != handover.fingerprint(two.key() + "x")
    assert [len(group) for group in digits.split()] == [4] * 6


@pytest.mark.parametrize("broken", ["age1", "age1qqqq", "nonsense", "", "/nowhere/key", "a" * 9999])
def test_a_broken_key_is_refused_in_a_sentence(broken: str) -> None:
    with pytest.raises(WatchError) as refused:
        handover.read_key(broken)
    assert refused.value.advice


def test_a_key_may_come_in_a_file_and_with_spaces(two: Pair) -> None:
    file = two.new_file()
    file.write_text(f"  {two.key()}\n")
    assert handover.read_key(str(file)) == handover.read_key(f" {two.key()} ") == two.key()


# --- what is in a batch ---------------------------------------------------------------------


def test_a_batch_goes_there_and_the_decisions_come_back(two: Pair) -> None:
    batch = two.hand_over("naomi.w", "whitaker9")
    two.think(batch, Decision.IMPOSTOR, "her garden photo", index=0)
    two.think(batch, Decision.NAMESAKE, index=1)
    given = handover.take_decisions(two.hers, two.answer(batch), now=two.now)
    assert handover.apply_all(two.hers, given.id, now=two.now) == 2
    assert (two.decided("naomi.w"), two.decided("whitaker9")) == (
        Decision.IMPOSTOR, Decision.NAMESAKE,
    )  # fmt: skip


def test_nobody_but_the_helper_can_open_a_batch(two: Pair) -> None:
    _, content = two.give("naomi.w")
    with pytest.raises(WatchError, match="not sealed to your key"):
        handover.take(two.hers, content, now=two.now)


def test_the_helper_sees_the_profile_the_reasons_and_both_pictures(two: Pair) -> None:
    item = two.hand_over("naomi.w").items[0]
    assert item.candidate is not None
    assert item.candidate.display_name == "Naomi Whitaker"
    assert [each.reason for each in item.signals] == ["photo_crop", "name_exact"]
    assert (len(item.theirs), [photo for photo, _ in item.ours]) == (1, ["a1b2c3"])


def test_originals_and_what_else_is_looked_for_are_not_in_it(two: Pair) -> None:
    _, content = two.give(*two.ids)
    inner = inside(two, content)
    originals = (b"the picture as received", b"the photo as given", b"as received")
    assert not any(each in inner or plain.plain(each).encode() in inner for each in originals)
    assert b'"query":"Naomi' not in inner


def test_no_key_of_the_vault_is_in_it(two: Pair) -> None:
    _, content = two.give(*two.ids)
    inner = inside(two, content)
    keys = (two.hers.capsule_key, two.hers._master)
    kept = [two.hers.store.fact(name).encode() for name in (PRIVATE, "identity", "recipient")]
    told = [form for key in keys for form in (key, key.hex().encode(), plain.plain(key).encode())]
    assert not any(each in inner for each in (*told, *kept))


def test_private_notes_stay_at_home(two: Pair) -> None:
    case = case_with_notes(two)
    _, content = two.give(cases=(case.id,))
    inner = inside(two, content)
    assert b"A friend was shown this profile." in inner
    assert not any(each.encode() in inner for each in (SECRET, TICKED))


def test_a_private_note_goes_along_only_when_it_was_ticked(two: Pair) -> None:
    case = case_with_notes(two)
    _, content = two.give(cases=(case.id,), notes=("note1",))
    inner = inside(two, content)
    assert (TICKED.encode() in inner, SECRET.encode() in inner) == (True, False)


def test_a_note_of_a_case_that_stays_at_home_is_refused(two: Pair) -> None:
    case_with_notes(two)
    with pytest.raises(WatchError, match="note0"):
        two.give("naomi.w", notes=("note0",))


@settings(max_examples=20, suppress_health_check=QUIET)
@given(texts=some.lists(some.text(min_size=12), min_size=1, max_size=4, unique=True))
def test_whatever_a_note_says_it_is_not_in_the_batch(two: Pair, texts: list[str]) -> None:
    case = case_with_notes(two)
    for number, text in enumerate(texts):
        note = Note(id=f"{case.id}-{number}", case_id=case.id, text=text, at=two.now)
        two.hers.store.save_note(note, two.now)
    _, content = two.give("naomi.w", cases=(case.id,))
    inner = inside(two, content)
    assert not any(json.dumps(text)[1:-1].encode() in inner for text in (*texts, SECRET))


@pytest.mark.parametrize("shown", [Shown.UNDER_18, Shown.UNDRESSED, Shown.UNSURE])
def test_no_picture_goes_along_where_the_answers_say_that_none_is_shown(
    two: Pair, shown: Shown
) -> None:
    two.hers.store.save_safety(two.ids["naomi.w"], answers(two.now, shown), two.now)
    _, content = two.give("naomi.w")
    batch = handover.take(two.helpers, content, now=two.now)
    assert (batch.pictures, batch.items[0].withheld) == ({}, True)
    assert (batch.items[0].theirs, batch.items[0].ours) == ((), ())


def test_a_screenshot_of_a_case_goes_along_as_a_copy(two: Pair) -> None:
    case = case_with_notes(two)
    intake.add_file(
        two.hers, case.id, "screenshot", "screen.webp", webp(300, 200), supplied_by="Nora",
        now=two.now,
    )  # fmt: skip
    _, content = two.give(cases=(case.id,))
    item = handover.take(two.helpers, content, now=two.now).items[0]
    assert len(item.theirs) == 1
    assert hashlib.sha256(webp(300, 200)).hexdigest() not in item.theirs


def test_nothing_is_written_where_something_cannot_be_given(two: Pair) -> None:
    with pytest.raises(WatchError, match="nothing here"):
        two.give("naomi.w", cases=("none",))
    assert (list(two.folder.glob("file*")), two.hers.store.all_given()) == ([], ())


def test_a_file_that_is_there_is_not_overwritten(two: Pair) -> None:
    (two.folder / "file1").write_text("a letter")
    with pytest.raises(WatchError, match="already"):
        two.give("naomi.w")
    assert (two.folder / "file1").read_text() == "a letter"
    assert two.hers.store.all_given() == ()


def test_a_batch_for_herself_is_refused(two: Pair) -> None:
    with pytest.raises(WatchError, match="your own key"):
        handover.give(
            two.hers,
            handover.Wanted(hits=(two.ids["naomi.w"],)),
            key=handover.own_key(two.hers, two.now),
            helper="", giver="", out=two.new_file(), now=two.now,
        )  # fmt: skip


def test_who_got_what_is_in_both_logs_and_names_nobody(two: Pair) -> None:
    batch = two.hand_over("naomi.w")
    two.think(batch, Decision.UNSURE)
    handover.take_decisions(two.hers, two.answer(batch), now=two.now)
    hers = {each.event: each.about for each in two.hers.store.activity(50)}
    helpers = {each.event: each.about for each in two.helpers.store.activity(50)}
    assert hers["handed_over"] == f"{batch.id} {handover.fingerprint(two.key())}"
    assert hers["decisions_came_back"] == batch.id
    assert batch.id in helpers["batch_taken"]
    assert batch.id in helpers["decisions_handed_back"]
    assert not any("Sam" in each or "Naomi" in each for each in (*hers.values(), *helpers.values()))


# --- the helper's side ----------------------------------------------------------------------


def test_pictures_are_made_anew_before_a_page_shows_them(two: Pair) -> None:
    batch = two.hand_over("naomi.w")
    name = batch.items[0].theirs[0]
    kept = two.helpers.store.batch_picture(batch.id, name)
    assert (kept[8:12], kept == batch.pictures[name]) == (b"WEBP", False)


def test_bytes_that_are_no_picture_are_left_out(two: Pair) -> None:
    svg = b"<svg onload='alert(1)'/>"
    name = hashlib.sha256(svg).hexdigest()
    _, content = two.give("naomi.w")
    batch = sealed.open_batch(content, own_identity(two.helpers, two.now))
    item = replace(batch.items[0], theirs=(name,), ours=())
    forged = sealed.seal_batch(replace(batch, items=(item,), pictures={name: svg}), two.key())
    handover.take(two.helpers, forged, now=two.now)
    with pytest.raises(KeyError):
        two.helpers.store.batch_picture(batch.id, name)


def test_a_batch_never_mixes_with_the_helpers_own(two: Pair) -> None:
    two.hand_over(*two.ids)
    store = two.helpers.store
    assert (store.hits(), store.people(), store.all_snapshots()) == ((), (), [])
    assert store.capsule(0, two.now).known == ()


def test_the_same_batch_is_taken_once(two: Pair) -> None:
    _, content = two.give("naomi.w")
    handover.take(two.helpers, content, now=two.now)
    with pytest.raises(WatchError, match="here already"):
        handover.take(two.helpers, content, now=two.now)


def test_a_batch_whose_time_is_over_is_not_taken(two: Pair) -> None:
    _, content = two.give("naomi.w")
    with pytest.raises(WatchError, match="is over"):
        handover.take(two.helpers, content, now=two.now + timedelta(days=30))


def test_a_batch_goes_by_itself_when_its_time_is_over(two: Pair) -> None:
    batch = two.hand_over("naomi.w")
    two.helpers.take_in(two.now + timedelta(days=29))
    kept = [len(two.helpers.store.all_taken())]
    two.helpers.take_in(two.now + timedelta(days=31))
    assert [*kept, len(two.helpers.store.all_taken())] == [1, 0]
    with pytest.raises(KeyError):
        two.helpers.store.batch_picture(batch.id, batch.items[0].theirs[0])


def test_an_erased_batch_leaves_no_row(two: Pair) -> None:
    batch = two.hand_over("naomi.w")
    two.think(batch, Decision.UNSURE, "a word")
    handover.erase(two.helpers, batch.id, now=two.now)
    tables = ("batches_taken", "batch_pictures", "opinions")
    rows = [two.helpers.store.desk.rows(f"SELECT * FROM {table}") for table in tables]
    assert rows == [[], [], []]


def test_nothing_can_be_sent_back_before_something_is_decided(two: Pair) -> None:
    batch = two.hand_over("naomi.w")
    with pytest.raises(WatchError, match="nothing is decided"):
        two.answer(batch)


# --- altered, forged, repeated --------------------------------------------------------------


@settings(max_examples=120, suppress_health_check=QUIET)
@given(data=some.data())
def test_whatever_is_changed_in_a_batch_it_is_refused(two: Pair, data: some.DataObject) -> None:
    _, content = _once(two, "batch", lambda: two.give("naomi.w")[1])
    with pytest.raises(WatchError):
        handover.take(two.helpers, _damaged(content, data), now=two.now)
    assert two.helpers.store.all_taken() == ()


@settings(max_examples=120, suppress_health_check=QUIET)
@given(data=some.data())
def test_whatever_is_changed_in_decisions_they_are_refused(
    two: Pair, data: some.DataObject
) -> None:
    def decisions() -> bytes:
        batch = two.hand_over("naomi.w")
        two.think(batch, Decision.IMPOSTOR)
        return two.answer(batch)

    given_id, content = _once(two, "decisions", decisions)
    with pytest.raises(WatchError):
        handover.take_decisions(two.hers, _damaged(content, data), now=two.now)
    assert two.hers.store.returned(given_id) == ()


def _once(two: Pair, name: str, make: Callable[[], bytes]) -> tuple[str, bytes]:
    """Made for the first example only."""
    file = two.folder / f"once-{name}"
    if not file.exists():
        file.write_bytes(make())
    return two.hers.store.all_given()[0].id, file.read_bytes()


def _damaged(content: bytes, data: some.DataObject) -> bytes:
    at = data.draw(some.integers(0, len(content) - 1))
    how = data.draw(some.sampled_from(("flip", "cut", "insert", "swap")))
    if how == "flip":
        other = content[at] ^ data.draw(some.integers(1, 255))
        return content[:at] + bytes([other]) + content[at + 1 :]
    if how == "cut":
        return content[:at]
    if how == "insert":
        return content[:at] + data.draw(some.binary(min_size=1, max_size=40)) + content[at:]
    return content[at:] + content[:at] if at else content[::-1]


def forged_decisions(two: Pair, secret: bytes, **more: Any) -> bytes:
    """What somebody who knows the reply key could make up."""
    record = two.hers.store.all_given()[0]
    opinion = Opinion(item=record.items[0].item, decision=Decision.MINE, at=two.now)
    fields = {"batch": record.id, "made_at": two.now, "by": "Sam", "opinions": (opinion,)}
    opinions = Opinions(**{**fields, **more})
    return sealed.seal_decisions(opinions, handover.own_key(two.hers, two.now), secret)


def test_decisions_of_somebody_who_never_had_the_batch_are_refused(two: Pair) -> None:
    two.give("naomi.w")
    with pytest.raises(WatchError, match="do not come from who got the batch"):
        handover.take_decisions(two.hers, forged_decisions(two, b"x" * 32), now=two.now)


def test_decisions_about_a_batch_that_was_erased_are_refused(two: Pair) -> None:
    record, _ = two.give("naomi.w")
    content = forged_decisions(two, record.secret)
    handover.erase(two.hers, record.id, now=two.now)
    with pytest.raises(WatchError, match="not known here"):
        handover.take_decisions(two.hers, content, now=two.now)


@pytest.mark.parametrize(
    "opinion",
    [
        {"item": "000000000000"},
        {"decision": Decision.UNDECIDED},
        {"word": "x" * 301},
        {"at": datetime(2026, 11, 22)},  # noqa: DTZ001  a time without a zone
        {"at": datetime.max},  # noqa: DTZ901
    ],
)
def test_decisions_that_do_not_fit_the_batch_are_refused(
    two: Pair, opinion: dict[str, Any]
) -> None:
    record, _ = two.give("naomi.w")
    usual = Opinion(item=record.items[0].item, decision=Decision.MINE, at=two.now)
    content = forged_decisions(two, record.secret, opinions=(replace(usual, **opinion),))
    with pytest.raises(WatchError, match="not as this program writes it"):
        handover.take_decisions(two.hers, content, now=two.now)
    assert two.hers.store.returned(record.id) == ()


def test_decisions_are_taken_in_once_and_never_older_ones(two: Pair) -> None:
    batch = two.hand_over("naomi.w")
    two.think(batch, Decision.UNSURE)
    first = two.answer(batch)
    two.think(batch, Decision.IMPOSTOR)
    second = two.answer(batch)
    handover.take_decisions(two.hers, second, now=two.now)
    for again in (first, second):
        with pytest.raises(WatchError, match="taken in before"):
            handover.take_decisions(two.hers, again, now=two.now)
    kept = two.hers.store.returned(batch.id)
    assert [each.opinion.decision for each in kept] == [Decision.IMPOSTOR]


def test_a_batch_and_decisions_are_not_taken_for_each_other(two: Pair) -> None:
    batch = two.hand_over("naomi.w")
    two.think(batch, Decision.UNSURE)
    answer = two.answer(batch)
    with pytest.raises(WatchError, match="not a batch"):
        handover.take(two.hers, answer, now=two.now)
    returned, _ = pair_back(two)
    with pytest.raises(WatchError, match="not decisions"):
        handover.take_decisions(two.hers, returned, now=two.now)


def pair_back(two: Pair) -> tuple[bytes, str]:
    """A batch for her, made from one of her own."""
    _, content = two.give("naomi.w")
    batch = sealed.open_batch(content, own_identity(two.helpers, two.now))
    return sealed.seal_batch(batch, handover.own_key(two.hers, two.now)), batch.id


@pytest.mark.parametrize(
    "strange",
    [
        {"id": "../../etc"},
        {"items": ()},
        {"secret": b"short"},
        {"reply_to": "age1nonsense"},
        {"giver": "x" * 20_001},
        {"keep_until": datetime(2026, 11, 22)},  # noqa: DTZ001
        {"made_at": datetime(1, 1, 1)},  # noqa: DTZ001
        {"pictures": {"0" * 64: b"other bytes"}},
    ],
)
def test_a_batch_beyond_its_bounds_is_refused(two: Pair, strange: dict[str, Any]) -> None:
    _, content = two.give("naomi.w")
    batch = sealed.open_batch(content, own_identity(two.helpers, two.now))
    forged = sealed.seal_batch(replace(batch, **strange), two.key())
    with pytest.raises(WatchError):
        handover.take(two.helpers, forged, now=two.now)
    assert two.helpers.store.all_taken() == ()


@pytest.mark.parametrize(
    "inner",
    [
        b"", b"batch 1\n", b"batch 1\n{}", b"batch 1\n[" + b"[" * 100_000, b"batch 1\nnull",
        b'batch 1\n{"id": 1}', b"other\n", b"batch 1\n\xff\xfe", b'batch 1\n{"id":"a","id":"b"}',
        b"batch 1\n" + b"9" * 5000,
    ],
)  # fmt: skip
def test_strange_bytes_under_the_right_key_are_refused(two: Pair, inner: bytes) -> None:
    recipient = pyrage.x25519.Recipient.from_str(two.key())
    with pytest.raises(WatchError, match="not as this program writes it"):
        handover.take(two.helpers, pyrage.encrypt(inner, [recipient]), now=two.now)


def test_a_file_that_is_too_large_is_not_even_read_whole(two: Pair) -> None:
    file = two.new_file()
    with file.open("wb") as large:
        large.truncate(10 * sealed.LARGEST)
    with pytest.raises(WatchError, match="larger than a batch"):
        handover.read_file(file)


def test_texts_of_a_profile_are_cut_to_what_a_batch_holds(two: Pair, now: datetime) -> None:
    hit = two.hers.store.hit(two.ids["naomi.w"]).hit
    long = replace(hit, candidate=replace(hit.candidate, bio="o" * 90_000, followers=10**30))
    two.hers.store.take_hit(long, now)
    item = two.hand_over("naomi.w").items[0]
    assert item.candidate is not None
    assert (len(item.candidate.bio or ""), item.candidate.followers) == (
        checks.LONGEST_TEXT, checks.LARGEST_NUMBER,
    )  # fmt: skip


# --- hers stays hers ------------------------------------------------------------------------


def taken_back(two: Pair, handle: str, decision: Decision, word: str = "") -> str:
    """A batch of one that was decided by the helper and has come back; its item."""
    batch = two.hand_over(handle)
    two.think(batch, decision, word)
    handover.take_decisions(two.hers, two.answer(batch), now=two.now)
    return batch.items[0].id


def states(two: Pair) -> list[handover.State]:
    store = two.hers.store
    newest = store.all_given()[0].id
    return [handover.state(store, each) for each in store.returned(newest)]


def test_taking_in_changes_nothing_until_it_is_applied(two: Pair) -> None:
    taken_back(two, "naomi.w", Decision.IMPOSTOR)
    assert (two.decided("naomi.w"), states(two)) == (Decision.UNDECIDED, [handover.State.OPEN])


@settings(max_examples=16, suppress_health_check=QUIET)
@given(
    hers=some.sampled_from([each for each in Decision if each is not Decision.UNDECIDED]),
    helpers=some.sampled_from([each for each in Decision if each is not Decision.UNDECIDED]),
)
def test_a_decision_of_hers_made_meanwhile_is_never_overwritten(
    two: Pair, hers: Decision, helpers: Decision
) -> None:
    item = taken_back(two, "naomi.w", helpers)
    two.now += timedelta(seconds=1)
    two.hers.store.decide(two.ids["naomi.w"], hers, two.now)
    newest = two.hers.store.all_given()[0].id
    assert handover.apply(two.hers, newest, item, now=two.now) is handover.State.HERS
    assert handover.apply_all(two.hers, newest, now=two.now) == 0
    assert two.decided("naomi.w") is hers


def test_one_that_was_taken_over_can_be_taken_back(two: Pair) -> None:
    item = taken_back(two, "naomi.w", Decision.IMPOSTOR)
    newest = two.hers.store.all_given()[0].id
    assert handover.apply(two.hers, newest, item, now=two.now) is handover.State.APPLIED
    assert handover.take_back(two.hers, newest, now=two.now) == 1
    assert (two.decided("naomi.w"), states(two)) == (Decision.UNDECIDED, [handover.State.OPEN])


def test_undo_as_usual_takes_it_back_as_well(two: Pair) -> None:
    item = taken_back(two, "naomi.w", Decision.IMPOSTOR)
    newest = two.hers.store.all_given()[0].id
    handover.apply(two.hers, newest, item, now=two.now)
    two.hers.store.undo(two.ids["naomi.w"], two.now)
    assert states(two) == [handover.State.OPEN]


def test_a_helper_who_thinks_again_can_be_followed(two: Pair) -> None:
    batch = two.hand_over("naomi.w")
    for decision in (Decision.UNSURE, Decision.IMPOSTOR):
        two.think(batch, decision)
        handover.take_decisions(two.hers, two.answer(batch), now=two.now)
        handover.apply_all(two.hers, batch.id, now=two.now)
    assert two.decided("naomi.w") is Decision.IMPOSTOR


def test_what_was_erased_meanwhile_stays_erased(two: Pair) -> None:
    item = taken_back(two, "naomi.w", Decision.IMPOSTOR)
    newest = two.hers.store.all_given()[0].id
    two.hers.store.erase_hit(two.ids["naomi.w"], two.now)
    with pytest.raises(WatchError):
        handover.apply(two.hers, newest, item, now=two.now)


def test_about_a_case_the_decision_becomes_a_private_note(two: Pair) -> None:
    case = case_with_notes(two)
    _, content = two.give(cases=(case.id,))
    batch = handover.take(two.helpers, content, now=two.now)
    two.think(batch, Decision.IMPOSTOR, "the river photo is hers")
    handover.take_decisions(two.hers, two.answer(batch), now=two.now)
    handover.apply_all(two.hers, batch.id, now=two.now)
    note = two.hers.store.notes(case.id)[-1].text
    assert note == "Sam says: Pretends to be the person. the river photo is hers"
    handover.take_back(two.hers, batch.id, now=two.now)
    assert [each.text for each in two.hers.store.notes(case.id)] == [SECRET, TICKED]


def test_an_export_says_who_got_what_and_keeps_what_is_others(two: Pair) -> None:
    taken_back(two, "naomi.w", Decision.IMPOSTOR, "her garden photo")
    record = two.hers.store.all_given()[0]
    hers = exported(two.hers, two.folder / "out", two.now)
    helpers = exported(two.helpers, two.folder / "out2", two.now)
    assert (b'"to": "Sam"' in hers, b"her garden photo" in hers) == (True, True)
    assert plain.plain(record.secret).encode() not in hers
    assert b"Naomi Whitaker" not in helpers


def exported(vault: Vault, folder: Path, now: datetime) -> bytes:
    """All the bytes of an export."""
    written = keeping.write_export(vault, folder, now=now)
    packed = [ZipFile(path) for path in written.paths]
    return b"\n".join(each.read(name) for each in packed for name in each.namelist())
