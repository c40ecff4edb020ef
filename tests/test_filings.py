"""What a packet is made from, gathered in the vault: a case, and the profile at its address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from reviewing import copy_of_filled, hit, keep, signal
from takedown_story import CALM

from impersonation_watch import filings, intake, packets
from impersonation_watch.model import (
    CannotFill,
    Case,
    Decision,
    Description,
    How,
    Mark,
    WatchError,
)
from impersonation_watch.takedown import Reporter, Statement
from impersonation_watch.vault import Vault

LINK = "https://bsky.app/profile/naomi.w"
NOBODY = Reporter(name="", email="")
PASSPHRASE = "lantern gravel pickle orbit suede"


@pytest.fixture
def vault(tmp_path: Path, now: datetime) -> Iterator[Vault]:
    copy_of_filled(tmp_path / "notes", now)
    with Vault.open(tmp_path / "notes", PASSPHRASE) as opened:
        yield opened


def bluesky(vault: Vault, now: datetime, url: str = LINK) -> Case:
    """A case somebody wrote down, with the hit of the daily look that is the same profile."""
    calm = replace(CALM, asked_at=now)
    told = Description(app="Bluesky", url=url, name="Naomi Whitaker")
    case = intake.open_case(vault, "p1", told, safety=calm, now=now)
    intake.add_text(vault, case.id, "messages", "She asks for money.", supplied_by="Ines", now=now)
    found = next(each for each in vault.store.hits() if each.hit.candidate.handle == "naomi.w")
    vault.store.decide(found.id, Decision.IMPOSTOR, now)
    vault.store.join_hit(case.id, found.id, now)
    return vault.store.case(case.id)


def write(vault: Vault, case: Case, form: str, folder: Path, now: datetime) -> ZipFile:
    order = packets.Order(about=case.id, form=form, reporter=NOBODY, statement=Statement())
    return ZipFile(packets.write(vault, order, folder, now=now))


def test_what_we_saw_and_what_was_brought_are_both_in_the_filing(
    vault: Vault, now: datetime
) -> None:
    case = bluesky(vault, now)
    filing = filings.find_filing(vault.store, case.id, NOBODY, Statement())
    assert filing.candidate.platform_id == "did:plc:naomi.w"
    assert {How.SUPPLIED, How.CAPTURED} <= {each.how for each in filing.snapshots}


def test_a_profile_at_another_address_is_no_evidence_for_this_one(
    vault: Vault, now: datetime
) -> None:
    case = bluesky(vault, now, url="https://bsky.app/profile/another")
    filing = filings.find_filing(vault.store, case.id, NOBODY, Statement())
    assert filing.hit is None
    assert {each.how for each in filing.snapshots} == {How.SUPPLIED}


def test_the_dated_list_holds_every_profile_of_the_case(
    vault: Vault, now: datetime, tmp_path: Path
) -> None:
    case = bluesky(vault, now, url="")
    told = write(vault, case, "chronology", tmp_path / "out", now).read("record.txt").decode()
    assert "https://bsky.app/profile/naomi.w" in told
    assert "Decided about the profile: it pretends to be the person." in told
    assert "supplied by Ines" in told


def test_the_report_names_what_the_program_saw(vault: Vault, now: datetime, tmp_path: Path) -> None:
    told = write(vault, bluesky(vault, now), "bluesky", tmp_path / "out", now)
    text = told.read("report.txt").decode()
    assert "cut out of a photo of Naomi Whitaker" in text
    assert "supplied by Ines" in text


def test_the_log_of_a_packet_tells_nothing_private(
    vault: Vault, now: datetime, tmp_path: Path
) -> None:
    case = bluesky(vault, now)
    log = write(vault, case, "bluesky", tmp_path / "out", now).read("log.jsonl").decode()
    assert '"case_opened"' in log
    assert not [each for each in ("safety", "note") if each in log]


def test_the_report_is_remembered_with_its_case(
    vault: Vault, now: datetime, tmp_path: Path
) -> None:
    case = bluesky(vault, now)
    write(vault, case, "bluesky", tmp_path / "out", now)
    assert [each.form for each in vault.store.takedowns(case.id)] == ["bluesky"]


def test_one_profile_is_reported_once_as_a_hit_or_as_a_case(
    vault: Vault, now: datetime, tmp_path: Path
) -> None:
    case = bluesky(vault, now)
    vault.store.save_safety(case.hits[0], replace(CALM, asked_at=now), now)
    write(vault, case, "bluesky", tmp_path / "out", now)
    again = packets.Order(about=case.hits[0], form="bluesky", reporter=NOBODY)
    with pytest.raises(CannotFill, match="nothing is new"):
        packets.write(vault, again, tmp_path / "out", now=now)


def test_a_note_of_another_case_cannot_be_ticked(vault: Vault, now: datetime) -> None:
    case = bluesky(vault, now)
    with pytest.raises(WatchError, match="no private note"):
        filings.find_filing(vault.store, case.id, NOBODY, Statement(), ("strange",))


def test_a_hit_nobody_was_asked_about_has_no_packet(vault: Vault, now: datetime) -> None:
    new = hit(now, "fresh", signal("name_exact", 6.0, theirs="Naomi"), mark=Mark.REVIEW)
    hit_id = keep(vault, new, now)
    with pytest.raises(CannotFill, match="safety questions"):
        filings.find_filing(vault.store, hit_id, NOBODY, Statement())


def test_an_unknown_id_is_named(vault: Vault) -> None:
    with pytest.raises(WatchError, match="no profile with the id"):
        filings.find_filing(vault.store, "none", NOBODY, Statement())
