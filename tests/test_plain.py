from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from impersonation_watch import plain
from impersonation_watch.model import (
    Candidate,
    Consent,
    Finding,
    FindingKind,
    FoundBy,
    Hit,
    Mark,
    Person,
    PhotoMatch,
    Raw,
    Settings,
    Signal,
)

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CANDIDATE = Candidate(
    platform="bluesky",
    source="bluesky.search",
    handle="naomi.example",
    profile_url="https://bsky.app/profile/naomi.example",
    seen_at=NOW,
    found_by=FoundBy(kind="name", query="Naomi Whitaker"),
    raw=Raw(url="https://example.com", status=200, body_sha256="0" * 64),
    parser="bluesky 1",
    display_name="Na\u200bomi\x00 \u202eWhit\ud800aker",
    flags=frozenset({"noindex", "bot"}),
)
FINDING = Finding(
    kind=FindingKind.HIT,
    run="r",
    made_at=NOW,
    hit=Hit(
        key="k",
        person_id="p",
        candidate=CANDIDATE,
        signals=(
            Signal(
                person_id="p",
                matcher="photos",
                reason="photo_copy",
                bits=13,
                photo=PhotoMatch(
                    photo_id="1",
                    mirrored=True,
                    ours=(0.0, 0.0, 1.0, 1.0),
                    theirs=(0.1, 0.0, 1.0, 1.0),
                    distance=3,
                ),
            ),
        ),
        bits=1.5,
        mark=Mark.REVIEW,
    ),
)


def test_a_noun_comes_back_as_it_went() -> None:
    assert plain.load(Finding, plain.dump(FINDING)) == FINDING


def test_a_raw_name_keeps_every_character() -> None:
    back = plain.load(Finding, plain.dump(FINDING))
    assert back.hit is not None
    assert back.hit.candidate.display_name == CANDIDATE.display_name


def test_equal_nouns_give_equal_text() -> None:
    assert plain.dump(Settings()) == plain.dump(Settings())


@dataclass(frozen=True)
class Small:
    number: int
    text: str | None = None
    row: tuple[int, ...] = ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"number": "1"}',
        '{"number": true}',
        '{"number": 1, "other": 2}',
        '{"number": 1, "text": 3}',
        '{"number": 1, "row": [1, "2"]}',
        '{"number": 1, "row": 7}',
        "[" * 100_000,
    ],
)
def test_what_does_not_fit_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        plain.load(Small, text)


def test_a_text_cut_anywhere_is_refused_not_guessed() -> None:
    text = plain.dump(FINDING).encode()
    for end in range(len(text)):
        with pytest.raises(ValueError):
            plain.load(Finding, text[:end])


def test_consent_ends_on_its_day() -> None:
    consent = Consent(giver="self", recorded_by="self", given_at=NOW, until=NOW.replace(year=2027))
    person = Person(id="p", names=("Naomi Whitaker",), consent=consent)
    assert person.consent.holds(NOW)
    assert not person.consent.holds(NOW.replace(year=2027))


def test_the_text_is_json() -> None:
    assert json.loads(plain.dump(FINDING))["kind"] == "hit"


def test_a_field_a_noun_got_later_changes_nothing_that_was_kept_before() -> None:
    @dataclass(frozen=True)
    class Grown:
        name: str
        since: str = field(default="", metadata=plain.LATER)

    assert plain.dump(Grown("Naomi")) == '{"name":"Naomi"}'
    assert plain.load(Grown, plain.dump(Grown("Naomi", "May"))) == Grown("Naomi", "May")
