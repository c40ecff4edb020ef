"""GitHub: search users by name, then the profile of the first few."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from impersonation_watch.model import Candidate, Exchange
from spiders import fields
from spiders.base import Watcher, address
from spiders.task import Context, Find, Kind, Reading
from spiders.verdict import changed, json_of

PARSER = "github 1"
HOST = "api.github.com"
PAGE = 30
DETAILS = 10  # per query: without a token GitHub answers 60 of these an hour


class GitHub(Watcher):
    name = "github"

    async def look(self) -> AsyncIterator[Find]:
        seen: set[str] = set()
        for query in self.queries():
            with self.attempt():
                words = query.text.replace('"', " ")
                url = address(HOST, "/search/users", q=f'"{words}" in:name', per_page=PAGE)
                searched = await self.fetch(url, Kind.API, tells=query.text)
                reading = read_search(searched[-1])
                self.note(reading)
                new = [each for each in reading.logins if each not in seen]
                self.more_available = self.more_available or len(new) > DETAILS
                for rank, login in enumerate(new[:DETAILS]):
                    seen.add(login)
                    exchanges = await self.fetch(address(HOST, f"/users/{login}"), Kind.API)
                    context = self.context(exchanges, query.text, rank)
                    candidate = read_user(exchanges[-1], context)
                    yield Find(candidate=candidate, exchanges=exchanges)  # strangers left out


def read_search(exchange: Exchange) -> Reading:
    """Logins of people in a search answer: it has neither names nor bios.

    Raises CannotSee: layout_changed when it is not that answer, or the wall that came instead.
    """
    answer = json_of(exchange)
    found = answer.get("items") if isinstance(answer, dict) else None
    if not isinstance(found, list):
        raise changed("no items in the answer")
    people = [each for each in found if fields.mapping(each).get("type") != "Organization"]
    logins = [fields.mapping(each).get("login") for each in people]
    whole = tuple(each for each in logins if isinstance(each, str) and each.isascii() and each)
    if people and not whole:
        raise changed("users without login")
    total = answer.get("total_count")
    return Reading(
        logins=whole,
        more=isinstance(total, int) and total > len(found),
        skipped=len(people) - len(whole),
    )


def read_user(exchange: Exchange, context: Context) -> Candidate:
    """One profile from /users/{login}; raises CannotSee like `read_search`."""
    user = json_of(exchange)
    if not isinstance(user, dict) or not _is_user(user):
        raise changed("no login and id in the answer")
    name, bio, login = user.get("name"), user.get("bio"), fields.text(user["login"]) or ""
    return Candidate(
        platform="github",
        source=context.source,
        platform_id=str(user["id"]),
        handle=login,
        profile_url=f"https://github.com/{login}",
        display_name=fields.text(name),
        bio=fields.text(bio),
        location=fields.text(user.get("location")),
        avatar_url=fields.link(user.get("avatar_url")),
        created_at=fields.moment(user.get("created_at")),
        followers=fields.count(user.get("followers")),
        following=fields.count(user.get("following")),
        posts=fields.count(user.get("public_repos")),
        links=fields.links([user.get("blog")]),
        flags=fields.capped(name, bio),
        seen_at=context.seen_at,
        found_by=context.found_by,
        raw=context.raw,
        parser=PARSER,
    )


def _is_user(user: dict[str, Any]) -> bool:
    has_login = isinstance(user.get("login"), str) and bool(user["login"])
    return has_login and fields.count(user.get("id")) is not None
