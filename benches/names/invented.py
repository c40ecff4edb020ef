"""Invented people: drawn by language and rough frequency, with every spelling of their names."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

from impersonation_watch.model import Consent, Person

LISTS = Path(__file__).parent / "lists"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
CONSENT = Consent(giver="self", recorded_by="self", given_at=NOW, until=NOW + timedelta(days=365))
LANGUAGES = {  # share of the invented people, by which search services are used most
    "english": 20, "spanish": 9, "portuguese": 6, "french": 6, "german": 6, "dutch": 4,
    "italian": 5, "polish": 4, "turkish": 4, "vietnamese": 3, "swedish": 3,
    "arabic": 6, "persian": 3, "hebrew": 3, "russian": 5, "ukrainian": 3, "greek": 3,
    "hindi": 5, "chinese": 5, "japanese": 4, "korean": 4,
}  # fmt: skip
FAMILY_FIRST = frozenset({"chinese", "japanese", "korean", "vietnamese"})
UNSPACED = frozenset({"chinese", "japanese", "korean"})
RARE = (
    0.4  # how often a surname is one of the many rare ones, where the language has a list of ends
)
CARRIED = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i",
                         "ß": "ss", "İ": "I"})  # fmt: skip
FEMININE = {  # surname endings of men and women, the longest first
    "polish": (("ski", "ska"), ("cki", "cka"), ("dzki", "dzka")),
    "russian": (
        ("ский", "ская"), ("ов", "ова"), ("ев", "ева"), ("ёв", "ёва"), ("ин", "ина"),
        ("skiy", "skaya"), ("sky", "skaya"), ("ov", "ova"), ("ev", "eva"), ("in", "ina"),
    ),
    "ukrainian": (
        ("ський", "ська"), ("цький", "цька"), ("ний", "на"), ("skyi", "ska"), ("tskyi", "tska"),
        ("nyi", "na"), ("ny", "na"),
    ),
    "greek": (("πουλος", "πούλου"), ("poulos", "poulou"), ("ης", "η"), ("is", "i")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A first name or a surname: Latin spellings, native ones (none for Latin names), nicknames."""

    latin: tuple[str, ...]
    native: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Someone:
    """An invented person taken apart, as the families need it. `person` has every spelling."""

    number: str
    language: str
    female: bool
    first: Part
    last: Part
    second: Part | None  # a second surname, or the one before marriage
    middle: str
    year: int
    handles: tuple[str, ...] = ()

    @property
    def person(self) -> Person:
        return self.registered(self.native_names() + self.latin_names())

    def registered(self, names: tuple[str, ...]) -> Person:
        return Person(
            id=self.number,
            names=names,
            nicknames=self.first.short[:1],
            handles=self.handles,
            consent=CONSENT,
        )

    def latin_names(self) -> tuple[str, ...]:
        """The usual spelling, another where there is one, and the name before marriage."""
        firsts, lasts = self.first.latin[:2], self.last.latin[:2]
        pairs = {(firsts[0], lasts[0]): None, (firsts[-1], lasts[-1]): None}
        names = [self.in_order(*pair) for pair in pairs]
        if self.second is not None:
            surnames = f"{self.last.latin[0]} {self.second.latin[0]}"
            one = surnames if self.language in ("spanish", "portuguese") else self.second.latin[0]
            names.append(self.in_order(self.first.latin[0], one))
        return tuple(names)

    def native_names(self) -> tuple[str, ...]:
        pairs = zip(self.first.native[:1], self.last.native[:1], strict=False)
        return tuple(self.written(*pair) for pair in pairs)

    def in_order(self, first: str, last: str) -> str:
        return f"{last} {first}" if self.language == "vietnamese" else f"{first} {last}"

    def written(self, first: str, last: str) -> str:
        """A name as it is written in its own script."""
        if self.language in UNSPACED:
            return last + first
        return f"{first} {last}"


@cache
def parts(language: str, kind: str) -> tuple[Part, ...]:
    """The parts of one list; kind: f and m for first names, s for surnames."""
    text = (LISTS / f"{language}.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if line.startswith(f"{kind}:"))
    return tuple(part_of(named) for line in lines for named in line[2:].split(";"))


def part_of(text: str) -> Part:
    """`محمد/Mohammed/Muhammad @Mido`: spellings, then nicknames."""
    spellings, _, short = text.partition("@")
    each = [spelling.strip() for spelling in spellings.split("/")]
    latin = tuple(spelling for spelling in each if is_latin(spelling))
    return Part(latin, tuple(x for x in each if x not in latin), tuple(short.split()))


def is_latin(text: str) -> bool:
    return all(unicodedata.name(c).startswith("LATIN") for c in text if c.isalpha())


@cache
def weights(count: int) -> tuple[float, ...]:
    """Shares by rank, summed up: roughly as names are spread (Zipf with a flat top)."""
    return tuple(accumulate(1 / (rank + 4) for rank in range(count)))


@cache
def tails(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Beginnings and ends of rare surnames; empty where the language has none here."""
    for line in (LISTS / f"{language}.txt").read_text("utf-8").splitlines():
        if line.startswith("tail:"):
            starts, ends = line[5:].split("|")
            return tuple(starts.split()), tuple(ends.split())
    return (), ()


def draw_first(rng: random.Random, language: str, female: bool) -> Part:
    choices = parts(language, "f" if female else "m")
    return rng.choices(choices, cum_weights=weights(len(choices)))[0]


def draw_middle(rng: random.Random, language: str, female: bool, first: Part) -> str:
    """Another first name, one word of it."""
    words = [each for part in parts(language, "f" if female else "m") for each in part.latin[:1]]
    own = set(first.latin[0].split())
    return rng.choice([word.split()[-1] for word in words if not own & set(word.split())])


def draw_last(rng: random.Random, language: str, female: bool) -> Part:
    starts, ends = tails(language)
    if starts and rng.random() < RARE:
        return gendered(Part(((rng.choice(starts) + rng.choice(ends)).title(),)), language, female)
    choices = parts(language, "s")
    return gendered(rng.choices(choices, cum_weights=weights(len(choices)))[0], language, female)


def gendered(part: Part, language: str, female: bool) -> Part:
    """The surname as she or he bears it."""
    if not female:
        return part
    latin, native = (tuple(feminine(x, language) for x in y) for y in (part.latin, part.native))
    return Part(latin, native)


def feminine(surname: str, language: str) -> str:
    for man, woman in FEMININE.get(language, ()):
        if surname.endswith(man):
            return surname.removesuffix(man) + woman
    return surname


def draw(rng: random.Random, number: str, language: str | None = None) -> Someone:
    """Somebody of one language, or of any by their shares."""
    language = language or rng.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
    female = rng.random() < 0.7  # most who ask for help are women
    first, last = draw_first(rng, language, female), draw_last(rng, language, female)
    second = None
    if language == "spanish" or (is_latin_language(language) and rng.random() < 0.15):
        second = draw_last(rng, language, female)
        second = None if second == last else second
    middle = draw_middle(rng, language, female, first)
    return Someone(number, language, female, first, last, second, middle, rng.randint(1958, 2006))


def is_latin_language(language: str) -> bool:
    return not parts(language, "s")[0].native


def bare(text: str) -> str:
    """The text without marks, in ASCII where it is Latin."""
    spread = unicodedata.normalize("NFKD", text.translate(CARRIED))
    return "".join(c for c in spread if not unicodedata.combining(c))


def plain(text: str) -> str:
    """Letters only, without case and marks: what makes two names the same name here."""
    return "".join(c for c in bare(text.casefold()) if c.isalnum())


def are_namesakes(one: Someone, other: Someone) -> bool:
    """Whether the two may be called the same: both parts have a spelling or short form in common.

    Either surname counts, so that nobody is a stranger who differs in the second surname alone.
    """
    return bool(calls(one.first) & calls(other.first)) and bool(surnames(one) & surnames(other))


def calls(part: Part) -> set[str]:
    return {plain(each) for each in (*part.latin, *part.native, *part.short)}


def surnames(someone: Someone) -> set[str]:
    known = calls(someone.last)
    return known | calls(someone.second) if someone.second else known
