"""A draft as text and as PDF (Typst; the text goes in as data, never as markup)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import jinja2
import typst

from impersonation_watch.model import StoreError
from impersonation_watch.takedown.annex import Piece
from impersonation_watch.takedown.draft import Draft
from impersonation_watch.takedown.facts import account_id, genuine, locator
from impersonation_watch.takedown.shapes import Law
from impersonation_watch.takedown.shown import code_point, moment, shown, units

STANDARDS: list[typst.PDFStandard] = ["a-2b", "ua-1"]  # kept for decades, and read aloud
MISSING_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")  # as Typst writes a character it does not print
MADE_WITH = re.compile(rb"Typst \d+\.\d+\.\d+")  # the maker's name in the PDF's metadata
ROUNDS = 4  # each finds letters no font has; after these everything beyond ASCII is spelt out
COMPARED = 3  # genuine profiles beside the copy; the facts name all of them
PROOFS = {
    "government_id": "an identity document",
    "authority_letter": "a letter that lets you act for the person",
    "selfie": "a photo of yourself",
    "phone": "a phone number",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A display copy (WebP, made by our own picture room) and what stands below it."""

    title: str
    detail: str
    content: bytes


def text(draft: Draft, rows: Sequence[Piece]) -> str:
    """The whole report as plain text: what is frozen as sent."""
    return _template("report.txt").render(_contents(draft, rows))


def readme(draft: Draft, *, log: bool) -> str:
    """What a stranger who opens the packet has to know first."""
    channel = draft.form.channel
    days, repeat = channel.follow_up_after_hours // 24, channel.repeat_after_days
    return _template("README.txt").render(
        learns=draft.learns,
        page=channel.url,
        to=_addressee(draft),
        days=days,
        repeat=repeat,
        log=log,
    )


def pdf(draft: Draft, rows: Sequence[Piece], pictures: Sequence[Picture]) -> bytes:
    """The report as PDF/A-2b with tags, fonts inside; same bytes for the same draft.

    A letter that none of the built-in fonts has is printed as its code point, [U+674E].
    """
    shown_pictures = [
        {"title": each.title, "detail": each.detail, "bytes": list(each.content)}
        for each in pictures
    ]
    data = {**_contents(draft, rows), "pictures": shown_pictures}
    compiled = _compile(json.dumps(data, ensure_ascii=False), draft.made_at)
    return MADE_WITH.sub(lambda found: b"Document".ljust(len(found[0])), compiled)


def _contents(draft: Draft, rows: Sequence[Piece]) -> dict[str, Any]:
    return {
        "person": shown(draft.filing.person.names[0]),
        "form": draft.form.name,
        "to": _addressee(draft),
        "page": draft.form.channel.url,
        "written": moment(draft.made_at),
        "learns": draft.learns,
        "cautions": draft.cautions,
        "proof": _proof(draft),
        "profiles": _profiles(draft),
        "fields": [asdict(each) for each in draft.fields],
        "lengths": _lengths(draft),
        "annex": [asdict(each) for each in rows],
    }


def _addressee(draft: Draft) -> str:
    if isinstance(draft.form, Law):
        host = urlsplit(draft.filing.hit.candidate.profile_url).hostname or ""
        return f"{draft.form.addressee} ({shown(host)})"
    return draft.form.operator


def _proof(draft: Draft) -> str:
    acting = draft.filing.reporter.role == "representative"
    asked = [
        PROOFS[each.type] + (f" ({each.note.rstrip('.')})" if each.note else "")
        for each in draft.form.channel.proof
        if each.type in PROOFS and (each.required or acting)
    ]
    return ", ".join(asked)


def _profiles(draft: Draft) -> list[dict[str, str]]:
    """The comparison reviewers use most: whose, address, created."""
    candidate = draft.filing.hit.candidate
    created = f"{candidate.created_at:%Y-%m-%d}" if candidate.created_at else "not stated"
    number = f"\n{account_id(draft.filing)}" if candidate.platform_id else ""
    name = f"{shown(candidate.display_name or '')} ({shown(candidate.handle)})"
    copy = _row("The profile reported", name, locator(draft.filing) + number, created)
    person = shown(draft.filing.person.names[0])
    own = genuine(draft.filing)[:COMPARED]
    return [*(_row("Genuine", person, each, "not noted") for each in own), copy]


def _row(whose: str, name: str, address: str, created: str) -> dict[str, str]:
    return {"whose": whose, "name": name.strip(), "address": address, "created": created}


def _lengths(draft: Draft) -> list[dict[str, str | int]]:
    """The versions of the facts that are not in a field already, shortest first."""
    titles = {draft.short: "Short", draft.medium: "Medium", draft.full: "Full"}
    printed = {each.value for each in draft.fields}
    return [
        {"title": title, "size": units(words), "text": words}
        for words, title in titles.items()
        if words not in printed
    ]


def _compile(data: str, at: datetime) -> bytes:
    for _ in range(ROUNDS):
        try:
            return _typeset(data, at)
        except typst.TypstError as error:
            lacking = _lacking(error)
            if not lacking:
                break
            data = data.translate({ord(each): f"[{code_point(each)}]" for each in lacking})
    beyond = {ord(each): f"[{code_point(each)}]" for each in data if not each.isascii()}
    try:
        return _typeset(data.translate(beyond), at)
    except typst.TypstError as error:
        raise StoreError(
            f"the PDF could not be made: {error}",
            advice="The report is complete as text; please tell us about this.",
        ) from error


def _lacking(error: typst.TypstError) -> set[str]:
    """The characters beyond ASCII that Typst says no font has."""
    told = "".join(MISSING_GLYPH.findall(error.diagnostic))
    spelt = ESCAPED.sub(lambda found: chr(int(found[1], 16)), told)
    return {each for each in spelt if not each.isascii()}


def _typeset(data: str, at: datetime) -> bytes:
    compiled: bytes = typst.compile(
        _source(), font_paths=_fonts(), sys_inputs={"data": data},
        pdf_standards=STANDARDS, timestamp=at.replace(microsecond=0),
    )  # fmt: skip
    return compiled


@cache
def _source() -> bytes:
    return (files("impersonation_watch.takedown") / "templates" / "report.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)  # the same page on every machine


@cache
def _template(name: str) -> jinja2.Template:
    source = (files("impersonation_watch.takedown") / "templates" / name).read_text("utf-8")
    # plain text, nothing is markup: escaping would spoil names
    plain_text = jinja2.Environment(autoescape=False, undefined=jinja2.StrictUndefined)  # noqa: S701
    return plain_text.from_string(source, {})
