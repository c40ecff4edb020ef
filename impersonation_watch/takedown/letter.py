"""A draft as text and as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import jinja2

from impersonation_watch import language
from impersonation_watch.language import N_, _
from impersonation_watch.takedown import typeset
from impersonation_watch.takedown.annex import Piece
from impersonation_watch.takedown.draft import Draft
from impersonation_watch.takedown.facts import account_id, genuine, locator
from impersonation_watch.takedown.headings import REPORT
from impersonation_watch.takedown.shapes import Platform
from impersonation_watch.takedown.shown import moment, shown, units

COMPARED = 3  # genuine profiles beside the copy; the facts name all of them
PROOFS = {
    "government_id": N_("an identity document"),
    "authority_letter": N_("a letter that lets you act for the person"),
    "selfie": N_("a photo of yourself"),
    "phone": N_("a phone number"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A display copy (WebP, made by our own picture room) and what stands below it."""

    title: str
    detail: str
    content: bytes


def text(draft: Draft, rows: Sequence[Piece]) -> str:
    """The whole report as plain text: what is frozen as sent."""
    return template("report.txt").render(_contents(draft, rows))


def readme(draft: Draft, *, log: bool) -> str:
    """What a stranger who opens the packet has to know first."""
    return template("README.txt").render(
        learns=draft.learns,
        page=draft.channel.url,
        to=_addressee(draft),
        days=draft.channel.follow_up_after_hours // 24,
        repeat=draft.channel.repeat_after_days,
        watched=draft.filing.hit is not None,
        notes=bool(draft.filing.notes),
        log=log,
    )


def pdf(draft: Draft, rows: Sequence[Piece], pictures: Sequence[Picture]) -> bytes:
    """The report as PDF; see `typeset.pdf` for what it is made to."""
    shown_pictures = [
        {"title": each.title, "detail": each.detail, "bytes": list(each.content)}
        for each in pictures
    ]
    contents = _contents(draft, rows)
    contents["says"]["title"] = contents["says"]["title"].format(person=contents["person"])
    data = {**contents, "pictures": shown_pictures}
    return typeset.pdf("report.typ", data, draft.made_at)


def _contents(draft: Draft, rows: Sequence[Piece]) -> dict[str, Any]:
    return {
        "says": {name: _(text) for name, text in REPORT.items()},
        "person": shown(draft.filing.person.names[0]),
        "form": _(draft.form.name),
        "to": _addressee(draft),
        "page": draft.channel.url,
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
    if isinstance(draft.form, Platform):
        return _(draft.form.operator)
    host = urlsplit(draft.filing.candidate.profile_url).hostname or ""
    return f"{_(draft.form.addressee)} ({shown(host)})" if host else _(draft.form.addressee)


def _proof(draft: Draft) -> str:
    acting = draft.filing.reporter.role == "representative"
    asked = [
        _(PROOFS[each.type]) + (f" ({_(each.note).rstrip('.')})" if each.note else "")
        for each in draft.channel.proof
        if each.type in PROOFS and (each.required or acting)
    ]
    return ", ".join(asked)


def _profiles(draft: Draft) -> list[dict[str, str | bool]]:
    """The comparison reviewers use most: whose, address, created."""
    candidate = draft.filing.candidate
    unknown = _("not stated")
    created = f"{candidate.created_at:%Y-%m-%d}" if candidate.created_at else unknown
    number = f"\n{account_id(draft.filing)}" if candidate.platform_id else ""
    name = shown(candidate.display_name or "")
    name += f" ({shown(candidate.handle)})" if candidate.handle else ""
    copy = _row(_("The profile reported"), name, locator(draft.filing) + number, created)
    person = shown(draft.filing.person.names[0])
    own = genuine(draft.filing.person)[:COMPARED]
    return [*(_row(_("Genuine"), person, each, _("not noted")) for each in own), copy]


def _row(whose: str, name: str, address: str, created: str) -> dict[str, str | bool]:
    return {
        "whose": whose,
        "name": name.strip(),
        "address": address,
        "is_address": "://" in address,
        "created": created,
    }


def _lengths(draft: Draft) -> list[dict[str, str | int]]:
    """The versions of the facts that are not in a field already, shortest first."""
    titles = {draft.short: _("Short"), draft.medium: _("Medium"), draft.full: _("Full")}
    printed = {each.value for each in draft.fields}
    return [
        {"title": title, "size": units(words), "text": words}
        for words, title in titles.items()
        if words not in printed
    ]


@cache
def template(name: str) -> jinja2.Template:
    """A plain text to fill; its sentences are in the language in use when it is filled."""
    source = (files("impersonation_watch.takedown") / "templates" / name).read_text("utf-8")
    # plain text, nothing is markup: escaping would spoil names
    speaking = ["jinja2.ext.i18n"]
    strict = jinja2.StrictUndefined
    plain_text = jinja2.Environment(autoescape=False, undefined=strict, extensions=speaking)  # noqa: S701
    plain_text.install_gettext_callables(  # type: ignore[attr-defined]  # by the extension
        language._, language.several, newstyle=True
    )
    return plain_text.from_string(source, {})
