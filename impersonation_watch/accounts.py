"""From the address of a profile to an own account: platform, handle, canonical address. Pure."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, parse_qs, urlsplit

from impersonation_watch.language import _
from impersonation_watch.model import OwnAccount, OwnKind

NAME = r"(?P<handle>[^/@]+)"
HOSTS = {  # host -> platform, shape of the path
    "bsky.app": ("bluesky", rf"/profile/{NAME}"),
    "github.com": ("github", rf"/{NAME}"),
    "instagram.com": ("instagram", rf"/{NAME}"),
    "facebook.com": ("facebook", rf"/{NAME}"),
    "x.com": ("x", rf"/{NAME}"),
    "twitter.com": ("x", rf"/{NAME}"),
    "tiktok.com": ("tiktok", rf"/@{NAME}"),
    "threads.net": ("threads", rf"/@{NAME}"),
    "threads.com": ("threads", rf"/@{NAME}"),
    "youtube.com": ("youtube", rf"/(?:@|c/|user/|channel/){NAME}"),
    "t.me": ("telegram", rf"/{NAME}"),
    "reddit.com": ("reddit", rf"/(?:user|u)/{NAME}"),
    "linkedin.com": ("linkedin", rf"/in/{NAME}"),
    "pinterest.com": ("pinterest", rf"/{NAME}"),
    "snapchat.com": ("snapchat", rf"/(?:add|@)/?{NAME}"),
    "twitch.tv": ("twitch", rf"/{NAME}"),
    "tumblr.com": ("tumblr", rf"/{NAME}"),
    "vk.com": ("vk", rf"/{NAME}"),
    "steamcommunity.com": ("steam", rf"/(?:id|profiles)/{NAME}"),
    "medium.com": ("medium", rf"/@{NAME}"),
}
SAME_NAME = {"x": "x.com"}  # platforms with two hosts: the one the address is kept with
FEDIVERSE = re.compile(rf"/(?:@|users/){NAME}(?:@(?P<host>[^/]+))?")
SPOKEN = re.compile(r"@(?P<handle>[^@/\s]+)@(?P<host>[^@/\s]+)")  # @user@host as people write it
HOST = re.compile(r"(?!-)[\w-]{1,63}(?:\.[\w-]{1,63})+")


# what "Share" adds to a link: it names who shared it, and is not part of the address
SHARED_BY = re.compile(
    r"(?:utm_\w+|igshi?d?|fbclid|gclid|mibextid|xmt|si|_t|_r|share_\w+|sender_\w+|is_from_webapp)"
)


def read_account(text: str, kind: OwnKind = OwnKind.MINE) -> OwnAccount:
    """The account behind the address of a profile, or behind "@user@host".

    Platforms we do not know become their host name, and the account is recognised by its address
    alone. Raises ValueError, with a sentence, for what is no address of a profile.
    """
    spoken = SPOKEN.fullmatch(text.strip())
    if spoken and is_host(spoken["host"]):
        return _fediverse(spoken["handle"], spoken["host"].lower(), kind)
    address = _split(text)
    host = re.sub(r"^(?:www|m|mobile|old)\.", "", (address.hostname or "").lower())
    path = address.path.rstrip("/")
    if host in HOSTS:
        return _known(host, path, address.query, kind=kind, text=text)
    fediverse = FEDIVERSE.fullmatch(path)
    if fediverse:
        return _fediverse(fediverse["handle"], (fediverse["host"] or host).lower(), kind)
    return OwnAccount(platform=host, url=f"https://{host}{path}", kind=kind)


def read_link(text: str) -> str:
    """The address of a web page as somebody sent it, with https:// where it had no scheme.

    Raises ValueError, with a sentence, for what is no address, and for one inside a home or office
    network: such an address is never visited.
    """
    try:
        literal = ipaddress.ip_address(urlsplit(_with_scheme(text)).hostname or "")
    except ValueError:
        return _split(text).geturl()
    if not literal.is_global:
        raise ValueError(
            _('"{text}" is inside a home or office network and is never visited').format(text=text)
        )
    return _with_scheme(text)


def is_host(text: str) -> bool:
    """Whether this is a plain host name such as mastodon.social, with nothing around it."""
    return len(text) <= 253 and HOST.fullmatch(text) is not None


def _with_scheme(text: str) -> str:
    return text.strip() if "://" in text else f"https://{text.strip()}"


def without_sharer(url: str) -> str:
    """The address without the parts that tell a platform who shared the link; else as it was."""
    try:
        address = urlsplit(url)
    except ValueError:
        return url
    parts = address.query.split("&")
    kept = [each for each in parts if not SHARED_BY.fullmatch(each.partition("=")[0].lower())]
    return url if len(kept) == len(parts) else address._replace(query="&".join(kept)).geturl()


def _split(text: str) -> SplitResult:
    problem = ValueError(_('"{text}" is not the address of a profile').format(text=text))
    whole = _with_scheme(text)
    if any(character.isspace() or not character.isprintable() for character in whole):
        raise problem
    try:
        address = urlsplit(whole)
        host = address.hostname or ""
    except ValueError as error:
        raise problem from error
    if address.scheme not in ("http", "https") or not is_host(host) or "@" in address.netloc:
        raise problem
    return address


def _known(host: str, path: str, query: str, *, kind: OwnKind, text: str) -> OwnAccount:
    platform, shape = HOSTS[host]
    host = SAME_NAME.get(platform, host)
    number = parse_qs(query).get("id")
    if platform == "facebook" and path == "/profile.php" and number:
        url = f"https://{host}/{number[0]}"  # the same page, told apart without a query
        return OwnAccount(platform=platform, platform_id=number[0], url=url, kind=kind)
    found = re.fullmatch(shape, path)
    if found is None:
        raise ValueError(
            _('"{text}" is on {host}, but it is not the address of a profile there').format(
                text=text, host=host
            )
        )
    url, handle = f"https://{host}{path}", found["handle"]
    if handle.startswith("did:") or path.startswith("/channel/"):
        return OwnAccount(platform=platform, platform_id=handle, url=url, kind=kind)
    return OwnAccount(platform=platform, handle=handle.lower(), url=url, kind=kind)


def _fediverse(name: str, host: str, kind: OwnKind) -> OwnAccount:
    handle = f"{name.lower()}@{host}"
    return OwnAccount(platform="mastodon", handle=handle, url=f"https://{host}/@{name}", kind=kind)
