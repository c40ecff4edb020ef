"""The packet on disk: whole, checkable, readable, and safe to open."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from takedown_story import BLOBS, NAOMI, NOW, candidate, evidence, filing, hit, portrait

from impersonation_watch import takedown
from impersonation_watch.evidence import verify_bundle
from impersonation_watch.model import Signal
from impersonation_watch.takedown import Packet, Statement

HOSTILE = 'Na\u200bomi \u202eWhit\u0000aker 李明 \U0001f600\ud800\ufdd0\n#import "x" $y$ {{ z }}'
ILLEGAL = Statement(reason="It uses my name and my photos for fraud.", law="at-stgb-107c",
                    good_faith=True)  # fmt: skip


def write(folder: Path, form_id: str = "bluesky", **changes: Any) -> Packet:
    draft = takedown.prepare(
        takedown.form(form_id), filing(**changes), read_blob=BLOBS.__getitem__, now=NOW
    )
    return takedown.write_packet(
        draft, folder, read_blob=BLOBS.__getitem__, our_photo=portrait(), log=['{"number": 1}']
    )


def read(packet: Packet) -> dict[str, bytes]:
    with zipfile.ZipFile(packet.path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def pdf(packet: Packet) -> PdfReader:
    return PdfReader(io.BytesIO(read(packet)["report.pdf"]))


def pdf_text(packet: Packet) -> str:
    return "\n".join(page.extract_text() for page in pdf(packet).pages)


def test_a_packet_is_whole_and_holds_report_evidence_and_the_way_to_check(tmp_path: Path) -> None:
    packet = write(tmp_path)
    assert verify_bundle(packet.path) == ()
    assert set(read(packet)) == {
        "README.txt", "report.txt", "report.pdf", "log.jsonl", "VERIFY.txt", "MANIFEST.sha256",
        "evidence/evidence.json", "evidence/01-hop.html.txt", "evidence/02-page.html.txt",
        "evidence/03-answer.json", "evidence/04-avatar.webp.bin", "evidence/05-display.webp",
    }  # fmt: skip


def test_evidence_is_byte_for_byte_what_was_received(tmp_path: Path) -> None:
    kept = set(read(write(tmp_path)).values())
    assert {content for _, content in evidence()} <= kept


def test_nothing_in_a_packet_opens_as_a_web_page(tmp_path: Path) -> None:
    assert not [name for name in read(write(tmp_path)) if name.endswith((".html", ".svg", ".xml"))]


def test_how_each_file_was_received_is_told_to_machines(tmp_path: Path) -> None:
    told = json.loads(read(write(tmp_path))["evidence/evidence.json"])
    assert [each["status"] for each in told] == [301, 200, 200, 200, None]


def test_the_name_of_the_file_is_neutral_and_never_overwrites(tmp_path: Path) -> None:
    names = [write(tmp_path).path.name for _ in range(2)]
    assert names == ["report-bluesky-2026-11-22.zip", "report-bluesky-2026-11-22-2.zip"]


def test_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    packet = write(tmp_path)
    assert list(tmp_path.iterdir()) == [packet.path]


@pytest.mark.parametrize("form_id", ["bluesky", "eu-dsa-16"])
def test_text_and_pdf_say_first_what_the_other_side_learns(tmp_path: Path, form_id: str) -> None:
    packet = write(tmp_path, form_id, statement=ILLEGAL)
    for text in (packet.text.lower(), pdf_text(packet).lower()):
        assert 0 < text.index("other side will learn") < text.index("copy into the form")
        assert "not legal advice" in text
        assert "check the order on the page" in text


def test_every_field_is_in_text_and_pdf(tmp_path: Path) -> None:
    packet = write(tmp_path, "eu-dsa-16", statement=ILLEGAL)
    for label in ("Why the content is illegal", "Statement of good faith", "The law it breaks"):
        assert label in packet.text
        assert label in pdf_text(packet)


def test_no_score_is_anywhere_in_a_packet(tmp_path: Path) -> None:
    packet = write(tmp_path)
    pages = [each.decode("utf-8", "ignore") for name, each in read(packet).items()
             if name.endswith((".txt", ".json", ".jsonl"))]  # fmt: skip
    for score in ("7.25", "19.5", "23.75", '"bits"', '"distance"'):
        assert not [each for each in [*pages, pdf_text(packet)] if score in each]


def test_every_hash_stands_unbroken_in_the_text_and_whole_in_the_pdf(tmp_path: Path) -> None:
    packet = write(tmp_path)
    written = pdf_text(packet).replace("\n", "")
    assert all(each in packet.text and each in written for each in BLOBS)


def test_the_pdf_is_made_for_keeping_and_names_nobody_in_its_metadata(tmp_path: Path) -> None:
    reader = pdf(write(tmp_path))
    root: Any = reader.trailer["/Root"]
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    for name in ("Naomi", "Whitaker", "impersonation", "Typst"):
        assert name not in f"{xmp} {reader.metadata}"


def test_the_pdf_opens_no_address_by_itself(tmp_path: Path) -> None:
    assert b"/URI" not in read(write(tmp_path))["report.pdf"]


def test_both_pictures_are_in_the_pdf(tmp_path: Path) -> None:
    assert sum(len(page.images) for page in pdf(write(tmp_path)).pages) == 2


def test_a_picture_that_is_no_display_copy_is_left_out(tmp_path: Path) -> None:
    draft = takedown.prepare(
        takedown.form("bluesky"), filing(), read_blob=BLOBS.__getitem__, now=NOW
    )
    packet = takedown.write_packet(
        draft, tmp_path, read_blob=BLOBS.__getitem__, our_photo=b"<svg onload='x()'>"
    )
    assert sum(len(page.images) for page in pdf(packet).pages) == 1


def test_a_hostile_name_is_printed_with_its_code_points(tmp_path: Path) -> None:
    seen = candidate(display_name=HOSTILE)
    signal = Signal(person_id="p1", matcher="names", reason="name_invisible", bits=3.0,
                    ours="Naomi Whitaker", theirs=HOSTILE)  # fmt: skip
    written = pdf_text(write(tmp_path, hit=hit(seen, signal)))
    for sign in ("[U+200B]", "[U+202E]", "[U+0000]", "[U+FDD0]"):
        assert sign in written


def test_letters_come_from_the_fonts_of_the_machine_else_as_code_points(tmp_path: Path) -> None:
    written = pdf_text(write(tmp_path, hit=hit(candidate(display_name="李明"))))
    assert "李" in written or "[U+674E]" in written


def test_markup_in_a_name_is_printed_as_it_is(tmp_path: Path) -> None:
    markup = '#import "x" $y$ {{ z }} *b* \\u{41}'
    packet = write(tmp_path, hit=hit(candidate(display_name=markup)))
    assert markup in packet.text
    assert markup in pdf_text(packet)


def test_a_name_of_a_hundred_thousand_letters_makes_a_packet(tmp_path: Path) -> None:
    seen = candidate(display_name="李" * 100_000, handle="\u0e31" * 100_000)
    person = replace(NAOMI, names=("\u202e" * 100_000,))
    packet = write(tmp_path, hit=hit(seen), person=person)
    assert verify_bundle(packet.path) == ()
    assert len(packet.text) < 20_000


@pytest.mark.parametrize(
    "name",
    [
        "ناعومي ويتاكر",
        "נעמי ויטאקר",
        "ನವೋಮಿ",
        "𝓝𝓪𝓸𝓶𝓲",
        "N\u0336a\u0336o\u0336",
        "👩🏽‍💻",
        "\U000e0041\ue000",
        "ᄂ",
    ],
)
def test_a_name_in_any_script_makes_a_pdf(tmp_path: Path, name: str) -> None:
    assert pdf_text(write(tmp_path, hit=hit(candidate(display_name=name))))


def test_the_same_draft_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert write(tmp_path / "a").sha256 == write(tmp_path / "b").sha256


def test_the_record_freezes_the_text_and_lists_the_evidence(tmp_path: Path) -> None:
    draft = takedown.prepare(
        takedown.form("bluesky"), filing(), read_blob=BLOBS.__getitem__, now=NOW
    )
    packet = takedown.write_packet(draft, tmp_path, read_blob=BLOBS.__getitem__)
    record = takedown.record(draft, packet, "t1")
    assert record.text == read(packet)["report.txt"].decode()
    assert set(record.evidence) == set(BLOBS)
    assert record.sent_at is None


def test_the_photo_to_show_is_the_one_that_was_copied() -> None:
    draft = takedown.prepare(
        takedown.form("bluesky"), filing(), read_blob=BLOBS.__getitem__, now=NOW
    )
    assert takedown.photo_id(draft) == "photo1"
