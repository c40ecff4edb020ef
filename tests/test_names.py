"""Names: the same name in every disguise, and other people's names."""

from __future__ import annotations

import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching import bits, person, profile

from impersonation_watch.model import Person, Signal
from matchers import WEIGHTS, names
from matchers.folding import read
from matchers.reader import MOST_WORDS

INVISIBLE = ("\u200b", "\u2060", "\u00ad", "\u200d", "\ufeff", "\u200e", "\ufe0f", "\U000e0061")
EMOJI = ("💛", "❤️", "👩‍💻", "🏴\U000e0067\U000e0062\U000e007f", "1️⃣", "✨", "👋🏽", "🇮🇪")
ANYTHING = st.text(st.characters(codec=None), max_size=80)


def named(text: str | None, *spellings: str, **changes: object) -> tuple[Signal, ...]:
    prepared = names.prepare([person(*spellings, **changes)])
    return names.signals(prepared, [profile(text)], {})[0]


@pytest.mark.parametrize(
    "theirs, reason",
    [
        ("Naomi Whitaker", "name_exact"),
        ("NAOMI WHITAKER", "name_exact"),
        ("Nàömi Whitáker", "name_exact"),
        ("💛 Naomi 💛 Whitaker 💛", "name_exact"),
        ("Dr Naomi Whitaker PhD", "name_exact"),
        ("Naomi™ Whitaker", "name_exact"),
        ("N\u0430omi Whitaker", "name_lookalike"),
        ("Na\u03bfmi Whitaker", "name_lookalike"),
        ("Naomi \u13d4hitaker", "name_lookalike"),
        ("Na\u200bomi Whitaker", "name_invisible"),
        ("Naomi Whitaker\u2060", "name_invisible"),
        ("Nao\x00mi Whitaker", "name_invisible"),
        ("\u202erekatihW imoaN", "name_invisible"),
        ("Na0mi Wh1taker", "name_leet"),
        ("Naorni Whitaker", "name_leet"),
        ("Naomi VVhitaker", "name_leet"),
        ("𝓝𝓪𝓸𝓶𝓲 𝓦𝓱𝓲𝓽𝓪𝓴𝓮𝓻", "name_styled"),
        ("Ｎａｏｍｉ Ｗｈｉｔａｋｅｒ", "name_styled"),
        ("ɴᴀᴏᴍɪ ᴡʜɪᴛᴀᴋᴇʀ", "name_styled"),
        ("🅽🅰🅾🅼🅸 🆆🅷🅸🆃🅰🅺🅴🆁", "name_styled"),
        ("Ⓝⓐⓞⓜⓘ Whitaker", "name_styled"),
        ("N̶a̶o̶m̶i̶ Whitaker", "name_styled"),
        ("ɹǝʞɐʇᴉɥʍ ᴉɯoɐu", "name_styled"),
        ("Whitaker Naomi", "name_reordered"),
        ("Whitaker, Naomi", "name_reordered"),
        ("Nomi Whitaker", "name_nickname"),
        ("Naomi Whitaker official", "name_affix"),
        ("The real Naomi Whitaker", "name_affix"),
        ("Naomi Whitaker (cuenta nueva)", "name_affix"),
        ("NaomiWhitaker", "name_joined"),
        ("N a o m i W h i t a k e r", "name_joined"),
        ("naomiwhitaker92", "name_joined"),
        ("Noami Whitaker", "name_slip"),
        ("Naomi Whitakerr", "name_slip"),
        ("Наоми Уитакер", "name_script"),
        ("N. Whitaker", "name_initial"),
        ("Naomi W.", "name_initial"),
        ("Naomi", "name_part"),
        ("Naomi Whittaker", "name_part"),  # a surname of its own
    ],
)
def test_the_first_reason_says_what_was_done_to_the_name(theirs: str, reason: str) -> None:
    assert named(theirs)[0].reason == reason


@pytest.mark.parametrize(
    "theirs", ["Emily Clark", "Naomi Smith", "mariana", "Na", "", None, "💛", "W", "12"]
)
def test_other_names_give_no_signal(theirs: str | None) -> None:
    assert named(theirs) == ()


def test_a_disguise_weighs_more_than_the_plain_name() -> None:
    plain, disguised = bits(named("Naomi Whitaker")), bits(named("N\u0430omi Whitaker"))
    assert disguised == pytest.approx(plain + WEIGHTS["name_lookalike"])


def test_a_rare_name_weighs_more_than_a_common_one() -> None:
    common = bits(named("James Smith", "James Smith"))
    assert bits(named("Naomi Whitaker")) > common + 8


def test_rarity_is_near_the_published_share() -> None:
    english = 2.3  # bits: 20 % of profiles; names.md §5 counts within the United States
    assert bits(named("James Smith", "James Smith")) == pytest.approx(12.9 + english, abs=0.5)


def test_a_real_extra_surname_lowers_a_little_and_another_surname_a_lot() -> None:
    own, added = bits(named("Naomi Whitaker")), bits(named("Naomi Whitaker Reyes"))
    assert own - 3 < added < own
    assert bits(named("Naomi Reyes")) < own / 2


def test_the_order_of_the_spellings_is_nothing() -> None:
    spellings = ("Naomi Whitaker", "Naomi Reyes", "Nomi W. Reyes")
    theirs = "Naomi W. Reyes"
    assert named(theirs, *spellings) == named(theirs, *reversed(spellings))


def test_a_name_in_its_own_script_is_no_disguise() -> None:
    assert [each.reason for each in named("Анна Ковальчук", "Анна Ковальчук")] == ["name_exact"]


def test_a_chinese_name_meets_itself() -> None:
    assert named("王小明", "王小明")[0].reason == "name_exact"


def test_signals_keep_the_name_as_it_was_written() -> None:
    raw = " N\u0430omi\u200b  Whitaker "
    assert named(raw)[0].theirs == raw


@pytest.mark.parametrize("ours", ["N", "", " ", "\x00", "💛", "\u202e", "a" * 5000, "'", "-"])
def test_odd_names_of_ours_are_no_trouble(ours: str) -> None:
    named("Naomi Whitaker", ours)


@pytest.mark.parametrize(
    "theirs",
    [
        "a" * 100_000,
        "\u202e" * 100_000,
        "Naomi " * 20_000,
        "n a " * 30_000,
        "\u0301" * 100_000,
        "👩‍💻" * 30_000,
        "х" * 100_000,
        "\x00" * 100_000,
    ],
)
def test_endless_names_take_no_time(theirs: str) -> None:
    started = time.process_time()
    named(theirs)
    assert time.process_time() - started < 0.5


def test_every_character_there_is_can_be_read() -> None:
    assigned = (chr(code) for code in range(sys.maxunicode + 1))
    for char in assigned:
        if unicodedata.category(char) not in ("Cn", "Co", "Lo") or ord(char) % 97 == 0:
            assert len(read(f"na{char}omi")[0]) <= 3


@given(ANYTHING)
def test_anything_can_be_read(text: str) -> None:
    for words in read(text):
        assert len(words) <= MOST_WORDS
        assert all(word.look for word in words)


@given(ANYTHING)
def test_the_same_name_always_gets_the_same_answer(text: str) -> None:
    assert named(text) == named(text)


@given(ANYTHING, ANYTHING)
def test_nothing_scores_above_the_own_name_but_a_disguise(ours: str, theirs: str) -> None:
    disguises = sum(weight for weight in WEIGHTS.values() if weight > 0 and weight <= 6)
    assert bits(named(theirs, ours)) <= max(bits(named(ours, ours)), 0) + disguises


@given(st.integers(0, 14), st.sampled_from(INVISIBLE))
def test_an_invisible_character_never_lowers_the_score(place: int, char: str) -> None:
    name = "Naomi Whitaker"
    assert bits(named(name[:place] + char + name[place:])) >= bits(named(name))


@given(
    st.sampled_from(EMOJI),
    st.sampled_from(
        ("{e}Naomi Whitaker", "Naomi {e} Whitaker", "Naomi{e}Whitaker", "Naomi Whitaker{e}{e}")
    ),
)
def test_emoji_change_nothing(emoji: str, around: str) -> None:
    assert bits(named(around.format(e=emoji))) == bits(named("Naomi Whitaker"))


@given(st.sampled_from(("NFC", "NFD", "NFKC", "NFKD")), st.booleans())
def test_case_and_normal_form_change_nothing(form: str, upper: bool) -> None:
    name = "Zoë Brontë-Álvarez"
    written = unicodedata.normalize(form, name.upper() if upper else name)  # type: ignore[arg-type]
    assert bits(named(written, name)) == bits(named(name, name))


def test_each_person_gets_signals_of_her_own() -> None:
    people: list[Person] = [person(), person("Naomi Reyes", id="p2")]
    found = names.signals(names.prepare(people), [profile("Naomi Whitaker Reyes")], {})[0]
    assert {signal.person_id for signal in found} == {"p1", "p2"}
