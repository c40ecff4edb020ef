"""One invented case for the tests of evidence and takedown: Naomi Whitaker and a copy of her."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PIL import Image

from impersonation_watch import takedown
from impersonation_watch.evidence import display_snapshot, snapshots_of
from impersonation_watch.model import (
    Answered,
    Candidate,
    CannotFill,
    Case,
    Consent,
    Decision,
    Description,
    Exchange,
    FoundBy,
    Hit,
    How,
    Mark,
    OwnAccount,
    OwnKind,
    Person,
    PhotoMatch,
    Police,
    PoliceReport,
    Presence,
    Raw,
    Safety,
    Shown,
    Signal,
    Snapshot,
    Takedown,
    Witness,
    hit_key,
)
from impersonation_watch.takedown import Draft, Filing, Reporter, Statement

SEEN = datetime(2026, 11, 20, 8, 15, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HER_PAGE = "https://bsky.app/profile/naomiwhitaker.example"
NAOMI = Person(
    id="p1",
    names=("Naomi Whitaker",),
    own_accounts=(
        OwnAccount(platform="bluesky", handle="naomiwhitaker.example", platform_id="did:plc:own"),
        OwnAccount(platform="instagram", handle="naomi.whitaker",
                   url="https://www.instagram.com/naomi.whitaker/"),
        OwnAccount(platform="mastodon", handle="naomi_old@example.social", kind=OwnKind.LOST),
    ),
    consent=Consent(giver="self", recorded_by="self", given_at=SEEN - timedelta(days=30),
                    until=SEEN + timedelta(days=300)),
)  # fmt: skip
REPORTER = Reporter(name="Naomi Whitaker", email="naomi@example.org", country="DE")
CALM = Safety(anger=Answered.NO, knows_who=Answered.NO, police=Police.NONE,
              shown=Shown.CLOTHED_ADULT, asked_at=NOW - timedelta(minutes=5))  # fmt: skip
WHOLE = (0.0, 0.0, 1.0, 1.0)


def portrait(shade: int = 120) -> bytes:
    """A drawn head and shoulders, WebP."""
    picture = Image.radial_gradient("L").resize((480, 600)).point(lambda each: (each + shade) % 256)
    buffer = io.BytesIO()
    Image.merge("RGB", (picture, picture.rotate(180), picture)).save(buffer, "WEBP")
    return buffer.getvalue()


def candidate(**changes: Any) -> Candidate:
    usual = Candidate(
        platform="bluesky", source="bluesky.search", handle="naomi-whitaker.example",
        profile_url="https://bsky.app/profile/naomi-whitaker.example", seen_at=SEEN,
        found_by=FoundBy(kind="name", query="Naomi Whitaker"),
        raw=Raw(url="https://public.api.bsky.app/xrpc/app.bsky.actor.searchActors", status=200,
                body_sha256="0" * 64),
        parser="bluesky 1", platform_id="did:plc:copy", display_name="Naomi Whitaker",
        created_at=SEEN - timedelta(days=9),
    )  # fmt: skip
    return replace(usual, **changes)


def hit(seen: Candidate | None = None, *signals: Signal) -> Hit:
    seen = seen or candidate()
    match = PhotoMatch(photo_id="photo1", mirrored=False, ours=WHOLE, theirs=WHOLE, distance=4)
    usual = (
        Signal(person_id="p1", matcher="names", reason="name_exact", bits=7.25,
               ours="Naomi Whitaker", theirs=seen.display_name or ""),
        Signal(person_id="p1", matcher="photos", reason="photo_copy", bits=19.5, photo=match),
    )  # fmt: skip
    key = hit_key("p1", seen)
    return Hit(key=key, person_id="p1", candidate=seen, signals=signals or usual, bits=23.75,
               mark=Mark.NOTIFY)  # fmt: skip


def exchange(url: str, body: bytes, media: str, status: int = 200) -> Exchange:
    digest = hashlib.sha256(body).hexdigest()
    return Exchange(at=SEEN, method="GET", url=url, status=status, body=body, body_sha256=digest,
                    headers=(("Content-Type", media),), address="192.0.2.7")  # fmt: skip


def evidence() -> list[tuple[Snapshot, bytes]]:
    """A redirect, the page, the answer, the picture, and its display copy."""
    page = b"<!doctype html><html><body><script>alert(1)</script>Naomi Whitaker</body></html>"
    picture = portrait(90)
    site = "https://bsky.app/profile/naomi-whitaker.example"
    walk = [exchange(f"{site}/", b"", "text/html", 301), exchange(site, page, "text/html")]
    profiles = b'{"profiles": [{"displayName": "Naomi Whitaker"}]}'
    api = "https://public.api.bsky.app/xrpc/app.bsky.actor.getProfiles?actors=x"
    answer = exchange(api, profiles, "application/json")
    avatar = exchange("https://cdn.bsky.app/img/avatar/plain/copy@jpeg", picture, "image/webp")
    copy = display_snapshot(avatar.body_sha256, portrait(91), SEEN + timedelta(seconds=2))
    return [
        *snapshots_of(walk, last_kind="page"),
        *snapshots_of([answer], last_kind="answer"),
        *snapshots_of([avatar], last_kind="avatar"),
        copy,
    ]


KEPT = evidence()
BLOBS = {snapshot.sha256: content for snapshot, content in KEPT}


def filing(**changes: Any) -> Filing:
    usual = Filing(
        person=NAOMI, hit=hit(), decision=Decision.IMPOSTOR, presence=Presence.UP,
        first_seen=SEEN, last_seen=SEEN + timedelta(days=1),
        snapshots=tuple(snapshot for snapshot, _ in KEPT), reporter=REPORTER, safety=CALM,
    )  # fmt: skip
    return replace(usual, **changes)


ILLEGAL = Statement(
    reason="It shows my name and photos and asks my friends for money.",
    law="de-stgb-238",
    good_faith=True,
)
PROFILES = {
    "bluesky": candidate(),
    "mastodon": candidate(platform="mastodon", handle="naomi@social.example", platform_id="109",
                          profile_url="https://social.example/@naomi"),
    "instagram": candidate(platform="instagram", handle="naomi_w", platform_id=None,
                           profile_url="https://www.instagram.com/naomi_w/"),
    "facebook": candidate(platform="facebook", handle="naomi.w.9",
                          profile_url="https://www.facebook.com/naomi.w.9"),
    "x": candidate(platform="x", handle="naomi_w", profile_url="https://x.com/naomi_w"),
    "eu-dsa-16": candidate(),
}  # fmt: skip


def draft(form_id: str = "bluesky", **changes: Any) -> Draft:
    given = filing(
        **{"hit": hit(PROFILES.get(form_id, candidate())), "statement": ILLEGAL, **changes}
    )
    return takedown.prepare(takedown.form(form_id), given, read_blob=BLOBS.__getitem__, now=NOW)


def refusal(form_id: str = "bluesky", **changes: Any) -> CannotFill:
    with pytest.raises(CannotFill) as caught:
        draft(form_id, **changes)
    return caught.value


def earlier(made: Draft, days: float) -> Takedown:
    """The record of a report that was sent so many days ago."""
    sent = NOW - timedelta(days=days)
    return Takedown(
        id="t1",
        hit_key=made.filing.about,
        form=made.form.id,
        text=made.full,
        evidence=tuple(each.sha256 for each in made.filing.annexed),
        made_at=sent,
        sent_at=sent,
    )


# --- a case from her own hands: a profile on Tinder that has no address -------------------------


def supplied(kind: str, content: bytes, media: str, **more: Any) -> tuple[Snapshot, bytes]:
    """A file somebody brought, as the vault keeps it."""
    made = Snapshot(
        sha256=hashlib.sha256(content).hexdigest(), size=len(content), kind=kind, how=How.SUPPLIED,
        at=SEEN + timedelta(hours=3), media=media, supplied_by="Ines", label="IMG_2207.PNG",
    )  # fmt: skip
    return replace(made, **more), content


SCREENSHOT = supplied("screenshot", b"\x89PNG\r\n\x1a\n a screenshot", "image/png")
MESSAGE = supplied("messages", b"Hi, I am Naomi.", "text/plain", label="",
                   at=SEEN + timedelta(hours=5), supplied_by="Naomi Whitaker")  # fmt: skip
SHOWN_COPY = display_snapshot(SCREENSHOT[0].sha256, portrait(33), SEEN + timedelta(hours=3))
BROUGHT = [SCREENSHOT, MESSAGE, SHOWN_COPY]
CASE_BLOBS = BLOBS | {snapshot.sha256: content for snapshot, content in BROUGHT}
TINDER = Description(app="tinder", name="Naomi", age="29", place="Leeds",
                     bio="Vet nurse, two cats.")  # fmt: skip
CASE = Case(
    id="c0ffee00c0de", person_id="p1", opened_at=SEEN + timedelta(hours=2), description=TINDER,
    safety=CALM, happened="A friend saw it on her phone. I never had an account there.",
    witnesses=(Witness(who="Ines", when="Friday evening", what="It must be Daniel."),),
    police=PoliceReport(number="WY-2026-4411", station="Leeds Central", day="21 November 2026"),
)  # fmt: skip


def case(description: Description | None = None, **changes: Any) -> Case:
    return replace(CASE, **({"description": description} if description else {}), **changes)


def case_filing(about: Case | None = None, **changes: Any) -> Filing:
    usual = Filing(
        person=NAOMI, case=about or CASE, snapshots=tuple(snapshot for snapshot, _ in BROUGHT),
        reporter=REPORTER, safety=CALM, statement=Statement(copies=("photos",), own_words=True),
    )  # fmt: skip
    return replace(usual, **changes)


def case_draft(form_id: str = "tinder", about: Case | None = None, **changes: Any) -> Draft:
    return takedown.prepare(takedown.form(form_id), case_filing(about, **changes),
                            read_blob=CASE_BLOBS.__getitem__, now=NOW)  # fmt: skip


def case_refusal(form_id: str = "tinder", about: Case | None = None, **changes: Any) -> CannotFill:
    with pytest.raises(CannotFill) as caught:
        case_draft(form_id, about, **changes)
    return caught.value


def answers(**changes: Any) -> Safety:
    return replace(CALM, **changes)
