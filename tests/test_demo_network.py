"""The practice network: true shapes, a story that can be found, and no way out of it."""

from __future__ import annotations

import io
import json
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from PIL import Image

from impersonation_watch.demo import certificate, hosts, people
from impersonation_watch.demo.network import PracticeNetwork
from impersonation_watch.demo.people import Profile
from impersonation_watch.model import Consent, Person
from matchers import asking

pytestmark = pytest.mark.server

REASONS = {
    "name_exact", "name_lookalike", "name_invisible", "name_reordered", "name_nickname",
    "name_affix", "name_joined", "handle_affix", "photo_copy", "photo_crop", "photo_mirror",
    "photo_framed",
}  # fmt: skip
BLUESKY_SEARCH = "https://public.api.bsky.app/xrpc/app.bsky.actor.searchActors"
BLUESKY_DETAIL = "https://public.api.bsky.app/xrpc/app.bsky.actor.getProfiles"


class Visitor:
    """Asks the practice network by the real addresses, trusting only its own authority."""

    def __init__(self, network: PracticeNetwork) -> None:
        self.hosts = network.practice.hosts
        trust = ssl.create_default_context(cadata=network.practice.ca_pem)
        self.client = httpx2.Client(verify=trust)

    def ask(self, url: str, **query: str | int | list[str]) -> httpx2.Response:
        place = urlsplit(url)
        return self.client.get(
            f"https://127.0.0.1:{self.hosts[place.netloc]}{place.path}",
            params=query or httpx2.QueryParams(place.query),
            headers={"Host": place.netloc},
            extensions={"sni_hostname": place.netloc},
        )


@pytest.fixture(scope="module")
def network() -> Iterator[PracticeNetwork]:
    with PracticeNetwork() as network:
        yield network


@pytest.fixture(scope="module")
def visitor(network: PracticeNetwork) -> Iterator[Visitor]:
    visitor = Visitor(network)
    with visitor.client:
        yield visitor


@pytest.fixture(scope="module")
def found(visitor: Visitor) -> set[str]:
    """The pages of all profiles the program's own queries lead to."""
    pages: set[str] = set()
    for query in asking.queries(_naomi(), 6):
        for host in (hosts.MASTODON, hosts.SLOW_MASTODON):
            answer = visitor.ask(f"https://{host}/api/v2/search", q=query.text, type="accounts")
            pages |= {account["url"] for account in answer.json()["accounts"]}
        actors = visitor.ask(BLUESKY_SEARCH, q=query.text, limit=100).json()["actors"]
        pages |= {f"https://bsky.app/profile/{actor['handle']}" for actor in actors}
        asked = f'"{query.text}" in:name'
        users = visitor.ask("https://api.github.com/search/users", q=asked).json()["items"]
        pages |= {user["html_url"] for user in users}
    tried = {query.text for query in asking.variants(_naomi(), 12)}
    sites = (hosts.TIKTOK, hosts.YOUTUBE, hosts.TELEGRAM)
    return pages | {p.page for p in people.EVERYBODY if p.host in sites and p.handle in tried}


def _naomi() -> Person:
    now = people.OWN[0].created
    consent = Consent(giver="self", recorded_by="self", given_at=now, until=now)
    return Person(
        id="naomi",
        names=people.NAMES,
        nicknames=people.NICKNAMES,
        handles=people.HANDLES,
        consent=consent,
    )


# --- the story ------------------------------------------------------------------------------


def test_there_are_twelve_impostors_of_twelve_kinds() -> None:
    assert len({each.kind for each in people.IMPOSTORS}) == len(people.IMPOSTORS) == 12


@pytest.mark.parametrize("impostor", people.IMPOSTORS, ids=lambda each: each.kind)
def test_every_impostor_says_which_reason_is_right(impostor: Profile) -> None:
    assert impostor.reasons
    assert set(impostor.reasons) <= REASONS


def test_sixty_bystanders_and_ten_namesakes_with_other_pictures_live_there() -> None:
    namesakes = [each for each in people.BYSTANDERS if each.name in _variants_of_the_name()]
    with_pictures = [each for each in namesakes if each.likeness.person not in (None, people.NAOMI)]
    assert len(people.BYSTANDERS) == 60
    assert len(with_pictures) >= 10


def _variants_of_the_name() -> set[str]:
    return {"Naomi Whitaker", "Naomi J. Whitaker", "Dr Naomi Whitaker"}


def test_nobody_but_impostors_shows_her_pictures() -> None:
    assert all(each.likeness.person != people.NAOMI for each in people.BYSTANDERS)


def test_no_two_accounts_share_a_page_or_a_number() -> None:
    everybody = people.EVERYBODY
    assert len({each.page for each in everybody}) == len(everybody)
    assert len({each.number for each in everybody}) == len(everybody)


@pytest.mark.parametrize("impostor", people.IMPOSTORS, ids=lambda each: each.kind)
def test_the_programs_own_queries_lead_to_every_impostor(
    impostor: Profile, found: set[str]
) -> None:
    assert impostor.page in found


def test_the_programs_own_queries_lead_to_her_own_accounts(found: set[str]) -> None:
    assert {each.page for each in people.OWN} <= found


def test_the_programs_own_queries_meet_many_bystanders(found: set[str]) -> None:
    assert len({each.page for each in people.BYSTANDERS} & found) >= 25


# --- the shapes -----------------------------------------------------------------------------


def test_bluesky_finds_whole_words_only(visitor: Visitor) -> None:
    assert visitor.ask(BLUESKY_SEARCH, q="naomi whit").json() == {"actors": []}


def test_bluesky_does_not_mind_accents(visitor: Visitor) -> None:
    actors = visitor.ask(BLUESKY_SEARCH, q="Naomi Bergstrom").json()["actors"]
    assert [actor["displayName"] for actor in actors] == ["Naomi Bergstr\u00f6m"]


def test_bluesky_goes_on_where_the_cursor_says(visitor: Visitor) -> None:
    first = visitor.ask(BLUESKY_SEARCH, q="Naomi Whitaker", limit=5).json()
    rest = visitor.ask(BLUESKY_SEARCH, q="Naomi Whitaker", limit=100, cursor=first["cursor"]).json()
    assert len(first["actors"]) == 5
    assert not {each["did"] for each in first["actors"]} & {each["did"] for each in rest["actors"]}


def test_bluesky_refuses_a_limit_above_a_hundred(visitor: Visitor) -> None:
    answer = visitor.ask(BLUESKY_SEARCH, q="Naomi", limit=101)
    assert answer.status_code == 400
    assert answer.json()["message"] == "Error: limit can not be greater than 100"


def test_bluesky_knows_no_other_methods(visitor: Visitor) -> None:
    answer = visitor.ask("https://public.api.bsky.app/xrpc/app.bsky.feed.searchPosts", q="Naomi")
    assert answer.status_code == 501


def test_bluesky_leaves_unknown_actors_out_of_the_details(visitor: Visitor) -> None:
    asked = [people.OWN[0].did, "did:plc:nobody"]
    profiles = visitor.ask(BLUESKY_DETAIL, actors=asked).json()["profiles"]
    assert [each["handle"] for each in profiles] == ["naomiwhitaker.bsky.social"]
    assert {"followersCount", "followsCount", "postsCount"} <= set(profiles[0])


def test_mastodon_finds_beginnings_of_names_and_counts_down(visitor: Visitor) -> None:
    answer = visitor.ask("https://mastodon.social/api/v2/search", q="Naomi Whit", type="accounts")
    assert "Whitaker Naomi" in {each["display_name"] for each in answer.json()["accounts"]}
    assert int(answer.headers["x-ratelimit-remaining"]) < 300


def test_mastodon_keeps_invisible_characters_as_they_are(visitor: Visitor) -> None:
    answer = visitor.ask("https://mastodon.social/api/v2/search", q="naomiwhitakerr")
    assert answer.json()["accounts"][0]["display_name"] == "Na\u200bomi Whitaker\u2060"


def test_mastodon_turns_no_pages_without_a_token(visitor: Visitor) -> None:
    answer = visitor.ask("https://mastodon.social/api/v2/search", q="Naomi", offset=20)
    assert answer.status_code == 401


def test_mastodon_looks_up_an_account_of_another_server(visitor: Visitor) -> None:
    where = "https://mastodon.social/api/v1/accounts/lookup"
    account = visitor.ask(where, acct="whitaker_draws@mstdn.social").json()
    assert account["uri"] == "https://mstdn.social/users/whitaker_draws"


def test_github_finds_a_phrase_in_names_and_gives_details_apart(visitor: Visitor) -> None:
    asked = '"Naomi Whitaker" in:name'
    answer = visitor.ask("https://api.github.com/search/users", q=asked)
    login = answer.json()["items"][0]["login"]
    assert "name" not in answer.json()["items"][0]
    assert visitor.ask(f"https://api.github.com/users/{login}").json()["name"] == "Naomi Whitaker"


@pytest.mark.parametrize("profile", people.EVERYBODY, ids=lambda each: each.page)
def test_every_profile_has_a_page_that_names_it(visitor: Visitor, profile: Profile) -> None:
    answer = visitor.ask(profile.page)
    assert answer.status_code == 200
    assert f"{profile.handle}" in answer.text


def test_every_avatar_is_a_picture_of_a_platforms_size(visitor: Visitor) -> None:
    for url in _avatars(visitor):
        answer = visitor.ask(url)
        picture = Image.open(io.BytesIO(answer.content))
        assert answer.headers["content-type"] == f"image/{picture.format or ''}".lower()
        assert picture.size == (400, 400)


def _avatars(visitor: Visitor) -> Iterator[str]:
    for actor in visitor.ask(BLUESKY_SEARCH, q="Naomi Whitaker", limit=4).json()["actors"]:
        if "avatar" in actor:
            yield actor["avatar"]
    for profile in people.IMPOSTORS:
        if profile.host in (hosts.TIKTOK, hosts.YOUTUBE, hosts.TELEGRAM):
            page = visitor.ask(profile.page).text
            yield page.split('property="og:image" content="')[1].split('"')[0]


@pytest.mark.parametrize("site", [hosts.TIKTOK, hosts.TELEGRAM])
def test_an_absent_profile_may_come_with_200(visitor: Visitor, site: str) -> None:
    answer = visitor.ask(hosts.PAGES[site].format("nobodyatall"))
    assert answer.status_code == 200
    assert "tgme_page_title" not in answer.text


@pytest.mark.parametrize("host", hosts.PAGES)
def test_every_place_has_a_robots_file(visitor: Visitor, host: str) -> None:
    assert visitor.ask(f"https://{host}/robots.txt").text.startswith("User-agent: *")


# --- the difficult places -------------------------------------------------------------------


def test_one_place_blocks(visitor: Visitor) -> None:
    answer = visitor.ask(f"https://{hosts.BLOCKING_MASTODON}/api/v2/search", q="Naomi")
    assert answer.status_code == 403


def test_one_place_shows_a_login_page_instead(visitor: Visitor) -> None:
    moved = visitor.ask(f"https://{hosts.WALLED}/naomiwhitaker/")
    wall = visitor.ask(f"https://{hosts.WALLED}{moved.headers['location']}")
    assert moved.status_code == 302
    assert 'type="password"' in wall.text


def test_one_place_is_slow(visitor: Visitor) -> None:
    started = time.monotonic()
    visitor.ask(f"https://{hosts.SLOW_MASTODON}/api/v2/search", q="Naomi")
    assert time.monotonic() - started >= 1.5


def test_two_places_changed_their_layout(visitor: Visitor) -> None:
    search = visitor.ask(f"https://{hosts.CHANGED_MASTODON}/api/v2/search", q="Naomi")
    page = visitor.ask(f"https://{hosts.CHANGED}/id/naomiwhitaker")
    assert (search.status_code, page.status_code) == (200, 200)
    assert "accounts" not in search.json()
    assert "g_rgProfileData" not in page.text


# --- the server -----------------------------------------------------------------------------


def test_a_stranger_to_its_authority_does_not_trust_it(network: PracticeNetwork) -> None:
    port = network.practice.hosts[hosts.MASTODON]
    stranger = httpx2.Client()
    with stranger, pytest.raises(httpx2.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        stranger.get(f"https://127.0.0.1:{port}/", extensions={"sni_hostname": hosts.MASTODON})


def test_the_authority_shows_no_key(now: datetime) -> None:
    papers = certificate.issue(["mastodon.social"], now)
    trust = ssl.create_default_context(cadata=papers.authority.decode())
    assert len(trust.get_ca_certs()) == 1
    assert b"PRIVATE" not in papers.authority + papers.certificate


def test_it_remembers_who_asked_for_what(network: PracticeNetwork, visitor: Visitor) -> None:
    visitor.ask("https://t.me/nobodyatall")
    last = network.requests[-1]
    assert (last.host, last.path, last.status) == ("t.me", "/nobodyatall", 200)


def test_it_ends_with_the_program_that_started_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "impersonation_watch.demo.network", str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as server:
        while not (tmp_path / "ready.json").exists():
            assert server.poll() is None
            time.sleep(0.02)
        assert json.loads((tmp_path / "ready.json").read_text())["hosts"]
    assert server.returncode == 0
