"""Days in the language in use, without the names a system's own settings would bring. Pure."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812  the function below is what is asked for
from datetime import datetime

from impersonation_watch.language import N_, _

MONTH, DAY = "month", "day"  # how exactly a moment is known
WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"),
    N_("Saturday"), N_("Sunday"),
)  # fmt: skip
MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def date(at: Date, precision: str = DAY) -> str:
    """22 November 2026, or November 2026 where only the month is known; in the zone it comes in."""
    month = _(MONTHS[at.month - 1])
    if precision == MONTH:
        return _("{month} {year}").format(month=month, year=at.year)
    return _("{day} {month} {year}").format(day=at.day, month=month, year=at.year)


def day(at: Date) -> str:
    """Sunday 22 November 2026."""
    return _("{weekday} {date}").format(weekday=_(WEEKDAYS[at.weekday()]), date=date(at))


def moment(at: datetime) -> str:
    """Sunday 22 November 2026, 09:30."""
    return _("{day}, {time}").format(day=day(at), time=f"{at:%H:%M}")
