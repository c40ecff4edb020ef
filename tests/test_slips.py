"""Letters wrong in a word, and the names of others that come near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching import bits, person, profile

from impersonation_watch.model import Signal
from matchers import handles, names
from matchers.chance import mark
from matchers.slips import slipped


def named(theirs: str, *spellings: str) -> tuple[Signal, ...]:
    return names.signals(names.prepare([person(*spellings)]), [profile(theirs)], {})[0]


def met(theirs: str, name: str, *known: str) -> tuple[Signal, ...]:
    prepared = handles.prepare([person(name, handles=known)])
    return handles.signals(prepared, [profile(handle=theirs)], {})[0]


@pytest.mark.parametrize(
    "theirs",
    [
        "whitakre",
        "whittaker",
        "whitker",
        "whitajer",
        "whitakker",
        "witaker",
        "whitoker",
        "whitaler",
    ],
)
def test_a_slip_of_the_hand_is_nothing_odd(theirs: str) -> None:
    found = slipped("whitaker", theirs, 1)
    assert found is not None
    assert (found["slip"], found["slip_far"], found["slip_first"]) == (1, 0, 0)


@pytest.mark.parametrize("theirs", ["whitfker", "phitaker", "whitapker"])
def test_any_other_letter_is(theirs: str) -> None:
    found = slipped("whitaker", theirs, 2)
    assert found is not None
    assert found["slip_far"] == 1
    assert found["slip_first"] == (theirs[0] != "w")


def test_more_letters_than_allowed_are_another_word() -> None:
    assert slipped("whitaker", "whitbread", 2) is None


def test_of_other_alphabets_no_letter_is_odd() -> None:
    found = slipped("коваленко", "коваледко", 1)
    assert found is not None
    assert found["slip_far"] == 0


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_words_are_compared(ours: str, theirs: str) -> None:
    found = slipped(ours, theirs, 3)
    assert found is None or 0 <= found["slip_far"] <= found["slip"] <= 3


@pytest.mark.parametrize(
    "theirs, ours",
    [
        ("Naomi Whittaker", "Naomi Whitaker"),  # a surname of its own, one letter off
        ("Haruna Sato", "Haruna Kato"),
        ("Seojun Jang", "장수진"),
        ("Hsiao-yen Wong", "王小明"),
        ("Đỗ Thanh Tùng", "Lê Thanh Tùng"),  # surnames that are particles elsewhere
        ("Lê Bích Ngọc", "Tô Bích Ngọc"),
        ("Huỳnh Thanh Tùng", "Lê Thanh Tùng"),
        ("Юлія Коваленко", "Юлія Коваль"),  # a surname that begins with hers
        ("I s a b e l  G a r c í a", "Irena Galdero Gomulka"),  # letters that are no initials
    ],
)
def test_somebody_else_who_comes_near_does_not_reach_the_mark(theirs: str, ours: str) -> None:
    assert bits(named(theirs, ours)) < mark()


@pytest.mark.parametrize(
    "theirs, ours",
    [
        ("Naomi Whtaker", "Naomi Whitaker"),
        ("Naomi Whitakre", "Naomi Whitaker"),
        ("n40m! wh1t4kr", "Naomi Whitaker"),  # digits for letters, and one letter gone
        ("E l i z a b e t h  W h i t á k e r", "Elizabeth Whitaker"),
        ("n @ 0 m ! w h 1 t @ k € r", "Naomi Whitaker"),
        ("Lê Thanh Tùng", "Lê Thanh Tùng"),
        ("Thanh Tung Le", "Lê Thanh Tùng"),
        ("טליה אזולאי", "Talia Azoulay"),
        ("加 藤 陽 菜", "加藤陽菜"),
    ],
)
def test_she_herself_reaches_it(theirs: str, ours: str) -> None:
    assert bits(named(theirs, ours)) >= mark()


def test_initials_alone_never_carry_a_hit() -> None:
    assert bits(named("N W", "Naomi Whitaker")) <= 4


def test_another_name_beside_one_part_of_hers_says_nothing() -> None:
    assert named("Naomi Fairweather", "Naomi Whitaker") == ()


def test_who_is_somebody_else_gets_nothing_for_a_disguise() -> None:
    plain = bits(named("Đỗ Thanh Tùng Mai", "Lê Thanh Tùng"))
    assert bits(named("Đỗ Тhanh Tùng Mai", "Lê Thanh Tùng")) <= plain


def test_a_nickname_is_as_rare_as_it_is_among_all() -> None:
    usual, seldom = (
        bits(named(f"{each} Whitaker", "Elizabeth Whitaker")) for each in ("Liz", "Libby")
    )
    assert usual <= seldom


def test_another_number_after_a_known_user_name_weighs_less() -> None:
    same, other = (
        bits(met(each, "Naomi Whitaker", "brightkestrel92"))
        for each in ("brightkestrel92", "brightkestrel57")
    )
    assert 0 < other < same - 2


@pytest.mark.parametrize("theirs", ["nnaomiwhitaker", "naomiwhitakerr"])
def test_a_letter_doubled_at_an_end_is_a_slip(theirs: str) -> None:
    assert [each.reason for each in met(theirs, "Naomi Whitaker")] == ["handle_slip"]


@pytest.mark.parametrize(
    "theirs", ["N. Whitaker 1987", "n.whitaker1987", "N. Whitaker official", "🇺🇸🇩🇪 N. Whitaker 1️⃣2️⃣"]
)
def test_an_initial_with_the_surname_is_met_beside_numbers_claims_and_flags(theirs: str) -> None:
    alone = bits(named("N. Whitaker", "Naomi Whitaker"))
    assert bits(named(theirs, "Naomi Whitaker")) == pytest.approx(alone, abs=1.5)


def test_flags_beside_one_part_change_nothing() -> None:
    assert bits(named("Whitaker 🇺🇸🇩🇪", "Naomi Whitaker")) == bits(
        named("Whitaker", "Naomi Whitaker")
    )


@pytest.mark.parametrize("theirs", ["王\u200b小明", "王小\u2060明"])
def test_what_is_unseen_makes_no_joined_name_of_a_native_one(theirs: str) -> None:
    told = {each.reason: each.bits for each in named(theirs, "王小明")}
    plain = bits(named("王小明", "王小明"))
    assert told.keys() == {"name_invisible"}
    assert told["name_invisible"] == pytest.approx(plain + 4, abs=1.1)


def test_the_order_of_names_is_nothing_to_a_user_name() -> None:
    one, other = (
        handles.best(handles.prepare([person(*names_, handles=("annalee",))]), ["annalees"])
        for names_ in (("Anna Lee", "Ann Alee"), ("Ann Alee", "Anna Lee"))
    )
    assert one == other


def test_a_letter_that_is_a_slip_and_a_disguise_has_its_place_in_both() -> None:
    places = {each.reason: each.places for each in named("Naomi Whit\u043eker", "Naomi Whitaker")}
    assert places["name_slip"] == (10,)


def test_a_slip_in_one_part_makes_another_name_in_the_other_a_slip_too() -> None:
    assert bits(named("Catherone Marton", "Catherine Martin")) > 4
    assert bits(named("Catherine Marton", "Catherine Martin")) <= 4
