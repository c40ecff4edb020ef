"""The set-up in the pages: nothing is kept before the last screen, then all of it or nothing."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW
from reviewing import OURS, PASSPHRASE, Pages, pages
from test_enrol import draw

from impersonation_watch.model import Consent, Keeping, OwnKind
from impersonation_watch.review.beginning import Beginning
from impersonation_watch.review.pages.setup import PAGES, STEPS
from impersonation_watch.vault import Vault

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>stolen=1</script></svg>'
HOSTILE = '"><script>stolen=1</script>{{7*7}}</textarea>\u202e'
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){5}")
FIELD = re.compile(r'<(?:input|textarea|select)[^>]*? name="(?!token|told)(\w+)(?:-\d+)?"')
QUESTION = re.compile(r"<(?:fieldset|textarea|input (?!type=.(?:hidden|radio|checkbox)))")


@pytest.fixture
def fresh(tmp_path: Path, now: datetime) -> Iterator[Pages]:
    with pages(tmp_path / "home" / "notes", now, {}) as fresh:
        fresh.enter()
        yield fresh


@cache
def garden(seed: int = 1) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return draw(Path(folder) / "garden.jpg", seed).read_bytes()


def kept(fresh: Pages) -> list[str]:
    """Everything in the folder above the vault's."""
    above = fresh.sitting.folder.parent
    return sorted(each.name for each in above.iterdir()) if above.exists() else []


def upload(fresh: Pages, *files: tuple[str, bytes], **fields: str) -> Any:
    answer = fresh.client.post(
        "/setup/photos",
        data={"token": fresh.token, **fields},
        files=[("photos", each) for each in files] or [("photos", ("", b""))],
        headers=OURS,
    )
    return fresh._keep(answer)


def step(fresh: Pages, name: str, **fields: str) -> Any:
    return fresh.post(f"/setup/{name}", **fields)


def to_names(fresh: Pages) -> None:
    fresh.post("/setup")
    step(fresh, "who", whom="me")


def to_passphrase(fresh: Pages, **names: str) -> None:
    to_names(fresh)
    step(fresh, "names", **{"names": "Naomi Whitaker", **names})
    step(fresh, "safety", reach="no", keeping="strict")


# --- a whole walk ---------------------------------------------------------------------------


def walk(fresh: Pages) -> Iterator[Any]:
    """Every screen for somebody who agreed; the answers as they come."""
    yield fresh.post("/setup")
    yield step(fresh, "who", whom="other")
    yield step(fresh, "consent", giver="Naomi Whitaker", until="2027-03-01")
    names = "Naomi Whitaker\r\n\r\nNaomi J. Whitaker\r\nNaomi Whitaker"
    yield step(fresh, "names", names=f"{names}\r\nنورا حداد", nicknames="Nomi")
    yield step(fresh, "spellings", **{"spelling-1": "Nora Haddad", "more": "Noura Hadad"})
    yield upload(fresh, ("garden.jpg", garden()), ("drawing.svg", SVG), held="yes")
    yield upload(fresh, on="yes")
    mine = {"addresses": "https://bsky.app/profile/naomi.example", "kind": "own_accounts"}
    yield step(fresh, "accounts", **mine)
    lost = {"addresses": "@naomi@mastodon.example", "kind": "lost_accounts"}
    yield step(fresh, "accounts", **lost)
    yield step(fresh, "accounts", handles="@naomiwhitaker")
    yield step(fresh, "safety", reach="no", keeping="keep_watching")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Pages, list[Any], Any]]:
    """The pages after the last screen, the answers before it, and the last answer."""
    folder = tmp_path_factory.mktemp("home") / "inner" / "notes"
    with pages(folder, NOW, {}) as fresh:
        fresh.enter()
        answers = []
        for answer in walk(fresh):
            assert kept(fresh) == []
            answers.append(answer)
        last = step(fresh, "passphrase", passphrase=PASSPHRASE)
        yield fresh, answers, last


Walked = tuple[Pages, list[Any], Any]


def vault(walked: Walked) -> Vault:
    assert walked[0].sitting.vault is not None
    return walked[0].sitting.vault


def test_without_a_vault_the_pages_open_the_set_up(fresh: Pages) -> None:
    answer = fresh.get("/")
    assert (answer.url.path, "safer device" in answer.text) == ("/setup", True)


def test_every_screen_leads_to_the_next(walked: Walked) -> None:
    ways = [each.url.path.rpartition("/")[2] for each in walked[1]]
    assert ways == [
        "who", "consent", "names", "spellings", "photos", "photos", "accounts", "accounts",
        "accounts", "safety", "passphrase",
    ]  # fmt: skip


def test_nobody_is_asked_more_than_twelve_things(walked: Walked) -> None:
    shown = {name for each in walked[1] for name in FIELD.findall(each.text)}
    assert "spelling" in shown
    assert len(shown) <= 12


def test_no_screen_asks_for_more_than_two_decisions(walked: Walked) -> None:
    assert max(len(QUESTION.findall(each.text)) for each in walked[1]) <= 2


def test_the_person_is_kept_as_she_was_typed(walked: Walked) -> None:
    person = vault(walked).store.people()[0]
    assert person.names == (
        "Naomi Whitaker", "Naomi J. Whitaker", "نورا حداد", "Nora Haddad", "Noura Hadad",
    )  # fmt: skip
    assert (person.nicknames, person.handles) == (("Nomi",), ("naomiwhitaker",))


def test_own_accounts_are_kept_with_their_kind(walked: Walked) -> None:
    accounts = vault(walked).store.people()[0].own_accounts
    kinds = [(each.platform, each.kind) for each in accounts]
    assert kinds == [("bluesky", OwnKind.MINE), ("mastodon", OwnKind.LOST)]


def test_who_agreed_and_until_when_is_on_record(walked: Walked) -> None:
    until = NOW.replace(year=2027, month=3, day=1, hour=0, minute=0)
    consent = vault(walked).store.people()[0].consent
    assert consent == Consent(giver="Naomi Whitaker", recorded_by="self", given_at=NOW, until=until)


def test_the_photo_lies_in_the_vault_as_it_was_given(walked: Walked) -> None:
    store = vault(walked).store
    photos = store.people()[0].photos
    assert [(each.label, each.held_by_them) for each in photos] == [("garden.jpg", True)]
    assert store.photo_original(photos[0].id) == garden()


def test_what_was_chosen_about_looking_is_kept(walked: Walked) -> None:
    assert vault(walked).store.settings().keeping is Keeping.KEEP_WATCHING


def test_the_vault_is_whole_and_alone_in_its_folder(walked: Walked) -> None:
    assert (vault(walked).verify(), kept(walked[0])) == ((), ["notes"])


def test_the_recovery_code_is_shown_once_and_then_no_more(walked: Walked) -> None:
    fresh, _, last = walked
    assert (last.url.path, bool(CODE.search(last.text))) == ("/setup-code", True)
    assert fresh.post("/setup-code").url.path == "/leaving"  # how to leave comes first, once
    assert fresh.post("/leaving").url.path == "/"
    assert fresh.get("/setup-code").url.path == "/"
    assert fresh.sitting.recovery_code == ""


def test_after_the_set_up_its_pages_lead_to_the_overview(walked: Walked) -> None:
    paths = ["/setup", *(f"/setup/{name}" for name in STEPS)]
    walked[0].post("/leaving")
    assert {walked[0].get(path).url.path for path in paths} == {"/"}


def test_the_first_thing_to_do_is_to_write_down_what_was_seen(walked: Walked) -> None:
    walked[0].post("/leaving")
    text = walked[0].get("/").text
    assert '<a class="button main" href="/cases/new">' in text
    assert text.index("/cases/new") < text.index("Where was looked") < text.index("Look now")
    assert "Nothing is waiting" not in text  # nothing was looked at


def test_the_passphrase_and_the_code_open_it(walked: Walked) -> None:
    found = CODE.search(walked[2].text)
    assert found is not None
    for secret in (PASSPHRASE, found.group()):
        Vault.open(walked[0].sitting.folder, secret).close()


# --- names in another alphabet ---------------------------------------------------------------


def test_a_latin_name_is_not_asked_how_it_is_spelt(fresh: Pages) -> None:
    to_names(fresh)
    assert step(fresh, "names", names="Naomi Whitaker").url.path == "/setup/photos"
    assert fresh.get("/setup/spellings").url.path == "/setup/names"


def test_an_arabic_name_is_met_with_spellings_the_most_usual_ticked(fresh: Pages) -> None:
    to_names(fresh)
    answer = step(fresh, "names", names="نورا حداد")
    boxes = re.findall(r'type="checkbox"[^>]*value="([^"]+)"[^>]*?( checked)?>', answer.text)
    assert (answer.url.path, boxes[0]) == ("/setup/spellings", ("Nora Haddad", " checked"))
    assert sum(bool(checked) for _, checked in boxes) == 2 < len(boxes)


def test_who_typed_latin_letters_herself_finds_nothing_ticked(fresh: Pages) -> None:
    to_names(fresh)
    answer = step(fresh, "names", names="نورا حداد\r\nNora Haddad")
    assert "checkbox" in answer.text
    assert " checked" not in answer.text
    assert 'value="Nora Haddad"' not in answer.text


@pytest.mark.parametrize(
    ("name", "said"), [("田中 陽菜", "many readings"), ("สมชาย ใจดี", "cannot be read here")]
)
def test_where_no_spelling_can_be_found_that_is_said_with_the_reason(
    fresh: Pages, name: str, said: str
) -> None:
    to_names(fresh)
    text = step(fresh, "names", names=name).text
    assert said in text
    assert "copies in Latin letters are missed" in text


def test_spellings_are_kept_when_she_comes_back_and_can_be_taken_back(fresh: Pages) -> None:
    to_names(fresh)
    step(fresh, "names", names="نورا حداد")
    step(fresh, "spellings", **{"spelling-3": "Noura Haddad"}, more="Nura H. Haddad")
    text = fresh.get("/setup/spellings").text
    assert re.search(r'value="Noura Haddad"[^>]* checked', text)
    assert "Nura H. Haddad</textarea>" in text
    step(fresh, "names", names="Naomi Whitaker")
    assert _beginning(fresh).names() == ("Naomi Whitaker",)


def test_what_will_be_looked_for_stands_on_the_last_screen(fresh: Pages) -> None:
    to_passphrase(fresh, names="نورا حداد", handles="norahh")
    step(fresh, "spellings", **{"spelling-1": "Nora Haddad"})
    text = fresh.get("/setup/passphrase").text
    for each in ("نورا حداد", "Nora Haddad", "norahh", "nora.haddad"):
        assert f"<li><bdi>{each}</bdi></li>" in text


# --- photos and profiles ----------------------------------------------------------------------


@pytest.mark.parametrize(("held", "kept"), [("yes", True), ("no", False), ("unsaid", None)])
def test_who_has_a_photo_is_said_with_the_button_that_adds_it(
    fresh: Pages, held: str, kept: bool | None
) -> None:
    to_names(fresh)
    upload(fresh, ("garden.jpg", garden()), held=held)
    assert _beginning(fresh).prints[0].photo.held_by_them is kept


def test_the_word_about_a_photo_can_be_turned(fresh: Pages) -> None:
    to_names(fresh)
    upload(fresh, ("garden.jpg", garden()), on="yes")
    photo = _beginning(fresh).prints[0].photo
    answer = step(fresh, "photos", turn=photo.id)
    assert _beginning(fresh).prints[0].photo.held_by_them is True
    assert "The other side has it." in answer.text
    step(fresh, "photos", turn=photo.id)
    assert _beginning(fresh).prints[0].photo.held_by_them is False


def test_an_answer_without_a_photo_asks_for_one(fresh: Pages) -> None:
    to_names(fresh)
    assert "Choose a photo first" in upload(fresh, held="yes").text


def test_a_profile_is_of_one_kind_and_can_be_taken_out(fresh: Pages) -> None:
    to_names(fresh)
    address = "https://github.com/naomiw"
    step(fresh, "accounts", addresses=address, kind="own_accounts")
    step(fresh, "accounts", addresses=address, kind="unsure_accounts")
    assert _beginning(fresh).accounts() == [("unsure_accounts", address)]
    step(fresh, "accounts", remove=address)
    assert _beginning(fresh).accounts() == []


def test_an_address_left_in_the_field_counts_as_her_own(fresh: Pages) -> None:
    to_names(fresh)
    answer = step(fresh, "accounts", addresses="https://github.com/naomiw")
    assert answer.url.path == "/setup/safety"
    assert _beginning(fresh).accounts() == [("own_accounts", "https://github.com/naomiw")]


def test_an_address_that_is_none_stays_to_be_mended(fresh: Pages) -> None:
    to_names(fresh)
    answer = step(fresh, "accounts", addresses="not an address", kind="own_accounts")
    assert (answer.status_code, "not an address</textarea>" in answer.text) == (422, True)
    assert _beginning(fresh).accounts() == []


# --- what is refused ------------------------------------------------------------------------


@pytest.mark.parametrize("passphrase", ["", "secret", "12345678", "a b c d e"])
def test_a_weak_passphrase_is_refused_and_nothing_is_kept(fresh: Pages, passphrase: str) -> None:
    to_passphrase(fresh)
    answer = step(fresh, "passphrase", passphrase=passphrase)
    assert (answer.status_code, "too easy to guess" in answer.text) == (422, True)
    assert kept(fresh) == []


@pytest.mark.parametrize("fact", ["naomi", "WHITAKER", "Nomi", "gardenfairy", "lostfairy"])
def test_a_fact_about_her_in_the_passphrase_is_refused(fresh: Pages, fact: str) -> None:
    to_passphrase(fresh, nicknames="Nomi", handles="gardenfairy")
    step(fresh, "accounts", lost_accounts="https://github.com/lostfairy")
    answer = step(fresh, "passphrase", passphrase=f"{PASSPHRASE} {fact}")
    assert (answer.status_code, "somebody who knows you" in answer.text) == (422, True)
    assert kept(fresh) == []


def test_a_photo_that_cannot_be_used_is_named_and_the_others_stay(fresh: Pages) -> None:
    to_names(fresh)
    answer = upload(fresh, ("drawing.svg", SVG), ("garden.jpg", garden()), on="yes")
    assert answer.url.path == "/setup/photos"
    assert "drawing.svg" in answer.text
    assert "SVG" in answer.text
    assert [each.photo.label for each in _beginning(fresh).prints] == ["garden.jpg"]


def test_the_same_photo_twice_is_named(fresh: Pages) -> None:
    to_names(fresh)
    answer = upload(fresh, ("one.jpg", garden()), ("two.jpg", garden()))
    assert "is the same picture as" in answer.text


def test_a_photo_can_be_taken_out_again(fresh: Pages) -> None:
    to_names(fresh)
    upload(fresh, ("garden.jpg", garden()))
    shown = f"/setup/photos/{_beginning(fresh).prints[0].photo.id}"
    before = fresh.get(shown)
    step(fresh, "photos", remove=_beginning(fresh).prints[0].photo.id)
    assert before.headers["content-type"] == "image/webp"
    assert (_beginning(fresh).prints, fresh.get(shown).status_code) == ((), 404)


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("who", {"whom": "everybody"}, "choose one"),
        ("consent", {"giver": " "}, "Write the name"),
        ("consent", {"giver": "Self"}, "Write the name"),
        ("consent", {"giver": "Naomi", "until": "2026-01-01"}, "ended on"),
        ("consent", {"giver": "Naomi", "until": "2036-01-01"}, "two years at most"),
        ("consent", {"giver": "Naomi", "until": "soon"}, "not a day"),
        ("names", {"names": ""}, "at least one name"),
        ("names", {"names": "N"}, "single letter"),
        ("names", {"names": "Naomi Whitaker", "handles": "a b"}, "no user name"),
        ("accounts", {"own_accounts": "not an address"}, "not the address of a profile"),
        ("accounts", {"lost_accounts": "javascript:stolen=1"}, "not the address of a profile"),
        ("safety", {"reach": "no"}, "choose one"),
        ("safety", {"reach": "yes", "keeping": "keep_watching"}, "is safer here"),
    ],
)
def test_a_slip_is_said_in_a_sentence(
    fresh: Pages, name: str, fields: dict[str, str], said: str
) -> None:
    to_names(fresh)
    answer = step(fresh, name, **fields)
    assert (answer.status_code, said in answer.text) == (422, True)


def test_who_was_told_may_still_choose_every_day(fresh: Pages) -> None:
    to_names(fresh)
    step(fresh, "names", names="Naomi Whitaker")
    answer = step(fresh, "safety", reach="yes", keeping="keep_watching", told="yes")
    assert answer.url.path == "/setup/passphrase"


def test_a_screen_that_was_left_out_is_asked_before_the_passphrase(fresh: Pages) -> None:
    fresh.post("/setup")
    assert fresh.get("/setup/passphrase").url.path == "/setup/who"
    step(fresh, "who", whom="me")
    answer = step(fresh, "passphrase", passphrase=PASSPHRASE)
    assert (answer.url.path, kept(fresh)) == ("/setup/names", [])


def test_a_folder_that_is_copied_to_a_cloud_is_refused_with_the_reason(
    tmp_path: Path, now: datetime
) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Dropbox")
    with pages(tmp_path / "link" / "notes", now, {}) as fresh:
        fresh.enter()
        answer = fresh.get("/setup")
        fresh.post("/setup")
    assert (answer.status_code, "copied by Dropbox" in answer.text) == (400, True)
    assert fresh.sitting.beginning is None


def test_a_folder_with_other_files_is_refused(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "letter.txt").touch()
    with pages(tmp_path, now, {}) as fresh:
        fresh.enter()
        assert "there are other files" in fresh.get("/setup").text.lower()


def test_when_the_vault_cannot_be_filled_nothing_is_left(fresh: Pages) -> None:
    to_passphrase(fresh)
    assert fresh.sitting.beginning is not None
    fresh.sitting.beginning = fresh.sitting.beginning.type(own_accounts="", names="N")
    answer = step(fresh, "passphrase", passphrase=PASSPHRASE)
    assert (answer.status_code, kept(fresh), fresh.sitting.vault) == (422, [], None)


def test_a_folder_that_cannot_be_written_is_said_in_words(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "file").touch()
    with pages(tmp_path / "file" / "notes", now, {}) as fresh:
        fresh.enter()
        to_passphrase(fresh)
        answer = step(fresh, "passphrase", passphrase=PASSPHRASE)
    assert (answer.status_code, "could not be made" in answer.text) == (422, True)


def test_what_a_killed_set_up_left_is_swept_up_by_the_next(fresh: Pages) -> None:
    above = fresh.sitting.folder.parent
    left = above / ".notes.999999-0a1b2c3d.part" / "vault" / "blobs"
    left.mkdir(parents=True)
    to_passphrase(fresh)
    step(fresh, "passphrase", passphrase=PASSPHRASE)
    assert kept(fresh) == ["notes"]


# --- leaving, and who may ask ---------------------------------------------------------------


def _beginning(fresh: Pages) -> Beginning:
    assert fresh.sitting.beginning is not None
    return fresh.sitting.beginning


def test_leaving_drops_everything(fresh: Pages) -> None:
    to_passphrase(fresh)
    upload(fresh, ("garden.jpg", garden()))
    assert fresh.post("/leave").url.path == "/left"
    assert (fresh.sitting.beginning, kept(fresh)) == (None, [])
    assert fresh.get("/setup/names").url.path == "/setup"


def test_after_ten_minutes_without_a_click_everything_is_dropped(
    fresh: Pages, now: datetime
) -> None:
    to_passphrase(fresh)
    fresh.clock.now = now + timedelta(minutes=9)
    fresh.get("/still-here")
    fresh.clock.now = now + timedelta(minutes=18)
    assert fresh.get("/setup/names").url.path == "/setup/names"
    fresh.clock.now = now + timedelta(minutes=28)
    assert fresh.get("/setup/names").url.path == "/setup"
    assert fresh.sitting.beginning is None


def test_big_photos_reach_no_file_on_the_way(fresh: Pages) -> None:
    to_names(fresh)
    opened: list[str] = []
    noting = [True]
    where = tempfile.gettempdir()

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if noting[0] and event == "open" and str(arguments[0]).startswith(where):
            opened.append(str(arguments[0]))

    sys.addaudithook(note)
    upload(fresh, ("garden.jpg", garden() + bytes(4_000_000)))
    noting[0] = False
    assert opened == []
    assert len(_beginning(fresh).prints) == 1


def test_typed_words_are_shown_as_words(fresh: Pages) -> None:
    to_names(fresh)
    for name, field in (("names", "names"), ("accounts", "handles"), ("consent", "giver")):
        step(fresh, name, **{field: HOSTILE})
        text = fresh.get(f"/setup/{name}").text
        assert "<script>stolen" not in text
        assert "{{7*7}}" in text


def test_the_name_of_a_file_is_shown_as_words(fresh: Pages) -> None:
    to_names(fresh)
    answer = upload(fresh, (f"{HOSTILE}.jpg", garden()), (f"{HOSTILE}.svg", SVG))
    assert "<script>stolen" not in answer.text
    assert "\u202e" not in answer.text


POSTS = [path.replace("{step}", step) for method, path, _ in PAGES if method == "POST"
         for step in STEPS]  # fmt: skip


@pytest.mark.parametrize("path", sorted({*POSTS, "/setup-code"}))
def test_a_form_without_token_or_from_elsewhere_changes_nothing(fresh: Pages, path: str) -> None:
    to_names(fresh)
    before = fresh.sitting.beginning
    fields = {"token": "wrong", "whom": "other", "names": "Somebody"}
    forged = fresh.client.post(path, data=fields, headers=OURS, follow_redirects=False)
    fields["token"] = fresh.token
    elsewhere = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    foreign = fresh.client.post(path, data=fields, headers=elsewhere)
    assert foreign.status_code == 403
    assert forged.status_code == 403
    assert fresh.sitting.beginning is before


@pytest.mark.parametrize("path", ["/setup", "/setup/names", "/setup/photos/x", "/setup-code"])
def test_the_set_up_is_closed_to_other_hosts_and_strangers(fresh: Pages, path: str) -> None:
    assert fresh.get(path, host="rebind.example:4711").status_code == 421
    fresh.client.cookies.clear()
    assert fresh.get(path).status_code == 403


def test_files_are_taken_on_the_page_of_photos_alone(fresh: Pages) -> None:
    to_names(fresh)
    photo = [("photos", ("garden.jpg", garden()))]
    token = {"token": fresh.token}
    answer = fresh.client.post("/setup/names", data=token, files=photo, headers=OURS)
    forged = fresh.client.post("/setup/photos", data={"token": "x"}, files=photo, headers=OURS)
    assert (answer.status_code, forged.status_code) == (415, 403)
    assert _beginning(fresh).prints == ()


def test_too_much_at_once_is_said_in_words(fresh: Pages) -> None:
    to_names(fresh)
    headers = OURS | {"content-length": str(200_000_000), "content-type": "multipart/form-data"}
    answer = fresh.client.post("/setup/photos", content=b"x", headers=headers)
    assert (answer.status_code, "few photos at a time" in answer.text) == (413, True)


def test_every_screen_has_the_same_neutral_title_and_is_kept_nowhere(fresh: Pages) -> None:
    to_passphrase(fresh)
    for name in STEPS:
        answer = fresh.get(f"/setup/{name}")
        assert re.findall("<title>(.*)</title>", answer.text) == ["Notes"]
        assert answer.headers["cache-control"] == "no-store"
        assert "form-action 'self'" in answer.headers["content-security-policy"]


def test_words_offered_hold_none_of_her_names(fresh: Pages) -> None:
    to_passphrase(fresh, names="Min Han")
    for _ in range(20):
        step(fresh, "passphrase", other="yes")
        assert not re.search("min|han", _beginning(fresh).offered.replace(" ", ""))


def test_words_offered_before_a_name_was_added_are_offered_again(fresh: Pages) -> None:
    to_passphrase(fresh)
    fresh.get("/setup/passphrase")
    before = _beginning(fresh).offered
    fresh.get("/setup/passphrase")
    assert _beginning(fresh).offered == before
    step(fresh, "names", names=f"Naomi {before.split()[0]}")
    fresh.get("/setup/passphrase")
    assert _beginning(fresh).offered != before
