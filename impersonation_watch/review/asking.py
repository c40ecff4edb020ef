"""The safety questions: asked before a case is opened and before every packet. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from impersonation_watch.language import N_
from impersonation_watch.model import Answered, Police, Safety, Shown

ANSWER_ALL = N_("Please answer each question. “I am not sure” is an answer, too.")
FIELDS: dict[str, type[StrEnum]] = {
    "anger": Answered,
    "knows_who": Answered,
    "police": Police,
    "shown": Shown,
}


def safety(form: Mapping[str, str], now: datetime) -> Safety | None:
    """The answers of a form with `safety_questions` in it; None when one is not answered."""
    if not answered(form, FIELDS):
        return None
    return Safety(
        anger=Answered(form["anger"]),
        knows_who=Answered(form["knows_who"]),
        police=Police(form["police"]),
        shown=Shown(form["shown"]),
        asked_at=now,
    )


def answered(form: Mapping[str, str], fields: Iterable[str]) -> bool:
    """Whether each of these questions has one of its answers in the form."""
    return all(form.get(field) in tuple(FIELDS[field]) for field in fields)
