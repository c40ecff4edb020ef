"""Which letters of a foreign name are not what they seem or not as in ours, in sentences. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from impersonation_watch.language import N_, _
from impersonation_watch.model import Signal
from impersonation_watch.words.letters import ALPHABETS, first_word
from matchers.letters import APOSTROPHES, FLIP_SIGNS, OVERRIDES, Step, fold, is_latin
from matchers.reader import laid_out

MOST = 4  # sentences for one signal; more is not read
MOST_NUMBERS = 8  # letters counted up in one sentence
LONGEST = 30  # characters of a name inside a sentence
UNSEEN = frozenset({Step.INVISIBLE, Step.JOINER})
UNDRAWN = UNSEEN | {Step.MARK}  # takes no place of its own
SCRIPT = "script"
SLIPS = frozenset({"name_slip", "handle_slip"})  # of letters that are what they seem

ONE: dict[str, str] = {
    SCRIPT: N_("Letter {numbers} of “{word}” is {script}."),
    "styled": N_("Letter {numbers} of “{word}” is a decorated letter."),
    "digit": N_("Sign {numbers} of “{word}” is a digit in place of a letter."),
    "sign": N_("Sign {numbers} of “{word}” stands in place of a letter."),
    "alike": N_("Letter {numbers} of “{word}” looks like another letter."),
    "unusual": N_("Letter {numbers} of “{word}” is a rare one that looks like the usual letter."),
    "marked": N_("Letter {numbers} of “{word}” has strokes or marks over it."),
    "hidden": N_("After letter {numbers} of “{word}” stands something that cannot be seen."),
    "before": N_("Before “{word}” stands something that cannot be seen."),
    "turned": N_("A sign that cannot be seen turns this name around."),
    "flipped": N_("The letters of “{word}” are upside down."),
    "slip": N_("Letter {numbers} of “{word}” is not as in “{ours}”."),
    "missing": N_("Next to letter {numbers} of “{word}” a letter of “{ours}” is missing."),
}
SEVERAL: dict[str, str] = {
    SCRIPT: N_("Letters {numbers} of “{word}” are {script}."),
    "styled": N_("Letters {numbers} of “{word}” are decorated ones."),
    "digit": N_("Signs {numbers} of “{word}” are digits in place of letters."),
    "sign": N_("Signs {numbers} of “{word}” stand in place of letters."),
    "alike": N_("Letters {numbers} of “{word}” look like another letter."),
    "unusual": N_("Letters {numbers} of “{word}” are rare ones that look like the usual letters."),
    "marked": N_("Letters {numbers} of “{word}” have strokes or marks over them."),
    "hidden": N_("After letters {numbers} of “{word}” stands something that cannot be seen."),
    "slip": N_("Letters {numbers} of “{word}” are not as in “{ours}”."),
}
ALL: dict[str, str] = {
    SCRIPT: N_("All letters of “{word}” are {script}."),
    "styled": N_("All letters of “{word}” are decorated ones."),
    "unusual": N_("All letters of “{word}” are rare ones that look like the usual letters."),
    "marked": N_("All letters of “{word}” have strokes or marks over them."),
}
AND_MORE = N_("Other signs in this name are disguised too.")


@dataclass(frozen=True, slots=True)
class _Sign:
    """One character as it is shown, the letters it is read as, and what is odd about it."""

    letters: str
    kind: str = ""  # a key of ONE; "" where nothing is odd
    script: str = ""  # a key of ALPHABETS
    counted: bool = True  # it takes a place of its own


@dataclass(frozen=True, slots=True)
class _Note:
    """What is odd about some letters of a word, by their numbers."""

    word: str
    kind: str
    script: str
    numbers: tuple[int, ...]
    all_letters: bool

    def told(self, ours: str) -> str:
        one = ONE if len(self.numbers) < 2 or self.kind not in SEVERAL else SEVERAL
        sentence = (ALL if self.all_letters and self.kind in ALL else one)[self.kind]
        numbers = _(", ").join(str(each) for each in self.numbers[:MOST_NUMBERS])
        more = "…" if len(self.numbers) > MOST_NUMBERS else ""
        return _(sentence).format(
            numbers=numbers + more,
            word=_short(self.word),
            script=_(ALPHABETS.get(self.script, "")),
            ours=_short(ours),
        )


def disguised(signal: Signal) -> tuple[str, ...]:
    """Sentences for the places of a signal, at most MOST: which letter of which word is what.

    Letters are counted as they are shown, from 1, without those that cannot be seen. None where
    the signal names no places, as one of an earlier version does.
    """
    odd = {each for each in signal.places if 0 <= each < len(signal.theirs)}
    if not odd:
        return ()
    if signal.reason not in SLIPS and _is_flipped(signal.theirs, odd):
        return (_(ONE["flipped"]).format(word=_short(signal.ours)),)
    notes = _merged(note for word in _words(signal, odd) for note in _notes(word, signal.ours))
    told = list(dict.fromkeys(each.told(signal.ours) for each in notes))
    return (*told[: MOST - 1], _(AND_MORE)) if len(told) > MOST else tuple(told)


def _is_flipped(text: str, odd: set[int]) -> bool:
    """Whether the text was read upside down: then its ordinary letters are odd as well."""
    turned = sum(text[each] in FLIP_SIGNS for each in odd)
    return turned > 1 and all(at in odd for at, each in enumerate(text) if each.isalpha())


def _words(signal: Signal, odd: set[int]) -> list[list[_Sign]]:
    """The signs of each word; letters that stand apart are one word."""
    words: list[list[_Sign]] = [[]]
    foreign = not any(is_latin(each) for each in signal.ours)
    for place, char in laid_out(signal.theirs):
        if place in odd and signal.reason in SLIPS:
            words[-1].append(replace(_even_sign(char, foreign), kind="slip"))
        elif place in odd:
            words[-1].append(_odd_sign(signal.theirs[place], char, signal.ours))
        elif char in APOSTROPHES and words[-1]:
            words[-1].append(_Sign(char, counted=False))
        elif fold(char)[1] is Step.GAP or char in "@$!":
            words.append([])
        else:
            words[-1].append(_even_sign(char, foreign))
    apart = any(sum(sign.counted for sign in word) == 1 and _is_odd(word) for word in words)
    return [[sign for word in words for sign in word]] if apart else words


def _is_odd(word: list[_Sign]) -> bool:
    return any(sign.kind for sign in word)


def _even_sign(char: str, foreign: bool) -> _Sign:
    """A character another signal may tell about: the word around reads plainly all the same."""
    letters, step = fold(char)
    if step in UNDRAWN:
        return _Sign("" if step in UNSEEN else char, counted=False)
    drawn = step is Step.STYLED or (step is Step.LOOKALIKE and not foreign)
    return _Sign(_cased(letters, char) if drawn else char)


def _odd_sign(raw: str, char: str, ours: str) -> _Sign:
    """What a disguised character is, beside letters like those of `ours`."""
    letters, step = fold(char)
    if raw in OVERRIDES:
        return _Sign("", "turned", counted=False)
    if step in UNSEEN:
        return _Sign("", "hidden", counted=False)
    if step is Step.MARK:
        return _Sign("", "marked", counted=False)
    shown = _cased(letters, char)
    if step is Step.STYLED:
        return _Sign(shown, "styled")
    if char.isascii() or not char.isalpha():
        return _Sign(char, *_plain_kind(char, foreign=not any(is_latin(each) for each in ours)))
    script = first_word(char)
    if any(first_word(each) == script for each in ours if not is_latin(each)):
        return _Sign(char, "alike")
    if script in ALPHABETS and script != "LATIN":
        return _Sign(shown, SCRIPT, script)
    return _Sign(shown, "unusual")


def _cased(letters: str, char: str) -> str:
    return letters.upper() if char.isupper() else letters


def _plain_kind(char: str, *, foreign: bool) -> tuple[str, str]:
    """Kind and script of a sign, a digit or an ordinary letter that was read as something else."""
    if unicodedata.category(char).startswith("N"):
        return "digit", ""
    if not char.isalpha():
        return "sign", ""
    return (SCRIPT, "LATIN") if foreign else ("alike", "")


def _notes(word: list[_Sign], ours: str) -> Iterator[_Note]:
    """One note for each kind of oddity in a word, in the order met."""
    found: dict[tuple[str, str], list[int]] = {}
    number = 0
    for sign in word:
        number += sign.counted
        kind = "before" if sign.kind == "hidden" and not number else sign.kind
        if kind:
            found.setdefault((kind, sign.script), []).append(max(number, 1))
    shown = "".join(sign.letters for sign in word)
    for (kind, script), numbers in found.items():
        distinct = tuple(dict.fromkeys(numbers))
        told = "missing" if kind == "slip" and _lacks_one(shown, distinct, ours) else kind
        yield _Note(shown, told, script, distinct, len(distinct) == number > 1)


def _lacks_one(word: str, numbers: tuple[int, ...], ours: str) -> bool:
    """Whether the word is one of ours, or all of them in a row, but for a letter left out there."""
    parts, written = ours.casefold().split(), word.casefold()
    whole = [*parts, "".join(parts), "".join(reversed(parts))]
    places = (numbers[0] - 1, numbers[0]) if len(numbers) == 1 else ()
    return any(each[:at] + each[at + 1 :] == written for each in whole for at in places)


def _merged(notes: Iterable[_Note]) -> list[_Note]:
    """Neighbours that say the same of all their letters as one."""
    found: list[_Note] = []
    for note in notes:
        last = found[-1] if found else None
        same = last and (last.kind, last.script) == (note.kind, note.script)
        if last and same and last.all_letters and note.all_letters:
            word = f"{last.word} {note.word}"
            found[-1] = _Note(word, note.kind, note.script, note.numbers, all_letters=True)
        else:
            found.append(note)
    return found


def _short(word: str) -> str:
    return word if len(word) <= LONGEST else f"{word[:LONGEST]}…"
