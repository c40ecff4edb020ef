"""Mastodon servers: one healthy, one slow, one that blocks, one whose answers changed shape."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from html import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from impersonation_watch.demo.hosts import MASTODON, SLOW_MASTODON
from impersonation_watch.demo.people import Profile, living_at
from impersonation_watch.demo.places import answers

PICTURE_HOSTS = {MASTODON: "files.mastodon.social", SLOW_MASTODON: "media.mstdn.social"}
LATE = 1.5  # seconds the slow server takes for an answer
MOST = 40  # accounts an answer may hold
ALLOWANCE = 300  # requests in five minutes; counted down, never enforced

PEOPLE = (*living_at(MASTODON), *living_at(SLOW_MASTODON))


def server(host: str, wait: float = 0.0) -> list[Route]:
    """The routes of a server that works, after `wait` seconds each."""
    desk = _Desk(host, wait)
    return [
        Route("/api/v2/search", desk.search),
        Route("/api/v1/accounts/lookup", desk.lookup),
        Route("/@{username}", desk.page),
        answers.robots(("/media_proxy/", "/interact/")),
    ]


def blocking() -> list[Route]:
    """A server that lets no program in."""
    return [answers.robots(), Route("/{path:path}", _blocked)]


def changed() -> list[Route]:
    """A server whose answers lost the field we read."""
    return [answers.robots(), Route("/api/v2/search", _without_accounts)]


def pictures() -> list[Route]:
    """The avatar host of a server; also holds copies of other servers' avatars."""
    path = "/accounts/avatars/{a}/{b}/{number}/original/{name}"
    return [Route(path, _picture), Route("/cache" + path, _picture), answers.robots()]


class _Desk:
    """One server: what it knows is the same, how it names it depends on where one asks."""

    def __init__(self, host: str, wait: float) -> None:
        self.host = host
        self.wait = wait
        self.asked = 0

    async def search(self, request: Request) -> Response:
        await asyncio.sleep(self.wait)
        asked = request.query_params
        if "offset" in asked:
            return self._say(
                {"error": "Search queries pagination is not supported without authentication"}, 401
            )
        if asked.get("resolve") in ("true", "1"):
            return self._say(
                {
                    "error": "Search queries that resolve remote resources are not "
                    "supported without authentication"
                },
                401,
            )
        limit = min(answers.number(request, "limit", 20), MOST)
        found = _find(asked.get("q", ""))[:limit]
        accounts = [self._account(each) for each in found]
        return self._say({"accounts": accounts, "statuses": [], "hashtags": []})

    async def lookup(self, request: Request) -> Response:
        await asyncio.sleep(self.wait)
        acct = request.query_params.get("acct", "").lower()
        for profile in PEOPLE:
            if acct in (self._acct(profile).lower(), f"{profile.handle}@{profile.host}"):
                return self._say(self._account(profile))
        return self._say({"error": "Record not found"}, 404)

    async def page(self, request: Request) -> Response:
        username = request.path_params["username"]
        for profile in PEOPLE:
            if profile.host == self.host and profile.handle == username:
                image, (_, _, posts) = self._avatar(profile), profile.counts
                return answers.page("mastodon", profile=profile, image=image, posts=posts)
        return answers.page("mastodon_absent", 404, host=self.host)

    def _say(self, body: object, status: int = 200) -> Response:
        self.asked += 1
        reset = datetime.now(UTC) + timedelta(minutes=5)
        headers = {
            "X-RateLimit-Limit": str(ALLOWANCE),
            "X-RateLimit-Remaining": str(ALLOWANCE - self.asked % ALLOWANCE),
            "X-RateLimit-Reset": reset.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "Cache-Control": "private, no-store",
        }
        return answers.as_json(body, status, headers)

    def _acct(self, profile: Profile) -> str:
        return profile.handle if profile.host == self.host else f"{profile.handle}@{profile.host}"

    def _avatar(self, profile: Profile) -> str:
        if profile.likeness.person is None:
            return f"https://{profile.host}/avatars/original/missing.png"
        cache = "" if profile.host == self.host else "/cache"
        number = str(profile.number).zfill(12)
        folder = f"accounts/avatars/{number[:3]}/{number[3:6]}/{profile.number}/original"
        return f"https://{PICTURE_HOSTS[self.host]}{cache}/{folder}/{profile.digest.hex()[:16]}.jpg"

    def _account(self, profile: Profile) -> dict[str, object]:
        followers, following, posts = profile.counts
        local = profile.host == self.host
        avatar = self._avatar(profile)
        header = f"https://{self.host}/headers/original/missing.png"
        return {
            "id": str(profile.number if local else profile.number * 7),  # each server has its own
            "username": profile.handle,
            "acct": self._acct(profile),
            "display_name": profile.name,
            "locked": False,
            "bot": False,
            "discoverable": True,
            "indexable": False,
            "group": False,
            "created_at": profile.created.strftime("%Y-%m-%dT00:00:00.000Z"),
            "note": f"<p>{escape(profile.bio)}</p>" if profile.bio else "",
            "url": profile.page,
            "uri": f"https://{profile.host}/users/{profile.handle}",
            "avatar": avatar,
            "avatar_static": avatar,
            "avatar_description": "",
            "header": header,
            "header_static": header,
            "header_description": "",
            "followers_count": followers,
            "following_count": following,
            "statuses_count": posts,
            "last_status_at": "2026-11-01" if posts else None,
            "hide_collections": None,
            "noindex": False,
            "emojis": [],
            "roles": [],
            "fields": [],
        }


def _find(query: str) -> list[Profile]:
    """Every word asked must begin a word of the user or display name; bios need a token."""
    asked = answers.words(query.strip().removeprefix("@"))
    if len(query.strip()) < 3:
        return [each for each in PEOPLE if each.handle == query.strip().lower()]
    return [each for each in PEOPLE if asked and all(_begins(each, word) for word in asked)]


def _begins(profile: Profile, asked: str) -> bool:
    known = (profile.handle.lower(), *answers.words(profile.handle), *answers.words(profile.name))
    return any(word.startswith(asked) for word in known)


def _blocked(_: Request) -> Response:
    answer = answers.page("blocked", 403)
    answer.headers["Server"] = "cloudflare"
    answer.headers["Cf-Mitigated"] = "challenge"
    return answer


def _without_accounts(_: Request) -> Response:
    return answers.as_json({"results": {"profiles": [], "posts": []}, "version": 3})


def _picture(request: Request) -> Response:
    profile = answers.BY_NUMBER.get(request.path_params["number"])
    return answers.picture(profile) if profile else Response("Not Found", 404)
