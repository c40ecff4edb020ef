"""Folders that a program copies elsewhere are seen by their names, and only those."""

from __future__ import annotations

from pathlib import Path

import pytest

from impersonation_watch.folders import refuse_synced, synced_by
from impersonation_watch.model import StoreError


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("/home/naomi/Dropbox/notes", "Dropbox"),
        ("/home/naomi/Dropbox (Old)/notes", "Dropbox"),
        ("/home/naomi/OneDrive - Work/notes", "OneDrive"),
        ("/Users/naomi/Library/CloudStorage/GoogleDrive-naomi@site.example/notes", "a cloud"),
        ("/home/naomi/Google Drive/My Drive/notes", "Google Drive"),
        ("/Users/naomi/Library/Mobile Documents/com~apple~CloudDocs/notes", "iCloud"),
        ("/home/naomi/iCloudDrive/notes", "iCloud"),
        ("/home/naomi/nextcloud/.notes", "Nextcloud"),
        ("/home/naomi/MEGA/notes", "MEGA"),
    ],
)
def test_a_folder_that_is_copied_to_a_cloud_is_seen(folder: str, program: str) -> None:
    assert synced_by(Path(folder)) == program


@pytest.mark.parametrize(
    "folder",
    [
        "/home/naomi/.notes", "/home/omega/notes", "/home/naomi/dropboxes/notes",
        "/home/naomi/my mega project/notes", "/home/naomi/nextcloudy", "/home/naomi/megan/notes",
    ],
)  # fmt: skip
def test_a_part_of_a_name_is_nobodys_cloud(folder: str) -> None:
    assert synced_by(Path(folder)) is None


def test_the_refusal_names_the_program_and_what_to_do() -> None:
    with pytest.raises(StoreError, match="copied by Dropbox") as refused:
        refuse_synced(Path("/home/naomi/Dropbox/notes"))
    assert "--vault" in refused.value.advice
