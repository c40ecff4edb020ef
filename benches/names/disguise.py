"""What is done to a written name, letter by letter or around it: (rng, text) -> text."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache

import phrases
import signs
from invented import LANGUAGES, bare, parts, plain

Disguise = Callable[[random.Random, str], str]
SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ß": "ss"})
ACCENTS = dict(zip("aeioucnszy", "áèíóúçñšžý", strict=True)) | dict(
    zip("AEIOU", "ÁÈÍÓÚ", strict=True)
)
ACCENTS_TOO = dict(zip("aeioucnszy", "âëïôüčňśźÿ", strict=True)) | dict(
    zip("AEIOU", "ÂËÏÔÜ", strict=True)
)
VOWELS = "aeiou"


@cache
def real_names() -> frozenset[str]:
    """Every first name and surname of the lists: a slip must not lead to one of them."""
    listed = (part for each in LANGUAGES for kind in "fms" for part in parts(each, kind))
    return frozenset(plain(bare(spelling)) for part in listed for spelling in part.latin)


def swap_letters(rng: random.Random, text: str, signs_for: dict[str, str]) -> str:
    """One letter, some, or all of those that have a sign in the table."""
    places = [place for place, c in enumerate(text) if c in signs_for]
    if not places:
        return text
    some = rng.choice((1, 1, rng.randint(1, len(places)), len(places)))
    chosen = set(rng.sample(places, some))
    return "".join(rng.choice(signs_for[c]) if n in chosen else c for n, c in enumerate(text))


def cased(rng: random.Random, text: str) -> str:
    mixed = "".join(rng.choice((c.upper(), c.lower())) for c in text)
    return rng.choice((text.upper(), text.lower(), mixed, text.swapcase()))


def looking_alike(
    rng: random.Random, text: str, tables: Sequence[dict[str, str]] = signs.LOOKS
) -> str:
    text = bare(text)
    return swap_letters(rng, text, rng.choice([t for t in tables if set(t) & set(text)] or [{}]))


def styled(rng: random.Random, text: str) -> str:
    if rng.random() < 0.08:
        return signs.turned(bare(text))
    return signs.styled(bare(text), rng.choice(signs.STYLES))


def held_out_styled(rng: random.Random, text: str) -> str:
    return signs.styled(bare(text), rng.choice(signs.HELD_OUT_STYLES))


def sprinkled(rng: random.Random, text: str, among: str = signs.INVISIBLE) -> str:
    """One to four unseen characters, anywhere."""
    for _ in range(rng.randint(1, 4)):
        place = rng.randint(0, len(text))
        text = text[:place] + rng.choice(among) + text[place:]
    return text


def marked(rng: random.Random, text: str, among: str = signs.MARKS) -> str:
    """Marks on one letter, on some, or the same mark on every one (struck through)."""
    if rng.random() < 0.4:
        mark = rng.choice(among)
        return "".join(c + mark if c.isalpha() else c for c in text)
    share = rng.choice((0.15, 0.5, 1.0))
    spread = [c + rng.choice(among) * (rng.random() < share and c.isalpha()) for c in text]
    return "".join(spread) if "".join(spread) != text else text[:1] + rng.choice(among) + text[1:]


def directed(rng: random.Random, text: str) -> str:
    """Read backwards behind an override, or with direction marks inside."""
    if rng.random() < 0.5:
        return f"\u202e{text[::-1]}" + rng.choice(("\u202c", ""))
    return sprinkled(rng, text, signs.BIDI)


def leet(rng: random.Random, text: str) -> str:
    lower = rng.random() < 0.4
    table = signs.LEET | {c.upper(): signs.LEET[c] for c in signs.LEET}
    return swap_letters(rng, text.lower() if lower else text, table)


def slipped(rng: random.Random, text: str, rows: tuple[str, ...] = signs.QWERTY) -> str:
    """One slip of the finger in a word of four letters or more; never another real name."""
    words = text.split(" ")
    long = [n for n, word in enumerate(words) if len(word) >= 4]
    for _ in range(12 if long else 0):
        number = rng.choice(long)
        word = slip(rng, words[number], rows)
        known = plain(bare(word)) in real_names()
        if not known and word != words[number]:
            return " ".join((*words[:number], word, *words[number + 1 :]))
    return text


def slip(rng: random.Random, word: str, rows: tuple[str, ...]) -> str:
    place = rng.randrange(len(word))
    before, letter, after = word[:place], word[place], word[place + 1 :]
    near = signs.beside(bare(letter).lower(), rows) or VOWELS
    return rng.choice((
        before + letter + letter.lower() + after,
        before + after if place else word,
        before + after[:1] + letter + after[1:] if place else word,
        before + rng.choice(near) + after,
        before + letter + rng.choice(near + VOWELS) + after,
    ))  # fmt: skip


def slipped_twice(rng: random.Random, text: str) -> str:
    if sum(map(str.isalpha, text)) < 10:
        return text  # two of nine letters wrong is another name
    once = slipped(rng, text)
    return slipped(rng, once) if once != text else text


def accented(rng: random.Random, text: str) -> str:
    """Marks taken off or spelled out where there are some, put on or changed elsewhere."""
    if bare(text) != text and rng.random() < 0.7:
        off = rng.choice((bare(text), bare(text), text.translate(SPELLED)))
        return off if off != text else bare(text)
    return swap_letters(rng, bare(text), rng.choice((ACCENTS, ACCENTS_TOO)))


def claimed(
    rng: random.Random, text: str, claims: dict[str, tuple[str, ...]] = phrases.CLAIMS
) -> str:
    """A claim or excuse, a number or a year added."""
    if claims is phrases.CLAIMS and rng.random() < 0.2:
        number = rng.choice(("2", "3", "01", "99", "007", str(rng.randint(1960, 2008))))
        return text + rng.choice((" ", " ", "")) + number
    language = rng.choice(list(claims))
    if claims is phrases.CLAIMS and rng.random() < 0.35:
        language = "english"
    word = rng.choice(claims[language])
    word = rng.choice((word, word, word.title(), word.upper()))
    shapes = ("{0} {1}", "{1} {0}", "{0} ({1})", "{0} | {1}", "{0} - {1}", "{1}: {0}", "{0} [{1}]")
    return rng.choice(shapes).format(text, word)


def adorned(rng: random.Random, text: str) -> str:
    """Emoji around, behind or instead of the space; titles and degrees."""
    if rng.random() < 0.35:
        return rng.choice((
            f"{rng.choice(phrases.TITLES)} {text}",
            f"{text}, {rng.choice(phrases.DEGREES)}",
            f"{rng.choice(phrases.TITLES)} {text} {rng.choice(phrases.DEGREES)}",
        ))  # fmt: skip
    return with_emoji(rng, text, phrases.EMOJI + phrases.EMOJI_LONG)


def with_emoji(rng: random.Random, text: str, emoji: Sequence[str]) -> str:
    sign = rng.choice(emoji)
    between = text.replace(" ", sign) if " " in text else sign + text
    return rng.choice(
        (f"{sign} {text} {sign}", text + sign, f"{text} {sign}", sign + text, between)
    )


def held_out_adorned(rng: random.Random, text: str) -> str:
    if rng.random() < 0.35:
        return f"{rng.choice(phrases.HELD_OUT_TITLES)} {text}"
    return with_emoji(rng, text, phrases.HELD_OUT_EMOJI)


# in the order in which several are laid over each other
DISGUISES: dict[str, Disguise] = {
    "one slip": slipped,
    "two slips": slipped_twice,
    "diacritics": accented,
    "case": cased,
    "leet": leet,
    "look-alike letters": looking_alike,
    "claims": claimed,
    "styled letters": styled,
    "combining marks": marked,
    "invisible characters": sprinkled,
    "emoji, titles": adorned,
    "direction marks": directed,
}
HELD_OUT: dict[str, Disguise] = {
    "claims": lambda rng, text: claimed(rng, text, phrases.HELD_OUT_CLAIMS),
    "look-alike letters": lambda rng, text: looking_alike(rng, text, tuple(signs.RARE.values())),
    "styled letters": held_out_styled,
    "invisible characters": lambda rng, text: sprinkled(rng, text, signs.HELD_OUT_INVISIBLE),
    "combining marks": lambda rng, text: marked(rng, text, signs.HELD_OUT_MARKS),
    "emoji, titles": held_out_adorned,
    "slips, other keyboard": lambda rng, text: slipped(rng, text, signs.AZERTY),
    "spaces": lambda rng, text: text.replace(" ", rng.choice(signs.HELD_OUT_SPACES)),
}
