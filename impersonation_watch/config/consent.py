"""From what a user wrote to a consent with a beginning and an end. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from impersonation_watch.config.shapes import SELF, ConsentConfig
from impersonation_watch.language import N_, _
from impersonation_watch.model import Consent
from impersonation_watch.words import dates

LASTS = timedelta(days=365)  # then it is asked again: a yes is not for ever
LONGEST = timedelta(days=2 * 366)
ELSEWHERE = timedelta(days=1)  # today's date may already be tomorrow's in another time zone

# of somebody else, and her own
BEGINS = (
    N_("the consent of {giver} begins in the future"),
    N_("your own yes begins in the future"),
)
ENDED = (
    N_("the consent of {giver} ended on {until}; ask again"),
    N_("your own yes ended on {until}; give it again"),
)
TOO_LONG = (
    N_("the consent of {giver} may run for two years at most"),
    N_("your own yes may run for two years at most"),
)


def read_consent(given: ConsentConfig, now: datetime) -> Consent:
    """The consent as it is kept; without days it runs a year from now.

    Raises ValueError, with a sentence, for one that has ended, begins later or runs too long.
    """
    if given.given_at and _day(given.given_at) > now + ELSEWHERE:
        raise ValueError(_(BEGINS[given.giver == SELF]).format(giver=given.giver))
    given_at = min(_day(given.given_at), now) if given.given_at else now
    until = _day(given.until) if given.until else given_at + LASTS
    if until <= now:
        day = dates.date(until)
        raise ValueError(_(ENDED[given.giver == SELF]).format(giver=given.giver, until=day))
    if until > now + LONGEST:
        raise ValueError(_(TOO_LONG[given.giver == SELF]).format(giver=given.giver))
    return Consent(giver=given.giver, recorded_by=given.recorded_by, given_at=given_at, until=until)


def _day(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
