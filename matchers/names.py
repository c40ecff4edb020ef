"""Names: is what the profile calls itself one of the person's names, and is it disguised?

Tells apart: the same name in any order, joined, spelled out, with claims added, as a nickname, with
a slip, in another script, in look-alike or styled letters, with invisible characters; and how rare
the name is. A name from one of her cases counts less. Cannot tell a namesake from a copy: both have
the same name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from impersonation_watch.model import Candidate, Fingerprint, Person, Query, QueryKind, Signal
from matchers import WEIGHTS
from matchers.aliases import as_alias, share
from matchers.folding import Words, read
from matchers.letters import Step
from matchers.lexicon import AFFIXES, PARTICLES, TITLES
from matchers.parts import Grade, Part, grade, part_of, reasons_of
from matchers.tables import rarity, whole_rarity

MATCHER = "names"
LONGEST_SHOWN = 300  # characters of their text a signal carries
EXTRA_WORD = -1.0  # a real extra surname lowers a little
MOST_EXTRA = 3  # further words add nothing
REPLACED = -4.0  # another surname where ours should be
RARE = (
    11.0  # bits: fewer than one in two thousand bear the surname, so a page of answers holds them
)
PRIORITY = (  # the first that applies names the signal
    "name_lookalike", "name_invisible", "name_leet", "name_styled", "name_script", "name_slip",
    "name_initial", "name_nickname", "name_joined", "name_reordered", "name_affix",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spelling:
    """One of a person's names, taken apart."""

    person_id: str
    text: str
    parts: tuple[Part, ...]
    joined: frozenset[str]  # all parts in a row, in both orders
    alias: bool = False  # not hers: a profile of a case of hers goes by it


Prepared = tuple[Spelling, ...]
Reasons = dict[str, float]


def prepare(people: Sequence[Person]) -> Prepared:
    """The names of all people, ready to be compared. Names without two letters are left out."""
    spellings = (spell(each, name) for each in people for name in (*each.names, *each.aliases))
    return tuple(each for each in spellings if sum(len(p.look) for p in each.parts) > 1)


def signals(
    prepared: Prepared, candidates: Sequence[Candidate], pictures: Mapping[str, Fingerprint]
) -> list[tuple[Signal, ...]]:
    """For each candidate and person the best reading of the display name; `pictures` is unused."""
    del pictures
    return [_signals(prepared, each.display_name or "") for each in candidates]


def queries(person: Person, limit: int) -> tuple[Query, ...]:
    """What to ask a search for: every spelling, nicknames before the surname, a rare surname.

    A search that matches whole words only finds a disguised first name by the surname alone; with
    a common surname that would bring nothing but strangers. Names from her cases come last.
    """
    texts = [*person.names]
    for name in person.names:
        words = name.split()
        if len(words) > 1:
            texts += [f"{short} {words[-1]}" for short in person.nicknames]
            texts.append("".join(words))
            if _is_rare(words[-1]):
                texts.append(words[-1])
    distinct = dict.fromkeys(text.strip() for text in texts if len(text.strip()) > 1)
    chosen = share(tuple(distinct), person.aliases, limit)
    return tuple(Query(kind=QueryKind.NAME, text=text) for text in chosen)


def _is_rare(surname: str) -> bool:
    return rarity("".join(word.look for word in read(surname)[0]), first=False) >= RARE


def spell(person: Person, name: str) -> Spelling:
    """A name taken apart; particles and titles are dropped while two other parts remain."""
    words = read(name)[0][:6]
    core = tuple(word for word in words if word.look not in PARTICLES | TITLES)
    words = core if len(core) > 1 else words
    parts = tuple(
        part_of(
            word, rarity(word.look, first=place == 0), nicknames=person.nicknames, first=place == 0
        )
        for place, word in enumerate(words)
    )
    looks = [part.look for part in parts]
    ends = [looks[0], looks[-1]] if len(looks) > 1 else []
    orders = (looks, looks[1:] + looks[:1], ends, ends[::-1])
    joined = frozenset("".join(each) for each in orders if len(each) > 1)
    return Spelling(person.id, name, parts, joined, alias=name not in person.names)


def _signals(prepared: Prepared, text: str) -> tuple[Signal, ...]:
    if not text:
        return ()
    best: dict[str, tuple[float, str, Reasons]] = {}
    for words in read(text):
        for spelling in prepared:
            reasons = _compare(spelling, words)
            reasons = as_alias(reasons) if spelling.alias else reasons
            score = (sum(reasons.values()), spelling.text, reasons)
            if reasons and score[:2] > best.get(spelling.person_id, (0.0, "", {}))[:2]:
                best[spelling.person_id] = score
    return tuple(
        _signal(person_id, reason, bits, ours, text)
        for person_id, (_, ours, reasons) in best.items()
        for reason, bits in reasons.items()
    )


def _signal(person_id: str, reason: str, bits: float, ours: str, theirs: str) -> Signal:
    return Signal(
        person_id=person_id,
        matcher=MATCHER,
        reason=reason,
        bits=bits,
        ours=ours,
        theirs=theirs[:LONGEST_SHOWN],
    )


def _compare(spelling: Spelling, words: Words) -> Reasons:
    """Reason to bits; the first reason carries the rarity of the parts that were met."""
    joined = _as_joined(spelling, words)
    aligned = _align(spelling.parts, words)
    if not aligned:
        return joined
    if 0 not in aligned or (len(aligned) < 2 and len(spelling.parts) > 1):
        apart = _as_part(spelling, aligned, words)
    else:
        apart = _as_whole(spelling, aligned, words)
    return max(apart, joined, key=lambda reasons: sum(reasons.values()))


def _align(parts: tuple[Part, ...], words: Words) -> dict[int, tuple[int, Grade]]:
    """Part number to word number and grade: the best pairs first, each word used once."""
    pairs = sorted(_pairs(parts, words), key=lambda pair: (-pair[0], pair[1], pair[2]))
    aligned: dict[int, tuple[int, Grade]] = {}
    used: set[int] = set()
    for _, part, word, found in pairs:
        if part not in aligned and word not in used:
            aligned[part] = (word, found)
            used.add(word)
    return aligned


def _pairs(parts: tuple[Part, ...], words: Words) -> Iterator[tuple[float, int, int, Grade]]:
    for part_number, part in enumerate(parts):
        for word_number, word in enumerate(words):
            found = grade(part, word)
            if found is not None:
                yield part.bits + found.penalty, part_number, word_number, found


def _as_whole(spelling: Spelling, aligned: dict[int, tuple[int, Grade]], words: Words) -> Reasons:
    reasons: Reasons = {}
    for _, found in aligned.values():
        for reason, bits in reasons_of(found).items():
            reasons[reason] = _stronger(reason, bits, reasons.get(reason))
    order = [aligned[part][0] for part in sorted(aligned)]
    if order != sorted(order):
        reasons["name_reordered"] = WEIGHTS["name_reordered"]
    extra, claims = _others(words, {word for word, _ in aligned.values()})
    if claims and "name_initial" not in reasons:
        reasons["name_affix"] = WEIGHTS["name_affix"]
    rare = whole_rarity(spelling.parts[part].bits for part in aligned)
    rare += EXTRA_WORD * min(extra, MOST_EXTRA) + _left_out(spelling.parts, aligned)
    if "name_part" in reasons:  # one part is another person's name
        return {"name_part": max(rare + sum(reasons.values()), 0.0)}
    return _led_by_first(reasons, rare)


def _stronger(reason: str, bits: float, before: float | None) -> float:
    """Penalties of several parts add up; a disguise counts once."""
    if before is None:
        return bits
    return before + bits if bits < 0 else max(before, bits)


def _left_out(parts: tuple[Part, ...], aligned: Mapping[int, object]) -> float:
    """A dropped middle name costs little, a dropped last surname more."""
    missing = [number for number in range(len(parts)) if number not in aligned]
    return sum(-3.0 if number == len(parts) - 1 else -1.0 for number in missing)


def _others(words: Words, used: set[int]) -> tuple[int, bool]:
    """How many words are neither ours nor idle, and whether any of them claims something."""
    rest = [word.look for number, word in enumerate(words) if number not in used]
    claims = any(word in AFFIXES for word in rest)
    idle = AFFIXES | TITLES | PARTICLES
    return sum(word not in idle and not word.isdigit() for word in rest), claims


def _led_by_first(reasons: Reasons, rare: float) -> Reasons:
    """The reason of highest priority comes first and carries the rarity."""
    named = [reason for reason in PRIORITY if reason in reasons]
    named = named or ["name_exact"]
    ordered = {reason: reasons.get(reason, 0.0) for reason in named}
    ordered[named[0]] += rare
    return ordered


def _as_part(spelling: Spelling, aligned: dict[int, tuple[int, Grade]], words: Words) -> Reasons:
    """Only some of the name is there; worth little, and less when another surname stands beside."""
    met = sum(spelling.parts[part].bits + found.penalty for part, (_, found) in aligned.items())
    extra, _ = _others(words, {word for word, _ in aligned.values()})
    missing = len(spelling.parts) - len(aligned)
    bits = met + WEIGHTS["name_part"] * missing + (REPLACED if extra else 0.0)
    return {"name_part": bits} if bits > 0 else {}


def _as_joined(spelling: Spelling, words: Words) -> Reasons:
    """The name run together or spelled out letter by letter, claims at its ends allowed."""
    kept = [word for word in words if word.look not in AFFIXES or len(word.look) == 1]
    row = "".join(word.look for word in kept).strip("0123456789")
    apart = {word.look for word in kept} == {part.look for part in spelling.parts}
    if apart or row not in spelling.joined:
        return {}
    reasons: Reasons = {"name_joined": WEIGHTS["name_joined"]}
    for word in kept:
        for step in word.steps - ({Step.LOOKALIKE} if _is_foreign(spelling) else set()):
            reasons[f"name_{step}"] = WEIGHTS[f"name_{step}"]
    if len(kept) < len(words):
        reasons["name_affix"] = WEIGHTS["name_affix"]
    return _led_by_first(reasons, whole_rarity(part.bits for part in spelling.parts))


def _is_foreign(spelling: Spelling) -> bool:
    """Whether our own name holds letters that would be look-alikes in a Latin one."""
    return any(part.foreign for part in spelling.parts)
