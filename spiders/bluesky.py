"""Bluesky: search by name through the public AppView, details by id."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from impersonation_watch.model import Candidate, Exchange, Query, Verified
from spiders import fields
from spiders.base import Watcher, address
from spiders.task import Context, Find, Kind, Reading
from spiders.verdict import changed, json_of

PARSER = "bluesky 1"
PAGE = 50  # of at most 100; names further down share a word of the query, not the name
BATCH = 25  # the most getProfiles takes
NO_HANDLE = "handle.invalid"  # what the AppView says when the handle no longer points back
FLAGS = {"!no-unauthenticated": "noindex", "!takedown": "suspended", "bot": "bot"}


class Bluesky(Watcher):
    name = "bluesky"

    async def look(self) -> AsyncIterator[Find]:
        seen: set[str] = set()
        for query in self.queries():
            with self.attempt():
                found, exchanges = await self._search(query)
                new = [each for each in found if each.platform_id not in seen]
                seen.update(each.platform_id or "" for each in new)
                for start in range(0, len(new), BATCH):
                    async for find in self._details(new[start : start + BATCH], exchanges):
                        yield find

    async def _search(self, query: Query) -> tuple[tuple[Candidate, ...], tuple[Exchange, ...]]:
        where = self.task.settings.bluesky_host
        url = address(where, "/xrpc/app.bsky.actor.searchActors", q=query.text, limit=PAGE)
        exchanges = await self.fetch(url, Kind.API, tells=query.text)
        reading = read_actors(exchanges[-1], self.context(exchanges, query.text), "actors")
        self.note(reading)
        return reading.candidates, exchanges

    async def _details(
        self, found: Sequence[Candidate], searched: tuple[Exchange, ...]
    ) -> AsyncIterator[Find]:
        """The same candidates with counts; as they are when the details cannot be had.

        Only the answer a candidate was read from is kept: the search holds twice as many strangers.
        """
        detailed: dict[str | None, Find] = {}
        with self.attempt():
            url = profiles_url(self.task.settings.bluesky_host, found)
            exchanges = await self.fetch(url, Kind.API)
            context = self.context(exchanges, found[0].found_by.query)
            for each in read_actors(exchanges[-1], context, "profiles").candidates:
                detailed[each.platform_id] = Find(candidate=each, exchanges=exchanges)
            self.pages += 1
        for plain in found:
            find = detailed.get(plain.platform_id, Find(candidate=plain, exchanges=searched))
            yield replace(find, candidate=replace(find.candidate, found_by=plain.found_by))


def profiles_url(host: str, found: Sequence[Candidate]) -> str:
    """The address of getProfiles for 25 candidates at most."""
    actors = urlencode([("actors", each.platform_id or each.handle) for each in found])
    return address(host, f"/xrpc/app.bsky.actor.getProfiles?{actors}")


def read_actors(exchange: Exchange, context: Context, key: str) -> Reading:
    """Profiles of searchActors (`actors`), getProfiles (`profiles`) or getFollows (`follows`).

    Raises CannotSee: layout_changed when it is not that answer, or the wall that came instead.
    """
    answer = json_of(exchange)
    if not isinstance(answer, dict) or not isinstance(answer.get(key), list):
        raise changed(f"no {key} in the answer")
    actors = [each for each in answer[key] if _is_actor(each)]
    if answer[key] and not actors:
        raise changed("profiles without id and handle")
    return Reading(
        candidates=tuple(
            _candidate(actor, context.ranked(rank)) for rank, actor in enumerate(actors)
        ),
        more=bool(answer.get("cursor")),
        skipped=len(answer[key]) - len(actors),
    )


def _is_actor(actor: Any) -> bool:
    return isinstance(actor, dict) and all(
        isinstance(actor.get(key), str) and actor[key] for key in ("did", "handle")
    )


def _candidate(actor: dict[str, Any], context: Context) -> Candidate:
    name, bio = actor.get("displayName"), actor.get("description")
    did, handle = fields.text(actor["did"]) or "", fields.text(actor["handle"]) or ""
    labels = [fields.mapping(each).get("val") for each in fields.rows(actor.get("labels"))]
    flags = {FLAGS[each] for each in labels if isinstance(each, str) and each in FLAGS}
    return Candidate(
        platform="bluesky",
        source=context.source,
        platform_id=did,
        handle=handle,
        profile_url=f"https://bsky.app/profile/{did if handle == NO_HANDLE else handle}",
        display_name=fields.text(name),
        bio=fields.text(bio),
        avatar_url=fields.link(actor.get("avatar")),
        banner_url=fields.link(actor.get("banner")),
        created_at=fields.moment(actor.get("createdAt")),
        followers=fields.count(actor.get("followersCount")),
        following=fields.count(actor.get("followsCount")),
        posts=fields.count(actor.get("postsCount")),
        links=fields.links([actor.get("website")]),
        verified=_verified(actor),
        flags=fields.capped(name, bio) | flags,
        seen_at=context.seen_at,
        found_by=context.found_by,
        raw=context.raw,
        parser=PARSER,
    )


def _verified(actor: dict[str, Any]) -> Verified:
    status = fields.mapping(actor.get("verification")).get("verifiedStatus")
    return Verified.PLATFORM if status == "valid" else Verified.NONE
