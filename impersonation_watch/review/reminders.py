"""What she has to be asked again: a yes that ended or ends soon, a notice that may be seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from impersonation_watch import amend
from impersonation_watch.model import Person
from impersonation_watch.vault import Vault

SOON = timedelta(days=14)  # time enough to ask somebody who is not reached every day


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """Nothing is looked for where the yes has `ended`."""

    ended: tuple[Person, ...]
    ending: tuple[Person, ...]
    notice: bool


def reminders(vault: Vault, now: datetime) -> Reminders:
    """What stands at the top of the overview until it is answered."""
    people = vault.store.people()
    ended = tuple(each for each in people if not each.consent.holds(now))
    soon = tuple(each for each in people if each.consent.until <= now + SOON)
    return Reminders(
        ended=ended,
        ending=tuple(each for each in soon if each not in ended),
        notice=amend.must_ask_about_notice(vault, now),
    )
