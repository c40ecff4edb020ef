"""What is brought to a case on the command line: options, and the nouns they come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from impersonation_watch.accounts import read_account, read_link
from impersonation_watch.intake import LARGEST_FILE, Brought
from impersonation_watch.language import _
from impersonation_watch.model import (
    Case,
    ConfigError,
    Description,
    PoliceReport,
    WatchError,
    Witness,
)
from impersonation_watch.vault import Vault

Given = ParamSpec("Given")
Returned = TypeVar("Returned")
DESCRIBED = {
    "app": "The app or site, for example tinder or whatsapp.",
    "url": "The address of the profile, when it has one.",
    "handle": "The user name shown there.",
    "name": "The name shown there.",
    "age": "The age shown there.",
    "place": "The place shown there.",
    "bio": "The text shown there.",
    "phone": "The phone number of the account.",
}
FILES = {  # option -> kind
    "screenshot": ("screenshot", "A screenshot. May be given several times."),
    "photo": ("photo", "A picture shown on the profile: it is looked for as well."),
    "messages": ("messages", "Messages: a picture, PDF, text or saved e-mail."),
    "police_file": ("police", "A paper from the police."),
    "document": ("document", "Another paper."),
}
PARTS = " | "


def options(function: Callable[Given, Returned]) -> Callable[Given, Returned]:
    """What a profile showed, what happened, who saw it, and files."""
    path = click.Path(path_type=Path, exists=True, dir_okay=False)
    added = [click.option(f"--{name}", default="", help=told) for name, told in DESCRIBED.items()]
    added += [
        click.option("--happened", default="", help="What happened, in your words."),
        click.option("--happened-file", type=path, help="The same, from a text file."),
        click.option("--witness", multiple=True, help='Who saw it: "WHO | WHEN | WHAT".'),
        click.option("--police-report", default="", help='"NUMBER | STATION | OFFICER | DAY".'),
    ]
    added += [
        click.option(f"--{name.replace('_', '-')}", name, type=path, multiple=True, help=told)
        for name, (_kind, told) in FILES.items()
    ]
    for option in reversed(added):
        function = option(function)
    return function


def is_enough(given: Mapping[str, Any]) -> bool:
    """Whether there is anything to keep: a link, a file, words about the profile or to a case."""
    told = [given[name] for name in DESCRIBED if name != "app"]
    more = (given["happened"], given["happened_file"], given["witness"], given["police_report"])
    return any((*told, *(given[name] for name in FILES), *(more if given["case_id"] else ())))


def description(given: Mapping[str, Any]) -> Description:
    """As typed; the app from the address where it was not said. Raises ConfigError."""
    told = Description(**{name: given[name].strip() for name in DESCRIBED})
    if not told.url:
        return told
    try:
        url = read_link(told.url)
    except ValueError as error:
        raise ConfigError(
            str(error), advice=_("Copy the whole address from the browser, or leave it out.")
        ) from error
    return replace(told, url=url, app=told.app or _app_of(url))


def files(given: Mapping[str, Any]) -> list[Brought]:
    """Every file that was named, read. Raises ConfigError."""
    return [
        Brought(kind=kind, name=path.name, content=_read(path))
        for name, (kind, _told) in FILES.items()
        for path in given[name]
    ]


def happened(given: Mapping[str, Any]) -> str:
    """What was typed, or what the file says. Raises ConfigError."""
    path: Path | None = given["happened_file"]
    typed: str = given["happened"]
    return typed or (_read(path).decode("utf-8", "replace") if path else "")


def witnesses(given: Mapping[str, Any]) -> tuple[Witness, ...]:
    """Each of "WHO | WHEN | WHAT"; what is left out stays empty."""
    rows = (_parts(text, 3) for text in given["witness"])
    return tuple(Witness(who=who, when=when, what=what) for who, when, what in rows)


def police_report(given: Mapping[str, Any]) -> PoliceReport | None:
    """From "NUMBER | STATION | OFFICER | DAY"."""
    if not given["police_report"].strip():
        return None
    number, station, officer, day = _parts(given["police_report"], 4)
    return PoliceReport(number=number, station=station, officer=officer, day=day)


def changes(case: Case, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is new about a case: words are added to what was written, other fields replace it."""
    changed: dict[str, Any] = {}
    told = description(given)
    fresh = {name: getattr(told, name) for name in DESCRIBED if getattr(told, name)}
    if fresh:
        changed["description"] = replace(case.description, **fresh)
    if happened(given):
        changed["happened"] = "\n\n".join(filter(None, (case.happened, happened(given))))
    if given["witness"]:
        changed["witnesses"] = (*case.witnesses, *witnesses(given))
    if police_report(given):
        changed["police"] = police_report(given)
    return changed


def person(vault: Vault, named: str) -> str:
    """The id of the person with this name or id; of the only one where none is named."""
    people = vault.store.people()
    found = [each.id for each in people if not named or named in (each.id, *each.names)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(each.names[0] for each in people)
    raise ConfigError(
        _("it is not clear whose name or pictures are used"),
        advice=_("Say --person NAME: {names}.").format(names=names)
        if people
        else _("Run `impersonation-watch review` first: the pages set everything up."),
    )


def case(vault: Vault, case_id: str) -> Case:
    """Raises WatchError, with what there is, when there is no such case."""
    try:
        return vault.store.case(case_id)
    except KeyError as error:
        known = ", ".join(each.id for each in vault.store.cases())
        raise WatchError(
            _("there is no case with the id “{case}”").format(case=case_id),
            advice=_("Cases here: {cases}.").format(cases=known) if known else "",
        ) from error


def _app_of(url: str) -> str:
    try:
        return read_account(url).platform
    except ValueError:  # a page that is no profile, on a site we know
        return url.split("/")[2].removeprefix("www.")


def _parts(text: str, count: int) -> list[str]:
    told = [each.strip() for each in text.split(PARTS.strip(), count - 1)]
    return told + [""] * (count - len(told))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)  # one more, so that it can be said
    except OSError as error:
        raise ConfigError(
            _("{name} cannot be read: {why}").format(name=path.name, why=error.strerror)
        ) from error
