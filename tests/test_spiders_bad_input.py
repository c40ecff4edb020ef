"""Broken and hostile answers: cut anywhere, oversized, not what was asked for."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recordings import context_of, exchange_of

from impersonation_watch.model import Candidate, CannotSee, Exchange, Outcome, Verified
from impersonation_watch.plain import dump
from spiders import bluesky, fields, github, loose_json, mastodon, readers
from spiders.task import Context, Reading

OURS = Path(__file__).parent / "recorded"
WHOLE = 20_000  # bytes up to which every cut is tried
CUTS = 2_000  # seeded ones, beyond
Parser = Callable[[Exchange, Context], Reading | Candidate]

PARSERS: dict[str, tuple[str, Parser]] = {
    "bluesky search": (
        "bluesky/search.json",
        lambda answer, context: bluesky.read_actors(answer, context, "actors"),
    ),
    "bluesky profiles": (
        "bluesky/profiles.json",
        lambda answer, context: bluesky.read_actors(answer, context, "profiles"),
    ),
    "mastodon search": ("mastodon/search.json", mastodon.read_search),
    "github search": ("github/search.json", lambda answer, _: github.read_search(answer)),
    "github user": ("github/user.json", github.read_user),
}
LARGE = {
    "bluesky search": "actors",
    "bluesky profiles": "profiles",
    "mastodon search": "accounts",
    "github search": "items",
}


def outcome_of(parser: Parser, body: bytes) -> Outcome:
    exchange = exchange_of(body, "https://mastodon.social/api")
    try:
        parser(exchange, context_of(exchange))
    except CannotSee as trouble:
        return trouble.outcome
    return Outcome.OK


def cuts(length: int) -> Iterator[int]:
    yield from range(min(length, WHOLE))
    if length > WHOLE:
        yield from random.Random(7).sample(range(WHOLE, length), CUTS)


def large(name: str) -> bytes:
    """The recording again and again, past the size up to which every cut is tried."""
    file, _ = PARSERS[name]
    answer = json.loads((OURS / file).read_bytes())
    answer[LARGE[name]] *= 60
    return json.dumps(answer).encode()


@pytest.mark.parametrize("name", PARSERS)
def test_an_answer_cut_anywhere_is_a_changed_layout(name: str) -> None:
    file, parser = PARSERS[name]
    body = (OURS / file).read_bytes().rstrip()
    assert outcome_of(parser, body) is Outcome.OK
    outcomes = {outcome_of(parser, body[:cut]) for cut in cuts(len(body))}
    assert outcomes == {Outcome.LAYOUT_CHANGED}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_answer_cut_anywhere_beyond_is_too(name: str) -> None:
    body, (_, parser) = large(name), PARSERS[name]
    assert len(body) > WHOLE + CUTS
    outcomes = {outcome_of(parser, body[:cut]) for cut in cuts(len(body)) if cut >= WHOLE}
    assert outcomes == {Outcome.LAYOUT_CHANGED}


@pytest.mark.parametrize("name", ["t.me", "steamcommunity.com", "instagram.com"])
def test_a_page_cut_anywhere_is_read_or_named(name: str) -> None:
    body = (OURS / "sites" / name / "exists.html").read_bytes()
    for cut in range(0, len(body), 7):
        exchange = exchange_of(body[:cut], f"https://{name}/naomiwhitaker")
        try:
            readers.read_profile(exchange, context_of(exchange))
        except CannotSee as trouble:
            assert trouble.outcome is not Outcome.OK_EMPTY  # noqa: PT017 - both ends are right


@pytest.mark.parametrize("name", PARSERS)
def test_a_page_instead_of_json_is_no_empty_answer(name: str) -> None:
    _, parser = PARSERS[name]
    assert outcome_of(parser, b"<html><title>Welcome</title>hello</html>") is (
        Outcome.LAYOUT_CHANGED
    )
    login = b"<html><title>Log in</title><input type=password></html>"
    assert outcome_of(parser, login) is Outcome.BLOCKED_LOGIN
    assert outcome_of(parser, b"<title>Just a moment...</title>") is Outcome.BLOCKED_CAPTCHA


@pytest.mark.parametrize("name", PARSERS)
@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"{}", b"3", b'"x"', b"[" * 100_000, b'{"actors": {}}', b'{"actors":3}',
     b'{"actors":[3,null,[]],"profiles":[{}],"accounts":["x"],"items":[[]]}', b"\xff\xfe\x00"],
)  # fmt: skip
def test_json_of_another_shape_is_a_changed_layout(name: str, body: bytes) -> None:
    _, parser = PARSERS[name]
    assert outcome_of(parser, body) is Outcome.LAYOUT_CHANGED


def actor(**given: object) -> Candidate:
    whole = {"did": "did:plc:x", "handle": "naomi.example", **given}
    exchange = exchange_of(json.dumps({"actors": [whole]}).encode())
    return bluesky.read_actors(exchange, context_of(exchange), "actors").candidates[0]


def test_a_name_of_bidi_marks_and_nul_is_kept_raw() -> None:
    name = "\u202eretihW\u202c \x00\u2066Naomi\u2069"
    assert actor(displayName=name).display_name == name


def test_a_name_of_100_000_letters_is_capped_and_says_so() -> None:
    found = actor(displayName="N" * 100_000)
    assert found.display_name == "N" * 10_000
    assert "capped" in found.flags


LONG = b"N" * 100_000
PAGES = {
    "handle": b'<meta property="profile:username" content="%b">' % LONG,
    "platform_id": b'<meta name="twitter:label1" content="Account DID">'
    b'<meta name="twitter:value1" content="%b">' % LONG,
    "location": b"<p class=h-card><i class=p-name>x</i><i class=p-locality>%b</i></p>" % LONG,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_one_endless_field_is_capped(name: str) -> None:
    exchange = exchange_of(b"<title>Naomi</title>" + PAGES[name])
    found = readers.read_profile(exchange, context_of(exchange))
    assert len(getattr(found, name)) == 10_000


@pytest.mark.parametrize(
    "said", ["//bsky.app:x@www.example.com:22/her", "//www.example.com:22/her"]
)
def test_a_page_cannot_name_a_port_or_a_user_as_its_address(said: str) -> None:
    node = json.dumps({"@type": "Person", "name": "Naomi", "url": f"https:{said}"})
    page = f'<title>x</title><script type="application/ld+json">{node}</script>'
    exchange = exchange_of(page.encode())
    found = readers.read_profile(exchange, context_of(exchange))
    assert found.profile_url == "https://www.example.com/her"


def test_half_a_surrogate_pair_can_still_be_written_down() -> None:
    exchange = exchange_of(b'{"actors":[{"did":"d","handle":"h","displayName":"N\\ud83d"}]}')
    (found,) = bluesky.read_actors(exchange, context_of(exchange), "actors").candidates
    assert found.display_name == "N\ufffd"
    assert dump(found).encode()


def test_fields_of_the_wrong_type_are_left_out() -> None:
    found = actor(
        displayName=7, description=[], avatar="javascript:alert(1)", createdAt="yesterday",
        followersCount=-1, labels="none", verification=[], website={},
    )  # fmt: skip
    assert (found.display_name, found.bio, found.avatar_url, found.created_at) == (None,) * 4
    assert (found.followers, found.verified, found.links) == (None, Verified.NONE, ())


def test_one_odd_profile_does_not_hide_the_others() -> None:
    exchange = exchange_of(b'{"actors":[{"did":1},{"did":"d","handle":"h"}]}')
    reading = bluesky.read_actors(exchange, context_of(exchange), "actors")
    assert (len(reading.candidates), reading.skipped) == (1, 1)


@given(st.text(max_size=300))
def test_the_forgiving_reader_never_fails(text: str) -> None:
    loose_json.read(text)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(),
                    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
                    max_leaves=20))  # fmt: skip
def test_the_forgiving_reader_reads_all_that_is_json(value: object) -> None:
    assert loose_json.read(json.dumps(value)) == value


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_named(body: bytes) -> None:
    exchange = exchange_of(b"<title>x</title>" + body)
    try:
        found = readers.read_profile(exchange, context_of(exchange))
    except CannotSee:
        return
    assert found.display_name is not None


@given(st.dictionaries(st.sampled_from(["@type", "mainEntity", "@graph", "name", "image",
                                        "identifier", "interactionStatistic", "sameAs"]),
                       st.recursive(st.none() | st.text(max_size=9) | st.integers()
                                    | st.sampled_from(["Person", "ProfilePage"]),
                                    lambda inner: st.lists(inner, max_size=3)
                                    | st.dictionaries(st.sampled_from(["@type", "name", "url"]),
                                                      inner),
                                    max_leaves=8)))  # fmt: skip
def test_linked_data_of_any_shape_is_read_or_named(node: dict[str, object]) -> None:
    script = json.dumps(node).replace("<", "\\u003c")
    page = f'<title>x</title><script type="application/ld+json">{script}</script>'
    exchange = exchange_of(page.encode())
    assert readers.read_profile(exchange, context_of(exchange)).display_name


def test_html_becomes_text_without_losing_letters() -> None:
    assert fields.text_of_html("<p>a<br/>b &lt;3</p> <p>\u200bc</p>") == "a\nb <3\n\n\u200bc"
