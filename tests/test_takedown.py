"""A report is filled in the form's order, refused where wrong, and never says a score."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from takedown_story import (
    BLOBS,
    HER_PAGE,
    NAOMI,
    NOW,
    REPORTER,
    candidate,
    filing,
    hit,
)

from impersonation_watch import takedown
from impersonation_watch.model import (
    CannotFill,
    Decision,
    How,
    OwnAccount,
    OwnKind,
    Presence,
    Signal,
    StoreError,
    Takedown,
)
from impersonation_watch.takedown import Draft, Statement
from impersonation_watch.takedown.facts import COPIED, PARODY
from impersonation_watch.takedown.shown import shown, units
from matchers import WEIGHTS

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
HOSTILE = "Na\u200bomi \u202eWhit\u0000aker 李 \U0001f600\ud800\n" + "x" * 100_000


def draft(form_id: str = "bluesky", **changes: Any) -> Draft:
    given = filing(**{"hit": hit(PROFILES[form_id]), "statement": ILLEGAL, **changes})
    return takedown.prepare(takedown.form(form_id), given, read_blob=BLOBS.__getitem__, now=NOW)


def refusal(form_id: str = "bluesky", **changes: Any) -> CannotFill:
    with pytest.raises(CannotFill) as caught:
        draft(form_id, **changes)
    return caught.value


def earlier(made: Draft, days: float) -> Takedown:
    return Takedown(id="t1", hit_key=made.filing.hit.key, form=made.form.id, text=made.full,
                    made_at=NOW - timedelta(days=days), evidence=())  # fmt: skip


# --- what is written --------------------------------------------------------------------------


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


# --- what is refused --------------------------------------------------------------------------


def test_an_own_account_is_refused() -> None:
    own = replace(PROFILES["bluesky"], platform_id="did:plc:own")
    assert "own account" in str(refusal(hit=hit(own)))
    assert "own account" in str(refusal(decision=Decision.MINE))


def test_a_lost_account_goes_to_account_recovery() -> None:
    lost = candidate(platform="mastodon", handle="naomi_old@example.social", platform_id=None,
                     profile_url="https://example.social/@naomi_old")  # fmt: skip
    assert "account recovery" in refusal("mastodon", hit=hit(lost)).advice


def test_the_same_handle_with_another_id_is_reported() -> None:
    copy = replace(PROFILES["bluesky"], handle="naomiwhitaker.example", profile_url=HER_PAGE)
    assert draft(hit=hit(copy)).fields


@pytest.mark.parametrize(
    "decision", [Decision.UNDECIDED, Decision.NAMESAKE, Decision.UNSURE, Decision.MINE]
)
def test_only_a_decided_impostor_is_reported(decision: Decision) -> None:
    assert refusal(decision=decision).missing == ()


def test_an_account_that_may_be_hers_is_refused() -> None:
    unsure = OwnAccount(platform="bluesky", platform_id="did:plc:copy", kind=OwnKind.UNSURE)
    assert "perhaps" in str(refusal(person=replace(NAOMI, own_accounts=(unsure,))))


def test_without_consent_nothing_is_written() -> None:
    ended = replace(NAOMI.consent, until=NOW)
    assert "consent" in str(refusal(person=replace(NAOMI, consent=ended)))


def test_the_form_of_another_platform_is_refused() -> None:
    assert "does not run this profile" in str(refusal("x", hit=hit(PROFILES["bluesky"])))


def test_a_hit_without_captured_evidence_is_refused() -> None:
    supplied = tuple(replace(each, how=How.SUPPLIED) for each in filing().snapshots)
    for snapshots in ((), supplied):
        assert refusal(snapshots=snapshots).missing == ("evidence_sealed",)


def test_evidence_that_is_gone_is_refused() -> None:
    def gone(sha256: str) -> bytes:
        raise StoreError("not there")

    with pytest.raises(CannotFill, match="is missing") as caught:
        takedown.prepare(takedown.form("bluesky"), filing(), read_blob=gone, now=NOW)
    assert caught.value.missing == ("evidence_sealed",)


@pytest.mark.parametrize("sha256", BLOBS)
def test_evidence_that_was_changed_is_refused(sha256: str) -> None:
    blobs = {**BLOBS, sha256: BLOBS[sha256] + b"x"}
    with pytest.raises(CannotFill, match="was changed"):
        takedown.prepare(takedown.form("bluesky"), filing(), read_blob=blobs.__getitem__, now=NOW)


@pytest.mark.parametrize("email", ["", "naomi", "naomi@", "@x.org", "a b@x.org", "a@x\u202e.org"])
def test_an_incomplete_address_is_named(email: str) -> None:
    reporter = replace(REPORTER, email=email)
    assert refusal("instagram", reporter=reporter).missing == ("reporter_email",)


def test_everything_missing_is_named_at_once_in_sentences() -> None:
    nobody = replace(REPORTER, name=" ", email="", country="")
    refused = refusal("eu-dsa-16", reporter=nobody, statement=Statement(), snapshots=())
    assert set(refused.missing) == {
        "reporter_name", "reporter_email", "residence_country", "illegality_reason",
        "law_reference", "good_faith_statement", "evidence_sealed",
    }  # fmt: skip
    assert str(refused).count("\n") == len(refused.missing)


def test_instagram_takes_no_report_from_a_friend() -> None:
    friend = replace(REPORTER, role="bystander")
    assert refusal("instagram", reporter=friend).missing == ("reporter_role",)


def test_a_profile_that_copies_nothing_we_can_name_is_refused() -> None:
    nothing = Signal(person_id="p1", matcher="x", reason=PARODY, bits=-4.0)
    assert refusal(hit=hit(PROFILES["bluesky"], nothing)).missing == ("copied_elements",)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "", "bsky.app/x"])
def test_a_profile_without_a_web_address_is_refused(url: str) -> None:
    assert (
        "target_locator" in refusal(hit=hit(replace(PROFILES["bluesky"], profile_url=url))).missing
    )


# --- the European notice ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "element"),
    [
        ({"reason": "illegal"}, "illegality_reason"),
        ({"law": " "}, "law_reference"),
        ({"good_faith": False}, "good_faith_statement"),
    ],
)
def test_the_european_notice_needs_all_its_parts(change: dict[str, Any], element: str) -> None:
    assert refusal("eu-dsa-16", statement=replace(ILLEGAL, **change)).missing == (element,)


def test_a_law_can_be_chosen_or_written() -> None:
    chosen = {each.key: each.value for each in draft("eu-dsa-16").fields}
    own = replace(ILLEGAL, law="§ 1 of some act")
    written = {each.key: each.value for each in draft("eu-dsa-16", statement=own).fields}
    assert chosen["law"].startswith("§ 238(1)")
    assert written["law"] == "§ 1 of some act"


def test_a_law_nobody_checked_says_so() -> None:
    unchecked = replace(ILLEGAL, law="nl-sr-231b")
    assert any("not checked" in e for e in draft("eu-dsa-16", statement=unchecked).cautions)
    assert not any("law you chose" in e for e in draft("eu-dsa-16").cautions)


def test_a_reason_is_suggested_but_never_filled_in_by_itself() -> None:
    ground = takedown.ground(takedown.form("eu-dsa-16"), "fr-cp-226-4-1")
    assert ground is not None
    assert "226-4-1" in takedown.suggest_reason(ground, "Naomi Whitaker")


# --- once is enough ---------------------------------------------------------------------------


def test_the_same_report_is_not_written_again_within_a_week() -> None:
    first = draft()
    assert "nothing is new" in str(refusal(earlier=(earlier(first, 6.9),)))
    assert "29 November 2026" in refusal(earlier=(earlier(first, 0),)).advice


def test_after_a_week_it_may_be_repeated_and_names_the_earlier_one() -> None:
    assert "Reported before on 2026-11-15" in draft(earlier=(earlier(draft(), 7),)).full


def test_new_facts_open_the_way_at_once() -> None:
    news = Signal(person_id="p1", matcher="handles", reason="handle_exact", bits=3.0,
                  ours="naomi", theirs="naomi")  # fmt: skip
    first = earlier(draft(), 1)
    assert draft(earlier=(first,), hit=hit(PROFILES["bluesky"], *hit().signals, news))
    assert "is back" in draft(earlier=(first,), presence=Presence.BACK).full


def test_another_form_or_profile_is_another_report() -> None:
    first = earlier(draft(), 1)
    assert draft("eu-dsa-16", earlier=(first,))
    assert draft(earlier=(replace(first, hit_key="other"),))
