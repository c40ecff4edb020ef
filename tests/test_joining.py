"""The names and pictures of her cases join the search: they support, and are never loud alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from brought import LENA, open_lena, picture
from keeping import NOW, practice_vault
from matching import AVATAR, NAOMI, her_photo, person, portrait, print_of, profile, verdict
from PIL import ImageOps

from impersonation_watch import capsule, intake, words
from impersonation_watch.model import (
    Description,
    Hit,
    Mark,
    OwnAccount,
    Person,
    Photo,
    QueryKind,
    Signal,
)
from impersonation_watch.takedown.sentences import COPIED
from impersonation_watch.vault import Vault
from matchers import WEIGHTS, asking, photos

ALIAS = "Lena Quillfeather"  # rare: its bearers fit on one page
SEEN = Photo(id="shown", label="shown.jpg", fingerprint=print_of(portrait(NAOMI, 2)), case_id="c1")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with practice_vault(tmp_path / "notes") as opened:
        yield opened


def told(vault: Vault) -> Person:
    """Naomi, as the watch side knows her."""
    (naomi,) = capsule.read(vault.folder, vault.capsule_key).people
    return naomi


def hit_of(someone: Person, name: str | None, handle: str = "qx7", **changes: object) -> Hit:
    found = verdict(someone, replace(profile(name, handle), **changes))  # type: ignore[arg-type]
    assert found is not None
    return found


def test_the_full_name_shown_there_is_looked_for(vault: Vault) -> None:
    open_lena(vault)
    assert told(vault).aliases == ("Lena Brandt",)


@pytest.mark.parametrize("name", ["Lena", "naomi  whitaker", ""])
def test_a_first_name_alone_or_her_own_name_is_not(vault: Vault, name: str) -> None:
    open_lena(vault, description=replace(LENA, name=name))
    assert told(vault).aliases == ()


def test_the_user_name_is_looked_for_also_from_the_address(vault: Vault) -> None:
    open_lena(vault, description=Description(app="instagram", handle="@naomi.real"), files=())
    address = "https://www.instagram.com/naomi.two/"
    open_lena(vault, description=Description(app="instagram", url=address), files=())
    assert set(told(vault).alias_handles) == {"naomi.real", "naomi.two"}


def test_a_user_name_of_hers_is_not(vault: Vault) -> None:
    own = OwnAccount(platform="bluesky", handle="Naomi.Real")
    vault.store.save_person(replace(vault.store.person("p1"), own_accounts=(own,)))
    open_lena(vault, description=Description(app="x", handle="@naomi.real"), files=())
    assert told(vault).alias_handles == ()


def test_pictures_shown_there_are_looked_for_and_screenshots_never(vault: Vault) -> None:
    case = open_lena(vault)
    assert [(each.label, each.case_id) for each in told(vault).photos] == [("shown.jpg", case.id)]


def test_a_picture_added_later_is_looked_for(vault: Vault) -> None:
    case = open_lena(vault, files=())
    intake.add_file(vault, case.id, "photo", "b.jpg", picture(3), supplied_by="self", now=NOW)
    assert [each.label for each in told(vault).photos] == ["b.jpg"]


def test_the_pages_find_the_copy_of_a_picture_from_a_case(vault: Vault) -> None:
    case = open_lena(vault)
    (photo,) = vault.store.case_photos(case.id)
    assert vault.store.photo_display(photo.id)[8:12] == b"WEBP"
    assert vault.store.photo_original(photo.id) == picture(2)


def test_a_picture_that_went_with_its_case_is_known_to_be_gone(vault: Vault) -> None:
    case = open_lena(vault)
    (photo,) = vault.store.case_photos(case.id)
    assert vault.store.has_photo(photo.id)
    vault.store.erase_case(case.id, NOW)
    assert not vault.store.has_photo(photo.id)


def test_a_closed_case_is_not_looked_for_until_it_is_opened_again(vault: Vault) -> None:
    case = open_lena(vault)
    intake.close_case(vault, case.id, now=NOW)
    assert (told(vault).aliases, told(vault).photos) == ((), ())
    intake.reopen_case(vault, case.id, now=NOW)
    assert (told(vault).aliases, len(told(vault).photos)) == (("Lena Brandt",), 1)


def test_the_person_in_the_vault_stays_as_she_was_enrolled(vault: Vault) -> None:
    before = vault.store.person("p1")
    open_lena(vault)
    assert vault.store.person("p1") == before


def test_her_own_names_are_asked_first_and_a_third_is_for_the_others() -> None:
    someone = person("Naomi Whitaker", nicknames=("Nomi",), aliases=(ALIAS, "Ada B", "Ada C"))
    asked = [each.text for each in asking.queries(someone, 6)]
    assert asked[0] == "Naomi Whitaker"
    assert asked[-2:] == [ALIAS, "Ada B"]
    assert len(asked) == 6


def test_room_that_is_left_is_for_the_names_of_cases() -> None:
    someone = person("Naomi", aliases=(ALIAS, "Ada B", "Ada C"))
    asked = [each.text for each in asking.queries(someone, 6)]
    assert asked == ["Naomi", ALIAS, "Ada B", "Ada C"]


def test_user_names_of_cases_are_asked_after_hers() -> None:
    someone = person(handles=("naomiw",), alias_handles=("lena.fun",))
    asked = asking.variants(someone, 12)
    assert (asked[0].text, asked[-1].text, asked[-1].kind) == (
        "naomiw", "lena.fun", QueryKind.HANDLE,
    )  # fmt: skip


def test_nothing_changes_for_who_has_no_case() -> None:
    assert asking.queries(person(), 6) == asking.queries(person(aliases=()), 6)
    assert len(asking.queries(person(), 2)) == 2


@pytest.mark.parametrize(
    "name", [ALIAS, "Quillfeather Lena", "Lеna Quillfeather", "L3na Quillfeather"]
)
def test_the_name_of_a_case_is_met_in_every_shape(name: str) -> None:
    hit = hit_of(person(aliases=(ALIAS,)), name)
    assert [each.reason for each in hit.signals] == ["name_alias"]


@pytest.mark.parametrize("name", ["Lena", "Mia Quillfeather", "L. Quillfeather"])
def test_a_part_of_it_means_nothing(name: str) -> None:
    assert verdict(person(aliases=(ALIAS,)), profile(name)) is None


def test_a_common_name_of_a_case_brings_no_strangers() -> None:
    assert verdict(person(aliases=("Emma Smith",)), profile("Emma Smith")) is None


@pytest.mark.parametrize("name", ["Anna Maria Müller", "Li Wei", "نورا حداد"])
@pytest.mark.parametrize("handle", ["qx7", "anna.mueller", "liwei88"])
def test_a_name_of_a_case_that_is_common_elsewhere_shows_no_strangers(
    name: str, handle: str
) -> None:
    hit = verdict(person(aliases=(name,)), profile(name, handle))
    assert hit is None or hit.mark is Mark.FOLDED


def test_a_user_name_of_a_case_is_shown_by_itself() -> None:
    someone = person(aliases=("Li Wei",), alias_handles=("zqx.lagoon.9713",))
    assert hit_of(someone, None, "zqx.lagoon.9713").mark is Mark.REVIEW


def test_names_of_cases_alone_are_never_loud() -> None:
    someone = person(aliases=(ALIAS,), alias_handles=("zqx.lagoon.9713",))
    hit = hit_of(someone, ALIAS, "zqx.lagoon.9713")
    assert {each.reason for each in hit.signals} == {"name_alias", "handle_alias"}
    assert hit.mark is Mark.REVIEW


def test_with_her_photo_they_are() -> None:
    someone = person(aliases=(ALIAS,), photos=(her_photo(0),))
    hit = verdict(someone, profile(ALIAS, avatar_url=AVATAR), portrait())
    assert hit is not None
    assert hit.mark is Mark.NOTIFY


def test_her_own_name_counts_as_her_own() -> None:
    hit = hit_of(person("Naomi Quillfeather", aliases=(ALIAS,)), "Naomi Quillfeather")
    assert [each.reason for each in hit.signals] == ["name_exact"]


def test_a_picture_of_a_case_is_met_and_said_to_be_from_the_record() -> None:
    hit = verdict(person(photos=(SEEN,)), profile("Ada", avatar_url=AVATAR), portrait(NAOMI, 2))
    assert hit is not None
    assert hit.mark is Mark.REVIEW
    assert "a picture from your record (“shown.jpg”)" in words.why(hit)
    assert words.strength(hit) != "your photo"


def test_a_mirrored_picture_of_a_case_is_met() -> None:
    mirrored = ImageOps.mirror(portrait(NAOMI, 2))
    hit = verdict(person(photos=(SEEN,)), profile(avatar_url=AVATAR), mirrored)
    assert hit is not None
    assert [each.reason for each in hit.signals] == ["photo_mirror"]


def test_her_own_photo_is_named_before_one_from_a_case() -> None:
    own = her_photo(2)
    someone = person(photos=(replace(own, id="shown", case_id="c1", label="a"), own))
    (found,) = photos.signals(
        photos.prepare([someone]), [profile(avatar_url=AVATAR)], {AVATAR: own.fingerprint}
    )
    assert [(each.ours, each.photo and each.photo.from_case) for each in found] == [
        (own.label, False)
    ]


@pytest.mark.parametrize("reason", ["name_alias", "handle_alias"])
def test_each_reason_has_its_sentences(reason: str) -> None:
    signal = Signal(
        person_id="p1", matcher="names", reason=reason, bits=1.0, ours=ALIAS, theirs=ALIAS
    )
    assert "your record" in words.reason(signal)
    assert reason in WEIGHTS
    assert "another profile" in COPIED[reason]
