"""A foreign name with every disguise in it named. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from impersonation_watch.language import N_, _
from matchers.letters import BLANKS, Step, fold
from matchers.tables import lookalikes

WORD = re.compile(r"\S+")
DIRECTION = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LETTERS = frozenset({Step.PLAIN, Step.ACCENT, Step.STYLED, Step.LOOKALIKE, Step.FOREIGN})
LATIN = frozenset({Step.PLAIN, Step.ACCENT})
SCRIPTS = {"MATHEMATICAL", "FULLWIDTH", "CIRCLED", "SQUARED", "NEGATIVE", "MODIFIER", "DOUBLE"}

ALPHABETS = {  # by the first word of the Unicode names of their letters
    "ARABIC": N_("Arabic"),
    "ARMENIAN": N_("Armenian"),
    "CHEROKEE": N_("Cherokee"),
    "COPTIC": N_("Coptic"),
    "CYRILLIC": N_("Cyrillic"),
    "DEVANAGARI": N_("Devanagari"),
    "GEORGIAN": N_("Georgian"),
    "GREEK": N_("Greek"),
    "HEBREW": N_("Hebrew"),
    "LATIN": N_("Latin"),
}
HIDDEN = N_("hidden character {code}")

Piece = tuple[str, str | None]


def visible(text: str) -> list[Piece]:
    """The text in pieces, unchanged when joined; a piece with a disguise carries what it is.

    Named are hidden characters, direction marks, control characters, decorated letters, and letters
    of another alphabet that look like Latin ones where Latin letters stand beside them. A name
    written in its own alphabet, and emoji, carry nothing.
    """
    has_latin = any(fold(each)[1] in LATIN and each.isalpha() for each in text)
    pieces: list[Piece] = []
    last = 0
    for word in WORD.finditer(text):
        _append(pieces, text[last : word.start()], None)
        for char, told in _word(word[0], has_latin):
            _append(pieces, char, told)
        last = word.end()
    _append(pieces, text[last:], None)
    return pieces


def _append(pieces: list[Piece], text: str, told: str | None) -> None:
    """Plain characters in a row make one piece; each disguise is a piece of its own."""
    if not text:
        return
    if told is None and pieces and pieces[-1][1] is None:
        pieces[-1] = (pieces[-1][0] + text, None)
    else:
        pieces.append((text, told))


def _word(word: str, has_latin: bool) -> Iterator[Piece]:
    pretends = has_latin and _pretends(word)
    before = ""
    for place, char in enumerate(word):
        letters, step = fold(char)
        told = _hidden(char, step, before, word[place + 1 : place + 2])
        if step is Step.LOOKALIKE and pretends:
            told = _("{script} letter, looks like {letters}").format(
                script=_script(char), letters=letters
            )
        elif step is Step.STYLED:
            told = _("decorated letter, stands for {letters}").format(letters=letters)
        yield char, told
        before = before if step in (Step.JOINER, Step.INVISIBLE) else char


def _pretends(word: str) -> bool:
    """Look-alikes beside Latin letters, or a word made of nothing but close look-alikes."""
    steps = {fold(each)[1] for each in word if fold(each)[1] in LETTERS}
    if steps & LATIN:
        return True
    return all(each in lookalikes() for each in word if fold(each)[1] in LETTERS)


def _hidden(char: str, step: Step, before: str, after: str) -> str | None:
    """What a character is that shows nothing by itself; None for those emoji are made with."""
    code = f"U+{ord(char):04X}"
    if char in DIRECTION:
        return _("direction mark {code}").format(code=code)
    if step is Step.JOINER:
        beside_latin = (before + after).isascii() and (before + after).isalpha()
        return _(HIDDEN).format(code=code) if beside_latin else None
    if step is not Step.INVISIBLE:
        return None
    if unicodedata.category(char) == "Cc":
        return _("control character {code}").format(code=code)
    if before and unicodedata.category(before) == "So" and char not in BLANKS:
        return None
    return _(HIDDEN).format(code=code)


def _script(char: str) -> str:
    first = first_word(char)
    return _("Foreign") if first in SCRIPTS else _(ALPHABETS.get(first, first.capitalize()))


def first_word(char: str) -> str:
    """Of the Unicode name of a letter: the alphabet it is from, or how it is drawn."""
    return unicodedata.name(char, "foreign").split(" ")[0]
