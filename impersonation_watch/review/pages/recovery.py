"""The recovery code of a vault that was just made, shown until she has it on paper."""

from __future__ import annotations

from starlette.responses import Response

from impersonation_watch.review.visit import Visit, go


def show(visit: Visit) -> Response:
    """The recovery code, until she says that she has it on paper."""
    if not visit.sitting.recovery_code:
        return go("/")
    return visit.show("setup_code.html", code=visit.sitting.recovery_code)


def forget(visit: Visit) -> Response:
    """She has it; from here on nobody can show it."""
    visit.sitting.recovery_code = ""
    return go("/")
