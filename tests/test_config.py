"""A mistake in the file is named with its line and the nearest word, and nothing is half read."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impersonation_watch import config
from impersonation_watch.model import ConfigError, Keeping, Settings

EXAMPLE = Path(__file__).parent.parent / "config.example.yaml"
PERSON = "people:\n  - names: [Naomi Whitaker]\n    consent: self\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "garden.jpg").write_bytes(b"a photo")
    return tmp_path


def read(folder: Path, text: str | bytes) -> config.Config:
    path = folder / "mine.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return config.read(path)


def refusal(folder: Path, text: str | bytes) -> str:
    """What is said about the text; the file's own path is cut off."""
    with pytest.raises(ConfigError) as caught:
        read(folder, text)
    assert caught.value.advice
    message = str(caught.value)
    assert message.startswith(f"{folder / 'mine.yaml'}:")
    return message.replace(f"{folder / 'mine.yaml'}:", "")


# --- what is right ----------------------------------------------------------------------------


def test_the_example_is_read() -> None:
    assert config.read(EXAMPLE).people[0].names[0] == "Naomi Whitaker"


def test_the_example_shows_every_setting_with_its_default() -> None:
    shown = yaml.safe_load(EXAMPLE.read_text("utf-8"))["settings"]
    assert set(shown) == {each.name for each in dataclasses.fields(Settings)} - {"practice"}
    assert config.read(EXAMPLE).settings == Settings()


def test_the_example_shows_everything_a_person_can_have() -> None:
    shown = yaml.safe_load(EXAMPLE.read_text("utf-8"))["people"][0]
    assert set(shown) == {each.name for each in dataclasses.fields(config.PersonConfig)}


def test_what_is_left_out_has_its_default(folder: Path) -> None:
    assert read(folder, PERSON).settings == Settings()


def test_a_photo_is_found_beside_the_file_it_is_named_in(folder: Path) -> None:
    person = read(folder, PERSON + "    photos: [garden.jpg]\n").people[0]
    assert person.photos == (folder / "garden.jpg",)


def test_settings_of_every_type_are_read(folder: Path) -> None:
    text = PERSON + "settings:\n  keeping: keep_watching\n  page_delay: 2\n  sources: [github]\n"
    chosen = read(folder, text).settings
    assert chosen == Settings(keeping=Keeping.KEEP_WATCHING, page_delay=2.0, sources=("github",))


def test_consent_of_somebody_else_names_both_and_the_days(folder: Path) -> None:
    text = PERSON.replace(
        "consent: self",
        "consent: {giver: Naomi Whitaker, recorded_by: R. Adeyemi, until: 2027-05-01}",
    )
    consent = read(folder, text).people[0].consent
    assert (consent.recorded_by, consent.until) == ("R. Adeyemi", date(2027, 5, 1))


def test_a_name_may_hold_the_joiners_its_script_needs(folder: Path) -> None:
    text = PERSON.replace("Naomi Whitaker", "مه\u200cسا رضایی")
    assert "\u200c" in read(folder, text).people[0].names[0]


def test_names_keep_every_character(folder: Path) -> None:
    text = PERSON.replace("Naomi Whitaker", "  'Nаomi  Ó Briain'  ")
    assert read(folder, text).people[0].names == ("Nаomi  Ó Briain",)


# --- what is wrong ---------------------------------------------------------------------------


def test_a_misspelt_setting_is_named_with_the_nearest_word(folder: Path) -> None:
    text = PERSON + "settings:\n  mastodon_host: [mastodon.social]\n"
    assert refusal(folder, text) == (
        '5: unknown setting "mastodon_host"; did you mean "mastodon_hosts"?'
    )


@pytest.mark.parametrize(
    "text, said",
    [
        (PERSON + "    nicks: [a]\n", '4: unknown setting "nicks"'),
        ("peopl: []\n" + PERSON, '1: unknown setting "peopl"; did you mean "people"?'),
        (PERSON + "settings:\n  practice: {}\n", '5: unknown setting "practice"'),
        (PERSON.replace("self", "{given: x}"), '3: unknown setting "given"; did you mean "giver"?'),
        (PERSON.replace("    consent: self\n", ""), '2: "consent" is missing'),
        (PERSON.replace("consent: self", "consent: yes"), '3: "consent" must be "self", or say'),
        (PERSON.replace("[Naomi Whitaker]", "Naomi Whitaker"), '2: "names" must be a list'),
        (PERSON.replace("Naomi Whitaker", "123"), '2: "names" must be text; put it in quotes'),
        (PERSON.replace("[Naomi Whitaker]", "[]"), "2: a person needs at least one name"),
        (PERSON.replace("Naomi Whitaker", "N"), '2: "N" is a single letter'),
        (PERSON.replace("Naomi Whitaker", "' '"), '2: " " is empty'),
        (PERSON.replace("Naomi Whitaker", "Na" * 60), "2: a name of 120 characters"),
        (PERSON.replace("Naomi Whitaker", '"Nao\\nmi"'), "2: 'Nao\\nmi' holds a line break"),
        (PERSON + "    handles: [naomi whitaker]\n", "4: \"naomi whitaker\" is no user name"),
        (PERSON + "    handles: [github.com/naomi]\n", "addresses belong under own_accounts"),
        (PERSON + "    own_accounts:\n      - nao\n", '5: "nao" is not the address of a profile'),
        (PERSON + "    photos: [beach.jpg]\n", '4: photo "beach.jpg" is not there'),
        (PERSON + "    photos: ['.']\n", "is a folder, not a photo"),
        (PERSON + "settings: 3\n", '4: "settings" must hold settings of its own'),
        (PERSON + "settings:\n  keeping: strickt\n", '5: "keeping" must be \'strict\' or'),
        (PERSON + "settings:\n  keeping: strickt\n", 'did you mean "strict"?'),
        (PERSON + "settings:\n  every_hours: soon\n", '5: "every_hours" must be a number'),
        (PERSON + "settings:\n  every_hours: yes\n", '5: "every_hours" must be a number'),
        (PERSON + "settings:\n  every_hours: 1\n", '5: "every_hours" must lie between 12 and 168'),
        (PERSON + "settings:\n  page_delay: 0\n", "impolite"),
        (PERSON + "settings:\n  page_delay: .inf\n", '5: "page_delay" must be a number'),
        (PERSON + "settings:\n  sources: [blusky]\n", 'did you mean "bluesky"?'),
        (PERSON + "settings:\n  mastodon_hosts: ['https://a.example']\n", "is no host name"),
        (PERSON + "settings:\n  notice: pigeon\n", '5: "pigeon" is none of: none, desktop'),
        (PERSON + "settings:\n  notice_text: see www.a.example\n", "tells a stranger too much"),
        (PERSON + PERSON[8:], "1: only one person can be yourself"),
        ("people: []\n", "1: nobody is named here"),
        ("settings: {}\n", '1: "people" is missing'),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(folder: Path, text: str, said: str) -> None:
    assert said in refusal(folder, text)


def test_six_people_are_sent_to_a_vault_each(folder: Path) -> None:
    consent = "consent: {giver: A. Person, recorded_by: R. Adeyemi}"
    text = "people:\n" + f"  - names: [Naomi Whitaker]\n    {consent}\n" * 6
    assert "make a vault for each" in refusal(folder, text)


def test_a_consent_that_ends_before_it_begins_is_refused(folder: Path) -> None:
    days = "{giver: A B, recorded_by: C D, given_at: 2026-05-01, until: 2026-04-01}"
    assert "ends before it begins" in refusal(folder, PERSON.replace("self", days))


def test_a_day_that_does_not_exist_is_refused(folder: Path) -> None:
    days = "{giver: A B, recorded_by: C D, until: 2026-02-30}"
    assert "must be a day written like" in refusal(folder, PERSON.replace("self", days))


def test_all_mistakes_are_named_at_once(folder: Path) -> None:
    said = refusal(folder, PERSON + "settings:\n  every_hour: 1\n  sourcs: []\n")
    assert said.splitlines() == [
        '5: unknown setting "every_hour"; did you mean "every_hours"?',
        '6: unknown setting "sourcs"; did you mean "sources"?',
    ]


# --- files that are no settings --------------------------------------------------------------

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text, said",
    [
        ("people: [\n  - x\n", "2: this is not readable"),
        ("a: 'unclosed\n", "this is not readable"),
        ("\ta: 1\n", "1: this is not readable"),
        ("a: 1\nb: \0\n", "2: there is an unreadable character"),
        (b"a: 1\nb: \xff\n", "2: this is not UTF-8 text"),
        ('a: "\\ud800"\n', "1: there is half a character"),
        ("", "1: people and settings were expected"),
        ("- a\n", "1: people and settings were expected"),
        ("just words\n", "1: people and settings were expected"),
        ("a: 1\na: 2\n", '2: "a" is here twice'),
        ("? [a]\n: b\n", "a setting needs a name"),
        ("a: !!python/object:os.system x\n", "are not read"),
        (BOMB, "this expands to too many values"),
        ("a: &a [*a]\n", "nested too deeply"),
        ("[" * 5000, "this"),
        ("a: " + "[" * 30 + "]" * 30, "nested too deeply"),
        ("# " + "x" * 1_000_000, "this file is too large"),
        ("a: 1\n---\nb: 2\n", "this is not readable"),
    ],
)
def test_a_file_that_is_no_list_of_settings_is_refused_in_words(
    folder: Path, text: str | bytes, said: str
) -> None:
    assert said in refusal(folder, text)


def test_a_bomb_is_refused_quickly(folder: Path) -> None:
    before = time.process_time()
    refusal(folder, BOMB)
    assert time.process_time() - before < 2


def test_a_file_that_is_not_there_says_which(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"absent\.yaml: this file cannot be read"):
        config.read(tmp_path / "absent.yaml")


def test_the_example_cut_anywhere_is_read_or_refused_in_words(tmp_path: Path) -> None:
    whole = b"\n".join(
        line
        for line in EXAMPLE.read_bytes().splitlines()
        if line.strip() and not line.strip().startswith(b"#")
    )
    path = tmp_path / "cut.yaml"
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        with contextlib.suppress(ConfigError):
            config.read(path)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode())))
def test_no_content_breaks_the_reader(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.yaml"
    path.write_bytes(content)
    with pytest.raises(ConfigError):
        config.read(path)
