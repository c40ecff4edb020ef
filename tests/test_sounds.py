"""Names by sound: one name in two scripts is heard as one, and two names as two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchers.sounds import heard, native, nearness, parted

WORDS = st.text(max_size=80)


@pytest.mark.parametrize(
    ("ours", "theirs", "level"),
    [
        ("محمد", "Mohammed", 0),
        ("خالد", "5aled", 0),
        ("سعيد", "Sa3id", 1),
        ("7asan", "Hassan", 1),
        ("Παπουτσής", "Papoutsis", 0),
        ("नरेंद्र", "Narendra", 0),
        ("Юлия", "Julia", 1),
        ("Iuliia", "Yuliya", 1),
        ("이", "Rhee", 1),
        ("张", "Chang", 1),
        ("Xu", "Hsu", 1),
        ("Chaim", "Haim", 1),
        ("Xiaoming", "Hsiao-ming", 2),
        ("陽菜", "Haruna", 1),
        ("しんいち", "Shinichi", 0),
        ("齋藤", "斉藤", 0),
        ("علي", "علی", 0),
        ("عبدالرحمن", "Abdurrahman", 1),
    ],
)
def test_one_name_is_heard_in_two_words(ours: str, theirs: str, level: int) -> None:
    assert nearness(heard(ours), heard(theirs)) == level


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("Ali", "Ala"), ("Ali", "Eli"), ("Maria", "Mario"), ("سليم", "Salam"), ("محمد", "Mahmoud")],
)
def test_two_names_are_heard_as_two(ours: str, theirs: str) -> None:
    assert nearness(heard(ours), heard(theirs)) is None


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("عبد الرحمن السيد", ("عبدالرحمن", "السيد")),
        ("Abdul Rahman al-Sayed", ("AbdulRahman", "al-Sayed")),
        ("حسین\u200cزاده", ("حسینزاده",)),
        ("王小明", ("王", "小明")),
        ("欧阳娜娜", ("欧阳", "娜娜")),
        ("남궁민", ("남궁", "민")),
        ("김민준", ("김", "민준")),
        ("佐藤健", ("佐藤", "健")),
        ("Min Ho Lee", ("MinHo", "Lee")),
        ("Maria del Carmen", ("Maria", "del", "Carmen")),
    ],
)
def test_a_full_name_is_parted_where_spaces_do_not_say_it(
    name: str, words: tuple[str, ...]
) -> None:
    assert parted(name) == words


@given(WORDS, WORDS)
def test_nearness_is_a_level_and_the_same_both_ways(ours: str, theirs: str) -> None:
    found = nearness(heard(ours), heard(theirs))
    assert found in (None, 0, 1, 2, 3)
    assert found == nearness(heard(theirs), heard(ours))


@given(WORDS)
def test_a_normal_form_is_its_own_normal_form(word: str) -> None:
    assert native(native(word)) == native(word)


@given(WORDS)
def test_a_word_is_heard_in_few_forms_of_small_ascii_letters(word: str) -> None:
    forms = heard(word).forms
    assert len(forms) <= 6
    assert all(form.isascii() and form == form.lower() for form in forms)


@given(st.text(max_size=300))
def test_parting_loses_no_letters(name: str) -> None:
    assert len(parted(name)) <= 16
