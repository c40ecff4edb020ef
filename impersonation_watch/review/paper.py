"""Templates and the few filters through which everything foreign is shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from impersonation_watch import words
from impersonation_watch.model import Candidate, Hit, Signal
from impersonation_watch.review import wording
from impersonation_watch.review.sitting import Sitting
from impersonation_watch.takedown.shown import BLANKS, HIDDEN

LONGEST = 400  # characters of one foreign text on a page; the whole text is in the evidence
LONGEST_BIO = 2000
LINK = "link"  # source of what somebody sent
LINE_ENDS = ("\n", "\t", "\r\n")  # in a longer text they hide nothing
JOINERS = ("\u200c", "\u200d")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a foreign text, ready to be shown; `odd` says what is disguised about it."""

    text: str
    odd: str | None = None


def render(template: str, sitting: Sitting, shown: Mapping[str, object]) -> str:
    """The page as text. Every page has the same title and may be asked for while locked."""
    return _environment.get_template(template).render(
        sitting=sitting, token=partial(_token, sitting), flash=sitting.take_flash(), **shown
    )


def pieces(text: str | None, longest: int = LONGEST) -> list[Piece]:
    """A name or text, cut to `longest` characters, with every disguise named.

    Letters that steer the line or have no picture become their code point, so that a page reads
    in the order it is written in.
    """
    raw = text or ""
    found = [_piece(part, odd) for part, odd in words.visible(raw[:longest])]
    if len(raw) > longest:
        found.append(Piece(f" … (cut here; {len(raw):,} characters in all)"))
    return found


def odd_letters(text: str | None) -> list[Piece]:
    """Each disguise of a text once, in the order met."""
    return list({piece.text: piece for piece in pieces(text) if piece.odd}.values())


def visible(text: str | None, longest: int = LONGEST_BIO) -> str:
    """Foreign text in which control and format characters are written out as U+XXXX."""
    raw = text or ""
    shown = "".join(_visible(letter) for letter in raw[:longest])
    return shown if len(raw) <= longest else f"{shown} … (cut here; {len(raw):,} in all)"


def day(at: datetime | None) -> str:
    """Sunday 22 November 2026, in the time of this machine."""
    if at is None:
        return ""
    local = at.astimezone()
    return f"{local:%A} {local.day} {local:%B} {local.year}"


def date(at: datetime | None) -> str:
    """22 November 2026."""
    return day(at).partition(" ")[2]


def moment(at: datetime | None) -> str:
    """Sunday 22 November 2026, 09:30."""
    return f"{day(at)}, {at.astimezone():%H:%M}" if at is not None else ""


def web_address(url: str | None) -> str | None:
    """The address when it is http or https with a host and no odd letters, else None."""
    try:
        parts = urlsplit(url or "")
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return url if usable and visible(url) == url else None


def sentence(signal: Signal) -> str:
    """The reason of one signal in words, with foreign letters made harmless."""
    return visible(words.reason(signal))


def why(hit: Hit) -> str:
    """The main reason of a hit in words, with foreign letters made harmless."""
    return visible(words.why(hit))


def where(candidate: Candidate) -> str:
    """The place a profile is on; of a link, the host of its address."""
    if candidate.source != LINK:
        return words.place(candidate.source)
    return visible(
        urlsplit(web_address(candidate.profile_url) or "").hostname or candidate.platform
    )


def told(text: str) -> str:
    """A message of the program as a sentence: with a capital and a full stop."""
    shown = visible(text, LONGEST)
    stop = "" if not shown or shown.endswith((".", "?", ":")) else "."
    return f"{shown[:1].upper()}{shown[1:]}{stop}"


def unit(part: float) -> str:
    """A place in a picture, 0..1, as text for an attribute."""
    return f"{min(max(part, 0.0), 1.0):.4f}"


def _token(sitting: Sitting) -> Markup:
    """The hidden field every form carries."""
    return Markup('<input type="hidden" name="token" value="{}">').format(sitting.csrf)


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


def _make() -> Environment:
    environment = Environment(
        loader=PackageLoader("impersonation_watch.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for made in (
        pieces,
        odd_letters,
        visible,
        day,
        date,
        moment,
        web_address,
        sentence,
        why,
        unit,
        where,
    ):
        environment.filters[made.__name__] = made
    for worded in (wording.event, wording.form_name, wording.snapshot_name, wording.size):
        environment.filters[worded.__name__] = worded
    for told in (wording.made_on, wording.answer_words, words.place):
        environment.filters[told.__name__] = told
    environment.globals["DECISIONS"] = wording.DECISIONS
    return environment


_environment = _make()
