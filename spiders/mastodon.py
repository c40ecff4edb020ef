"""Mastodon: search each host by name, without a token."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

from impersonation_watch.model import Candidate, Exchange, Settings, Verified
from spiders import fields
from spiders.base import Watcher, address
from spiders.task import Context, Find, Kind, Reading
from spiders.verdict import changed, json_of

PARSER = "mastodon 1"
PAGE = 40  # the most the search gives, and without a token there is no second page
ROWS = 20  # of the table of a profile; Mastodon allows 4, others up to 10
FLAGS = ("bot", "locked", "suspended", "noindex", "limited")


class Mastodon(Watcher):
    name = "mastodon"

    @classmethod
    def places(cls, settings: Settings) -> tuple[str, ...]:
        return settings.mastodon_hosts

    @property
    def source(self) -> str:
        return f"mastodon.search:{self.task.place}"

    async def look(self) -> AsyncIterator[Find]:
        seen: set[str] = set()
        for query in self.queries():
            with self.attempt():
                url = address(
                    self.task.place, "/api/v2/search", q=query.text, type="accounts", limit=PAGE
                )
                exchanges = await self.fetch(url, Kind.API, tells=query.text)
                reading = read_search(exchanges[-1], self.context(exchanges, query.text))
                self.note(reading)
                for candidate in reading.candidates:
                    if candidate.profile_url not in seen:
                        seen.add(candidate.profile_url)
                        yield Find(candidate=candidate, exchanges=exchanges)


def read_search(exchange: Exchange, context: Context) -> Reading:
    """Accounts of /api/v2/search. Raises CannotSee: layout_changed, or the wall that came."""
    answer = json_of(exchange)
    accounts = answer.get("accounts") if isinstance(answer, dict) else None
    if not isinstance(accounts, list):
        raise changed("no accounts in the answer")
    return read_accounts(accounts, exchange.url, context)


def read_accounts(accounts: list[Any], url: str, context: Context) -> Reading:
    """Account objects as search, directory and look-up give them, seen on the host of `url`."""
    host = urlsplit(url).hostname or ""
    whole = [each for each in accounts if _is_account(each)]
    if accounts and not whole:
        raise changed("accounts without name and address")
    return Reading(
        candidates=tuple(
            _candidate(account, host, context.ranked(rank)) for rank, account in enumerate(whole)
        ),
        more=len(accounts) >= PAGE,
        skipped=len(accounts) - len(whole),
    )


def _is_account(account: Any) -> bool:
    if not isinstance(account, dict) or not fields.link(account.get("url")):
        return False
    return isinstance(account.get("acct"), str) and bool(account["acct"])


def _candidate(account: dict[str, Any], host: str, context: Context) -> Candidate:
    acct = fields.text(account["acct"]) or ""
    name, note = account.get("display_name"), account.get("note")
    table = [fields.mapping(each) for each in fields.rows(account.get("fields"))[:ROWS]]
    linked = [link for each in table for link in fields.links_of_html(each.get("value"))]
    avatar = fields.link(account.get("avatar_static")) or fields.link(account.get("avatar"))
    url = fields.link(account["url"]) or ""
    return Candidate(
        platform="mastodon",
        source=context.source,
        platform_id=fields.link(account.get("uri")) or url,  # `id` differs from host to host
        handle=acct if "@" in acct else f"{acct}@{host}",
        profile_url=url,
        display_name=fields.text(name),
        bio=fields.text_of_html(note),
        avatar_url=avatar,
        avatar_default="missing.png" in avatar if avatar else None,
        banner_url=fields.link(account.get("header")),
        created_at=fields.moment(account.get("created_at")),
        created_precision="day",
        followers=fields.count(account.get("followers_count")),
        following=fields.count(account.get("following_count")),
        posts=fields.count(account.get("statuses_count")),
        links=fields.links(linked + fields.links_of_html(note)),
        verified=Verified.DOMAIN if any(each.get("verified_at") for each in table) else _NOT,
        flags=fields.capped(name, note) | _flags(account),
        seen_at=context.seen_at,
        found_by=context.found_by,
        raw=context.raw,
        parser=PARSER,
    )


_NOT = Verified.NONE


def _flags(account: dict[str, Any]) -> set[str]:
    names = {"locked": "private", "limited": "sensitive"}
    return {names.get(each, each) for each in FLAGS if account.get(each) is True}
