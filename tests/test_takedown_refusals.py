"""A report that would be wrong is refused, and whatever is missing is named first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from takedown_story import (
    BLOBS,
    HER_PAGE,
    ILLEGAL,
    NAOMI,
    NOW,
    PROFILES,
    REPORTER,
    candidate,
    draft,
    earlier,
    filing,
    hit,
    refusal,
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
)
from impersonation_watch.takedown import Statement
from impersonation_watch.takedown.facts import PARODY


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


def test_a_packet_nobody_sent_and_a_list_for_the_police_are_not_named_as_reports() -> None:
    made = earlier(draft(), 7)
    unsent, handed = replace(made, sent_at=None), replace(made, form="chronology")
    assert "Reported before" not in draft(earlier=(unsent, handed)).full


def test_new_facts_open_the_way_at_once() -> None:
    news = Signal(person_id="p1", matcher="handles", reason="handle_exact", bits=3.0,
                  ours="naomi", theirs="naomi")  # fmt: skip
    first = earlier(draft(), 1)
    assert draft(earlier=(first,), hit=hit(PROFILES["bluesky"], *hit().signals, news))
    assert "is back" in draft(earlier=(first,), presence=Presence.BACK).full


def test_a_report_that_was_not_sent_may_be_corrected_but_not_doubled() -> None:
    first = draft("instagram")
    text = "\n".join([first.full, *(each.value for each in first.fields)])
    unsent = replace(earlier(first, 1), text=text, sent_at=None, path="/home/n/report.zip")
    assert "/home/n/report.zip" in str(refusal("instagram", earlier=(unsent,)))
    corrected = replace(REPORTER, email="naomi@example.net")
    assert draft("instagram", earlier=(unsent,), reporter=corrected)


def test_another_form_or_profile_is_another_report() -> None:
    first = earlier(draft(), 1)
    assert draft("eu-dsa-16", earlier=(first,))
    assert draft(earlier=(replace(first, hit_key="other"),))
