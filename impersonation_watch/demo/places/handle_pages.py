"""Places without a search: TikTok, YouTube, Telegram; a login wall; a page whose layout changed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from impersonation_watch.demo.hosts import TELEGRAM, TIKTOK, YOUTUBE
from impersonation_watch.demo.people import Profile, living_at
from impersonation_watch.demo.places import answers

TIKTOK_PICTURES = "p16-common-sign.tiktokcdn-eu.com"
YOUTUBE_PICTURES = "yt3.googleusercontent.com"
TELEGRAM_PICTURES = "cdn4.telesco.pe"
NO_SUCH_USER = 10221  # TikTok's status code inside a page that comes with HTTP 200


def tiktok() -> list[Route]:
    """TikTok: data in Open Graph, JSON-LD and the page's own JSON; absent pages say 200."""
    return [answers.robots(("/inapp", "/auth")), Route("/@{handle}", _tiktok)]


def youtube() -> list[Route]:
    """YouTube: Open Graph; absent channels are 404."""
    return [answers.robots(("/results", "/comment")), Route("/@{handle}", _youtube)]


def telegram() -> list[Route]:
    """Telegram: 200 for every name; only a taken one has a title block."""
    return [answers.robots(), Route("/{handle}", _telegram)]


def walled() -> list[Route]:
    """A place that sends every visitor to its login page."""
    return [
        answers.robots(("/api/",)),
        Route("/accounts/login/", lambda _: answers.page("login_wall")),
        Route("/{handle}", _to_login),
        Route("/{handle}/", _to_login),
    ]


def login_only() -> list[Route]:
    """A place that shows its login page, with status 200, under every address."""
    return [answers.robots(), Route("/{handle}", lambda _: answers.page("login_page"))]


def changed() -> list[Route]:
    """A place that answers, in a layout nobody has seen before."""
    shell = Route("/id/{handle:path}", lambda _: answers.page("changed_layout"))
    return [answers.robots(("/actions/", "/login/")), shell]


def pictures() -> list[Route]:
    """The avatar hosts of the three."""
    return [
        answers.robots(),
        Route("/tos/{number}~{crop}", _picture),  # TikTok
        Route("/ytc/{number}=s{size}", _picture),  # YouTube
        Route("/file/{number}.jpg", _picture),  # Telegram
    ]


def _known(host: str, request: Request) -> Profile | None:
    asked = request.path_params["handle"].lower()
    return next((each for each in living_at(host) if each.handle == asked), None)


def _tiktok(request: Request) -> Response:
    profile = _known(TIKTOK, request)
    if profile is None:
        return answers.page("tiktok_absent", status_code=NO_SUCH_USER)
    image = f"https://{TIKTOK_PICTURES}/tos/{profile.number}~crop:720:720.jpeg?x-expires=1796083200"
    followers, following, posts = profile.counts
    stats = {"followerCount": followers, "followingCount": following, "videoCount": posts}
    opened = int(profile.created.timestamp())
    answer = answers.page("tiktok", profile=profile, image=image, stats=stats, opened=opened)
    answer.set_cookie("ttwid", "practice", secure=True, httponly=True)
    return answer


def _youtube(request: Request) -> Response:
    profile = _known(YOUTUBE, request)
    if profile is None:
        return answers.page("youtube_absent", 404)
    image = f"https://{YOUTUBE_PICTURES}/ytc/{profile.number}=s900-c-k-c0x00ffffff-no-rj"
    channel = "UC" + profile.did.removeprefix("did:plc:")[:22]
    return answers.page("youtube", profile=profile, image=image, channel=channel)


def _telegram(request: Request) -> Response:
    profile = _known(TELEGRAM, request)
    handle = request.path_params["handle"]
    if profile is None:
        return answers.page("telegram_absent", handle=handle)
    image = f"https://{TELEGRAM_PICTURES}/file/{profile.number}.jpg"
    return answers.page("telegram", profile=profile, image=image, members=profile.counts[0])


def _to_login(request: Request) -> Response:
    following = request.path_params["handle"]
    return RedirectResponse(f"/accounts/login/?next=%2F{following}%2F", 302)


def _picture(request: Request) -> Response:
    profile = answers.BY_NUMBER.get(request.path_params["number"])
    return answers.picture(profile) if profile else Response("Not Found", 404)
