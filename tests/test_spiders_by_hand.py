"""`scrapy list` and `scrapy crawl` for those who write spiders: practice hosts, nobody else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from loopback import Loopback
from test_crawl_look import BLUESKY, PICTURES, bluesky, sites

from impersonation_watch.plain import dump

pytestmark = pytest.mark.server
ROOT = Path(__file__).parent.parent


def scrapy(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


def crawl(spider: str, into: Path, *arguments: str) -> tuple[list[dict[str, object]], str]:
    ran = scrapy("crawl", spider, "-O", str(into), *arguments)
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in into.read_text().splitlines()], ran.stderr


def test_all_spiders_are_found() -> None:
    found = scrapy("list").stdout.split()
    assert {"bluesky", "mastodon", "github", "handles", "link"} <= set(found)


def test_a_spider_runs_by_hand_against_practice(tmp_path: Path) -> None:
    with Loopback(bluesky, (BLUESKY, PICTURES)) as server:
        practice = f"PRACTICE={dump(server.practice)}"
        name = ("-a", "name=Naomi Whitaker")
        found, said = crawl("bluesky", tmp_path / "found.jsonl", *name, "-s", practice)
    assert found[0]["display_name"] == "Naomi Whit\u0430ker\u200b"
    assert "bluesky.search: ok" in said


def test_one_site_runs_by_hand(tmp_path: Path) -> None:
    with Loopback(sites, ("www.tiktok.com",)) as server:
        practice = f"PRACTICE={dump(server.practice)}"
        asked = ("-a", "handle=naomi.whitaker", "-a", "place=tiktok.com")
        found, _ = crawl("handles", tmp_path / "found.jsonl", *asked, "-s", practice)
    assert [each["handle"] for each in found] == ["naomi.whitaker"]


def test_by_hand_nobody_is_asked_outside_practice(tmp_path: Path) -> None:
    found, said = crawl("bluesky", tmp_path / "found.jsonl", "-a", "name=Naomi Whitaker")
    assert found == []
    assert "not_supported: the host is not part of the practice network" in said
