"""What becomes of a hit that is seen again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matching import her_photo, person, portrait, profile, verdict
from PIL import Image

from impersonation_watch import cases
from impersonation_watch.model import Candidate, Certainty, Decision, Hit, Mark, Presence

NAME = "Naomi Whitaker"


def hit_of(candidate: Candidate, picture: Image.Image | None = None) -> Hit:
    found = verdict(person(photos=(her_photo(0),)), candidate, picture)
    assert found is not None
    return found


def test_what_was_there_stays_counted_and_the_profile_is_the_newest() -> None:
    merged = cases.merge(hit_of(profile(NAME), portrait()), hit_of(profile("Nomi Whitaker")))
    assert merged.mark is Mark.NOTIFY
    assert merged.candidate.display_name == "Nomi Whitaker"
    assert {"photo_copy", "name_exact"} <= {signal.reason for signal in merged.signals}


def test_merging_the_same_hit_changes_nothing() -> None:
    hit = hit_of(profile(NAME), portrait())
    assert cases.merge(hit, hit) == hit


def test_a_learnt_id_is_kept() -> None:
    known, later = hit_of(profile(NAME, platform_id="7")), hit_of(profile(NAME))
    assert cases.same_account(known, later)
    assert cases.merge(known, later).key == known.key


def test_two_ids_at_one_address_are_two_accounts() -> None:
    one, other = hit_of(profile(NAME, platform_id="7")), hit_of(profile(NAME, platform_id="8"))
    assert not cases.same_account(one, other)


def test_a_profile_that_is_only_possible_is_never_raised_by_merging() -> None:
    strong = hit_of(profile(NAME), portrait())
    doubtful = hit_of(profile(NAME, certainty=Certainty.POSSIBLE))
    assert cases.merge(strong, doubtful).mark is Mark.REVIEW
    again = replace(strong, candidate=doubtful.candidate)
    assert cases.merge(doubtful, again).mark is Mark.REVIEW


@pytest.mark.parametrize(
    "known, seen, then",
    [
        (Presence.UP, Presence.UNKNOWN, Presence.UP),
        (Presence.NOT_VISIBLE, Presence.UNKNOWN, Presence.NOT_VISIBLE),
        (Presence.UP, Presence.NOT_VISIBLE, Presence.NOT_VISIBLE),
        (Presence.NOT_VISIBLE, Presence.UP, Presence.BACK),
        (Presence.BACK, Presence.UP, Presence.BACK),
        (Presence.BACK, Presence.NOT_VISIBLE, Presence.NOT_VISIBLE),
        (Presence.UNKNOWN, Presence.UP, Presence.UP),
    ],
)
def test_presence_follows_what_was_seen(known: Presence, seen: Presence, then: Presence) -> None:
    assert cases.presence_after(known, seen) is then


def test_only_confirmed_and_unsure_profiles_are_visited_again() -> None:
    again = {decision for decision in Decision if cases.looked_at_again(decision)}
    assert again == {Decision.IMPOSTOR, Decision.UNSURE}
