"""The vault side's way to the internet: write the capsule, start the watch process, take in."""

from __future__ import annotations

import json
import secrets
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from impersonation_watch import capsule
from impersonation_watch.accounts import without_sharer
from impersonation_watch.following import Ended, follow
from impersonation_watch.language import _
from impersonation_watch.model import LOOKED, Answer, Errand, WatchError
from impersonation_watch.starting import WATCH, start_watch
from impersonation_watch.vault import StoredRun, TakenIn, Vault

LONGEST_SILENCE = 15 * 60.0  # seconds; every request is told, and no place is waited for so long
HANGING = "the run said nothing for too long and was ended"

MOST_ANSWERS = 200  # of one errand: four times the links it may hold


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What one start of the watch process came to."""

    failure: str  # a sentence, empty when the run closed
    advice: str
    taken: TakenIn
    run: StoredRun | None  # with its source reports
    answers: tuple[Answer, ...] = ()  # to the errand, when there was one

    @property
    def fresh(self) -> int:
        """How many profiles came that were not known."""
        return len(self.taken.new_hits)

    @property
    def everywhere(self) -> bool:
        """Whether every place could be looked at."""
        return self.run is not None and all(report.outcome in LOOKED for report in self.run.reports)


def run_watch(
    vault: Vault,
    *,
    now: datetime,
    on_progress: Callable[[str], None],
    errand: Errand | None = None,
    command: Sequence[str] = WATCH,
    silence: float = LONGEST_SILENCE,
) -> RunSummary:
    """Look once, or run one errand, and take in what came of it.

    Blocks until the watch process ends, or is ended because it told nothing for `silence` seconds;
    `on_progress` gets a short line now and then. A run that fails gives a summary with its failure;
    what it had found before that is taken in all the same.
    """
    key = vault.capsule_key  # once: the vault may be locked while the run goes on
    vault.take_in(now)
    vault.write_capsule(now)
    if errand:
        capsule.write_errand(vault.folder, key, errand)
    process = start_watch(
        vault.folder,
        key,
        errand_id=errand.id if errand else None,
        command=command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    failure, advice = _heard(process, on_progress, silence)
    taken = vault.take_in(now)
    runs = vault.store.runs(limit=1)
    return RunSummary(
        failure=failure,
        advice=advice,
        taken=taken,
        run=runs[0] if runs else None,
        answers=_answers(vault, errand),
    )


def links_errand(
    urls: Sequence[str], person_id: str, *, now: datetime, visible_ok: bool = False
) -> Errand:
    """An errand to look at addresses a friend sent."""
    return Errand(
        id=secrets.token_hex(8),
        urls=tuple(without_sharer(each) for each in urls),
        person_id=person_id,
        made_at=now,
        visible_ok=visible_ok,
    )


def _heard(
    process: subprocess.Popen[bytes], on_progress: Callable[[str], None], silence: float
) -> tuple[str, str]:
    """(failure, advice), both empty when the run closed well."""
    failure = advice = ""

    def hear(line: bytes) -> None:
        nonlocal failure, advice
        told = _line(line)
        if "looking" in told:
            on_progress(f"{told['looking']} ({told.get('requests', 0)} requests)")
        failure = str(told.get("failed", failure))
        advice = str(told.get("advice", advice))

    ended = follow(process, on_line=hear, silence=silence)
    if ended.code == 0:
        return "", ""
    return failure or _broke_off(ended), advice


def _line(line: bytes) -> dict[str, object]:
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _broke_off(ended: Ended) -> str:
    if ended.hanging:
        return HANGING
    last = ended.last_words.splitlines()
    return f"the run broke off (code {ended.code}){': ' + last[-1] if last else ''}"


def _answers(vault: Vault, errand: Errand | None) -> tuple[Answer, ...]:
    if errand is None:
        return ()
    newest_first = vault.store.answers(limit=MOST_ANSWERS)
    answers = tuple(each for each in reversed(newest_first) if each.errand_id == errand.id)
    if not answers:
        raise WatchError(
            _("the links were not looked at"),
            advice=_("Try again; if it stays so, run `impersonation-watch doctor`."),
        )
    return answers
