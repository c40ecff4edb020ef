"""What the tests of doors and vault share: an invented person, hits, letters, an open vault."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from impersonation_watch import inbox
from impersonation_watch.model import (
    Candidate,
    Consent,
    Finding,
    FindingKind,
    FoundBy,
    Hit,
    How,
    Mark,
    Person,
    Presence,
    Raw,
    RunEnd,
    Sighting,
    Signal,
    Snapshot,
    hit_key,
)
from impersonation_watch.vault import TakenIn, Vault

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
KEY = bytes(range(32))
PASSPHRASE = "lantern gravel pickle orbit suede"


def naomi() -> Person:
    return Person(
        id="p1",
        names=("Naomi Whitaker",),
        consent=Consent(
            giver="self", recorded_by="self", given_at=NOW, until=NOW + timedelta(days=365)
        ),
    )


def hit(handle: str = "naomi.w", *, platform_id: str | None = None, bits: float = 9.0) -> Hit:
    candidate = Candidate(
        platform="bluesky",
        source="bluesky.search",
        handle=handle,
        profile_url=f"https://profiles.example/{handle}",
        platform_id=platform_id,
        seen_at=NOW,
        found_by=FoundBy(kind="name", query="Naomi Whitaker"),
        raw=Raw(url="https://profiles.example/api", status=200, body_sha256="0" * 64),
        parser="test 1",
        display_name="Naomi Whitaker",
    )
    return Hit(
        key=hit_key("p1", candidate),
        person_id="p1",
        candidate=candidate,
        signals=(Signal(person_id="p1", matcher="names", reason="name_exact", bits=bits),),
        bits=bits,
        mark=Mark.REVIEW,
    )


def snapshot(content: bytes, url: str = "https://profiles.example/naomi.w") -> Snapshot:
    return Snapshot(
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        kind="page",
        how=How.CAPTURED,
        at=NOW,
        url=url,
        status=200,
    )


def found(like: Hit, content: bytes = b"<h1>Naomi Whitaker</h1>", run: str = "r1") -> Finding:
    page = snapshot(content, like.candidate.profile_url)
    return Finding(kind=FindingKind.HIT, run=run, made_at=NOW, hit=like, snapshots=(page,))


def sighted(key: str, presence: Presence, at: datetime = NOW) -> Finding:
    sighting = Sighting(hit_key=key, presence=presence, at=at)
    return Finding(kind=FindingKind.SIGHTING, run="r1", made_at=at, sighting=sighting)


def started(run: str = "r1") -> Finding:
    return Finding(kind=FindingKind.RUN_STARTED, run=run, made_at=NOW)


def ended(run: str = "r1") -> Finding:
    end = RunEnd(findings=1, hits=1, candidates=9, requests=4)
    return Finding(kind=FindingKind.RUN_ENDED, run=run, made_at=NOW, end=end)


def post(
    vault: Vault, findings: Sequence[Finding], contents: Sequence[bytes] = (), *, counter: int = 0
) -> inbox.Sender:
    """Leave findings in the vault's inbox as the watch side does."""
    recipient = vault.store.capsule(0, NOW).recipient
    start = max(counter, vault.store.imported())
    sender = inbox.Sender(vault.folder, vault.capsule_key, recipient, start)
    blobs = {hashlib.sha256(content).hexdigest(): content for content in contents}
    for finding in findings:
        sender.put(finding, blobs)
    return sender


def take(vault: Vault, *hits: Hit, content: bytes = b"<h1>Naomi Whitaker</h1>") -> TakenIn:
    """Hits that go through the inbox into the vault."""
    post(vault, [found(each, content) for each in hits], [content])
    return vault.take_in(NOW)


def practice_vault(folder: Path) -> Vault:
    """A new vault with one person in it; cheap to open."""
    vault, _ = Vault.create(folder, PASSPHRASE, now=NOW, practice=True)
    vault.store.save_person(naomi())
    vault.write_capsule(NOW)
    return vault
