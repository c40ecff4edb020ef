"""What “Leave” does and what it cannot do: said once, before anything personal is shown."""

from __future__ import annotations

from starlette.responses import Response

from impersonation_watch.review.visit import LEAVING_TOLD, Visit, go


def explain(visit: Visit) -> Response:
    """The explanation; it says nothing about anybody."""
    return visit.show("leaving.html", first=visit.is_untold())


def understood(visit: Visit) -> Response:
    """She has read it: remembered in the vault, and on to where she was going."""
    if visit.sitting.vault is None:
        return go("/unlock")
    if visit.is_untold():
        visit.vault.store.set_fact(LEAVING_TOLD, visit.now.isoformat())
    return go("/")
