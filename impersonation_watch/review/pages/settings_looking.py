"""When and where to look, and how to be told."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from impersonation_watch import amend, notify
from impersonation_watch.language import _
from impersonation_watch.model import Keeping, Settings
from impersonation_watch.review.beginning import lines
from impersonation_watch.review.sitting import Flash
from impersonation_watch.review.visit import NotHere, Visit, go

SOURCES = Settings().sources  # those that ship; one added by hand in a file stays as it is
HOURS = (12, 24, 48, 72, 168)  # what may be chosen; another number from a file stays
NONE = "none"


def looking(visit: Visit) -> dict[str, object]:
    """How often may be chosen."""
    return {"hours": sorted({*HOURS, visit.vault.store.settings().every_hours})}


def change_looking(visit: Visit) -> None:
    """When it may look, and how often; who looks is told at once."""
    before = visit.vault.store.settings()
    keeping = visit.form.get("keeping", before.keeping)
    every = visit.form.get("every", str(before.every_hours))
    if keeping not in tuple(Keeping) or not (every.isascii() and every.isdigit()):
        raise NotHere
    changed = replace(before, keeping=Keeping(keeping), every_hours=int(every[:4]))
    amend.amend_settings(visit.vault, changed, visit.now)
    visit.sitting.hand_over_key(afresh=changed.every_hours != before.every_hours)


def places(visit: Visit) -> dict[str, object]:
    """Places that ship, and the Mastodon servers asked."""
    settings = visit.vault.store.settings()
    return {"sources": SOURCES, "hosts": "\n".join(settings.mastodon_hosts)}


def change_places(visit: Visit) -> None:
    """Where it looks from the next look on."""
    before = visit.vault.store.settings()
    on = tuple(each for each in SOURCES if visit.form.get(f"source-{each}") == "yes")
    others = tuple(each for each in before.sources if each not in SOURCES)
    hosts = lines(visit.form.get("mastodon_hosts", "\n".join(before.mastodon_hosts)))
    changed = replace(before, sources=(*on, *others), mastodon_hosts=hosts)
    amend.amend_settings(visit.vault, changed, visit.now)


def notices(visit: Visit) -> dict[str, object]:
    """Ways to be told, and whether it is time to ask if they are still safe."""
    return {
        "channels": notify.channels(),
        "ask_again": amend.must_ask_about_notice(visit.vault, visit.now),
    }


def change_notices(visit: Visit) -> Response | None:
    """How to be told and in which words, or only that it is still safe."""
    before, form = visit.vault.store.settings(), visit.form
    changed = replace(
        before,
        notice=form.get("notice", before.notice),
        notice_title=form.get("notice_title", before.notice_title).strip(),
        notice_text=form.get("notice_text", before.notice_text).strip(),
    )
    amend.amend_settings(visit.vault, changed, visit.now)
    amend.notice_is_safe(visit.vault, visit.now)
    visit.sitting.hand_over_key(afresh=changed != before)
    if "safe" not in form:
        return None
    visit.sitting.flash = Flash(text=_("Thank you. You are asked again in 30 days."))
    return go("/")
