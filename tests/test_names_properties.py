"""Names and user names: what holds for every text, in every script."""

from __future__ import annotations

import time
import unicodedata
from collections import defaultdict
from types import ModuleType
from typing import Any, Literal, get_args

import pytest
from anytext import ANY_TEXT, BOTH_CASES, EMOJI, ENDLESS, KINDS, LONGEST, PEOPLE
from hypothesis import given, settings
from hypothesis import strategies as st
from matching import bits, person, profile

from impersonation_watch.model import Signal
from matchers import handles, names
from matchers.tables import rarity

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
DISGUISES = frozenset({"name_invisible", "name_styled", "name_lookalike", "name_leet"})
BOUND = 0.5  # seconds of one core for one text, with somebody of every script watched over
WATCHED = tuple(person(name, id=name, handles=(f"kestrel{len(name)}x",)) for name in PEOPLE)
GIVEN = ("James", "Maria", "Anna", "Naomi", "Cordelia", "Philippa", "Tamsin", "Leocadia")
FAMILY = ("Smith", "Johnson", "Garcia", "Clark", "Whitaker", "Hoffman", "Pennywell", "Thistlewood")
KINDS_OF_LIKENESS = (  # of {0} the given name and {1} the family name
    "{0} {1}", "{1} {0}", "{1}, {0}", "{0}{1}", "{0} 💛 {1}", "{0}.{1}", "{0} \u200b{1}",
    "Dr {0} {1}",
)  # fmt: skip
anybody = st.sampled_from(PEOPLE)
both = pytest.mark.parametrize("matcher", (names, handles), ids=("names", "handles"))
PREPARED = {matcher: matcher.prepare(WATCHED) for matcher in (names, handles)}


def signals(text: str, *spellings: str, **changes: Any) -> tuple[Signal, ...]:
    prepared = names.prepare([person(*spellings, **changes)])
    return names.signals(prepared, [profile(text)], {})[0]


def name_part(text: str, name: str) -> float:
    """Bits of the name as it stands, without those for its disguise."""
    return bits([each for each in signals(text, name) if each.reason not in DISGUISES])


def scores(text: str) -> list[float]:
    """For each of the people watched over the bits of the text."""
    added: defaultdict[str, float] = defaultdict(float)
    for each in names.signals(PREPARED[names], [profile(text)], {})[0]:
        added[each.person_id] += each.bits
    return [added[each] for each in PEOPLE]


def seconds(matcher: ModuleType, text: str) -> float:
    started = time.process_time()
    matcher.signals(PREPARED[matcher], [profile(text, text)], {})
    return time.process_time() - started


@given(ANY_TEXT, st.integers(0, 80), st.sampled_from("\u200b\u2060\u00ad\ufeff"))
def test_an_invisible_character_makes_nobody_less_like_her(
    text: str, place: int, char: str
) -> None:
    shown = text[:place] + char + text[place:]
    pairs = zip(scores(shown), scores(text), strict=True)
    assert all(hidden >= open_ - 1e-6 for hidden, open_ in pairs)


@given(st.sampled_from(BOTH_CASES), st.sampled_from(("upper", "lower", "swapcase", "casefold")))
def test_case_never_changes_the_name_part(name: str, change: str) -> None:
    shown = getattr(name, change)()
    assert name_part(shown, name) == pytest.approx(name_part(name, name))


@given(anybody, st.sampled_from(get_args(Form)), st.sampled_from(get_args(Form)))
def test_normal_form_never_changes_the_name_part(name: str, ours: Form, theirs: Form) -> None:
    shown, known = unicodedata.normalize(theirs, name), unicodedata.normalize(ours, name)
    assert name_part(shown, known) == pytest.approx(name_part(name, name))


@given(st.permutations(PEOPLE[:6]), st.permutations(PEOPLE[6:10]), st.one_of(anybody, ANY_TEXT))
def test_the_order_of_names_and_aliases_is_nothing(
    spellings: list[str], aliases: list[str], text: str
) -> None:
    before = signals(text, *PEOPLE[:6], aliases=PEOPLE[6:10])
    assert set(signals(text, *spellings, aliases=tuple(aliases))) == set(before)


@given(st.permutations(WATCHED), ANY_TEXT)
def test_the_order_of_people_is_nothing_whatever_the_text(people: list[Any], text: str) -> None:
    for matcher, prepared in PREPARED.items():
        before = matcher.signals(prepared, [profile(text, text)], {})[0]
        after = matcher.signals(matcher.prepare(people), [profile(text, text)], {})[0]
        assert set(before) == set(after)


@given(st.sampled_from(GIVEN), st.sampled_from(FAMILY), st.sampled_from(FAMILY))
def test_another_surname_lowers_a_lot(first: str, ours: str, theirs: str) -> None:
    own = bits(signals(f"{first} {ours}", f"{first} {ours}"))
    other = bits(signals(f"{first} {theirs}", f"{first} {ours}"))
    assert other <= own if ours == theirs else other < own / 2


@given(st.sampled_from(GIVEN), st.sampled_from(FAMILY), st.sampled_from(FAMILY))
def test_another_surname_added_lowers_a_little(first: str, ours: str, added: str) -> None:
    own = bits(signals(f"{first} {ours}", f"{first} {ours}"))
    longer = bits(signals(f"{first} {ours} {added}", f"{first} {ours}"))
    assert own - 4 <= longer <= own


@given(
    st.sampled_from(GIVEN), st.sampled_from(GIVEN), st.sampled_from(FAMILY),
    st.sampled_from(FAMILY), st.sampled_from(KINDS_OF_LIKENESS),
)  # fmt: skip
def test_a_rarer_name_scores_higher_for_the_same_likeness(
    first: str, second: str, family: str, other: str, kind: str
) -> None:
    def score(given_name: str, surname: str) -> tuple[float, float]:
        rare = rarity(given_name.lower(), first=True) + rarity(surname.lower(), first=False)
        return rare, bits(signals(kind.format(given_name, surname), f"{given_name} {surname}"))

    (common, low), (rare, high) = sorted((score(first, family), score(second, other)))
    assert high >= low - 1e-6 or rare - common < 0.5


@given(ANY_TEXT)
def test_the_parts_sum_to_the_score(text: str) -> None:
    best = names.best(PREPARED[names], [text])[0]
    assert best == pytest.approx(max(*scores(text), 0.0))


@both
@given(texts=st.lists(ANY_TEXT, max_size=6))
def test_a_batch_is_its_texts_one_by_one(matcher: ModuleType, texts: list[str]) -> None:
    prepared = PREPARED[matcher]
    assert matcher.best(prepared, texts) == [matcher.best(prepared, [each])[0] for each in texts]


@both
@given(number=st.integers(0, len(PEOPLE) - 1), text=ANY_TEXT)
def test_nobody_is_found_otherwise_in_company(matcher: ModuleType, number: int, text: str) -> None:
    someone, seen = WATCHED[number], profile(text, text)
    alone = matcher.signals(matcher.prepare([someone]), [seen], {})[0]
    among = matcher.signals(PREPARED[matcher], [seen], {})[0]
    assert set(alone) == {each for each in among if each.person_id == someone.id}


@given(st.lists(st.sampled_from(EMOJI), min_size=1, max_size=12).map("".join))
def test_emoji_alone_are_nobodys_name(emoji: str) -> None:
    assert scores(emoji) == [0.0] * len(PEOPLE)


@given(anybody, st.sampled_from(EMOJI), st.sampled_from(("{e}{n}", "{n} {e}", "{e} {n}{e}{e}")))
def test_an_emoji_beside_a_name_changes_nothing(name: str, emoji: str, around: str) -> None:
    shown = around.format(e=emoji, n=name)
    assert bits(signals(shown, name)) == pytest.approx(bits(signals(name, name)))


@given(anybody)
def test_a_name_in_any_script_is_nearest_to_itself(name: str) -> None:
    found = scores(name)
    assert found[PEOPLE.index(name)] == max(found) > 0


@given(ANY_TEXT)
def test_any_text_may_be_the_name_of_a_person(name: str) -> None:
    someone = person(name, nicknames=(name,), handles=(name,), aliases=(name,))
    for matcher in (names, handles):
        matcher.signals(matcher.prepare([someone]), [profile(name, name)], {})


@both
@settings(max_examples=40)
@given(text=ENDLESS)
def test_any_text_of_any_length_is_answered_in_time(matcher: ModuleType, text: str) -> None:
    assert seconds(matcher, text) < BOUND


@both
@pytest.mark.parametrize("kind", KINDS)
def test_endless_texts_of_one_kind_are_answered_in_time(matcher: ModuleType, kind: str) -> None:
    signs = KINDS[kind]
    for text in (signs * LONGEST, signs[0] * LONGEST, f"{signs[0]} " * LONGEST):
        assert seconds(matcher, text[:LONGEST]) < BOUND
