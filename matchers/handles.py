"""User names: is it one of the person's, or made from her name, with things added around it?

Tells apart: a known user name letter for letter, with affixes, digits or moved separators, or in
look-alike letters; and one made from the full name in either order. The name inside a longer word
counts for nothing ("mariana" for Ana), and an initial with a surname for little. Cannot tell a
copy from the person's own forgotten account, nor a namesake's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from rapidfuzz.distance import OSA

from impersonation_watch.model import Candidate, Fingerprint, Person, Query, QueryKind, Signal
from matchers import WEIGHTS
from matchers.aliases import share
from matchers.folding import SKELETON, compact, read, skeleton
from matchers.lexicon import AFFIXES
from matchers.names import LONGEST_SHOWN, Spelling, spell
from matchers.tables import WHOLE_BITS, whole_rarity

MATCHER = "handles"
LETTER_BITS = 2.3  # surprisal of a letter in a user name of words (arXiv 1101.5578 in spirit)
INITIAL_BITS = 3.0
SHORTEST = 5  # letters a form needs to be looked for inside a longer user name
SLIP_FROM = 8
LONGEST_AFFIX = max(len(each) for each in AFFIXES)
SEPARATORS = ("", ".", "_", "-")


@dataclass(frozen=True, slots=True)
class Form:
    """One string a user name may be made of."""

    person_id: str
    ours: str  # as the person knows it
    row: str  # folded, without separators
    even: str  # the row with signs of one shape made one, letter by letter
    shape: str  # the same after pairs of letters that look like one
    bits: float
    raw: str | None  # letter for letter, for known user names only
    whole: bool = True  # False for an initial with half a name: a slip in it means nothing
    alias: bool = False  # not hers: a profile of a case of hers has it


@dataclass(frozen=True, slots=True)
class Handle:
    """A user name as seen, read in the same ways."""

    raw: str
    row: str
    bare: str  # the row without digits at its ends
    even: str
    shape: str


Prepared = tuple[Form, ...]


def prepare(people: Sequence[Person]) -> Prepared:
    """Every form of every person; the rarest first, so that the first that fits is the best."""
    forms = [form for person in people for form in _forms(person)]
    return tuple(
        sorted(forms, key=lambda form: (-form.bits, form.raw is None, form.row, form.ours))
    )


def signals(
    prepared: Prepared, candidates: Sequence[Candidate], pictures: Mapping[str, Fingerprint]
) -> list[tuple[Signal, ...]]:
    """For each candidate and person the best reading of the user name; `pictures` is unused."""
    del pictures
    return [_signals(prepared, each) for each in candidates]


def variants(person: Person, limit: int) -> tuple[Query, ...]:
    """User names to ask for: the known ones, then made from the name, the likeliest first.

    Every spelling gets its turn. Then those that profiles of her cases have.
    """
    made = (_made_of(first, last, person.nicknames) for first, last in _ends(person))
    texts = [*person.handles, *chain.from_iterable(zip_longest(*made, fillvalue=""))]
    distinct = dict.fromkeys(text.lstrip("@") for text in texts if text.lstrip("@"))
    chosen = share(tuple(distinct), person.alias_handles, limit)
    return tuple(Query(kind=QueryKind.HANDLE, text=text) for text in chosen)


def local_part(candidate: Candidate) -> str:
    """The user name without its host: "naomi" of "@naomi@example.social" or "naomi.bsky.social"."""
    handle = candidate.handle.lstrip("@").split("@")[0]
    if candidate.platform != "bluesky" or "." not in handle:
        return handle
    if handle.endswith(".bsky.social"):
        return handle.removesuffix(".bsky.social")
    return handle.rsplit(".", 1)[0]  # a domain of one's own


def made_of_name(person: Person, handle: str) -> bool:
    """Whether a user name repeats a part of the person's name: then both are one observation."""
    row = compact(read(handle)[0])
    names = (*person.names, *person.aliases)
    parts = (part.look for name in names for part in spell(person, name).parts)
    return any(len(part) >= 3 and part in row for part in parts)


def _forms(person: Person) -> Iterator[Form]:
    named = [
        Form(person.id, name, row, row.translate(SKELETON), skeleton(row), bits, None, whole)
        for name in person.names
        for row, bits, whole in _rows(spell(person, name))
    ]
    yield from named
    of_name = {form.row: form.bits for form in named}
    for handle in person.handles:
        row = compact(read(handle.lstrip("@"))[0])
        if row:  # no rarer than the name it is made of
            bits = min(LETTER_BITS * len(row), of_name.get(row, WHOLE_BITS), WHOLE_BITS)
            raw = handle.lstrip("@").casefold()
            yield Form(person.id, handle, row, row.translate(SKELETON), skeleton(row), bits, raw)
    yield from _aliases(person)


def _aliases(person: Person) -> Iterator[Form]:
    """User names from her cases; letter for letter, with affixes, or in look-alike letters."""
    for handle in person.alias_handles:
        row = compact(read(handle)[0])
        bits = min(LETTER_BITS * len(row), WHOLE_BITS) + WEIGHTS["handle_alias"]
        if bits > 0:
            shapes = (row, row.translate(SKELETON), skeleton(row))
            yield Form(person.id, handle, *shapes, bits, handle.casefold(), False, True)


def _rows(spelling: Spelling) -> Iterator[tuple[str, float, bool]]:
    """Rows of letters a name gives, the rarity of what they hold, and whether that is all of it."""
    if len(spelling.parts) < 2:
        return
    first, last = spelling.parts[0], spelling.parts[-1]
    rare = whole_rarity(part.bits for part in spelling.parts)
    yield from ((row, rare, True) for row in sorted(spelling.joined))
    for short in sorted(first.short):
        bits = whole_rarity((first.bits, last.bits)) + WEIGHTS["name_nickname"]
        yield from ((row, bits, True) for row in (short + last.look, last.look + short))
    yield first.look[0] + last.look, last.bits + INITIAL_BITS, False
    yield first.look + last.look[0], first.bits + INITIAL_BITS, False


def _ends(person: Person) -> Iterator[tuple[str, str]]:
    """First and last part of each name; of those in Latin letters where there are any.

    Most places take no other letters in a user name.
    """
    whole = [each for name in person.names if len(each := spell(person, name).parts) > 1]
    latin = [parts for parts in whole if not any(part.foreign for part in parts)]
    yield from dict.fromkeys((parts[0].look, parts[-1].look) for parts in latin or whole)


def _made_of(first: str, last: str, nicknames: Sequence[str]) -> list[str]:
    texts = [separator.join((first, last)) for separator in SEPARATORS]
    texts += [last + first, f"{first}{last}_", f"real{first}{last}", f"{first}{last}official"]
    texts += [f"the{first}{last}", f"{first}{last}1", f"_{first}{last}", f"{last}_{first}"]
    return [*texts, *(f"{short.lower()}{last}" for short in nicknames)]


def _signals(prepared: Prepared, candidate: Candidate) -> tuple[Signal, ...]:
    shown = local_part(candidate)[:LONGEST_SHOWN]
    row = compact(read(shown)[0])
    if len(row) < 2:
        return ()
    bare = row.strip("0123456789")
    theirs = Handle(shown.casefold(), row, bare, row.translate(SKELETON), skeleton(row))
    best: dict[str, Signal] = {}
    for form in prepared:
        before = best.get(form.person_id)
        if before is not None and before.bits >= form.bits + WEIGHTS["handle_lookalike"]:
            continue
        found = _meet(form, theirs)
        if found is not None and (before is None or found[1] > before.bits):
            best[form.person_id] = _signal(form, found, shown)
    return tuple(best.values())


def _signal(form: Form, found: tuple[str, float], theirs: str) -> Signal:
    return Signal(
        person_id=form.person_id,
        matcher=MATCHER,
        reason="handle_alias" if form.alias else found[0],
        bits=found[1],
        ours=form.ours,
        theirs=theirs,
    )


def _meet(form: Form, theirs: Handle) -> tuple[str, float] | None:
    """The reason and the bits of one form in one user name."""
    around = "handle_name" if form.raw is None else "handle_affix"
    if form.raw == theirs.raw:
        return "handle_exact", form.bits + WEIGHTS["handle_exact"]
    if form.row == theirs.bare or _inside(form.row, theirs.row, theirs.row):
        return around, form.bits + WEIGHTS[around]
    if form.shape == theirs.shape or _inside(form.even, theirs.even, theirs.row):
        return "handle_lookalike", form.bits + WEIGHTS["handle_lookalike"]
    if (
        form.whole
        and len(form.row) >= SLIP_FROM
        and OSA.distance(form.row, theirs.bare, score_cutoff=1) == 1
    ):
        return around, form.bits + WEIGHTS[around] + WEIGHTS["name_slip"]
    return None


def _inside(form: str, shown: str, row: str) -> bool:
    """Whether the form stands in what is shown, with only digits and idle words of row around."""
    if len(form) < SHORTEST:
        return False
    start = shown.find(form)
    return start >= 0 and _idle(row[:start]) and _idle(row[start + len(form) :])


def _idle(text: str) -> bool:
    """Whether the text is made of idle words and digits only."""
    reached = {0}
    for end in range(1, len(text) + 1):
        starts = range(max(0, end - LONGEST_AFFIX), end)
        if any(s in reached and (text[s:end] in AFFIXES or text[s:end].isdigit()) for s in starts):
            reached.add(end)
    return len(text) in reached
