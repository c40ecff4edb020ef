"""GitHub: user search, user detail, profile pages, avatars."""

from __future__ import annotations

import base64
import re
import time

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from impersonation_watch.demo.hosts import GITHUB
from impersonation_watch.demo.people import Profile, living_at
from impersonation_watch.demo.places import answers

API_HOST = "api.github.com"
PICTURE_HOST = "avatars.githubusercontent.com"
ALLOWANCES = {"search": (10, 60), "core": (60, 3600)}  # requests per seconds, without a token

PEOPLE = living_at(GITHUB)
BY_LOGIN = {each.handle.lower(): each for each in PEOPLE}
LINKS = (
    ("followers_url", "/followers"), ("following_url", "/following{/other_user}"),
    ("gists_url", "/gists{/gist_id}"), ("starred_url", "/starred{/owner}{/repo}"),
    ("subscriptions_url", "/subscriptions"), ("organizations_url", "/orgs"),
    ("repos_url", "/repos"), ("events_url", "/events{/privacy}"),
    ("received_events_url", "/received_events"),
)  # fmt: skip


def api() -> list[Route]:
    """What api.github.com answers."""
    desk = _Desk()
    return [
        Route("/search/users", desk.search),
        Route("/users/{login}", desk.user),
        Route("/user/{number}", desk.user),
        answers.robots(),
    ]


def pages() -> list[Route]:
    """The profile pages people open."""
    return [answers.robots(("/search", "/*/followers")), Route("/{login}", _page)]


def pictures() -> list[Route]:
    """The avatar host."""
    return [Route("/u/{number}", _picture), answers.robots()]


class _Desk:
    """Counts requests down for the rate-limit headers; practice is never refused for it."""

    def __init__(self) -> None:
        self.asked = {"search": 0, "core": 0}

    def search(self, request: Request) -> Response:
        query = request.query_params.get("q", "")
        if not query.strip():
            return self._say("search", _missing_query(), 422)
        size = min(answers.number(request, "per_page", 30), 100)
        page = max(answers.number(request, "page", 1), 1)
        found = [each for each in PEOPLE if _answers_to(each, query)]
        shown = found[(page - 1) * size : page * size]
        body = {
            "total_count": len(found),
            "incomplete_results": False,
            "items": [{**_simple(each), "score": 1.0} for each in shown],
        }
        more = page * size < len(found)
        return self._say("search", body, 200, _next_page(request, page) if more else {})

    def user(self, request: Request) -> Response:
        asked = request.path_params
        by_number = answers.BY_NUMBER.get(asked.get("number", ""))
        profile = by_number or BY_LOGIN.get(asked.get("login", "").lower())
        if profile is None:
            return self._say("core", _absent(), 404)
        return self._say("core", _detail(profile))

    def _say(
        self, resource: str, body: object, status: int = 200, headers: dict[str, str] | None = None
    ) -> Response:
        allowed, seconds = ALLOWANCES[resource]
        self.asked[resource] += 1
        used = self.asked[resource] % allowed
        limits = {
            "X-RateLimit-Limit": str(allowed),
            "X-RateLimit-Remaining": str(allowed - used),
            "X-RateLimit-Used": str(used),
            "X-RateLimit-Reset": str(int(time.time()) + seconds),
            "X-RateLimit-Resource": resource,
            "X-GitHub-Media-Type": "github.v3; format=json",
        }
        return answers.as_json(body, status, {**limits, **(headers or {})})


def _answers_to(profile: Profile, query: str) -> bool:
    """Whole words, in order where quoted; `in:name` and `in:login` narrow where to look."""
    places = set(re.findall(r"\bin:(\w+)", query)) or {"login", "name"}
    query = re.sub(r"\b(in|type):\w+", "", query)
    fields = {"name": profile.name, "login": profile.handle}
    known = [" ".join(answers.words(fields[place])) for place in places if place in fields]
    phrases = re.findall(r'"([^"]*)"', query) or query.split()
    asked = [" ".join(answers.words(phrase)) for phrase in phrases]
    return bool(asked) and all(
        any(phrase and f" {phrase} " in f" {text} " for text in known) for phrase in asked
    )


def _simple(profile: Profile) -> dict[str, object]:
    own = f"https://{API_HOST}/users/{profile.handle}"
    node = base64.b64encode(f"04:User{profile.number}".encode()).decode()
    return {
        "login": profile.handle,
        "id": profile.number,
        "node_id": node,
        "avatar_url": _avatar_url(profile),
        "gravatar_id": "",
        "url": own,
        "html_url": profile.page,
        **{name: own + tail for name, tail in LINKS},
        "type": "User",
        "user_view_type": "public",
        "site_admin": False,
    }


def _detail(profile: Profile) -> dict[str, object]:
    followers, following, repositories = profile.counts
    opened = profile.created.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        **_simple(profile),
        "name": profile.name,
        "company": None,
        "blog": "",
        "location": None,
        "email": None,
        "hireable": None,
        "bio": profile.bio or None,
        "twitter_username": None,
        "public_repos": repositories,
        "public_gists": 0,
        "followers": followers,
        "following": following,
        "created_at": opened,
        "updated_at": opened,
    }


def _avatar_url(profile: Profile) -> str:
    return f"https://{PICTURE_HOST}/u/{profile.number}?v=4"


def _next_page(request: Request, page: int) -> dict[str, str]:
    following = request.url.include_query_params(page=page + 1)
    return {"Link": f'<{following}>; rel="next"'}


def _missing_query() -> dict[str, object]:
    problem = {"resource": "Search", "field": "q", "code": "missing"}
    return {"message": "Validation Failed", "errors": [problem], "status": "422"}


def _absent() -> dict[str, object]:
    where = "https://docs.github.com/rest/users/users#get-a-user"
    return {"message": "Not Found", "documentation_url": where, "status": "404"}


def _page(request: Request) -> Response:
    profile = BY_LOGIN.get(request.path_params["login"].lower())
    if profile is None:
        return answers.page("github_absent", 404)
    return answers.page("github", profile=profile, image=_avatar_url(profile))


def _picture(request: Request) -> Response:
    profile = answers.BY_NUMBER.get(request.path_params["number"])
    return answers.picture(profile) if profile else Response("Not Found", 404)
