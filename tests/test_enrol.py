"""People are enrolled whole or not at all, with photos, accounts and consent in order."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from impersonation_watch import capsule
from impersonation_watch.config import ConsentConfig, PersonConfig
from impersonation_watch.enrol import Enrolled, enrol
from impersonation_watch.model import ConfigError, OwnKind, Settings
from impersonation_watch.vault import Vault

SELF = ConsentConfig(giver="self", recorded_by="self")
NAOMI = PersonConfig(
    names=("Naomi Whitaker",),
    handles=("@naomiwhitaker",),
    own_accounts=("https://bsky.app/profile/naomi.example",),
    consent=SELF,
)


@pytest.fixture
def vault(tmp_path: Path, now: datetime) -> Iterator[Vault]:
    made, _ = Vault.create(tmp_path / "vault", "practice", now=now, practice=True)
    yield made
    made.close()


def draw(path: Path, seed: int, *, quality: int = 92) -> Path:
    """A picture with as much texture as a photo; the same seed gives the same scene."""
    chance = random.Random(seed)
    image = Image.new("RGB", (400, 320), "white")
    pen = ImageDraw.Draw(image)
    for step in range(400):
        x, y = chance.randrange(400), chance.randrange(320)
        size = chance.randrange(4, 70)
        shade = tuple(chance.randrange(256) for _ in range(3))
        if step % 2:
            pen.ellipse((x, y, x + size, y + size), fill=shade)
        else:
            angle = chance.random() * math.tau
            end = (x + size * math.cos(angle), y + size * math.sin(angle))
            pen.line((x, y, *end), fill=shade, width=3)
    image.save(path, quality=quality)
    return path


def enrol_one(vault: Vault, now: datetime, person: PersonConfig) -> Enrolled:
    return enrol(vault, [person], Settings(), now=now, on_progress=lambda line: None)


def refusal(vault: Vault, now: datetime, *people: PersonConfig) -> str:
    """What is said; nothing may have been saved."""
    before = (vault.store.people(), vault.store.settings(), vault.store.counts())
    chosen = Settings(every_hours=48)
    with pytest.raises(ConfigError) as caught:
        enrol(vault, people, chosen, now=now, on_progress=lambda line: None)
    assert (vault.store.people(), vault.store.settings(), vault.store.counts()) == before
    assert caught.value.advice
    return str(caught.value)


def test_a_person_is_saved_with_her_photos(vault: Vault, tmp_path: Path, now: datetime) -> None:
    photo = draw(tmp_path / "garden.jpg", 1)
    done = enrol_one(vault, now, replace(NAOMI, photos=(photo,)))
    (person,) = vault.store.people()
    assert (done.people, done.photos, done.questions) == (1, 1, ())
    assert [each.label for each in person.photos] == ["garden.jpg"]


def test_a_copy_for_the_page_is_kept(vault: Vault, tmp_path: Path, now: datetime) -> None:
    enrol_one(vault, now, replace(NAOMI, photos=(draw(tmp_path / "garden.jpg", 1),)))
    photo = vault.store.people()[0].photos[0]
    assert vault.store.photo_display(photo.id)[8:12] == b"WEBP"


def test_the_watch_side_learns_of_her_at_once(vault: Vault, now: datetime) -> None:
    enrol_one(vault, now, NAOMI)
    letter = capsule.read(vault.folder, vault.capsule_key)
    assert letter.people == vault.store.people()


def test_progress_names_each_photo(vault: Vault, tmp_path: Path, now: datetime) -> None:
    lines: list[str] = []
    person = replace(NAOMI, photos=(draw(tmp_path / "garden.jpg", 1),))
    enrol(vault, [person], Settings(), now=now, on_progress=lines.append)
    assert lines == ["Opening garden.jpg"]


def test_addresses_become_own_accounts(vault: Vault, now: datetime) -> None:
    enrol_one(vault, now, replace(NAOMI, lost_accounts=("https://x.com/naomi",)))
    (person,) = vault.store.people()
    assert [(each.platform, each.handle, each.kind) for each in person.own_accounts] == [
        ("bluesky", "naomi.example", OwnKind.MINE),
        ("x", "naomi", OwnKind.LOST),
    ]


def test_a_handle_is_kept_without_its_at_sign(vault: Vault, now: datetime) -> None:
    enrol_one(vault, now, NAOMI)
    assert vault.store.people()[0].handles == ("naomiwhitaker",)


def test_settings_are_saved_with_the_people(vault: Vault, now: datetime) -> None:
    enrol(vault, [NAOMI], Settings(every_hours=48), now=now, on_progress=lambda line: None)
    assert vault.store.settings().every_hours == 48


def test_what_was_done_is_in_the_record(vault: Vault, now: datetime) -> None:
    enrol_one(vault, now, NAOMI)
    assert "person_enrolled" in {line.event for line in vault.store.activity(10)}


# --- consent ---------------------------------------------------------------------------------


def test_consent_ends_after_a_year(vault: Vault, now: datetime) -> None:
    enrol_one(vault, now, NAOMI)
    consent = vault.store.people()[0].consent
    assert consent.holds(now + timedelta(days=364))
    assert not consent.holds(now + timedelta(days=366))


@pytest.mark.parametrize(
    "given_at, until, said",
    [
        (None, date(2026, 11, 22), "ended on 22 November 2026"),
        (date(2027, 1, 1), None, "begins in the future"),
        (None, date(2099, 1, 1), "two years at most"),
        (date(2025, 1, 1), None, "ended on 1 January 2026"),
    ],
)
def test_consent_that_does_not_hold_is_refused(
    vault: Vault, now: datetime, given_at: date | None, until: date | None, said: str
) -> None:
    consent = ConsentConfig(giver="A. B.", recorded_by="C. D.", given_at=given_at, until=until)
    assert said in refusal(vault, now, replace(NAOMI, consent=consent))


def test_only_one_person_can_be_oneself(vault: Vault, now: datetime) -> None:
    enrol_one(vault, now, NAOMI)
    other = replace(NAOMI, names=("Tomasz Lindqvist",))
    assert "only one person can be yourself" in refusal(vault, now, other)


def test_a_sixth_person_needs_another_vault(vault: Vault, now: datetime) -> None:
    agreed = ConsentConfig(giver="A. B.", recorded_by="C. D.")
    people = [
        replace(NAOMI, names=(f"Naomi {surname}",), consent=agreed)
        for surname in ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir")
    ]
    assert "make a vault for each" in refusal(vault, now, *people)


# --- photos that cannot be used --------------------------------------------------------------


def test_every_photo_that_cannot_be_used_is_named(
    vault: Vault, tmp_path: Path, now: datetime
) -> None:
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(draw(tmp_path / "whole.jpg", 2).read_bytes()[:2000])
    page = tmp_path / "page.png"
    page.write_bytes(b"<!doctype html><title>Not found</title>")
    good = draw(tmp_path / "garden.jpg", 1)
    said = refusal(vault, now, replace(NAOMI, photos=(good, cut, page)))
    assert '"cut.jpg" cannot be used' in said
    assert '"page.png" cannot be used' in said


def test_a_plain_picture_is_refused(vault: Vault, tmp_path: Path, now: datetime) -> None:
    plain = tmp_path / "plain.png"
    Image.new("RGB", (300, 300), "teal").save(plain)
    assert '"plain.png" shows too little' in refusal(vault, now, replace(NAOMI, photos=(plain,)))


def test_the_same_photo_saved_twice_is_refused(vault: Vault, tmp_path: Path, now: datetime) -> None:
    photos = (draw(tmp_path / "one.jpg", 1), draw(tmp_path / "two.jpg", 1, quality=70))
    said = refusal(vault, now, replace(NAOMI, photos=photos))
    assert said == 'photo "two.jpg" and "one.jpg" are the same picture'


def test_two_people_cannot_have_the_same_photo(vault: Vault, tmp_path: Path, now: datetime) -> None:
    photo = draw(tmp_path / "garden.jpg", 1)
    enrol_one(vault, now, replace(NAOMI, photos=(photo,)))
    agreed = ConsentConfig(giver="A. B.", recorded_by="C. D.")
    other = PersonConfig(names=("Tomasz Lindqvist",), photos=(photo,), consent=agreed)
    assert "given for Naomi Whitaker" in refusal(vault, now, other)


def test_a_photo_that_is_gone_is_named(vault: Vault, tmp_path: Path, now: datetime) -> None:
    gone = replace(NAOMI, photos=(tmp_path / "gone.jpg",))
    assert '"gone.jpg" is not there' in refusal(vault, now, gone)


# --- enrolling again -------------------------------------------------------------------------


def test_enrolling_the_same_file_again_changes_nothing(
    vault: Vault, tmp_path: Path, now: datetime
) -> None:
    person = replace(NAOMI, photos=(draw(tmp_path / "garden.jpg", 1),))
    enrol_one(vault, now, person)
    before = vault.store.people()
    assert enrol_one(vault, now, person).photos == 0
    assert vault.store.people() == before


def test_a_known_person_keeps_her_id_and_her_photos(
    vault: Vault, tmp_path: Path, now: datetime
) -> None:
    enrol_one(vault, now, replace(NAOMI, photos=(draw(tmp_path / "garden.jpg", 1),)))
    before = vault.store.people()[0]
    more = replace(NAOMI, nicknames=("Nomi",), photos=(draw(tmp_path / "beach.jpg", 2),))
    enrol_one(vault, now, more)
    (after,) = vault.store.people()
    assert (after.id, after.nicknames) == (before.id, ("Nomi",))
    assert [each.label for each in after.photos] == ["garden.jpg", "beach.jpg"]


def test_an_id_learnt_since_is_not_forgotten(vault: Vault, now: datetime) -> None:
    enrol_one(vault, now, NAOMI)
    person = vault.store.people()[0]
    learnt = replace(person.own_accounts[0], platform_id="did:plc:invented")
    vault.store.save_person(replace(person, own_accounts=(learnt,)))
    enrol_one(vault, now, NAOMI)
    assert vault.store.people()[0].own_accounts == (learnt,)


def test_a_person_without_photo_or_account_brings_questions(vault: Vault, now: datetime) -> None:
    done = enrol_one(vault, now, PersonConfig(names=("Naomi",), consent=SELF))
    assert len(done.questions) == 3


def test_a_name_without_latin_spelling_brings_one_to_mind(vault: Vault, now: datetime) -> None:
    nora = PersonConfig(names=("نورا حداد",), consent=SELF)
    assert any("Nora Haddad" in each for each in enrol_one(vault, now, nora).questions)
