"""What a report is about, for its pages: a hit or a case, and whether the questions are fresh."""

from __future__ import annotations

from dataclasses import dataclass

from impersonation_watch import safety
from impersonation_watch.language import _
from impersonation_watch.model import Candidate, CannotFill, Case, Decision, Safety
from impersonation_watch.review.visit import Visit
from impersonation_watch.takedown.described import described, parts
from impersonation_watch.takedown.elements import ELEMENTS
from impersonation_watch.vault import StoredHit


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a report is about, and where its page is."""

    id: str
    path: str
    candidate: Candidate
    stored: StoredHit | None = None
    case: Case | None = None

    @property
    def has_address(self) -> bool:
        return self.candidate.profile_url.startswith(("https://", "http://"))

    @property
    def is_blank(self) -> bool:
        """A case nobody could find the profile of: no address, and nothing it shows."""
        return self.case is not None and not self.has_address and not parts(self.case.description)

    @property
    def is_undecided(self) -> bool:
        return self.stored is not None and self.stored.decision is not Decision.IMPOSTOR


def about_of(visit: Visit) -> About:
    """The hit or case of the address. Raises NotHere."""
    if "case" in visit.path:
        case = visit.case()
        return About(id=case.id, path=f"/c/{case.id}", candidate=described(case), case=case)
    stored = visit.hit()
    candidate = stored.hit.candidate
    return About(id=stored.id, path=f"/n/{stored.id}", candidate=candidate, stored=stored)


def fresh_answers(visit: Visit) -> Safety | None:
    """The safety answers about it, when they were given within the hour."""
    answers = visit.vault.store.safety(about_of(visit).id)
    return answers if answers and safety.is_fresh(answers, visit.now) else None


def asked_for(error: CannotFill) -> list[str]:
    """What is missing, in the sentences of the report itself where it has them."""
    told = [each.strip() for each in str(error).splitlines()[1:]]
    return told or [_(ELEMENTS[each]) for each in error.missing if each in ELEMENTS]
