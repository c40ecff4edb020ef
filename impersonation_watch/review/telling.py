"""What cases and their parts are called on the pages. Pure."""

from __future__ import annotations

from impersonation_watch.language import N_, _

APPS = {  # as they call themselves: the same in every language
    "instagram": "Instagram",
    "facebook": "Facebook",
    "whatsapp": "WhatsApp",
    "tinder": "Tinder",
    "bumble": "Bumble",
}
ANOTHER = "another"
KINDS = {
    "screenshot": N_("Screenshot"),
    "photo": N_("Picture shown on the profile"),
    "messages": N_("Messages"),
    "police": N_("Paper from the police"),
    "document": N_("Another paper"),
}
PICTURES = ("screenshot", "photo")
TEXT_KINDS = ("messages", "police")
POLICE_SENTENCE = N_(
    "“Somebody uses my name or my pictures. Please ask the company to keep the data of that"
    " profile before it is taken down: who made it, when, and from where.”"
)


def app_name(app: str) -> str:
    """The app as it calls itself, or in her words."""
    return APPS.get(app.strip().casefold(), app) or _("App not written down yet")
