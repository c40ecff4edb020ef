"""Exchanges become snapshots; log lines are chained."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from takedown_story import SEEN, exchange, portrait

from impersonation_watch.evidence import chain_hash, display_snapshot, snapshots_of
from impersonation_watch.evidence.seal import judge_media
from impersonation_watch.model import How

PAGE = exchange("https://social.example/@naomi", b"<html></html>", "text/html")
HOP = exchange("https://social.example/naomi", b"", "text/html", 302)


def test_every_hop_is_kept_and_the_last_one_has_its_own_kind() -> None:
    kept = snapshots_of([HOP, HOP, PAGE], last_kind="page")
    assert [snapshot.kind for snapshot, _ in kept] == ["hop", "hop", "page"]


def test_an_answer_before_the_last_is_no_step_on_the_way() -> None:
    kept = snapshots_of([PAGE, PAGE], last_kind="answer")
    assert [snapshot.kind for snapshot, _ in kept] == ["answer", "answer"]


def test_nothing_received_is_nothing_kept() -> None:
    assert snapshots_of([], last_kind="page") == []


def test_a_snapshot_carries_what_was_received_unchanged() -> None:
    [(snapshot, content)] = snapshots_of([PAGE], last_kind="page")
    assert content == PAGE.body
    assert (snapshot.how, snapshot.status, snapshot.headers, snapshot.address) == (
        How.CAPTURED, 200, PAGE.headers, "192.0.2.7",
    )  # fmt: skip


def test_bytes_that_do_not_have_their_hash_are_refused() -> None:
    with pytest.raises(ValueError, match="do not have the hash"):
        snapshots_of([replace(PAGE, body=b"other")], last_kind="page")


def test_a_display_copy_names_its_original_and_is_never_called_captured() -> None:
    snapshot, content = display_snapshot("a" * 64, portrait(), SEEN)
    assert (snapshot.made_from, snapshot.how, snapshot.kind) == ("a" * 64, How.DERIVED, "display")
    assert snapshot.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("body", "claimed", "media"),
    [
        (b"\xff\xd8\xff\xe0rest", "text/html", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\nrest", "", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/png", "image/webp"),
        (b"<!-- hello --><!DOCTYPE html><p>", "image/jpeg", "text/html"),
        (b'{"a": [1]}', "text/html", "application/json"),
        (b'{"a": [1', "application/json", "application/json"),
        (b'<svg onload="x()">', "image/png", "image/svg+xml"),
        (b"not a picture", "image/png", "application/octet-stream"),
        (b"plain words", "text/plain", "text/plain"),
        (b"words", "text/../../x", "application/octet-stream"),
        (b"[" * 5000, "", "application/octet-stream"),
    ],
)
def test_the_bytes_decide_what_a_file_is(body: bytes, claimed: str, media: str) -> None:
    assert judge_media(body, claimed) == media


def test_the_chain_changes_with_every_line_before_it() -> None:
    first = chain_hash("", "one")
    assert chain_hash(first, "two") != chain_hash(chain_hash("", "One"), "two")


def test_the_chain_can_be_computed_with_sha256sum() -> None:
    assert chain_hash("ab", "line") == hashlib.sha256(b"ab\nline").hexdigest()


def test_a_line_with_half_a_character_can_be_chained() -> None:
    assert len(chain_hash("", "\ud800")) == 64
