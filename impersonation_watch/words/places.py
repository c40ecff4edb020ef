"""Names of places, and what came of looking there. Pure."""

from __future__ import annotations

from impersonation_watch.model import Outcome, SourceReport

PLACES = {
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "github": "GitHub",
    "link": "The link you gave",
    "again": "Profiles already known",
    "handles": "Pages with your user names",
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
    Outcome.OK: "Looked, and profiles were there to compare.",
    Outcome.OK_EMPTY: "Looked, and nothing came up.",
    Outcome.PARTIAL: "Looked at a part; some answers did not come.",
    Outcome.BLOCKED_LOGIN: "Could not look: it asks for a log-in, and we never log in.",
    Outcome.BLOCKED_CAPTCHA: "Could not look: it asks for proof of being human.",
    Outcome.RATE_LIMITED: "Could not look: it asked us to wait.",
    Outcome.KEY_MISSING: "Could not look: it needs an access key that is not set.",
    Outcome.KEY_REFUSED: "Could not look: it refused the access key.",
    Outcome.NOT_SUPPORTED: "Could not look: it has no search or page that a program may read.",
    Outcome.LAYOUT_CHANGED: "Could not look: its pages have changed and we no longer read them.",
    Outcome.NETWORK_ERROR: "Could not look: it could not be reached.",
    Outcome.ABSENT: "Looked, and there is no such profile.",
    Outcome.NEEDS_YES: "Not looked at: whoever is behind it may see the visit. Say yes first.",
}
LOST = (
    "Findings are missing between what was kept before and what came in now."
    " Somebody may have removed files, or a disk was full."
)
MORE = " There was more than we read."
AGAIN = " We may ask again from {at:%d} {at:%B}, {at:%H:%M} UTC."

# Places no program of ours can search, and how to look there. Always named beside the outcome.
CANNOT_SEARCH: tuple[tuple[str, str], ...] = (
    (
        "Instagram",
        "Search your name in the app, and ask a friend to look from their account: one that copies"
        " you may have blocked you. Give us the link of what you find.",
    ),
    (
        "Facebook",
        "Search your name under People, and ask a friend to look too. Give us the link.",
    ),
    (
        "WhatsApp",
        "Ask people who were written to for a screenshot with the number and the picture.",
    ),
    (
        "Dating apps (Tinder, Bumble, Hinge and others)",
        "Profiles have no address. Whoever saw one can take screenshots of every picture and of the"
        " text, and note name, age, place and day.",
    ),
    ("Snapchat", "Search your name and user names in the app; ask friends for screenshots."),
    ("LinkedIn", "Search your name while logged in, and in a search engine. Give us the link."),
    ("X", "Search your name under People in the app. Give us the link."),
    ("OnlyFans and similar sites", "Search your name and user names in a search engine."),
    ("Private groups and chats", "Only members can see them: ask them for screenshots."),
)


def place(source: str) -> str:
    """Readable name of a source: "bluesky.search", "mastodon.search:example.social"."""
    name, _, host = source.partition(":")
    family = name.split(".")[0]
    if family == "handles" and host:
        return SITES.get(host.removeprefix("www."), host)
    known = PLACES.get(family, SITES.get(source, family.capitalize()))
    return f"{known} ({host})" if host else known


def missing(gaps: int, spoiled: int) -> tuple[str, ...]:
    """A sentence when findings did not arrive, and one when some could not be read."""
    sentences = [LOST] if gaps else []
    if spoiled == 1:
        sentences.append("A file in the inbox could not be read and was set aside.")
    elif spoiled:
        sentences.append(f"{spoiled} files in the inbox could not be read and were set aside.")
    return tuple(sentences)


def outcome(report: SourceReport) -> str:
    """What came of looking at one source. "Could not look" is never "nothing found"."""
    sentence = OUTCOMES[report.outcome]
    if report.outcome in (Outcome.OK, Outcome.PARTIAL) and report.more_available:
        sentence += MORE
    if report.next_allowed_at is not None:
        sentence += AGAIN.format(at=report.next_allowed_at)
    return sentence
