"""Change what an enrolled person is looked for by, and how. Each change is logged and told on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from impersonation_watch.accounts import read_account
from impersonation_watch.config import (
    SELF,
    ConsentConfig,
    PersonConfig,
    person_problems,
    read_consent,
    settings_problems,
)
from impersonation_watch.enrol import enrol
from impersonation_watch.language import N_, _
from impersonation_watch.model import ConfigError, OwnAccount, OwnKind, Person, Settings
from impersonation_watch.prints import Print
from impersonation_watch.vault import Vault, check_passphrase, keys

UNCHANGED = N_("Change that and try again. Nothing was changed.")
TAKEN = N_('"{name}" is somebody else here')
NOTICE_ASKED = "notice_asked"  # fact of the vault: when she last said that notices are safe
ASK_AGAIN = timedelta(days=30)


def amend_names(vault: Vault, person: Person, given: PersonConfig, now: datetime) -> None:
    """Names, nicknames and handles become those given. Raises ConfigError."""
    others = [each for each in vault.store.people() if each.id != person.id]
    taken = {name for each in others for name in each.names}
    _refuse(
        [sentence for _place, sentence in person_problems(given)]
        + [_(TAKEN).format(name=name) for name in given.names if name in taken]
    )
    handles = tuple(handle.removeprefix("@") for handle in given.handles)
    changed = replace(person, names=given.names, nicknames=given.nicknames, handles=handles)
    _save(vault, changed, "names_changed", now)


def amend_accounts(
    vault: Vault, person: Person, given: Mapping[OwnKind, Sequence[str]], now: datetime
) -> None:
    """Her accounts become those with these addresses; ids learnt of them stay. Raises ConfigError.

    Accounts that have no address stay as they are.
    """
    problems: list[str] = []
    accounts = [each for each in person.own_accounts if each.url is None]
    for kind, addresses in given.items():
        for address in addresses:
            try:
                accounts += _known_or_new(person, address, kind)
            except ValueError as error:
                problems.append(str(error))
    _refuse(problems)
    changed = replace(person, own_accounts=tuple(dict.fromkeys(accounts)))
    _save(vault, changed, "accounts_changed", now)


def amend_consent(vault: Vault, person: Person, until: date, now: datetime) -> None:
    """The same person said yes again, until this day. Raises ConfigError."""
    try:
        given = ConsentConfig(giver=person.consent.giver, recorded_by=SELF, until=until)
        consent = read_consent(given, now)
    except ValueError as error:
        raise ConfigError(str(error), advice=_(UNCHANGED)) from error
    _save(vault, replace(person, consent=consent), "consent_renewed", now)


def add_photos(vault: Vault, person: Person, prints: Sequence[Print], now: datetime) -> None:
    """Look for copies of these as well."""
    with vault.store.change():
        for each in prints:
            vault.store.save_photo_original(person.id, each.photo, each.original, each.display)
            vault.store.log("photo_added", f"{person.id} {each.photo.id}", now)
    vault.write_capsule(now)


def say_who_has(
    vault: Vault, person: Person, photo_id: str, held: bool | None, now: datetime
) -> None:
    """Whether the one she fears has this photo too; None: not said."""
    photos = tuple(
        replace(each, held_by_them=held) if each.id == photo_id else each for each in person.photos
    )
    _save(vault, replace(person, photos=photos), "photo_told_about", now)


def erase_photo(vault: Vault, photo_id: str, now: datetime) -> None:
    """Erase a photo for good, wherever it was compared with. KeyError if there is none such."""
    for person in vault.store.people():
        if any(each.id == photo_id for each in person.photos):
            take_out_photo(vault, person, photo_id, now)
    with vault.store.change():
        vault.store.erase_photo(photo_id, now)
        vault.store.sweep_afterwards()


def take_out_photo(vault: Vault, person: Person, photo_id: str, now: datetime) -> None:
    """Look for copies of it no longer; what was found with it keeps it for comparison."""
    photos = tuple(each for each in person.photos if each.id != photo_id)
    _save(vault, replace(person, photos=photos), "photo_taken_out", now)


def add_person(
    vault: Vault, names: Sequence[str], giver: str, until: date, now: datetime
) -> Person:
    """One more person, who agreed through `giver` until this day. Raises ConfigError.

    `giver` is SELF for the user herself, which only one person can be.
    """
    taken = {name for each in vault.store.people() for name in each.names}
    _refuse([_(TAKEN).format(name=name) for name in names if name in taken])
    consent = ConsentConfig(giver=giver, recorded_by=SELF, until=until)
    given = PersonConfig(names=tuple(names), consent=consent)
    enrol(vault, [given], vault.store.settings(), now=now, on_progress=_silent)
    return vault.store.people()[-1]


def amend_settings(vault: Vault, settings: Settings, now: datetime) -> None:
    """Raises ConfigError for what cannot be used, or when no place is left to look at."""
    if not settings.sources:
        raise ConfigError(
            _("no place is left to look at"), advice=_("Leave at least one switched on.")
        )
    _refuse([sentence for _place, sentence in settings_problems(settings)])
    with vault.store.change():
        vault.store.save_settings(settings)
        vault.store.log("settings_changed", "", now)
    vault.write_capsule(now)


def amend_passphrase(vault: Vault, before: str, new: str, now: datetime) -> None:
    """Raises StoreError when `before` does not open the vault or `new` is too easy to guess.

    An open page alone must not be enough to shut its owner out.
    """
    keys.unlock(vault.folder, before)
    check_passphrase(new, facts(vault))
    vault.change_passphrase(new)
    vault.store.log("passphrase", "", now)


def facts(vault: Vault) -> list[str]:
    """What somebody who knows these people would try first."""
    return [fact for each in vault.store.people() for fact in _facts(each)]


def new_recovery_code(vault: Vault, secret: str, now: datetime) -> str:
    """A new code; the one before opens nothing more. Raises StoreError for the wrong passphrase."""
    keys.unlock(vault.folder, secret)
    code = vault.new_recovery_code()
    vault.store.log("recovery_code", "", now)
    return code


def notice_is_safe(vault: Vault, now: datetime) -> None:
    """She said just now that nobody else sees the notices."""
    vault.store.set_fact(NOTICE_ASKED, now.isoformat())


def must_ask_about_notice(vault: Vault, now: datetime) -> bool:
    """Whether it is time to ask again: what is safe changes (facts of the safety guides)."""
    if vault.store.settings().notice == "none":
        return False
    asked = vault.store.fact(NOTICE_ASKED)
    return not asked or now - datetime.fromisoformat(asked) >= ASK_AGAIN


def _silent(_line: str) -> None:
    """No photo is opened here; there is no progress to tell."""


def _known_or_new(person: Person, address: str, kind: OwnKind) -> list[OwnAccount]:
    """The accounts kept under this address, as it stands or as it is usually written."""
    known = [each for each in person.own_accounts if each.url == address]
    if not known:
        account = read_account(address, kind)
        known = [each for each in person.own_accounts if each.url == account.url] or [account]
    return [replace(each, kind=kind) for each in known]


def _facts(person: Person) -> tuple[str, ...]:
    own = [each.handle for each in person.own_accounts if each.handle]
    giver = () if person.consent.giver == SELF else (person.consent.giver,)
    return (*person.names, *person.nicknames, *person.handles, *own, *giver)


def _save(vault: Vault, person: Person, event: str, now: datetime) -> None:
    with vault.store.change():
        vault.store.save_person(person)
        vault.store.log(event, person.id, now)
    vault.write_capsule(now)


def _refuse(problems: Sequence[str]) -> None:
    if problems:
        raise ConfigError("\n".join(problems), advice=_(UNCHANGED))
