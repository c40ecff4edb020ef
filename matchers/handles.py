"""User names: is it one of the person's, or made from her name, with things added around it?

Tells apart: a known user name letter for letter, with affixes, digits or moved separators, in
look-alike letters or with a slip; and one made from the full name in either order, of a nickname,
or of an initial with the surname, which counts for less. The name inside a longer word counts for
little ("mariana" for Ana). Cannot tell a copy from the person's own forgotten account, nor a
namesake's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from impersonation_watch.model import Candidate, Fingerprint, Person, Signal
from matchers.aliases import ALIAS
from matchers.aligning import Reading, best_reading
from matchers.folding import compact, read
from matchers.gate import Gate, gate
from matchers.meeting import Found, Met, best_bits, best_readings, meet, signals_of
from matchers.names import LONGEST_SHOWN, spell
from matchers.parts import Part, named
from matchers.weighing import Reasons, reasons

MATCHER = "handles"
MOST_KNOWN = 24.0  # bits of a known user name
LETTER_BITS = 2.3  # surprisal of a letter in a user name of words (arXiv 1101.5578 in spirit)


@dataclass(frozen=True, slots=True)
class Form:
    """One of the person's user names, or her name as user names are made of it."""

    person_id: str
    ours: str  # as the person knows it
    parts: tuple[Part, ...]
    gate: Gate
    kind: str  # "name", "known", or "alias" for one that a profile of a case of hers has


@dataclass(frozen=True, slots=True)
class Prepared:
    """Every form of every person, and what each asks for."""

    forms: tuple[Form, ...]
    gates: tuple[Gate, ...]


def prepare(people: Sequence[Person]) -> Prepared:
    """Every form of every person."""
    forms = tuple(form for person in people for form in _forms(person))
    return Prepared(forms, tuple(form.gate for form in forms))


def best(prepared: Prepared, texts: Sequence[str]) -> list[float]:
    """For each user name, without its host, the bits of its best reading; 0.0 for none."""
    return best_bits(_met(prepared, texts), len(texts))


def readings(prepared: Prepared, texts: Sequence[str]) -> list[Reading | None]:
    """For each user name its best reading as anybody's; what weights are fitted on."""
    return best_readings(_met(prepared, texts), len(texts))


def signals(
    prepared: Prepared, candidates: Sequence[Candidate], pictures: Mapping[str, Fingerprint]
) -> list[tuple[Signal, ...]]:
    """For each candidate and person the best reading of the user name; `pictures` is unused."""
    del pictures
    texts = [local_part(each)[:LONGEST_SHOWN] for each in candidates]
    return signals_of(_met(prepared, texts), MATCHER, texts)


def local_part(candidate: Candidate) -> str:
    """The user name without its host: "naomi" of "@naomi@example.social" or "naomi.bsky.social"."""
    handle = candidate.handle.lstrip("@").split("@")[0]
    if candidate.platform != "bluesky" or "." not in handle:
        return handle
    if handle.endswith(".bsky.social"):
        return handle.removesuffix(".bsky.social")
    return handle.rsplit(".", 1)[0]  # a domain of one's own


def _forms(person: Person) -> Iterator[Form]:
    """The names of two parts or more, the known user names, and those from her cases."""
    spelled = [spell(person, name) for name in person.names]
    of_name: dict[str, float] = {}
    for each in spelled:
        if len(each.parts) > 1:
            yield Form(person.id, each.text, each.parts, each.gate, "name")
            ends = (each.parts[0], each.parts[-1])
            for one, other in (ends, ends[::-1]):
                row = one.look + other.look
                of_name[row] = min(one.bits + other.bits, of_name.get(row, MOST_KNOWN))
    for handle in person.handles:
        row = compact(read(handle.lstrip("@"))[0])
        rare = min(LETTER_BITS * len(row), of_name.get(row, MOST_KNOWN))
        yield from _known(person, handle, row, rare, "known")
    for handle in person.alias_handles:
        row = compact(read(handle)[0])
        yield from _known(person, handle, row, min(LETTER_BITS * len(row), MOST_KNOWN), "alias")


def _known(person: Person, handle: str, row: str, bits: float, kind: str) -> Iterator[Form]:
    if len(row) > 1:
        yield Form(person.id, handle, (named(row, bits),), gate([[row]]), kind)


def _met(prepared: Prepared, texts: Sequence[str]) -> Met:
    return meet(texts, prepared.gates, lambda which, text: _compare(prepared.forms[which], text))


def _compare(form: Form, text: str) -> Found | None:
    best: Found | None = None
    for words in read(text):
        reading = best_reading(form.parts, words, "handle")
        if reading is not None and reading.complete:
            told = _told(form, reading, text)
            found = Found(form.person_id, form.ours, reading, told, first=form.kind == "known")
            best = found if found.bits > (best.bits if best else 0.0) else best
    return best


def _told(form: Form, reading: Reading, text: str) -> Reasons:
    if form.kind == "alias":
        bits = reading.bits + ALIAS
        return {"handle_alias": bits} if bits > 0 else {}
    same = form.kind == "known" and form.ours.lstrip("@").casefold() == text.casefold()
    plain = "exact" if same else "affix" if form.kind == "known" else "name"
    return reasons(reading.features, reading.rare, "handle", plain=plain)
