"""A copyright notice stays closed until every question before it is answered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from takedown_story import BLOBS, REPORTER, answers, case_draft, draft, refusal

from impersonation_watch import takedown
from impersonation_watch.model import Answered, CannotFill
from impersonation_watch.takedown import Copyright, Law, Reporter, Statement

FORM = "us-dmca-512"
ITEM = "https://pbs.example/profile_images/1.jpg"
WHOLE = Copyright(
    ownership="own", disclosure=True, work="A photo by the river, taken by me in May 2024.",
    items=ITEM, english=True, accuracy=True, perjury=True, signature="Naomi Whitaker",
)  # fmt: skip
FULL_REPORTER = replace(REPORTER, address="12 Mill Lane\nLeeds", phone="+44 7700 900123")


def notice(said: Copyright = WHOLE, **changes: Any) -> takedown.Draft:
    given = {"reporter": FULL_REPORTER, "statement": Statement(good_faith=True, copyright=said)}
    return draft(FORM, **{**given, **changes})


def refused(said: Copyright = WHOLE, **changes: Any) -> CannotFill:
    with pytest.raises(CannotFill) as caught:
        notice(said, **changes)
    return caught.value


def test_a_notice_with_everything_answered_is_written() -> None:
    values = {each.key: each.value for each in notice().fields}
    assert values["items"] == ITEM
    assert values["perjury"].startswith("Under penalty of perjury")


@pytest.mark.parametrize(
    ("change", "element"),
    [
        ({"ownership": ""}, "ownership_basis"),
        ({"disclosure": False}, "disclosure_ack"),
        ({"work": " "}, "work_identification"),
        ({"items": "the profile"}, "item_location"),
        ({"items": ""}, "item_location"),
        ({"english": False}, "language_ok"),
        ({"accuracy": False}, "accuracy_statement"),
        ({"perjury": False}, "perjury_statement"),
        ({"signature": ""}, "signature"),
    ],
)
def test_each_question_has_to_be_answered_by_herself(change: dict[str, Any], element: str) -> None:
    assert element in refused(replace(WHOLE, **change)).missing


@pytest.mark.parametrize(
    ("reporter", "element"),
    [
        (replace(FULL_REPORTER, address=""), "reporter_address"),
        (replace(FULL_REPORTER, phone=""), "reporter_phone"),
        (replace(FULL_REPORTER, name=""), "reporter_name"),
        (replace(FULL_REPORTER, email=""), "reporter_email"),
    ],
)
def test_name_address_phone_and_email_are_all_needed(reporter: Reporter, element: str) -> None:
    assert element in refused(reporter=reporter).missing


@pytest.mark.parametrize("field", ["anger", "knows_who"])
@pytest.mark.parametrize("said", [Answered.YES, Answered.UNSURE])
def test_it_stays_closed_where_she_may_know_who_it_is(field: str, said: Answered) -> None:
    worried = answers(**{field: said})
    told = Statement(anyway=True, good_faith=True, copyright=WHOLE)
    locked = refused(safety=worried, statement=told)
    assert "stays closed" in str(locked)
    assert locked.missing == ()


def test_the_perjury_statement_is_never_printed_unconfirmed() -> None:
    for form in takedown.forms():
        blank = [each for each in form.channel.fields if each.source == "perjury_statement"]
        assert not [each.value for each in blank if each.value]
    assert "perjury_statement" in refused(replace(WHOLE, perjury=False)).missing


def test_nobody_claims_copyright_in_a_face(tmp_path: Path) -> None:
    packet = takedown.write_packet(notice(), tmp_path, read_blob=BLOBS.__getitem__)
    copied = packet.text.partition("COPY INTO THE FORM")[2].partition("WHAT WAS KEPT")[0]
    assert "I took this photo myself" in copied
    for claim in ("my face", "likeness", "biometric", "my identity"):
        assert claim not in copied


def test_the_notice_says_that_name_and_address_go_to_the_other_side() -> None:
    told = " ".join(notice().learns)
    for part in ("full name", "postal address", "phone number", "e-mail", "Lumen"):
        assert part in told


def test_only_a_copyright_notice_asks_for_a_postal_address() -> None:
    asking = {each.id for each in takedown.forms() if "reporter_address" in each.channel.takes}
    assert asking == {FORM}


def test_it_is_the_only_locked_form_and_open_to_every_country() -> None:
    laws = [each for each in takedown.forms() if isinstance(each, Law) and each.is_locked]
    assert [each.id for each in laws] == [FORM]
    assert notice(reporter=replace(FULL_REPORTER, country="")).fields


def test_another_persons_photo_is_no_case_for_it() -> None:
    assert "ownership_basis" in refusal(FORM, reporter=FULL_REPORTER).missing


def test_it_asks_for_no_address_but_that_of_the_copies() -> None:
    told = Statement(good_faith=True, copyright=WHOLE)
    assert case_draft(FORM, reporter=FULL_REPORTER, statement=told).fields
