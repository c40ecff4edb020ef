"""The set-up: where there is no vault, six screens lead to one. Nothing is kept before the last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from starlette.responses import Response

from impersonation_watch import founding
from impersonation_watch.language import _
from impersonation_watch.pictures import LARGEST
from impersonation_watch.review.beginning import MOST_PHOTOS, Beginning, lines
from impersonation_watch.review.pages.hits import picture
from impersonation_watch.review.pages.setup_taking import (
    CAREFUL,
    TAKING,
    beginning_of,
    missing,
    offer,
)
from impersonation_watch.review.searched import is_unspelt, searched, ticked, to_spell
from impersonation_watch.review.visit import NotHere, Page, Visit, go

PLACES = 6  # screens, as they are counted for her
YEAR = timedelta(days=365)
STEPS = {  # screen -> its number; who said yes, and how a name is spelt, are part of another
    "who": 1,
    "consent": 1,
    "names": 2,
    "spellings": 2,
    "photos": 3,
    "accounts": 4,
    "safety": 5,
    "passphrase": 6,
}


def begin(visit: Visit) -> Response:
    """What to know before anything is typed; refused where no vault can lie."""
    founding.check_folder(visit.sitting.folder)
    return visit.show("setup_begin.html", folder=visit.sitting.folder)


def start(visit: Visit) -> Response:
    """Go on with what was typed before, or start with nothing."""
    founding.check_folder(visit.sitting.folder)
    visit.sitting.beginning = visit.sitting.beginning or Beginning()
    visit.sitting.touch()
    return go("/setup/who")


def ask(visit: Visit) -> Response:
    """One screen with what was typed there before."""
    step, beginning = _step(visit), beginning_of(visit)
    if step == "passphrase" and missing(beginning):
        return go(f"/setup/{missing(beginning)}")
    if step == "spellings" and not to_spell(lines(beginning.typed.get("names", ""))):
        return go("/setup/names")
    return _show(visit, ())


def take(visit: Visit) -> Response:
    """Keep what was typed in memory, then on, or say what cannot be used."""
    taken = TAKING[_step(visit)](visit)
    if taken.problems:
        return _show(visit, taken.problems, advice=taken.advice)
    return go(f"/setup/{taken.on}" if taken.on else "/setup-code")


def photo(visit: Visit) -> Response:
    """Our own copy of a photo that was chosen."""
    for each in beginning_of(visit).prints:
        if each.photo.id == visit.path["photo"]:
            return picture(each.display)
    raise NotHere


def only_without_vault(shown: Page) -> Page:
    """The page, only where there is no vault; and only begun set-ups reach past the first."""

    def page(visit: Visit) -> Response:
        if visit.sitting.vault is not None or visit.sitting.has_vault:
            return go("/")
        if visit.sitting.beginning is None and {"step", "photo"} & set(visit.path):
            return go("/setup")
        return shown(visit)

    return page


PAGES: tuple[tuple[str, str, Page], ...] = (
    ("GET", "/setup", begin),
    ("POST", "/setup", start),
    ("GET", "/setup/photos/{photo}", photo),
    ("GET", "/setup/{step}", ask),
    ("POST", "/setup/{step}", take),
)


def _step(visit: Visit) -> str:
    if visit.path["step"] not in STEPS:
        raise NotHere
    return visit.path["step"]


def _show(visit: Visit, problems: Sequence[str], *, advice: str = "") -> Response:
    step, beginning = _step(visit), beginning_of(visit)
    if step == "passphrase":
        beginning = offer(visit)
    return visit.show(
        f"setup_{step}.html",
        status=422 if problems else 200,
        number=STEPS[step],
        places=PLACES,
        beginning=beginning,
        typed=_Typed(beginning.typed),
        problems=problems,
        advice=advice,
        **_shown_on(visit, step, beginning, problems),
    )


class _Typed(dict[str, str]):
    """What was typed; a field nobody typed in is empty."""

    def __missing__(self, field: str) -> str:
        return ""


def _shown_on(
    visit: Visit, step: str, beginning: Beginning, problems: Sequence[str]
) -> dict[str, object]:
    """What one screen shows beside what was typed."""
    if step == "consent":
        return {"in_a_year": (visit.now + YEAR).date().isoformat()}
    if step == "spellings":
        return _spellings(beginning)
    if step == "photos":
        return {"most": MOST_PHOTOS, "largest": LARGEST}
    if step == "accounts":
        return {"addresses": visit.form.get("addresses", "") if problems else ""}
    if step == "safety":
        return {"told": _(CAREFUL) in problems}
    return {"searched": _searched(visit, beginning)} if step == "passphrase" else {}


def _spellings(beginning: Beginning) -> dict[str, object]:
    given = lines(beginning.typed.get("names", ""))
    spelt = to_spell(given)
    chosen = lines(beginning.typed.get("spellings", ""))
    offered = {each for one in spelt for each in one.suggestions}
    return {
        "spelt": spelt,
        "unspelt": is_unspelt(given),
        "ticked": chosen or ticked(given, spelt),
        "more": "\n".join(each for each in chosen if each not in offered),
    }


def _searched(visit: Visit, beginning: Beginning) -> object:
    person = beginning.person()
    return searched(
        person.names,
        nicknames=person.nicknames,
        user_names=person.handles,
        settings=beginning.settings(),
        now=visit.now,
    )
