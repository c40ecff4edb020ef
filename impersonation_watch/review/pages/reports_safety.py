"""The safety questions before a report: two screens, and a clear yes before pictures go."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from impersonation_watch import intake
from impersonation_watch.language import _
from impersonation_watch.review import asking
from impersonation_watch.review.reporting import about_of
from impersonation_watch.review.visit import Visit, go

FIRST, SECOND = ("anger", "knows_who"), ("police", "shown")
SCREEN = "screen"  # field of the form: which of the two was answered
LAST = "two"


def ask(visit: Visit, typed: Mapping[str, str], said: str = "") -> Response:
    """The first screen; the second where the first two are answered and it was reached before."""
    is_last = typed.get(SCREEN) == LAST and asking.answered(typed, FIRST)
    return visit.show(
        "report_safety_two.html" if is_last else "report_safety.html",
        status=422 if said else 200,
        about=about_of(visit),
        number=2 if is_last else 1,
        typed=typed,
        said=said,
    )


def answer(visit: Visit) -> Response:
    """On to the next screen; after the last one keep the answers, and the choice follows."""
    about, typed = about_of(visit), visit.form
    if typed.get("back"):
        return ask(visit, {**typed, SCREEN: "" if typed["back"] == "first" else LAST})
    answers = asking.safety(typed, visit.now)
    if answers is None:
        return _ask_open(visit)
    pictures = visit.vault.store.pictures_refused(about.id, answers)
    if pictures and typed.get("erase") != "yes":
        return visit.show("report_erase.html", about=about, typed=typed, pictures=pictures)
    intake.save_safety(visit.vault, about.id, answers, now=visit.now)
    begun = visit.sitting.draft.get("draft", "")  # the answers grew old while a form was typed
    return go(begun if begun.startswith(f"{about.path}/report/") else f"{about.path}/report")


def _ask_open(visit: Visit) -> Response:
    """What is not answered yet: the second screen as it comes, else what was left open."""
    typed = visit.form
    comes = asking.answered(typed, FIRST) and typed.get(SCREEN) != LAST
    said = "" if comes and not any(typed.get(each) for each in SECOND) else _(asking.ANSWER_ALL)
    return ask(visit, {**typed, SCREEN: LAST}, said=said)
