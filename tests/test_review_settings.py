"""People and settings: what the set-up asked for is changed in the pages, and told to the watch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from reviewing import OURS, PASSPHRASE, Pages, copy_of_filled, pages
from test_enrol import NAOMI, draw, enrol_one

from impersonation_watch import capsule
from impersonation_watch.model import Capsule, Keeping, OwnKind, Person, WatchError
from impersonation_watch.review.pages.settings import PARTS
from impersonation_watch.review.visit import LEAVING_TOLD
from impersonation_watch.vault import Vault

NEW = "anchor velvet mustard tunnel harp"
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){5}")
DECISION = re.compile(
    r"<(?:fieldset|select|textarea|input (?![^>]*type=.(?:hidden|radio|checkbox)))"
)
GROUP = re.compile("<fieldset>.*?</fieldset>", re.DOTALL)
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


def show(opened: Pages, what: str) -> str:
    return str(opened.get(f"/settings/{what}/{naomi(opened).id}").text)


def upload(opened: Pages, *files: tuple[str, bytes], held: str = "") -> Any:
    return opened.client.post(
        "/settings/photos",
        data={"token": opened.token, "person": naomi(opened).id, "held": held},
        files=[("photos", each) for each in files],
        headers=OURS,
    )


def test_the_page_shows_what_is_kept(opened: Pages) -> None:
    assert "Naomi Whitaker" in opened.get("/settings").text
    assert "Naomi Whitaker" in show(opened, "names")
    assert "https://bsky.app/profile/naomi.example" in show(opened, "accounts")


def test_every_part_has_a_page_that_the_first_one_leads_to(opened: Pages) -> None:
    links = re.findall(r'href="(/settings/[^"]+)"', opened.get("/settings").text)
    assert {each.split("/")[2] for each in links} == set(PARTS)
    assert {opened.get(each).status_code for each in links} == {200}


def test_no_form_asks_for_more_than_two_decisions(opened: Pages) -> None:
    links = re.findall(r'href="(/settings/[^"]+)"', opened.get("/settings").text)
    pages = [GROUP.sub("<fieldset>", opened.get(each).text) for each in links]
    forms = [form.split("</form>")[0] for each in pages for form in each.split("<form")[1:]]
    assert max(len(DECISION.findall(form)) for form in forms) <= 2


@pytest.mark.parametrize(
    "path", ["else", "names", "names/nobody", "looking/nobody", "photos/../names", "removed"]
)
def test_there_is_no_other_page(opened: Pages, path: str) -> None:
    assert opened.get(f"/settings/{path}").status_code == 404


def test_names_are_changed_and_the_watch_is_told(opened: Pages) -> None:
    names = "Naomi Whitaker\r\nNaomi Okafor"
    answer = change(opened, "names", names=names, nicknames="Nomi", handles="@nomi.w")
    assert "Changed." in answer.text
    person = told(opened).people[0]
    assert person.names == ("Naomi Whitaker", "Naomi Okafor")
    assert (person.nicknames, person.handles) == (("Nomi",), ("nomi.w",))


def test_one_form_leaves_what_the_others_hold(opened: Pages) -> None:
    change(opened, "names", handles="@nomi.w")
    change(opened, "names", names="Naomi Whitaker", nicknames="Nomi")
    assert (naomi(opened).nicknames, naomi(opened).handles) == (("Nomi",), ("nomi.w",))


def test_latin_spellings_are_offered_and_added(opened: Pages) -> None:
    change(opened, "names", names="نورا حداد")
    text = show(opened, "names")
    assert 'value="Nora Haddad"' in text
    assert "copies in Latin letters are missed" in text
    change(opened, "names", **{"spelling-1": "Nora Haddad", "more": "Noura Hadad"})
    assert told(opened).people[0].names == ("نورا حداد", "Nora Haddad", "Noura Hadad")
    assert 'value="Nora Haddad"' not in show(opened, "names")


def test_what_is_looked_for_stands_beside_the_names(opened: Pages) -> None:
    change(opened, "names", names="Nora Haddad", handles="norahh")
    text = show(opened, "names")
    assert all(f"<li><bdi>{each}</bdi></li>" in text for each in ("norahh", "nora.haddad"))


def test_a_slip_changes_nothing_and_what_was_typed_stays(opened: Pages) -> None:
    answer = change(opened, "names", names="N", nicknames="Nomi")
    assert (answer.status_code, naomi(opened).names) == (422, ("Naomi Whitaker",))
    assert "single letter" in answer.text
    assert "Nomi</textarea>" in answer.text


def test_accounts_are_added_moved_and_taken_away(opened: Pages) -> None:
    own, lost = "https://github.com/naomiw", "https://bsky.app/profile/naomi.example"
    change(opened, "accounts", addresses=own, kind="own_accounts")
    change(opened, "accounts", addresses=lost, kind="lost_accounts")
    assert {(each.platform, each.kind) for each in naomi(opened).own_accounts} == {
        ("github", OwnKind.MINE), ("bluesky", OwnKind.LOST),
    }  # fmt: skip
    change(opened, "accounts", remove=own)
    change(opened, "accounts", remove=lost)
    assert told(opened).people[0].own_accounts == ()


def test_an_address_that_is_none_is_named_and_stays_to_be_mended(opened: Pages) -> None:
    answer = change(opened, "accounts", addresses="no address", kind="own_accounts")
    assert (answer.status_code, "no address</textarea>" in answer.text) == (422, True)


def test_an_id_learnt_of_an_account_stays(opened: Pages, now: datetime) -> None:
    assert opened.sitting.vault is not None
    store = opened.sitting.vault.store
    account = naomi(opened).own_accounts[0]
    store.drop_own_account(naomi(opened).id, account)
    learnt = type(account)(platform="bluesky", platform_id="did:plc:naomi", url=account.url)
    store.add_own_account(naomi(opened).id, learnt, now)
    change(opened, "accounts", addresses=str(account.url), kind="own_accounts")
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


def test_a_photo_is_erased_for_good_when_asked(opened: Pages, tmp_path: Path) -> None:
    garden = draw(tmp_path / "garden.jpg", 1).read_bytes()
    upload(opened, ("garden.jpg", garden))
    photo, folder = naomi(opened).photos[0], opened.sitting.folder / "blobs"
    assert change(opened, "photos", erase=photo.id).status_code == 404  # not taken out yet
    change(opened, "photos", remove=photo.id)
    assert f'name="erase" value="{photo.id}"' in show(opened, "photos")
    kept = len(list(folder.iterdir()))
    assert "erased" in change(opened, "photos", erase=photo.id).text
    assert opened.get(f"/photos/{photo.id}").status_code == 404
    assert len(list(folder.iterdir())) == kept - 2  # as it was given, and our copy of it
    assert opened.sitting.vault is not None
    assert opened.sitting.vault.verify() == ()


def test_which_photos_the_other_side_has_is_said_and_changed(opened: Pages, tmp_path: Path) -> None:
    upload(opened, ("garden.jpg", draw(tmp_path / "garden.jpg", 1).read_bytes()), held="no")
    photo = naomi(opened).photos[0]
    assert photo.held_by_them is False
    change(opened, "photos", turn=photo.id)
    assert told(opened).people[0].photos[0].held_by_them is True
    assert "The other side has it." in show(opened, "photos")


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


def test_when_it_looks_is_changed_and_who_waits_is_told(opened: Pages) -> None:
    heard: list[tuple[Keeping, int, bool]] = []

    def keep_watch(vault: Vault, *, afresh: bool = False) -> None:
        settings = vault.store.settings()
        heard.append((settings.keeping, settings.every_hours, afresh))

    opened.sitting.keep_watch = keep_watch
    change(opened, "looking", keeping="keep_watching")
    change(opened, "looking", every="48")
    change(opened, "looking", keeping="strict")
    watching, strict = Keeping.KEEP_WATCHING, Keeping.STRICT
    assert heard == [(watching, 24, False), (watching, 48, True), (strict, 48, False)]
    assert told(opened).settings.every_hours == 48


@pytest.mark.parametrize("every", ["1", "9999"])
def test_an_odd_pace_is_refused_with_the_reason(opened: Pages, every: str) -> None:
    answer = change(opened, "looking", every=every)
    assert (answer.status_code, "must lie between 12 and 168" in answer.text) == (422, True)


def test_where_it_looks_is_changed(opened: Pages) -> None:
    hosts = "mastodon.social\r\nmastodon.example"
    change(opened, "places", mastodon_hosts=hosts, **{"source-github": "yes"})
    settings = told(opened).settings
    assert settings.sources == ("github",)
    assert settings.mastodon_hosts == ("mastodon.social", "mastodon.example")


def test_a_server_that_is_none_is_named(opened: Pages) -> None:
    fields = {"source-github": "yes", "mastodon_hosts": "not a host"}
    answer = change(opened, "places", **fields)
    assert (answer.status_code, "is no host name" in answer.text) == (422, True)


def test_at_least_one_place_stays_on(opened: Pages) -> None:
    answer = change(opened, "places")
    assert (answer.status_code, len(told(opened).settings.sources)) == (422, 4)


def test_the_notice_is_chosen_and_shown_as_another_person_would_see_it(opened: Pages) -> None:
    change(opened, "notices", notice="desktop")
    change(opened, "notices", notice_title="Calendar", notice_text="Water the plants.")
    text = opened.get("/settings/notices").text
    assert told(opened).settings.notice == "desktop"
    assert re.search("What another person would see.*Calendar.*Water the plants", text, re.DOTALL)


@pytest.mark.parametrize("words", ["https://naomi.example", "3 new", "@naomi", " "])
def test_words_that_tell_a_stranger_something_are_refused(opened: Pages, words: str) -> None:
    answer = change(opened, "notices", notice_text=words)
    assert answer.status_code == 422
    assert told(opened).settings.notice_text == "You have something to look at."


def test_after_thirty_days_she_is_asked_whether_the_notice_is_still_safe(
    opened: Pages, now: datetime
) -> None:
    change(opened, "notices", notice="desktop")
    assert "nobody else sees it" not in opened.get("/").text
    opened.clock.now = now + timedelta(days=30)
    opened.sitting.touch()
    assert "nobody else sees it" in opened.get("/").text
    change(opened, "notices", safe="yes")
    assert "nobody else sees it" not in opened.get("/").text


def test_a_notice_that_is_not_safe_any_more_is_switched_off_at_once(opened: Pages) -> None:
    change(opened, "notices", notice="desktop")
    change(opened, "notices", notice="none")
    assert told(opened).settings.notice == "none"


def test_covers_pauses_and_the_lock_are_changed(opened: Pages) -> None:
    change(opened, "pages", cover="no", dose="10")
    change(opened, "pages", minutes="30")
    settings = told(opened).settings
    assert (settings.cover_pictures, settings.dose, settings.idle_minutes) == (False, 10, 30)
    assert opened.sitting.idle == timedelta(minutes=30)


@pytest.mark.parametrize("fields", [{"minutes": "0"}, {"minutes": "999"}, {"dose": "51"}])
def test_no_odd_pause_or_lock_is_taken(opened: Pages, fields: dict[str, str]) -> None:
    assert change(opened, "pages", **fields).status_code == 422


def test_the_language_is_chosen_among_the_settings(opened: Pages) -> None:
    answer = opened.post("/language", language="ar", back="/settings/pages")
    assert (answer.url.path, told(opened).settings.language) == ("/settings/pages", "ar")


# --- one more, one less -----------------------------------------------------------------------


def test_a_second_person_is_added_with_her_yes(opened: Pages) -> None:
    fields = {"names": "Nora Haddad", "giver": "Nora Haddad", "until": "2027-03-01"}
    answer = change(opened, "add", **fields)
    person = told(opened).people[1]
    assert answer.url.path == f"/settings/names/{person.id}"
    assert (person.names, person.consent.giver) == (("Nora Haddad",), "Nora Haddad")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"names": "Naomi Whitaker"}, "is somebody else here"),
        ({"names": ""}, "at least one name"),
        ({"names": "N"}, "single letter"),
        ({"giver": ""}, "Write the name"),
        ({"giver": "self"}, "Write the name"),
        ({"until": "soon"}, "not a day"),
        ({"until": "2040-01-01"}, "two years at most"),
    ],
)
def test_nobody_is_added_without_a_name_and_a_yes(
    opened: Pages, fields: dict[str, str], said: str
) -> None:
    usual = {"names": "Nora Haddad", "giver": "Nora Haddad", "until": "2027-03-01"}
    answer = change(opened, "add", **usual | fields)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert len(told(opened).people) == 1


def test_there_is_an_end_to_the_room_for_people(opened: Pages) -> None:
    for name in ("Nora Haddad", "Mara Lind", "Ines Costa", "Tara Vale"):
        change(opened, "add", names=name, giver=name, until="2027-03-01")
    assert "There is room for 5 people" in opened.get("/settings/add").text
    answer = change(opened, "add", names="One More", giver="One More", until="2027-03-01")
    assert (answer.status_code, len(told(opened).people)) == (422, 5)


def test_a_person_is_removed_only_after_a_clear_yes(opened: Pages, now: datetime) -> None:
    assert "cannot be taken back" in show(opened, "remove")
    asked = change(opened, "remove")
    assert (asked.status_code, len(told(opened).people)) == (422, 1)
    answer = change(opened, "remove", sure="yes")
    assert "Backups" in answer.text
    assert told(opened).people == ()
    assert opened.get("/").status_code == 200


def test_when_she_herself_is_not_here_the_yes_may_be_her_own(opened: Pages) -> None:
    change(opened, "remove", sure="yes")
    opened.post("/settings/add", names="Naomi Whitaker", giver="", until="2027-03-01")
    assert told(opened).people[0].consent.giver == "self"


# --- a yes that ends --------------------------------------------------------------------------


def test_a_yes_that_ended_is_said_on_the_overview_with_the_way_to_renew_it(
    opened: Pages, now: datetime
) -> None:
    opened.clock.now = now + timedelta(days=355)
    opened.sitting.touch()
    assert "ends on" in opened.get("/").text
    opened.clock.now = now + timedelta(days=366)
    opened.sitting.touch()
    text = opened.get("/").text
    assert "Nothing is looked for" in text
    assert f'href="/settings/consent/{naomi(opened).id}"' in text


# --- what opens it ----------------------------------------------------------------------------


def test_a_new_recovery_code_is_made_for_who_knows_the_passphrase(opened: Pages) -> None:
    wrong = change(opened, "code", before="wrong")
    assert (wrong.status_code, opened.sitting.recovery_code) == (422, "")
    answer = change(opened, "code", before=PASSPHRASE)
    found = CODE.search(answer.text)
    assert answer.url.path == "/setup-code"
    assert found is not None
    Vault.open(opened.sitting.folder, found.group()).close()


def test_words_made_by_chance_are_offered_for_a_new_passphrase(opened: Pages) -> None:
    found = re.search(r'offered" dir="ltr">([^<]+)<', opened.get("/settings/passphrase").text)
    assert found is not None
    answer = change(opened, "passphrase", before=PASSPHRASE, passphrase=found.group(1))
    assert "Changed." in answer.text


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


@pytest.mark.parametrize("what", [*PARTS, "else"])
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


@pytest.mark.parametrize("what", ["names", "accounts", "photos", "consent", "remove"])
def test_a_person_who_is_not_here_cannot_be_changed(opened: Pages, what: str) -> None:
    answer = change(opened, what, person="nobody", names="Somebody", until="2027-12-31")
    assert (answer.status_code, naomi(opened).names) == (404, ("Naomi Whitaker",))


# --- who waits with the key -------------------------------------------------------------------


def test_opening_the_pages_tells_who_waits(tmp_path: Path, now: datetime) -> None:
    heard: list[Path] = []

    def keep_watch(vault: Vault, *, afresh: bool = False) -> None:
        heard.append(vault.folder)

    ids = copy_of_filled(tmp_path / "notes", now)
    with pages(tmp_path / "notes", now, ids, keep_watch=keep_watch) as locked:
        locked.enter()
        locked.unlock("wrong")
        assert heard == []
        locked.unlock()
    assert heard == [tmp_path / "notes"]


def test_when_nobody_can_be_told_the_pages_open_all_the_same(tmp_path: Path, now: datetime) -> None:
    def keep_watch(vault: Vault, *, afresh: bool = False) -> None:
        raise WatchError("the daily look could not be started", advice="Lock and open again.")

    ids = copy_of_filled(tmp_path / "notes", now)
    with pages(tmp_path / "notes", now, ids, keep_watch=keep_watch) as locked:
        locked.enter()
        answer = locked.unlock()
    assert (answer.status_code, "daily look could not be started" in answer.text) == (200, True)


def test_a_time_given_at_the_start_goes_before_the_settings(tmp_path: Path, now: datetime) -> None:
    ids = copy_of_filled(tmp_path / "notes", now)
    with pages(tmp_path / "notes", now, ids, idle_minutes=3) as locked:
        locked.enter()
        locked.unlock()
        assert locked.sitting.idle == timedelta(minutes=3)
