"""`export`: everything out, readable and checkable without the program."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from keeping import NOW, hit, practice_vault, snapshot, take

from impersonation_watch import keeping, plain
from impersonation_watch.evidence import chain_hash, verify_bundle
from impersonation_watch.keeping.contents import harmless
from impersonation_watch.model import Decision, Fingerprint, Hit, Photo, StoreError, Takedown
from impersonation_watch.vault import Vault

PAGE = b"<script>alert(1)</script><h1>Naomi Whitaker</h1>"
PHOTO = b"\xff\xd8\xff\xe0 her photo"


def formula() -> Hit:
    """A profile whose name a table program would run."""
    like = hit()
    return replace(like, candidate=replace(like.candidate, display_name='=HYPERLINK("x")'))


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with practice_vault(tmp_path / "notes") as opened:
        print_ = Fingerprint(version=1, sha256="0" * 64, width=4, height=3, detail=1, views=())
        photo = Photo(id="f1", label="river.jpg", fingerprint=print_)
        opened.store.save_photo_original("p1", photo, PHOTO, b"display")
        (hit_id,) = take(opened, formula(), content=PAGE).new_hits
        opened.store.decide(hit_id, Decision.IMPOSTOR, NOW)
        opened.store.save_takedown(
            Takedown(
                id="t1", hit_key=hit().key, form="bluesky", made_at=NOW, text="A report.",
                evidence=(),
            )
        )  # fmt: skip
        yield opened


def exported(vault: Vault, folder: Path) -> dict[str, bytes]:
    (path,) = keeping.write_export(vault, folder, now=NOW).paths
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_everything_is_there_to_read(vault: Vault, tmp_path: Path) -> None:
    files = exported(vault, tmp_path / "out")
    (row,) = json.loads(files["hits.json"])
    assert (row["decision"], row["url"]) == ("impostor", hit().candidate.profile_url)
    assert row["why"].startswith("It is called")
    assert "Naomi Whitaker" in files["people.json"].decode()
    assert "sources" in json.loads(files["settings.json"])
    assert files["photos/person-1-1.jpg"] == PHOTO
    assert files[f"hit-{row['id']}/report-1.txt"] == b"A report."


def test_a_page_is_there_byte_for_byte_and_does_not_open_by_itself(
    vault: Vault, tmp_path: Path
) -> None:
    files = exported(vault, tmp_path / "out")
    assert [name for name, content in files.items() if content == PAGE] == [
        f"hit-{vault.store.hits()[0].id}/01-page.bin"
    ]
    assert not [name for name in files if name.endswith((".html", ".htm", ".svg"))]


def test_the_readme_says_that_nothing_is_encrypted(vault: Vault, tmp_path: Path) -> None:
    assert "NOT ENCRYPTED" in exported(vault, tmp_path / "out")["README.txt"].decode()


def test_no_cell_of_the_table_is_a_formula(vault: Vault, tmp_path: Path) -> None:
    text = exported(vault, tmp_path / "out")["hits.csv"].decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["display_name"] == '\'=HYPERLINK("x")'


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1", "＝1"])
def test_what_begins_like_a_formula_becomes_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_the_log_can_be_checked_by_its_own_description(vault: Vault, tmp_path: Path) -> None:
    before = ""
    for text in exported(vault, tmp_path / "out")["log.jsonl"].splitlines():
        line = json.loads(text)
        stamp = line["at"].replace("+00:00", "") + ".000000+00:00"
        before = chain_hash(
            before, json.dumps([line["number"], stamp, line["event"], line["about"]])
        )
        assert line["hash"] == before


def test_every_zip_passes_verify(vault: Vault, tmp_path: Path) -> None:
    done = keeping.write_export(vault, tmp_path / "out", now=NOW)
    assert [verify_bundle(path) for path in done.paths] == [()]


def test_more_than_one_zip_holds_becomes_several(vault: Vault, tmp_path: Path) -> None:
    take(vault, *(hit(f"naomi-{number}") for number in range(600)))
    done = keeping.write_export(vault, tmp_path / "out", now=NOW)
    assert len(done.paths) == 2
    assert [verify_bundle(path) for path in done.paths] == [(), ()]


def test_a_file_that_was_lost_does_not_keep_the_rest_in(vault: Vault, tmp_path: Path) -> None:
    vault.store.blobs.path(snapshot(PAGE).sha256).unlink()
    files = exported(vault, tmp_path / "out")
    assert [name for name in files if name.endswith("page.bin.missing.txt")]


def test_a_folder_that_is_there_or_inside_the_vault_is_refused(
    vault: Vault, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "other").touch()
    for folder in (tmp_path / "out", vault.folder / "blobs" / "out"):
        with pytest.raises(StoreError):
            keeping.write_export(vault, folder, now=NOW)
    assert not list(tmp_path.rglob("*.part"))


def test_the_log_says_that_all_was_exported(vault: Vault, tmp_path: Path) -> None:
    keeping.write_export(vault, tmp_path / "out", now=NOW)
    assert vault.store.activity(1)[0].event == "everything_exported"
    assert plain.plain(vault.verify()) == []
