"""People and settings: what the set-up asked for is changed in the pages, and told to the watch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from reviewing import OURS, PASSPHRASE, Pages, pages
from test_enrol import NAOMI, draw, enrol_one

from impersonation_watch import capsule
from impersonation_watch.model import Capsule, Keeping, OwnKind, Person
from impersonation_watch.review.pages.settings import CHANGES
from impersonation_watch.review.visit import LEAVING_TOLD
from impersonation_watch.vault import Vault

NEW = "anchor velvet mustard tunnel harp"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture
def opened(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    folder = tmp_path / "notes"
    vault, _ = Vault.create(folder, PASSPHRASE, now=now, practice=True)
    enrol_one(vault, now, NAOMI)
    vault.store.set_fact(LEAVING_TOLD, now.isoformat())
    with pages(folder, now, {}) as opened:
        opened.enter()
        opened.sitting.vault = vault
        opened.sitting.touch()
        opened.get("/help")
        yield opened


def naomi(opened: Pages) -> Person:
    assert opened.sitting.vault is not None
    return opened.sitting.vault.store.people()[0]


def told(opened: Pages) -> Capsule:
    """What the watch side knows."""
    assert opened.sitting.vault is not None
    return capsule.read(opened.sitting.folder, opened.sitting.vault.capsule_key)


def change(opened: Pages, what: str, **fields: str) -> Any:
    return opened.post(f"/settings/{what}", **{"person": naomi(opened).id, **fields})


def upload(opened: Pages, *files: tuple[str, bytes]) -> Any:
    return opened.client.post(
        "/settings/photos",
        data={"token": opened.token, "person": naomi(opened).id},
        files=[("photos", each) for each in files],
        headers=OURS,
    )


def test_the_page_shows_what_is_kept(opened: Pages) -> None:
    text = opened.get("/settings").text
    assert "Naomi Whitaker" in text
    assert "https://bsky.app/profile/naomi.example" in text


def test_names_are_changed_and_the_watch_is_told(opened: Pages) -> None:
    names = "Naomi Whitaker\r\nNaomi Okafor"
    answer = change(opened, "names", names=names, nicknames="Nomi", handles="@nomi.w")
    assert "Changed." in answer.text
    person = told(opened).people[0]
    assert person.names == ("Naomi Whitaker", "Naomi Okafor")
    assert (person.nicknames, person.handles) == (("Nomi",), ("nomi.w",))


def test_a_slip_changes_nothing_and_what_was_typed_stays(opened: Pages) -> None:
    answer = change(opened, "names", names="N", nicknames="Nomi")
    assert (answer.status_code, naomi(opened).names) == (422, ("Naomi Whitaker",))
    assert "single letter" in answer.text
    assert "Nomi</textarea>" in answer.text


def test_accounts_are_added_moved_and_taken_away(opened: Pages) -> None:
    own, lost = "https://github.com/naomiw", "https://bsky.app/profile/naomi.example"
    change(opened, "accounts", own_accounts=own, lost_accounts=lost)
    assert [(each.platform, each.kind) for each in naomi(opened).own_accounts] == [
        ("github", OwnKind.MINE), ("bluesky", OwnKind.LOST),
    ]  # fmt: skip
    change(opened, "accounts")
    assert told(opened).people[0].own_accounts == ()


def test_an_id_learnt_of_an_account_stays(opened: Pages, now: datetime) -> None:
    assert opened.sitting.vault is not None
    store = opened.sitting.vault.store
    account = naomi(opened).own_accounts[0]
    store.drop_own_account(naomi(opened).id, account)
    learnt = type(account)(platform="bluesky", platform_id="did:plc:naomi", url=account.url)
    store.add_own_account(naomi(opened).id, learnt, now)
    change(opened, "accounts", own_accounts=str(account.url))
    assert naomi(opened).own_accounts == (learnt,)


def test_photos_are_added_and_those_that_cannot_be_used_are_named(
    opened: Pages, tmp_path: Path
) -> None:
    garden = draw(tmp_path / "garden.jpg", 1).read_bytes()
    answer = upload(opened, ("garden.jpg", garden), ("drawing.svg", SVG))
    assert (answer.status_code, "drawing.svg" in answer.text) == (422, True)
    assert [each.label for each in told(opened).people[0].photos] == ["garden.jpg"]
    assert "same picture" in upload(opened, ("again.jpg", garden)).text


def test_a_photo_that_is_taken_out_is_no_longer_looked_for(opened: Pages, tmp_path: Path) -> None:
    upload(opened, ("garden.jpg", draw(tmp_path / "garden.jpg", 1).read_bytes()))
    photo = naomi(opened).photos[0]
    change(opened, "photos", remove=photo.id)
    assert told(opened).people[0].photos == ()
    assert opened.get(f"/photos/{photo.id}").status_code == 200  # hits found with it show it


def test_the_yes_is_renewed(opened: Pages, now: datetime) -> None:
    opened.clock.now = now + timedelta(minutes=3)
    change(opened, "consent", until="2027-12-31")
    consent = told(opened).people[0].consent
    assert (consent.given_at, consent.until.date().isoformat()) == (
        now + timedelta(minutes=3), "2027-12-31",
    )  # fmt: skip


@pytest.mark.parametrize("until", ["", "soon", "2026-01-01", "2040-01-01"])
def test_a_yes_that_cannot_be_written_down_changes_nothing(opened: Pages, until: str) -> None:
    before = naomi(opened).consent
    answer = change(opened, "consent", until=until)
    assert (answer.status_code, naomi(opened).consent) == (422, before)


def test_when_and_where_it_looks_is_changed(opened: Pages) -> None:
    change(opened, "looking", keeping="keep_watching", **{"source-github": "yes"})
    settings = told(opened).settings
    assert (settings.keeping, settings.sources) == (Keeping.KEEP_WATCHING, ("github",))


def test_at_least_one_place_stays_on(opened: Pages) -> None:
    answer = change(opened, "looking", keeping="strict")
    assert (answer.status_code, len(told(opened).settings.sources)) == (422, 4)


def test_the_passphrase_is_changed_by_who_knows_the_one_before(opened: Pages) -> None:
    wrong = change(opened, "passphrase", before="wrong", passphrase=NEW)
    assert wrong.status_code == 422
    assert "Changed." in change(opened, "passphrase", before=PASSPHRASE, passphrase=NEW).text
    Vault.open(opened.sitting.folder, NEW).close()


@pytest.mark.parametrize("passphrase", ["secret", f"{NEW} whitaker", f"{NEW} naomi.example"])
def test_a_new_passphrase_that_can_be_guessed_is_refused(opened: Pages, passphrase: str) -> None:
    answer = change(opened, "passphrase", before=PASSPHRASE, passphrase=passphrase)
    assert answer.status_code == 422
    Vault.open(opened.sitting.folder, PASSPHRASE).close()


def test_every_change_stands_in_the_activity(opened: Pages) -> None:
    change(opened, "names", names="Naomi Okafor")
    change(opened, "passphrase", before=PASSPHRASE, passphrase=NEW)
    text = opened.get("/activity").text
    assert "Names changed" in text
    assert "Passphrase changed" in text


@pytest.mark.parametrize("what", [*CHANGES, "else"])
def test_nothing_is_changed_while_locked_or_without_the_token(opened: Pages, what: str) -> None:
    before, key = told(opened), opened.sitting.vault.capsule_key if opened.sitting.vault else b""
    fields = {"person": naomi(opened).id, "names": "Somebody", "until": "2027-12-31"}
    forged = opened.send(f"/settings/{what}", fields | {"token": "wrong"}, OURS)
    assert opened.sitting.vault is not None
    opened.sitting.vault.close()
    opened.sitting.vault = None
    locked = opened.post(f"/settings/{what}", **fields)
    assert (forged.status_code, locked.url.path) == (403, "/unlock")
    assert capsule.read(opened.sitting.folder, key) == before


@pytest.mark.parametrize("what", ["names", "accounts", "photos", "consent"])
def test_a_person_who_is_not_here_cannot_be_changed(opened: Pages, what: str) -> None:
    answer = change(opened, what, person="nobody", names="Somebody", until="2027-12-31")
    assert (answer.status_code, naomi(opened).names) == (404, ("Naomi Whitaker",))
