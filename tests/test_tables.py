"""What the tables know of names, and that they stay small, sorted and of known origin."""

from __future__ import annotations

import json
import re
import tracemalloc
import unicodedata
from pathlib import Path

import pytest

from matchers import frequency, lexicon
from matchers.data.languages import PROFILES
from matchers.letters import fold
from matchers.lists import lines, shapes
from matchers.natives import native
from matchers.tables import is_name, per_million, rarity, short_forms

DATA = Path(frequency.__file__).parent / "data"
# common and rare of each language there is, the rare ones real but seldom
COMMON_AND_RARE = [
    ("first", "en", "michael", "ebenezer"), ("last", "en", "smith", "featherstone"),
    ("first", "es", "maria", "hermenegilda"), ("last", "es", "garcia", "bustamante"),
    ("first", "pt", "joao", "eleuterio"), ("last", "pt", "silva", "quintanilha"),
    ("first", "fr", "marie", "philomene"), ("last", "fr", "martin", "delacroix"),
    ("first", "de", "thomas", "kunigunde"), ("last", "de", "muller", "falkenberg"),
    ("first", "nl", "jan", "diederik"), ("last", "nl", "jansen", "aalbers"),
    ("first", "it", "giuseppe", "ermenegildo"), ("last", "it", "rossi", "abbagnale"),
    ("first", "pl", "anna", "kunegunda"), ("last", "pl", "nowak", "abramczyk"),
    ("first", "cs", "jana", "drahoslava"), ("last", "cs", "novakova", "kratochvilova"),
    ("first", "sv", "erik", "torgny"), ("last", "sv", "andersson", "holmgren"),
    ("last", "da", "nielsen", "frandsen"), ("last", "no", "hansen", "amundsen"),
    ("last", "fi", "korhonen", "ahonen"), ("first", "tr", "mehmet", "afitap"),
    ("last", "tr", "yilmaz", "yorulmaz"), ("last", "ro", "popescu", "iordache"),
    ("last", "hu", "nagy", "hegedus"), ("last", "vi", "nguyen", "trinh"),
    ("first", "id", "siti", "ajeng"), ("first", "ar", "mohammed", "haitham"),
    ("first", "ar", "محمد", "هيثم"), ("first", "fa", "محمد", "نیلوفر"),
    ("first", "he", "דוד", "אלימלך"), ("first", "ru", "александр", "акулина"),
    ("last", "ru", "иванова", "авдеева"), ("last", "uk", "шевченко", "приходько"),
    ("first", "el", "μαρία", "άλκηστις"), ("last", "hi", "कुमार", "सोलंकी"),
    ("last", "hi", "singh", "solanki"), ("last", "zh", "王", "欧阳"),
    ("last", "ja", "佐藤", "吉岡"), ("last", "ja", "sato", "yoshioka"),
    ("last", "ko", "김", "마"), ("last", "ko", "kim", "seong"),
]  # fmt: skip
PART_FILES = sorted(
    [*DATA.glob("words/*.txt"), *DATA.glob("short_forms/*.txt"), DATA / "shapes.txt"]
)


@pytest.mark.parametrize(("role", "tongue", "common", "rare"), COMMON_AND_RARE)
def test_a_common_name_has_fewer_bits_than_a_rare_one(
    role: str, tongue: str, common: str, rare: str
) -> None:
    first = role == "first"
    assert is_name(common)
    assert rarity(common, first=first) + 1 < rarity(rare, first=first)


def test_bits_and_namesakes_per_million_say_the_same() -> None:
    assert per_million("smith", first=False) == pytest.approx(
        2.0 ** -rarity("smith", first=False) * 1_000_000
    )


@pytest.mark.parametrize("part", ["", "a", "x", "qx", "zzyzx", "w" * 64, "ж", "龘龘龘", "👍", "0"])
def test_no_part_is_rarer_than_the_tables_can_know(part: str) -> None:
    assert 0.0 <= rarity(part, first=True) <= frequency.MOST_BITS
    assert 0.0 < per_million(part, first=False) <= 1_000_000


def test_an_unlisted_short_part_says_less_than_a_long_one() -> None:
    words = ("o", "ao", "aoe", "marbelindo")
    bits = [rarity(word, first=True) for word in words]
    assert bits == sorted(bits)
    assert bits[0] < 5


def test_a_slip_of_the_pen_is_nobodys_name() -> None:
    assert is_name("elizabeth")
    assert not is_name("elizabth")  # the census has some eight hundred


@pytest.mark.parametrize(("surname", "given"), [("李", "娜"), ("김", "서연"), ("佐藤", "愛")])
def test_a_name_in_one_word_is_as_rare_as_its_parts(surname: str, given: str) -> None:
    parts = rarity(surname, first=False) + rarity(given, first=True)
    assert not is_name(surname + given)
    assert rarity(surname + given, first=True) == pytest.approx(min(parts, frequency.MOST_BITS))


@pytest.mark.parametrize(
    ("one", "other"),
    [("فاطمة", "فاطمه"), ("علی", "علي"), ("أحمد", "احمد"), ("الأحمد", "احمد"), ("陳", "陈")],
)
def test_ways_to_write_one_name_natively_are_as_common(one: str, other: str) -> None:
    assert abs(rarity(one, first=False) - rarity(other, first=False)) < 4


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("robert", "bob"), ("francisco", "paco"), ("francisco", "chico"), ("johannes", "hans"),
        ("jan", "honza"), ("katarzyna", "kasia"), ("giuseppe", "beppe"), ("cornelis", "kees"),
        ("alexandre", "xande"), ("александр", "саша"), ("aleksandr", "sasha"), ("олена", "оленка"),
        ("γεώργιος", "γιώργος"), ("mehmet", "memo"), ("istvan", "pisti"), ("محمد", "حمادة"),
        ("فاطمة", "فطوم"), ("fatima", "fatoum"), ("נתנאל", "נתי"), ("lars", "lasse"),
        ("elham", "eli"), ("gheorghe", "ghita"), ("françois", "fanfan"),
    ],
)  # fmt: skip
def test_a_short_form_is_known_either_way(full: str, short: str) -> None:
    full = "francois" if full == "françois" else full
    assert native(short) in {native(each) for each in short_forms(full)}
    assert native(full) in {native(each) for each in short_forms(short)}


@pytest.mark.parametrize(("one", "other"), [("aaron", "erin"), ("emily", "emma")])
def test_two_names_of_their_own_are_no_short_forms(one: str, other: str) -> None:
    assert other not in short_forms(one)


@pytest.mark.parametrize(
    "word",
    [
        "official", "oficial", "offiziell", "officiel", "ufficiale", "oficjalny", "resmi",
        "настоящая", "офіційна", "επίσημος", "رسمي", "الرسمية", "رسمی", "רשמי", "आधिकारिक",
        "官方", "本人", "公式", "공식", "chinhthuc", "hivatalos", "virallinen", "oficiala", "asli",
    ],
)  # fmt: skip
def test_a_claim_is_known_in_its_own_script(word: str) -> None:
    assert word.casefold() in lexicon.AFFIXES
    assert native(word) in lexicon.AFFIXES


@pytest.mark.parametrize(
    "word", ["dr", "دكتور", "دکتر", "先生", "さん", "씨", "श्री", "κυρία", "frau"]
)
def test_a_title_is_known_in_its_own_script(word: str) -> None:
    assert word in lexicon.TITLES


@pytest.mark.parametrize("word", ["de", "van", "bin", "oglu", "بن", "ابن", "בן", "фон"])
def test_a_particle_is_known_in_its_own_script(word: str) -> None:
    assert word in lexicon.PARTICLES


def test_claims_are_no_common_names() -> None:
    given = {word for word in lexicon.AFFIXES if is_name(word)}
    assert [word for word in given if per_million(word, first=True) > 700] == []


@pytest.mark.parametrize("path", PART_FILES, ids=lambda path: path.name)
def test_a_list_is_folded_sorted_and_says_nothing_twice(path: Path) -> None:
    for line in lines(*path.relative_to(DATA).parts):
        _, *words = line.replace(" = ", " ").split()
        assert words == sorted(set(words))
        if path.name != "shapes.txt":
            assert [word for word in words if folded(word) != word] == []


def folded(word: str) -> str:
    if any("LATIN" in unicodedata.name(each, "") for each in word):
        return "".join(fold(each)[0] for each in word)
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())


def test_a_shape_stands_for_one_letter_or_digit() -> None:
    assert all(re.fullmatch("[a-z0-9]", letter) for letter in shapes().values())
    assert not [char for char in shapes() if char.isascii()]


def test_the_names_are_sorted_and_none_is_there_twice() -> None:
    names = [line.split("\t")[0] for line in table_lines()]
    assert names == sorted(set(names))
    assert [name for name in names if name.isascii() and not re.fullmatch("[a-z]+", name)] == []


def test_the_names_are_in_the_form_they_are_looked_up_in() -> None:
    names = [line.split("\t")[0] for line in table_lines()]
    assert [name for name in names if native(name) != name] == []


def table_lines() -> list[str]:
    return (DATA / "frequency.tsv").read_text("utf-8").splitlines()


def test_the_tables_stay_below_four_megabytes_on_disk() -> None:
    assert (DATA / "frequency.tsv").stat().st_size <= 4_000_000


def test_the_tables_stay_below_twenty_megabytes_in_memory() -> None:
    frequency._table.cache_clear()
    tracemalloc.start()
    rarity("smith", first=False)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most <= 20_000_000


def test_every_derived_file_names_its_source_and_licence() -> None:
    rows = [
        row.split("|")
        for row in (DATA / "SOURCES.md").read_text("utf-8").splitlines()
        if row.startswith("| `")
    ]
    told = " ".join(row[1] for row in rows)
    files = [
        path.relative_to(DATA)
        for path in DATA.rglob("*")
        if path.suffix in {".json", ".tsv", ".txt"}
    ]
    unnamed = [
        str(file)
        for file in files
        if f"`{file}`" not in told and f"`{file.parent}/*.txt`" not in told
    ]
    assert unnamed == []
    assert all(row[-2].strip() for row in rows)


def test_the_languages_are_parts_of_one_whole() -> None:
    assert 0.9 < sum(PROFILES.values()) <= 1.0


def test_the_json_tables_are_json() -> None:
    assert all(json.loads(path.read_text("ascii")) for path in DATA.glob("*.json"))
