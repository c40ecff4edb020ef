"""The gate: nothing of hers is held up, and most of everybody else is."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching import person

from matchers import handles, names
from matchers.gate import CHUNK, passing
from matchers.rows import LONGEST_ROW, Rows, shape

HERS = (
    "Naomi Whitaker", "whitaker naomi", "N\u0430omi Whit\u0430ker", "Na\u200bomi Whitaker",
    "\u202erekatihW imoaN", "Na0mi Wh1taker", "Naorni VVhitaker", "ＮＡＯＭＩ Ｗｈｉｔａｋｅｒ",
    "ɹǝʞɐʇᴉɥʍ ᴉɯoɐu", "N a o m i   W h i t a k e r", "naomiwhitaker92", "Nomi Whitaker official",
    "Noami Whitakr", "Наоми Уитакер", "Ναόμι Γουίτακερ", "N. Whitaker", "𝓝𝓪𝓸𝓶𝓲 𝓦𝓱𝓲𝓽𝓪𝓴𝓮𝓻",
)  # fmt: skip
FIRST = ("Emily", "Zoë", "James", "Ирина", "Omar", "Yuki", "Ana", "Rachel", "Ngozi", "Li")
LAST = ("Clark", "Smith", "Петрова", "Hoffman", "Okafor", "Lindqvist", "Wang", "Reyes", "Kaya")


@pytest.fixture(scope="module")
def hers() -> names.Prepared:
    return names.prepare([person(nicknames=("Nomi",))])


@pytest.mark.parametrize("text", HERS)
def test_what_is_hers_passes(text: str, hers: names.Prepared) -> None:
    assert [number for number, _ in passing([text], hers.gates)] == [0]


def test_most_strangers_are_held_up(hers: names.Prepared) -> None:
    strangers = [f"{first} {last}" for first in FIRST for last in LAST]
    assert len(list(passing(strangers, hers.gates))) <= 1


def test_a_name_is_found_in_any_place_of_several_chunks(hers: names.Prepared) -> None:
    texts = ["Emily Clark"] * (2 * CHUNK + 3)
    texts[0] = texts[CHUNK] = texts[-1] = "Naomi Whitaker"
    found = [place for place, bits in enumerate(names.best(hers, texts)) if bits > 0]
    assert found == [0, CHUNK, 2 * CHUNK + 2]


def test_a_hundred_thousand_strangers_take_seconds(hers: names.Prepared) -> None:
    texts = [f"{FIRST[n % 10]} {LAST[n % 9]}{n}" for n in range(100_000)]
    started = time.process_time()
    names.best(hers, texts)
    assert time.process_time() - started < 10  # 1 to 2 on an idle machine


@given(st.lists(st.text(max_size=40), max_size=20))
def test_a_batch_is_its_texts_one_by_one(texts: list[str]) -> None:
    known = handles.prepare([person("Ana Li", "李安娜", handles=("analli",))])
    alone = [handles.best(known, [text])[0] for text in texts]
    assert handles.best(known, texts) == alone


@given(st.lists(st.text(max_size=40), min_size=1, max_size=20))
def test_rows_made_together_are_those_made_one_by_one(texts: list[str]) -> None:
    rows, numbers = Rows(texts), np.arange(len(texts))
    rows.make(numbers)
    alone = [shape(text.replace("\n", " "))[:LONGEST_ROW] for text in texts]
    assert rows.lengths(numbers).tolist() == list(map(len, alone))


def test_letters_of_one_word_do_not_stand_for_both_parts() -> None:
    known = names.prepare([person("Georgios Georgiou")])
    texts = ["Georgios Papadakis", "Vasiliki Georgiou", "Georgiou Georgios"]
    assert [number for number, _ in passing(texts, known.gates)] == [2]


def test_an_arabic_letter_mark_between_latin_letters_does_not_hide_the_name() -> None:
    known = names.prepare([person("Husayn Jaafari")])
    assert names.best(known, ["\u061cHu$4yn J@4f@r1"])[0] > 20
