"""Characters to words: what is seen, what is heard, and what had to be undone on the way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from anyascii import anyascii

from matchers.letters import APOSTROPHES, OVERRIDES, Step, fold, is_latin
from matchers.wording import Word, Words

MOST_WORDS = 48  # names are spelled out letter by letter
MOST_LETTERS = 64  # of one word
OVERLAYS = (0x0334, 0x0338)  # marks that strike a letter through
OVERRIDE, POP = "\u202e", "\u202c"  # what is between is shown from right to left
CLUSTER = re.compile(
    r"[\u1100-\u11ff]+|.[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f"
    r"\u0670\u093c\u3099\u309a]*",
    re.DOTALL,
)  # a letter and what sits on it
LETTER_OF_FLAGS = "[\U0001f1e6-\U0001f1ff]"
KEY = "[0-9#*]\ufe0f?\u20e3"
KEYS = re.compile(KEY)
FLAGS = re.compile(LETTER_OF_FLAGS)
EMOJI = re.compile(f"{KEY}|{LETTER_OF_FLAGS}")  # keys and flags
OTHER_LETTER = re.compile(r"[^\W\d_]")  # beside which letters of flags are flags
DISGUISES = frozenset({Step.LOOKALIKE, Step.INVISIBLE, Step.STYLED})


def laid_out(text: str) -> list[tuple[int, str]]:
    """Each character in composed form, in the order it is shown, with its place in the text."""
    laid: list[tuple[int, str]] = []
    emoji = EMOJI if OTHER_LETTER.search(text) else KEYS
    for found in CLUSTER.finditer(emoji.sub(lambda sign: "✨" * len(sign[0]), text)):
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


class Reader:
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
