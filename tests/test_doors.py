"""The capsule, the errands and the watch side's own memory."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from keeping import KEY, NOW, naomi

from impersonation_watch import capsule, state
from impersonation_watch.model import (
    Capsule,
    Errand,
    HostHealth,
    Settings,
    StoreError,
    WatchState,
)

CAPSULE = Capsule(
    counter=5, written_at=NOW, recipient="age1x", people=(naomi(),), settings=Settings()
)
ERRAND = Errand(id="e1", urls=("https://profiles.example/x",), person_id="p1", made_at=NOW)


def test_the_capsule_comes_out_as_it_went_in(tmp_path: Path) -> None:
    capsule.write(tmp_path, KEY, CAPSULE)
    assert capsule.read(tmp_path, KEY) == CAPSULE


def test_a_capsule_older_than_the_last_one_used_is_refused(tmp_path: Path) -> None:
    capsule.write(tmp_path, KEY, CAPSULE)
    with pytest.raises(StoreError, match="an old file was put back"):
        capsule.read(tmp_path, KEY, at_least=6)


def test_the_last_capsule_used_may_be_used_again(tmp_path: Path) -> None:
    capsule.write(tmp_path, KEY, CAPSULE)
    assert capsule.read(tmp_path, KEY, at_least=5) == CAPSULE


def test_a_missing_capsule_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no capsule") as raised:
        capsule.read(tmp_path, KEY)
    assert raised.value.advice


def test_a_capsule_cut_anywhere_is_refused(tmp_path: Path) -> None:
    capsule.write(tmp_path, KEY, CAPSULE)
    whole = (tmp_path / "capsule").read_bytes()
    for end in range(len(whole)):
        (tmp_path / "capsule").write_bytes(whole[:end])
        with pytest.raises(StoreError):
            capsule.read(tmp_path, KEY)


def test_another_key_does_not_open_the_capsule(tmp_path: Path) -> None:
    capsule.write(tmp_path, KEY, CAPSULE)
    with pytest.raises(StoreError, match="cannot be opened"):
        capsule.read(tmp_path, b"x" * 32)


def test_the_state_cannot_be_put_in_place_of_the_capsule(tmp_path: Path) -> None:
    state.write(tmp_path, KEY, WatchState())
    (tmp_path / "memory").rename(tmp_path / "capsule")
    with pytest.raises(StoreError):
        capsule.read(tmp_path, KEY)


def test_errands_wait_until_they_are_finished(tmp_path: Path) -> None:
    capsule.write_errand(tmp_path, KEY, ERRAND)
    assert capsule.read_errand(tmp_path, KEY, "e1") == ERRAND
    capsule.finish_errand(tmp_path, "e1")
    with pytest.raises(StoreError, match="is not there"):
        capsule.read_errand(tmp_path, KEY, "e1")


def test_an_errand_nobody_can_read_does_not_stop_the_others(tmp_path: Path) -> None:
    capsule.write_errand(tmp_path, KEY, ERRAND)
    (tmp_path / "errands" / "e0").write_bytes(b"of another vault, or cut")
    assert capsule.read_errand(tmp_path, KEY, "e1") == ERRAND


def test_errands_that_nobody_came_back_from_are_swept_after_a_day(tmp_path: Path) -> None:
    capsule.write_errand(tmp_path, KEY, ERRAND)
    for name in ("old", ".old.0a1b2c3d.part"):
        (tmp_path / "errands" / name).write_bytes(b"")
        os.utime(tmp_path / "errands" / name, (0, 0))
    os.utime(tmp_path / "errands" / "e1", (NOW.timestamp(), NOW.timestamp()))
    capsule.sweep_errands(tmp_path, NOW)
    assert [path.name for path in (tmp_path / "errands").iterdir()] == ["e1"]


def test_an_errand_cannot_be_finished_outside_its_folder(tmp_path: Path) -> None:
    capsule.write(tmp_path, KEY, CAPSULE)
    with pytest.raises(StoreError):
        capsule.finish_errand(tmp_path, "../capsule")
    assert (tmp_path / "capsule").exists()


def test_an_errand_renamed_to_another_is_refused(tmp_path: Path) -> None:
    capsule.write_errand(tmp_path, KEY, ERRAND)
    (tmp_path / "errands" / "e1").rename(tmp_path / "errands" / "e2")
    with pytest.raises(StoreError):
        capsule.read_errand(tmp_path, KEY, "e2")


def test_before_the_first_run_the_state_is_fresh(tmp_path: Path) -> None:
    assert state.read(tmp_path, KEY) == WatchState()


def test_the_state_comes_out_as_it_went_in(tmp_path: Path) -> None:
    memory = WatchState(
        counter=9, seen={"ab": "2026-11-22"}, hosts={"h": HostHealth(blocks=2, next_allowed_at=NOW)}
    )
    state.write(tmp_path, KEY, memory)
    assert state.read(tmp_path, KEY) == memory


def test_a_changed_state_is_refused(tmp_path: Path) -> None:
    state.write(tmp_path, KEY, WatchState(counter=9))
    content = (tmp_path / "memory").read_bytes()
    (tmp_path / "memory").write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(StoreError):
        state.read(tmp_path, KEY)


def test_a_digest_says_nothing_without_the_key() -> None:
    assert state.digest(KEY, "bluesky") != state.digest(b"x" * 32, "bluesky")
    assert state.digest(KEY, "half a pair \ud83d") == state.digest(KEY, "half a pair \ud83d")
