"""Bluesky: actor search, profiles, profile pages, avatars."""

from __future__ import annotations

import base64

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from impersonation_watch.demo.hosts import BLUESKY
from impersonation_watch.demo.people import Profile, living_at
from impersonation_watch.demo.places import answers

API_HOSTS = ("public.api.bsky.app", "api.bsky.app")
PICTURE_HOST = "cdn.bsky.app"
MOST = 100  # profiles an answer may hold
MOST_DETAILS = 25  # profiles a getProfiles call may name

PEOPLE = living_at(BLUESKY)
BY_ACTOR = {name: each for each in PEOPLE for name in (each.did, each.handle)}
WORDS = {each.did: set(answers.words(f"{each.handle} {each.name} {each.bio}")) for each in PEOPLE}


def api() -> list[Route]:
    """What the public API host answers."""
    return [
        Route("/xrpc/app.bsky.actor.searchActors", _search),
        Route("/xrpc/app.bsky.actor.getProfiles", _profiles),
        Route("/xrpc/app.bsky.actor.getProfile", _profile),
        answers.robots(),
        Route("/xrpc/{method}", _unknown),
    ]


def pages() -> list[Route]:
    """The profile pages people open."""
    return [Route("/profile/{actor}", _page), answers.robots(("/search",))]


def pictures() -> list[Route]:
    """The avatar host."""
    return [Route("/img/avatar/plain/{did}/{cid}", _picture), answers.robots()]


def _search(request: Request) -> Response:
    limit = answers.number(request, "limit", 25)
    if limit > MOST:
        return _refusal(f"Error: limit can not be greater than {MOST}")
    if limit < 1:
        return _refusal("Error: limit can not be less than 1")
    start = answers.number(request, "cursor", 0)
    asked = answers.words(request.query_params.get("q", ""))
    found = [each for each in PEOPLE if asked and WORDS[each.did].issuperset(asked)]
    body: dict[str, object] = {"actors": [_view(each) for each in found[start : start + limit]]}
    if start + limit < len(found):
        body["cursor"] = str(start + limit)
    return answers.as_json(body)


def _profiles(request: Request) -> Response:
    actors = request.query_params.getlist("actors") or request.query_params.getlist("actors[]")
    if not actors:
        return _refusal('Error: Params must have the property "actors"')
    if len(actors) > MOST_DETAILS:
        return _refusal(f"Error: actors must not have more than {MOST_DETAILS} elements")
    known = [BY_ACTOR[each] for each in actors if each in BY_ACTOR]
    return answers.as_json({"profiles": [_detail(each) for each in known]})


def _profile(request: Request) -> Response:
    profile = BY_ACTOR.get(request.query_params.get("actor", ""))
    return answers.as_json(_detail(profile)) if profile else _refusal("Profile not found")


def _page(request: Request) -> Response:
    profile = BY_ACTOR.get(request.path_params["actor"])
    if profile is None:
        return answers.page("bluesky_absent")
    image = _avatar_url(profile)
    return answers.page("bluesky", profile=profile, image=image, opened=_stamp(profile))


def _picture(request: Request) -> Response:
    profile = BY_ACTOR.get(request.path_params["did"])
    if profile is None or profile.likeness.person is None:
        return answers.as_json({"error": "NotFoundError", "message": "blob not found"}, 404)
    return answers.picture(profile, "webp")


def _refusal(message: str) -> Response:
    return answers.as_json({"error": "InvalidRequest", "message": message}, 400)


def _unknown(_: Request) -> Response:
    body = {"error": "MethodNotImplemented", "message": "Method Not Implemented"}
    return answers.as_json(body, 501)


def _view(profile: Profile) -> dict[str, object]:
    """A profileView; like the real one it leaves out what is not set."""
    view: dict[str, object] = {
        "did": profile.did,
        "handle": profile.handle,
        "displayName": profile.name,
        "associated": {"activitySubscription": {"allowSubscriptions": "followers"}},
        "labels": [],
        "createdAt": _stamp(profile),
        "indexedAt": _stamp(profile),
    }
    if profile.bio:
        view["description"] = profile.bio
    if profile.likeness.person is not None:
        view["avatar"] = _avatar_url(profile)
    return view


def _detail(profile: Profile) -> dict[str, object]:
    followers, follows, posts = profile.counts
    associated = {
        "lists": 0, "feedgens": 0, "starterPacks": 0, "labeler": False,
        "activitySubscription": {"allowSubscriptions": "followers"},
    }  # fmt: skip
    return {
        **_view(profile),
        "associated": associated,
        "followersCount": followers,
        "followsCount": follows,
        "postsCount": posts,
    }


def _avatar_url(profile: Profile) -> str:
    cid = "bafkrei" + base64.b32encode(profile.digest).decode().lower()[:52]
    return f"https://{PICTURE_HOST}/img/avatar/plain/{profile.did}/{cid}"


def _stamp(profile: Profile) -> str:
    return profile.created.strftime("%Y-%m-%dT%H:%M:%S.000Z")
