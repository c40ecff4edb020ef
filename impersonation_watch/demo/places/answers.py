"""What all places share: pages from templates, rate-limit headers, robots.txt, drawn avatars."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from impersonation_watch.demo import people, portraits
from impersonation_watch.demo.people import EVERYBODY, Likeness, Profile

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent.parent / "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
BY_NUMBER = {str(each.number): each for each in EVERYBODY}


def page(name: str, status: int = 200, **fields: object) -> Response:
    """The HTML page `name` from pages/, with the given fields filled in."""
    text = TEMPLATES.get_template(f"{name}.html").render(**fields)
    return Response(text, status, media_type="text/html; charset=utf-8")


def as_json(body: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, headers, media_type="application/json; charset=utf-8")


def robots(disallow: Sequence[str] = ()) -> Route:
    """The robots.txt of a place that closes the given paths and leaves the rest open."""
    lines = [f"Disallow: {path}" for path in disallow] or ["Disallow:"]
    text = "\n".join(["User-agent: *", *lines, ""])
    return Route("/robots.txt", lambda _: PlainTextResponse(text))


def words(text: str) -> tuple[str, ...]:
    """Words as search engines cut them: without accents, lower case, letters and digits."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return tuple(re.findall(r"[^\W_]+", plain.lower()))


def number(request: Request, name: str, default: int) -> int:
    """A whole number from the query string; `default` where there is none."""
    text = request.query_params.get(name, "")
    return int(text) if text.isdigit() else default


def picture(profile: Profile, media: str = "jpeg") -> Response:
    """The avatar of a profile, encoded anew as a platform does; `media` is jpeg or webp."""
    headers = {"Cache-Control": "public, max-age=604800"}
    content = _avatar(profile.likeness, profile.number, media)
    return Response(content, 200, headers, f"image/{media}")


@cache
def _avatar(likeness: Likeness, placeholder: int, media: str) -> bytes:
    upload = people.uploaded(likeness)
    return portraits.avatar(upload, media) if upload else portraits.default_avatar(placeholder)
