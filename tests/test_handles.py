"""User names: known ones, ones made from the name, and ones that merely contain it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching import bits, person, profile

from impersonation_watch.model import Signal
from matchers import handles, names


def met(handle: str, *known: str, name: str = "Naomi Whitaker") -> tuple[Signal, ...]:
    prepared = handles.prepare([person(name, handles=known, nicknames=("Nomi",))])
    return handles.signals(prepared, [profile(handle=handle)], {})[0]


@pytest.mark.parametrize(
    "theirs, reason",
    [
        ("brightkestrel", "handle_exact"),
        ("@BrightKestrel", "handle_exact"),
        ("brightkestrel@elsewhere.example", "handle_exact"),
        ("bright.kestrel", "handle_affix"),
        ("brightkestrel_", "handle_affix"),
        ("real.brightkestrel.92", "handle_affix"),
        ("brightkestrel_backup", "handle_affix"),
        ("br1ghtkestrel", "handle_lookalike"),
        ("brlghtkestrel", "handle_lookalike"),
        ("bríghtkestrel", "handle_affix"),
        ("brightkestre1", "handle_lookalike"),
        ("brightkestrell", "handle_slip"),
        ("naomiwhitaker", "handle_name"),
        ("whitaker.naomi", "handle_name"),
        ("the_real_naomi_whitaker_1987", "handle_name"),
        ("nomi.whitaker", "handle_name"),
        ("itsnaomiwhitakerofficial", "handle_name"),
        ("na0mi_whitaker", "handle_lookalike"),
    ],
)
def test_a_user_name_is_met_with_the_right_reason(theirs: str, reason: str) -> None:
    assert [signal.reason for signal in met(theirs, "brightkestrel")] == [reason]


@pytest.mark.parametrize(
    "theirs", ["emily_clark", "naomi", "whitaker", "kestrel", "x", "", "1234", "whitnaotak"]
)
def test_other_user_names_give_no_signal(theirs: str) -> None:
    assert met(theirs, "brightkestrel") == ()


def test_a_name_inside_a_longer_word_counts_for_little() -> None:
    assert bits(met("mariana", "ana", name="Ana")) < 4


def test_an_initial_with_the_surname_scores_low_alone() -> None:
    assert bits(met("nwhitaker")) < bits(met("naomiwhitaker")) - 5


def test_a_user_name_made_of_a_common_name_is_no_rarer_than_the_name() -> None:
    assert bits(met("jamessmith", "jamessmith", name="James Smith")) < 16


def test_a_bluesky_name_is_read_without_its_host() -> None:
    found = handles.prepare([person()])
    for handle in ("naomiwhitaker.bsky.social", "naomiwhitaker.example"):
        seen = profile(handle=handle, platform="bluesky")
        assert handles.signals(found, [seen], {})[0][0].reason == "handle_name"


@given(st.text(max_size=60))
def test_any_user_name_can_be_read(handle: str) -> None:
    assert met(handle, "brightkestrel", handle[:20]) == met(handle, "brightkestrel", handle[:20])


@pytest.mark.parametrize("handle", ["x" * 100_000, "xoxo" * 25_000, "it" * 50_000, "9" * 100_000])
def test_endless_user_names_take_no_time(handle: str) -> None:
    started = time.process_time()
    met(handle, "brightkestrel")
    assert time.process_time() - started < 0.5


def test_the_order_of_known_user_names_is_nothing() -> None:
    one, other = met("kestrel_two", "kestreltwo", "two"), met("kestrel_two", "two", "kestreltwo")
    assert one == other


def test_five_thousand_profiles_a_second_are_compared() -> None:
    someone = person(handles=("brightkestrel",), nicknames=("Nomi",))
    first = ("Emily", "Zoë", "James", "Naomi", "Ирина", "𝓛ena", "Ana", "Rachel", "Omar", "Yuki")
    last = ("Clark", "Smith-Reyes", "Whitfield", "Петрова", "Hoffman 💛", "Okafor", "Lindqvist")
    candidates = [
        profile(f"{first[n % 10]} {last[n % 7]} {n}", f"{first[n % 10]}.{last[n % 7]}{n}".lower())
        for n in range(3_000)
    ]
    made_names, made_handles = names.prepare([someone]), handles.prepare([someone])
    started = time.process_time()
    names.signals(made_names, candidates, {})
    handles.signals(made_handles, candidates, {})
    assert len(candidates) / (time.process_time() - started) > 2_000  # 5,000 on an idle machine
