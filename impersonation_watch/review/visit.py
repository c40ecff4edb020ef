"""One request to one page: what it brings, and the checks every page shares."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from impersonation_watch import language
from impersonation_watch.language import _
from impersonation_watch.model import Case, WatchError
from impersonation_watch.review.paper import render
from impersonation_watch.review.sitting import Sitting
from impersonation_watch.review.uploads import Upload, read
from impersonation_watch.vault import StoredHit, Vault

LEAVING_TOLD = "leaving_told"  # fact of the vault: she has read how to leave
QUIET = "quiet"  # a reload by the script, which is nobody's sign of life


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a page knows: the sitting, the time, the words of the address and of the form."""

    sitting: Sitting
    now: datetime
    path: Mapping[str, str]
    query: Mapping[str, str]
    form: Mapping[str, str] = field(default_factory=dict)
    files: tuple[Upload, ...] = ()
    accepted: str = ""  # languages, as the browser asks for them
    at: str = ""  # the address, where a page was asked for and nothing is to be done

    @property
    def vault(self) -> Vault:
        """The open vault; pages behind the lock are only called with one."""
        assert self.sitting.vault is not None
        return self.sitting.vault

    def is_untold(self) -> bool:
        """Whether the vault is open and how to leave was never explained to her."""
        vault = self.sitting.vault
        return vault is not None and not vault.store.fact(LEAVING_TOLD)

    def hit(self) -> StoredHit:
        """The hit of the address. Raises NotHere."""
        try:
            return self.vault.store.hit(self.path["hit"])
        except KeyError as error:
            raise NotHere from error

    def case(self) -> Case:
        """The case of the address. Raises NotHere."""
        try:
            return self.vault.store.case(self.path["case"])
        except KeyError as error:
            raise NotHere from error

    def draft(self) -> dict[str, str]:
        """What was typed into the form of this page before it locked; once."""
        typed = self.sitting.draft
        if not self.at or typed.get("draft") != self.at:
            return {}
        self.sitting.draft = {}
        return typed

    def show(self, template: str, *, status: int = 200, **shown: object) -> Response:
        """An HTML answer from a template."""
        return Response(
            render(template, self.sitting, shown),
            status_code=status,
            media_type="text/html",
        )


class NotHere(Exception):
    """There is no such page."""


Page = Callable[[Visit], Response]
Endpoint = Callable[[Request], Awaitable[Response]]
Run = Callable[[Request, Page, bool], Awaitable[Response]]


def go(path: str) -> Response:
    """On to another page, by GET."""
    return RedirectResponse(path, status_code=303)


def page(shown: Page, *, locked_too: bool = False) -> Endpoint:
    """An endpoint that runs `shown` for whoever holds the session, one request at a time.

    All pages run in the same single thread: the vault's connection is never used by two at once.
    """

    async def endpoint(request: Request) -> Response:
        language.speak(language.preferred(request.headers.get("accept-language", "")))
        sitting: Sitting = request.app.state.sitting
        hand: ThreadPoolExecutor = request.app.state.hand
        if not sitting.knows(request.cookies.get(request.app.state.cookie, "")):
            return PlainTextResponse(
                _("This page is closed. Start it again from the program."), 403
            )
        form, files = await read(request)
        visit = Visit(
            sitting=sitting,
            now=sitting.clock(),
            path=request.path_params,
            query=request.query_params,
            form=form,
            files=files,
            accepted=request.headers.get("accept-language", ""),
            at=request.url.path if request.method == "GET" else "",
        )
        forged = request.method == "POST" and not _has_token(sitting, form)
        answer = refuse_forged if forged else shown
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(hand, _answer, visit, answer, locked_too)

    return endpoint


def refuse_forged(visit: Visit) -> Response:
    """A form without the token of this sitting."""
    return visit.show(
        "problem.html",
        status=403,
        said=_("This form is too old."),
        advice=_("Go back to the overview and try again."),
    )


def not_here(visit: Visit) -> Response:
    """There is no such page."""
    return visit.show(
        "problem.html",
        status=404,
        said=_("There is nothing at this address."),
        advice=_("You may have erased it here. The overview lists everything that is kept."),
    )


def _answer(visit: Visit, shown: Page, locked_too: bool) -> Response:
    visit.sitting.lock_if_idle()
    language.speak(_language(visit))
    if visit.sitting.vault is None and not locked_too:
        if shown is not refuse_forged:
            keep_draft(visit)
        return go("/unlock")
    if visit.sitting.is_open and QUIET not in visit.query:
        visit.sitting.touch()
    if visit.is_untold() and not locked_too:
        return go("/leaving")
    try:
        answer = shown(visit)
    except NotHere:
        return not_here(visit)
    except WatchError as error:
        return visit.show("problem.html", status=400, said=str(error), advice=error.advice)
    if visit.at and not locked_too and answer.media_type == "text/html":
        visit.sitting.place = visit.at  # come back to after the lock
    return answer


def _language(visit: Visit) -> str:
    """Chosen on a page, else set in the vault, else what the browser asks for."""
    sitting = visit.sitting
    if sitting.language:
        return sitting.language
    if sitting.vault is not None:
        return sitting.vault.store.settings().language
    return language.preferred(visit.accepted)


def keep_draft(visit: Visit) -> None:
    """What was typed into a long form outlives the lock, in memory only."""
    if "draft" in visit.form:
        visit.sitting.draft = {name: text for name, text in visit.form.items() if name != "token"}


def _has_token(sitting: Sitting, form: Mapping[str, str]) -> bool:
    return secrets.compare_digest(form.get("token", "").encode(), sitting.csrf.encode())
