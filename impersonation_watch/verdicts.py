"""Signals and verdicts on one candidate after the other; knows no door and no network."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from impersonation_watch.judge import is_own, judge
from impersonation_watch.model import (
    Candidate,
    Exchange,
    Fingerprint,
    Hit,
    Person,
    PictureError,
)
from impersonation_watch.pictures import Darkroom, Picture
from matchers import handles, names, photos, texts

MATCHERS = (names, handles, photos, texts)
log = logging.getLogger(__name__)


class Verdicts:
    """Signals and verdicts on one candidate, for everybody who is watched over."""

    def __init__(self, people: tuple[Person, ...], darkroom: Darkroom) -> None:
        self.people, self.darkroom = people, darkroom
        self.prepared = [(matcher, matcher.prepare(people)) for matcher in MATCHERS]

    def is_own(self, candidate: Candidate) -> bool:
        return any(is_own(person, candidate) for person in self.people)

    def develop(self, avatar: Sequence[Exchange]) -> Picture | None:
        """The profile picture (hops, then the file), or None where none can be read."""
        if not avatar:
            return None
        try:
            return self.darkroom.develop(avatar[-1].body)
        except PictureError as error:
            log.debug("a profile picture could not be read: %s", error)
            return None

    def hits(self, candidate: Candidate, picture: Picture | None) -> list[Hit]:
        """One hit for each person the candidate is like."""
        pictures: dict[str, Fingerprint] = {}
        if picture and candidate.avatar_url:
            pictures[candidate.avatar_url] = picture.fingerprint
        signals = [
            signal
            for matcher, prepared in self.prepared
            for signal in matcher.signals(prepared, [candidate], pictures)[0]
        ]
        verdicts = [
            judge(person, candidate, [each for each in signals if each.person_id == person.id])
            for person in self.people
        ]
        return [hit for hit in verdicts if hit is not None]
