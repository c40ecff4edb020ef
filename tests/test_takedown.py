"""A report is filled in the order of its form and never says a score."""

from __future__ import annotations

from dataclasses import replace

import pytest
from takedown_story import NAOMI, PROFILES, draft, hit

from impersonation_watch import takedown
from impersonation_watch.model import OwnAccount, Signal
from impersonation_watch.takedown.facts import COPIED, PARODY
from impersonation_watch.takedown.shown import shown, units
from matchers import WEIGHTS

HOSTILE = "Na\u200bomi \u202eWhit\u0000aker 李 \U0001f600\ud800\n" + "x" * 100_000


@pytest.mark.parametrize("form_id", PROFILES)
def test_fields_stand_in_the_order_of_the_form(form_id: str) -> None:
    made = draft(form_id)
    assert [each.key for each in made.fields] == [
        each.key for each in takedown.form(form_id).channel.fields
    ]
    assert all(each.value or each.by_hand for each in made.fields if each.required)


@pytest.mark.parametrize("form_id", PROFILES)
def test_the_other_side_is_said_to_learn_something(form_id: str) -> None:
    assert draft(form_id).learns


@pytest.mark.parametrize("form_id", PROFILES)
def test_a_form_nobody_has_seen_live_says_check_the_order(form_id: str) -> None:
    assert any("check the order on the page" in each for each in draft(form_id).cautions)


def test_the_facts_name_address_id_copy_genuine_profiles_and_the_wish() -> None:
    facts = draft().full
    for part in ("https://bsky.app/profile/naomi-whitaker.example", "did:plc:copy",
                 "copy of a photo of Naomi Whitaker", "https://www.instagram.com/naomi.whitaker/",
                 "First seen 2026-11-20", "did not agree", "not marked as a parody",
                 "Please remove"):  # fmt: skip
        assert part in facts


def test_a_lost_account_is_never_named_as_genuine() -> None:
    assert "naomi_old" not in draft().full


@pytest.mark.parametrize("form_id", PROFILES)
def test_no_score_reaches_a_report(form_id: str) -> None:
    made = draft(form_id)
    written = " ".join([made.full, *(each.value for each in made.fields), *made.cautions])
    for score in ("7.25", "19.5", "23.75", "distance", "bits", "notify"):
        assert score not in written


@pytest.mark.parametrize("reason", sorted(set(WEIGHTS) - {PARODY}))
def test_every_reason_to_flag_has_a_sentence_for_the_report(reason: str) -> None:
    signal = Signal(person_id="p1", matcher="any", reason=reason, bits=-1.0,
                    ours="Naomi Whitaker", theirs="Na0mi")  # fmt: skip
    assert reason in COPIED
    assert len(draft(hit=hit(PROFILES["bluesky"], signal)).full) > 300


@pytest.mark.parametrize("form_id", PROFILES)
def test_a_hostile_name_stays_within_every_limit(form_id: str) -> None:
    seen = replace(PROFILES[form_id], display_name=HOSTILE, handle="\U0001f600" * 500)
    signals = tuple(
        Signal(person_id="p1", matcher="names", reason=each, bits=1.0, ours=HOSTILE, theirs=HOSTILE)
        for each in COPIED
    )
    made = draft(form_id, hit=hit(seen, *signals), person=replace(NAOMI, names=(HOSTILE,)))
    assert units(made.short) <= 900
    assert units(made.medium) <= 1900


def test_mastodon_takes_a_thousand_and_bluesky_two_thousand() -> None:
    many = tuple(OwnAccount(platform="web", url=f"https://naomi.example/{n}") for n in range(60))
    person = replace(NAOMI, own_accounts=many)
    comment = next(e for e in draft("mastodon", person=person).fields if e.key == "comment")
    details = next(e for e in draft("bluesky", person=person).fields if e.key == "reason")
    assert 500 < len(comment.value) <= 1000
    assert 1500 < len(details.value) <= 2000


def test_hidden_characters_are_written_out() -> None:
    assert shown("a\u202eb\u200b\u3164\x00") == "a[U+202E]b[U+200B][U+3164][U+0000]"


def test_disguised_letters_are_named_in_the_report() -> None:
    seen = replace(PROFILES["bluesky"], display_name="N\u0430omi\u200b Whitaker")
    facts = draft(hit=hit(seen)).full
    assert "Cyrillic letter, looks like a" in facts
    assert "hidden character U+200B" in facts


def test_the_report_says_which_letter_is_disguised() -> None:
    theirs = "N\u0430omi Whitaker"
    told = Signal(
        person_id="p1", matcher="names", reason="name_lookalike", bits=14.0,
        ours="Naomi Whitaker", theirs=theirs, places=(1,),
    )  # fmt: skip
    seen = replace(PROFILES["bluesky"], display_name=theirs)
    assert "Letter 2 of “Naomi” is Cyrillic." in draft(hit=hit(seen, told)).full


def test_a_long_name_is_bounded_and_says_so() -> None:
    assert shown("x" * 100_000).endswith("x…")
    assert units(shown("\U0001f600" * 100_000)) <= 80


def test_a_profile_that_says_parody_is_not_said_to_hide_it() -> None:
    parody = Signal(person_id="p1", matcher="texts", reason=PARODY, bits=-4.0, theirs="parody")
    made = draft(hit=hit(PROFILES["bluesky"], *hit().signals, parody))
    assert "not marked as a parody" not in made.full
    assert any("calls itself a parody" in each for each in made.cautions)


def test_identity_papers_are_left_to_the_user() -> None:
    upload = next(each for each in draft("instagram").fields if each.key == "id_upload")
    assert upload.by_hand
    assert not upload.value
