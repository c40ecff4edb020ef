"""The dated list for the police: everything in order of time, and nothing that is private."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from takedown_story import (
    BROUGHT,
    CASE,
    CASE_BLOBS,
    KEPT,
    NAOMI,
    NOW,
    SEEN,
    answers,
    candidate,
    case,
    case_filing,
)

from impersonation_watch import language, takedown
from impersonation_watch.evidence import verify_bundle
from impersonation_watch.model import (
    Answered,
    CannotFill,
    Decision,
    Note,
    Police,
    Presence,
    Shown,
    Takedown,
)
from impersonation_watch.takedown import Event, Matter, Packet, Profile, Statement
from impersonation_watch.takedown.chronology import moments

REPORTED = Takedown(
    id="t1", hit_key=CASE.id, form="tinder", made_at=NOW - timedelta(hours=3), text="", evidence=(),
    sent_at=NOW - timedelta(hours=2), reference="TN-1234",
    answered_at=NOW - timedelta(hours=1), answer="We removed the profile.",
)  # fmt: skip
PROFILE = Profile(id="abc", candidate=candidate(), decision=Decision.IMPOSTOR, presence=Presence.UP,
                  first_seen=SEEN, last_seen=SEEN + timedelta(days=1))  # fmt: skip
SUM = "5" * 64
EVENTS = (
    Event(at=SEEN + timedelta(hours=9), event="decision", about="abc impostor"),
    Event(at=NOW - timedelta(hours=3), event="packet written", about=f"{CASE.id} tinder {SUM}"),
)
EVERYTHING = tuple(snapshot for snapshot, _ in (*BROUGHT, *KEPT))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    language.speak(language.ENGLISH)


def matter(**changes: Any) -> Matter:
    usual = {"snapshots": EVERYTHING, "earlier": (REPORTED,), "statement": Statement()}
    return Matter(filing=case_filing(**{**usual, **changes}), profiles=(PROFILE,), events=EVENTS)


def write(folder: Path, **changes: Any) -> Packet:
    return takedown.write_chronology(
        matter(**changes), folder, read_blob=CASE_BLOBS.__getitem__, now=NOW
    )


def read(packet: Packet) -> dict[str, bytes]:
    with zipfile.ZipFile(packet.path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def pdf_text(packet: Packet) -> str:
    reader = PdfReader(io.BytesIO(read(packet)["record.pdf"]))
    return "\n".join(page.extract_text() for page in reader.pages)


def test_everything_stands_in_order_of_time() -> None:
    times = [each.at for each in moments(matter())]
    assert times == sorted(times)
    assert len(times) > 10


def test_seen_decided_written_sent_and_answered_are_all_told(tmp_path: Path) -> None:
    told = write(tmp_path).text
    for part in (
        "The profile was seen first.", "it pretends to be the person", "Tinder. The SHA-256", SUM,
        "Handed over or sent: Tinder.", "TN-1234", "We removed the profile.", "WY-2026-4411",
        "Leeds Central", "Ines",
    ):  # fmt: skip
        assert part in told


def test_text_and_pdf_say_the_same(tmp_path: Path) -> None:
    packet = write(tmp_path)
    written = pdf_text(packet).replace("\n", "")
    assert all(each.sha256 in packet.text and each.sha256 in written for each in EVERYTHING)
    assert "What the other side will learn" in pdf_text(packet)


def test_the_time_zone_is_said(tmp_path: Path) -> None:
    assert "Times are in UTC" in write(tmp_path).text


def test_what_was_supplied_stands_apart_from_what_was_received(tmp_path: Path) -> None:
    told = write(tmp_path).text
    supplied, received = told.index("FILES SUPPLIED BY"), told.index("FILES RECEIVED BY")
    made = told.index("COPIES AND PARTS")
    assert "supplied by Ines" in told[supplied:received]
    assert "received by this program" not in told[supplied:received]
    assert "supplied by" not in told[received:made]


def test_a_file_that_was_brought_is_no_event_of_the_program() -> None:
    brought = [each for each in moments(matter()) if "brought in" in each.what]
    assert {each.who for each in brought} == {"supplied by Ines", "supplied by Naomi Whitaker"}


def test_a_name_somebody_suspects_is_in_it_only_when_she_ticked_it(tmp_path: Path) -> None:
    accusing = case(happened="I think it is Daniel.")
    (tmp_path / "quiet").mkdir()
    (tmp_path / "ticked").mkdir()
    quiet = write(tmp_path / "quiet", about=accusing)
    ticked = write(tmp_path / "ticked", about=accusing, statement=Statement(own_words=True))
    assert b"Daniel" not in b"".join(read(quiet).values())
    assert ticked.text.count("Daniel") == 2


def test_private_notes_stay_out_of_it(tmp_path: Path) -> None:
    note = Note(id="n1", case_id=CASE.id, text="I cannot sleep since.", at=NOW)
    packet = write(tmp_path, notes=(note,))
    assert "cannot sleep" not in packet.text
    assert b"cannot sleep" in read(packet)["private-notes.txt"]


def test_the_packet_is_whole_and_can_be_checked(tmp_path: Path) -> None:
    packet = write(tmp_path)
    assert verify_bundle(packet.path) == ()
    assert {"README.txt", "record.txt", "record.pdf", "evidence/evidence.json"} <= set(read(packet))


def test_evidence_may_be_put_in_order_while_reports_have_to_wait(tmp_path: Path) -> None:
    worried = answers(anger=Answered.YES, police=Police.COURT)
    assert write(tmp_path, safety=worried).path.exists()


def test_no_picture_of_a_child_is_handed_over(tmp_path: Path) -> None:
    packet = write(tmp_path, safety=answers(shown=Shown.UNDER_18))
    assert not [name for name in read(packet) if name.endswith((".png", ".webp", ".bin"))]
    assert "No picture is kept or handed over here" in packet.text


def test_without_consent_nothing_is_written(tmp_path: Path) -> None:
    ended = replace(NAOMI, consent=replace(NAOMI.consent, until=NOW))
    with pytest.raises(CannotFill, match="consent"):
        write(tmp_path, person=ended)


def test_answers_of_yesterday_do_not_count(tmp_path: Path) -> None:
    with pytest.raises(CannotFill, match="safety questions"):
        write(tmp_path, safety=answers(asked_at=NOW - timedelta(hours=1)))


def test_a_changed_file_stops_it(tmp_path: Path) -> None:
    changed = {**CASE_BLOBS, EVERYTHING[0].sha256: b"other"}
    with pytest.raises(CannotFill, match="was changed"):
        takedown.write_chronology(matter(), tmp_path, read_blob=changed.__getitem__, now=NOW)


def test_a_case_without_files_or_words_still_makes_a_list(tmp_path: Path) -> None:
    bare = Matter(filing=case_filing(snapshots=(), statement=Statement()))
    packet = takedown.write_chronology(bare, tmp_path, read_blob=CASE_BLOBS.__getitem__, now=NOW)
    assert "The matter was noted down." in packet.text


# --- from right to left -------------------------------------------------------------------------


def test_in_arabic_dates_and_addresses_keep_their_order(tmp_path: Path) -> None:
    language.speak("ar")
    told = write(tmp_path, person=replace(NAOMI, names=("نورا حداد",))).text
    assert "\u20662026-11-22 09:30:00 UTC\u2069" in told
    assert "نورا حداد" in told


def test_an_arabic_name_stands_in_letters_in_the_pdf(tmp_path: Path) -> None:
    language.speak("ar")
    packet = write(tmp_path, person=replace(NAOMI, names=("نورا حداد",)))
    assert "[U+06" not in pdf_text(packet)


def test_built_in_letters_give_the_same_bytes(tmp_path: Path) -> None:
    language.speak("ar")
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert write(tmp_path / "a").sha256 == write(tmp_path / "b").sha256
