"""Writing down something seen: the safety questions first, then what it is. Four short screens."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from impersonation_watch import intake, safety
from impersonation_watch.language import _
from impersonation_watch.model import Case, Description, Person, Safety, WatchError
from impersonation_watch.review import asking
from impersonation_watch.review.case_forms import read_app
from impersonation_watch.review.pages.cases_files import LARGEST, NONE, files_brought
from impersonation_watch.review.pages.hit_case import BEGUN, JOIN, begun
from impersonation_watch.review.telling import APPS, KINDS, POLICE_SENTENCE
from impersonation_watch.review.visit import NotHere, Visit, go

ASKED_AT = "asked_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One screen: its number, the fields typed there, and those that must be answered before."""

    number: int
    fields: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


STEPS = {
    "safety": Step(number=1, fields=("anger", "knows_who")),
    "police": Step(number=2, fields=("police", "shown"), needs=("anger", "knows_who")),
    "first": Step(number=3, needs=tuple(asking.FIELDS)),
    "what": Step(number=3, fields=("app", "own_app", "url", "person"), needs=tuple(asking.FIELDS)),
    "files": Step(number=4, fields=("supplied_by", "kind"), needs=tuple(asking.FIELDS)),
}
PLACES = 4  # screens as they are counted for her; the last asks for pictures


def begin(visit: Visit) -> Response:
    """A new one: nothing is answered beforehand."""
    visit.sitting.new_case = begun()
    return go("/cases/new/safety")


def ask(visit: Visit) -> Response:
    """One screen, with what was typed there before."""
    step = _step(visit)
    if not asking.answered(visit.sitting.new_case, step.needs):
        return go("/cases/new/safety")
    draft = visit.draft()
    visit.sitting.new_case |= {each: draft[each] for each in step.fields if each in draft}
    return _show(visit)


def take(visit: Visit) -> Response:
    """Keep what was typed in memory, then on; the last screen opens the case."""
    step, name = _step(visit), visit.path["step"]
    if visit.form.get(BEGUN) not in (None, visit.sitting.new_case.get(BEGUN)):
        return go("/cases/new/safety")  # another was begun meanwhile, in another tab
    typed = {each: visit.form.get(each, "") for each in step.fields}
    visit.sitting.new_case |= typed
    if not asking.answered(visit.sitting.new_case, step.needs):
        return go("/cases/new/safety")
    if name in ("what", "files"):
        return _open(visit)
    if not asking.answered(typed, step.fields):
        return _show(visit, said=_(asking.ANSWER_ALL))
    if name in ("safety", "first"):
        return go("/cases/new/police" if name == "safety" else "/cases/new/what")
    visit.sitting.new_case[ASKED_AT] = visit.now.isoformat()
    return go("/cases/new/first" if _needs_words(_answers(visit)) else "/cases/new/what")


def _open(visit: Visit) -> Response:
    """The case is there from here on: by what it is, else by the first file alone."""
    given, typed = _answers(visit), visit.sitting.new_case
    if not safety.is_fresh(given, visit.now):  # left lying: what is safe may have changed
        return go("/cases/new/safety")
    no_pictures = safety.advice(given).no_pictures
    try:
        description = read_app(typed, Description(app=""))
        if description == Description(app="") and not visit.files and not no_pictures:
            return _without_a_word(visit)
        pictures = _refused(visit, description)
        if pictures and visit.form.get("erase") != "yes":
            return visit.show("case_new_erase.html", pictures=pictures, typed=typed)
        case = intake.open_case(
            visit.vault,
            _person(visit).id,
            description,
            safety=given,
            files=files_brought(visit),
            supplied_by=visit.form.get("supplied_by", "").strip(),
            now=visit.now,
        )
    except WatchError as error:
        return _show(visit, said=str(error), advice=error.advice)
    with suppress(KeyError):  # begun from a profile that was found; it may be erased since
        visit.vault.store.join_hit(case.id, typed.get(JOIN, ""), visit.now)
    visit.sitting.new_case = {}
    if visit.files:
        return go(f"/c/{case.id}")
    return go(f"/c/{case.id}/edit/shown" if no_pictures else f"/c/{case.id}/files")


def _refused(visit: Visit, description: Description) -> int:
    """How many pictures kept here already would go when this case is opened."""
    found = visit.sitting.new_case.get(JOIN, "")
    opening = Case(
        id="",
        person_id=_person(visit).id,
        opened_at=visit.now,
        description=description,
        safety=_answers(visit),
        hits=(found,) if found else (),
    )
    return visit.vault.store.pictures_refused_with(opening)


def _without_a_word(visit: Visit) -> Response:
    """Nothing is known but that there is a picture: then the picture comes first."""
    if visit.path["step"] == "what":
        return go("/cases/new/files")
    return _show(visit, said=_(NONE), advice=_("Or go back and say where you saw it."))


def _show(visit: Visit, said: str = "", advice: str = "") -> Response:
    name = visit.path["step"]
    answers = asking.safety(visit.sitting.new_case, visit.now)
    return visit.show(
        f"case_new_{name}.html",
        status=422 if said else 200,
        number=_step(visit).number,
        places=PLACES,
        typed=visit.sitting.new_case,
        said=said,
        advice=advice,
        then=safety.advice(answers) if answers else None,
        police_sentence=POLICE_SENTENCE,
        apps=APPS,
        kinds=KINDS,
        largest=LARGEST,
        people=visit.vault.store.people(),
        needs_words=answers is not None and _needs_words(answers),
    )


def _needs_words(given: Safety) -> bool:
    """Whether something has to be said before she goes on."""
    then = safety.advice(given)
    return then.hold or then.helplines or then.no_pictures


def _answers(visit: Visit) -> Safety:
    typed = visit.sitting.new_case
    at = datetime.fromisoformat(typed[ASKED_AT]) if ASKED_AT in typed else None
    given = asking.safety(typed, at or visit.now)
    assert given is not None  # each of them was answered, or this page is not reached
    return given


def _person(visit: Visit) -> Person:
    """Whom it copies; the first where none was asked for. Raises NotHere when she is gone."""
    people = visit.vault.store.people()
    if not people:
        raise WatchError(_("Nobody is watched over here yet."))
    chosen = visit.sitting.new_case.get("person", "")
    found = [each for each in people if chosen in ("", each.id)]
    if not found:
        raise NotHere
    return found[0]


def _step(visit: Visit) -> Step:
    try:
        return STEPS[visit.path["step"]]
    except KeyError as error:
        raise NotHere from error
