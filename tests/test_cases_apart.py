"""Cases of two people, of two pages and of two answers never run into each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from brought import CALM, answers, files, open_lena
from keeping import NOW, hit, naomi, practice_vault, take

from impersonation_watch import capsule, crawl, filings, inbox, intake, watch
from impersonation_watch.accounts import read_account
from impersonation_watch.desk import Desk, Post
from impersonation_watch.errands import links_errand
from impersonation_watch.intake import Brought
from impersonation_watch.judge import own_account
from impersonation_watch.model import (
    Case,
    Description,
    FoundBy,
    Shown,
    WatchError,
    WatchState,
)
from impersonation_watch.pictures import Darkroom
from impersonation_watch.takedown import Reporter, Statement
from impersonation_watch.takedown.described import described
from impersonation_watch.vault import Vault
from impersonation_watch.verdicts import Verdicts

PAPER = b"%PDF-1.7\n" + b"a paper with who knows what in it " * 4
MAIL = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: hello\r\n\r\nhello"
LETTERS = [
    Brought(kind="messages", name="chat.pdf", content=PAPER),
    Brought(kind="messages", name="chat.eml", content=MAIL),
]


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with practice_vault(tmp_path / "notes") as opened:
        yield opened


def blobs(vault: Vault) -> int:
    return len(list(vault.store.blobs.folder.iterdir()))


def found(vault: Vault) -> str:
    take(vault, hit())
    return vault.store.hits()[0].id


def of_nora(vault: Vault) -> Case:
    """A case of the second person of this vault."""
    vault.store.save_person(replace(naomi(), id="p2", names=("Nora Haddad",)))
    return intake.open_case(vault, "p2", Description(app="tinder", name="N"), safety=CALM, now=NOW)


# --- two people -----------------------------------------------------------------------------


def test_a_link_of_hers_is_not_looked_at_when_only_the_other_person_agreed(vault: Vault) -> None:
    ended = replace(naomi().consent, until=NOW + timedelta(hours=1))
    vault.store.save_person(replace(naomi(), id="p2", names=("Nora Haddad",), consent=ended))
    later = NOW + timedelta(hours=2)
    vault.write_capsule(later)
    errand = links_errand(("https://profiles.example/n",), "p2", now=later)
    capsule.write_errand(vault.folder, vault.capsule_key, errand)
    with pytest.raises(WatchError, match="no request was made"):
        watch.run(
            vault.folder,
            vault.capsule_key,
            clock=lambda: later,
            say=lambda what, requests: None,
            errand_id=errand.id,
        )


def test_a_profile_found_for_one_person_never_joins_the_case_of_another(vault: Vault) -> None:
    hit_id, other = found(vault), of_nora(vault)
    with pytest.raises(KeyError):
        vault.store.join_hit(other.id, hit_id, NOW)
    assert vault.store.case(other.id).hits == ()


def test_a_link_that_is_like_two_people_answers_for_the_one_it_was_asked_for(
    vault: Vault, tmp_path: Path
) -> None:
    both = (naomi(), replace(naomi(), id="p2"))
    errand = links_errand(("https://profiles.example/n",), "p2", now=NOW)
    letter = vault.store.capsule(0, NOW)
    sender = inbox.Sender(vault.folder, vault.capsule_key, letter.recipient, 0)
    with Darkroom() as darkroom:
        desk = Desk(
            letter,
            WatchState(),
            verdicts=Verdicts(both, darkroom),
            post=Post(sender, lambda: NOW),
            key=vault.capsule_key,
            errand=errand,
        )
        by_link = FoundBy(kind="link", query=errand.urls[0])
        candidate = replace(hit().candidate, found_by=by_link)
        desk.on_seen(crawl.Seen(candidate=candidate, exchanges=(), avatar=()))
    _, answered = desk.links[errand.urls[0]]
    assert answered is not None
    assert answered.person_id == "p2"


# --- two changes ----------------------------------------------------------------------------


def test_a_change_taken_back_does_not_bring_an_erased_profile_with_it(vault: Vault) -> None:
    hit_id, case = found(vault), open_lena(vault, files=())
    vault.store.erase_hit(hit_id, NOW)
    intake.change_case(vault, case.id, hits=(hit_id,), now=NOW)
    assert vault.store.case(case.id).hits == ()
    vault.store.erase_case(case.id, NOW)


def test_a_change_taken_back_does_not_put_a_profile_with_two_cases(vault: Vault) -> None:
    hit_id, first, second = found(vault), open_lena(vault), open_lena(vault)
    vault.store.join_hit(second.id, hit_id, NOW)
    intake.change_case(vault, first.id, hits=(hit_id,), now=NOW)
    assert vault.store.case(first.id).hits == ()
    assert vault.store.case_of_hit(hit_id) == vault.store.case(second.id)


# --- files that hold pictures ---------------------------------------------------------------


@pytest.mark.parametrize("letter", LETTERS, ids=lambda each: each.name)
def test_a_paper_that_can_hold_a_picture_is_not_kept_either(vault: Vault, letter: Brought) -> None:
    case = open_lena(vault, safety=answers(Shown.UNDER_18), files=())
    with pytest.raises(WatchError, match="no picture is kept here"):
        intake.add_files(vault, case.id, [letter], supplied_by="self", now=NOW)
    assert blobs(vault) == 0


def test_papers_that_can_hold_a_picture_go_with_the_pictures(vault: Vault) -> None:
    case = open_lena(vault, files=[*files(), *LETTERS])
    intake.save_safety(vault, case.id, answers(Shown.UNDRESSED), now=NOW)
    assert [each.label for each in vault.store.snapshots(case.id)] == ["chat.txt"]
    assert (blobs(vault), vault.verify()) == (1, ())


def test_what_is_no_text_is_not_kept_as_one(vault: Vault) -> None:
    case = open_lena(vault, files=())
    film = b"\xff\xfe" + bytes(range(256)) * 9 + b"\x00\xd8\x00\x00"
    with pytest.raises(WatchError, match="we do not know what it is"):
        intake.add_file(vault, case.id, "messages", "a.txt", film, supplied_by="self", now=NOW)


def test_a_packet_about_a_profile_heeds_what_was_said_of_its_case(vault: Vault) -> None:
    hit_id, case = found(vault), open_lena(vault, safety=answers(Shown.UNDER_18), files=())
    vault.store.join_hit(case.id, hit_id, NOW)
    vault.store.save_safety(hit_id, CALM, NOW)
    filing = filings.find_filing(vault.store, hit_id, Reporter(name="", email=""), Statement())
    assert filing.advice.no_pictures


# --- her own account ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "brought"),
    [
        ("https://facebook.com/profile.php?id=77", "https://www.facebook.com/profile.php?id=77"),
        ("https://bsky.app/profile/did:plc:abc", "https://bsky.app/profile/did:plc:abc/"),
        ("https://instagram.com/naomi.w", "https://www.instagram.com/Naomi.W/?hl=en"),
        ("https://facebook.com/naomi.w", "https://m.facebook.com/naomi.w"),
    ],
)
def test_no_report_is_written_about_her_own_account(vault: Vault, own: str, brought: str) -> None:
    person = replace(naomi(), own_accounts=(read_account(own),))
    case = open_lena(vault, description=Description(app="", url=brought), files=())
    assert own_account(person, described(case)) is not None


# --- nothing left behind --------------------------------------------------------------------


def test_one_file_too_many_leaves_nothing_of_it_behind(vault: Vault) -> None:
    notes = [Brought(kind="messages", name=f"{n}", content=b"%d" % n) for n in range(101)]
    case = open_lena(vault, files=notes[:100])
    with pytest.raises(WatchError, match="100 files"):
        intake.add_files(vault, case.id, notes[100:], supplied_by="self", now=NOW)
    assert blobs(vault) == 100


def test_a_file_that_was_written_when_all_was_killed_goes_at_the_next_look(vault: Vault) -> None:
    kept = len(vault.store.snapshots(open_lena(vault).id))
    killed = vault.store.bringing()
    killed.__enter__()
    vault.store.blobs.put(b"written, and no row points to it")
    vault.take_in(NOW)
    assert blobs(vault) == kept
