"""How the pages look and lock, and what opens them."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from impersonation_watch import amend
from impersonation_watch.model import Settings
from impersonation_watch.review.visit import NotHere, Visit, go
from impersonation_watch.vault import generate_passphrase

DOSES = (3, 5, 10, 20, 0)
MINUTES = (2, 5, 10, 20, 30, 60)


def pages(visit: Visit) -> dict[str, object]:
    """What may be chosen; another number from a file stays."""
    settings = visit.vault.store.settings()
    doses = DOSES if settings.dose in DOSES else (settings.dose, *DOSES)
    return {"doses": doses, "minutes": sorted({*MINUTES, settings.idle_minutes})}


def change_pages(visit: Visit) -> None:
    """Covered pictures, how many at a time, and how long until it locks."""
    before = visit.vault.store.settings()
    changed = replace(
        before,
        cover_pictures=visit.form.get("cover", _yes(before)) == "yes",
        dose=_number(visit, "dose", before.dose),
        idle_minutes=_number(visit, "minutes", before.idle_minutes),
    )
    amend.amend_settings(visit.vault, changed, visit.now)
    visit.sitting.heed_idle()


def offered(visit: Visit) -> dict[str, object]:
    """Words made by chance."""
    return {"offered": generate_passphrase(amend.facts(visit.vault))}


def change_passphrase(visit: Visit) -> None:
    """Only for who knows the one before."""
    before, new = visit.form.get("before", ""), visit.form.get("passphrase", "")
    amend.amend_passphrase(visit.vault, before, new, visit.now)


def new_code(visit: Visit) -> Response:
    """A new recovery code, only for who knows the passphrase; shown until she has it on paper."""
    code = amend.new_recovery_code(visit.vault, visit.form.get("before", ""), visit.now)
    visit.sitting.recovery_code = code
    return go("/setup-code")


def _yes(settings: Settings) -> str:
    return "yes" if settings.cover_pictures else "no"


def _number(visit: Visit, field: str, before: int) -> int:
    typed = visit.form.get(field, str(before))
    if not (typed.isascii() and typed.isdigit()):
        raise NotHere
    return int(typed[:4])
