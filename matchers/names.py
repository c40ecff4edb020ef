"""Names: is what the profile calls itself one of the person's names, and is it disguised?

Tells apart: the same name in any order, joined, spelled out, with claims added, as a nickname, with
a slip, in another script, in look-alike or styled letters, with invisible characters; and how rare
the name is. A name from one of her cases counts less. Cannot tell a namesake from a copy: both have
the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from impersonation_watch.model import Candidate, Fingerprint, Person, Signal
from matchers.aliases import as_alias
from matchers.aligning import Reading, best_reading
from matchers.folding import read
from matchers.gate import Gate, gate, passing
from matchers.lexicon import PARTICLES, TITLES
from matchers.parting import ARTICLE, SYLLABLE
from matchers.parts import Part, part_of
from matchers.placing import places_by_reason
from matchers.sounds import parted
from matchers.spellings import script
from matchers.tables import rarity
from matchers.weighing import Reasons, reasons
from matchers.wording import Words

MATCHER = "names"
LONGEST_SHOWN = 300  # characters of their text a signal carries
MOST_PARTS = 6
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


@dataclass(frozen=True, slots=True)
class _Found:
    """A name met in a text: how it is read, and bits by reason."""

    spelling: Spelling
    reading: Reading
    told: Reasons
    bits: float

    def rank(self) -> tuple[float, str]:
        return self.bits, self.spelling.text


def prepare(people: Sequence[Person]) -> Prepared:
    """The names of all people, ready to be compared. Names without two letters are left out."""
    spelled = (spell(each, name) for each in people for name in (*each.names, *each.aliases))
    kept = tuple(each for each in spelled if sum(len(p.look) for p in each.parts) > 1)
    return Prepared(kept, tuple(each.gate for each in kept))


def best(prepared: Prepared, texts: Sequence[str]) -> list[float]:
    """For each display name the bits of its best reading as anybody's name; 0.0 for none."""
    scores = [0.0] * len(texts)
    for number, found in _met(prepared, texts).items():
        scores[number] = max(each.bits for each in found.values())
    return scores


def readings(prepared: Prepared, texts: Sequence[str]) -> list[Reading | None]:
    """For each display name its best reading as anybody's name; what weights are fitted on."""
    met = _met(prepared, texts)
    found = (met.get(number, {}).values() for number in range(len(texts)))
    best_found = (max(each, key=_Found.rank, default=None) for each in found)
    return [each.reading if each else None for each in best_found]


def signals(
    prepared: Prepared, candidates: Sequence[Candidate], pictures: Mapping[str, Fingerprint]
) -> list[tuple[Signal, ...]]:
    """For each candidate and person the best reading of the display name; `pictures` is unused."""
    del pictures
    texts = [each.display_name or "" for each in candidates]
    met = _met(prepared, texts)
    return [_signals(met.get(number, {}), text) for number, text in enumerate(texts)]


def spell(person: Person, name: str) -> Spelling:
    """A name taken apart; particles and titles are dropped while two other parts remain."""
    words = _in_parts(name)[:MOST_PARTS]
    core = tuple(word for word in words if word.look not in PARTICLES | TITLES)
    words = core if len(core) > 1 else words
    loose = len({script(each) for each in person.names}) == 1
    parts = tuple(
        part_of(
            word,
            rarity(word.look, first=place == 0),
            nicknames=person.nicknames,
            first=place == 0,
            loose=loose,
        )
        for place, word in enumerate(words)
    )
    asked = gate(
        [(*part.latin(), *sorted(part.short)) for part in parts],
        foreign=any(part.foreign for part in parts),
        characters=["".join(part.characters()) for part in parts],
    )
    return Spelling(person.id, name, parts, asked, alias=name not in person.names)


def _in_parts(name: str) -> Words:
    """The words of a name as its language counts them."""
    counted = " ".join(part for word in parted(name) for part in parted(word))
    return read(PAIR.sub(_one_name, counted))[0]


def _one_name(pair: re.Match[str]) -> str:
    """Two syllables with a hyphen between are one name."""
    both = (pair[1].lower(), pair[2].lower())
    whole = all(SYLLABLE.fullmatch(each) and each not in ARTICLE for each in both)
    return "".join(both) if whole else pair[0]


def _met(prepared: Prepared, texts: Sequence[str]) -> dict[int, dict[str, _Found]]:
    """For the texts that are anybody's name, by number, the best reading for each person."""
    met: dict[int, dict[str, _Found]] = {}
    for number, spelling in passing(texts, prepared.gates):
        found = _compare(prepared.spellings[spelling], texts[number])
        if found is None:
            continue
        people = met.setdefault(number, {})
        before = people.get(found.spelling.person_id)
        if before is None or found.rank() > before.rank():
            people[found.spelling.person_id] = found
    return met


def _compare(spelling: Spelling, text: str) -> _Found | None:
    best: _Found | None = None
    for words in _readings(text):
        reading = best_reading(spelling.parts, words, "name")
        told = _told(spelling, reading) if reading else {}
        bits = sum(told.values())
        if reading and bits > (best.bits if best else 0.0):
            best = _Found(spelling, reading, told, bits)
    return best


@lru_cache(maxsize=4_096)
def _readings(text: str) -> tuple[Words, ...]:
    """As written, and with the words as other languages count them."""
    written = read(text)
    bare = text if text.isascii() else " ".join(word.plain for word in written[0])
    counted = _in_parts(bare)
    same = [word.plain for word in counted] == [word.plain for word in written[0]]
    odd = tuple(place for word in written[0] for place in word.odd)  # counted have lost theirs
    return written if same else (*written, tuple(replace(each, at=(), odd=odd) for each in counted))


def _told(spelling: Spelling, reading: Reading) -> Reasons:
    """Reason to bits; where only one part is there that is all there is to say."""
    if not reading.complete or "slip_real" in reading.features:
        told = {"name_part": reading.bits}
    else:
        told = reasons(reading.features, reading.rare, "name")
    return as_alias(told) if spelling.alias else told


def _signals(met: Mapping[str, _Found], theirs: str) -> tuple[Signal, ...]:
    return tuple(
        signal for person_id, found in met.items() for signal in _of_one(person_id, found, theirs)
    )


def _of_one(person_id: str, found: _Found, theirs: str) -> Iterator[Signal]:
    shown, ours = theirs[:LONGEST_SHOWN], found.spelling.text
    places = places_by_reason(tuple(found.told), found.reading.places, shown, ours)
    for reason, bits in found.told.items():
        yield Signal(
            person_id=person_id,
            matcher=MATCHER,
            reason=reason,
            bits=bits,
            ours=ours,
            theirs=shown,
            places=places.get(reason, ()),
        )
