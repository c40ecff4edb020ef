"""The small forms of a case: from fields to nouns and back. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace

from impersonation_watch.language import _
from impersonation_watch.model import Case, Description, PoliceReport, WatchError, Witness
from impersonation_watch.review.foreign import web_address
from impersonation_watch.review.telling import ANOTHER, APPS

SHOWN = ("name", "handle", "age", "place", "bio", "phone")
POLICE = ("number", "station", "officer", "day", "court_day")
ROWS = 2  # to type a witness into; more come with each that is kept
MOST_ROWS = 20
LONGEST_ADDRESS = 2000

Form = Mapping[str, str]


def words(form: Form, field: str) -> str:
    """What was typed; a browser sends other line ends than were typed."""
    return form.get(field, "").replace("\r\n", "\n").strip()


def read_app(form: Form, before: Description) -> Description:
    """App and address as typed. Raises WatchError for an address that is none."""
    chosen = form.get("app", "")
    own = words(form, "own_app")
    app = chosen if chosen in APPS else own
    return replace(before, app=app, url=address(form.get("url", "")))


def typed_app(told: Description) -> dict[str, str]:
    """What stands in the fields of `read_app`."""
    chosen = told.app.strip().casefold()
    if not told.app or chosen in APPS:
        return {"app": chosen, "own_app": "", "url": told.url}
    return {"app": ANOTHER, "own_app": told.app, "url": told.url}


def address(typed: str) -> str:
    """A full address; empty stays empty. Raises WatchError."""
    url = typed.strip()
    if not url:
        return ""
    if "://" not in url:
        url = f"https://{url}"
    odd = any(each.isspace() for each in url) or len(url) > LONGEST_ADDRESS
    if odd or web_address(url) is None or "." not in url:
        raise WatchError(
            _("That is not an address of a page."),
            advice=_("Copy the whole address from the browser, or leave the field empty."),
        )
    return url


def _app(form: Form, case: Case) -> dict[str, object]:
    return {"description": read_app(form, case.description)}


def _shown(form: Form, case: Case) -> dict[str, object]:
    typed = {field: words(form, field) for field in SHOWN}
    return {"description": replace(case.description, **typed)}


def _happened(form: Form, case: Case) -> dict[str, object]:
    return {"happened": words(form, "happened")}


def _witnesses(form: Form, case: Case) -> dict[str, object]:
    rows = [
        {part: words(form, f"{part}-{row}") for part in ("who", "when", "what")}
        for row in range(1, MOST_ROWS + 1)
    ]
    return {"witnesses": tuple(Witness(**row) for row in rows if any(row.values()))}


def _police(form: Form, case: Case) -> dict[str, object]:
    typed = {field: words(form, field) for field in POLICE}
    return {"police": PoliceReport(**typed) if any(typed.values()) else None}


READERS: dict[str, Callable[[Form, Case], dict[str, object]]] = {
    "app": _app,
    "shown": _shown,
    "happened": _happened,
    "witnesses": _witnesses,
    "police": _police,
}


def typed(part: str, case: Case) -> dict[str, str]:
    """What stands in the fields of a part, as it is kept."""
    if part == "app":
        return typed_app(case.description)
    if part == "shown":
        return {field: getattr(case.description, field) for field in SHOWN}
    if part == "happened":
        return {"happened": case.happened}
    if part == "police":
        return asdict(case.police or PoliceReport())
    return {
        f"{name}-{row}": text
        for row, witness in enumerate(case.witnesses, 1)
        for name, text in asdict(witness).items()
    }


def rows(case: Case) -> int:
    """How many rows to offer: those kept, and some to type into."""
    return min(max(len(case.witnesses) + 1, ROWS), MOST_ROWS)
