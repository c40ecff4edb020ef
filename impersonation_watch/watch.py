"""One day's work, from top to bottom: the process that meets the internet and can open nothing.

`python -m impersonation_watch.watch --vault FOLDER --key-fd N [--errand ID]`; the 32 bytes of the
capsule key come through the inherited descriptor N. Progress goes to standard output, one JSON
object a line, without names.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from impersonation_watch import capsule, clockfile, crawl, evidence, inbox, notify, plain, state
from impersonation_watch.judge import is_own, judge
from impersonation_watch.model import (
    Answer,
    Candidate,
    Capsule,
    Errand,
    Finding,
    FindingKind,
    Fingerprint,
    Hit,
    KnownHit,
    Mark,
    Person,
    PictureError,
    Presence,
    Query,
    RunEnd,
    Sighting,
    Snapshot,
    SourceReport,
    WatchError,
    WatchState,
    hit_key,
)
from impersonation_watch.pictures import Darkroom, Picture
from matchers import handles, names, photos, texts

MATCHERS = (names, handles, photos, texts)
KEEP_SEEN = timedelta(days=90)  # a keyed digest of who did not match, DESIGN §1
SAVE_EVERY = 200  # profiles; a killed run judges at most these again

Say = Callable[[str, int], None]
Clock = Callable[[], datetime]
log = logging.getLogger(__name__)


def run(
    folder: Path, key: bytes, *, clock: Clock, say: Say, errand_id: str | None = None
) -> RunEnd:
    """Look once: everything that is due, or only the links of one errand.

    Each finding is on the disk, sealed, before the next is judged. Raises WatchError before any
    request when nobody's consent holds or the capsule cannot be read.
    """
    memory = state.read(folder, key)
    letter = capsule.read(folder, key)
    errand = _errand(folder, key, errand_id) if errand_id else None
    people = _consenting(letter.people, clock())
    sender = inbox.Sender(folder, key, letter.recipient, max(memory.counter, letter.imported))
    with Darkroom() as darkroom:
        desk = Desk(letter, people, memory, sender, darkroom, clock=clock, key=key, errand=errand)
        desk.save_state = lambda after: state.write(folder, key, after)
        end = desk.work(say)
    if errand:
        capsule.finish_errand(folder, errand.id)
    if desk.worth_a_notice and letter.settings.notice != "none":
        notify.send(letter.settings.notice, letter.settings.notice_text)
    return end


class Desk:
    """Where candidates are judged and findings sealed, for one run."""

    def __init__(
        self,
        letter: Capsule,
        people: tuple[Person, ...],
        memory: WatchState,
        sender: inbox.Sender,
        darkroom: Darkroom,
        *,
        clock: Clock,
        key: bytes,
        errand: Errand | None,
    ) -> None:
        self.capsule, self.people, self.memory, self.sender = letter, people, memory, sender
        self.darkroom, self.clock, self.key, self.errand = darkroom, clock, key, errand
        self.run = secrets.token_hex(8)
        self.prepared = [(matcher, matcher.prepare(people)) for matcher in MATCHERS]
        self.known = {each.key: each for each in letter.known}
        self.basis = _basis(people)
        self.seen = _still_remembered(memory.seen, clock())
        self.missing = dict(memory.missing)
        self.links: dict[str, tuple[Candidate, Hit | None]] = {}
        self.looked_at: set[str] = set()
        self.save_state: Callable[[WatchState], None] = lambda after: None
        self.findings = self.hits = self.candidates = 0
        self.worth_a_notice = False
        self.hosts = dict(memory.hosts)

    def work(self, say: Say) -> RunEnd:
        """One run: started, every source looked at, ended."""
        self.send(FindingKind.RUN_STARTED)
        looked = crawl.look(
            self.plan(),
            clock=self.clock,
            wants_avatar=self.wants_avatar,
            on_seen=self.on_seen,
            on_report=self.on_report,
            on_again=self.on_again,
            on_progress=say,
        )
        self.hosts = looked.hosts
        end = RunEnd(
            findings=self.findings,
            hits=self.hits,
            candidates=self.candidates,
            requests=looked.requests,
        )
        self.send(FindingKind.RUN_ENDED, end=end)
        self.remember()
        return end

    def plan(self) -> crawl.Plan:
        """What to ask where."""
        if self.errand:
            return crawl.Plan(
                queries=(),
                settings=replace(self.capsule.settings, sources=()),
                links=self.errand.urls,
                hosts=self.hosts,
                visible_ok=self.errand.visible_ok,
            )
        return crawl.Plan(
            queries=_queries(self.people, self.capsule),
            settings=self.capsule.settings,
            again=tuple(each for each in self.capsule.known if each.look_again),
            hosts=self.hosts,
        )

    def wants_avatar(self, candidate: Candidate) -> bool:
        """Whether the picture is worth a request: not of own accounts nor old acquaintances."""
        return not self._is_own(candidate) and (
            self.errand is not None or self.digest(candidate) not in self.seen
        )

    def on_seen(self, seen: crawl.Seen) -> None:
        """Judge one candidate; what it is like a person of ours is sealed at once."""
        candidate = seen.candidate
        self.candidates += 1
        digest = self.digest(candidate)
        self._sight_again(candidate)
        if self.errand is None and digest in self.seen:
            return
        picture = self._develop(seen)
        hits = self._judge(candidate, picture)
        for hit in hits:
            self._seal(hit, seen, picture)
        if candidate.found_by.kind == "link":
            self.links[candidate.found_by.query] = (candidate, hits[0] if hits else None)
        self.seen[digest] = self.clock().date().isoformat()
        if self.candidates % SAVE_EVERY == 0:
            self.remember()

    def on_report(self, report: SourceReport) -> None:
        """Every source says what became of it, also when nothing was found."""
        self.send(FindingKind.REPORT, report=report)
        if self.errand and report.source == "link":
            self._answer(report)

    def on_again(self, known: KnownHit, presence: Presence) -> None:
        """A known hit was looked at again; gone counts from the second day on."""
        today = self.clock().date().isoformat()
        if presence is Presence.NOT_VISIBLE:
            first = self.missing.setdefault(known.key, today)
            presence = Presence.NOT_VISIBLE if first < today else Presence.UNKNOWN
        elif presence is Presence.UP:
            self.missing.pop(known.key, None)
        self._sight(known.key, presence)

    def digest(self, candidate: Candidate) -> str:
        """Keyed digest of all that matching looks at; tells nobody whose profile it was."""
        shown = (
            self.basis,
            candidate.platform,
            candidate.platform_id or candidate.profile_url,
            candidate.handle,
            candidate.display_name,
            candidate.bio,
            candidate.avatar_url,
        )
        return state.digest(self.key, json.dumps(shown))

    def send(
        self,
        kind: FindingKind,
        *,
        hit: Hit | None = None,
        sighting: Sighting | None = None,
        report: SourceReport | None = None,
        answer: Answer | None = None,
        end: RunEnd | None = None,
        kept: Sequence[tuple[Snapshot, bytes]] = (),
    ) -> None:
        """Seal one finding to the vault. On return it is on the disk."""
        finding = Finding(
            kind=kind,
            run=self.run,
            made_at=self.clock(),
            hit=hit,
            sighting=sighting,
            report=report,
            answer=answer,
            end=end,
            snapshots=tuple(snapshot for snapshot, _ in kept),
        )
        self.sender.put(finding, {snapshot.sha256: content for snapshot, content in kept})
        self.findings += 1

    def remember(self) -> None:
        """Write the watch side's own memory."""
        self.save_state(
            replace(
                self.memory,
                counter=self.sender.counter,
                capsule_counter=self.capsule.counter,
                seen=self.seen,
                hosts=self.hosts,
                missing=self.missing,
            )
        )

    def _is_own(self, candidate: Candidate) -> bool:
        return any(is_own(person, candidate) for person in self.people)

    def _develop(self, seen: crawl.Seen) -> Picture | None:
        if not seen.avatar:
            return None
        try:
            return self.darkroom.develop(seen.avatar[-1].body)
        except PictureError as error:
            log.debug("a profile picture could not be read: %s", error)
            return None

    def _judge(self, candidate: Candidate, picture: Picture | None) -> list[Hit]:
        pictures: dict[str, Fingerprint] = {}
        if picture and candidate.avatar_url:
            pictures[candidate.avatar_url] = picture.fingerprint
        signals = [
            signal
            for matcher, prepared in self.prepared
            for signal in matcher.signals(prepared, [candidate], pictures)[0]
        ]
        hits = [
            judge(person, candidate, [each for each in signals if each.person_id == person.id])
            for person in self.people
        ]
        return [hit for hit in hits if hit is not None]

    def _seal(self, hit: Hit, seen: crawl.Seen, picture: Picture | None) -> None:
        last = "page" if hit.candidate.found_by.kind in ("link", "handle") else "answer"
        kept = evidence.snapshots_of(seen.exchanges, last_kind=last)
        kept += evidence.snapshots_of(seen.avatar, last_kind="avatar")
        if picture:
            kept.append(evidence.display_snapshot(picture.sha256, picture.display, self.clock()))
        self.send(FindingKind.HIT, hit=hit, kept=kept)
        self.hits += 1
        if hit.mark is Mark.NOTIFY and hit.key not in self.known:
            self.worth_a_notice = True

    def _sight_again(self, candidate: Candidate) -> None:
        for person in self.people:
            key = hit_key(person.id, candidate)
            if key in self.known and key not in self.looked_at:
                self.missing.pop(key, None)
                self._sight(key, Presence.UP)

    def _sight(self, key: str, presence: Presence) -> None:
        if key not in self.looked_at:
            self.looked_at.add(key)
            sighting = Sighting(hit_key=key, presence=presence, at=self.clock())
            self.send(FindingKind.SIGHTING, sighting=sighting)

    def _answer(self, report: SourceReport) -> None:
        assert self.errand is not None
        candidate, hit = self.links.get(report.note, (None, None))
        answer = Answer(
            errand_id=self.errand.id,
            url=report.note,
            outcome=report.outcome,
            hit_key=hit.key if hit else None,
            display_name=candidate.display_name if candidate else None,
        )
        self.send(FindingKind.ANSWER, answer=answer)


def main(arguments: Sequence[str] | None = None) -> int:
    """The edge of the process: exit code 0, 1 (failed), 3 (some places could not be looked at)."""
    options = _options(arguments)
    _quiet()
    key = _read_key(options.key_fd)
    folder = Path(options.vault)
    try:
        with clockfile.only_one(folder):
            return _one_run(folder, key, options.errand)
    except WatchError as error:
        _tell(failed=str(error), advice=error.advice)
        return 1


def _one_run(folder: Path, key: bytes, errand_id: str | None) -> int:
    now = datetime.now(UTC)
    if errand_id is None:
        clockfile.started(folder, now)
    try:
        end = run(folder, key, clock=_now, say=_say, errand_id=errand_id)
    except WatchError as error:
        if errand_id is None:
            clockfile.failed(folder, _now(), str(error))
        raise
    if errand_id is None:
        clockfile.ok(folder, _now())
    _tell(done=True, findings=end.findings, requests=end.requests)
    return 0


def _errand(folder: Path, key: bytes, errand_id: str) -> Errand:
    for errand in capsule.read_errands(folder, key):
        if errand.id == errand_id:
            return errand
    raise WatchError("the errand is not there", advice="Ask again.")


def _consenting(people: tuple[Person, ...], now: datetime) -> tuple[Person, ...]:
    """Those whose consent holds; without any, no request is made at all."""
    consenting = tuple(person for person in people if person.consent.holds(now))
    if not consenting:
        raise WatchError(
            "no request was made: nobody's consent is on record, or it has expired",
            advice="Renew the consent with `impersonation-watch init`, then look again.",
        )
    return consenting


def _queries(people: tuple[Person, ...], letter: Capsule) -> tuple[Query, ...]:
    asked: dict[Query, None] = {}
    for person in people:
        asked.update(dict.fromkeys(names.queries(person, letter.settings.queries_per_person)))
        asked.update(dict.fromkeys(handles.variants(person, letter.settings.handles_per_person)))
    return tuple(asked)


def _basis(people: tuple[Person, ...]) -> str:
    """Changes when a name or photo does, so that everybody is judged anew."""
    shown = [plain.plain(replace(person, own_accounts=())) for person in people]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def _still_remembered(seen: dict[str, str], now: datetime) -> dict[str, str]:
    oldest = (now - KEEP_SEEN).date().isoformat()
    return {digest: day for digest, day in seen.items() if day >= oldest}


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="watch")
    parser.add_argument("--vault", required=True)
    parser.add_argument("--key-fd", type=int, required=True)
    parser.add_argument("--errand")
    return parser.parse_args(arguments)


def _read_key(descriptor: int) -> bytes:
    with os.fdopen(descriptor, "rb") as pipe:
        return pipe.read(32)


def _quiet() -> None:
    """No log file, no core dump, no addresses in warnings: what is kept is kept sealed."""
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr)


def _now() -> datetime:
    return datetime.now(UTC)


def _say(what: str, requests: int) -> None:
    _tell(looking=what, requests=requests)


def _tell(**line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
