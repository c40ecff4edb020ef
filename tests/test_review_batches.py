"""Handing over in the pages: her side and the helper's, each in a sitting of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from handing import made
from reviewing import OURS, Pages, pages

from impersonation_watch import handover
from impersonation_watch.model import Decision
from impersonation_watch.vault import Store, Vault

KEY = re.compile(r"age1[a-z0-9]{58}")
FILE = re.compile(r"/[^<\s]+\.age")


class Two:
    """Her pages and the helper's."""

    def __init__(self, hers: Pages, helpers: Pages, folder: Path) -> None:
        self.hers, self.helpers, self.folder = hers, helpers, folder

    def key(self) -> str:
        found = KEY.search(self.helpers.get("/batch").text)
        assert found is not None
        return found.group(0)

    def give(self, **fields: str) -> tuple[Any, Path]:
        """The page after handing over, and the file."""
        self.hers.get("/batch/give")
        self.hers.post("/batch/give", key=self.key(), helper="Sam")
        answer = self.hers.post(
            "/batch/write", key=self.key(), helper="Sam", giver="Naomi", days="30", **fields
        )
        found = FILE.search(answer.text)
        assert found is not None, answer.text
        return answer, Path(found.group(0))

    def hand_over(self, *handles: str) -> Any:
        """The helper's page of a batch with these profiles."""
        ticks = {f"hit-{self.hers.ids[each]}": "yes" for each in handles}
        _, file = self.give(**ticks)
        return send(self.helpers, "/batch/take", file.read_bytes())

    def come_back(self, batch: str) -> Any:
        """Her page after the decisions were sent and taken in."""
        self.helpers.clock.now += timedelta(minutes=1)
        self.helpers.sitting.touch()
        answer = self.helpers.post(f"{batch}/back", by="Sam")
        found = FILE.search(answer.text)
        assert found is not None, answer.text
        return send(self.hers, "/batch/decisions", Path(found.group(0)).read_bytes())


def send(opened: Pages, path: str, content: bytes) -> Any:
    """A form with one file in it."""
    answer = opened.client.post(
        path, data={"token": opened.token}, files={"file": ("notes.age", content)}, headers=OURS
    )
    return opened._keep(answer)


def store(opened: Pages) -> Store:
    assert opened.sitting.vault is not None
    return opened.sitting.vault.store


@pytest.fixture
def two(tmp_path: Path, now: datetime) -> Iterator[Two]:
    ids, unlocked = made(tmp_path, now)
    with ExitStack() as stack:
        both = []
        for name in ("hers", "helpers"):
            opened = stack.enter_context(pages(tmp_path / name, now, dict(ids)))
            opened.enter()
            opened.sitting.vault = Vault(tmp_path / name, unlocked[name])
            opened.sitting.touch()
            opened.get("/help")
            opened.post("/leaving")  # read once how to leave
            both.append(opened)
        yield Two(both[0], both[1], tmp_path)


def test_a_batch_is_given_gone_through_and_taken_back(two: Two) -> None:
    taken = two.hand_over("naomi.w", "whitaker9")
    batch = taken.url.path
    first = re.search(rf'href="({batch}/[0-9a-f]{{12}})">Go through', taken.text)
    assert first is not None
    answer = two.helpers.post(f"{first[1]}/decide", decision="impostor", word="her garden photo")
    two.helpers.post(f"{answer.url.path}/decide", decision="namesake")
    back = two.come_back(batch)
    assert "Decided by Sam:" in back.text
    assert "her garden photo" in back.text
    two.hers.post(f"{back.url.path}/apply")
    kept = [store(two.hers).hit(two.hers.ids[each]).decision for each in ("naomi.w", "whitaker9")]
    assert kept == [Decision.IMPOSTOR, Decision.NAMESAKE]


def test_the_digits_of_the_key_stand_before_anything_is_chosen(two: Two) -> None:
    two.hers.get("/batch/give")
    text = two.hers.post("/batch/give", key=two.key(), helper="Sam").text
    assert handover.fingerprint(two.key()) in text
    assert text.index("Compare them on the phone") < text.index("Write the file")


def test_a_broken_key_is_said_and_what_was_typed_stays(two: Two) -> None:
    two.hers.get("/batch/give")
    answer = two.hers.post("/batch/give", key="age1nonsense", helper="Sam")
    assert answer.status_code == 422
    assert ("That is not a whole key." in answer.text, 'value="Sam"' in answer.text) == (True, True)


def test_nothing_chosen_is_said_and_nothing_is_written(two: Two) -> None:
    two.hers.get("/batch/give")
    answer = two.hers.post("/batch/write", key=two.key(), days="30")
    assert "Nothing was chosen to hand over." in answer.text
    assert list(two.folder.glob("packets/*")) == []


def test_all_that_wait_can_be_handed_over_at_once(two: Two) -> None:
    _, file = two.give(waiting="yes")
    assert send(two.helpers, "/batch/take", file.read_bytes()).text.count('class="card"') == 4


def test_the_file_lies_where_she_said(two: Two) -> None:
    _, file = two.give(waiting="yes", folder=str(two.folder / "for-sam"))
    assert file.parent == two.folder / "for-sam"
    assert file.read_bytes().startswith(b"age-encryption.org/v1")


def test_a_file_for_somebody_else_is_refused_in_words(two: Two) -> None:
    _, file = two.give(waiting="yes")
    answer = send(two.hers, "/batch/take", file.read_bytes())
    assert "was not sealed to your key" in answer.text


def test_no_file_is_said_in_words(two: Two) -> None:
    two.helpers.get("/batch")
    answer = two.helpers.post("/batch/take")
    assert "No file was chosen." in answer.text


def test_an_item_of_a_batch_shows_reasons_pictures_and_nothing_to_contact(two: Two) -> None:
    taken = two.hand_over("naomi.w")
    batch = store(two.helpers).all_taken()[0]
    text = two.helpers.get(f"{taken.url.path}/{batch.items[0].id}").text
    assert "its picture is a part cut out of your photo" in text.lower()
    assert f'src="{taken.url.path}/picture/{batch.items[0].theirs[0]}"' in text
    assert 'x="0.1000" y="0.2000" width="0.5000" height="0.6000"' in text
    assert 'href="https://' not in text


def test_the_pictures_of_a_batch_are_our_own_copies(two: Two) -> None:
    taken = two.hand_over("naomi.w")
    item = store(two.helpers).all_taken()[0].items[0]
    for name in (item.theirs[0], item.ours[0][1]):
        assert two.helpers.get(f"{taken.url.path}/picture/{name}").content[8:12] == b"WEBP"
    assert two.helpers.get(f"{taken.url.path}/picture/{'0' * 64}").status_code == 404


def test_a_batch_is_gone_through_in_small_doses_too(two: Two) -> None:
    _, file = two.give(waiting="yes")
    batch = send(two.helpers, "/batch/take", file.read_bytes()).url.path
    items = [each.id for each in store(two.helpers).all_taken()[0].items]
    two.helpers.post("/pause", much="minutes")
    two.helpers.clock.now += timedelta(minutes=9, seconds=59)
    two.helpers.sitting.touch()
    answer = two.helpers.post(f"{batch}/{items[0]}/decide", decision="unsure")
    assert answer.url.path == f"{batch}/{items[1]}"
    two.helpers.clock.now += timedelta(seconds=1)
    answer = two.helpers.post(f"{batch}/{items[1]}/decide", decision="unsure")
    assert answer.url.path == "/pause"
    assert two.helpers.post("/pause", much="some").url.path == f"{batch}/{items[2]}"


def test_a_decision_of_a_helper_can_be_taken_back_there(two: Two) -> None:
    batch = two.hand_over("naomi.w").url.path
    item = store(two.helpers).all_taken()[0].items[0].id
    answer = two.helpers.post(f"{batch}/{item}/decide", decision="unsure")
    assert f'action="/search{batch}/{item}/undo"' in answer.text
    two.helpers.post(f"{batch}/{item}/undo")
    assert store(two.helpers).opinions(batch.rsplit("/", 1)[1]) == ()


def test_a_batch_whose_time_is_over_is_not_shown(two: Two) -> None:
    batch = two.hand_over("naomi.w").url.path
    two.helpers.clock.now += timedelta(days=31)
    two.helpers.sitting.touch()
    assert two.helpers.get(batch).status_code == 404
    assert store(two.helpers).all_taken() == ()


def test_erasing_a_batch_says_what_remains(two: Two) -> None:
    batch = two.hand_over("naomi.w").url.path
    identity = batch.rsplit("/", 1)[1]
    assert "cannot be taken back" in two.helpers.get(f"/batch/erase/{identity}").text
    answer = two.helpers.post(f"/batch/erase/{identity}")
    assert "The log keeps its lines" in answer.text
    assert two.helpers.get(batch).status_code == 404


def returned(two: Two, decision: str) -> str:
    """Her page of a batch whose one decision came back."""
    batch = two.hand_over("naomi.w").url.path
    item = store(two.helpers).all_taken()[0].items[0].id
    two.helpers.post(f"{batch}/{item}/decide", decision=decision, word="seen it")
    return str(two.come_back(batch).url.path)


def test_what_a_helper_says_stands_on_the_page_of_the_profile(two: Two) -> None:
    path = returned(two, "impostor")
    hit = f"/n/{two.hers.ids['naomi.w']}"
    assert "Sam: Pretends to be the person" in two.hers.get(hit).text
    two.hers.post(f"{path}/apply")
    assert "Taken over from what Sam decided." in two.hers.get(hit).text


def test_one_of_hers_made_meanwhile_stays_and_is_said(two: Two) -> None:
    path = returned(two, "impostor")
    two.hers.post(f"/n/{two.hers.ids['naomi.w']}/decide", decision="mine")
    two.hers.post(f"{path}/apply")
    assert "You decided yourself since. Yours stays." in two.hers.get(path).text
    assert store(two.hers).hit(two.hers.ids["naomi.w"]).decision is Decision.MINE


def test_what_was_taken_over_can_be_taken_back(two: Two) -> None:
    path = returned(two, "impostor")
    answer = two.hers.post(f"{path}/apply")
    assert f'action="/search{path}/undo"' in answer.text
    two.hers.post(f"{path}/undo")
    assert store(two.hers).hit(two.hers.ids["naomi.w"]).decision is Decision.UNDECIDED


def test_the_overview_leads_there(two: Two) -> None:
    assert 'href="/batch"' in two.hers.get("/").text
