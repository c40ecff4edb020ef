"""The watch side's desk: what spiders bring is judged here and sealed to the vault at once."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from impersonation_watch import crawl, evidence, inbox, plain, state
from impersonation_watch.judge import is_account, own_account
from impersonation_watch.model import (
    LOOKED,
    Answer,
    Candidate,
    Capsule,
    Errand,
    Finding,
    FindingKind,
    Hit,
    HostHealth,
    KnownHit,
    Mark,
    Outcome,
    OwnSeen,
    Person,
    Presence,
    RunEnd,
    Sighting,
    Snapshot,
    SourceReport,
    WatchState,
    hit_key,
)
from impersonation_watch.pictures import Picture
from impersonation_watch.verdicts import Verdicts

KEEP_SEEN = timedelta(days=90)  # a keyed digest of who did not match, DESIGN §1

REACHED = LOOKED | {Outcome.PARTIAL}

Clock = Callable[[], datetime]


class Post:
    """Seals findings to the vault, one at a time, and counts them."""

    def __init__(self, sender: inbox.Sender, clock: Clock) -> None:
        self.sender, self.clock = sender, clock
        self.run = secrets.token_hex(8)
        self.findings = 0

    def send(
        self,
        kind: FindingKind,
        *,
        hit: Hit | None = None,
        sighting: Sighting | None = None,
        report: SourceReport | None = None,
        answer: Answer | None = None,
        own: OwnSeen | None = None,
        end: RunEnd | None = None,
        kept: Sequence[tuple[Snapshot, bytes]] = (),
    ) -> None:
        """On return the finding is sealed and on the disk. Raises StoreError when it is not."""
        finding = Finding(
            kind=kind,
            run=self.run,
            made_at=self.clock(),
            hit=hit,
            sighting=sighting,
            report=report,
            answer=answer,
            own=own,
            end=end,
            snapshots=tuple(snapshot for snapshot, _ in kept),
        )
        self.sender.put(finding, {snapshot.sha256: content for snapshot, content in kept})
        self.findings += 1


class Desk:
    """What `crawl.look` calls back, and the memory of one run."""

    def __init__(
        self,
        capsule: Capsule,
        memory: WatchState,
        *,
        verdicts: Verdicts,
        post: Post,
        key: bytes,
        errand: Errand | None = None,
    ) -> None:
        self.memory, self.verdicts, self.post = memory, verdicts, post
        self.key, self.errand = key, errand
        self.capsule_counter = capsule.counter
        self.unpictured = capsule.unpictured
        self.known = {each.key for each in capsule.known}
        self.basis = _basis(verdicts.people)
        self.seen = _still_remembered(memory.seen, post.clock())
        self.missing = dict(memory.missing)
        self.links: dict[str, tuple[Candidate, Hit | None]] = {}
        self.looked_at: set[str] = set()
        self.learnt: set[OwnSeen] = set()
        self.candidates = self.hits = self.reached = 0
        self.worth_a_notice = False

    def wants_avatar(self, candidate: Candidate) -> bool:
        """Whether the picture is asked for: not of own accounts, nor of old acquaintances, nor
        where she said that no picture is to be kept."""
        if self.verdicts.is_own(candidate):
            return False
        if any(is_account(each, candidate) for each in self.unpictured):
            return False
        return self.errand is not None or self.digest(candidate) not in self.seen

    def on_seen(self, seen: crawl.Seen) -> None:
        """Judge one candidate; what is like a person of ours is sealed before the next."""
        self.candidates += 1
        digest = self.digest(seen.candidate)
        self._learn_own(seen.candidate)
        self._sight_again(seen.candidate)
        if self.errand is not None or digest not in self.seen:
            self._judge(seen)
            self.seen[digest] = self.post.clock().date().isoformat()

    def on_report(self, report: SourceReport) -> None:
        """Every source says what became of it, also when nothing was found."""
        self.reached += report.outcome in REACHED
        self.post.send(FindingKind.REPORT, report=report)
        if self.errand and report.source == "link":
            self.post.send(FindingKind.ANSWER, answer=self._answer(self.errand, report))

    def on_again(self, known: KnownHit, presence: Presence) -> None:
        """A known hit was looked at again; gone counts from the second day on."""
        today = self.post.clock().date().isoformat()
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

    def memory_after(self, hosts: dict[str, HostHealth]) -> WatchState:
        """The watch side's own memory as it stands now."""
        return replace(
            self.memory,
            counter=self.post.sender.counter,
            capsule_counter=self.capsule_counter,
            seen=self.seen,
            hosts=hosts,
            missing=self.missing,
        )

    def _judge(self, seen: crawl.Seen) -> None:
        candidate = seen.candidate
        picture = self.verdicts.develop(seen.avatar)
        hits = self.verdicts.hits(candidate, picture)
        for hit in hits:
            self._seal(hit, seen, picture)
        if candidate.found_by.kind == "link":
            asked_for = self.errand.person_id if self.errand else ""
            hits.sort(key=lambda each: each.person_id != asked_for)  # the one it is for comes first
            self.links[candidate.found_by.query] = (candidate, hits[0] if hits else None)

    def _seal(self, hit: Hit, seen: crawl.Seen, picture: Picture | None) -> None:
        last = "page" if hit.candidate.found_by.kind in ("link", "handle") else "answer"
        kept = evidence.snapshots_of(seen.exchanges, last_kind=last)
        kept += evidence.snapshots_of(seen.avatar, last_kind="avatar")
        if picture:
            at = self.post.clock()
            kept.append(evidence.display_snapshot(picture.sha256, picture.display, at))
        self.post.send(FindingKind.HIT, hit=hit, kept=kept)
        self.hits += 1
        if hit.mark is Mark.NOTIFY and hit.key not in self.known:
            self.worth_a_notice = True

    def _learn_own(self, candidate: Candidate) -> None:
        """The stable id of an account of hers, once: from then on a taken-over name shows."""
        for person in self.verdicts.people:
            account = own_account(person, candidate)
            if account and candidate.platform_id and account.platform_id is None:
                own = OwnSeen(
                    person_id=person.id, account=account, platform_id=candidate.platform_id
                )
                if own not in self.learnt:
                    self.learnt.add(own)
                    self.post.send(FindingKind.OWN_SEEN, own=own)

    def _sight_again(self, candidate: Candidate) -> None:
        for person in self.verdicts.people:
            key = hit_key(person.id, candidate)
            if key in self.known:
                self.missing.pop(key, None)
                self._sight(key, Presence.UP)

    def _sight(self, key: str, presence: Presence) -> None:
        if key not in self.looked_at:
            self.looked_at.add(key)
            sighting = Sighting(hit_key=key, presence=presence, at=self.post.clock())
            self.post.send(FindingKind.SIGHTING, sighting=sighting)

    def _answer(self, errand: Errand, report: SourceReport) -> Answer:
        candidate, hit = self.links.get(report.note, (None, None))
        return Answer(
            errand_id=errand.id,
            url=report.note,
            outcome=report.outcome,
            hit_key=hit.key if hit else None,
            display_name=candidate.display_name if candidate else None,
        )


def _basis(people: tuple[Person, ...]) -> str:
    """Changes when a name or photo does, so that everybody is judged anew."""
    shown = [plain.plain(replace(person, own_accounts=())) for person in people]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def _still_remembered(seen: dict[str, str], now: datetime) -> dict[str, str]:
    oldest = (now - KEEP_SEEN).date().isoformat()
    return {digest: day for digest, day in seen.items() if day >= oldest}
