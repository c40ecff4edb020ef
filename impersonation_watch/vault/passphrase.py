"""Passphrases: made by chance, or judged before they are taken."""

from __future__ import annotations

import math
import re
import secrets
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib import resources

from impersonation_watch.language import _
from impersonation_watch.model import StoreError

ENOUGH_BITS = (
    50.0  # four random words of 7,776, facts/safety §5.3: 10**7 years at 9 guesses a second
)
WORDS = 5  # of ours: 52 bits
FEWEST = 0.8  # of our words: so many give 50 bits still
WORD_BITS = 12.9  # log2 of 7,776: an ordinary word, whatever its length
COMMON_BITS = 5.0
LETTER_BITS, DIGIT_BITS, SIGN_BITS = 4.7, 3.3, 4.0
DIGITS_BITS = 10.0  # a run of digits is mostly a date or counts up
SHORTEST_FACT = 3  # letters; shorter parts of names are in every word
RUNS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_]+|[^\w\s]|_")
COMMON_WORDS = """
a i the my me you is it and or of to in on we this that not abc let love pass password passwort
secret hello welcome login admin master qwerty qwertz asdf monkey dragon iloveyou sunshine princess
"""
COMMON = frozenset(COMMON_WORDS.split())  # what lists of leaked passwords begin with


def generate_passphrase(facts: Sequence[str] = ()) -> str:
    """Five different words made by chance, at least 50 bits.

    The few draws that our own low estimate would refuse (hardly any different letters), or that
    hold a fact by accident ("mint" holds Min), are drawn again: what is offered must be taken.
    """
    parts = [part for fact in facts for part in _parts(fact)]
    known = [each for each in words() if not any(part in each for part in parts)]
    pool = known if len(known) >= len(words()) * FEWEST else words()
    while True:
        made = " ".join(secrets.SystemRandom().sample(pool, WORDS))
        if _bits(made) >= ENOUGH_BITS and not any(part in _folded(made) for part in parts):
            return made


@cache
def words() -> tuple[str, ...]:
    """Our own list of short, friendly words."""
    text = resources.files("impersonation_watch.vault").joinpath("words.txt").read_text("ascii")
    return tuple(text.split())


def check_passphrase(passphrase: str, facts: Sequence[str]) -> None:
    """Raises StoreError, with advice, when it is too easy to guess.

    `facts` are what somebody who knows the person tries first: her names, years of birth.
    """
    for fact in facts:
        if any(part in _folded(passphrase) for part in _parts(fact)):
            raise StoreError(
                _(
                    "the passphrase contains a name or a year somebody who knows you would try"
                    " first"
                ),
                advice=_("Use words that say nothing about you, best the ones we offer."),
            )
    if _bits(passphrase) < ENOUGH_BITS:
        raise StoreError(
            _("the passphrase would be too easy to guess"),
            advice=_(
                "Take five words that have nothing to do with each other or with you, for"
                " example: {words}"
            ).format(words=generate_passphrase()),
        )


def _bits(passphrase: str) -> float:
    """A low estimate: each run of letters is a word, each word once, and doubled letters little."""
    seen: set[str] = set()
    total = 0.0
    for run in RUNS.findall(passphrase):
        known = run.lower() in seen and len(run) > 1
        total += 1.0 if known else _run_bits(run)
        seen.add(run.lower())
    different = len(set(passphrase.lower()))
    return min(total, different * math.log2(max(different, 2)) * 1.5)


def _run_bits(run: str) -> float:
    if run.lower() in COMMON:
        return COMMON_BITS
    if run.isdigit():
        return min(len(run) * DIGIT_BITS, DIGITS_BITS)
    if run.isalpha():
        return min(len(run) * LETTER_BITS, WORD_BITS)
    return SIGN_BITS


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def _parts(fact: str) -> list[str]:
    parts = [_folded(part) for part in fact.split()]
    return [part for part in parts if len(part) >= SHORTEST_FACT]
