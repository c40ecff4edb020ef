"""What the other side will learn stands on every packet of every form: text, PDF and README."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from takedown_story import (
    CASE_BLOBS,
    ILLEGAL,
    NOW,
    PROFILES,
    REPORTER,
    TINDER,
    case,
    case_draft,
    case_filing,
    draft,
)

from impersonation_watch import takedown
from impersonation_watch.model import Description
from impersonation_watch.takedown import Copyright, Matter, Packet

FORMS = [each.id for each in takedown.forms()]
BROUGHT = {  # forms of places no program of ours can look at
    "whatsapp": Description(app="whatsapp", name="Naomi", phone="+44 7700 900123"),
    **{each: replace(TINDER, app=each)
       for each in ("tinder", "bumble", "badoo", "hinge", "okcupid", "grindr")},
}  # fmt: skip
CONFIRMED = Copyright(
    ownership="own", disclosure=True, work="A photo.", items="https://a.example/1.jpg",
    english=True, accuracy=True, perjury=True, signature="Naomi Whitaker",
)  # fmt: skip


def write(form_id: str, folder: Path) -> Packet:
    """A packet of any form that ships; a new form has to be written here too, or this fails."""
    read_blob = CASE_BLOBS.__getitem__
    if form_id == "chronology":
        listed = Matter(filing=case_filing())
        return takedown.write_chronology(listed, folder, read_blob=read_blob, now=NOW)
    if form_id in BROUGHT:
        made = case_draft(form_id, case(BROUGHT[form_id]))
    else:
        reporter = replace(REPORTER, address="12 Mill Lane", phone="+44 7700 900123")
        told = replace(ILLEGAL, copyright=CONFIRMED)
        assert form_id in PROFILES or form_id == "us-dmca-512"
        made = draft(form_id, reporter=reporter, statement=told)
    return takedown.write_packet(made, folder, read_blob=read_blob)


@pytest.mark.parametrize("form_id", FORMS)
def test_what_the_other_side_will_learn_is_on_every_paper(form_id: str, tmp_path: Path) -> None:
    packed = zipfile.ZipFile(write(form_id, tmp_path).path)
    pdf = next(name for name in packed.namelist() if name.endswith(".pdf"))
    pages = PdfReader(io.BytesIO(packed.read(pdf))).pages
    papers = [" ".join(page.extract_text() for page in pages)]
    papers += [packed.read(name).decode() for name in packed.namelist() if name.endswith(".txt")
               and name.partition(".")[0] in ("report", "record", "README")]  # fmt: skip
    assert len(papers) == 3
    for paper in (" ".join(each.split()).lower() for each in papers):
        assert "the other side will learn" in paper
        for line in takedown.form(form_id).channel.learns:
            assert line.lower()[:60] in paper
