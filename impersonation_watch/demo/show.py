"""The demo: the very same program a user runs, on the practice network, told step by step."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.table import Table

from impersonation_watch import enrol, packets, tables
from impersonation_watch.config import ConsentConfig, PersonConfig
from impersonation_watch.demo import people
from impersonation_watch.demo.people import Profile
from impersonation_watch.model import (
    Answered,
    Candidate,
    Decision,
    Mark,
    Police,
    Practice,
    Safety,
    Settings,
    Shown,
)
from impersonation_watch.takedown import Reporter
from impersonation_watch.vault import StoredHit, Vault

ACCOUNTS = (
    "https://bsky.app/profile/naomiwhitaker.bsky.social",
    "https://mastodon.social/@naomiwhitaker",
)
FORM = "bluesky"
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """How the program did on the story: the figures under the demo's table."""

    right: dict[str, StoredHit]  # kind of impostor -> its hit, for the right reason
    missed: tuple[str, ...]  # kinds not flagged, or for another reason
    own: int  # own accounts flagged
    bystanders_notified: int  # bystanders above the notify mark
    bystanders_shown: int  # bystanders in the list, not folded away
    folded: int  # same name and nothing else in common


def prepare(folder: Path, practice: Practice, *, now: datetime, say: Say) -> tuple[Vault, str]:
    """A practice vault with Naomi Whitaker in it, and its passphrase."""
    passphrase = secrets.token_urlsafe(12)
    photos = _photo_files(folder.parent / "her photos")
    vault, _ = Vault.create(folder, passphrase, now=now, practice=True)
    person = PersonConfig(
        names=people.NAMES,
        nicknames=people.NICKNAMES,
        handles=people.HANDLES,
        photos=photos,
        own_accounts=ACCOUNTS,
        consent=ConsentConfig(giver="self", recorded_by="self"),
    )
    enrol.enrol(vault, (person,), settings(practice), now=now, on_progress=say)
    return vault, passphrase


def settings(practice: Practice) -> Settings:
    """The defaults a user has, pointed at the practice network's servers."""
    return Settings(mastodon_hosts=people.MASTODON_HOSTS, practice=practice)


def judge_story(hits: Iterable[StoredHit]) -> Verdicts:
    """Hold what was found against the story."""
    by_account = {account(stored.hit.candidate): stored for stored in hits}
    right, missed = {}, []
    for profile in people.IMPOSTORS:
        stored = by_account.get(_account(profile))
        if stored and _flagged(stored) and _right_reason(stored, profile):
            right[profile.kind] = stored
        else:
            missed.append(profile.kind)
    strangers = [by_account.get(_account(each)) for each in people.BYSTANDERS]
    met = [stored for stored in strangers if stored]
    return Verdicts(
        right=right,
        missed=tuple(missed),
        own=sum(_account(profile) in by_account for profile in people.OWN),
        bystanders_notified=sum(stored.hit.mark is Mark.NOTIFY for stored in met),
        bystanders_shown=sum(_flagged(stored) for stored in met),
        folded=sum(not _flagged(stored) for stored in by_account.values()),
    )


def found_table(hits: Iterable[StoredHit]) -> Table:
    """Everything that waits for a decision, beside what the story knows about it."""
    truth = {_account(each): each.kind for each in people.IMPOSTORS}
    table = tables.hits_table([])
    table.columns.pop()  # the id: nobody decides anything here
    table.add_column("In truth", ratio=3)
    for stored in tables.in_order(hits):
        if _flagged(stored):
            kind = truth.get(account(stored.hit.candidate))
            cells = tables.cells(stored.hit)
            table.add_row(*cells, f"impostor: {kind}" if kind else "somebody else")
    return table


def write_packet(vault: Vault, hits: Iterable[StoredHit], out: Path, *, now: datetime) -> Path:
    """Confirm the strongest hit that has a form, and write its packet."""
    chosen = next(
        stored
        for stored in sorted(hits, key=lambda each: -each.hit.bits)
        if stored.hit.candidate.platform == FORM
    )
    vault.store.decide(chosen.id, Decision.IMPOSTOR, now)
    vault.store.save_safety(chosen.id, _nothing_to_fear(now), now)
    reporter = Reporter(name=people.NAMES[0], email="naomi@example.org", country="IE")
    order = packets.Order(about=chosen.id, form=FORM, reporter=reporter)
    return packets.write(vault, order, out, now=now)


def _nothing_to_fear(now: datetime) -> Safety:
    """The safety questions as Naomi answers them in the story."""
    return Safety(
        anger=Answered.NO,
        knows_who=Answered.NO,
        police=Police.NONE,
        shown=Shown.CLOTHED_ADULT,
        asked_at=now,
    )


def account(candidate: Candidate) -> tuple[str, str]:
    """Platform and handle, as the story knows them."""
    return candidate.platform, candidate.handle.lower()


def _account(profile: Profile) -> tuple[str, str]:
    handle = profile.handle.lower()
    return (
        profile.platform,
        f"{handle}@{profile.host}" if profile.platform == "mastodon" else handle,
    )


def _flagged(stored: StoredHit) -> bool:
    return stored.hit.mark is not Mark.FOLDED


def _right_reason(stored: StoredHit, profile: Profile) -> bool:
    return any(signal.reason in profile.reasons for signal in stored.hit.signals)


def _photo_files(folder: Path) -> tuple[Path, ...]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, content in people.naomi_photos():
        (folder / name).write_bytes(content)
    return tuple(folder / name for name, _ in people.naomi_photos())
