"""Names: is what the profile calls itself one of the person's names, and is it disguised?

Tells apart: the same name in any order, joined, spelled out, with claims added, as a nickname, with
a slip, in another script, in look-alike or styled letters, with invisible characters; and how rare
the name is. A name from one of her cases counts less. Cannot tell a namesake from a copy: both have
the same name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from impersonation_watch.model import Candidate, Fingerprint, Person, Signal
from matchers.aliases import as_alias
from matchers.aligning import Reading, best_reading
from matchers.folding import read
from matchers.gate import Gate, gate
from matchers.lexicon import PARTICLES, SURNAMES_TOO, TITLES
from matchers.meeting import Found, Met, best_bits, best_readings, meet, signals_of
from matchers.parting import ARTICLE, SYLLABLE
from matchers.parts import Part, part_of
from matchers.sounds import parted
from matchers.spellings import script
from matchers.tables import rarity
from matchers.weighing import Reasons, reasons
from matchers.wording import Words

MATCHER = "names"
LONGEST_SHOWN = 300  # characters of their text a signal carries
MOST_PARTS = 6
EASTERN = re.compile("[\u3400-\u9fff\uac00-\ud7a3]")
PAIR = re.compile(r"\b([A-Za-z]{2,6})-([A-Za-z]{2,6})\b")  # Da-eun, Mi-kyung


@dataclass(frozen=True, slots=True)
class Spelling:
    """One of a person's names, taken apart."""

    person_id: str
    text: str
    parts: tuple[Part, ...]
    gate: Gate
    alias: bool = False  # not hers: a profile of a case of hers goes by it


@dataclass(frozen=True, slots=True)
class Prepared:
    """All names of all people, and what each asks for."""

    spellings: tuple[Spelling, ...]
    gates: tuple[Gate, ...]


def prepare(people: Sequence[Person]) -> Prepared:
    """The names of all people, ready to be compared. Names without two letters are left out."""
    spelled = (spell(each, name) for each in people for name in (*each.names, *each.aliases))
    kept = tuple(each for each in spelled if sum(len(p.look) for p in each.parts) > 1)
    return Prepared(kept, tuple(each.gate for each in kept))


def best(prepared: Prepared, texts: Sequence[str]) -> list[float]:
    """For each display name the bits of its best reading as anybody's name; 0.0 for none."""
    return best_bits(_met(prepared, texts), len(texts))


def readings(prepared: Prepared, texts: Sequence[str]) -> list[Reading | None]:
    """For each display name its best reading as anybody's name; what weights are fitted on."""
    return best_readings(_met(prepared, texts), len(texts))


def signals(
    prepared: Prepared, candidates: Sequence[Candidate], pictures: Mapping[str, Fingerprint]
) -> list[tuple[Signal, ...]]:
    """For each candidate and person the best reading of the display name; `pictures` is unused."""
    del pictures
    texts = [each.display_name or "" for each in candidates]
    shown = [text[:LONGEST_SHOWN] for text in texts]
    return signals_of(_met(prepared, texts), MATCHER, shown)


def spell(person: Person, name: str) -> Spelling:
    """A name taken apart; particles and titles are dropped while two other parts remain."""
    words = _in_parts(name)[:MOST_PARTS]
    core = tuple(word for word in words if word.look not in PARTICLES | TITLES)
    if len(core) > 1:
        words = _with_ends(words, core)
    syllables = bool(PAIR.search(name)) or any(EASTERN.search(each) for each in person.names)
    loose = len({script(each) for each in person.names}) == 1
    parts = tuple(
        part_of(
            word,
            rarity(word.look, first=place == 0),
            nicknames=person.nicknames,
            first=place == 0,
            loose=loose,
            syllables=syllables,
        )
        for place, word in enumerate(words)
    )
    asked = gate(
        [(*part.latin(), *sorted(part.short)) for part in parts],
        foreign=any(part.foreign for part in parts),
        characters=["".join(part.characters()) for part in parts],
    )
    return Spelling(person.id, name, parts, asked, alias=name not in person.names)


def _with_ends(words: Words, core: Words) -> Words:
    """The words but for particles and titles, of which one at an end that is a name stays: Lê."""
    ends = (words[0], words[-1])
    return tuple(
        each for each in words if each in core or (each in ends and each.look in SURNAMES_TOO)
    )


def _in_parts(name: str) -> Words:
    """The words of a name as its language counts them."""
    return read(PAIR.sub(_one_name, _counted(name)))[0]


def _counted(name: str) -> str:
    return " ".join(part for word in parted(name) for part in parted(word))


def _one_name(pair: re.Match[str]) -> str:
    """Two syllables with a hyphen between are one name."""
    both = (pair[1].lower(), pair[2].lower())
    whole = all(SYLLABLE.fullmatch(each) and each not in ARTICLE for each in both)
    return "".join(both) if whole else pair[0]


def _met(prepared: Prepared, texts: Sequence[str]) -> Met:
    return meet(
        texts, prepared.gates, lambda which, text: _compare(prepared.spellings[which], text)
    )


def _compare(spelling: Spelling, text: str) -> Found | None:
    best: Found | None = None
    for words in _readings(text):
        reading = best_reading(spelling.parts, words, "name")
        if reading is not None:
            told = _told(spelling, reading)
            found = Found(spelling.person_id, spelling.text, reading, told)
            best = found if found.bits > (best.bits if best else 0.0) else best
    return best


@lru_cache(maxsize=4_096)
def _readings(text: str) -> tuple[Words, ...]:
    """As written, and with the words as other languages count them."""
    written = read(text)
    plain = [word.plain for word in written[0]]
    bare = text if text.isascii() else " ".join(plain)
    if _counted(bare).lower() == " ".join(plain):
        return written
    counted = _in_parts(bare)
    same = [word.plain for word in counted] == plain
    if same:
        return written
    odd = tuple(place for word in written[0] for place in word.odd)  # counted have lost theirs
    steps = frozenset(step for word in written[0] for step in word.steps)
    return (*written, tuple(replace(each, at=(), odd=odd, steps=steps) for each in counted))


def _told(spelling: Spelling, reading: Reading) -> Reasons:
    """Reason to bits; where only one part is there that is all there is to say."""
    if not reading.complete:
        told = {"name_part": reading.bits}
    else:
        told = reasons(reading.features, reading.rare, "name")
    return as_alias(told) if spelling.alias else told
