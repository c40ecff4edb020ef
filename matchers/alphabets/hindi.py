"""Hindi: each letter carries an a that is often not said, and long vowels are written two ways."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from matchers.alphabets.reading import Part, Reading, combined, distinct, titled
from matchers.tables import spellings

# as names are usually written, which is ISO 15919 without its marks
CONSONANTS = {
    "क": "k", "ख": "kh", "ग": "g", "घ": "gh", "ङ": "n", "च": "ch", "छ": "chh", "ज": "j",
    "झ": "jh", "ञ": "n", "ट": "t", "ठ": "th", "ड": "d", "ढ": "dh", "ण": "n", "त": "t", "थ": "th",
    "द": "d", "ध": "dh", "न": "n", "प": "p", "फ": "ph", "ब": "b", "भ": "bh", "म": "m", "य": "y",
    "र": "r", "ल": "l", "ळ": "l", "व": "v", "श": "sh", "ष": "sh", "स": "s", "ह": "h",
}  # fmt: skip
DOTTED = {"क": "q", "ख": "kh", "ग": "gh", "ज": "z", "ड": "r", "ढ": "rh", "फ": "f"}
VOWELS = {
    "अ": "a", "आ": "a", "इ": "i", "ई": "i", "उ": "u", "ऊ": "u", "ऋ": "ri", "ए": "e", "ऐ": "ai",
    "ओ": "o", "औ": "au", "ा": "a", "ि": "i", "ी": "i", "ु": "u", "ू": "u", "ृ": "ri", "े": "e",
    "ै": "ai", "ो": "o", "ौ": "au", "ॉ": "o", "ऑ": "o",
}  # fmt: skip
LONG = {"ी": "ee", "ई": "ee", "ू": "oo", "ऊ": "oo"}  # how many people write them
DOT, NO_VOWEL, NASAL = "\u093c", "\u094d", "\u0902\u0901"
LABIALS = ("p", "b", "m")


@dataclass(frozen=True, slots=True)
class _Sound:
    """A consonant, perhaps none, and the vowel after it, perhaps none."""

    consonant: str
    vowel: str
    silent: bool = False  # the vowel is the a that every letter carries: it may not be said


NASALISED = _Sound("n", "")  # m before a labial


def read_hindi(name: str) -> Reading:
    """Hindi and Marathi names in Devanagari."""
    return Reading(distinct(combined([_word(each) for each in name.split()])))


def _word(word: str) -> Part:
    known = _known(word)
    if known:
        return known
    usual = _sounds(word, VOWELS)
    doubled = [*_sounds(word, VOWELS | LONG)[:-1], *usual[-1:]]
    said = [_say(_hushed(usual)), _say(_hushed(doubled)), _say(_end_hushed(usual))]
    said += [each.replace("v", "w") for each in said[:1] if "v" in each]
    return distinct(titled(each) for each in said)


def _known(word: str) -> Part:
    table = spellings("hindi")
    return table.get(word) or table.get(unicodedata.normalize("NFC", word), ())


def _sounds(word: str, vowels: dict[str, str]) -> list[_Sound]:
    sounds: list[_Sound] = []
    for letter in unicodedata.normalize("NFD", word):
        if letter in CONSONANTS:
            sounds.append(_Sound(CONSONANTS[letter], "a", silent=True))
        elif letter == DOT and sounds:
            said = sounds[-1].consonant  # none, or dotted already: the dot says nothing more
            plain = next((key for key, text in CONSONANTS.items() if text == said), "")
            sounds[-1] = replace(sounds[-1], consonant=DOTTED.get(plain, said))
        elif letter == NO_VOWEL and sounds:
            sounds[-1] = replace(sounds[-1], vowel="", silent=False)
        elif letter in NASAL and sounds:
            sounds.append(NASALISED)
        elif letter in vowels and unicodedata.category(letter) != "Lo" and sounds:
            sounds[-1] = replace(sounds[-1], vowel=vowels[letter], silent=False)
        elif letter in vowels:
            sounds.append(_Sound("", vowels[letter]))
    return sounds


def _end_hushed(sounds: list[_Sound]) -> list[_Sound]:
    """The a at the end of a word is not said, unless it carries two consonants: Chandra."""
    if len(sounds) < 2:
        return sounds
    joined = not sounds[-2].vowel and sounds[-2] is not NASALISED and sounds[-2].consonant != "r"
    if sounds[-1].silent and not joined:
        return [*sounds[:-1], replace(sounds[-1], vowel="", silent=False)]
    return sounds


def _hushed(sounds: list[_Sound]) -> list[_Sound]:
    """Nor is one between two syllables that have a vowel of their own, from the end on."""
    said = [*_end_hushed(sounds)]
    for place in range(len(said) - 2, 0, -1):
        before, here, after = said[place - 1 : place + 2]
        if here.silent and before.vowel and after.vowel:
            said[place] = replace(here, vowel="", silent=False)
    return said


def _say(sounds: list[_Sound]) -> str:
    text = ""
    for place, sound in enumerate(sounds):
        follower = sounds[place + 1].consonant if place + 1 < len(sounds) else ""
        labial = sound is NASALISED and follower.startswith(LABIALS)
        text += ("m" if labial else sound.consonant) + sound.vowel
    return text.replace("jny", "gy").replace("jn", "gy")
