"""Well-known hosts, and which platform a host belongs to."""

from __future__ import annotations

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
# Not here, on purpose: short links, link pages and everything people run themselves.
_OTHERS = """
bsky.network codeberg.org deviantart.com discord.com discordapp.com dribbble.com fb.com flickr.com
gitlab.com gravatar.com imgur.com keybase.io medium.com ok.ru onlyfans.com patreon.com quora.com
soundcloud.com spotify.com stackexchange.com stackoverflow.com telegram.org vimeo.com
wikipedia.org wikimedia.org
akamai.steamstatic.com cdn-telegram.org cdninstagram.com fbcdn.net fbsbx.com ggpht.com
githubusercontent.com googleusercontent.com jtvnw.net licdn.com patreonusercontent.com pinimg.com
redd.it redditstatic.com sc-cdn.net scdn.co sndcdn.com sstatic.net staticflickr.com
steamcdn-a.akamaihd.net steamstatic.com telegram-cdn.org telesco.pe tiktokcdn-eu.com
tiktokcdn-us.com tiktokcdn.com twimg.com userapi.com vimeocdn.com ytimg.com
"""

KNOWN = frozenset([*PLATFORMS, *_OTHERS.split()])


def is_known(host: str) -> bool:
    """Whether the host is, or lies under, a well-known one."""
    return _lookup(host) is not None


def platform_of(host: str) -> str:
    """The platform's name, or the host itself (without www.) where it is none we know."""
    known = _lookup(host)
    if known in PLATFORMS:
        return PLATFORMS[known]
    return host.lower().removeprefix("www.")


def _lookup(host: str) -> str | None:
    labels = host.lower().rstrip(".").split(".")
    for start in range(len(labels) - 1):
        name = ".".join(labels[start:])
        if name in KNOWN:
            return name
    return None
