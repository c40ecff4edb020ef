"""Whole runs against servers on loopback: reports, pace, guard, capture, failures."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from looking import Order
from loopback import Loopback, Reply

from impersonation_watch.model import (
    HostHealth,
    KnownHit,
    Practice,
    Query,
    QueryKind,
    Settings,
    SourceReport,
)
from impersonation_watch.plain import build, dump

pytestmark = pytest.mark.server

OURS = Path(__file__).parent / "recorded"
LOOKING = Path(__file__).parent / "looking.py"
BLUESKY, PICTURES = "public.api.bsky.app", "cdn.bsky.app"
NAOMI = (Query(kind=QueryKind.NAME, text="Naomi Whitaker"),)
TRIED = (Query(kind=QueryKind.HANDLE, text="naomi.whitaker"),)
ROBOTS = Reply(body=b"User-agent: *\nDisallow: /private\n")
JSON = {"Content-Type": "application/json"}


@dataclass
class Heard:
    """What the other process said."""

    reports: list[SourceReport] = field(default_factory=list)
    seen: list[dict[str, Any]] = field(default_factory=list)
    presences: dict[str, str] = field(default_factory=dict)
    last: dict[str, Any] = field(default_factory=dict)
    noise: str = ""

    def report(self, source: str) -> SourceReport:
        (found,) = (each for each in self.reports if each.source == source)
        return found


def look(order: Order) -> Heard:
    """Run an order in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-W", "error", str(LOOKING)],
        input=dump(order), capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    heard = Heard(noise=ran.stderr)
    for line in map(json.loads, ran.stdout.splitlines()):
        if "report" in line:
            heard.reports.append(build(SourceReport, line["report"]))
        elif "seen" in line:
            heard.seen.append(line)
        elif "again" in line:
            heard.presences[line["again"]] = line["presence"]
        elif "progress" not in line:
            heard.last = line
    assert ran.returncode == 0, ran.stderr
    return heard


def recorded(name: str, **headers: str) -> Reply:
    return Reply(body=(OURS / name).read_bytes(), headers={**JSON, **headers})


def bluesky(host: str, path: str) -> Reply:
    if host == PICTURES:
        return Reply(body=b"a picture", headers={"Content-Type": "image/jpeg"})
    if "searchActors" in path:
        return recorded("bluesky/search.json")
    return recorded("bluesky/profiles.json")


def on_bluesky(practice: Practice, **more: Any) -> Order:
    settings = Settings(sources=("bluesky",), practice=practice)
    return Order(settings=settings, queries=NAOMI, **more)


def link(practice: Practice, url: str, **more: Any) -> Order:
    return Order(settings=Settings(sources=(), practice=practice), links=(url,), **more)


def always(reply: Reply) -> Callable[[str, str], Reply]:
    return lambda host, path: ROBOTS if path == "/robots.txt" else reply


# --- what is seen and reported --------------------------------------------------------------


def test_a_run_reports_what_it_asked_and_whom_it_told() -> None:
    with Loopback(bluesky, (BLUESKY, PICTURES)) as server:
        heard = look(on_bluesky(server.practice))
    report = heard.report("bluesky.search")
    assert (report.outcome, report.queries, report.candidates) == ("ok", 1, 2)
    assert (report.requests, heard.last["requests"], report.more_available) == (3, 3, True)
    assert {(each.to, each.what) for each in report.disclosed} == {
        (BLUESKY, "Naomi Whitaker"),
        (PICTURES, "the address of a picture"),
    }


def test_everything_received_is_kept_as_received() -> None:
    with Loopback(bluesky, (BLUESKY, PICTURES)) as server:
        heard = look(on_bluesky(server.practice))
    (naomi,) = (each for each in heard.seen if each["seen"]["display_name"])
    (detail,) = naomi["exchanges"]
    body = (OURS / "bluesky/profiles.json").read_bytes()
    assert detail["body_sha256"] == hashlib.sha256(body).hexdigest()
    assert (detail["status"], detail["method"], detail["address"]) == (200, "GET", "127.0.0.1")
    assert ["Content-Type", "application/json"] in detail["headers"]
    assert naomi["seen"]["raw"]["body_sha256"] == detail["body_sha256"]
    assert naomi["avatar"][-1]["body_sha256"] == hashlib.sha256(b"a picture").hexdigest()


def test_a_profile_is_kept_without_the_strangers_its_search_found() -> None:
    with Loopback(bluesky, (BLUESKY, PICTURES)) as server:
        heard = look(on_bluesky(server.practice))
    kept = {each["seen"]["handle"]: each["exchanges"] for each in heard.seen}
    naomi = next(each for each in kept.values() if "getProfiles" in each[-1]["url"])
    assert [each["url"] for each in naomi if "searchActors" in each["url"]] == []


def test_nothing_about_the_user_is_sent() -> None:
    with Loopback(bluesky, (BLUESKY, PICTURES)) as server:
        look(on_bluesky(server.practice))
        sent = [each.headers for each in server.asked]
    names = {name.lower() for headers in sent for name in headers}
    assert not names & {"cookie", "referer", "from", "authorization"}
    assert {each["User-Agent"] for each in sent} == {
        "impersonation-watch/0.1.0 (+https://github.com/impersonation-watch/impersonation-watch)"
    }


def test_nothing_found_is_reported_too() -> None:
    empty = Reply(body=b'{"actors": []}', headers=JSON)
    with Loopback(always(empty), (BLUESKY,)) as server:
        heard = look(on_bluesky(server.practice))
    assert heard.report("bluesky.search").outcome == "ok_empty"


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Reply(body=b"<title>Just a moment...</title>"), "blocked_captcha"),
        (Reply(body=b"<html>hello</html>"), "layout_changed"),
        (Reply(body=b'{"actors": [{"id": 1}]}'), "layout_changed"),
        (Reply(status=403, body=b"no"), "blocked_login"),
        (Reply(status=500, body=b"no"), "network_error"),
        (Reply(body=b" " * 5_000_001), "partial"),
        (
            Reply(body=gzip.compress(b" " * 50_000_000), headers={"Content-Encoding": "gzip"}),
            "partial",
        ),
    ],
)
def test_what_could_not_be_looked_at_is_never_nothing_found(reply: Reply, outcome: str) -> None:
    with Loopback(always(reply), (BLUESKY,)) as server:
        heard = look(on_bluesky(server.practice))
    assert heard.report("bluesky.search").outcome == outcome


def test_every_source_and_place_reports_once_whatever_happens() -> None:
    hosts = (BLUESKY, "one.example", "two.example", "api.github.com", "t.me", "www.tiktok.com")
    settings = Settings(
        sources=("bluesky", "mastodon", "github", "handles", "nowhere"),
        mastodon_hosts=("one.example", "two.example"),
        handle_sites=("t.me", "tiktok.com"),
    )
    with Loopback(always(Reply(body=b"{}")), hosts) as server:
        practice = server.practice
        order = Order(settings=replace(settings, practice=practice), queries=NAOMI + TRIED)
        heard = look(order)
    assert sorted(each.source for each in heard.reports) == [
        "bluesky.search", "github.search", "handles:t.me", "handles:tiktok.com",
        "mastodon.search:one.example", "mastodon.search:two.example", "nowhere",
    ]  # fmt: skip


def test_a_mistake_of_ours_costs_its_source_only() -> None:
    with Loopback(bluesky, (BLUESKY, PICTURES)) as server:
        heard = look(on_bluesky(server.practice, stumble=True))
    report = heard.report("bluesky.search")
    assert (report.outcome, report.note) == ("partial", "our reader stopped: KeyError")


def test_a_full_disk_ends_the_run_with_its_sentence() -> None:
    with Loopback(bluesky, (BLUESKY, PICTURES)) as server:
        heard = look(on_bluesky(server.practice, disk_full=True))
    assert heard.last == {"failed": "the disk is full"}
    assert heard.reports == []


def test_no_word_of_whom_we_look_for_is_logged() -> None:
    with Loopback(always(Reply(status=500)), (BLUESKY,)) as server:
        heard = look(on_bluesky(server.practice))
    assert heard.noise == ""


def test_a_picture_too_large_is_left_and_the_profile_still_seen() -> None:
    def answers(host: str, path: str) -> Reply:
        return Reply(body=b" " * 15_000_001) if host == PICTURES else bluesky(host, path)

    with Loopback(answers, (BLUESKY, PICTURES)) as server:
        heard = look(on_bluesky(server.practice))
    assert [len(each["avatar"]) for each in heard.seen] == [0, 0]


# --- guard ----------------------------------------------------------------------------------


def broken(encoding: str) -> Reply:
    return Reply(body=b"\xff" * 200, headers={"Content-Encoding": encoding})


@pytest.mark.parametrize("encoding", ["deflate", "br", "zstd"])
def test_a_picture_packed_wrongly_does_not_hide_its_profile(encoding: str) -> None:
    def answers(host: str, path: str) -> Reply:
        return broken(encoding) if host == PICTURES else bluesky(host, path)

    with Loopback(answers, (BLUESKY, PICTURES)) as server:
        heard = look(on_bluesky(server.practice))
    assert [len(each["avatar"]) for each in heard.seen] == [0, 0]
    assert heard.report("bluesky.search").outcome == "ok"


@pytest.mark.parametrize("encoding", ["deflate", "br", "zstd"])
def test_an_answer_packed_wrongly_says_so(encoding: str) -> None:
    with Loopback(always(broken(encoding)), (BLUESKY,)) as server:
        report = look(on_bluesky(server.practice)).report("bluesky.search")
    assert report.outcome == "network_error"
    assert report.note == "network_error: the answer's compression is broken"


def test_without_practice_loopback_is_refused_where_practice_lets_it_through() -> None:
    with Loopback(always(Reply(body=b"<title>Naomi</title>")), ("naomi.example",)) as server:
        url = f"http://naomi.example:{server.port}/"
        through = look(link(server.practice, url, visible_ok=True))
        assert through.report("link").outcome == "ok"
        asked = len(server.asked)
        for refused in (f"http://127.0.0.1:{server.port}/", "http://localhost/", "http://127.1/"):
            order = Order(settings=Settings(sources=()), links=(refused,), visible_ok=True)
            assert look(order).report("link").outcome == "not_supported"
        assert len(server.asked) == asked


def test_a_name_that_leads_home_is_refused_where_the_connection_is_made() -> None:
    order = Order(settings=Settings(sources=()), links=("http://x.localhost/",), visible_ok=True)
    assert look(order).report("link").outcome in ("not_supported", "network_error")


def test_in_practice_an_unmapped_host_is_refused() -> None:
    with Loopback(always(Reply()), ("naomi.example",)) as server:
        heard = look(link(server.practice, "https://bsky.social/about", visible_ok=True))
    assert (heard.report("link").outcome, heard.last["requests"]) == ("not_supported", 0)


@pytest.mark.parametrize(
    "inside", ["http://127.0.0.1:{}/", "http://10.0.0.1/", "file:///etc/passwd", "http://[::1]/"]
)
def test_a_redirect_cannot_lead_inside(inside: str) -> None:
    def answers(host: str, path: str) -> Reply:
        if path == "/robots.txt":
            return ROBOTS
        return Reply(status=302, headers={"Location": inside.format(server.port)})

    with Loopback(answers, ("t.me",)) as server:
        heard = look(link(server.practice, "https://t.me/naomi"))
        assert server.paths("t.me") == ["/naomi"]
        assert server.paths("127.0.0.1") == []
    assert heard.report("link").outcome in ("not_supported", "layout_changed")


def test_a_redirect_to_a_host_nobody_knows_asks_first() -> None:
    def answers(host: str, path: str) -> Reply:
        if path == "/robots.txt":
            return ROBOTS
        if host == "t.me":
            return Reply(status=302, headers={"Location": "https://naomi.example/me"})
        return Reply(body=b"<title>Naomi Whitaker</title>")

    with Loopback(answers, ("t.me", "naomi.example")) as server:
        asked = look(link(server.practice, "https://t.me/naomi"))
        assert [each.host for each in server.asked if each.host == "naomi.example"] == []
        agreed = look(link(server.practice, "https://t.me/naomi", visible_ok=True))
    assert asked.report("link").outcome == "needs_yes"
    (seen,) = agreed.seen
    assert [each["status"] for each in seen["exchanges"]] == [302, 200]
    told = [each.to for each in agreed.report("link").disclosed]
    assert told == ["t.me", "naomi.example"]


def test_six_redirects_are_too_many() -> None:
    def answers(host: str, path: str) -> Reply:
        return (
            ROBOTS
            if path == "/robots.txt"
            else Reply(status=302, headers={"Location": "/x" + path})
        )

    with Loopback(answers, ("t.me",)) as server:
        heard = look(link(server.practice, "https://t.me/naomi"))
        assert len(server.paths("t.me")) == 6
    assert heard.report("link").outcome == "network_error"


def test_robots_txt_is_obeyed_for_pages() -> None:
    with Loopback(always(Reply(body=b"<title>x</title>")), ("t.me",)) as server:
        heard = look(link(server.practice, "https://t.me/private"))
        assert server.paths("t.me") == []
    assert heard.report("link").outcome == "not_supported"


def test_a_robots_txt_of_millions_of_lines_is_read_as_far_as_asked_and_obeyed() -> None:
    rules = b"User-agent: *\nDisallow: /private\n" + b"Disallow: /*a*b*c*d$\n" * 200_000

    def answers(host: str, path: str) -> Reply:
        return Reply(body=rules if path == "/robots.txt" else b"<title>Naomi Whitaker</title>")

    with Loopback(answers, ("naomi.example",)) as server:
        url = "https://naomi.example/"
        closed = look(link(server.practice, url + "private", visible_ok=True))
        began = time.monotonic()
        opened = look(link(server.practice, url + "a" * 2_000, visible_ok=True))
        assert time.monotonic() - began < 15
    assert closed.report("link").outcome == "not_supported"
    assert opened.report("link").outcome == "ok"


# --- pace -----------------------------------------------------------------------------------


def test_one_request_at_a_time_per_host_over_all_spiders() -> None:
    hosts = ("t.me", "www.tiktok.com", PICTURES, BLUESKY)

    def answers(host: str, path: str) -> Reply:
        return ROBOTS if path == "/robots.txt" else replace(bluesky(host, path), wait=0.05)

    order = Order(
        settings=Settings(sources=("bluesky", "mastodon"), mastodon_hosts=(BLUESKY,)),
        queries=(*NAOMI, Query(kind=QueryKind.NAME, text="Nomi Whitaker")),
    )
    with Loopback(answers, hosts, delay=0.1) as server:
        look(replace(order, settings=replace(order.settings, practice=server.practice)))
        times = sorted((each.began, each.ended) for each in server.asked if each.host == BLUESKY)
    assert len(times) >= 5
    pauses = [after[0] - before[1] for before, after in pairwise(times)]
    assert min(pauses) >= 0.09


def test_after_two_blocks_the_host_is_left_alone_also_in_the_next_run() -> None:
    queries = tuple(Query(kind=QueryKind.NAME, text=f"Naomi {n}") for n in range(5))
    with Loopback(always(Reply(status=429)), (BLUESKY,)) as server:
        order = replace(on_bluesky(server.practice), queries=queries)
        first = look(order)
        assert len(server.asked) == 2
        hosts = {name: build(HostHealth, each) for name, each in first.last["hosts"].items()}
        second = look(replace(order, hosts=hosts))
        assert len(server.asked) == 2
    for heard in (first, second):
        report = heard.report("bluesky.search")
        assert report.outcome == "rate_limited"
        assert report.next_allowed_at
        assert report.next_allowed_at > datetime.now(UTC) + timedelta(hours=20)
    assert second.report("bluesky.search").disclosed == ()


def test_a_short_wait_is_honoured_and_the_question_asked_once_more() -> None:
    replies = [Reply(status=429, headers={"Retry-After": "1"})]

    def answers(host: str, path: str) -> Reply:
        return replies.pop() if replies else bluesky(host, path)

    with Loopback(answers, (BLUESKY, PICTURES)) as server:
        heard = look(on_bluesky(server.practice, avatars=False))
        refused, again = server.asked[:2]
    assert again.began - refused.ended >= 0.95
    assert heard.report("bluesky.search").outcome == "ok"
    assert heard.last["hosts"] == {}


# --- handles, links, known hits -------------------------------------------------------------


def sites(host: str, path: str) -> Reply:
    known = {"www.tiktok.com": "/@naomi.whitaker", "t.me": "/naomi_whitaker"}
    if path == "/robots.txt":
        return ROBOTS
    folder = host.removeprefix("www.")
    name = "exists" if path == known.get(host) else "absent"
    return Reply(body=(OURS / "sites" / folder / f"{name}.html").read_bytes())


def test_a_taken_handle_is_found_after_one_control_request() -> None:
    queries = tuple(
        Query(kind=QueryKind.HANDLE, text=text) for text in ("naomi.whitaker", "nwhitaker", "x")
    )
    settings = Settings(sources=("handles",), handle_sites=("tiktok.com",))
    with Loopback(sites, ("www.tiktok.com",)) as server:
        practice = server.practice
        order = Order(settings=replace(settings, practice=practice), queries=queries, avatars=False)
        heard = look(order)
        paths = server.paths("www.tiktok.com")
    (seen,) = heard.seen
    assert (seen["seen"]["handle"], seen["seen"]["certainty"]) == ("naomi.whitaker", "exists")
    assert (len(paths), paths[0], paths[2]) == (3, "/@naomi.whitaker", "/@nwhitaker")
    assert heard.report("handles:tiktok.com").queries == 2


def test_where_nobody_looks_the_same_the_answer_is_unknown() -> None:
    page = Reply(body=(OURS / "sites/t.me/exists.html").read_bytes())

    def answers(host: str, path: str) -> Reply:
        body = page.body.replace(b"naomi_whitaker", path.strip("/").encode())
        return ROBOTS if path == "/robots.txt" else replace(page, body=body)

    settings = Settings(sources=("handles",), handle_sites=("t.me",))
    queries = (Query(kind=QueryKind.HANDLE, text="naomi_whitaker"),)
    with Loopback(answers, ("t.me",)) as server:
        order = Order(settings=replace(settings, practice=server.practice), queries=queries)
        heard = look(order)
    assert heard.seen == []
    assert heard.report("handles:t.me").outcome != "ok_empty"


def test_a_link_that_is_gone_is_absent_and_its_note_is_the_link() -> None:
    with Loopback(sites, ("t.me",)) as server:
        heard = look(link(server.practice, "t.me/nobody_here"))
    report = heard.report("link")
    assert (report.outcome, report.note) == ("absent", "t.me/nobody_here")


@pytest.mark.parametrize(
    "url",
    [
        "hello world",
        "mailto:naomi@whitaker.example",
        "://",
        "",
        "https://bsky.app@naomi.example/me",
    ],
)
def test_a_link_that_is_none_is_named(url: str) -> None:
    heard = look(Order(settings=Settings(sources=()), links=(url,)))
    assert (heard.report("link").outcome, heard.last["requests"]) == ("not_supported", 0)


def known(key: str, url: str, platform_id: str | None = None, platform: str = "x") -> KnownHit:
    return KnownHit(
        key=key, person_id="p", platform=platform, platform_id=platform_id, url=url, look_again=True
    )


def test_known_hits_are_up_not_visible_or_unknown_but_never_gone_behind_a_wall() -> None:
    def answers(host: str, path: str) -> Reply:
        if host == "www.instagram.com":
            return Reply(body=b"<title>Login</title>")
        if host == BLUESKY and "gone" in path:
            return Reply(body=b'{"profiles": []}', headers=JSON)
        return bluesky(host, path) if host == BLUESKY else sites(host, path)

    hosts = (BLUESKY, "t.me", "www.instagram.com")
    did = "did:plc:naomi2whitaker3practice4"
    again = (
        known("same", "https://bsky.app/profile/x", did, "bluesky"),
        known("gone", "https://bsky.app/profile/x", "did:plc:gone", "bluesky"),
        known("left", "https://t.me/left_it", platform="telegram"),
        known("here", "https://t.me/naomi_whitaker", platform="telegram"),
        known("wall", "https://www.instagram.com/naomi/", platform="instagram"),
        known("shy", "https://naomi.example/me", platform="naomi.example"),
    )
    with Loopback(answers, hosts) as server:
        settings = Settings(sources=(), practice=server.practice)
        heard = look(Order(settings=settings, again=again))
    assert heard.presences == {
        "same": "up",
        "gone": "not_visible",
        "left": "not_visible",
        "here": "up",
        "wall": "unknown",
        "shy": "unknown",
    }


def test_one_known_page_with_a_base_that_is_no_address_does_not_hide_the_others() -> None:
    page = b"""<title>Naomi Whitaker</title><base href="http://["><div class=h-card>
    <span class=p-name>Naomi Whitaker</span><img class=u-photo src=a></div>"""

    def answers(host: str, path: str) -> Reply:
        return Reply(body=page) if path == "/odd" else sites(host, path)

    again = (
        known("odd", "https://naomi.example/odd"),
        known("here", "https://t.me/naomi_whitaker", platform="telegram"),
    )
    with Loopback(answers, ("naomi.example", "t.me")) as server:
        settings = Settings(sources=(), practice=server.practice)
        heard = look(Order(settings=settings, again=again, visible_ok=True))
    assert heard.presences == {"odd": "up", "here": "up"}
    assert heard.reports == []


def test_who_was_met_in_the_search_is_not_asked_for_again() -> None:
    did = "did:plc:naomi2whitaker3practice4"
    again = (known("same", "https://bsky.app/profile/x", did, "bluesky"),)
    with Loopback(bluesky, (BLUESKY, PICTURES)) as server:
        heard = look(on_bluesky(server.practice, again=again, avatars=False))
    assert heard.presences == {"same": "up"}
    assert heard.last["requests"] == 2
