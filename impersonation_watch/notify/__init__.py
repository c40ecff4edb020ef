"""Notices: one fixed, neutral sentence through the channel the user chose, found by file name."""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import replace

from impersonation_watch.language import LANGUAGES, N_, _, catalogue
from impersonation_watch.model import CannotSend, Settings

LONGEST_TEXT = 100  # what a lock screen shows without cutting
TELLING = re.compile(r"://|www\.|@|\d|[\r\n]", re.IGNORECASE)  # addresses, handles, counts

TITLE, TEXT = N_("Reminder"), N_("You have something to look at.")  # as they ship


def channels() -> tuple[str, ...]:
    """Names of the channels there are: one file of this folder each."""
    return tuple(sorted(each.name for each in pkgutil.iter_modules(__path__)))


def neutral(text: str) -> bool:
    """Whether a notice may say this: somebody else may be the one who reads it.

    Refuses addresses, handles, numbers, line breaks and long texts. It cannot know names.
    """
    return 0 < len(text.strip()) <= LONGEST_TEXT and not TELLING.search(text)


def in_language(settings: Settings) -> Settings:
    """With our own words for the notice in the language in use; words somebody chose stay."""
    return replace(
        settings,
        notice_title=_reworded(settings.notice_title, TITLE),
        notice_text=_reworded(settings.notice_text, TEXT),
    )


def send(channel: str, settings: Settings, text: str) -> None:
    """Show the sentence through this channel.

    Raises CannotSend when there is no such channel, the text is not neutral, or it did not work.
    """
    if channel not in channels():
        raise CannotSend(
            _("there is no channel named {channel}").format(channel=repr(channel)),
            permanent=True,
            advice=_("Choose one of: none, {channels}.").format(channels=", ".join(channels())),
        )
    if not (neutral(text) and neutral(settings.notice_title)):
        raise CannotSend(
            _("a notice may not hold addresses, handles or numbers"),
            permanent=True,
            advice=_("Choose a text that tells a stranger nothing."),
        )
    importlib.import_module(f"{__name__}.{channel}").send(settings, text)


def _reworded(now: str, ours: str) -> str:
    return _(ours) if now in {catalogue(each).gettext(ours) for each in LANGUAGES} else now
