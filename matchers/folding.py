"""A name as written to the words a reader sees, and what had to be undone on the way."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from anyascii import anyascii

from matchers.letters import APOSTROPHES, FLIP_SIGNS, FLIPPED, OVERRIDES, Step, fold, is_latin

MOST_READ = 2_000  # characters; no platform shows a longer name
MOST_WORDS = 16
MOST_LETTERS = 64  # of one word
OVERLAYS = (0x0334, 0x0338)  # marks that strike a letter through
OVERRIDE, POP = "\u202e", "\u202c"  # what is between is shown from right to left
CLUSTER = re.compile(
    r"[\u1100-\u11ff]+|.[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f"
    r"\u0670\u093c\u3099\u309a]*",
    re.DOTALL,
)  # a letter and what sits on it
KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")  # emoji of a key
ASCII_WORD = re.compile(r"[a-z0-9]+(?:['`@$!]+[a-z0-9]+)*")
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
DISGUISES = frozenset({Step.LOOKALIKE, Step.INVISIBLE, Step.STYLED})
SKELETON = str.maketrans("013456789l@$!z", "oieasgtbgiasi2")  # one sign for each shape
PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))  # two letters that look like one


@dataclass(frozen=True, slots=True)
class Word:
    """One word read three ways."""

    plain: str  # small letters, nothing undone but what cannot be seen
    look: str  # the ASCII letters it looks like
    sound: str  # transliterated; the same as look where all letters are Latin
    steps: frozenset[Step] = frozenset()
    mixed: bool = False  # Latin letters beside look-alikes of another script
    at: tuple[int, ...] = ()  # where each letter of `look` stands in the text
    odd: tuple[int, ...] = ()  # where in the text something was undone

    def cut(self, start: int, stop: int) -> Word:
        """Some of its letters as a word of their own, by their numbers in `look`."""
        even = len(self.plain) == len(self.look)
        low = self.at[start] if start < len(self.at) else 0
        high = self.at[stop] if stop < len(self.at) else MOST_READ
        look = self.look[start:stop]
        return Word(
            plain=self.plain[start:stop] if even else look,
            look=look,
            sound=self.sound[start:stop] if len(self.sound) == len(self.look) else look,
            steps=self.steps,
            mixed=self.mixed,
            at=self.at[start:stop],
            odd=tuple(each for each in self.odd if low <= each < high),
        )


Words = tuple[Word, ...]


@lru_cache(maxsize=4_096)
def read(text: str) -> tuple[Words, ...]:
    """The readings of a text: as it stands and, where letters lie upside down, turned over.

    Never raises, whatever the text holds; reads at most MOST_READ characters and MOST_WORDS words.
    """
    text = text[:MOST_READ]
    if text.isascii() and not UNSEEN.search(text):
        return (_read_ascii(text),)
    readings = [_Reader().read(_laid_out(text))]
    if sum(each in FLIP_SIGNS for each in text) > 1:
        readings.append(_turn_over(text))
    return tuple(readings)


def _laid_out(text: str) -> list[tuple[int, str]]:
    """Each character in composed form, in the order it is shown, with its place in the text."""
    laid: list[tuple[int, str]] = []
    for found in CLUSTER.finditer(KEYCAP.sub(lambda sign: "✨" * len(sign[0]), text)):
        whole = unicodedata.normalize("NFC", found[0])
        laid += [(min(found.start() + n, found.end() - 1), char) for n, char in enumerate(whole)]
    if OVERRIDE in text:
        return list(_turned(laid))
    return laid


def _turned(laid: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """With what an override turns round the way a reader sees it; the override stays as a sign."""
    turned: list[tuple[int, str]] | None = None
    for place, char in laid:
        if char in (OVERRIDE, POP):
            yield from reversed(turned or ())
            turned = [] if char == OVERRIDE else None
            yield place, "\u2060"
        elif turned is None:
            yield place, char
        else:
            turned.append((place, char))
    yield from reversed(turned or ())


def skeleton(look: str) -> str:
    """The shape of folded letters: 1 = i = l, 0 = o, rn = m. To be compared with a shape only."""
    for pair, one in PAIRS:
        look = look.replace(pair, one)
    return look.translate(SKELETON)


def compact(words: Words) -> str:
    """All letters and digits in a row."""
    return "".join(word.look for word in words)


def _read_ascii(text: str) -> Words:
    words = []
    for found in itertools.islice(ASCII_WORD.finditer(text.lower()), MOST_WORDS):
        kept = [(place, char) for place, char in enumerate(found[0]) if char not in "'`"]
        bare = "".join(char for _, char in kept[:MOST_LETTERS])
        at = tuple(found.start() + place for place, _ in kept[:MOST_LETTERS])
        words.append(Word(bare, bare, bare, at=at))
    return tuple(words)


def _turn_over(text: str) -> Words:
    turned = "".join(FLIPPED.get(each, each) for each in reversed(text.lower()))
    last = len(text) - 1
    return tuple(
        replace(
            word,
            steps=word.steps | {Step.STYLED},
            at=tuple(last - each for each in word.at),
            odd=tuple(last - each for each in word.at),
        )
        for word in read(turned)[0]
    )


class _Reader:
    """Walks over the characters of one text and collects its words."""

    def __init__(self) -> None:
        self._words: list[Word] = []
        self._clear()
        self._after_sign = False  # the last thing seen was an emoji or other sign
        self._hidden: list[int] = []  # something unseen waits for the letter after it

    def _clear(self) -> None:
        self._raw: list[str] = []
        self._look: list[str] = []
        self._at: list[int] = []
        self._odd: list[int] = []
        self._steps: set[Step] = set()
        self._latin = False
        self._joined: list[int] = []
        self._marks = 0

    def read(self, laid: Sequence[tuple[int, str]]) -> Words:
        for number, (place, char) in enumerate(laid):
            if len(self._words) >= MOST_WORDS:
                break
            following = laid[number + 1][1] if number + 1 < len(laid) else ""
            self._take(place, char, following)
        self._close()
        return tuple(self._words[:MOST_WORDS])

    def _take(self, place: int, char: str, following: str) -> None:
        letters, step = fold(char)
        if char in APOSTROPHES and self._look and following.isalpha():
            return
        if char in "@$!" and not (self._look and following.isalnum()):
            letters, step = " ", Step.GAP
        if step is Step.GAP:
            self._close()
            self._after_sign = not char.isascii() and not char.isspace()
        elif letters:
            self._add(place, char, letters, step)
        else:
            self._pass_over(place, char, step)

    def _add(self, place: int, char: str, letters: str, step: Step) -> None:
        if len(self._look) >= MOST_LETTERS:
            return
        latin = is_latin(char)
        if self._hidden or (self._joined and self._latin and latin):
            self._undo(Step.INVISIBLE, *(self._hidden or self._joined))
        self._hidden, self._joined, self._after_sign = [], [], False
        self._latin = latin
        self._marks = 0
        self._raw.append(char)
        self._look.append(letters)
        self._at += [place] * len(letters)
        self._undo(step, *([place] if step in DISGUISES else []))
        if latin and char.isascii():
            self._steps.add(Step.PLAIN)

    def _undo(self, step: Step, *places: int) -> None:
        self._steps.add(step)
        self._odd += places

    def _pass_over(self, place: int, char: str, step: Step) -> None:
        if step is Step.MARK:
            self._marks += 1
            struck = OVERLAYS[0] <= ord(char) <= OVERLAYS[1]
            if self._look and self._latin and (struck or self._marks > 1):
                self._undo(Step.STYLED, place)
        elif step is Step.JOINER:
            self._joined = [place] if self._look else []
        elif self._look:
            self._undo(Step.INVISIBLE, place)
        elif not self._after_sign or char in OVERRIDES:
            self._hidden.append(place)

    def _close(self) -> None:
        if self._look:
            self._words.append(self._word())
        self._clear()

    def _word(self) -> Word:
        raw, look = "".join(self._raw), "".join(self._look)
        foreign = bool(self._steps & {Step.LOOKALIKE, Step.FOREIGN})
        heard = "".join(each for each in anyascii(raw).lower() if each.isalnum())
        return Word(
            plain=raw.casefold(),
            look=look[:MOST_LETTERS],
            sound=heard[:MOST_LETTERS] if foreign else look,
            steps=frozenset(self._steps & DISGUISES),
            mixed=foreign and bool(self._steps & {Step.PLAIN, Step.ACCENT}),
            at=tuple(self._at[:MOST_LETTERS]),
            odd=tuple(sorted(self._odd)),
        )
