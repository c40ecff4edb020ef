"""The commands as a person meets them: what they say, and with which exit code they leave."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from impersonation_watch.__main__ import COMMANDS
from impersonation_watch.demo import people
from impersonation_watch.model import Consent, Person
from impersonation_watch.vault import Vault

PASSPHRASE = "olive tractor window seven lantern"
CONFIG = """
people:
  - names: [Naomi Whitaker]
    nicknames: [Nomi]
    photos: [river.jpg]
    own_accounts: [https://bsky.app/profile/naomiwhitaker.bsky.social]
    consent: self
settings:
  sources: [bluesky]
"""


def iw(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "impersonation_watch", *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "100", "IW_VAULT": "/nonexistent"}
    return subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, env=environment, stdin=subprocess.DEVNULL
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a passphrase file, a config and a vault made by `init`."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "passphrase").write_text(PASSPHRASE + "\n")
    (folder / "config.yaml").write_text(CONFIG)
    (folder / "river.jpg").write_bytes(people.naomi_photos()[0][1])
    done = iw("init", folder / "config.yaml", *opened(folder))
    assert done.returncode == 0, done.stderr
    (folder / "init.out").write_text(done.stdout)
    return folder


def opened(folder: Path) -> tuple[object, ...]:
    return "--vault", folder / "notes", "--passphrase-file", folder / "passphrase"


def test_help_names_every_command() -> None:
    shown = iw("--help").stdout
    assert all(name in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    done = iw(name, "--help")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 3


def test_an_unknown_command_says_which_there_are() -> None:
    done = iw("wacht")
    assert done.returncode == 2
    assert "watch" in done.stderr


def test_init_warns_first_and_shows_the_recovery_code_once(home: Path) -> None:
    said = (home / "init.out").read_text()
    assert said.index("stays watched") < said.index("Recovery code")
    assert "Enrolled: 1 person, 1 photos." in said


def test_init_lists_what_will_be_asked_for(home: Path) -> None:
    said = (home / "init.out").read_text()
    assert "Searches are asked for: Naomi Whitaker" in said
    assert "User names tried: naomiwhitaker, " in said


def test_init_again_changes_and_does_not_double(home: Path) -> None:
    assert iw("init", home / "config.yaml", *opened(home)).returncode == 0
    with Vault.open(home / "notes", PASSPHRASE) as vault:
        assert [len(person.photos) for person in vault.store.people()] == [1]


def test_a_misspelt_key_leaves_with_2_and_the_nearest_word(home: Path) -> None:
    (home / "slip.yaml").write_text(CONFIG.replace("sources:", "sorces:"))
    done = iw("init", home / "slip.yaml", *opened(home))
    assert done.returncode == 2
    assert "slip.yaml:9" in done.stderr
    assert "sources" in done.stderr


def test_a_wrong_passphrase_leaves_with_1_and_says_what_to_do(home: Path) -> None:
    (home / "wrong").write_text("not the passphrase\n")
    done = iw("hits", "--vault", home / "notes", "--passphrase-file", home / "wrong")
    assert done.returncode == 1
    assert "passphrase" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_vault_says_how_to_make_one(tmp_path: Path) -> None:
    done = iw("hits", "--vault", tmp_path / "nothing", "--passphrase-file", __file__)
    assert done.returncode == 1
    assert "init" in done.stderr or "review" in done.stderr


def test_an_empty_list_is_an_empty_json_list(home: Path) -> None:
    assert json.loads(iw("hits", "--json", *opened(home)).stdout) == []


def test_sources_name_what_cannot_be_searched(home: Path) -> None:
    listed = json.loads(iw("sources", "--json", *opened(home)).stdout)
    assert listed["on"] == ["bluesky"]
    assert any("Instagram" in each["place"] for each in listed["cannot"])


@pytest.mark.parametrize(
    "address",
    ["nonsense", "ftp://example.com/x", "https://a b.example", ".com", "foo.", "http://a..b",
     "mailto:x@y.example", "tel:1.2", "https://\x1b]0;x\x07.example/"],
)  # fmt: skip
def test_an_address_that_is_none_is_named(home: Path, address: str) -> None:
    done = iw("check", address, *opened(home))
    assert done.returncode == 1
    assert "not a web address" in done.stderr


def test_an_address_inside_a_home_network_is_never_visited(home: Path) -> None:
    done = iw("check", "http://10.0.0.1/", *opened(home))
    assert done.returncode == 1
    assert "home or office network" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("review", "--port", 99_999),
        ("hits", "--passphrase-fd", 77),
        ("hits", "--passphrase-file", sys.executable),
        ("takedown", "none", "--form", "bluesky"),
    ],
)
def test_no_slip_ends_in_a_traceback(home: Path, arguments: tuple[object, ...]) -> None:
    done = iw(*arguments, "--vault", home / "notes")
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr


def test_an_unusable_photo_leaves_the_vault_and_says_so(home: Path) -> None:
    (home / "drawn.jpg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (home / "drawn.yaml").write_text(CONFIG.replace("river.jpg", "drawn.jpg"))
    secret = ("--passphrase-file", home / "passphrase")
    done = iw("init", home / "drawn.yaml", "--vault", home / "drawn", *secret)
    assert done.returncode == 2
    assert "keep it" in done.stderr
    assert iw("hits", "--vault", home / "drawn", *secret).returncode == 0


def test_a_strict_vault_does_not_pretend_to_watch(home: Path) -> None:
    secret = ("--passphrase-file", home / "passphrase")
    done = iw("run", "--vault", home / "notes", *secret)
    assert done.returncode == 1
    assert "keep_watching" in done.stderr


def test_doctor_finds_nothing_wrong_with_a_fresh_machine(tmp_path: Path) -> None:
    done = iw("doctor", "--json", "--vault", tmp_path / "nothing")
    assert {
        key: value
        for key, value in next(
            each for each in json.loads(done.stdout) if each["check"] == "Vault"
        ).items()
        if key != "says"
    } == {"check": "Vault", "ok": True}


def test_doctor_needs_no_passphrase(home: Path) -> None:
    checks = json.loads(iw("doctor", "--json", "--vault", home / "notes").stdout)
    assert {"check": "Pictures", "ok": True, "says": "can be read"} in checks


def test_verify_says_whole_and_names_what_changed(home: Path) -> None:
    assert iw("verify", *opened(home)).returncode == 0
    blob = next(each for each in (home / "notes" / "blobs").rglob("*") if each.is_file())
    before = blob.read_bytes()
    blob.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
    done = iw("verify", *opened(home))
    blob.write_bytes(before)
    assert done.returncode == 1
    assert blob.name in done.stderr


def test_a_packet_that_is_no_zip_is_named(home: Path) -> None:
    done = iw("verify", home / "config.yaml")
    assert done.returncode == 1
    assert "config.yaml" in done.stderr


def test_takedown_without_a_hit_says_where_ids_are() -> None:
    done = iw("takedown")
    assert done.returncode == 2
    assert "hits" in done.stderr


def test_every_form_is_listed() -> None:
    listed = iw("takedown", "--list").stdout
    for form in ("instagram", "facebook", "x", "mastodon", "bluesky", "eu-dsa-16"):
        assert form in listed


def test_a_strict_vault_gives_no_key_to_the_clock(home: Path) -> None:
    done = iw("unlock", "--fd", 1, *opened(home))
    assert done.returncode == 1
    assert "strict" in done.stderr


def test_an_ended_consent_stops_watch_before_any_request(home: Path) -> None:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    ended = Consent(
        giver="self", recorded_by="self", given_at=start, until=start.replace(year=2021)
    )
    folder = home / "ended"
    vault, _ = Vault.create(folder, PASSPHRASE, now=start)
    with vault:
        vault.store.save_person(Person(id="p", names=("Naomi Whitaker",), consent=ended))
    done = iw("watch", "--vault", folder, "--passphrase-file", home / "passphrase")
    assert done.returncode == 1
    assert "no request was made" in done.stdout


def test_an_export_says_that_it_is_not_encrypted_and_verify_checks_it(home: Path) -> None:
    done = iw("export", home / "out", "--yes", *opened(home))
    assert done.returncode == 0, done.stderr
    assert "NOT encrypted" in done.stdout
    assert iw("verify", home / "out" / "export-1.zip").returncode == 0


def test_an_export_nobody_said_yes_to_is_not_written(home: Path) -> None:
    done = iw("export", home / "unasked", *opened(home))
    assert (done.returncode, (home / "unasked").exists()) == (1, False)
    assert "--yes" in done.stderr


def test_a_backup_brings_back_a_vault_whose_folder_was_destroyed(home: Path) -> None:
    assert iw("backup", home / "copy", *opened(home)).returncode == 0
    (home / "notes").rename(home / "lost")
    done = iw("restore", home / "copy", *opened(home))
    assert done.returncode == 0, done.stderr
    assert "whole" in done.stdout
    assert iw("restore", home / "copy", *opened(home)).returncode == 1  # there is one now


def test_erasing_everything_leaves_no_file_and_says_what_remains(home: Path) -> None:
    other = ("--vault", home / "short-lived", "--passphrase-file", home / "passphrase")
    assert iw("init", *other).returncode == 0
    assert iw("erase", "--everything", *other).returncode == 1  # nobody said yes
    done = iw("erase", "--everything", "--yes", *other)
    assert done.returncode == 0, done.stderr
    assert "Backups" in done.stdout
    assert not (home / "short-lived").exists()


def test_erase_asks_for_one_thing_at_a_time(home: Path) -> None:
    assert iw("erase", *opened(home)).returncode == 2
    assert iw("erase", "--person", "Nobody Here", "--yes", *opened(home)).returncode == 1
