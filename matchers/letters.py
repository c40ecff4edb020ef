"""One character to the letters it stands for. Our own additions to TR39 and NFKC are here."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from matchers.lists import lookalikes, shapes


class Step(StrEnum):
    """What had to be done to read a character; everything but PLAIN and ACCENT may be disguise."""

    PLAIN = "plain"
    ACCENT = "accent"
    STYLED = "styled"
    LOOKALIKE = "lookalike"
    LEET = "leet"  # digits, signs or pairs of letters in the shape of a letter
    FOREIGN = "foreign"  # a letter of another script that looks like no Latin one
    INVISIBLE = "invisible"  # zero width, filler, tag: nobody types it
    JOINER = "joiner"  # needed by some scripts and by emoji
    MARK = "mark"  # combining
    GAP = "gap"  # space, sign, emoji


ACCENTED = {
    "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n", "ħ": "h", "ŧ": "t",
    "ß": "ss", "ð": "d", "þ": "th", "ĸ": "k", "ə": "e",
}  # fmt: skip
SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True))
# By eye: TR39 lacks these, or gives them to something that is no ASCII letter.
OURS = {
    "η": "n", "ω": "w", "п": "n", "Я": "r", "я": "r", "И": "n", "и": "n", "м": "m", "т": "t",
    "к": "k", "в": "b", "н": "h", "б": "b", "ь": "b", "г": "r", "З": "3", "з": "3", "Ч": "4",
    "ч": "4", "ш": "w", "Ш": "w", "щ": "w", "ц": "u", "л": "n", "д": "a", "ф": "o", "Ф": "o",
    "ж": "x", "э": "3", "ё": "e", "ї": "i", "є": "e", "α": "a", "β": "b", "ε": "e", "κ": "k",
    "μ": "u", "τ": "t", "θ": "o", "ζ": "z", "λ": "a", "Λ": "a", "Σ": "e", "Π": "n", "ϲ": "c",
    "χ": "x", "հ": "h", "ո": "n", "ս": "u", "օ": "o", "ց": "g", "ք": "p", "ռ": "n", "ա": "w",
    "զ": "q", "ղ": "n", "ե": "t", "Ꮋ": "h", "Ꮃ": "w", "Ꮖ": "i", "Ꭺ": "a", "Ꮇ": "m",
    "ꮃ": "w", "ꮋ": "h", "ʌ": "v", "ɘ": "e", "ɛ": "e", "ɜ": "3", "ʍ": "m",
}  # fmt: skip
# Latin letters by their Unicode names: with a hook or stroke, as in many orthographies, or turned
# and bent as in phonetic writing only (then there is a first group).
LATIN_VARIED = re.compile(
    "LATIN (?:SMALL|CAPITAL|LETTER SMALL CAPITAL) (?:LETTER )?"
    "((?:TURNED |REVERSED |INVERTED |SIDEWAYS |BLACKLETTER |SCRIPT |BARRED |TAILLESS |OPEN "
    "|INSULAR |SMALL CAPITAL |CAPITAL |STRETCHED |HALF |DOTLESS |LONG |ANGLICANA |VISIGOTHIC )+)?"
    "([A-Z])(?: WITH .*| ROTUNDA)?"
)
FLIPPED = dict(zip("ɐqɔpǝɟƃɥᴉɾʞꞁɯuodbɹsʇnʌʍxʎz", "abcdefghijklmnopqrstuvwxyz", strict=True))
FLIP_SIGNS = frozenset("ɐɔǝɟƃɥᴉɾʞꞁɯɹʇʌʍʎ")  # the ones that are not ordinary letters
APOSTROPHES = frozenset("'’‘ʼʻ`´")
SIGN_ALPHABETS = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)  # squared, on dark ground, of flags
BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")  # letters that show nothing
VARIANTS = "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0x180B, 0x1810))))  # of shapes
JOINERS = frozenset("\u200c\u200d\u200e\u200f\u061c\u2066\u2067\u2068\u2069" + VARIANTS)
OVERRIDES = frozenset("\u202d\u202e")


@lru_cache(maxsize=20_000)
def fold(char: str) -> tuple[str, Step]:
    """The small ASCII letters or digits a character looks like, and how that was found.

    A FOREIGN letter comes back as itself in small form; a GAP as one space; what is not seen as "".
    """
    if char.isascii():
        return _fold_ascii(char)
    if char in BLANKS or char in JOINERS:
        return "", Step.INVISIBLE if char in BLANKS else Step.JOINER
    if unicodedata.name(char, "").startswith("COMBINING "):
        return "", Step.MARK
    return _fold_by_category(char, unicodedata.category(char))


def is_latin(char: str) -> bool:
    """Whether the character is a Latin letter, styled ones included."""
    return fold(char)[1] in (Step.PLAIN, Step.ACCENT, Step.STYLED) and char.isalpha()


def _fold_ascii(char: str) -> tuple[str, Step]:
    if char.isalnum():
        return char.lower(), Step.PLAIN
    if char in "@$!":  # may stand for a letter; folding decides by what is around it
        return char, Step.PLAIN
    unseen = unicodedata.category(char) == "Cc" and not char.isspace()
    return ("", Step.INVISIBLE) if unseen else (" ", Step.GAP)


def _fold_by_category(char: str, category: str) -> tuple[str, Step]:
    if category in ("Cf", "Cc") or 0xE0100 <= ord(char) <= 0xE01EF:
        return "", Step.INVISIBLE
    if category in ("Cn", "Co", "Cs"):  # perhaps an emoji younger than our tables
        return "", Step.JOINER
    framed = unicodedata.decomposition(char).startswith(("<circle", "<square"))
    if category[0] in "ZPS" and not framed:
        return _fold_sign(char)
    return _fold_letter(char)


def _fold_sign(char: str) -> tuple[str, Step]:
    code = ord(char)
    inner = unicodedata.normalize("NFKC", char)
    if len(inner) == 3 and inner[0] == "(" and inner[1].isalnum():  # in round brackets
        return inner[1].lower(), Step.STYLED
    for start in SIGN_ALPHABETS:
        if start <= code < start + 26:
            return chr(ord("a") + code - start), Step.STYLED
    drawn = shapes().get(char)
    return (drawn, Step.LOOKALIKE) if drawn else (" ", Step.GAP)


def _fold_letter(char: str) -> tuple[str, Step]:
    small = char.lower()
    if small in ACCENTED:
        return ACCENTED[small], Step.ACCENT
    if char in SMALL_CAPITALS:
        return SMALL_CAPITALS[char], Step.STYLED
    apart = (
        (unicodedata.normalize("NFD", char), Step.ACCENT),
        (unicodedata.normalize("NFKD", char), Step.STYLED),
    )
    for letters, step in apart:
        bare = "".join(each for each in letters if not unicodedata.combining(each))
        if bare.isascii() and bare.isalnum():
            return bare.lower(), step
    varied = LATIN_VARIED.fullmatch(unicodedata.name(char, ""))
    if varied and varied[1] is None:
        return varied[2].lower(), Step.ACCENT
    seen = OURS.get(char) or lookalikes().get(char) or shapes().get(char) or _seen_as(char)
    if seen:
        return seen, Step.LOOKALIKE
    return unicodedata.normalize("NFKC", char).casefold(), Step.FOREIGN


def _seen_as(char: str) -> str | None:
    """Look-alikes of the bare letter under accents, width, style, a tail or a stroke."""
    bare = unicodedata.normalize("NFKD", char)[:1]
    return _drawn(bare) or _seen_by_name(char, unicodedata.name(char, ""))


def _seen_by_name(char: str, name: str) -> str | None:
    digit = unicodedata.digit(char, -1)
    if digit >= 0 and "CIRCLED" in name:
        return str(digit)
    varied = LATIN_VARIED.fullmatch(name)
    if varied:
        return varied[2].lower()
    if name.startswith(("CHEROKEE SMALL", "COPTIC SMALL")):  # small capitals
        return _drawn(char.upper())
    try:
        return _drawn(unicodedata.lookup(name.partition(" WITH ")[0])) if " WITH " in name else None
    except KeyError:  # no such bare letter
        return None


def _drawn(char: str) -> str | None:
    return OURS.get(char) or lookalikes().get(char) or shapes().get(char)
