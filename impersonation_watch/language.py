"""Which language people are spoken to in: gettext catalogues, and the one in use here and now."""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

LANGUAGES = {"en": "English", "ar": "العربية"}  # as each calls itself; the first is the source
RIGHT_TO_LEFT = frozenset({"ar"})
ENGLISH = "en"

_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def _(text: str) -> str:
    """The text in the language in use; a text without a translation stays English."""
    return catalogue(_spoken.get()).gettext(text) if text else ""


def several(one: str, many: str, count: int) -> str:
    """The form of the text that fits the number; Arabic has six."""
    return catalogue(_spoken.get()).ngettext(one, many, count)


def N_(text: str) -> str:  # noqa: N802  the name every gettext tool looks for
    """Marks a text that stands in a constant; `_` translates it where it is shown."""
    return text


def speak(language: str) -> None:
    """Use this language from here on, in this thread or task; English where it is not known."""
    _spoken.set(language if language in LANGUAGES else ENGLISH)


def spoken() -> str:
    """The language in use, as an HTML `lang`."""
    return _spoken.get()


def direction(language: str) -> str:
    """ "rtl" or "ltr", as an HTML `dir`."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def preferred(accepted: str) -> str:
    """The first of ours in an Accept-Language header; English when none is."""
    asked = [part.split(";")[0].strip().lower().split("-")[0] for part in accepted.split(",")]
    return next((each for each in asked if each in LANGUAGES), ENGLISH)


@cache
def catalogue(language: str) -> NullTranslations:
    """The compiled texts of a language; the source language has none."""
    path = files("impersonation_watch") / "locale" / language / "LC_MESSAGES" / "messages.mo"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as compiled:
        return GNUTranslations(compiled)
