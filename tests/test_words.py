"""The sentences: one for every reason and outcome, calm, and with the disguise made visible."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching import her_photo, person, portrait, profile, verdict

from impersonation_watch import words
from impersonation_watch.model import Certainty, Hit, Mark, Outcome, Signal, SourceReport
from matchers import WEIGHTS

NAME = "Naomi Whitaker"
LOUD = re.compile(r"[!%]|\d{2}|\b(scammer|criminal|stalker|impostor|fraud|guilty|alert|error)\b")


def signal(reason: str, theirs: str = "Na0mi", ours: str = NAME) -> Signal:
    return Signal(person_id="p1", matcher="m", reason=reason, bits=1.0, ours=ours, theirs=theirs)


def hit_of(name: str | None, picture: bool = False, **changes: object) -> Hit:
    someone = person(photos=(her_photo(0),))
    found = verdict(someone, profile(name, **changes), portrait() if picture else None)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_every_reason_has_a_sentence_and_no_sentence_is_left_over() -> None:
    assert set(words.REASONS) == set(WEIGHTS)


@pytest.mark.parametrize("reason", sorted(WEIGHTS))
def test_a_reason_is_one_calm_sentence(reason: str) -> None:
    sentence = words.reason(signal(reason))
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert not LOUD.search(sentence.replace("Na0mi", ""))


@pytest.mark.parametrize("outcome", sorted(Outcome))
def test_every_outcome_has_a_sentence(outcome: Outcome) -> None:
    report = SourceReport(source="bluesky", outcome=outcome)
    assert words.outcome(report).endswith(".")


def test_could_not_look_is_never_said_as_nothing_found() -> None:
    looked = {Outcome.OK, Outcome.OK_EMPTY, Outcome.PARTIAL, Outcome.ABSENT}
    for outcome in set(Outcome) - looked:
        assert "ot look" in words.outcome(SourceReport(source="x", outcome=outcome))


def test_waiting_time_and_rest_are_told() -> None:
    later = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)
    report = SourceReport(
        source="x", outcome=Outcome.PARTIAL, more_available=True, next_allowed_at=later
    )
    assert words.outcome(report).endswith("We may ask again from 23 November 2026, 08:05 UTC.")


@pytest.mark.parametrize(
    "source, name",
    [
        ("bluesky", "Bluesky"),
        ("bluesky.search", "Bluesky"),
        ("mastodon.search:example.social", "Mastodon (example.social)"),
        ("github", "GitHub"),
        ("handles:tiktok.com", "TikTok"),
        ("handles:pages.example", "pages.example"),
        ("link", "The link you gave"),
        ("somewhere", "Somewhere"),
    ],
)
def test_places_have_readable_names(source: str, name: str) -> None:
    assert words.place(source) == name


def test_places_that_cannot_be_searched_come_with_advice() -> None:
    named = " ".join(place for place, _ in words.CANNOT_SEARCH)
    assert all(each in named for each in ("Instagram", "Facebook", "WhatsApp", "Dating"))
    assert all(advice.endswith(".") for _, advice in words.CANNOT_SEARCH)


def test_why_names_the_photo_first() -> None:
    told = words.why(hit_of(NAME, picture=True))
    assert told == (
        "Its picture is a copy of your photo “photo 0.jpg”,"
        " and it is called “Naomi Whitaker”, the same name as “Naomi Whitaker”."
    )


def test_a_name_cannot_steer_the_sentence_around_it() -> None:
    told = words.reason(signal("name_exact", theirs="\u202e\x1b[2JNa\u200bomi\n" + "x" * 500))
    assert told.isprintable()
    assert len(told) < 200


@pytest.mark.parametrize(
    "hit, strength",
    [
        (hit_of("Clara Jensen", picture=True), "your photo"),
        (hit_of("N\u0430omi Whitaker"), "strong"),
        (hit_of("N\u0430omi Whitaker", certainty=Certainty.POSSIBLE), "unclear"),
        (hit_of(NAME), "unclear"),
    ],
    ids=["photo", "disguised", "possible", "namesake"],
)
def test_strength_is_a_word(hit: Hit, strength: str) -> None:
    assert words.strength(hit) == strength


def test_a_folded_hit_is_called_same_name() -> None:
    hit = verdict(person("James Smith"), profile("James Smith"))
    assert hit is not None
    assert (hit.mark, words.strength(hit)) == (Mark.FOLDED, "same name")


@pytest.mark.parametrize(
    "name, told",
    [
        ("N\u0430omi", [("\u0430", "Cyrillic letter, looks like a")]),
        ("Na\u03bfmi", [("\u03bf", "Greek letter, looks like o")]),
        ("Na\u200bomi", [("\u200b", "hidden character U+200B")]),
        ("Nao\u200dmi", [("\u200d", "hidden character U+200D")]),
        ("\u202eimoaN", [("\u202e", "direction mark U+202E")]),
        ("Nao\x00mi", [("\x00", "control character U+0000")]),
        ("𝓝aomi", [("𝓝", "decorated letter, stands for n")]),
        ("Наоми", []),
        ("Naomi Наоми", []),
        ("Zoë Álvarez", []),
        ("👩‍💻 Naomi ❤️ 🏴\U000e0067\U000e0062\U000e007f", []),
        ("محمد", []),
        ("", []),
    ],
)
def test_a_disguise_is_made_visible(name: str, told: list[tuple[str, str]]) -> None:
    assert [(piece, odd) for piece, odd in words.visible(name) if odd] == told


@given(st.text(max_size=60))
def test_making_visible_changes_no_character(name: str) -> None:
    pieces = words.visible(name)
    assert "".join(piece for piece, _ in pieces) == name
