"""How much is gone through before a pause is offered. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

MINUTES = timedelta(minutes=10)
SOME, TIME, ALL = "some", "minutes", "all"  # what can be chosen at a pause
USUAL = 5  # where no size was set, a number must still stand on the button
EXACT = 10  # up to here a number is told as it is
STEP = 10  # above, it is told in steps: how many more makes no difference today


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """What is left until the next pause; both None: no pause comes."""

    left: int | None = None  # decisions
    until: datetime | None = None


def usual(size: int) -> Dose:
    """What a sitting begins with; a size of 0 means that she wants no pauses."""
    return Dose(left=size) if size > 0 else Dose()


def chosen(choice: str, size: int, now: datetime) -> Dose:
    """The next dose by what was chosen; anything else is as much as usual."""
    if choice == ALL:
        return Dose()
    if choice == TIME:
        return Dose(until=now + MINUTES)
    return Dose(left=size or USUAL)


def after_one(dose: Dose) -> Dose:
    """One more was decided."""
    return dose if dose.left is None else replace(dose, left=max(dose.left - 1, 0))


def is_over(dose: Dose, now: datetime) -> bool:
    """Whether it is time for a pause."""
    return dose.left == 0 or (dose.until is not None and now >= dose.until)


def about(count: int) -> int:
    """The count as it is told: exact while it is small, then to the nearest ten."""
    return count if count <= EXACT else round(count / STEP) * STEP
