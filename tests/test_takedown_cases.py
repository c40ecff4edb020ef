"""A report about a case: no address needed, what was brought is said to be brought."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from takedown_story import (
    BROUGHT,
    CALM,
    CASE,
    CASE_BLOBS,
    KEPT,
    NAOMI,
    NOW,
    SCREENSHOT,
    TINDER,
    answers,
    case,
    case_draft,
    case_filing,
    case_refusal,
    draft,
    earlier,
    refusal,
)

from impersonation_watch import takedown
from impersonation_watch.evidence import verify_bundle
from impersonation_watch.model import (
    Answered,
    Description,
    Note,
    OwnAccount,
    OwnKind,
    Police,
    Shown,
)
from impersonation_watch.takedown import Packet, Statement

ADDRESS = "https://www.instagram.com/naomi_w/"
WHATSAPP = Description(app="WhatsApp", name="Naomi", phone="+44 7700 900123")
WITHOUT = {  # form -> a profile it takes without a web address
    "tinder": TINDER,
    "bumble": replace(TINDER, app="Bumble"),
    "badoo": replace(TINDER, app="badoo"),
    "hinge": replace(TINDER, app="Hinge"),
    "okcupid": replace(TINDER, app="OkCupid"),
    "grindr": replace(TINDER, app="grindr"),
    "whatsapp": WHATSAPP,
    "instagram": Description(app="instagram", handle="naomi_w"),
    "facebook": Description(app="Facebook", name="Naomi Whitaker", place="Leeds"),
}
NOTE = Note(id="n1", case_id=CASE.id, text="I cannot sleep since.", at=NOW)
OTHER = Note(id="n2", case_id=CASE.id, text="I think it is Daniel.", at=NOW)


def write(folder: Path, form_id: str = "tinder", **changes: object) -> Packet:
    made = case_draft(form_id, **changes)  # type: ignore[arg-type]
    return takedown.write_packet(made, folder, read_blob=CASE_BLOBS.__getitem__)


def read(packet: Packet) -> dict[str, bytes]:
    with zipfile.ZipFile(packet.path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


# --- without an address -------------------------------------------------------------------------


@pytest.mark.parametrize("form_id", WITHOUT)
def test_a_profile_without_an_address_can_be_reported(form_id: str) -> None:
    made = case_draft(form_id, case(WITHOUT[form_id]))
    assert all(each.value or each.by_hand for each in made.fields if each.required)
    assert "No web address of it is known." in made.full


@pytest.mark.parametrize("form_id", WITHOUT)
def test_the_other_side_is_said_to_learn_something(form_id: str, tmp_path: Path) -> None:
    packet = write(tmp_path, form_id, about=case(WITHOUT[form_id]))
    assert "WHAT THE OTHER SIDE WILL LEARN" in packet.text
    assert all(each in packet.text for each in case_draft(form_id, case(WITHOUT[form_id])).learns)


def test_name_age_place_and_words_are_given_just_as_shown() -> None:
    values = {each.key: each.value for each in case_draft().fields}
    assert [values[key] for key in ("first_name", "age", "place", "bio")] == [
        "Naomi", "29", "Leeds", "Vet nurse, two cats.",
    ]  # fmt: skip


def test_instagram_is_reported_in_the_app_until_an_address_is_known() -> None:
    told = Description(app="instagram", handle="naomi_w")
    assert case_draft("instagram", case(told)).channel.id == "in-app"
    known = case_draft("instagram", case(replace(told, url=ADDRESS)))
    assert (known.channel.id, known.fields[5].value) == ("web-form", ADDRESS)


def test_tinder_asks_for_the_age_it_is_found_by() -> None:
    assert "impostor_age" in case_refusal(about=case(replace(TINDER, age=""))).missing


def test_a_profile_with_nothing_to_find_it_by_is_refused() -> None:
    nothing = case(Description(app="facebook"))
    assert "target_locator" in case_refusal("facebook", nothing).missing


def test_a_legal_notice_needs_an_address() -> None:
    assert "target_locator" in case_refusal("eu-dsa-16").missing


def test_the_form_of_another_app_is_refused() -> None:
    assert "does not run this profile" in str(case_refusal("bumble"))


def test_nothing_says_a_program_looks_at_it_daily(tmp_path: Path) -> None:
    assert b"daily" not in read(write(tmp_path))["README.txt"]


# --- what is copied -----------------------------------------------------------------------------


def test_what_is_copied_comes_from_the_name_and_from_what_she_ticked() -> None:
    facts = case_draft(statement=Statement(copies=("photos", "words"))).full
    assert "“Naomi”, is part of the name “Naomi Whitaker”" in facts
    assert "The photos on the profile are photos of Naomi Whitaker." in facts
    assert "The text on the profile is copied from Naomi Whitaker." in facts


def test_her_words_stand_in_the_report_only_when_ticked() -> None:
    assert CASE.happened in case_draft().full
    assert CASE.happened not in case_draft(statement=Statement()).full


def test_a_long_story_leaves_the_short_version_short() -> None:
    long = case(happened="It went on and on. " * 200)
    made = case_draft(about=long)
    assert len(made.short) <= 900
    assert "Name shown: Naomi" in made.short


def test_a_profile_that_copies_nothing_we_can_name_is_refused() -> None:
    stranger = case(Description(app="tinder", name="Clara", age="30"), happened="")
    refused = case_refusal(about=stranger, statement=Statement())
    assert refused.missing == ("copied_elements",)


# --- what was brought ---------------------------------------------------------------------------


def test_a_screenshot_is_supplied_by_somebody_and_never_captured(tmp_path: Path) -> None:
    packet = write(tmp_path)
    assert "supplied by Ines" in packet.text
    assert "called “IMG_2207.PNG” where it came from" in packet.text
    assert "received by this program" not in packet.text


def test_what_was_brought_is_in_the_packet_as_it_came(tmp_path: Path) -> None:
    packet = write(tmp_path)
    assert verify_bundle(packet.path) == ()
    assert read(packet)["evidence/01-screenshot.png"] == SCREENSHOT[1]


def test_a_case_with_nothing_to_show_is_refused() -> None:
    refused = case_refusal(snapshots=())
    assert refused.missing == ("evidence_sealed",)
    assert "Add a screenshot" in str(refused)


def test_a_file_that_is_gone_is_named() -> None:
    strange = replace(SCREENSHOT[0], sha256="f" * 64)
    assert "is missing" in str(case_refusal(snapshots=(strange,)))


@pytest.mark.parametrize("shown", [Shown.UNDER_18, Shown.UNDRESSED, Shown.UNSURE])
def test_no_picture_of_a_child_or_somebody_undressed_is_in_a_packet(
    tmp_path: Path, shown: Shown
) -> None:
    packet = write(tmp_path, safety=answers(shown=shown))
    assert not [name for name in read(packet) if name.endswith((".png", ".webp", ".bin"))]
    assert "No picture is attached, on purpose" in packet.text
    assert "Naomi" in packet.text


def test_without_pictures_no_file_is_asked_for() -> None:
    assert case_draft(snapshots=(), safety=answers(shown=Shown.UNDER_18)).fields


def test_a_flagged_profile_loses_its_pictures_too() -> None:
    made = draft(safety=answers(shown=Shown.UNDRESSED))
    assert {each.media for each in made.filing.annexed} == {"application/json"}
    assert len(made.filing.annexed) < len(KEPT)


# --- private notes ------------------------------------------------------------------------------


def test_a_private_note_stays_unless_it_was_ticked(tmp_path: Path) -> None:
    inside = b"".join(read(write(tmp_path)).values())
    assert NOTE.text.encode() not in inside


def test_only_the_ticked_note_goes_in_as_a_file_of_its_own(tmp_path: Path) -> None:
    files = read(write(tmp_path, notes=(NOTE,)))
    assert NOTE.text.encode() in files["private-notes.txt"]
    assert NOTE.text.encode() not in files["report.txt"]
    assert OTHER.text.encode() not in b"".join(files.values())
    assert b"can read the private notes you ticked" in files["report.txt"]


# --- before anything ----------------------------------------------------------------------------


def test_answers_of_yesterday_do_not_count() -> None:
    old = replace(CALM, asked_at=CALM.asked_at.replace(hour=7))
    assert "safety questions" in str(case_refusal(safety=old))
    assert "safety questions" in str(refusal(safety=old))


@pytest.mark.parametrize(
    "changes", [{"anger": Answered.YES}, {"anger": Answered.UNSURE}, {"police": Police.COURT}]
)
def test_who_was_told_to_wait_has_to_say_so_clearly(changes: dict[str, Answered]) -> None:
    worried = answers(**changes)
    assert "could make things worse" in str(case_refusal(safety=worried))
    assert case_draft(safety=worried, statement=Statement(anyway=True)).fields


def test_the_police_come_first_in_what_is_to_be_checked() -> None:
    made = case_draft(safety=answers(police=Police.REPORTED), statement=Statement(anyway=True))
    assert any("Ask the police first" in each for each in made.cautions)


def test_without_consent_nothing_is_written() -> None:
    ended = replace(NAOMI, consent=replace(NAOMI.consent, until=NOW))
    assert "consent" in str(case_refusal(person=ended))


def test_an_own_account_is_refused_also_when_somebody_described_it() -> None:
    own = OwnAccount(platform="instagram", handle="naomi_w", kind=OwnKind.LOST)
    lost = case_refusal(
        "instagram", case(Description(app="instagram", handle="@naomi_w")),
        person=replace(NAOMI, own_accounts=(own,)),
    )  # fmt: skip
    assert "account recovery" in lost.advice


def test_the_same_report_is_not_written_again_within_a_week() -> None:
    first = earlier(case_draft(), 2)
    assert first.hit_key == CASE.id
    assert "nothing is new" in str(case_refusal(earlier=(first,)))


def test_something_new_may_be_reported_at_once() -> None:
    first = earlier(case_draft(), 2)
    told = Statement(copies=("photos", "words"), own_words=True)
    assert case_draft(earlier=(first,), statement=told)


def test_another_screenshot_is_something_new() -> None:
    first = earlier(case_draft(), 2)
    again = replace(first, evidence=(SCREENSHOT[0].sha256,))
    assert case_draft(earlier=(again,))


def test_the_evidence_of_a_case_is_its_files() -> None:
    assert case_filing().annexed == tuple(snapshot for snapshot, _ in BROUGHT)
