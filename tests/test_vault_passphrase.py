"""Passphrases: those made by chance are good, those somebody near could guess are refused."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest

from impersonation_watch.model import StoreError
from impersonation_watch.vault import check_passphrase, generate_passphrase
from impersonation_watch.vault.passphrase import WORDS, words

FACTS = ("Naomi Whitaker", "Zoë", "1991", "Li")


def test_a_passphrase_made_by_chance_has_fifty_bits() -> None:
    assert math.log2(math.perm(len(words()), WORDS)) >= 50


def test_a_passphrase_made_by_chance_is_accepted() -> None:
    for _ in range(20_000):
        check_passphrase(generate_passphrase(), ())


def test_no_two_are_the_same() -> None:
    assert len({generate_passphrase() for _ in range(200)}) == 200


def test_the_words_are_easy_to_type() -> None:
    assert len(words()) == len(set(words())) >= 1024
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 8 for word in words())


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "1234",
        "12345678901234567890",
        "password",
        "Password123!",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "la la la la la la la la la la la la",
        "19.04.1987 21.12.2001",
        "sunshine princess",
        "i love you my dragon",
    ],
)
def test_what_is_guessed_first_is_refused_with_advice(weak: str) -> None:
    with pytest.raises(StoreError, match="too easy") as raised:
        check_passphrase(weak, ())
    assert "five words" in raised.value.advice


@pytest.mark.parametrize(
    "close",
    [
        "copper meadow violin WHITAKER thunder",
        "copper meadow violin na-omi thunder",
        "copper meadow violin zoe thunder",
        "copper meadow violin 1991 thunder",
    ],
)
def test_a_name_or_year_of_hers_is_refused(close: str) -> None:
    with pytest.raises(StoreError, match="contains a name or a year"):
        check_passphrase(close, FACTS)


@pytest.mark.parametrize(
    "good",
    ["correct horse battery staple", "vT9#qL2!xR7$mK4&", "linen copper meadow violin thunder"],
)
def test_a_good_one_is_accepted(good: str) -> None:
    check_passphrase(good, FACTS)


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux")
def test_a_hardened_process_leaves_no_core() -> None:
    code = (
        "import resource, ctypes; from impersonation_watch.hardening import harden_process;"
        "harden_process();"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "(0, 0) 0\n"
