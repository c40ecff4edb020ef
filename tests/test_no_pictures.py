"""Where somebody under 18 or undressed is shown, or may be, no picture is kept nor looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from brought import CALM, answers, files, open_lena, picture
from keeping import NOW, found, hit, post, practice_vault, snapshot

from impersonation_watch import capsule, inbox, intake
from impersonation_watch.desk import Desk, Post
from impersonation_watch.intake import Brought
from impersonation_watch.model import (
    Description,
    How,
    Shown,
    StoreError,
    WatchError,
    WatchState,
)
from impersonation_watch.pictures import Darkroom
from impersonation_watch.vault import Vault
from impersonation_watch.verdicts import Verdicts

PICTURE, COPY, PAGE = b"a profile picture", b"our copy of it", b"<h1>Naomi Whitaker</h1>"
every_reason = pytest.mark.parametrize("shown", [each for each in Shown if each.value[0] == "u"])


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with practice_vault(tmp_path / "notes") as opened:
        yield opened


def blobs(vault: Vault) -> int:
    return len(list(vault.store.blobs.folder.iterdir()))


def take_with_picture(vault: Vault, handle: str = "naomi.w") -> str:
    """A hit that comes through the inbox with a page, a picture and our copy of it."""
    like = hit(handle)
    page = snapshot(PAGE, like.candidate.profile_url)
    avatar = replace(snapshot(PICTURE), kind="avatar", media="image/png")
    copy = replace(
        snapshot(COPY), kind="display", how=How.DERIVED, made_from=avatar.sha256, media="image/webp"
    )
    finding = replace(found(like, PAGE), snapshots=(page, avatar, copy))
    post(vault, [finding], [PAGE, PICTURE, COPY])
    vault.take_in(NOW)
    return next(each.id for each in vault.store.hits() if each.hit.candidate.handle == handle)


@every_reason
def test_a_picture_is_refused_calmly_with_somewhere_to_go(vault: Vault, shown: Shown) -> None:
    case = open_lena(vault, safety=answers(shown), files=())
    with pytest.raises(WatchError, match="no picture is kept here") as refused:
        intake.add_file(
            vault, case.id, "screenshot", "s.jpg", picture(), supplied_by="self", now=NOW
        )
    assert "Take It Down" in refused.value.advice
    assert "StopNCII" in refused.value.advice
    assert blobs(vault) == 0


def test_a_case_with_pictures_is_not_opened_then(vault: Vault) -> None:
    with pytest.raises(WatchError, match="no picture is kept here"):
        open_lena(vault, safety=answers(Shown.UNDER_18))
    assert (vault.store.cases(), blobs(vault)) == ((), 0)


@pytest.mark.parametrize("kind", ["screenshot", "photo", "messages", "police", "document"])
def test_a_picture_is_refused_whatever_it_is_called(vault: Vault, kind: str) -> None:
    case = open_lena(vault, safety=answers(Shown.UNDRESSED), files=())
    with pytest.raises(WatchError, match="no picture is kept here"):
        intake.add_file(vault, case.id, kind, "chat.txt", picture(), supplied_by="self", now=NOW)


def test_words_and_papers_are_kept_all_the_same(vault: Vault) -> None:
    chat = Brought(kind="messages", name="chat.txt", content=b"Send it or I show everybody")
    case = open_lena(vault, safety=answers(Shown.UNDRESSED), files=[chat])
    assert [each.label for each in vault.store.snapshots(case.id)] == ["chat.txt"]


@every_reason
def test_an_answer_given_later_erases_the_pictures_for_good(vault: Vault, shown: Shown) -> None:
    case = open_lena(vault)
    shot = vault.store.snapshots(case.id)[0]
    part = intake.add_crop(vault, case.id, shot.sha256, (0.0, 0.0, 0.5, 0.5), now=NOW)
    intake.save_safety(vault, case.id, answers(shown), now=NOW)
    assert [each.kind for each in vault.store.snapshots(case.id)] == ["messages"]
    assert (blobs(vault), vault.store.case_photos(case.id)) == (1, ())
    for sha256 in (shot.sha256, part.sha256):
        with pytest.raises(StoreError):
            vault.store.blob(sha256)


def test_the_erased_pictures_leave_the_capsule_too(vault: Vault) -> None:
    case = open_lena(vault)
    intake.save_safety(vault, case.id, answers(Shown.UNSURE), now=NOW)
    (naomi,) = capsule.read(vault.folder, vault.capsule_key).people
    assert (naomi.photos, naomi.aliases) == ((), ("Lena Brandt",))


def test_the_log_keeps_its_lines_about_them_and_verifies(vault: Vault) -> None:
    case = open_lena(vault)
    before = vault.store.log_about(case.id)
    vault.store.save_safety(case.id, answers(Shown.UNDER_18), NOW)
    assert vault.store.log_about(case.id)[: len(before)] == before
    assert vault.verify() == ()


def test_the_answers_of_a_case_change_with_it(vault: Vault) -> None:
    case = open_lena(vault)
    intake.change_case(vault, case.id, safety=answers(Shown.UNDER_18), now=NOW)
    assert vault.store.safety(case.id) == vault.store.case(case.id).safety
    assert [each.kind for each in vault.store.snapshots(case.id)] == ["messages"]


def test_pictures_may_be_kept_again_when_the_answer_was_a_slip(vault: Vault) -> None:
    case = open_lena(vault, safety=answers(Shown.UNSURE), files=())
    vault.store.save_safety(case.id, CALM, NOW)
    intake.add_files(vault, case.id, files(), supplied_by="self", now=NOW)
    assert len(vault.store.case_photos(case.id)) == 1


def test_the_pictures_of_a_hit_are_erased_and_its_page_stays(vault: Vault) -> None:
    hit_id = take_with_picture(vault)
    vault.store.save_safety(hit_id, answers(Shown.UNDER_18), NOW)
    assert [each.kind for each in vault.store.snapshots(hit_id)] == ["page"]
    assert (blobs(vault), vault.verify()) == (1, ())


def test_no_picture_of_that_hit_comes_in_again(vault: Vault) -> None:
    hit_id = take_with_picture(vault)
    vault.store.save_safety(hit_id, answers(Shown.UNDRESSED), NOW)
    assert take_with_picture(vault) == hit_id
    assert {each.kind for each in vault.store.snapshots(hit_id)} == {"page"}
    assert (blobs(vault), vault.verify()) == (1, ())


def test_the_picture_of_another_hit_stays(vault: Vault) -> None:
    first, second = take_with_picture(vault), take_with_picture(vault, "naomi.two")
    vault.store.save_safety(first, answers(Shown.UNDER_18), NOW)
    assert {each.kind for each in vault.store.snapshots(second)} == {"page", "avatar", "display"}
    assert vault.verify() == ()


def test_what_a_case_says_holds_for_the_hits_that_join_it(vault: Vault) -> None:
    hit_id = take_with_picture(vault)
    case = open_lena(vault, safety=answers(Shown.UNDER_18), files=())
    vault.store.join_hit(case.id, hit_id, NOW)
    assert {each.kind for each in vault.store.snapshots(hit_id)} == {"page"}


def test_what_is_said_of_a_hit_holds_for_the_files_of_its_case(vault: Vault) -> None:
    hit_id, case = take_with_picture(vault), open_lena(vault)
    vault.store.join_hit(case.id, hit_id, NOW)
    vault.store.save_safety(hit_id, answers(Shown.UNDER_18), NOW)
    assert [each.kind for each in vault.store.snapshots(case.id)] == ["messages"]


def test_it_still_holds_for_the_hits_of_a_case_that_was_erased(vault: Vault) -> None:
    hit_id = take_with_picture(vault)
    case = open_lena(vault, safety=answers(Shown.UNDER_18), files=())
    vault.store.join_hit(case.id, hit_id, NOW)
    vault.store.erase_case(case.id, NOW)
    assert vault.store.refuses_pictures(hit_id)


ADDRESS = Description(app="bluesky", url="https://www.profiles.example/naomi.w/")


def test_what_is_found_at_the_address_of_the_case_comes_without_its_picture(vault: Vault) -> None:
    open_lena(vault, description=ADDRESS, safety=answers(Shown.UNDER_18), files=())
    hit_id = take_with_picture(vault)
    assert [each.kind for each in vault.store.snapshots(hit_id)] == ["page"]
    assert vault.store.refuses_pictures(hit_id)


def test_the_picture_of_what_was_found_at_that_address_before_goes(vault: Vault) -> None:
    hit_id, other = take_with_picture(vault), take_with_picture(vault, "naomi.two")
    case = open_lena(vault, description=ADDRESS, files=())
    vault.store.save_safety(case.id, answers(Shown.UNDRESSED), NOW)
    assert [each.kind for each in vault.store.snapshots(hit_id)] == ["page"]
    assert len(vault.store.snapshots(other)) == 3


def test_it_goes_too_when_the_address_becomes_known_later(vault: Vault) -> None:
    hit_id = take_with_picture(vault)
    case = open_lena(vault, safety=answers(Shown.UNSURE), files=())
    intake.change_case(vault, case.id, description=ADDRESS, now=NOW)
    assert [each.kind for each in vault.store.snapshots(hit_id)] == ["page"]


def test_nothing_is_erased_when_the_answer_is_taken_back_in_the_same_change(vault: Vault) -> None:
    case = open_lena(vault)

    def answer_and_stumble() -> None:
        with vault.store.change():
            vault.store.save_safety(case.id, answers(Shown.UNDER_18), NOW)
            vault.store.case("not there")

    with pytest.raises(KeyError):
        answer_and_stumble()
    assert len(vault.store.snapshots(case.id)) == 5
    assert vault.verify() == ()


def test_an_erasing_that_was_cut_off_is_finished_at_the_next_look(vault: Vault) -> None:
    case = open_lena(vault)
    left = vault.store.blob(vault.store.snapshots(case.id)[0].sha256)
    vault.store.save_safety(case.id, answers(Shown.UNDER_18), NOW)
    vault.store.blobs.put(left)  # as a kill between rows and files leaves it
    vault.store.set_fact("unswept", "yes")
    vault.take_in(NOW)
    assert blobs(vault) == 1


def asked_for(vault: Vault, handle: str) -> bool:
    """Whether a look would ask for the picture of this profile."""
    known = vault.store.capsule(0, NOW)
    with Darkroom() as darkroom:
        sender = inbox.Sender(vault.folder, vault.capsule_key, known.recipient, 1)
        desk = Desk(
            known,
            WatchState(),
            verdicts=Verdicts(known.people, darkroom),
            post=Post(sender, lambda: NOW),
            key=vault.capsule_key,
        )
        return desk.wants_avatar(hit(handle).candidate)


def test_the_picture_of_a_hit_is_not_even_asked_for_then(vault: Vault) -> None:
    hit_id = take_with_picture(vault)
    assert asked_for(vault, "naomi.w")
    vault.store.save_safety(hit_id, answers(Shown.UNDER_18), NOW)
    assert not asked_for(vault, "naomi.w")
    assert asked_for(vault, "naomi.two")


def test_nor_that_of_a_profile_at_the_address_of_a_case(vault: Vault) -> None:
    open_lena(vault, description=ADDRESS, safety=answers(Shown.UNDER_18), files=())
    assert not asked_for(vault, "naomi.w")
    assert asked_for(vault, "naomi.two")
