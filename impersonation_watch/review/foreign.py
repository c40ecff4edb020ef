"""Text that came from outside, or may hold some, made fit to be shown. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from impersonation_watch import words
from impersonation_watch.language import N_, _, direction, spoken
from impersonation_watch.model import Candidate, Hit, Signal
from impersonation_watch.takedown.shown import BLANKS, HIDDEN

LONGEST = 400  # characters of one foreign text on a page; the whole text is in the evidence
LONGEST_BIO = 2000
LINK = "link"  # source of what somebody sent
LINE_ENDS = ("\n", "\t", "\r\n")  # in a longer text they hide nothing
JOINERS = ("\u200c", "\u200d")
ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
# words of all other alphabets with the signs, digits and blanks between them, for a line that runs
# from right to left: an address, a path, a handle, a name
FOREIGN = r"[^\s\"«»“”()،؛؟·…\u0590-\u08ff\u2066-\u2069\ufb1d-\ufefc]+(?<![.,:;!?])"
LEFT_TO_RIGHT = re.compile(rf"{FOREIGN}(?: {FOREIGN})*")
# Hebrew, Arabic and their neighbours, with the blanks between
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufefc]+(?: +[\u0590-\u08ff\ufb1d-\ufefc]+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a foreign text, ready to be shown; `odd` says what is disguised about it."""

    text: str
    odd: str | None = None


def pieces(text: str | None, longest: int = LONGEST) -> list[Piece]:
    """A name or text, cut to `longest` characters, with every disguise named.

    Letters that steer the line or have no picture become their code point, so that a page reads
    in the order it is written in.
    """
    raw = text or ""
    found = [_piece(part, odd) for part, odd in words.visible(raw[:longest])]
    if len(raw) > longest:
        found.append(Piece(_cut(N_(" … (cut here; {count} characters in all)"), raw)))
    return found


def odd_letters(text: str | None, signals: Iterable[Signal]) -> list[Piece]:
    """Each disguise of a text once, in the order met; none where a signal tells of each letter."""
    told = [each for each in signals if each.places and each.reason not in words.SLIPS]
    if any(each.theirs in (text or "") for each in told):
        return []
    return list({piece.text: piece for piece in pieces(text) if piece.odd}.values())


def visible(text: str | None, longest: int = LONGEST_BIO) -> str:
    """Foreign text in which control and format characters are written out as U+XXXX."""
    raw = text or ""
    shown = "".join(_visible(letter) for letter in raw[:longest])
    if len(raw) <= longest:
        return shown
    return shown + _cut(N_(" … (cut here; {count} in all)"), raw)


def web_address(url: str | None) -> str | None:
    """The address when it is http or https with a host, a real port and no odd letters."""
    if not url or not url.startswith(("http://", "https://")) or visible(url) != url:
        return None
    try:
        parts = urlsplit(url)
        return url if parts.hostname and parts.port != 0 and " " not in url else None
    except ValueError:  # brackets or a port that are none
        return None


def sentence(signal: Signal) -> str:
    """The reason of one signal in words, with foreign letters made harmless."""
    return apart(visible(words.reason(signal)))


def disguised(signal: Signal) -> list[str]:
    """Which letters of the name a signal is about are not what they seem, a sentence each."""
    return [apart(visible(each)) for each in words.disguised(signal)]


def why(hit: Hit) -> str:
    """The main reason of a hit in words, with foreign letters made harmless."""
    return apart(visible(words.why(hit)))


def where(candidate: Candidate) -> str:
    """The place a profile is on; of a link, the host of its address."""
    if candidate.source != LINK:
        return words.place(candidate.source)
    return visible(
        urlsplit(web_address(candidate.profile_url) or "").hostname or candidate.platform
    )


def told(text: str) -> str:
    """A message of the program as a sentence: with a capital and a full stop.

    One of our own sentences that was kept in English is told in the language in use.
    """
    shown = visible(_(text), LONGEST)
    stop = "" if not shown or shown.endswith((".", "?", "؟", ":")) else "."
    return apart(f"{shown[:1].upper()}{shown[1:]}{stop}")


def apart(text: str) -> str:
    """Words of the other direction set apart from the sentence they stand in.

    Without it the signs of an address, or two names beside each other, change places (Unicode
    TR9). Only for text that went through `visible`, which leaves no such characters in it.
    """
    other = LEFT_TO_RIGHT if direction(spoken()) == "rtl" else RIGHT_TO_LEFT
    return other.sub(_isolated, text)


def _isolated(found: re.Match[str]) -> str:
    """A number alone stands in the line as its own digits do."""
    has_letters = any(each.isalpha() for each in found[0])
    return f"{ISOLATE}{found[0]}{END_OF_ISOLATE}" if has_letters else found[0]


def _cut(told: str, raw: str) -> str:
    return _(told).format(count=f"{len(raw):,}")


def _piece(part: str, odd: str | None) -> Piece:
    if part in LINE_ENDS:
        return Piece(part)
    if odd is None:  # emoji and some alphabets are made with joiners, which then disguise nothing
        return Piece("".join(each if each in JOINERS else _visible(each) for each in part))
    return Piece(visible(part), odd)


def _visible(letter: str) -> str:
    if letter in LINE_ENDS:
        return letter
    if unicodedata.category(letter) in HIDDEN or letter in BLANKS:
        return f"[U+{ord(letter):04X}]"
    return letter
