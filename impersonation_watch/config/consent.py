"""From what a user wrote to a consent with a beginning and an end. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from impersonation_watch.config.shapes import ConsentConfig
from impersonation_watch.language import _
from impersonation_watch.model import Consent
from impersonation_watch.words import dates

LASTS = timedelta(days=365)  # then it is asked again: a yes is not for ever
LONGEST = timedelta(days=2 * 366)
ELSEWHERE = timedelta(days=1)  # today's date may already be tomorrow's in another time zone


def read_consent(given: ConsentConfig, now: datetime) -> Consent:
    """The consent as it is kept; without days it runs a year from now.

    Raises ValueError, with a sentence, for one that has ended, begins later or runs too long.
    """
    if given.given_at and _day(given.given_at) > now + ELSEWHERE:
        raise ValueError(_("the consent of {giver} begins in the future").format(giver=given.giver))
    given_at = min(_day(given.given_at), now) if given.given_at else now
    until = _day(given.until) if given.until else given_at + LASTS
    if until <= now:
        raise ValueError(
            _("the consent of {giver} ended on {until}; ask again").format(
                giver=given.giver, until=dates.date(until)
            )
        )
    if until > now + LONGEST:
        raise ValueError(
            _("the consent of {giver} may run for two years at most").format(giver=given.giver)
        )
    return Consent(giver=given.giver, recorded_by=given.recorded_by, given_at=given_at, until=until)


def _day(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
