"""Names of places, what came of looking there, and whether a profile still stands there. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from impersonation_watch.language import N_, _, several
from impersonation_watch.model import Outcome, Presence, SourceReport
from impersonation_watch.words import dates

PLACES = {
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "github": "GitHub",
    "link": N_("The link you gave"),
    "again": N_("Profiles already known"),
    "handles": N_("Pages with your user names"),
}
SITES = {
    "tiktok.com": "TikTok",
    "youtube.com": "YouTube",
    "t.me": "Telegram",
    "x.com": "X",
    "instagram.com": "Instagram",
    "facebook.com": "Facebook",
    "github.com": "GitHub",
    "reddit.com": "Reddit",
    "pinterest.com": "Pinterest",
    "twitch.tv": "Twitch",
    "medium.com": "Medium",
}
OUTCOMES: dict[Outcome, str] = {
    Outcome.OK: N_("Looked, and profiles were there to compare."),
    Outcome.OK_EMPTY: N_("Looked, and no profile came up."),
    Outcome.PARTIAL: N_("Looked at a part; some answers did not come."),
    Outcome.BLOCKED_LOGIN: N_("Could not look: it asks for a log-in, and we never log in."),
    Outcome.BLOCKED_CAPTCHA: N_("Could not look: it asks for proof of being human."),
    Outcome.RATE_LIMITED: N_("Could not look: it asked us to wait."),
    Outcome.KEY_MISSING: N_("Could not look: it needs an access key that is not set."),
    Outcome.KEY_REFUSED: N_("Could not look: it refused the access key."),
    Outcome.NOT_SUPPORTED: N_("Could not look: it has no search or page that a program may read."),
    Outcome.LAYOUT_CHANGED: N_("Could not look: its pages changed, and we cannot read them now."),
    Outcome.NETWORK_ERROR: N_("Could not look: it could not be reached."),
    Outcome.ABSENT: N_("Looked, and there is no such profile."),
    Outcome.NEEDS_YES: N_("Not looked at: whoever is behind it may see the visit. Say yes first."),
}
LOST = N_(
    "Findings are missing between what was kept before and what came in now."
    " Somebody may have removed files, or a disk was full."
)
MORE = N_("There was more than we read.")
AGAIN = N_("We may ask again from {day}, {time} UTC.")

# What is known of a profile at its address. We cannot know why a page does not show any more.
SINCE: dict[Presence, str] = {
    Presence.UP: N_("Visible at this address, last seen on {day}"),
    Presence.NOT_VISIBLE: N_("Not visible at this address since {day}"),
    Presence.BACK: N_("Visible again at this address since {day}"),
    Presence.UNKNOWN: N_("Not known whether it is visible"),
}
UNDATED: dict[Presence, str] = {
    Presence.UP: N_("Visible at this address"),
    Presence.NOT_VISIBLE: N_("Not visible at this address"),
    Presence.BACK: N_("Visible again at this address"),
    Presence.UNKNOWN: N_("Not known whether it is visible"),
}

BY_HAND = "link"  # source of links somebody sent: no part of the daily look

# Places no program of ours can search, and how to look there. Always named beside the outcome.
CANNOT_SEARCH: tuple[tuple[str, str], ...] = (
    (
        "Instagram",
        N_(
            "Search your name in the app. Ask a friend to look from their own account too:"
            " a copy of you may have blocked you."
        ),
    ),
    ("Facebook", N_("Search your name under People, and ask a friend to look too.")),
    (
        "WhatsApp",
        N_("Ask people who got a message for a screenshot with the number and the picture."),
    ),
    (
        N_("Dating apps (Tinder, Bumble, Hinge and others)"),
        N_(
            "Profiles there have no address. Whoever saw one can take a screenshot of every"
            " picture and of the text, and note name, age, place and day."
        ),
    ),
    ("Snapchat", N_("Search your name and user names in the app. Ask friends for screenshots.")),
    ("LinkedIn", N_("Search your name while you are logged in, and in a search engine.")),
    ("X", N_("Search your name under People in the app.")),
    (
        N_("Names on TikTok, YouTube and Telegram"),
        N_("We look only at pages with your user names. Search your name in the app."),
    ),
    (
        N_("OnlyFans and sites like it"),
        N_("Search your name and user names in a search engine."),
    ),
    (
        N_("Private groups, servers and chats"),
        N_("Only members can see them. Ask a member for screenshots."),
    ),
)


def cannot_search() -> tuple[tuple[str, str], ...]:
    """Each place no program can search, and how to look there, in the language in use."""
    return tuple((_(name), _(how)) for name, how in CANNOT_SEARCH)


def place(source: str) -> str:
    """Readable name of a source: "bluesky.search", "mastodon.search:example.social"."""
    name, _colon, host = source.partition(":")
    family = name.split(".")[0]
    if family == "handles" and host:
        return SITES.get(host.removeprefix("www."), host)
    known = _(PLACES.get(family, SITES.get(source, family.capitalize())))
    return f"{known} ({host})" if host else known


def looked(reached: int, places: int, at: datetime) -> str:
    """How much was looked at, and when: no outcome stands without it."""
    return several(
        "Looked at {reached} of {places} place on {day}.",
        "Looked at {reached} of {places} places on {day}.",
        places,
    ).format(reached=reached, places=places, day=dates.day(at))


def never_looked() -> str:
    """The same before the first look."""
    return _("Nothing has been looked at yet.")


def is_daily(reports: Iterable[SourceReport]) -> bool:
    """Whether a run was a look, and not just a link that somebody sent."""
    sources = [report.source for report in reports]
    return not sources or any(source != BY_HAND for source in sources)


def presence(known: Presence, since: datetime | None) -> str:
    """What is known of a profile at its address. It says what was seen, and never why.

    `since` is the day it was first seen so, or was last seen while it is up; None: not known.
    """
    if since is None:
        return _(UNDATED[known])
    return _(SINCE[known]).format(day=dates.date(since))


def missing(gaps: int, spoiled: int) -> tuple[str, ...]:
    """A sentence when findings did not arrive, and one when some could not be read."""
    sentences = [_(LOST)] if gaps else []
    if spoiled:
        sentences.append(
            several(
                "A file in the inbox could not be read and was set aside.",
                "{count} files in the inbox could not be read and were set aside.",
                spoiled,
            ).format(count=spoiled)
        )
    return tuple(sentences)


def outcome(report: SourceReport) -> str:
    """What came of looking at one source. "Could not look" is never "nothing found"."""
    sentences = [_(OUTCOMES[report.outcome])]
    if report.outcome in (Outcome.OK, Outcome.PARTIAL) and report.more_available:
        sentences.append(_(MORE))
    if report.next_allowed_at is not None:
        at = report.next_allowed_at
        sentences.append(_(AGAIN).format(day=dates.date(at), time=f"{at:%H:%M}"))
    return " ".join(sentences)
