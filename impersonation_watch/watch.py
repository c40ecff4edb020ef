"""One day's work, from top to bottom: the process that meets the internet and can open nothing.

`python -m impersonation_watch.watch --vault FOLDER --key-fd N [--errand ID]`; the 32 bytes of the
capsule key come through the inherited descriptor N. Progress goes to standard output, one JSON
object a line, without names.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from impersonation_watch import capsule, clockfile, crawl, inbox, naming, notify, state
from impersonation_watch.desk import Clock, Desk, Post
from impersonation_watch.hardening import harden_process
from impersonation_watch.language import _
from impersonation_watch.model import (
    Capsule,
    Errand,
    FindingKind,
    Person,
    Query,
    RunEnd,
    StoreError,
    WatchError,
    WatchState,
)
from impersonation_watch.pictures import Darkroom
from impersonation_watch.verdicts import Verdicts
from matchers import asking

Say = Callable[[str, int], None]


def run(
    folder: Path, key: bytes, *, clock: Clock, say: Say, errand_id: str | None = None
) -> RunEnd:
    """Look once: at everything that is switched on, or only at the links of one errand.

    Each finding is on the disk, sealed, before the next is judged. Raises WatchError before any
    request when nobody's consent holds or the capsule cannot be read.
    """
    memory = state.read(folder, key)
    lying = inbox.highest(folder, key)  # before the capsule, which says what was taken in
    letter = capsule.read(folder, key, at_least=memory.capsule_counter)
    errand = capsule.read_errand(folder, key, errand_id) if errand_id else None
    people = _consenting(letter.people, clock(), errand)
    counter = max(lying, letter.imported, memory.counter)
    sender = inbox.Sender(folder, key, letter.recipient, counter)
    with Darkroom() as darkroom:
        verdicts, post = Verdicts(people, darkroom), Post(sender, clock)
        desk = Desk(letter, memory, verdicts=verdicts, post=post, key=key, errand=errand)
        plan = _links_plan(letter, memory, errand) if errand else _plan(letter, memory, people)
        end, after = _look(desk, plan, say)
    state.write(folder, key, after)
    if errand:
        capsule.finish_errand(folder, errand.id)
    _notice(letter, desk)
    return end


def _look(desk: Desk, plan: crawl.Plan, say: Say) -> tuple[RunEnd, WatchState]:
    """Started, every source looked at, ended: each is a finding of its own, also when it broke."""
    desk.post.send(FindingKind.RUN_STARTED)
    try:
        looked = _looked(desk, plan, say)
    except Exception as error:
        with suppress(StoreError):  # on a full disk the run has a beginning and no end
            desk.post.send(FindingKind.RUN_ENDED, end=_end(desk, failed=_why(error)))
        raise
    end = _end(desk, requests=looked.requests)
    desk.post.send(FindingKind.RUN_ENDED, end=end)
    return end, desk.memory_after(looked.hosts)


def _looked(desk: Desk, plan: crawl.Plan, say: Say) -> crawl.Looked:
    return crawl.look(
        plan,
        clock=desk.post.clock,
        wants_avatar=desk.wants_avatar,
        on_seen=desk.on_seen,
        on_report=desk.on_report,
        on_again=desk.on_again,
        on_progress=say,
    )


def _end(desk: Desk, *, requests: int = 0, failed: str = "") -> RunEnd:
    return RunEnd(
        findings=desk.post.findings,
        hits=desk.hits,
        candidates=desk.candidates,
        requests=requests,
        reached=desk.reached,
        failed=failed,
    )


def _why(error: Exception) -> str:
    """A clause without names; texts of other errors may hold some."""
    known = isinstance(error, WatchError)
    return str(error) if known else f"the run broke off ({type(error).__name__})"


def _plan(letter: Capsule, memory: WatchState, people: tuple[Person, ...]) -> crawl.Plan:
    """What to ask where, and which known hits to look at again."""
    consenting = {person.id for person in people}
    again = tuple(each for each in letter.known if each.look_again and each.person_id in consenting)
    return crawl.Plan(
        queries=_queries(people, letter),
        settings=letter.settings,
        again=again,
        hosts=memory.hosts,
    )


def _links_plan(letter: Capsule, memory: WatchState, errand: Errand) -> crawl.Plan:
    return crawl.Plan(
        queries=(),
        settings=replace(letter.settings, sources=()),
        links=errand.urls,
        hosts=memory.hosts,
        visible_ok=errand.visible_ok,
    )


def _queries(people: tuple[Person, ...], letter: Capsule) -> tuple[Query, ...]:
    asked: dict[Query, None] = {}
    for person in people:
        asked.update(dict.fromkeys(asking.queries(person, letter.settings.queries_per_person)))
        asked.update(dict.fromkeys(asking.variants(person, letter.settings.handles_per_person)))
    return tuple(asked)


def _consenting(
    people: tuple[Person, ...], now: datetime, errand: Errand | None
) -> tuple[Person, ...]:
    """Those whose consent holds; without any, or hers for an errand, no request is made at all."""
    consenting = tuple(person for person in people if person.consent.holds(now))
    if errand is not None and errand.person_id not in {each.id for each in consenting}:
        consenting = ()
    if not consenting:
        raise WatchError(
            _("no request was made: nobody's yes is written down, or it has ended"),
            advice=_("Ask for the yes again and write it down under “Settings”, then look again."),
        )
    return consenting


def _notice(letter: Capsule, desk: Desk) -> None:
    """At most one fixed neutral sentence; a notice that fails must not lose a run."""
    if not desk.worth_a_notice or letter.settings.notice == "none":
        return
    try:
        notify.send(letter.settings.notice, letter.settings, letter.settings.notice_text)
    except WatchError as error:
        _tell(notice=str(error))


def main(arguments: Sequence[str] | None = None) -> int:
    """The edge of the process: 0 when the run closed, 1 when it did not, with a sentence why."""
    options = _options(arguments)
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr)
    harden_process()
    key = _read_key(options.key_fd)
    folder = Path(options.vault)
    naming.wear(folder)
    try:
        with clockfile.only_one(folder):
            end = _recorded(folder, key, options.errand)
    except WatchError as error:
        _tell(failed=str(error), advice=error.advice)
        return 1
    _tell(done=True, findings=end.findings, requests=end.requests)
    return 0


def _recorded(folder: Path, key: bytes, errand_id: str | None) -> RunEnd:
    """A run with its times in the clock file; an errand leaves the clock alone."""
    if errand_id:
        return run(folder, key, clock=_now, say=_say, errand_id=errand_id)
    clockfile.started(folder, _now())
    try:
        end = run(folder, key, clock=_now, say=_say)
    except Exception as error:
        clockfile.failed(folder, _now(), _why(error))
        raise
    if end.reached:
        clockfile.ok(folder, _now())
    else:  # a laptop that wakes before its network must not lose the day
        clockfile.failed(folder, _now(), "no place could be reached")
    return end


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="watch")
    parser.add_argument("--vault", required=True)
    parser.add_argument("--key-fd", type=int, required=True)
    parser.add_argument("--errand")
    return parser.parse_args(arguments)


def _read_key(descriptor: int) -> bytes:
    with os.fdopen(descriptor, "rb") as pipe:
        return pipe.read(32)


def _now() -> datetime:
    return datetime.now(UTC)


def _say(what: str, requests: int) -> None:
    _tell(looking=what, requests=requests)


def _tell(**line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
