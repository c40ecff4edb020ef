"""From data to a PDF (Typst); text goes in as data, never as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from impersonation_watch import language
from impersonation_watch.language import _
from impersonation_watch.model import StoreError
from impersonation_watch.takedown.shown import code_point

STANDARDS: list[typst.PDFStandard] = ["a-2b", "ua-1"]  # kept for decades, and read aloud
MISSING_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")  # as Typst writes a character it does not print
MADE_WITH = re.compile(rb"Typst \d+\.\d+\.\d+")  # the maker's name in the PDF's metadata
ROUNDS = 4  # each finds letters no font has; after these everything beyond ASCII is spelt out


def pdf(template: str, data: Mapping[str, Any], at: datetime) -> bytes:
    """The filled template as PDF/A-2b with tags, fonts inside, in the language in use.

    Same bytes for the same data where the built-in fonts have every letter: they have Latin, Greek,
    Cyrillic, Hebrew and Arabic. Else the fonts of this machine help out, and a letter that none of
    them has is printed as its code point, [U+674E].
    """
    spoken = language.spoken()
    page = {**data, "lang": spoken, "dir": language.direction(spoken)}
    compiled = _compile(template, json.dumps(page, ensure_ascii=False), at)
    return MADE_WITH.sub(lambda found: b"Document".ljust(len(found[0])), compiled)


def _compile(template: str, data: str, at: datetime) -> bytes:
    system_fonts = False
    for _round in range(ROUNDS):
        try:
            return _typeset(template, data, at, system_fonts)
        except typst.TypstError as error:
            lacking = _lacking(error)
            if not lacking:
                break
            if system_fonts:
                data = _spelt_out(data, lacking)
            system_fonts = True
    try:
        return _typeset(template, _spelt_out(data, set(data)), at, False)
    except typst.TypstError as error:
        raise StoreError(
            _("the PDF could not be made: {said}").format(said=error),
            advice=_("The report is complete as text; please tell us about this."),
        ) from error


def _spelt_out(data: str, letters: set[str]) -> str:
    return data.translate({ord(each): f"[{code_point(each)}]" for each in letters
                           if not each.isascii()})  # fmt: skip


def _lacking(error: typst.TypstError) -> set[str]:
    """The characters beyond ASCII that Typst says no font has."""
    told = "".join(MISSING_GLYPH.findall(error.diagnostic))
    spelt = ESCAPED.sub(lambda found: chr(int(found[1], 16)), told)
    return {each for each in spelt if not each.isascii()}


def _typeset(template: str, data: str, at: datetime, system_fonts: bool) -> bytes:
    compiled: bytes = typst.compile(
        _source(template), font_paths=_fonts(system_fonts), sys_inputs={"data": data},
        pdf_standards=STANDARDS, timestamp=at.replace(microsecond=0),
    )  # fmt: skip
    return compiled


@cache
def _source(template: str) -> bytes:
    folder = files("impersonation_watch.takedown") / "templates"
    return (folder / "page.typ").read_bytes() + (folder / template).read_bytes()


@cache
def _fonts(system_fonts: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system_fonts)
