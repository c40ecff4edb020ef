"""What the safety questions come to: may a report follow now, what comes first. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from impersonation_watch.model import Answered, Police, Safety, Shown

FRESH = timedelta(hours=1)  # an answer holds for one sitting: what is safe changes from day to day


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What the answers come to; the pages and the command line say it in words."""

    hold: bool  # keep evidence and report nothing yet; going on needs a clear yes
    ask_police: bool  # first ask the police about preserving the platform's data
    helplines: bool  # somebody to talk to before anything else
    no_pictures: bool  # no picture is kept or shown, only the address
    under_18: bool  # Take It Down and the hotlines for children
    intimate: bool  # StopNCII, and the forms for intimate pictures
    copyright_locked: bool  # a copyright notice gives her name and address away


def advice(safety: Safety) -> Advice:
    """The most careful reading of the answers: "not sure" counts as yes.

    Order of operations as in safety guides: talk first, police before takedown, evidence always.
    """
    feared = safety.anger is not Answered.NO
    police = safety.police is not Police.NONE
    under_18 = safety.shown in (Shown.UNDER_18, Shown.UNSURE)
    intimate = safety.shown in (Shown.UNDRESSED, Shown.UNSURE)
    return Advice(
        hold=feared or police,
        ask_police=police,
        helplines=feared or safety.knows_who is not Answered.NO or under_18 or intimate,
        no_pictures=safety.shown is not Shown.CLOTHED_ADULT,
        under_18=under_18,
        intimate=intimate,
        copyright_locked=feared or safety.knows_who is not Answered.NO,
    )


def is_fresh(safety: Safety, now: datetime) -> bool:
    """Whether the answers were given just now; a packet asks for them again otherwise."""
    return timedelta() <= now - safety.asked_at < FRESH
