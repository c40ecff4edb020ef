"""Where in a text each disguise stands: look-alikes, what is not seen, styles and digits apart.

Tells which characters were undone, not which of them was meant to deceive. Slips have no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from matchers.folding import PAIRS
from matchers.letters import Step, fold, is_latin
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
WORD = re.compile(r"\S+")


def places_by_reason(
    told: Sequence[str], places: Sequence[int], theirs: str, ours: str
) -> dict[str, tuple[int, ...]]:
    """Reason of `told` to the places of its disguise in `theirs`, sorted and each once.

    What has no reason of its own is told with the first there is, and nothing where no reason is a
    disguise. A letter that `ours` is written with as well is no look-alike; Latin letters are where
    `ours` has none.
    """
    disguises = [reason for reason in told if reason == WHOLE or reason in KINDS.values()]
    found: dict[str, set[int]] = {reason: set() for reason in disguises}
    for place in places if found else ():
        kind = KINDS[fold(theirs[place])[1]] if place < len(theirs) else ""
        if kind and not (kind == LOOKALIKE and theirs[place].casefold() in ours.casefold()):
            found[kind if kind in found else disguises[0]].add(place)
    if LOOKALIKE in found and not any(is_latin(each) for each in ours):
        found[LOOKALIKE].update(_latin_among(theirs, ours.casefold()))
    return {reason: tuple(sorted(each)) for reason, each in found.items()}


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


def _latin_among(theirs: str, ours: str) -> Iterator[int]:
    """Latin letters in words that have letters of ours too."""
    for word in WORD.finditer(theirs):
        if any(each.casefold() in ours for each in word[0]):
            yield from (n for n in range(*word.span()) if is_latin(theirs[n]))
