"""Latin spellings of names in other alphabets: those people use are among those suggested."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchers.alphabets.reading import MOST
from matchers.spellings import DOUBTS, READERS, doubt, script, suggest
from matchers.tables import spellings

TABLE = Path(__file__).parent / "spelled_names.txt"
ENOUGH = 15  # names of each language
SCRIPTS = {
    "russian": "cyrillic", "ukrainian": "cyrillic", "hindi": "devanagari", "chinese": "han",
    "korean": "hangul",
}  # fmt: skip


def rows() -> list[tuple[str, str, tuple[str, ...]]]:
    """(language, name, spellings that must be suggested)."""
    found, language = [], ""
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith("# "):
            language = line[2:]
        else:
            name, _, latin = line.partition(" = ")
            found.append((language, name, tuple(latin.split(", "))))
    return found


@pytest.mark.parametrize(("language", "name", "expected"), rows())
def test_the_spellings_people_use_are_suggested(
    language: str, name: str, expected: tuple[str, ...]
) -> None:
    assert set(expected) <= set(suggest(name)), suggest(name)


@pytest.mark.parametrize(("language", "name", "expected"), rows())
def test_the_alphabet_is_known(language: str, name: str, expected: tuple[str, ...]) -> None:
    assert script(name) == SCRIPTS.get(language, language)


def test_every_language_has_enough_names_here() -> None:
    languages = [language for language, _, _ in rows()]
    assert all(languages.count(each) >= ENOUGH for each in languages)
    assert {SCRIPTS.get(each, each) for each in languages} == set(READERS)


@pytest.mark.parametrize(("language", "name", "expected"), rows())
def test_suggestions_are_few_and_in_latin_letters(
    language: str, name: str, expected: tuple[str, ...]
) -> None:
    found = suggest(name)
    assert len(found) == len(set(found)) <= MOST
    assert {script(each) for each in found} == {"latin"}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("田中 陽菜", "kanji"),
        ("田中陽菜", "kanji"),
        ("สมชาย ใจดี", "script"),
        ("Նարեկ Պետրոսյան", "script"),
        ("ᄀ", "script"),  # a letter that makes no syllable
    ],
)
def test_what_cannot_be_read_is_not_guessed_and_the_reason_is_told(name: str, why: str) -> None:
    assert (suggest(name), doubt(name)) == ((), why)


@pytest.mark.parametrize(
    ("name", "why"), [("مهشید پورزند", "vowels"), ("דוד גוריון", "vowels"), ("金子涵", "han")]
)
def test_a_guess_is_said_to_be_one(name: str, why: str) -> None:
    assert suggest(name)
    assert doubt(name) == why


@pytest.mark.parametrize("name", ["Naomi Whitaker", "", "  ", "12", "José Ñuñez", "\u202e"])
def test_a_latin_name_needs_no_suggestion(name: str) -> None:
    assert (suggest(name), doubt(name)) == ((), "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("فَاطِمَة حَدَّاد", "فاطمة حداد"),
        ("نورا  حداد", "نورا حداد"),
        ("ＮＯＲＡ", "Nora"),
        ("Éléna", "Elena"),
    ],
)
def test_vowel_signs_spaces_and_width_change_nothing(one: str, other: str) -> None:
    assert suggest(one) == suggest(other)


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    assert len(suggest(text)) <= MOST
    assert doubt(text) in ("", *DOUBTS)


LETTERS = st.sampled_from("نوراحدעהכנИваїєΓιώργρδप्रिया्ंऋ王陳田々さゃっーンァ김지ﾊﾟ· -")


@given(st.text(LETTERS, max_size=20))
def test_no_mixture_of_alphabets_breaks_it(text: str) -> None:
    assert len(suggest(text)) <= MOST
    assert doubt(text) in ("", *DOUBTS)


@pytest.mark.parametrize("name", ["अ़ंजलि", "फ़़ातिमा"])  # a dot on a vowel, two on a consonant
def test_a_dot_where_none_belongs_is_passed_over(name: str) -> None:
    assert suggest(name)


@pytest.mark.parametrize(
    "language",
    ["arabic", "persian", "hebrew", "cyrillic", "greek", "hindi", "chinese", "japanese", "korean"],
)
def test_every_line_of_a_table_has_latin_spellings(language: str) -> None:
    for native, latin in spellings(language).items():
        assert native
        assert script(native) != "latin"
        assert all(each.strip() == each and script(each) == "latin" for each in latin), native
