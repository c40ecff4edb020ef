"""People and settings: everything the set-up asked for can be changed here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from starlette.responses import Response

from impersonation_watch import amend
from impersonation_watch.config import SELF, ConsentConfig, PersonConfig
from impersonation_watch.model import (
    ConfigError,
    Keeping,
    OwnKind,
    Person,
    Settings,
    WatchError,
)
from impersonation_watch.pictures import LARGEST
from impersonation_watch.review.beginning import MOST_PHOTOS, day, lines, take_photos
from impersonation_watch.review.sitting import Flash
from impersonation_watch.review.visit import NotHere, Visit, go

YEAR = timedelta(days=365)
KINDS = {
    OwnKind.MINE: "own_accounts",
    OwnKind.LOST: "lost_accounts",
    OwnKind.UNSURE: "unsure_accounts",
}
SOURCES = Settings().sources  # those that ship; one added by hand in a file stays as it is


def settings(visit: Visit) -> Response:
    """Everybody, and how it looks, folded."""
    return _show(visit)


def change(visit: Visit) -> Response:
    """Make one change, or say why it cannot be made and show what was typed."""
    try:
        make = CHANGES[visit.path["what"]]
    except KeyError as error:
        raise NotHere from error
    try:
        make(visit)
    except WatchError as error:
        return _show(visit, str(error).split("\n"), error.advice)
    visit.sitting.flash = Flash(text="Changed. It counts from the next look on.")
    return go("/settings")


def _names(visit: Visit) -> None:
    given = PersonConfig(
        names=lines(visit.form.get("names", "")),
        nicknames=lines(visit.form.get("nicknames", "")),
        handles=lines(visit.form.get("handles", "")),
        consent=ConsentConfig(giver=SELF, recorded_by=SELF),
    )
    amend.amend_names(visit.vault, _person(visit), given, visit.now)


def _accounts(visit: Visit) -> None:
    given = {kind: lines(visit.form.get(field, "")) for kind, field in KINDS.items()}
    amend.amend_accounts(visit.vault, _person(visit), given, visit.now)


def _photos(visit: Visit) -> None:
    """Those that can be used are taken in before the others are named."""
    person = _person(visit)
    if "remove" in visit.form:
        amend.take_out_photo(visit.vault, person, visit.form["remove"], visit.now)
        return
    prints, refused = take_photos(visit.files, person.photos)
    if prints:
        amend.add_photos(visit.vault, person, prints, visit.now)
    if refused or not prints:
        raise ConfigError("\n".join(refused) or "no photo was chosen")


def _consent(visit: Visit) -> None:
    try:
        until = day(visit.form.get("until", ""))
    except ValueError as error:
        raise ConfigError(str(error), advice=amend.UNCHANGED) from error
    amend.amend_consent(visit.vault, _person(visit), until, visit.now)


def _looking(visit: Visit) -> None:
    before = visit.vault.store.settings()
    keeping = visit.form.get("keeping", "")
    if keeping not in tuple(Keeping):
        raise NotHere
    on = tuple(each for each in SOURCES if visit.form.get(f"source-{each}") == "yes")
    others = tuple(each for each in before.sources if each not in SOURCES)
    changed = replace(before, keeping=Keeping(keeping), sources=(*on, *others))
    amend.amend_settings(visit.vault, changed, visit.now)


def _passphrase(visit: Visit) -> None:
    before, new = visit.form.get("before", ""), visit.form.get("passphrase", "")
    amend.amend_passphrase(visit.vault, before, new, visit.now)


CHANGES: dict[str, Callable[[Visit], None]] = {
    "names": _names,
    "accounts": _accounts,
    "photos": _photos,
    "consent": _consent,
    "looking": _looking,
    "passphrase": _passphrase,
}


def _person(visit: Visit) -> Person:
    try:
        return visit.vault.store.person(visit.form.get("person", ""))
    except KeyError as error:
        raise NotHere from error


def _show(visit: Visit, problems: Sequence[str] = (), advice: str = "") -> Response:
    people = visit.vault.store.people()
    what = visit.path.get("what", "") if problems else ""
    return visit.show(
        "settings.html",
        status=422 if problems else 200,
        problems=problems,
        advice=advice,
        what=what,
        whose=visit.form.get("person", ""),
        people=[(each, _typed(visit, each, what)) for each in people],
        settings=visit.vault.store.settings(),
        sources=SOURCES,
        in_a_year=(visit.now + YEAR).date().isoformat(),
        now=visit.now,
        most=MOST_PHOTOS,
        largest=LARGEST,
    )


def _typed(visit: Visit, person: Person, what: str) -> dict[str, str]:
    """What stands in the fields: what is kept, or what was just typed and could not be used."""
    kept = {
        "names": "\n".join(person.names),
        "nicknames": "\n".join(person.nicknames),
        "handles": "\n".join(person.handles),
    }
    for kind, field in KINDS.items():
        own = [each.url for each in person.own_accounts if each.kind is kind and each.url]
        kept[field] = "\n".join(dict.fromkeys(own))
    if what and visit.form.get("person") == person.id:
        kept |= {name: visit.form[name] for name in kept if name in visit.form}
    return kept
