"""No request to an address that is not public, however it is written."""

from __future__ import annotations

import pytest

from impersonation_watch.crawl.guard import Gate, is_public
from impersonation_watch.model import CannotSee, Outcome, Practice, Settings
from spiders import settings
from spiders.places import is_known, platform_of

PRIVATE = [
    "127.0.0.1", "127.255.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "::127.0.0.1",
    "64:ff9b:1:7f00:0:100::", "fec0::1", "::ffff:0:127.0.0.1", "2001:470::5efe:7f00:1",
    "2001:470::200:5efe:a00:1", "192.88.99.1", "5f00::1", "3fff::1", "4000::1",
    "2001:db8::1", "2001:0:4136:e378:8000:63bf:80ff:fffe", "not an address", "",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
PRACTICE = Practice(
    hosts={"public.api.bsky.app": 5001, "naomi.example": 5001}, ca_pem="", plain=("naomi.example",)
)


def outcome(gate: Gate, url: str) -> Outcome:
    try:
        gate.admit(url)
    except CannotSee as trouble:
        return trouble.outcome
    return Outcome.OK


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://127.1/", "http://0x7f000001/", "http://2130706433/",
     "http://0177.0.0.1/", "http://[::1]/", "http://[::ffff:7f00:1]/", "http://0.0.0.0/",
     "http://169.254.169.254/latest", "https://10.0.0.1:443/", "file:///etc/passwd",
     "ftp://example.com/x", "data:text/html,x", "javascript:alert(1)", "https://", "nonsense",
     "https://user:secret@bsky.app/", "https://bsky.app:22/", "https://bsky.app:99999/",
     "http://[bad/", "https://\x1bc.instagram.com/her", "https://bsky\x07.app/", "https://@bsky.app/",
     "https://bsky.app\x00/", "https://b%73ky.app/", "https://bücher.example/"],
)  # fmt: skip
def test_an_address_that_is_no_public_web_page_is_not_asked(url: str) -> None:
    assert outcome(Gate(Settings(), visible_ok=True), url) is Outcome.NOT_SUPPORTED


def test_a_host_nobody_knows_needs_a_yes() -> None:
    assert outcome(Gate(Settings()), "https://naomi.example/") is Outcome.NEEDS_YES
    assert outcome(Gate(Settings(), visible_ok=True), "https://naomi.example/") is Outcome.OK
    agreed = Settings(visible_hosts=("naomi.example",))
    assert outcome(Gate(agreed), "https://naomi.example/") is Outcome.OK


@pytest.mark.parametrize(
    "url",
    ["https://bsky.app/profile/x", "https://cdn.bsky.app/img", "https://www.tiktok.com/@x",
     "https://files.mastodon.social/a.png", "https://avatars.githubusercontent.com/u/1"],
)  # fmt: skip
def test_large_platforms_and_their_picture_hosts_are_known(url: str) -> None:
    assert outcome(Gate(Settings()), url) is Outcome.OK


@pytest.mark.parametrize(
    "host",
    ["8.7.6.5.bc.googleusercontent.com", "x.googleusercontent.com", "naomi.tumblr.com",
     "naomi.medium.com", "naomi.deviantart.com", "naomi.quora.com", "naomi.github.io",
     "naomi.gitlab.io", "naomi.codeberg.page", "naomi.keybase.pub", "naomi.blogspot.com",
     "naomi.wordpress.com", "naomi.bsky.social", "apps-1.apps.fbsbx.com", "naomi.discordsays.com",
     "raw.githubusercontent.com", "linktr.ee", "bit.ly", "naomi.toolforge.org", "telegra.ph"],
)  # fmt: skip
def test_a_page_or_server_strangers_run_under_a_large_name_needs_a_yes(host: str) -> None:
    assert outcome(Gate(Settings()), f"https://{host}/her.jpg") is Outcome.NEEDS_YES


@pytest.mark.parametrize(
    "host",
    ["lh3.googleusercontent.com", "yt3.googleusercontent.com", "yt3.ggpht.com", "www.tumblr.com",
     "64.media.tumblr.com", "medium.com", "miro.medium.com", "avatars.githubusercontent.com"],
)  # fmt: skip
def test_the_platforms_own_names_beside_them_do_not(host: str) -> None:
    assert outcome(Gate(Settings()), f"https://{host}/") is Outcome.OK


def test_a_blog_still_belongs_to_its_platform() -> None:
    assert platform_of("naomi.tumblr.com") == "tumblr"


def test_a_name_that_only_ends_like_a_platform_is_not_known() -> None:
    assert not is_known("evil-bsky.app")
    assert not is_known("bsky.app.evil.example")
    assert platform_of("www.evil.example") == "evil.example"


def test_practice_asks_mapped_hosts_only() -> None:
    gate = Gate(Settings(practice=PRACTICE, visible_hosts=("naomi.example",)))
    assert outcome(gate, "https://public.api.bsky.app/xrpc/x") is Outcome.OK
    assert outcome(gate, "http://naomi.example:5001/") is Outcome.OK
    assert outcome(gate, "https://bsky.app/") is Outcome.NOT_SUPPORTED
    assert outcome(gate, "http://127.0.0.1:5001/") is Outcome.NOT_SUPPORTED


def test_only_in_practice_may_loopback_answer() -> None:
    Gate(Settings(practice=PRACTICE)).check_peer("127.0.0.1")
    Gate(Settings()).check_peer("1.1.1.1")
    for gate, peer in ((Gate(Settings()), "127.0.0.1"),
                       (Gate(Settings(practice=PRACTICE)), "10.0.0.1")):  # fmt: skip
        with pytest.raises(CannotSee):
            gate.check_peer(peer)


def test_scrapys_own_doors_are_shut() -> None:
    assert settings.DOWNLOAD_VERIFY_CERTIFICATES
    assert settings.ROBOTSTXT_OBEY
    shut = (
        settings.TELNETCONSOLE_ENABLED,
        settings.REMOTE_CONTROL_ENABLED,
        settings.COOKIES_ENABLED,
        settings.REFERER_ENABLED,
        settings.HTTPPROXY_ENABLED,
        settings.METAREFRESH_ENABLED,
        settings.HTTPCACHE_ENABLED,
        settings.STATS_DUMP,
    )
    assert not any(shut)
    assert {name for name, each in settings.DOWNLOAD_HANDLERS.items() if each is None} == {
        "data",
        "file",
        "ftp",
        "s3",
    }


def test_patience_and_size_have_their_limits() -> None:
    assert settings.DOWNLOAD_TIMEOUT == 30
    assert settings.DOWNLOAD_MAXSIZE == 5_000_000
    assert settings.REDIRECT_MAX_TIMES == 5
