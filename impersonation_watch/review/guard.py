"""Who may ask the pages for anything, and the headers every answer carries."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from impersonation_watch import language
from impersonation_watch.language import N_
from impersonation_watch.review import unasked, uploads
from impersonation_watch.review.sitting import Sitting

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self';"
    " form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
PICTURE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
ALWAYS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-DNS-Prefetch-Control": "off",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
FRAMES = frozenset({"iframe", "frame", "embed", "object", "fencedframe"})
LARGEST_FORM = 256 * 1024  # twenty thousand Arabic letters, six characters each on the way
REFUSALS = {413: N_("This is too much at once. Go back and send less: a few photos at a time.")}
REFUSED = N_("Refused.")
ENTRY = "/enter/"  # opened from a file, so the browser calls it cross-site


class Guard:
    """ASGI wrapper around the whole application, outside its own error pages."""

    def __init__(self, app: ASGIApp, hosts: Collection[str], sitting: Sitting) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.sitting = sitting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on; either way the headers are set."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _set_headers(MutableHeaders(scope=message))
            await send(message)

        scope = {**scope, "path": unasked.plain(scope["path"])}
        status = refusal(scope["method"], scope["path"], Headers(scope=scope), self.hosts)
        if status is None:
            await self.app(scope, receive, send_guarded)
        else:
            if status == 413:
                await _hear_out(receive)
            words = refused(status, Headers(scope=scope).get("accept-language", ""))
            await PlainTextResponse(words, status)(scope, receive, send_guarded)


def refused(status: int, accepted: str) -> str:
    """What a refused browser is told, in a language it asks for."""
    language.speak(language.preferred(accepted))
    return language._(REFUSALS.get(status, REFUSED))


async def _hear_out(receive: Receive) -> None:
    """Read what is too much to its end and drop it: a browser shows no answer before that."""
    while (await receive()).get("more_body"):
        pass


def refusal(method: str, path: str, headers: Headers, hosts: Collection[str]) -> int | None:
    """The status a request is refused with, or None when it may reach a page.

    The host is compared with its port: a name rebound to loopback arrives without any
    Sec-Fetch-Site, so only this check stops it.
    """
    if len(headers.getlist("host")) != 1 or headers["host"] not in hosts:
        return 421
    if headers.get("sec-fetch-dest") in FRAMES:
        return 403
    from_elsewhere = headers.get("sec-fetch-site") in ("cross-site", "same-site")
    if from_elsewhere and not (method == "GET" and path.startswith(ENTRY)):
        return 403
    if method in ("GET", "HEAD"):
        return None
    return _form_refusal(path, headers) if method == "POST" else 405


def _form_refusal(path: str, headers: Headers) -> int | None:
    if not _same_origin(headers):
        return 403
    kind = headers.get("content-type", "")
    takes_files = uploads.takes_files(path) and kind.startswith(uploads.MULTIPART)
    if not takes_files and not kind.startswith("application/x-www-form-urlencoded"):
        return 415
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        return 411
    return 413 if int(length) > (uploads.LARGEST if takes_files else LARGEST_FORM) else None


def _same_origin(headers: Mapping[str, str]) -> bool:
    """Under `no-referrer` browsers send `Origin: null` with our own forms; then Sec-Fetch-Site
    has to say so."""
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    if origin == f"http://{headers['host']}":
        return site in (None, "same-origin")
    return origin == "null" and site == "same-origin"


def _set_headers(headers: MutableHeaders) -> None:
    for name, value in ALWAYS.items():
        headers[name] = value
    if "content-security-policy" not in headers:
        headers["Content-Security-Policy"] = POLICY
