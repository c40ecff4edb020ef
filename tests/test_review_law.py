"""The page of a legal notice brings a first wording; the words stay hers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from reviewing import Pages, copy_of_filled, pages

LAW = "de-stgb-238"


@pytest.fixture
def opened(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    ids = copy_of_filled(tmp_path / "notes", now)
    with pages(tmp_path / "notes", now, ids) as opened:
        opened.enter()
        opened.unlock_at_once()
        opened.post(f"/n/{ids['naomi.w']}/decide", decision="impostor")
        opened.answer_calmly(f"/n/{ids['naomi.w']}")
        yield opened


def sent(opened: Pages, **fields: str) -> Any:
    return opened.post(f"/n/{opened.ids['naomi.w']}/report/eu-dsa-16", **fields)


def test_a_chosen_law_brings_a_first_wording_to_correct(opened: Pages) -> None:
    answer = sent(opened, law=LAW)
    assert answer.status_code == 422
    assert "shows the name and photos of Naomi Whitaker" in answer.text
    assert opened.sitting.vault is not None
    assert opened.sitting.vault.store.takedowns() == ()


@pytest.mark.parametrize(
    "typed",
    [
        {"law": ""},
        {"law": LAW, "own_law": "Another law"},
        {"law": LAW, "reason": "He writes to my colleagues."},
    ],
)
def test_what_she_wrote_is_never_replaced(opened: Pages, typed: dict[str, str]) -> None:
    answer = sent(opened, **typed)
    assert "shows the name and photos of" not in answer.text
    assert typed.get("reason", "") in answer.text
