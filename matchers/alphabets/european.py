"""Cyrillic and Greek: letter by letter, in the ways passports and people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from matchers.alphabets.reading import Part, Reading, bare, combined, distinct, titled
from matchers.tables import spellings

UKRAINIAN_LETTERS = frozenset("іїєґ")
# as most people write it (BGN/PCGN without its signs), and as passports do (ICAO Doc 9303-3)
RUSSIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "ў": "u", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz", "ѓ": "g", "ќ": "k",
    "ѕ": "dz", "ә": "a", "қ": "k", "ғ": "g", "ұ": "u", "ү": "u", "ң": "n", "ө": "o", "һ": "h",
    "ҷ": "j", "ҳ": "h", "ӣ": "i", "ӯ": "u", "ҡ": "k", "і": "i", "ї": "i", "є": "ie", "ґ": "g",
}  # fmt: skip
PASSPORT = RUSSIAN | {"й": "i", "ю": "iu", "я": "ia", "ъ": "ie"}
# Ukraine's own rule, Cabinet of Ministers resolution 55 of 2010: another letter at the beginning
UKRAINIAN = RUSSIAN | {"\u02b0": "h", "г": "h", "и": "y", "й": "i", "ю": "iu", "я": "ia", "х": "kh"}
UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
UKRAINIAN_ENDINGS = re.compile(r"(енко|чук|щук|юк)$")  # of surnames
FATHERS = re.compile(r"(ович|евич|євич|йович|ьич|овна|евна|ична|івна|ївна)$")
ENDINGS = {  # of the usual Russian form: how else people write them
    "iy": ("y", "iy", "ii"), "yy": ("y", "yy", "yi"), "ey": ("ey", "ei"), "ay": ("ay", "ai"),
    "iya": ("ia", "iya", "iia"), "ya": ("ya", "ia"),
}  # fmt: skip
SKYI = {"skyi": ("skyi", "sky", "skyy"), "skii": ("skyi", "sky", "skii")}

# ELOT 743 (ISO 843 type 2); pairs before single letters
GREEK_PAIRS = (
    (r"\bμπ", "b"), ("μπ", "mp"), (r"\bντ", "d"), ("ντ", "nt"), (r"\bγκ", "g"), ("γκ", "gk"),
    ("γγ", "ng"), ("γξ", "nx"), ("γχ", "nch"), ("ου", "ou"),
    (r"αυ(?=[βγδζλμνραεηιουω])", "av"), ("αυ", "af"),
    (r"ευ(?=[βγδζλμνραεηιουω])", "ev"), ("ευ", "ef"),
    ("αι", "ai"), ("ει", "ei"), ("οι", "oi"), ("υι", "yi"),
)  # fmt: skip
GREEK = dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)) | {
    "θ": "th", "χ": "ch", "ψ": "ps",
}  # fmt: skip
GREEK_OTHERWISE = (("ch", "h"), ("y", "i"), ("f", "ph"), ("ei", "i"), ("oi", "i"), ("gk", "g"))


def read_cyrillic(name: str) -> Reading:
    """Russian or Ukrainian; a father's name in the middle or at the end may also be left out."""
    words = name.lower().split()
    fathers = [place for place, word in enumerate(words) if FATHERS.search(word)]
    ukrainian = bool(UKRAINIAN_LETTERS & set(name.lower()))
    parts = [_cyrillic_word(word, ukrainian=ukrainian) for word in words]
    whole = combined(parts)
    if len(parts) == 3 and fathers and fathers[-1] == 1:
        return Reading(distinct([*combined([parts[0], parts[2]])[:5], *whole]))
    if len(parts) == 3 and fathers and fathers[-1] == 2:  # surname, given name, father's name
        turned = combined([parts[1], parts[0]])[:5]
        return Reading(distinct([*turned, *combined([parts[1], parts[2], parts[0]])[:2], *whole]))
    return Reading(distinct(whole))


def read_greek(name: str) -> Reading:
    """Modern Greek."""
    return Reading(distinct(combined([_hyphened(each, _greek_word) for each in name.split()])))


def _cyrillic_word(word: str, *, ukrainian: bool) -> Part:
    if "-" in word:
        return _hyphened(word, lambda half: _cyrillic_word(half, ukrainian=ukrainian))
    known = spellings("cyrillic").get(word)
    if known:
        return known
    if ukrainian:
        return ukrainian_word(word)
    more = ukrainian_word(word)[:1] if UKRAINIAN_ENDINGS.search(word) else ()
    return distinct([*_russian_word(word), *more])


def _russian_word(word: str) -> Part:
    usual = "".join(RUSSIAN.get(letter, "") for letter in word)
    passport = "".join(PASSPORT.get(letter, "") for letter in word)
    said = [usual, passport]
    for ending, others in ENDINGS.items():
        if usual.endswith(ending):
            stem = usual.removesuffix(ending)
            said = [*(stem + other for other in others), *said]
            break
    if "й" in word[:-1]:
        said.append("".join((RUSSIAN | {"й": "i"}).get(letter, "") for letter in word))
    if "ё" in word:
        said.insert(1, "".join((RUSSIAN | {"ё": "yo"}).get(letter, "") for letter in word))
    return distinct(titled(each) for each in said)


def ukrainian_word(word: str) -> Part:
    """As Ukraine's own rule has it, endings also as people write them."""
    letters = enumerate(word.replace("зг", "зґ\u02b0"))  # zgh: zh stands for one letter already
    official = "".join(
        UKRAINIAN_FIRST.get(letter, "")
        if place == 0 and letter in UKRAINIAN_FIRST
        else UKRAINIAN.get(letter, "")
        for place, letter in letters
    )
    ending = next((each for each in SKYI if official.endswith(each)), "")
    said = [official.removesuffix(ending) + other for other in SKYI.get(ending, ("",))]
    said.append(official.replace("iu", "yu").replace("ia", "ya"))
    return distinct(titled(each) for each in said)


def _greek_word(word: str) -> Part:
    known = spellings("greek").get(bare(word))
    if known:
        return known
    official = _greek_letters(word)
    said = [official]
    for letters, other in GREEK_OTHERWISE:
        if letters in official:
            said.append(official.replace(letters, other))
    return distinct(titled(each) for each in said)


def _greek_letters(word: str) -> str:
    """Two dots, or an accent on the first of two vowels, keep a pair from being one sound."""
    apart = unicodedata.normalize("NFD", word.lower()).replace("\u0308", "|")
    text = bare(re.sub(r"([αεο])\u0301(?=[ιυ](?!\|))", r"\1|", apart))
    text = re.sub(r"([αεοη])([ιυ])\|", r"\1|\2", text)
    for pair, letters in GREEK_PAIRS:
        text = re.sub(pair, letters, text)
    return "".join(GREEK.get(letter, letter) for letter in text).replace("|", "")


def _hyphened(word: str, read: Callable[[str], Part]) -> Part:
    """Spellings of a double name, each half read by itself."""
    pieces = [read(each) for each in word.split("-") if each]
    return distinct(each.replace(" ", "-") for each in combined(pieces))
