"""An own account is known by the address the user gave, or by its id."""

from __future__ import annotations

import pytest

from impersonation_watch.accounts import HOSTS, read_account, without_sharer
from impersonation_watch.model import OwnAccount
from spiders import places


@pytest.mark.parametrize(
    "address, platform, handle",
    [
        ("https://bsky.app/profile/Naomi.Example", "bluesky", "naomi.example"),
        ("https://mastodon.social/@naomi", "mastodon", "naomi@mastodon.social"),
        ("https://mastodon.social/@naomi@chaos.social", "mastodon", "naomi@chaos.social"),
        ("@Naomi@chaos.social", "mastodon", "naomi@chaos.social"),
        ("github.com/naomi/", "github", "naomi"),
        ("https://www.instagram.com/naomi.w/?hl=en", "instagram", "naomi.w"),
        ("https://twitter.com/naomi", "x", "naomi"),
        ("https://www.tiktok.com/@naomi", "tiktok", "naomi"),
        ("https://naomi.example/about", "naomi.example", None),
    ],
)
def test_an_address_becomes_an_own_account(address: str, platform: str, handle: str | None) -> None:
    account = read_account(address)
    assert (account.platform, account.handle) == (platform, handle)


def test_an_address_with_an_id_is_kept_by_its_id() -> None:
    assert read_account("https://www.facebook.com/profile.php?id=1234") == OwnAccount(
        platform="facebook", platform_id="1234", url="https://facebook.com/1234"
    )


def test_own_accounts_and_found_profiles_call_a_platform_the_same() -> None:
    shared = HOSTS.keys() & places.PLATFORMS.keys()
    assert len(shared) > 10
    assert {host: HOSTS[host][0] for host in shared} == {
        host: places.PLATFORMS[host] for host in shared
    }


@pytest.mark.parametrize(
    "text",
    ["", "naomi", "naomi@mail.example", "ftp://a.example/naomi", "https://", "http://[::1",
     "https://a b.example", "https://instagram.com/", "https://me@a.example/", "https://10",
     "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_address_of_a_profile_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="address of a profile"):
        read_account(text)


@pytest.mark.parametrize(
    "pasted, kept",
    [
        ("https://www.instagram.com/naomi_w/?igsh=MzRlODBi", "https://www.instagram.com/naomi_w/"),
        ("https://x.example/a?utm_source=share&id=5", "https://x.example/a?id=5"),
        ("https://a.example/profile.php?id=100", "https://a.example/profile.php?id=100"),
        ("https://a.example/?q=a%20b&&c", "https://a.example/?q=a%20b&&c"),
        ("https://[broken", "https://[broken"),
        ("", ""),
    ],
)
def test_a_pasted_link_does_not_tell_who_shared_it(pasted: str, kept: str) -> None:
    assert without_sharer(pasted) == kept
