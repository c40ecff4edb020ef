"""Looking at the practice network over TLS, as `make demo` does."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from looking import Order
from loopback import Loopback, Reply
from test_crawl_look import BLUESKY, LOOKING, look, on_bluesky

from impersonation_watch.demo import certificate
from impersonation_watch.demo.network import PracticeNetwork
from impersonation_watch.model import Query, QueryKind, Settings
from impersonation_watch.plain import dump

pytestmark = pytest.mark.server

QUERIES = (
    Query(kind=QueryKind.NAME, text="Naomi Whitaker"),
    Query(kind=QueryKind.HANDLE, text="naomiwhitaker"),
    Query(kind=QueryKind.HANDLE, text="naomi.whitaker"),
    Query(kind=QueryKind.HANDLE, text="naomi_whitaker"),
)


@pytest.fixture(scope="module")
def network() -> Iterator[PracticeNetwork]:
    with PracticeNetwork() as running:
        yield running


def settings(network: PracticeNetwork) -> Settings:
    return Settings(practice=network.practice)


def test_each_place_is_looked_at_and_says_how_it_went(network: PracticeNetwork) -> None:
    heard = look(Order(settings=settings(network), queries=QUERIES))
    assert {each.source: each.outcome.value for each in heard.reports} == {
        "bluesky.search": "ok",
        "github.search": "ok",
        "handles:instagram.com": "blocked_login",
        "handles:steamcommunity.com": "layout_changed",
        "handles:t.me": "ok",
        "handles:tiktok.com": "ok",
        "handles:youtube.com": "ok",
        "mastodon.search:mastodon.online": "blocked_captcha",
        "mastodon.search:mastodon.social": "ok",
        "mastodon.search:mstdn.social": "ok",
    }
    assert heard.last["requests"] == sum(each.requests for each in heard.reports)


def test_robots_txt_is_asked_once_by_each_spider_of_pages(network: PracticeNetwork) -> None:
    before = len(network.requests)
    look(Order(settings=replace(settings(network), sources=("handles",)), queries=QUERIES))
    visits = network.requests[before:]
    robots = Counter(each.host for each in visits if each.path == "/robots.txt")
    assert set(robots.values()) == {1}
    assert len(robots) == 5


def test_a_certificate_of_another_authority_is_refused(network: PracticeNetwork) -> None:
    other = certificate.issue(["public.api.bsky.app"], datetime.now(UTC)).authority.decode()
    practice = replace(network.practice, ca_pem=other)
    before = len(network.requests)
    heard = look(on_bluesky(practice))
    assert heard.report("bluesky.search").outcome == "network_error"
    assert len(network.requests) == before


def test_a_run_that_is_stopped_says_so_and_reports_nothing_more() -> None:
    slow = Reply(body=b"{}", wait=3)
    with Loopback(lambda host, path: slow, (BLUESKY,)) as server:
        running = subprocess.Popen(
            [sys.executable, str(LOOKING)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert running.stdin
        assert running.stdout
        with running.stdin, running.stdout:
            running.stdin.write(dump(on_bluesky(server.practice)))
            running.stdin.close()
            assert "progress" in running.stdout.readline()
            running.send_signal(signal.SIGTERM)
            rest = running.stdout.read()
        assert running.wait(20) == 0
    assert "stopped before it was done" in rest
    assert "report" not in rest
