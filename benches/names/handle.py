"""User names in every family: (rng, someone) -> text, local part only."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import phrases
import signs
from disguise import real_names, slip
from display import spelled
from invented import Someone, bare

Family = Callable[[random.Random, Someone], str]
JOINTS = ("", "", ".", "_", "-")
ALIKE = {
    "m": "rn", "w": "vv", "d": "cl", "i": "l", "l": "I", "o": "0", "rn": "m", "cl": "d", "vv": "w",
}  # fmt: skip


def ascii_parts(rng: random.Random, who: Someone) -> tuple[str, str]:
    """Both parts as a user name takes them: small ASCII letters."""
    first, last = spelled(rng, who)
    return plain_letters(first), plain_letters(last)


def plain_letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", bare(text).lower())


def joined(rng: random.Random, who: Someone) -> str:
    pair = list(ascii_parts(rng, who))
    if rng.random() < 0.35:
        pair.reverse()
    text = rng.choice(JOINTS).join(pair)
    return text.title() if rng.random() < 0.1 else text


def affixed(rng: random.Random, who: Someone) -> str:
    """Words before or behind, numbers, years, lines at the end."""
    return affix(rng, joined(rng, who), phrases.PREFIXES, phrases.SUFFIXES, who.year)


def affix(
    rng: random.Random, text: str, before: tuple[str, ...], after: tuple[str, ...], year: int
) -> str:
    joint = rng.choice(JOINTS)
    numbers = (str(year), str(year)[2:], str(rng.randint(1, 999)), "123", "007", "_", "__")
    return rng.choice((
        rng.choice(before) + joint + text,
        text + joint + rng.choice(after),
        text + rng.choice(numbers),
        text + rng.choice("._") + rng.choice(numbers),
        f"_{text}_",
        "x" + text + "x",
    ))  # fmt: skip


def leet(rng: random.Random, who: Someone) -> str:
    table = {letter: sign[0] for letter, sign in signs.LEET.items()}
    text = joined(rng, who).lower()
    places = [n for n, c in enumerate(text) if c in table]
    chosen = set(rng.sample(places, rng.choice((min(1, len(places)), len(places)))))
    return "".join(table[c] if n in chosen else c for n, c in enumerate(text))


def alike(rng: random.Random, who: Someone) -> str:
    """One sign that looks like a letter, or a vowel doubled."""
    text = joined(rng, who).lower()
    found = [pair for pair in ALIKE.items() if pair[0] in text]
    vowels = [c for c in "aeiou" if c in text]
    if found and (rng.random() < 0.85 or not vowels):
        return text.replace(*rng.choice(found), rng.choice((1, -1)))
    return text.replace(vowels[0], vowels[0] * 2, 1) if vowels else ""


def slipped(rng: random.Random, who: Someone) -> str:
    first, last = ascii_parts(rng, who)
    long, short = (first, last) if rng.random() < 0.5 else (last, first)
    long, short = (long, short) if len(long) >= 4 else (short, long)
    changed = slip(rng, long, signs.QWERTY) if len(long) >= 4 else long
    if changed == long or changed in real_names():
        return ""
    pair = (changed, short) if long == first else (short, changed)
    return rng.choice(JOINTS).join(pair)


def nicknamed(rng: random.Random, who: Someone) -> str:
    if not who.first.short:
        return ""
    short = plain_letters(rng.choice(who.first.short))
    pair = [short, ascii_parts(rng, who)[1]]
    if rng.random() < 0.25:
        pair.reverse()
    text = rng.choice(JOINTS).join(pair)
    return text + rng.choice(("", "", str(who.year)[2:], "_"))


def initials(rng: random.Random, who: Someone) -> str:
    """An initial and the surname, or the first name and an initial: many people share it."""
    first, last = ascii_parts(rng, who)
    joint = rng.choice(JOINTS)
    return rng.choice((first[0] + joint + last, first + joint + last[0], last + joint + first[0]))


def invented(rng: random.Random, who: Someone) -> str:
    """A user name such as people have: some of their name, some of two words."""
    first, last = ascii_parts(rng, who)
    words = rng.sample(phrases.WORDS, 2)
    return rng.choice((
        f"{first}.{last[:4]}{rng.randint(1, 99)}",
        f"{words[0]}{words[1]}{rng.randint(1, 99)}",
        f"{words[0]}_{first}{str(who.year)[2:]}",
        f"{first}{words[1]}{rng.randint(1, 999)}",
        f"{words[0]}.{words[1]}.{last}",
    ))  # fmt: skip


def known(rng: random.Random, who: Someone) -> str:
    """A user name of hers, changed a little: as an impostor takes it when it is taken."""
    text = rng.choice(who.handles)
    place = rng.randrange(1, len(text))
    letters = re.sub(r"[._-]", "", text)
    moved = letters[:place] + rng.choice("._") + letters[place:]
    return rng.choice((
        moved,
        text[:place] + text[place - 1] + text[place:],
        text + rng.choice(("_", "1", "2", "x", ".", "0")),
        re.sub(r"\d+$", "", text) + str(rng.randint(1, 999)),
        rng.choice(phrases.PREFIXES) + rng.choice(("", "_", ".")) + text,
        text[:place] + rng.choice("aeinrst") + text[place + 1 :],
        text,
    ))  # fmt: skip


FAMILIES: dict[str, Family] = {
    "joins": joined,
    "affixes": affixed,
    "leet": leet,
    "nickname": nicknamed,
    "known user name": known,
    "one slip": slipped,
    "ASCII look-alikes": alike,
}


def held_out(rng: random.Random, who: Someone) -> str:
    words = phrases.HELD_OUT_AFFIXES
    return affix(rng, joined(rng, who), words, words, who.year)
