"""In and out: the one-time entry, the passphrase, the lock and the way to leave."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from impersonation_watch import language
from impersonation_watch.language import _
from impersonation_watch.model import WatchError
from impersonation_watch.review.sitting import Flash, Sitting
from impersonation_watch.review.visit import Visit, go, keep_draft

# A cookie that is SameSite=Strict is not sent along a redirect that began in a file, so the
# entry answers with a page of our own that goes on by itself.
ENTERED = (
    '<!doctype html><html lang="{lang}" dir="{dir}"><meta charset="utf-8"><title>{title}</title>'
    '<meta http-equiv="refresh" content="0;url=/"><p><a href="/">{go_on}</a></p></html>'
)

# what is come back to after the lock: forms that were being filled in, and cases
REPORT = re.compile(r"/n/[A-Za-z0-9_-]{1,64}/report/[a-z0-9-]{1,64}")
CASE = re.compile(r"/cases/new/[a-z]{1,16}|/c/[A-Za-z0-9_-]{1,64}(/[a-z0-9-]{1,64}){0,3}")


async def enter(request: Request) -> Response:
    """Trade the one-time token for the session cookie."""
    language.speak(language.preferred(request.headers.get("accept-language", "")))
    sitting: Sitting = request.app.state.sitting
    if not sitting.enter(request.path_params["token"]):
        return PlainTextResponse(_("This way in was used already. Start again."), 403)
    answer = HTMLResponse(_entered())
    answer.set_cookie(request.app.state.cookie, sitting.session, httponly=True, samesite="strict")
    request.app.state.entered()
    return answer


def _entered() -> str:
    spoken = language.spoken()
    return ENTERED.format(
        lang=spoken, dir=language.direction(spoken), title=_("Notes"), go_on=_("Go on")
    )


def ask(visit: Visit) -> Response:
    """Where the passphrase is typed."""
    if visit.sitting.vault is not None:
        return go("/")
    if not visit.sitting.has_vault:
        return go("/setup")
    return visit.show("unlock.html", said="", advice="")


def unlock(visit: Visit) -> Response:
    """Try the passphrase."""
    try:
        visit.sitting.unlock(visit.form.get("passphrase", ""))
    except WatchError as error:
        return visit.show("unlock.html", status=403, said=str(error), advice=error.advice)
    taken = visit.sitting.taken
    if taken is not None and taken.new_hits:
        visit.sitting.flash = Flash(text=_("There is something new since you were last here."))
    return go(_way_back(visit.sitting.draft.get("draft") or visit.sitting.place))


def _way_back(typed: str) -> str:
    """To the form that was being filled in when it locked, or to the case that was read."""
    return typed if REPORT.fullmatch(typed) or CASE.fullmatch(typed) else "/"


def lock(visit: Visit) -> Response:
    """Close the vault; the next page asks for the passphrase."""
    keep_draft(visit)
    visit.sitting.lock()
    return go("/unlock")


def leave(visit: Visit) -> Response:
    """Close the vault and show a page that says nothing."""
    visit.sitting.leave()
    return go("/left")


def left(visit: Visit) -> Response:
    """The page that says nothing."""
    return visit.show("left.html")


def still_here(visit: Visit) -> Response:
    """Somebody is typing: asked for by the script, so that the lock does not cut in."""
    return Response(DOT, media_type="image/gif")


# the smallest picture there is: one transparent point
DOT = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b"
)
