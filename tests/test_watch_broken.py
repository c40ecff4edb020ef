"""A look that breaks off says why, also on the pages that read it later."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from keeping import NOW, practice_vault

from impersonation_watch.demo.certificate import issue
from impersonation_watch.model import Practice, Settings
from impersonation_watch.review.coverage import last_coverage
from impersonation_watch.vault import Vault

HOST = "public.api.bsky.app"
CLOSED_PORT = 9
# the run itself, in a process of its own; the first request is told and stops it
BREAKING = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from impersonation_watch import watch
from impersonation_watch.model import WatchError
def say(what, requests):
    raise WatchError("the line was cut")
watch.run(Path(sys.argv[1]), bytes.fromhex(sys.stdin.read()),
    clock=lambda: datetime.now(UTC), say=say)
"""


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """Of somebody who looks at one place of a practice network that is not up."""
    papers = issue([HOST], datetime.now(UTC))
    practice = Practice(hosts={HOST: CLOSED_PORT}, ca_pem=papers.authority.decode())
    with practice_vault(tmp_path / "notes") as opened:
        settings = replace(Settings(), sources=("bluesky",), practice=practice)
        opened.store.save_settings(settings)
        opened.write_capsule(NOW)
        yield opened


def test_the_page_says_why_a_look_broke_off(vault: Vault) -> None:
    command = [sys.executable, "-c", BREAKING]
    key = vault.capsule_key.hex()
    ran = subprocess.run([*command, str(vault.folder)], input=key, text=True, capture_output=True)
    assert ran.returncode == 1
    vault.take_in(datetime.now(UTC))
    coverage = last_coverage(vault.store.runs(limit=1))
    assert coverage is not None
    assert (coverage.finished, coverage.failed) == (True, "the line was cut"), ran.stderr
