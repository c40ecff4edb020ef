"""What the tests of the pages share: a filled vault, a page to talk to, and forms to send."""

from __future__ import annotations

import atexit
import hashlib
import io
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image
from starlette.testclient import TestClient

from impersonation_watch.errands import RunSummary
from impersonation_watch.model import (
    Candidate,
    Consent,
    Errand,
    Finding,
    FindingKind,
    Fingerprint,
    FoundBy,
    Hit,
    How,
    Mark,
    Outcome,
    Person,
    Photo,
    PhotoMatch,
    Raw,
    RunEnd,
    Signal,
    Snapshot,
    SourceReport,
    hit_key,
)
from impersonation_watch.review.app import create_app
from impersonation_watch.review.sitting import Sitting
from impersonation_watch.review.visit import LEAVING_TOLD
from impersonation_watch.vault import Vault, keys

PASSPHRASE = "lantern gravel pickle orbit suede"
HOST = "x7k2.localhost:4711"
ORIGIN = f"http://{HOST}"
OURS = {"origin": "null", "sec-fetch-site": "same-origin"}  # as browsers send under no-referrer
TOKEN = re.compile(r'name="token" value="([^"]+)"')
CALM = {"anger": "no", "knows_who": "no", "police": "none", "shown": "clothed_adult"}
ANSWER_CALMLY = "".join(
    f"document.querySelector('input[name={name}][value={value}]')?.click();"
    for name, value in CALM.items()
)  # for a browser: what of them is asked on this screen
WHOLE = (0.0, 0.0, 1.0, 1.0)


def webp(width: int = 60, height: int = 40, shade: int = 120) -> bytes:
    """A small plain picture as our own copies are."""
    content = io.BytesIO()
    Image.new("RGB", (width, height), (shade, shade, 140)).save(content, "WEBP")
    return content.getvalue()


def naomi(now: datetime) -> Person:
    return Person(
        id="p1",
        names=("Naomi Whitaker",),
        consent=Consent(
            giver="self", recorded_by="self", given_at=now, until=now + timedelta(days=365)
        ),
    )


def photo(content: bytes) -> Photo:
    sha256 = hashlib.sha256(content).hexdigest()
    fingerprint = Fingerprint(version=1, sha256=sha256, width=60, height=40, detail=0.5, views=())
    return Photo(id="a1b2c3", label="garden.jpg", fingerprint=fingerprint)


def signal(reason: str, bits: float, **more: Any) -> Signal:
    return Signal(
        person_id="p1", matcher=reason.partition("_")[0], reason=reason, bits=bits, **more
    )


def hit(now: datetime, handle: str, *signals: Signal, mark: Mark, **more: Any) -> Hit:
    url = more.pop("profile_url", f"https://bsky.app/profile/{handle}")
    candidate = Candidate(
        platform=more.pop("platform", "bluesky"),
        source=more.pop("source", "bluesky.search"),
        handle=handle,
        profile_url=url,
        seen_at=now,
        found_by=FoundBy(kind="name", query="Naomi Whitaker"),
        raw=Raw(url=url, status=200, body_sha256="0" * 64),
        parser="bluesky 1",
        platform_id=f"did:plc:{handle}",
        **more,
    )
    return Hit(
        key=hit_key("p1", candidate),
        person_id="p1",
        candidate=candidate,
        signals=signals,
        bits=sum(each.bits for each in signals),
        mark=mark,
    )


def snapshots(now: datetime, display: bytes) -> dict[Snapshot, bytes]:
    """The answer of the place, its picture and our copy of the picture."""
    answer, original = b'{"handle": "as received"}', b"the picture as received"
    shown = _snapshot(now, display, "display", "image/webp", How.DERIVED)
    shown = replace(shown, made_from=hashlib.sha256(original).hexdigest())
    return {
        _snapshot(now, answer, "answer", "application/json", How.CAPTURED): answer,
        _snapshot(now, original, "avatar", "image/jpeg", How.CAPTURED): original,
        shown: display,
    }


def _snapshot(now: datetime, content: bytes, kind: str, media: str, how: How) -> Snapshot:
    return Snapshot(
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        kind=kind,
        how=how,
        at=now,
        url="https://public.api.bsky.app/xrpc/app.bsky.actor.getProfiles",
        method="GET",
        status=200,
        media=media,
    )


def keep(vault: Vault, found: Hit, now: datetime, display: bytes | None = None) -> str:
    """Put a hit with its evidence into the vault; its id."""
    with vault.store.change():
        hit_id, _ = vault.store.take_hit(found, now)
        kept = snapshots(now, webp() if display is None else display)
        blobs = {each.sha256: content for each, content in kept.items()}
        for content in blobs.values():
            vault.store.blobs.put(content)
        vault.store.keep_snapshots(hit_id, tuple(kept), blobs, now)
    return hit_id


def copy_of_filled(folder: Path, now: datetime) -> dict[str, str]:
    """A filled vault in `folder`; made once, because a passphrase takes its time."""
    if now not in _made:
        template = Path(tempfile.mkdtemp(prefix="notes-"))
        atexit.register(shutil.rmtree, template)
        vault, _ = Vault.create(template / "notes", PASSPHRASE, now=now, practice=True)
        with vault:
            _made[now] = (template / "notes", fill(vault, now))
    source, ids = _made[now]
    shutil.copytree(source, folder)
    return ids


@cache
def _unlocked(now: datetime) -> keys.Unlocked:
    return keys.unlock(_made[now][0], PASSPHRASE)


_made: dict[datetime, tuple[Path, dict[str, str]]] = {}


def fill(vault: Vault, now: datetime) -> dict[str, str]:
    """Naomi, and four profiles of four strengths; their ids by handle."""
    vault.store.save_person(naomi(now))
    vault.store.set_fact(LEAVING_TOLD, now.isoformat())  # that page has tests of its own
    own = webp(shade=90)
    vault.store.save_photo_original("p1", photo(own), b"the photo as given", own)
    met = PhotoMatch(
        photo_id="a1b2c3", mirrored=True, ours=(0.1, 0.2, 0.6, 0.8), theirs=WHOLE, distance=4
    )
    copied = signal("photo_crop", 20.0, photo=met)
    disguised = signal("name_lookalike", 14.0, ours="Naomi Whitaker", theirs="Na\u043emi Whitaker")
    same = signal("name_exact", 6.0, ours="Naomi Whitaker", theirs="Naomi Whitaker")
    found = [
        hit(now, "naomi.w", copied, same, mark=Mark.NOTIFY, display_name="Naomi Whitaker"),
        hit(now, "naomi-real", disguised, mark=Mark.NOTIFY, display_name="Na\u043emi Whitaker"),
        hit(now, "whitaker9", same, mark=Mark.REVIEW, display_name="Naomi Whitaker"),
        hit(now, "n.whitaker", same, mark=Mark.FOLDED, display_name="Naomi Whitaker"),
    ]
    ids = {each.candidate.handle: keep(vault, each, now) for each in found}
    _add_run(vault, now)
    vault.write_capsule(now)
    return ids


def _add_run(vault: Vault, now: datetime) -> None:
    reports = [
        SourceReport(source="bluesky.search", outcome=Outcome.OK, candidates=12, requests=4),
        SourceReport(source="mastodon.search:mastodon.social", outcome=Outcome.OK_EMPTY),
        SourceReport(source="handles:tiktok.com", outcome=Outcome.BLOCKED_LOGIN),
    ]
    end = RunEnd(findings=7, hits=4, candidates=12, requests=9)
    with vault.store.change():
        vault.store.take_run(Finding(kind=FindingKind.RUN_STARTED, run="r1", made_at=now))
        for report in reports:
            vault.store.take_report("r1", report)
        vault.store.take_run(Finding(kind=FindingKind.RUN_ENDED, run="r1", made_at=now, end=end))


@dataclass
class Clock:
    """A clock the test turns."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Started:
    """What was asked of the watch; it ends at once, or does what the test says."""

    errands: list[Errand | None] = field(default_factory=list)
    act: Callable[[Vault, Errand | None], None] = lambda vault, errand: None
    brings: RunSummary | None = None

    def __call__(
        self,
        vault: Vault,
        *,
        now: datetime,
        on_progress: Callable[[str], None],
        errand: Errand | None = None,
    ) -> object:
        self.errands.append(errand)
        on_progress("Bluesky (3 requests)")
        self.act(vault, errand)
        return self.brings


@dataclass
class Pages:
    """A browser as small as can be: it keeps the cookie and the token of the last form."""

    client: TestClient
    sitting: Sitting
    clock: Clock
    started: Started
    ids: dict[str, str]
    token: str = ""

    def get(self, path: str, **headers: str) -> Any:
        return self._keep(self.client.get(path, headers=headers))

    def post(self, path: str, **fields: str) -> Any:
        return self.send(path, {"token": self.token, **fields}, OURS)

    def send(self, path: str, fields: dict[str, str], headers: dict[str, str]) -> Any:
        return self._keep(self.client.post(path, data=fields, headers=headers))

    def enter(self) -> Any:
        assert self.sitting.entry is not None
        self.client.get(f"/enter/{self.sitting.entry}")
        return self.get("/unlock")

    def unlock(self, passphrase: str = PASSPHRASE) -> Any:
        return self.post("/unlock", passphrase=passphrase)

    def unlock_at_once(self) -> None:
        """Open without the time a passphrase takes; for tests about something else."""
        self.sitting.vault = Vault(self.sitting.folder, _unlocked(self.clock.now))
        self.sitting.touch()
        self.get("/help")

    def answer_calmly(self, about: str) -> Any:
        """The safety questions before a report, by somebody who fears nothing."""
        return self.post(f"{about}/report", **CALM)

    def _keep(self, answer: Any) -> Any:
        found = TOKEN.search(answer.text)
        self.token = found.group(1) if found else self.token
        return answer


@contextmanager
def pages(folder: Path, now: datetime, ids: dict[str, str], **more: Any) -> Iterator[Pages]:
    """The pages of a vault, locked, before anybody entered."""
    clock, started = Clock(now), Started()
    app = create_app(folder, start_watch=started, clock=clock, hosts={HOST}, **more)
    with TestClient(app, base_url=ORIGIN) as client:
        yield Pages(client, app.sitting, clock, started, ids)


@contextmanager
def unlocked(folder: Path, now: datetime) -> Iterator[Pages]:
    """The pages of a filled vault made in `folder`, open."""
    with pages(folder, now, dict(copy_of_filled(folder, now))) as opened:
        opened.enter()
        opened.unlock_at_once()
        yield opened
