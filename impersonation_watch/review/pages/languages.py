"""Which language the pages speak: chosen anywhere, and kept where a vault is open."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from impersonation_watch import amend, notify
from impersonation_watch.language import LANGUAGES, speak
from impersonation_watch.review.visit import NotHere, Visit, go

BACK = ("/", "/settings/pages")  # where a choice may lead back to


def choose(visit: Visit) -> Response:
    """Speak it from here on; an open vault remembers it. Raises NotHere for one we do not have."""
    chosen, back = visit.form.get("language", ""), visit.form.get("back", "/")
    if chosen not in LANGUAGES:
        raise NotHere
    visit.sitting.language = chosen
    speak(chosen)
    vault = visit.sitting.vault
    if vault is not None and vault.store.settings().language != chosen:
        settings = notify.in_language(replace(vault.store.settings(), language=chosen))
        amend.amend_settings(vault, settings, visit.now)
    return go(back if back in BACK else "/")
