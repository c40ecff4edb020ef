"""Well-known hosts, and which platform a host belongs to."""

from __future__ import annotations

from collections.abc import Container

PLATFORMS = {
    "bsky.app": "bluesky",
    "facebook.com": "facebook",
    "github.com": "github",
    "instagram.com": "instagram",
    "linkedin.com": "linkedin",
    "mastodon.online": "mastodon",
    "mastodon.social": "mastodon",
    "mstdn.social": "mastodon",
    "pinterest.com": "pinterest",
    "reddit.com": "reddit",
    "snapchat.com": "snapchat",
    "steamcommunity.com": "steam",
    "t.me": "telegram",
    "telegram.me": "telegram",
    "threads.com": "threads",
    "threads.net": "threads",
    "tiktok.com": "tiktok",
    "tumblr.com": "tumblr",
    "twitch.tv": "twitch",
    "twitter.com": "x",
    "vk.com": "vk",
    "x.com": "x",
    "youtu.be": "youtube",
    "youtube.com": "youtube",
}

# So large that a visit tells the owner of a profile nothing; with the hosts of their pictures.
# All hosts under these belong to the platform itself. Not here, on purpose: short links, link
# pages, and every name under which strangers have a page or a server of their own.
_OTHERS = """
bsky.network codeberg.org discord.com discordapp.com dribbble.com fb.com flickr.com gitlab.com
gravatar.com imgur.com keybase.io ok.ru onlyfans.com patreon.com soundcloud.com spotify.com
stackexchange.com stackoverflow.com telegram.org vimeo.com wikipedia.org wikimedia.org
akamai.steamstatic.com cdn-telegram.org cdninstagram.com fbcdn.net jtvnw.net licdn.com
media.tumblr.com patreonusercontent.com pinimg.com redd.it redditstatic.com sc-cdn.net scdn.co
sndcdn.com sstatic.net staticflickr.com steamcdn-a.akamaihd.net steamstatic.com telegram-cdn.org
telesco.pe tiktokcdn-eu.com tiktokcdn-us.com tiktokcdn.com twimg.com userapi.com vimeocdn.com
ytimg.com
"""

# Only these very hosts: the names beside them are given to blogs, pages and programs of strangers.
_ALONE = """
assets.tumblr.com deviantart.com medium.com quora.com tumblr.com
www.deviantart.com www.medium.com www.quora.com www.tumblr.com
avatars.githubusercontent.com lookaside.fbsbx.com miro.medium.com platform-lookaside.fbsbx.com
lh3.ggpht.com yt3.ggpht.com
lh3.googleusercontent.com lh4.googleusercontent.com lh5.googleusercontent.com
lh6.googleusercontent.com yt3.googleusercontent.com
"""

ALONE = frozenset(_ALONE.split())
KNOWN = frozenset([*PLATFORMS, *_OTHERS.split()]) - ALONE


def is_known(host: str) -> bool:
    """Whether the host is a well-known one, or lies under one that gives no names away."""
    return host.lower().rstrip(".") in ALONE or _lookup(host, KNOWN) is not None


def platform_of(host: str) -> str:
    """The platform's name, or the host itself (without www.) where it is none we know."""
    known = _lookup(host, PLATFORMS)
    return PLATFORMS[known] if known else host.lower().removeprefix("www.")


def _lookup(host: str, names: Container[str]) -> str | None:
    labels = host.lower().rstrip(".").split(".")
    steps = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((name for name in steps if name in names), None)
