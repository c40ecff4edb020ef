"""What somebody brings is kept as it came, by whom it came, whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from brought import CALM, LENA, files, open_lena, picture
from keeping import NOW, practice_vault
from matching import file_of, portrait
from PIL import Image

from impersonation_watch import intake
from impersonation_watch.cases import presence_of
from impersonation_watch.intake import Brought
from impersonation_watch.model import Description, How, Presence, Snapshot, StoreError, WatchError
from impersonation_watch.vault import Vault

HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(64)
MAIL = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: hello\r\n\r\n<html><body>hi</body>"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with practice_vault(tmp_path / "notes") as opened:
        yield opened


def of_kind(vault: Vault, case_id: str, kind: str) -> Snapshot:
    return next(each for each in vault.store.snapshots(case_id) if each.kind == kind)


def test_the_file_is_kept_byte_for_byte_as_supplied_by_who_brought_it(vault: Vault) -> None:
    case = open_lena(vault)
    kept = of_kind(vault, case.id, "screenshot")
    assert vault.store.blob(kept.sha256) == picture(1, "PNG")
    assert (kept.how, kept.supplied_by, kept.label) == (How.SUPPLIED, "Mia Brook", "screen.png")


def test_a_picture_gets_a_copy_for_the_pages_that_names_its_original(vault: Vault) -> None:
    case = open_lena(vault)
    shot, *_ = vault.store.snapshots(case.id)
    copies = [each for each in vault.store.snapshots(case.id) if each.made_from == shot.sha256]
    assert [(each.kind, each.how, each.media) for each in copies] == [
        ("display", How.DERIVED, "image/webp")
    ]


def test_the_small_print_of_a_screenshot_stays_large_enough_to_read(vault: Vault) -> None:
    tall = file_of(Image.effect_noise((900, 1950), 90).convert("RGB"), "PNG")
    case = open_lena(vault, files=[Brought(kind="screenshot", name="s.png", content=tall)])
    with Image.open(_stream(vault.store.blob(of_kind(vault, case.id, "display").sha256))) as shown:
        assert max(shown.size) == 1600


def test_a_case_needs_no_address(vault: Vault) -> None:
    case = open_lena(vault)
    assert vault.store.case(case.id).description == LENA


def test_a_case_without_an_address_is_never_called_not_visible(vault: Vault) -> None:
    case = open_lena(vault)
    assert vault.store.case_presence(case.id) is None


def test_a_case_is_not_visible_only_when_all_its_hits_are() -> None:
    assert presence_of([Presence.NOT_VISIBLE, Presence.UNKNOWN]) is Presence.UNKNOWN
    assert presence_of([Presence.NOT_VISIBLE] * 2) is Presence.NOT_VISIBLE


def test_without_anything_to_go_by_no_case_is_opened(vault: Vault) -> None:
    with pytest.raises(WatchError, match="nothing to open a case with"):
        intake.open_case(vault, "p1", Description(app=""), safety=CALM, now=NOW)
    assert vault.store.cases() == ()


def test_one_file_that_cannot_be_kept_leaves_no_half_case(vault: Vault) -> None:
    bad = Brought(kind="messages", name="run.exe", content=b"MZ\x90\x00")
    with pytest.raises(WatchError, match=r"run\.exe"):
        open_lena(vault, files=[*files(), bad])
    assert (vault.store.cases(), list(vault.store.blobs.folder.iterdir())) == ((), [])


@pytest.mark.parametrize(
    "kind, name, content, said",
    [
        ("screenshot", "IMG_1.heic", HEIC, "HEIC"),
        ("photo", "letter.pdf", b"%PDF-1.7", "not a picture"),
        ("screenshot", "cut.jpg", picture()[:200], "damaged"),
        ("messages", "page.html", b"<!doctype html><p>hi", "saved web page"),
        ("document", "drawing.svg", b'<?xml version="1.0"?><svg/>', "saved web page or a drawing"),
        ("messages", "letter.txt", b"Hello <script>x</script>", "saved web page"),
        ("document", "all.zip", b"PK\x03\x04", "packed file"),
        ("police", "run.sh", b"#!/bin/sh\nrm", "program"),
        ("document", "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "old office document"),
        ("messages", "voice.opus", b"OggS\x00\x02", "we do not know what it is"),
        ("document", "empty.txt", b" \n", "empty"),
        ("document", "big.txt", b"x" * (intake.LARGEST_FILE + 1), "larger than 25 MB"),
    ],
)
def test_what_is_not_kept_is_said_with_what_to_do_instead(
    vault: Vault, kind: str, name: str, content: bytes, said: str
) -> None:
    case = open_lena(vault, files=())
    with pytest.raises(WatchError, match=said) as refused:
        intake.add_file(vault, case.id, kind, name, content, supplied_by="self", now=NOW)
    assert refused.value.advice
    assert vault.store.snapshots(case.id) == ()


@pytest.mark.parametrize(
    "kind, name, content, media",
    [
        ("police", "report.pdf", b"%PDF-1.7 anything", "application/pdf"),
        ("messages", "mail.eml", MAIL, "message/rfc822"),
        ("messages", "chat.txt", "نورا: hello".encode(), "text/plain"),
        ("messages", "old.txt", "grüße".encode("latin-1"), "text/plain"),
        ("messages", "windows.txt", "hello".encode("utf-16"), "text/plain"),
        ("messages", "chat.webp", file_of(portrait(), "WEBP"), "image/webp"),
    ],
)
def test_papers_are_kept_without_being_opened(
    vault: Vault, kind: str, name: str, content: bytes, media: str
) -> None:
    case = open_lena(vault, files=())
    kept = intake.add_file(vault, case.id, kind, name, content, supplied_by="self", now=NOW)
    assert (kept.media, vault.store.blob(kept.sha256)) == (media, content)


def test_the_same_file_twice_is_kept_once(vault: Vault) -> None:
    case = open_lena(vault)
    before = vault.store.snapshots(case.id)
    intake.add_files(vault, case.id, files(), supplied_by="self", now=NOW)
    assert vault.store.snapshots(case.id) == before


def test_a_name_with_folders_or_hidden_letters_becomes_a_plain_label(vault: Vault) -> None:
    case = open_lena(vault, files=())
    name = "C:\\Users\\mia\\chat\u202etxt.exe"
    kept = intake.add_file(vault, case.id, "messages", name, b"hi", supplied_by="self", now=NOW)
    assert kept.label == "chattxt.exe"


def test_a_part_is_cut_out_as_a_file_of_its_own(vault: Vault) -> None:
    case = open_lena(vault)
    shot = of_kind(vault, case.id, "screenshot")
    part = intake.add_crop(vault, case.id, shot.sha256, (0.0, 0.0, 0.5, 0.25), now=NOW)
    assert (part.kind, part.how, part.made_from) == ("crop", How.DERIVED, shot.sha256)
    whole = Image.open(_stream(vault.store.blob(shot.sha256)))
    with Image.open(_stream(vault.store.blob(part.sha256))) as cut:
        assert cut.size == (round(whole.width * 0.5), round(whole.height * 0.25))


def test_cutting_changes_nothing_of_the_original(vault: Vault) -> None:
    case = open_lena(vault)
    shot = of_kind(vault, case.id, "screenshot")
    intake.add_crop(vault, case.id, shot.sha256, (0.1, 0.1, 0.9, 0.9), now=NOW)
    assert vault.store.blob(shot.sha256) == picture(1, "PNG")
    assert vault.verify() == ()


def test_a_part_outside_the_picture_is_refused(vault: Vault) -> None:
    case = open_lena(vault)
    shot = of_kind(vault, case.id, "screenshot")
    with pytest.raises(WatchError, match="does not lie in the picture"):
        intake.add_crop(vault, case.id, shot.sha256, (0.5, 0.0, 0.2, 1.0), now=NOW)


def test_a_translation_names_the_file_it_is_of(vault: Vault) -> None:
    case = open_lena(vault)
    chat = of_kind(vault, case.id, "messages")
    told = intake.add_translation(vault, case.id, chat.sha256, "Bist du Naomi?", now=NOW)
    assert (told.kind, told.how, told.made_from) == ("translation", How.DERIVED, chat.sha256)


def test_pasted_messages_are_kept_as_they_were_pasted(vault: Vault) -> None:
    case = open_lena(vault, files=())
    kept = intake.add_text(vault, case.id, "messages", " Hi\n", supplied_by="self", now=NOW)
    assert vault.store.blob(kept.sha256) == b" Hi\n"


def test_a_file_taken_out_takes_what_was_made_of_it_along(vault: Vault) -> None:
    case = open_lena(vault)
    shot = of_kind(vault, case.id, "screenshot")
    intake.take_out(vault, case.id, shot.sha256, now=NOW)
    kinds = {each.kind for each in vault.store.snapshots(case.id)}
    assert kinds == {"photo", "display", "messages"}
    with pytest.raises(StoreError, match="missing"):
        vault.store.blob(shot.sha256)


def test_a_case_holds_only_so_many_files(vault: Vault) -> None:
    case = open_lena(vault, files=())
    many = [
        Brought(kind="messages", name=f"{each}.txt", content=f"message {each}".encode())
        for each in range(intake.MOST_FILES + 1)
    ]
    with pytest.raises(WatchError, match="a case holds"):
        intake.add_files(vault, case.id, many, supplied_by="self", now=NOW)
    assert vault.store.snapshots(case.id) == ()


def test_everything_kept_with_a_case_can_be_verified(vault: Vault) -> None:
    open_lena(vault)
    assert vault.verify() == ()


def test_a_case_file_that_was_changed_is_named(vault: Vault) -> None:
    case = open_lena(vault)
    path = vault.store.blobs.path(of_kind(vault, case.id, "messages").sha256)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert any("messages" in problem for problem in vault.verify())


def _stream(content: bytes) -> io.BytesIO:
    return io.BytesIO(content)
