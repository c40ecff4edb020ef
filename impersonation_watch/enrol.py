"""Enrol people: photos opened safely, accounts and consent understood, then saved in one step."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from impersonation_watch.accounts import read_account
from impersonation_watch.config import (
    MOST_PEOPLE,
    SELF,
    PersonConfig,
    person_problems,
    read_consent,
)
from impersonation_watch.language import _
from impersonation_watch.model import (
    ConfigError,
    OwnAccount,
    OwnKind,
    Person,
    PictureError,
    Settings,
)
from impersonation_watch.pictures import LARGEST, Darkroom
from impersonation_watch.prints import Print, develop, same_picture
from impersonation_watch.vault import Vault
from matchers.spellings import LATIN, script, suggest

ID_BYTES = 8
OWN_KINDS = (
    ("own_accounts", OwnKind.MINE),
    ("lost_accounts", OwnKind.LOST),
    ("unsure_accounts", OwnKind.UNSURE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """What was saved, and what is worth a second thought."""

    people: int
    photos: int  # newly taken in
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    person: Person
    prints: tuple[Print, ...]


def enrol(
    vault: Vault,
    people: Sequence[PersonConfig],
    settings: Settings,
    *,
    now: datetime,
    on_progress: Callable[[str], None],
    prints: Sequence[Print] = (),
) -> Enrolled:
    """Save people and settings, all of them or nothing, and write a fresh capsule.

    Somebody the vault knows under the same name is changed: names, nicknames, handles and consent
    become those given; photos and own accounts are added and none is taken away. `prints` are
    photos of the first of them that were opened before and lie in no file. Raises ConfigError
    naming everything that cannot be used (photos by file name), StoreError when the disk is full.
    """
    known = vault.store.people()
    _refuse(_people_problems(known, people, now))
    with Darkroom() as darkroom:
        developing = _Developing(darkroom, on_progress)
        opened = [
            (*(prints if each is people[0] else ()), *developing.all(each)) for each in people
        ]
    drafts = [_draft(*each, known, now=now) for each in zip(people, opened, strict=True)]
    _refuse([*developing.problems, *_duplicates(known, drafts)])
    _save(vault, drafts, settings, now)
    return Enrolled(
        people=len(drafts),
        photos=sum(len(draft.prints) for draft in drafts),
        questions=tuple(question for draft in drafts for question in _questions(draft.person)),
    )


class _Developing:
    """Opens photo files in the darkroom, and remembers which could not be."""

    def __init__(self, darkroom: Darkroom, on_progress: Callable[[str], None]) -> None:
        self._darkroom, self._on_progress = darkroom, on_progress
        self.problems: list[str] = []

    def all(self, person: PersonConfig) -> list[Print]:
        """Her photos that can be used."""
        return [opened for path in person.photos if (opened := self._open(path))]

    def _open(self, path: Path) -> Print | None:
        """The photo in this file, or None with a sentence in `problems`."""
        self._on_progress(f"Opening {path.name}")
        try:
            with path.open("rb") as file:
                original = file.read(LARGEST + 1)  # one more, so that the darkroom can say so
            return develop(self._darkroom, path.name, original)
        except OSError as error:
            self.problems.append(f'photo "{path.name}" cannot be read: {error.strerror}')
        except PictureError as error:
            self.problems.append(str(error))
        return None


def _people_problems(
    known: Sequence[Person], people: Sequence[PersonConfig], now: datetime
) -> Iterator[str]:
    for person in people:
        yield from (sentence for _place, sentence in person_problems(person))
        try:
            read_consent(person.consent, now)
        except ValueError as error:
            yield str(error)
    others = [each for each in known if not any(_is(each, person) for person in people)]
    if len(others) + len(people) > MOST_PEOPLE:
        yield f"at most {MOST_PEOPLE} people fit one vault; make a vault for each"
    givers = [each.consent.giver for each in others] + [each.consent.giver for each in people]
    if givers.count(SELF) > 1:
        yield "only one person can be yourself; for others say who agreed"
    names = [name for person in people for name in person.names]
    yield from (f'"{name}" is here twice' for name in sorted(set(names)) if names.count(name) > 1)


def _is(known: Person, person: PersonConfig) -> bool:
    return not set(known.names).isdisjoint(person.names)


def _draft(
    given: PersonConfig, opened: Sequence[Print], known: Sequence[Person], *, now: datetime
) -> _Draft:
    before = next((each for each in known if _is(each, given)), None)
    kept = {each.fingerprint.sha256 for each in before.photos} if before else set()
    prints = tuple(each for each in opened if each.photo.fingerprint.sha256 not in kept)
    person = Person(
        id=before.id if before else secrets.token_hex(ID_BYTES),
        names=given.names,
        nicknames=given.nicknames,
        handles=tuple(handle.removeprefix("@") for handle in given.handles),
        photos=(*(before.photos if before else ()), *(each.photo for each in prints)),
        own_accounts=own_accounts(given, before.own_accounts if before else ()),
        consent=read_consent(given.consent, now),
    )
    return _Draft(person=person, prints=prints)


def own_accounts(
    given: PersonConfig, before: tuple[OwnAccount, ...] = ()
) -> tuple[OwnAccount, ...]:
    """Those known stay first: they may hold an id learnt since, which an address does not have."""
    accounts = {each.url: each for each in before}
    for field, kind in OWN_KINDS:
        for address in getattr(given, field):
            account = read_account(address, kind)
            known = accounts.get(account.url)
            accounts[account.url] = replace(known, kind=kind) if known else account
    return tuple(accounts.values())


def _duplicates(known: Sequence[Person], drafts: Sequence[_Draft]) -> Iterator[str]:
    changed = {draft.person.id for draft in drafts}
    people = [
        *(each for each in known if each.id not in changed),
        *(draft.person for draft in drafts),
    ]
    photos = [(person, photo) for person in people for photo in person.photos]
    for index, (person, photo) in enumerate(photos):
        for other, earlier in photos[:index]:
            if same_picture(photo.fingerprint, earlier.fingerprint):
                whose = "" if person is other else f", given for {other.names[0]},"
                yield f'photo "{photo.label}" and "{earlier.label}"{whose} are the same picture'


def _questions(person: Person) -> Iterator[str]:
    name = person.names[0]
    if not person.photos:
        yield _(
            "{name} has no photo yet: without one only names and user names can be compared."
        ).format(name=name)
    if not person.own_accounts:
        yield _(
            "{name} has no account of her own here: her own profiles may be shown as copies."
        ).format(name=name)
    if LATIN not in [script(each) for each in person.names]:
        usual = ", ".join(suggest(name)[:3]) or "–"
        yield _(
            "{name} has no spelling in Latin letters: copies written so are missed."
            " Others may write it: {spellings}"
        ).format(name=name, spellings=usual)
    if len(name.split()) == 1:
        yield _(
            '"{name}" is a single word: many others may have it. Is there a fuller name?'
        ).format(name=name)


def _save(vault: Vault, drafts: Sequence[_Draft], settings: Settings, now: datetime) -> None:
    with vault.store.change():
        if settings != vault.store.settings():
            vault.store.save_settings(settings)
            vault.store.log("settings_changed", "", now)
        for draft in drafts:
            vault.store.save_person(draft.person)
            for each in draft.prints:
                vault.store.save_photo_original(
                    draft.person.id, each.photo, each.original, each.display
                )
            vault.store.log("person_enrolled", draft.person.id, now)
    vault.write_capsule(now)


def _refuse(problems: Iterator[str] | Sequence[str]) -> None:
    found = "\n".join(problems)
    if found:
        raise ConfigError(found, advice=_("Change that and try again. Nothing was saved yet."))
