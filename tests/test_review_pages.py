"""The pages as she uses them: unlock, go through what was found, decide, take back, lock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from reviewing import PASSPHRASE, Pages, fill, pages

from impersonation_watch.model import Decision
from impersonation_watch.vault import Vault


@pytest.fixture
def locked(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    vault, _ = Vault.create(tmp_path / "notes", PASSPHRASE, now=now, practice=True)
    ids = fill(vault, now)
    vault.close()
    with pages(tmp_path / "notes", now, ids) as opened:
        opened.enter()
        yield opened


@pytest.fixture
def opened(locked: Pages) -> Pages:
    locked.unlock()
    return locked


def _store(opened: Pages):  # type: ignore[no-untyped-def]
    assert opened.sitting.vault is not None
    return opened.sitting.vault.store


def test_the_passphrase_opens_the_overview(locked: Pages) -> None:
    assert "Where was looked" in locked.unlock().text


def test_a_hit_is_decided_and_the_next_one_is_shown(opened: Pages) -> None:
    first = opened.ids["naomi.w"]
    answer = opened.post(f"/n/{first}/decide", decision="impostor")
    assert answer.url.path == f"/n/{opened.ids['naomi-real']}"
    assert _store(opened).hit(first).decision is Decision.IMPOSTOR
