"""Recorded answers, ours and real ones: every field in its place, every letter as it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from recordings import answers_in, context_of, exchange_of

from impersonation_watch.model import (
    Candidate,
    CannotSee,
    Certainty,
    Exchange,
    Outcome,
    Settings,
)
from spiders import bluesky, github, mastodon, readers, rules, sweep
from spiders.routes import route_to
from spiders.task import Context, Reading
from spiders.verdict import json_of

OURS = Path(__file__).parent / "recorded"
HANDLES = {
    "tiktok.com": "naomi.whitaker",
    "youtube.com": "naomi.whitaker",
    "t.me": "naomi_whitaker",
    "instagram.com": "naomi.whitaker",
    "steamcommunity.com": "naomiwhitaker",
}
STATUS_OF_NONE = {"youtube.com": 404, "instagram.com": 404}

# addresses the recorded pages were found under
PAGES = {
    "bluesky": {"profile-page.html": "https://bsky.app/profile/stephenking.bsky.social"},
    "instagram": {"profile-page.html": "https://www.instagram.com/pluto__travel/"},
    "facebook": {
        "page-public.html": "https://www.facebook.com/heymeedan",
        "login-wall.html": "https://www.facebook.com/ironmaiden",
    },
    "tiktok": {"profile-page.html": "https://www.tiktok.com/@illojuan"},
    "x": {
        "profile-page.html": "https://x.com/kikobeats",
        "profile-page-og.html": "https://x.com/Kikobeats",
    },
    "youtube": {"channel-page.html": "https://www.youtube.com/@OneMedia."},
    "telegram": {
        "t-me-channel.html": "https://t.me/unlimitedhangout",
        "t-me-post.html": "https://t.me/rechtsanwaeltin_beate_bahner/13285",
    },
    "mastodon": {},
    "github": {},
    "structured-data": {},
    "dribbble": {"profile-page.html": "https://dribbble.com/phenomenonstudio"},
    "steam": {},
}
Reader = Callable[[Exchange, Context], object]


def ours(name: str, url: str = "https://www.example.com/naomi", status: int = 200) -> Exchange:
    return exchange_of((OURS / name).read_bytes(), url, status=status)


def read_page(exchange: Exchange) -> Candidate:
    return readers.read_profile(exchange, context_of(exchange))


# --- ours -----------------------------------------------------------------------------------


def test_a_bluesky_name_keeps_its_disguise() -> None:
    answer = ours("bluesky/search.json")
    reading = bluesky.read_actors(answer, context_of(answer), "actors")
    assert reading.candidates[0].display_name == "Naomi Whit\u0430ker\u200b"
    assert reading.candidates[0].bio == "illustrator  \n ✉ dm"
    assert reading.more


def test_bluesky_details_add_counts_and_links() -> None:
    answer = ours("bluesky/profiles.json")
    (found,) = bluesky.read_actors(answer, context_of(answer), "profiles").candidates
    assert (found.followers, found.following, found.posts) == (3, 412, 0)
    assert found.links == ("https://naomi-gifts.example/",)
    assert found.platform_id == "did:plc:naomi2whitaker3practice4"


def test_who_asked_not_to_be_shown_is_marked() -> None:
    answer = ours("bluesky/search.json")
    other = bluesky.read_actors(answer, context_of(answer), "actors").candidates[1]
    assert other.flags == {"noindex"}
    assert other.display_name is None


def test_a_mastodon_account_is_the_same_on_every_server() -> None:
    answer = ours("mastodon/search.json", "https://mastodon.social/api/v2/search?q=x")
    remote, local = mastodon.read_search(answer, context_of(answer)).candidates
    assert remote.platform_id == "https://art.example/users/naomi_w"
    assert (remote.handle, local.handle) == ("naomi_w@art.example", "naomi@mastodon.social")


def test_a_mastodon_note_becomes_text_and_the_name_stays_raw() -> None:
    answer = ours("mastodon/search.json", "https://mastodon.social/api/v2/search?q=x")
    remote, local = mastodon.read_search(answer, context_of(answer)).candidates
    assert remote.display_name == "Naomi\u2060 Whitaker :verified:"
    assert remote.bio == "art & https://naomi-gifts.example/\n\nsecond\nline"
    assert remote.links == ("https://shop.example/", "https://naomi-gifts.example/")
    assert (remote.avatar_default, local.avatar_default) == (False, True)


def test_github_gives_logins_first_and_names_later() -> None:
    reading = github.read_search(ours("github/search.json"))
    assert reading.logins == ("naomi-whitaker-dev",)
    answer = ours("github/user.json")
    found = github.read_user(answer, context_of(answer))
    assert (found.display_name, found.bio, found.platform_id) == (
        "Naomi  Whitaker",
        "draws ",
        "987654321",
    )


def test_linked_data_that_is_no_json_is_read() -> None:
    found = read_page(ours("link/broken-linked-data.html", "https://bsky.app/profile/naomi"))
    assert found.bio == "first line\nsecond line"
    assert (found.platform_id, found.followers) == ("did:plc:naomi2whitaker3practice4", 7)
    assert found.certainty is Certainty.EXISTS


@pytest.mark.parametrize("page", ["link/site-logo.html", "link/work-sample.html"])
def test_a_logo_or_a_work_sample_is_nobodys_face(page: str) -> None:
    found = read_page(ours(page))
    assert (found.display_name, found.avatar_url) == ("Naomi Whitaker", None)
    assert found.certainty is Certainty.POSSIBLE


def test_an_h_card_is_read_without_the_card_inside() -> None:
    found = read_page(ours("link/h-card.html", "https://naomi.example/about"))
    assert (found.display_name, found.bio) == ("Naomi Whitaker", "I draw.")
    assert found.avatar_url == "https://naomi.example/me.jpg"


@pytest.mark.parametrize("host", HANDLES)
def test_each_site_is_read_by_its_rule(host: str) -> None:
    (site,) = (each for each in rules.sites() if each.host == host)
    url = site.page.replace("{handle}", HANDLES[host])
    found = read_page(ours(f"sites/{host}/exists.html", url))
    assert found.display_name in ("Naomi Whitaker", "Naomi W")
    assert found.avatar_url
    assert "logo" not in found.avatar_url
    assert (found.platform, found.profile_url, found.handle) == (site.platform, url, HANDLES[host])
    assert found.platform_id or host == "t.me"


@pytest.mark.parametrize("host", HANDLES)
def test_each_site_says_when_there_is_nobody(host: str) -> None:
    (site,) = (each for each in rules.sites() if each.host == host)
    url = site.page.replace("{handle}", HANDLES[host])
    answer = ours(f"sites/{host}/absent.html", url, STATUS_OF_NONE.get(host, 200))
    assert sweep.first_look(site, HANDLES[host], answer, url) is sweep.Standing.ABSENT
    with pytest.raises(CannotSee) as trouble:
        read_page(answer)
    assert trouble.value.outcome is Outcome.ABSENT


# --- real ones ------------------------------------------------------------------------------


def readers_of(platform: str, exchange: Exchange) -> list[Reader]:
    """The reader of a page, and every parser of the platform's API."""
    mine: dict[str, list[Reader]] = {
        "bluesky": [
            lambda answer, context: bluesky.read_actors(answer, context, "actors"),
            lambda answer, context: bluesky.read_actors(answer, context, "profiles"),
            lambda answer, context: bluesky.read_actors(answer, context, "follows"),
        ],
        "mastodon": [
            mastodon.read_search,
            lambda answer, context: mastodon.read_accounts(
                rows if isinstance(rows := json_of(answer), list) else [rows], answer.url, context
            ),
        ],
        "github": [lambda answer, context: github.read_search(answer), github.read_user],
    }
    return [readers.read_profile, *mine.get(platform, [])]


@pytest.mark.parametrize("platform", PAGES)
def test_every_recorded_answer_is_read_or_named(platform: str, shared: Path) -> None:
    read = 0
    for name, exchange in answers_in(shared / "recorded" / platform, PAGES[platform]):
        for reader in readers_of(platform, exchange):
            found = candidates_of(reader, exchange)
            assert all(each.handle and each.profile_url for each in found), name
            read += len(found)
    assert read


def test_recorded_names_are_kept_letter_for_letter(shared: Path) -> None:
    folder = shared / "recorded" / "mastodon"
    found = {}
    for name, exchange in answers_in(folder):
        if name == "test_entity_searchv2.yaml" and "/api/v2/search" in exchange.url:
            reading = mastodon.read_search(exchange, context_of(exchange))
            found.update({each.handle: each.display_name for each in reading.candidates})
    assert "halcy\u200b :icosahedron:" in found.values()


@pytest.mark.parametrize("platform", ["bluesky", "mastodon", "github"])
def test_no_recorded_name_is_changed(platform: str, shared: Path) -> None:
    for _, exchange in answers_in(shared / "recorded" / platform, PAGES[platform]):
        said = set(strings_of(json_or_none(exchange)))
        for reader in readers_of(platform, exchange)[1:]:
            for candidate in candidates_of(reader, exchange):
                assert candidate.display_name is None or candidate.display_name in said


EXPECTED = {
    ("bluesky", "profile-page.html"): (
        "Stephen King", "stephenking.bsky.social", "did:plc:h7obn4tkp47wn7gqh4oe5eij", True),
    ("instagram", "profile-page.html"): ("Pluto", "pluto__travel", "3640900328", True),
    ("facebook", "page-public.html"): ("Meedan", "heymeedan", "100067935271247", True),
    ("tiktok", "profile-page.html"): ("IlloJuan", "illojuan", "6781206617314018309", True),
    ("x", "profile-page.html"): ("Kiko Beats", "Kikobeats", "101198215", True),
    ("x", "profile-page-og.html"): ("#!/kiko/beats", "Kikobeats", None, True),
    ("youtube", "channel-page.html"): (
        "ONE Media", "OneMedia.", "UCzcRQ3vRNr6fJ1A9rqFn7QA", True),
    ("telegram", "t-me-channel.html"): ("Unlimited Hangout", "unlimitedhangout", None, True),
    ("telegram", "t-me-post.html"): (
        "Rechtsanwältin Beate Bahner", "rechtsanwaeltin_beate_bahner", None, False),
    ("dribbble", "profile-page.html"): ("Phenomenon Studio", "phenomenonstudio", None, False),
}  # fmt: skip


@pytest.mark.parametrize("where", EXPECTED, ids="-".join)
def test_recorded_pages_give_name_handle_id_and_face(where: tuple[str, str], shared: Path) -> None:
    name, handle, platform_id, has_face = EXPECTED[where]
    pages = dict(answers_in(shared / "recorded" / where[0], PAGES[where[0]]))
    found = read_page(pages[where[1]])
    assert (found.display_name, found.handle, found.platform_id) == (name, handle, platform_id)
    assert (found.avatar_url is not None) is has_face


def test_facebooks_login_page_is_a_wall_and_no_answer(shared: Path) -> None:
    pages = dict(answers_in(shared / "recorded" / "facebook", PAGES["facebook"]))
    with pytest.raises(CannotSee) as trouble:
        read_page(pages["login-wall.html"])
    assert trouble.value.outcome is Outcome.BLOCKED_LOGIN


def test_no_recorded_wall_of_a_search_engine_is_a_profile(shared: Path) -> None:
    walls = [
        path
        for path in (shared / "recorded" / "search-engines").iterdir()
        if path.stem.endswith(("captcha", "soft_block"))
    ]
    assert len(walls) == 4
    for path in walls:
        with pytest.raises(CannotSee) as trouble:
            read_page(exchange_of(path.read_bytes()))
        assert trouble.value.outcome is Outcome.BLOCKED_CAPTCHA


def test_a_mastodon_lookup_of_nobody_is_absent(shared: Path) -> None:
    outcomes = []
    for _, exchange in answers_in(shared / "recorded" / "mastodon"):
        if "accounts/lookup?acct=klja" in exchange.url:
            route = route_to("https://mastodon.social/@x", settings_with("mastodon.social"))
            with pytest.raises(CannotSee) as trouble:
                route.read(exchange, context_of(exchange))
            outcomes.append(trouble.value.outcome)
    assert set(outcomes) == {Outcome.ABSENT}


def settings_with(host: str) -> Settings:
    return Settings(mastodon_hosts=(host,))


def candidates_of(reader: Reader, exchange: Exchange) -> list[Candidate]:
    try:
        read = reader(exchange, context_of(exchange))
    except CannotSee:
        return []
    if isinstance(read, Reading):
        return list(read.candidates)
    return [read] if isinstance(read, Candidate) else []


def json_or_none(exchange: Exchange) -> object:
    try:
        return json.loads(exchange.body)
    except ValueError:
        return None


def strings_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings_of(each)
