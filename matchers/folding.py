"""A name as written to the words a reader sees, and what had to be undone on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from matchers.letters import APOSTROPHES, FLIP_SIGNS, FLIPPED, OVERRIDES, Step, fold, is_latin

MOST_READ = 2_000  # characters; no platform shows a longer name
MOST_WORDS = 16
MOST_LETTERS = 64  # of one word
OVERLAYS = (0x0334, 0x0338)  # marks that strike a letter through
REVERSED = re.compile("\u202e([^\u202c\u202e]*)\u202c?")
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


Words = tuple[Word, ...]


@lru_cache(maxsize=4_096)
def read(text: str) -> tuple[Words, ...]:
    """The readings of a text: as it stands and, where letters lie upside down, turned over.

    Never raises, whatever the text holds; reads at most MOST_READ characters and MOST_WORDS words.
    """
    text = text[:MOST_READ]
    if text.isascii() and not UNSEEN.search(text):
        return (_read_ascii(text),)
    shown = REVERSED.sub(lambda found: "\u2060" + found[1][::-1], KEYCAP.sub("✨", text))
    readings = [_Reader().read(shown)]
    if sum(each in FLIP_SIGNS for each in text) > 1:
        readings.append(_turn_over(text))
    return tuple(readings)


def skeleton(look: str) -> str:
    """The shape of folded letters: 1 = i = l, 0 = o, rn = m. To be compared with a shape only."""
    for pair, one in PAIRS:
        look = look.replace(pair, one)
    return look.translate(SKELETON)


def compact(words: Words) -> str:
    """All letters and digits in a row."""
    return "".join(word.look for word in words)


def _read_ascii(text: str) -> Words:
    found = ASCII_WORD.findall(text.lower())[:MOST_WORDS]
    bare = (word.replace("'", "").replace("`", "")[:MOST_LETTERS] for word in found)
    return tuple(Word(word, word, word) for word in bare)


def _turn_over(text: str) -> Words:
    turned = "".join(FLIPPED.get(each, each) for each in reversed(text.lower()))
    steps = frozenset({Step.STYLED})
    return tuple(
        Word(word.plain, word.look, word.sound, steps | word.steps) for word in read(turned)[0]
    )


class _Reader:
    """Walks over the characters of one text and collects its words."""

    def __init__(self) -> None:
        self._words: list[Word] = []
        self._clear()
        self._after_sign = False  # the last thing seen was an emoji or other sign
        self._hidden = False  # something unseen waits for the letter after it

    def _clear(self) -> None:
        self._raw: list[str] = []
        self._look: list[str] = []
        self._steps: set[Step] = set()
        self._latin = self._joined = False
        self._marks = 0

    def read(self, text: str) -> Words:
        for place, char in enumerate(text):
            if len(self._words) >= MOST_WORDS:
                break
            self._take(char, text[place + 1 : place + 2])
        self._close()
        return tuple(self._words[:MOST_WORDS])

    def _take(self, char: str, following: str) -> None:
        letters, step = fold(char)
        if char in APOSTROPHES and self._look and following.isalpha():
            return
        if char in "@$!" and not (self._look and following.isalnum()):
            letters, step = " ", Step.GAP
        if step is Step.GAP:
            self._close()
            self._after_sign = not char.isascii() and not char.isspace()
        elif letters:
            self._add(char, letters, step)
        else:
            self._pass_over(char, step)

    def _add(self, char: str, letters: str, step: Step) -> None:
        if len(self._look) >= MOST_LETTERS:
            return
        latin = is_latin(char)
        if self._hidden or (self._joined and self._latin and latin):
            self._steps.add(Step.INVISIBLE)
        self._hidden = self._joined = self._after_sign = False
        self._latin = latin
        self._marks = 0
        self._raw.append(char)
        self._look.append(letters)
        self._steps.add(step)
        if latin and char.isascii():
            self._steps.add(Step.PLAIN)

    def _pass_over(self, char: str, step: Step) -> None:
        if step is Step.MARK:
            self._marks += 1
            struck = OVERLAYS[0] <= ord(char) <= OVERLAYS[1]
            if self._look and self._latin and (struck or self._marks > 1):
                self._steps.add(Step.STYLED)
        elif step is Step.JOINER:
            self._joined = bool(self._look)
        elif self._look:
            self._steps.add(Step.INVISIBLE)
        elif not self._after_sign or char in OVERRIDES:
            self._hidden = True

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
        )
