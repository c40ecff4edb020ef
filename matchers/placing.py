"""Where in a text each disguise stands: look-alikes, what is not seen, styles, digits, and slips.

Tells which characters were undone or are not as in ours, not which of them was meant to deceive. Of
a letter that is missing it tells the one after it, or the last. Where a word is read as another
language counts its letters, slips have no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from matchers.folding import PAIRS
from matchers.letters import Step, fold, is_latin
from matchers.parts import Part
from matchers.sounds import native
from matchers.wording import Word

LOOKALIKE = "name_lookalike"
KINDS: Mapping[Step, str] = {
    Step.LOOKALIKE: LOOKALIKE,
    Step.FOREIGN: LOOKALIKE,
    Step.INVISIBLE: "name_invisible",
    Step.JOINER: "name_invisible",
    Step.STYLED: "name_styled",
    Step.MARK: "name_styled",
    Step.PLAIN: "name_leet",
    Step.GAP: "name_leet",
    Step.ACCENT: "name_leet",
}
WHOLE = "handle_lookalike"  # one reason for every disguise of a user name
SLIP = "_slip"  # how the reasons for a slip end
MOST_SLIPS = 4  # places of one word; more is not read
DIGITS = "0123456789"
WORD = re.compile(r"\S+")


class Slip(int):
    """A place where a letter is not as in ours; any other place is one of a disguise."""


def places_by_reason(
    told: Sequence[str], places: Sequence[int], theirs: str, ours: str
) -> dict[str, tuple[int, ...]]:
    """Reason of `told` to the places of its disguise in `theirs`, sorted and each once.

    What has no reason of its own is told with the first there is, and nothing where no reason is a
    disguise. A `Slip` among the places is told with the reason for slips alone. A letter that
    `ours` is written with as well is no look-alike; Latin letters are where `ours` has none.
    """
    disguises = [reason for reason in told if reason == WHOLE or reason in KINDS.values()]
    found: dict[str, set[int]] = {reason: set() for reason in disguises}
    undone = [each for each in places if not isinstance(each, Slip)]
    for place in undone if found else ():
        kind = KINDS[fold(theirs[place])[1]] if place < len(theirs) else ""
        if kind and not (kind == LOOKALIKE and theirs[place].casefold() in ours.casefold()):
            found[kind if kind in found else disguises[0]].add(place)
    if LOOKALIKE in found and not any(is_latin(each) for each in ours):
        found[LOOKALIKE].update(_latin_among(theirs, ours.casefold()))
    slips = {int(each) for each in places if isinstance(each, Slip) and each < len(theirs)}
    found.update({reason: slips for reason in told if slips and reason.endswith(SLIP)})
    return {reason: tuple(sorted(each)) for reason, each in found.items()}


def distinct(places: Iterable[int]) -> tuple[int, ...]:
    """Each place of a disguise once, and each of a slip: the same letter may be both."""
    found = sorted({(isinstance(each, Slip), each) for each in places})
    return tuple(each for _, each in found)


def reshaped(ours: str, word: Word) -> Iterator[int]:
    """Where a word in the shape of `ours` has another sign, or two for one: 0 for o, rn for m."""
    look, place = word.look, 0
    for letter in ours:
        if look[place : place + 1] == letter:
            place += 1
            continue
        many = 2 if (look[place : place + 2], letter) in PAIRS else 1
        yield from word.at[place : place + many]
        place += many


def slips(part: Part, word: Word) -> Iterator[Slip]:
    """Where the letters of a word are not as in the part it is like, at most MOST_SLIPS."""
    ours, theirs, at = _side_by_side(part, word)
    places = list(dict.fromkeys(_unlike(ours, theirs)))
    yield from (Slip(at[each]) for each in places[:MOST_SLIPS] if each < len(at))


def _side_by_side(part: Part, word: Word) -> tuple[str, str, tuple[int, ...]]:
    """Both in the letters they are compared by, and where those of the word stand in the text.

    Another script is compared as it is written; a number around a word is no slip.
    """
    if part.foreign and word.sound != word.look:
        at = tuple(dict.fromkeys(word.at))
        theirs = native(word.plain)
        return native(part.plain), theirs, at if len(at) == len(theirs) else ()
    if part.look.strip(DIGITS) != part.look:
        return part.look, word.look, word.at
    before = len(word.look) - len(word.look.lstrip(DIGITS))
    return part.look, word.look.strip(DIGITS), word.at[before:]


def _unlike(ours: str, theirs: str) -> Iterator[int]:
    """Numbers of the letters of `theirs` that are others, too many, swapped, or follow a gap."""
    last, added = len(theirs) - 1, dict[str, int]()
    for step in Levenshtein.editops(ours, theirs):
        gone = ours[step.src_pos : step.src_pos + 1]
        if step.tag != "delete":
            added[theirs[step.dest_pos]] = step.dest_pos
            yield step.dest_pos
        elif step.dest_pos - added.get(gone, -3) == 2:  # it stands before its neighbour now
            yield step.dest_pos - 1
        else:
            yield min(step.dest_pos, last)


def _latin_among(theirs: str, ours: str) -> Iterator[int]:
    """Latin letters in words that have letters of ours too."""
    for word in WORD.finditer(theirs):
        if any(each.casefold() in ours for each in word[0]):
            yield from (n for n in range(*word.span()) if is_latin(theirs[n]))
