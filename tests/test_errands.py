"""A run started from the vault's side: heard out, and ended when it hangs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from keeping import NOW, practice_vault

from impersonation_watch import clockfile
from impersonation_watch.errands import RunSummary, run_watch
from impersonation_watch.vault import Vault

LOOKING = """print('{"looking": "bluesky", "requests": 3}', flush=True)"""
NOISE = "import sys; sys.stderr.write('x' * 500_000 + '\\nno space left for Naomi\\n')"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with practice_vault(tmp_path / "notes") as opened:
        yield opened


def look(vault: Vault, code: str, *, silence: float = 60.0) -> tuple[RunSummary, list[str]]:
    """A run whose process does what the code says."""
    lines: list[str] = []
    command = (sys.executable, "-c", code)
    summary = run_watch(vault, now=NOW, on_progress=lines.append, command=command, silence=silence)
    return summary, lines


def test_a_run_that_hangs_is_ended_and_said(vault: Vault) -> None:
    summary, _ = look(vault, "import time; time.sleep(600)", silence=0.5)
    assert "said nothing for too long" in summary.failure
    assert not clockfile.going_on(vault.folder)


def test_noise_alone_does_not_keep_a_hanging_run_alive(vault: Vault) -> None:
    noisy = "import sys, time\nwhile True: print('x', file=sys.stderr, flush=True); time.sleep(.1)"
    assert "too long" in look(vault, noisy, silence=1.5)[0].failure


def test_progress_is_told_and_a_good_run_has_no_failure(vault: Vault) -> None:
    summary, lines = look(vault, LOOKING)
    assert (summary.failure, lines) == ("", ["bluesky (3 requests)"])


def test_the_last_words_of_a_run_that_broke_off_are_told(vault: Vault) -> None:
    summary, _ = look(vault, f"{NOISE}; sys.exit(4)")
    assert summary.failure == "the run broke off (code 4): no space left for Naomi"
