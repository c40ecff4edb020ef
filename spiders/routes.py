"""The documented way to one profile: its API where there is one, else its page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from impersonation_watch.model import Candidate, CannotSee, Exchange, Outcome, Settings
from spiders.base import address
from spiders.bluesky import read_actors
from spiders.github import HOST as GITHUB_API
from spiders.github import read_user
from spiders.mastodon import read_accounts
from spiders.readers import read_profile
from spiders.task import Context, Kind, Reading
from spiders.verdict import GONE, json_of, wall

BLUESKY_PAGE = re.compile(r"/profile/([^/]+)/?")
MASTODON_PAGE = re.compile(r"/(?:@|users/)([\w.-]+(?:@[\w.-]+)?)/?")
GITHUB_PAGE = re.compile(r"/([A-Za-z0-9-]{1,39})/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where to ask for a profile, and how to read what comes back."""

    url: str
    kind: Kind
    read: Callable[[Exchange, Context], Candidate]


def route_to(url: str, settings: Settings) -> Route:
    """The route to a profile by the address of its page.

    Its `read` raises CannotSee: absent when the place says there is no such profile.
    """
    parts = urlsplit(url)
    host, path = (parts.hostname or "").removeprefix("www."), parts.path
    if host == "bsky.app" and (found := BLUESKY_PAGE.fullmatch(path)):
        return to_bluesky(found[1], settings)
    if host in settings.mastodon_hosts and (found := MASTODON_PAGE.fullmatch(path)):
        asked = address(host, "/api/v1/accounts/lookup", acct=found[1])
        return Route(url=asked, kind=Kind.API, read=_read_mastodon)
    if host == "github.com" and (found := GITHUB_PAGE.fullmatch(path)):
        asked = address(GITHUB_API, f"/users/{found[1]}")
        return Route(url=asked, kind=Kind.API, read=_read_github)
    return Route(
        url=url,
        kind=Kind.PAGE,
        read=lambda exchange, context: read_profile(exchange, context, asked=url),
    )


def to_bluesky(actor: str, settings: Settings) -> Route:
    """The route to a Bluesky profile by id or handle; unknown ones are silently left out."""
    asked = address(settings.bluesky_host, "/xrpc/app.bsky.actor.getProfiles", actors=actor)
    return Route(url=asked, kind=Kind.API, read=_read_bluesky)


def _read_bluesky(exchange: Exchange, context: Context) -> Candidate:
    return _only(read_actors(exchange, context, "profiles"))


def _read_mastodon(exchange: Exchange, context: Context) -> Candidate:
    account = json_of(exchange)
    _check_gone(exchange)
    return _only(read_accounts([account], exchange.url, context))


def _read_github(exchange: Exchange, context: Context) -> Candidate:
    json_of(exchange)
    _check_gone(exchange)
    return read_user(exchange, context)


def _check_gone(exchange: Exchange) -> None:
    """A 404 with the API's own JSON says so; one with a page has been looked at as a wall."""
    if exchange.status in GONE:
        raise wall(exchange) or CannotSee(f"status {exchange.status}", outcome=Outcome.ABSENT)


def _only(reading: Reading) -> Candidate:
    if not reading.candidates:
        raise CannotSee("no such profile in the answer", outcome=Outcome.ABSENT)
    return reading.candidates[0]
