"""Handing over in a real browser; in all looks `test_accessible` walks there too."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from batch_walk import walk_through_batches
from chrome import Chrome
from reviewing import PASSPHRASE, copy_of_filled
from served import enter, serve, unlock
from walking import Walk

from impersonation_watch.vault import Vault

pytestmark = [pytest.mark.server, pytest.mark.browser]


def test_a_batch_goes_there_and_back_and_no_page_breaks_a_rule(
    tmp_path: Path, chromium: str, now: datetime
) -> None:
    copy_of_filled(tmp_path / "notes", now)
    with Chrome(chromium, tmp_path / "profile") as window, serve(tmp_path) as served:
        walk = Walk(window, full=False)
        enter(window, served)
        unlock(window)
        walk.check()
        walk_through_batches(walk, tmp_path)
    with Vault.open(tmp_path / "notes", PASSPHRASE) as vault:
        decided = {each.decision.value for each in vault.store.hits()}
    assert (walk.faults, decided) == ([], {"namesake"})
