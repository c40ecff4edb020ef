"""How else a name is written: without accents, in Latin letters, by a nickname, not to be found.

Can: drop accents, spell umlauts out, take usual Latin spellings and short forms from the tables.
Cannot: know which of them anybody uses. Bits are our own estimate, half as often for each.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from impersonation_watch.model import Person
from matchers.folding import compact, read
from matchers.names import spell
from matchers.spellings import LATIN, script, suggest
from matchers.tables import per_million

SUGGESTED = 3  # Latin spellings taken where she gave none
MOST_SHORT = 4  # of a name's usual short forms
SPELLED_OUT = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae",
    "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa", "Æ": "Ae",
})  # fmt: skip
CYRILLIC = str.maketrans("aeocpxyiAEOCPXTHKMB", "аеосрхуіАЕОСРХТНКМВ")
DIGITS = str.maketrans("aeioAEIO", "43104310")
EXCHANGED = "oaei"  # the letters of both that names have most of


def written(person: Person, name: str) -> Iterator[tuple[float, str]]:
    """A name as it is, without accents, with umlauts spelled out; in Latin where none is given."""
    yield 0.0, name
    for more, each in ((1.2, _bare(name)), (2.0, name.translate(SPELLED_OUT))):
        if each != name:
            yield more, each
    if not any(script(each) == LATIN for each in person.names):
        yield from ((1.0 + 0.5 * n, each) for n, each in enumerate(suggest(name)[:SUGGESTED]))


def _bare(name: str) -> str:
    """Accents of Latin letters dropped; other scripts as they are."""
    if script(name) != LATIN:
        return name
    split = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", "".join(x for x in split if not unicodedata.combining(x)))


def nicknames(person: Person, name: str) -> Iterator[tuple[float, str]]:
    """Those she has, and usual ones of her first name."""
    yield from ((0.5 + 0.4 * place, each) for place, each in enumerate(person.nicknames))
    yield from ((3.4 + 0.4 * n, each.title()) for n, each in enumerate(_usual(person, name)))


def _usual(person: Person, name: str) -> tuple[str, ...]:
    """Usual short forms of a first name that she did not name herself, the commonest first."""
    first = spell(person, name).parts[:1]
    given = {compact(read(each)[0]) for each in person.nicknames}
    shorts = [short for part in first for short in part.short if 1 < len(short) <= len(part.look)]
    shorts.sort(key=lambda each: (-per_million(each, first=True), each))
    return tuple(each for each in shorts if each.isascii() and each not in given)[:MOST_SHORT]


def unfolded(word: str) -> Iterator[tuple[float, str]]:
    """The same word all in letters that some searches do not fold, the usual ones only."""
    shown = (word[::-1], word.translate(CYRILLIC), word.translate(DIGITS))
    bold = "".join(_bold(each) for each in word)
    yield from ((0.2 * n, each) for n, each in enumerate((*shown, bold)) if each != word)


def one_letter_off(word: str) -> Iterator[tuple[float, str]]:
    """With its first o, i, e or a, as are exchanged most, for a digit or a Cyrillic letter."""
    for n, letter in enumerate(EXCHANGED):
        place = word.lower().find(letter)
        for table in (CYRILLIC, DIGITS):
            if 0 <= place < len(word):
                other = word[place].translate(table)
                yield 0.3 * n, word[:place] + other + word[place + 1 :]


def _bold(letter: str) -> str:
    if not (letter.isascii() and letter.isalpha()):
        return letter
    return chr((0x1D5D4 if letter.isupper() else 0x1D5EE) + ord(letter.upper()) - ord("A"))
