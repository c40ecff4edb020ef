"""What holds for every matcher, whatever it looks at."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching import AVATAR, MATCHERS, her_photo, person, portrait, print_of, profile

from impersonation_watch.model import OwnAccount, Person
from matchers import WEIGHTS

OWN = OwnAccount(platform="other", handle="brightkestrel", url="https://o.example/brightkestrel")
PEOPLE = (
    person(handles=("brightkestrel",), own_accounts=(OWN,), photos=(her_photo(0),)),
    person("James Smith", id="p2"),
)
SEEN = (
    profile("Naomi Whitaker", "brightkestrel", avatar_url=AVATAR, bio="Parody of @brightkestrel"),
    profile("Emily Clark"),
    profile(None),
    profile("James Smith official", "jamessmith9", links=("https://o.example/brightkestrel",)),
)
PICTURES = {AVATAR: print_of(portrait())}
every_matcher = pytest.mark.parametrize("matcher", MATCHERS, ids=lambda each: each.__name__)


@every_matcher
def test_answers_are_aligned_with_the_candidates(matcher: ModuleType) -> None:
    found = matcher.signals(matcher.prepare(PEOPLE), SEEN, PICTURES)
    assert len(found) == len(SEEN)
    assert found[2] == ()


@every_matcher
def test_a_batch_is_no_more_than_its_candidates_one_by_one(matcher: ModuleType) -> None:
    prepared = matcher.prepare(PEOPLE)
    alone = [matcher.signals(prepared, [each], PICTURES)[0] for each in SEEN]
    assert matcher.signals(prepared, SEEN, PICTURES) == alone


@every_matcher
def test_nobody_to_watch_over_gives_nothing(matcher: ModuleType) -> None:
    assert matcher.signals(matcher.prepare([]), SEEN, PICTURES) == [()] * len(SEEN)


@every_matcher
def test_the_order_of_people_is_nothing(matcher: ModuleType) -> None:
    def found(people: tuple[Person, ...]) -> list[set[object]]:
        return [set(row) for row in matcher.signals(matcher.prepare(people), SEEN, PICTURES)]

    assert found(PEOPLE) == found(PEOPLE[::-1])


@every_matcher
def test_every_reason_is_in_the_table(matcher: ModuleType) -> None:
    found = matcher.signals(matcher.prepare(PEOPLE), SEEN, PICTURES)
    reasons = {signal.reason for row in found for signal in row}
    assert reasons
    assert reasons <= set(WEIGHTS)


@every_matcher
def test_its_page_says_what_it_cannot_tell_apart(matcher: ModuleType) -> None:
    said = " ".join((matcher.__doc__ or "").split())
    assert "annot tell" in said or "Does not look" in said


@given(st.text(max_size=50), st.text(max_size=50), st.text(max_size=50))
def test_any_profile_can_be_looked_at(name: str, handle: str, bio: str) -> None:
    seen = [profile(name, handle, bio=bio, links=(bio, handle))]
    for matcher in MATCHERS:
        prepared = matcher.prepare(PEOPLE)
        assert matcher.signals(prepared, seen, {}) == matcher.signals(prepared, seen, {})
