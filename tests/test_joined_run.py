"""A real look on the practice network after a case was opened: more like it is found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from brought import CALM

from impersonation_watch import intake
from impersonation_watch.demo import show
from impersonation_watch.demo.network import PracticeNetwork
from impersonation_watch.errands import run_watch
from impersonation_watch.model import Description, Mark
from impersonation_watch.vault import Vault

pytestmark = [pytest.mark.server, pytest.mark.slow]


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """Naomi's vault, with a case about a dating profile that has no address."""
    with PracticeNetwork() as network:
        vault, _ = show.prepare(
            tmp_path / "notes", network.practice, now=datetime.now(UTC), say=lambda line: None
        )
        yield vault
        vault.close()


def test_more_like_it_is_found(vault: Vault) -> None:
    now = datetime.now(UTC)
    intake.open_case(
        vault,
        vault.store.people()[0].id,
        Description(app="tinder", name="Naomi Castellano", age="29"),
        safety=CALM,
        now=now,
    )
    run_watch(vault, now=now, on_progress=lambda line: None)
    (found,) = (each for each in vault.store.hits() if "castellano" in each.hit.candidate.handle)
    assert [each.reason for each in found.hit.signals if each.bits > 0] == ["name_alias"]
    assert found.hit.mark is Mark.FOLDED
