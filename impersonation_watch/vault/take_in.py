"""Letters from the inbox become rows; each exactly once, whatever is killed in between."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from impersonation_watch import inbox
from impersonation_watch.inbox import Letter, Spoiled
from impersonation_watch.language import _
from impersonation_watch.model import Finding, FindingKind, StoreError
from impersonation_watch.vault.runs import Gap
from impersonation_watch.vault.store import Store

SPOILED = "spoiled"
ABANDONED = timedelta(hours=1)  # no letter is written for so long


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What came in: how many findings were new, which hits, and what is amiss."""

    findings: int = 0
    new_hits: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    spoiled: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """The same while it is counted."""

    findings: int = 0
    new_hits: list[str] = field(default_factory=list)
    spoiled: list[str] = field(default_factory=list)
    done: list[Path] = field(default_factory=list)


def take_in(
    store: Store,
    folder: Path,
    key: bytes,
    identity: str,
    *,
    now: datetime,
    write_capsule: Callable[[], None],
) -> TakenIn:
    """Take in all letters; the order of steps is what makes it safe to be killed anywhere.

    Bytes, then rows, then the capsule (it says up to where), and only then are letters deleted.
    """
    before, tally = set(store.gaps()), Tally()
    for letter in inbox.letters(folder, key, identity):
        if isinstance(letter, Spoiled):
            _put_aside(store, letter, tally, now)
        else:
            _take(store, letter, tally, now)
            tally.done.append(letter.path)
    if tally.done or tally.spoiled:
        write_capsule()
    for path in tally.done:
        path.unlink(missing_ok=True)
    _sweep(folder, now)
    return TakenIn(
        findings=tally.findings,
        new_hits=tuple(tally.new_hits),
        gaps=tuple(gap for gap in store.gaps() if gap not in before),
        spoiled=tuple(tally.spoiled),
    )


def _take(store: Store, letter: Letter, tally: Tally, now: datetime) -> None:
    if store.is_taken(letter.seal):
        return
    for sha256 in _wanted(store, letter.finding):
        store.blobs.put(letter.blobs[sha256])
    with store.change():
        if store.is_taken(letter.seal):
            return  # another process was quicker
        store.note_letter(letter.seal, letter.counter, letter.finding.run, now)
        store.take_run(letter.finding)
        new = _take_finding(store, letter, now)
    tally.findings += 1
    tally.new_hits += [new] if new else []


def _wanted(store: Store, finding: Finding) -> set[str]:
    """The files that may be kept: no picture of a hit whose safety answers say so."""
    kept = finding.snapshots
    if finding.hit is not None:
        kept = store.keepable_of(finding.hit, kept)
    return {each.sha256 for each in kept}


def _take_finding(store: Store, letter: Letter, now: datetime) -> str | None:
    """The id of the hit when it is a new one."""
    finding = letter.finding
    if finding.hit is not None:
        return _take_hit(store, letter, now)
    if finding.sighting is not None:
        hit_id = store.take_sighting(finding.sighting)
        store.keep_snapshots(hit_id or "", finding.snapshots, letter.blobs, now)
    elif finding.report is not None:
        store.take_report(finding.run, finding.report)
    elif finding.answer is not None:
        store.take_answer(finding.answer)
    elif finding.own is not None:
        store.learn_own_account(finding.own, now)
    elif finding.end is not None or finding.kind is FindingKind.RUN_STARTED:
        store.log(str(finding.kind), finding.run, now)
    return None


def _take_hit(store: Store, letter: Letter, now: datetime) -> str | None:
    finding = letter.finding
    assert finding.hit is not None
    if not _is_watched(store, finding):
        store.log("hit_without_person", finding.hit.person_id, now)
        return None
    hit_id, new = store.take_hit(finding.hit, finding.made_at)
    store.keep_snapshots(hit_id, finding.snapshots, letter.blobs, now)
    return hit_id if new else None


def _is_watched(store: Store, finding: Finding) -> bool:
    """Nothing is kept about somebody who was taken out since the run began."""
    assert finding.hit is not None
    try:
        store.person(finding.hit.person_id)
    except KeyError:
        return False
    return True


def _put_aside(store: Store, letter: Spoiled, tally: Tally, now: datetime) -> None:
    """Keep the file where it can be looked at, out of the way."""
    told = f"{letter.path.name}: {letter.why}"
    aside = letter.path.parent / SPOILED
    with store.change():
        if letter.counter is not None and not store.is_taken(letter.seal):
            store.note_letter(letter.seal, letter.counter, "", now)
        store.log("spoiled_letter", told, now)
    try:
        aside.mkdir(mode=0o700, exist_ok=True)
        os.replace(letter.path, aside / letter.path.name)
    except OSError as error:
        raise StoreError(
            _("a spoiled letter could not be put aside: {reason}").format(reason=error.strerror),
            advice=_("Free some disk space or check the folder's permissions, then try again."),
        ) from error
    tally.spoiled.append(told)


def _sweep(folder: Path, now: datetime) -> None:
    """Delete what a killed process had only begun to write."""
    for path in inbox.unfinished(folder):
        try:
            if path.stat().st_mtime < (now - ABANDONED).timestamp():
                path.unlink()
        except FileNotFoundError:
            continue  # it was finished just now
