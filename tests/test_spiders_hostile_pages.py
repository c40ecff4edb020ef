"""Pages made to keep a reader busy: each is done with in seconds, whatever it holds."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

import pytest
from recordings import context_of, exchange_of

from impersonation_watch.model import CannotSee
from spiders import fields, readers

LINKED = b'<title>x</title><script type="application/ld+json">%b</script>'
TIKTOK = b'<title>x</title><script id="__UNIVERSAL_DATA_FOR_REHYDRATION__">%b</script>'
PERSON = b'<title>x</title><meta property="og:type" content="profile">'
DEEP = b"<b>" * 1900
SIZES = (590_000, 4_900_000)  # just below what is read as JSON; just below what is fetched
PIECES = {
    "half strings": (LINKED, b'"\\'),
    "quotes": (LINKED, b'"'),
    "brackets": (LINKED, b"["),
    "half comments": (LINKED, b"/*"),
    "slashes": (LINKED, b"/"),
    "commas": (LINKED, b"," + b" " * 999),
    "many scripts": (b"<title>x</title>%b", LINKED % b'{"@type":"Person"}'),
    "tiktok": (TIKTOK, b'{"__DEFAULT_SCOPE__":'),
    "deep": (b"<title>x</title>%b", b"<b>x"),
    "cards": (b"<title>x</title>%b", b"<b class=h-card>x"),
    "metas": (b"<title>x</title>%b", b'<meta property="og:type" content=website>'),
    "title": (b"<title>%b</title>", b" (@a"),
    "text": (b"<title>x</title>%b", b"word "),
    "noscripts": (b"<title>x</title>%b", b"<noscript>enable javascript</noscript>"),
    "vanity": (b"<title>x</title><script>%b</script>", b'"vanityChannelUrl":"'),
    "profile data": (b"<title>x</title><script>%b</script>", b'g_rgProfileData = "steamid"'),
    "properties": (
        b"%s<p class=h-card>%%b" % PERSON,
        b"<i class='p-name u-url p-note' href=a>x</i>",
    ),
    "deep properties": (b"%s<p class=h-card>%s%%b" % (PERSON, DEEP), b"<i class=u-url href=a></i>"),
    "people": (LINKED % b"[%b]", b'{"@type":"Person"},'),
    "links of a person": (LINKED % b'{"@type":"Person","sameAs":[%b""]}', b'"",'),
    "deep text": (b"<title>x</title>%s%%b" % DEEP, b"a<br>"),
    "deep noscripts": (b"<title>x</title>%s%%b" % (b"<noscript>" * 1900), b"a<br>"),
    "end tags": (b"<title>x</title>%s%%b" % DEEP, b"</i>"),
    "titles": (b"<title>x</title>%b", b"<title>x</title>"),
    "attributes": (b"<title>x</title><p %b>", b"a=1 "),
    "classes": (b"<title>x</title><p class='%b'>", b"h-card "),
}
HOSTS = {"tiktok": "www.tiktok.com/@naomi", "vanity": "www.youtube.com/@naomi",
         "profile data": "steamcommunity.com/id/naomi"}  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PIECES)
def test_a_page_made_to_last_is_done_with(name: str, size: int) -> None:
    frame, piece = PIECES[name]
    body = frame % (piece * (size // len(piece)))
    exchange = exchange_of(body, f"https://{HOSTS.get(name, 'www.example.com/naomi')}")
    began = time.process_time()
    with contextlib.suppress(CannotSee):
        readers.read_profile(exchange, context_of(exchange))
    assert time.process_time() - began < 2


@pytest.mark.parametrize("piece", ["<a ", "<a href=", "<a href='", "<p", "</p> ", "<br ", "<!--"])
@pytest.mark.parametrize("read", [fields.links_of_html, fields.text_of_html])
def test_a_bio_made_to_last_is_done_with(read: Callable[[str], object], piece: str) -> None:
    began = time.process_time()
    read(piece * (1_000_000 // len(piece)))
    assert time.process_time() - began < 1


def test_the_links_of_a_bio_are_found_as_written() -> None:
    bio = '<p>see <a rel="me" href="https://a.example/?b=1&amp;c=2">a</a> <A HREF=\'x\'>b</A></p>'
    assert fields.links_of_html(bio) == ["https://a.example/?b=1&c=2", "x"]
