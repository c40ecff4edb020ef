"""What is asked for a person: the likeliest first, nothing twice, and never too much."""

from __future__ import annotations

import re

import pytest
from anytext import ANY_TEXT
from hypothesis import given, settings
from hypothesis import strategies as st
from matching import person

from impersonation_watch.model import Person, QueryKind
from matchers.asking import MOST_HANDLES, MOST_QUERIES, queries, variants

NORA = ("نورا حداد", "Nora Haddad", "Noura Hadad")
SPELLINGS = (*NORA, "Zoë Brontë-Álvarez", "Jürgen van der Mühlen", "Анна Щербакова", "王小明")
HANDLE = re.compile(r"[\w.-]+")


def asked(someone: Person, limit: int = MOST_QUERIES) -> list[str]:
    return [each.text for each in queries(someone, limit)]


def tried(someone: Person, limit: int = MOST_HANDLES) -> list[str]:
    return [each.text for each in variants(someone, limit)]


def test_queries_begin_with_the_name_and_stay_below_the_limit() -> None:
    assert asked(person(nicknames=("Nomi",)), 2) == ["Naomi Whitaker", "Nomi Whitaker"]


@pytest.mark.parametrize(("surname", "is_asked"), [("Whitaker", True), ("Smith", False)])
def test_a_rare_surname_is_asked_alone_and_a_common_one_is_not(
    surname: str, is_asked: bool
) -> None:
    assert (surname in asked(person(f"Naomi {surname}"))) is is_asked


def test_a_rare_first_name_is_asked_alone_for_who_disguises_the_surname() -> None:
    assert "Quillan" in asked(person("Quillan Smith"))


@pytest.mark.parametrize("part", ["Sm\u0456th", "Sm1th", "J\u043ehn", "J0hn"], ids=ascii)
def test_a_common_name_is_asked_by_the_part_that_is_disguised(part: str) -> None:
    assert part in asked(person("John Smith"))


def test_no_first_name_is_asked_in_disguise_where_the_surname_alone_brings_it() -> None:
    assert not {"J\u043ehn", "J0hn"} & set(asked(person("John Whitaker")))


def test_every_spelling_is_asked_whole_before_anything_else() -> None:
    assert asked(person(*NORA), 3) == list(NORA)


def test_of_three_names_one_may_be_left_out() -> None:
    assert {"María Lopez", "María García"} <= set(asked(person("María García Lopez")))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Zoë Brontë", "Zoe Bronte"),
        ("Jürgen Mühlen", "Juergen Muehlen"),
        ("Анна Щербакова", "Anna Shcherbakova"),
        ("Naomi Whitaker", "NaomiWhitaker"),
        ("Naomi Whitaker", "N a o m i W h i t a k e r"),
        ("Naomi Whitaker", "rekatihW"),
        ("Naomi Whitaker", "Wh\u0456t\u0430k\u0435r"),
    ],
)
def test_a_name_is_also_asked_as_others_write_it(name: str, other: str) -> None:
    assert other in asked(person(name))


def test_no_spelling_is_guessed_for_who_gave_one_in_latin_letters() -> None:
    assert "Anna Shcherbakova" not in asked(person("Анна Щербакова", "Anna Scherbakowa"))


def test_known_user_names_come_first_and_stay_below_the_limit() -> None:
    found = tried(person(handles=("brightkestrel",)), 4)
    assert found == ["brightkestrel", "naomiwhitaker", "naomi.whitaker", "naomi_whitaker"]


def test_user_names_are_tried_in_latin_letters_and_every_spelling_gets_its_turn() -> None:
    assert tried(person(*NORA), 6) == [
        "norahaddad", "nourahadad", "nora.haddad", "noura.hadad", "nora_haddad", "noura_hadad",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "handle",
    [
        "whitakernaomi", "naomiwhitaker_", "naomiwhitaker1", "realnaomiwhitaker", "nwhitaker",
        "naomiwhitakerofficial", "naomi_whitaker_official", "nomi.whitaker", "na0miwhitaker",
        "naorniwhitaker", "naomiwhitakerr", "naomivvhitaker", "naomlwhitaker", "thenaomiwhitaker",
    ],
)  # fmt: skip
def test_what_copies_go_by_is_tried(handle: str) -> None:
    assert handle in tried(person(nicknames=("Nomi",)))


@pytest.mark.parametrize(
    "handle",
    [
        "brightkestrel7",
        "bright.kestrel.7",
        "bright_kestre1_7",
        "bright_kestrel_7_",
        "bright_kestrel",
    ],
)
def test_what_copies_make_of_a_known_user_name_is_tried(handle: str) -> None:
    made = tried(person(handles=("@bright_kestrel_7@example.social",)))
    assert made[0] == "bright_kestrel_7"
    assert handle in made


@pytest.mark.parametrize(
    "handle",
    [
        "noradraws4", "noradrawss", "nooradraws", "nordraws", "nora.draws", "noradraws_",
        "_noradraws_", "xnoradrawsx", "n0radraws", "realnoradraws", "noradraws.official",
    ],
)  # fmt: skip
def test_a_known_user_name_is_tried_with_one_sign_changed(handle: str) -> None:
    assert handle in tried(person("Nora Haddad", handles=("noradraws",)))


def test_a_number_behind_a_known_user_name_is_counted_on() -> None:
    assert {"kestrel08", "kestrel077", "kestrel"} <= set(tried(person(handles=("kestrel07",))))


def test_what_is_made_of_a_known_user_name_does_not_crowd_out_the_name() -> None:
    first = tried(person(handles=("noradraws", "kestrel_9", "brightwing")), 40)
    assert {"naomiwhitaker_", "whitakernaomi", "na0miwhitaker"} <= set(first)


def test_most_forms_no_public_generator_makes_are_tried() -> None:
    forms = {
        "janedoeofficial", "realjanedoe", "therealjanedoe", "itsjanedoe", "janedoe.backup",
        "janedoe_priv", "janedoe_x", "janedoe.x", "xjanedoex", "janedoe1995", "janedoe99",
        "jane__doe", "jane_d_oe", "jane.d0e", "jane.doe1", "jdoe",
    }  # fmt: skip
    assert len(forms & set(tried(person("Jane Doe", handles=("janedoe",))))) >= 10


def test_a_name_in_another_script_alone_is_tried_as_it_is_spelled_in_latin() -> None:
    assert tried(person("Анна Щербакова"), 1) == ["annashcherbakova"]


def test_a_name_without_a_second_part_makes_no_user_names() -> None:
    assert tried(person("Naomi")) == []


@given(st.lists(ANY_TEXT, min_size=1, max_size=3), ANY_TEXT, ANY_TEXT)
@settings(max_examples=60, deadline=None)
def test_whatever_the_names_nothing_is_asked_twice_nor_too_much(
    names: list[str], nickname: str, handle: str
) -> None:
    someone = person(*names, nicknames=(nickname,), handles=(handle,), alias_handles=(handle,))
    for found, most in ((asked(someone), MOST_QUERIES), (tried(someone), MOST_HANDLES)):
        assert len(found) == len({each.casefold() for each in found}) <= most
        assert all(each.strip() for each in found)
    assert all(HANDLE.fullmatch(each) for each in tried(someone))


@given(st.permutations(SPELLINGS), st.integers(1, 5))
@settings(max_examples=30, deadline=None)
def test_the_order_of_spellings_is_nothing_where_all_is_asked(
    spellings: list[str], many: int
) -> None:
    one, other = person(*spellings[:many]), person(*reversed(spellings[:many]))
    assert set(asked(one)) == set(asked(other))
    assert set(tried(one)) == set(tried(other))


@given(st.integers(0, 400))
@settings(max_examples=20, deadline=None)
def test_a_lower_limit_leaves_out_the_last(limit: int) -> None:
    someone = person(*NORA, nicknames=("Nono",), handles=("nora_draws",))
    assert tried(someone, limit) == tried(someone)[:limit]
    assert asked(someone, limit) == asked(someone)[:limit]


def test_each_is_of_its_kind() -> None:
    assert {each.kind for each in queries(person(), 20)} == {QueryKind.NAME}
    assert {each.kind for each in variants(person(), 20)} == {QueryKind.HANDLE}
