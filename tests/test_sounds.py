"""Names by sound: one name in two scripts is heard as one, and two names as two."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchers.sounds import heard, native, nearness, parted

SOUNDED = Path(__file__).parent / "sounded_names.txt"
COMMON = Path(__file__).parent / "common_names.txt"
SCRIPTS = (
    "arabic", "persian", "hebrew", "cyrillic", "greek", "devanagari", "han", "japanese", "hangul",
)  # fmt: skip
WORDS = st.text(max_size=80)
NAMES = st.sampled_from("محمد Юлия נועה Παύλος राजेश 张 佐藤 ゆうこ 민준 Julia 7asan Đorđe".split())  # noqa: SIM905


def sounded(script: str) -> list[tuple[str, str]]:
    """(native, Latin) of one script, each of the Latin spellings by itself."""
    section = SOUNDED.read_text("utf-8").split(f"# {script}\n")[1].split("\n#")[0]
    rows = (line.split(" = ") for line in section.splitlines() if " = " in line)
    return [(word, each) for word, latin in rows for each in latin.split(", ")]


def common() -> list[str]:
    lines = COMMON.read_text("utf-8").splitlines()
    words = " ".join(line for line in lines if not line.startswith("#")).split()
    return list(dict.fromkeys(words))


def level(ours: str, theirs: str) -> int | None:
    return nearness(heard(ours), heard(theirs))


@pytest.mark.parametrize("script", SCRIPTS)
def test_nearly_all_native_names_are_heard_in_their_latin_spellings(script: str) -> None:
    levels = [level("".join(parted(ours)), theirs) for ours, theirs in sounded(script)]
    sure = sum(each is not None and each < 3 for each in levels)
    assert len(levels) >= 40
    assert sure / len(levels) >= 0.95
    assert levels.count(None) / len(levels) <= 0.03


def test_hardly_any_two_common_names_are_heard_as_one() -> None:
    pairs = list(itertools.combinations(map(heard, common()[::2]), 2))
    met = Counter(nearness(ours, theirs) for ours, theirs in pairs)
    assert len(pairs) > 50_000
    assert met[1] / len(pairs) < 0.0002  # Majid and Majed, Helen and Eleni
    assert (met[2] + met[3]) / len(pairs) < 0.0002
    assert met[0] == 0


def test_hardly_any_native_name_is_heard_in_a_common_name_of_another_language() -> None:
    ours = [heard(word) for script in SCRIPTS for word, _ in sounded(script)[::4]]
    theirs = [heard(word) for word in common()[:260]]  # English, Spanish, German
    met = Counter(nearness(one, other) for one in ours for other in theirs)
    assert (met.total() - met[None]) / met.total() < 0.0005


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("محمد", "Mohammed", 0),
        ("مُحَمَّد", "محمـد", 0),
        ("خالد", "5aled", 0),
        ("سعيد", "Sa3id", 1),
        ("7asan", "Hassan", 1),
        ("إسماعيل", "اسماعیل", 0),
        ("דִּינָה", "דינה", 0),
        ("Παπουτσής", "Papoutsis", 0),
        ("ΠΑΠΟΥΤΣΗΣ", "Παπουτσής", 0),
        ("नरेंद्र", "Narendra", 0),
        ("नरेन्द्र", "नरेंद्र", 0),
        ("Юлия", "Julia", 1),
        ("Алёна", "Алена", 0),
        ("Ірина", "Ирина", 0),
        ("Ирина", "Irina", 0),
        ("Iuliia", "Yuliya", 1),
        ("이", "Rhee", 1),
        ("리", "이", 1),
        ("张", "Chang", 1),
        ("張", "张", 0),
        ("Xu", "Hsu", 1),
        ("Zhang", "Chang", 1),
        ("Lee", "Yi", 1),
        ("Chaim", "Haim", 1),
        ("Xiaoming", "Hsiao-ming", 2),
        ("Sungmin", "Seongmin", 2),
        ("陽菜", "Haruna", 1),
        ("しんいち", "Shinichi", 0),
        ("ｻｸﾗ", "さくら", 0),
        ("齋藤", "斉藤", 0),
        ("渡邊", "渡辺", 0),
        ("髙﨑", "高崎", 0),
        ("علي", "علی", 0),
        ("عبدالرحمن", "Abdurrahman", 1),
        ("AbdulRahman", "Abd-al-Rahman", 1),
        ("السيد", "El-Sayed", 1),
        ("برهان", "Borhan", 2),
        ("Đorđe", "Djordje", 1),
    ],
)
def test_one_name_is_heard_in_two_words(ours: str, theirs: str, expected: int) -> None:
    assert level(ours, theirs) == expected
    assert level(theirs, ours) == expected


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Ali", "Ala"),
        ("Ali", "Eli"),
        ("Maria", "Mario"),
        ("Daniel", "Daniela"),
        ("سليم", "Salam"),
        ("محمد", "Mahmoud"),
        ("كريم", "Karima"),
        ("حسن", "Hussein"),
        ("Александр", "Александра"),
        ("राजेश", "Ramesh"),
        ("민준", "Minseo"),
        ("陽菜", "Hana"),
        ("小明", "Xiaoling"),
        ("אמיר", "Amira"),
        ("Γιώργος", "Georgia"),
        ("5", "s"),
        ("✨", "ali"),
        ("", ""),
    ],
)
def test_two_names_are_heard_as_two(ours: str, theirs: str) -> None:
    assert level(ours, theirs) is None
    assert level(theirs, ours) is None


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("عبد الرحمن السيد", ("عبدالرحمن", "السيد")),
        ("Abdul Rahman al-Sayed", ("AbdulRahman", "al-Sayed")),
        ("Abd al Rahman Al Sayed", ("AbdalRahman", "Al-Sayed")),
        ("أبو بكر حسن", ("أبوبكر", "حسن")),
        ("Nour El-Din Qasim", ("NourEl-Din", "Qasim")),
        ("حسین\u200cزاده", ("حسینزاده",)),
        ("مریم حسین زاده", ("مریم", "حسینزاده")),
        ("王小明", ("王", "小明")),
        ("王 小 明", ("王", "小明")),
        ("欧阳娜娜", ("欧阳", "娜娜")),
        ("남궁민", ("남궁", "민")),
        ("김민준", ("김", "민준")),
        ("민준", ("민준",)),
        ("佐藤健", ("佐藤", "健")),
        ("佐藤陽菜", ("佐藤", "陽菜")),
        ("高橋ゆうこ", ("高橋", "ゆうこ")),
        ("Min Ho Lee", ("MinHo", "Lee")),
        ("Wang Xiao Ming", ("Wang", "XiaoMing")),
        ("Maria del Carmen", ("Maria", "del", "Carmen")),
        ("Anna Maria Lee", ("Anna", "Maria", "Lee")),
    ],
)
def test_a_full_name_is_parted_where_spaces_do_not_say_it(
    name: str, words: tuple[str, ...]
) -> None:
    assert parted(name) == words


@given(WORDS | NAMES, WORDS | NAMES)
def test_nearness_is_a_level_and_the_same_both_ways(ours: str, theirs: str) -> None:
    assert level(ours, theirs) in (None, 0, 1, 2, 3)
    assert level(ours, theirs) == level(theirs, ours)


@given(NAMES, NAMES)
def test_a_word_with_letters_is_nearest_to_itself(ours: str, theirs: str) -> None:
    assert level(ours, ours) == 0
    assert level(ours, theirs) == 0 or ours != theirs


@given(WORDS)
def test_a_normal_form_is_its_own_normal_form(word: str) -> None:
    assert native(native(word)) == native(word)


@given(WORDS)
def test_a_word_is_heard_in_few_forms_of_small_ascii_letters(word: str) -> None:
    forms = heard(word).forms
    assert len(forms) <= 6
    assert all(form.isascii() and form == form.lower() for form in forms)


@given(st.text(max_size=300))
def test_parting_is_bounded_and_keeps_its_own_words(name: str) -> None:
    words = parted(name)
    assert len(words) <= 16
    assert all(words)
