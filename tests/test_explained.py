"""Where a name is disguised: the characters by their places, and the sentences about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from anytext import ANY_TEXT, PEOPLE
from hypothesis import given
from hypothesis import strategies as st
from matching import person, profile
from reviewing import Pages, hit, keep, unlocked

from impersonation_watch.language import LANGUAGES, speak
from impersonation_watch.model import Mark, Signal
from impersonation_watch.plain import dump, load
from impersonation_watch.vault import Vault
from impersonation_watch.words import disguised
from matchers import handles, names

OURS = "Naomi Whitaker"
UNSEEN = "After letter 2 of “Naomi” stands something that cannot be seen."
MISSING = "Next to letter 7 of “Whitakr” a letter of “Naomi Whitaker” is missing."
UPSIDE_DOWN = "ɹǝʞɐʇᴉɥM ᴉɯoɐN"
FULLWIDTH = "Ｎａｏｍｉ Whitaker"
WATCHED = tuple(person(name, id=name, handles=(f"kestrel{len(name)}x",)) for name in PEOPLE)
PREPARED = names.prepare(WATCHED), handles.prepare(WATCHED)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


def of_name(theirs: str, *ours: str) -> dict[str, tuple[int, ...]]:
    (told,) = names.signals(names.prepare([person(*ours)]), [profile(theirs)], {})
    return {each.reason: each.places for each in told if each.places}


def of_handle(theirs: str) -> dict[str, tuple[int, ...]]:
    (told,) = handles.signals(handles.prepare([person()]), [profile("x", theirs)], {})
    return {each.reason: each.places for each in told if each.places}


def all_signals(text: str) -> list[Signal]:
    seen = [profile(text, text)]
    found = names.signals(PREPARED[0], seen, {}) + handles.signals(PREPARED[1], seen, {})
    return [each for told in found for each in told]


def signal(theirs: str, *places: int, ours: str = OURS, reason: str = "name_lookalike") -> Signal:
    return Signal(
        person_id="p1", matcher="names", reason=reason, bits=14.0,
        ours=ours, theirs=theirs, places=places,
    )  # fmt: skip


@pytest.mark.parametrize(
    "theirs, told",
    [
        ("N\u0430omi Whitaker", {"name_lookalike": (1,)}),
        ("N\u0430\u043emi Whit\u0430ker", {"name_lookalike": (1, 2, 10)}),
        ("Na\u200bomi Whitaker", {"name_invisible": (2,)}),
        ("Na\U000e0061\U000e0062omi Whitaker", {"name_invisible": (2, 3)}),
        ("\u202erekatihW imoaN", {"name_invisible": (0,)}),
        (UPSIDE_DOWN, {"name_styled": (0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13)}),
        (FULLWIDTH, {"name_styled": (0, 1, 2, 3, 4)}),
        ("Na\u0336omi Whitaker", {"name_styled": (2,)}),
        ("Na0mi Wh1taker", {"name_leet": (2, 8)}),
        ("N@omi Whitaker", {"name_leet": (1,)}),
        ("Naorni Whitaker", {"name_leet": (3, 4)}),
        ("Na\u200bomi Whit\u0430ker", {"name_invisible": (2,), "name_lookalike": (11,)}),
        ("💛 N\u0430omi Whitaker 💛", {"name_lookalike": (3,)}),
        (OURS, {}),
        ("Naomi Whitakr", {"name_slip": (12,)}),
        ("Naomi Whitake", {"name_slip": (12,)}),
        ("Naomi Whitakar", {"name_slip": (12,)}),
        ("Naomi Whitakeer", {"name_slip": (13,)}),
        ("Noami Whitaker", {"name_slip": (1, 2)}),
        ("💛 Naomi Whitkaer 92", {"name_slip": (12, 13)}),
        ("Na0mi Whitakr", {"name_leet": (2,), "name_slip": (12,)}),
        ("N\u0430omi Whitakr", {"name_lookalike": (1,), "name_slip": (12,)}),
        ("Whitaker, Naomi", {}),
    ],
    ids=ascii,
)
def test_a_disguise_has_its_places(theirs: str, told: dict[str, tuple[int, ...]]) -> None:
    assert of_name(theirs) == told


@pytest.mark.parametrize(
    "theirs, places",
    [("naomiwhitakr", (11,)), ("whitakr.naomi92", (6,)), ("naomi.whtaker", (8,))],
)
def test_a_user_name_has_the_place_of_its_slip(theirs: str, places: tuple[int, ...]) -> None:
    assert of_handle(theirs) == {"handle_slip": places}


def test_a_known_user_name_has_the_place_of_its_slip() -> None:
    known = handles.prepare([person(handles=("bright_kestrel_7",))])
    (told,) = handles.signals(known, [profile("x", "bright_kestrle_7")], {})
    assert {each.reason: each.places for each in told} == {"handle_slip": (12, 13)}


def test_a_slip_in_another_script_has_its_place() -> None:
    assert of_name("نورا حدد", "نورا حداد") == {"name_slip": (7,)}


@pytest.mark.parametrize(
    "theirs, places",
    [
        ("n\u0430omi.whitaker", (1,)),
        ("na0miwhitaker", (2,)),
        ("naorni_whitaker", (3, 4)),
        ("na0mi_whitaker92", (2,)),
        ("naomiwhitaker", ()),
        ("naomi.whitaker92", ()),
    ],
    ids=ascii,
)
def test_a_user_name_has_the_places_of_its_disguise(theirs: str, places: tuple[int, ...]) -> None:
    assert of_handle(theirs).get("handle_lookalike", ()) == places


def test_a_letter_our_own_name_is_written_with_is_no_disguise() -> None:
    ours = "Наоми Уитакер"
    assert of_name("На\u200bоми Уитакер", ours) == {"name_invisible": (2,)}
    assert of_name("На\u006fми Уитакер", ours) == {"name_lookalike": (2,)}


@given(ANY_TEXT)
def test_every_place_lies_within_their_text(text: str) -> None:
    for each in all_signals(text):
        assert list(each.places) == sorted(set(each.places))
        assert all(0 <= place < len(each.theirs) for place in each.places)


@given(
    ANY_TEXT,
    st.lists(st.integers(-3, 90), max_size=20),
    st.sampled_from(sorted(LANGUAGES)),
    st.sampled_from(("name_lookalike", "name_slip")),
)
def test_any_places_of_any_text_can_be_told(
    text: str, places: list[int], language: str, reason: str
) -> None:
    speak(language)
    told = disguised(signal(text, *places, reason=reason))
    assert len(told) <= 4
    assert all(each.endswith(".") and ("{" not in each or "{" in text) for each in told)


def test_a_signal_kept_before_still_reads_and_has_no_places() -> None:
    before = '{"bits":1.0,"matcher":"names","ours":"","person_id":"p1","photo":null,'
    before += '"reason":"name_leet","theirs":"Na0mi"}'
    kept = load(Signal, before)
    assert (kept.places, dump(kept)) == ((), before)


def test_places_come_back_as_they_went() -> None:
    assert load(Signal, dump(signal("Na0mi", 2))).places == (2,)


@pytest.mark.parametrize(
    "theirs, told",
    [
        ("Naomi Whit\u0430ker", ["Letter 5 of “Whitaker” is Cyrillic."]),
        ("N\u0430\u043emi Whitaker", ["Letters 2, 3 of “Naomi” are Cyrillic."]),
        ("Na\u200bomi Whitaker", [UNSEEN]),
        ("Na0mi Whitaker", ["Sign 3 of “Na0mi” is a digit in place of a letter."]),
        ("Naorni Whitaker", ["Letters 4, 5 of “Naorni” look like another letter."]),
        ("Naomi 𝖂hitaker", ["Letter 1 of “Whitaker” is a decorated letter."]),
        ("\u202erekatihW imoaN", ["A sign that cannot be seen turns this name around."]),
        (UPSIDE_DOWN, ["The letters of “Naomi Whitaker” are upside down."]),
        ("𝓝𝓪𝓸𝓶𝓲 𝓦𝓱𝓲𝓽𝓪𝓴𝓮𝓻", ["All letters of “Naomi Whitaker” are decorated ones."]),
        ("N \u0430 o m i Whitaker", ["Letter 2 of “NaomiWhitaker” is Cyrillic."]),
        (
            "Na\u200bom\u0456 Whitaker",
            ["Letter 5 of “Naomi” is Cyrillic.", UNSEEN],
        ),
        ("Naomi Whitakar", ["Letter 7 of “Whitakar” is not as in “Naomi Whitaker”."]),
        ("Noami Whitaker", ["Letters 2, 3 of “Noami” are not as in “Naomi Whitaker”."]),
        ("Naomi Whitakr", [MISSING]),
        ("Naomi Whitake", [MISSING.replace("Whitakr", "Whitake")]),
        (
            "N\u0430omi Whitakr",
            ["Letter 2 of “Naomi” is Cyrillic.", MISSING],
        ),
        (OURS, []),
    ],
    ids=ascii,
)  # fmt: skip
def test_a_sentence_says_which_letter_it_is(theirs: str, told: list[str]) -> None:
    (seen,) = names.signals(names.prepare([person()]), [profile(theirs)], {})
    assert [sentence for each in seen for sentence in disguised(each)] == told


def test_a_letter_of_our_own_alphabet_is_not_said_to_be_of_another() -> None:
    ours, theirs = "Анна Щербакова", "Анна Шербакова"
    told = disguised(signal(theirs, 5, ours=ours))
    assert told == ("Letter 1 of “Шербакова” looks like another letter.",)


def test_a_name_with_every_disguise_takes_four_sentences_and_says_there_is_more() -> None:
    told = disguised(signal("N\u0430\u03bf\u200bm1 𝓦hit@ker", 1, 2, 3, 5, 7, 11))
    assert len(told) == 4
    assert told[-1] == "Other signs in this name are disguised too."


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_page_of_a_profile_says_which_letter_it_is(
    tmp_path: Path, now: datetime, language: str
) -> None:
    theirs = "N\u0430omi Whitaker"
    found = hit(now, "naomi.x", signal(theirs, 1), mark=Mark.NOTIFY, display_name=theirs)
    said = {
        "en": "Letter 2 of “Naomi” is Cyrillic.",
        "ar": "الحرف 2 من «\u2068Naomi\u2069» من الأبجدية السيريلية.",
    }
    with unlocked(tmp_path / "notes", now) as opened:
        page = _page(opened, keep(_vault(opened), found, now), language)
    assert f"<li>{said[language]}</li>" in page
    assert 'class="disguises"' not in page  # said once


def test_a_slip_is_told_in_arabic() -> None:
    speak("ar")
    told = disguised(signal("Naomi Whitakar", 12, reason="name_slip"))
    assert told == ("الحرف 7 من «Whitakar» ليس كما في «Naomi Whitaker».",)


def test_the_page_of_a_profile_says_where_a_slip_is_and_keeps_what_is_odd_beside_it(
    tmp_path: Path, now: datetime
) -> None:
    theirs = "Naomi Whitakar 𝓧"
    told = signal(theirs, 12, reason="name_slip")
    found = hit(now, "naomi.x", told, mark=Mark.REVIEW, display_name=theirs)
    with unlocked(tmp_path / "notes", now) as opened:
        page = _page(opened, keep(_vault(opened), found, now), "en")
    assert "Letter 7 of “Whitakar” is not as in “Naomi Whitaker”." in page
    assert 'class="disguises"' in page


def _vault(opened: Pages) -> Vault:
    assert opened.sitting.vault is not None
    return opened.sitting.vault


def _page(opened: Pages, hit_id: str, language: str) -> str:
    opened.get("/settings")
    opened.post("/language", language=language)
    return str(opened.get(f"/n/{hit_id}").text)
