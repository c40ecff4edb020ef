"""Who is looked for: names, photos, own profiles, who said yes, and who goes."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from impersonation_watch import amend, keeping
from impersonation_watch.config import MOST_PEOPLE, SELF, ConsentConfig, PersonConfig
from impersonation_watch.language import N_, _
from impersonation_watch.model import ConfigError, OwnKind, Person
from impersonation_watch.pictures import LARGEST
from impersonation_watch.review.beginning import MOST_PHOTOS, day, held_of, lines, take_photos
from impersonation_watch.review.pages.setup_taking import ticks
from impersonation_watch.review.searched import is_unspelt, searched, to_spell
from impersonation_watch.review.sitting import Flash
from impersonation_watch.review.visit import NotHere, Visit, go

YEAR = timedelta(days=365)
KINDS = {
    "own_accounts": OwnKind.MINE,
    "lost_accounts": OwnKind.LOST,
    "unsure_accounts": OwnKind.UNSURE,
}
ERASED = N_("The photo is erased.")
ADDED = N_("Added. Now her spellings, photos and profiles can be added as well.")


def person_of(visit: Visit) -> Person:
    """The person of the address or the form. Raises NotHere."""
    person_id = visit.path.get("person") or visit.form.get("person", "")
    try:
        return visit.vault.store.person(person_id)
    except KeyError as error:
        raise NotHere from error


# --- names ------------------------------------------------------------------------------------


def names(visit: Visit) -> dict[str, object]:
    """Names, what may be ticked for those in another alphabet, and what is asked for."""
    person = person_of(visit)
    return {
        "person": person,
        "spelt": [each for each in to_spell(person.names) if each.suggestions or each.doubt],
        "unspelt": is_unspelt(person.names),
        "searched": searched(
            person.names,
            nicknames=person.nicknames,
            user_names=person.handles,
            settings=visit.vault.store.settings(),
            now=visit.now,
        ),
    }


def change_names(visit: Visit) -> None:
    """What one of the forms had takes the place of what was kept; ticks are added."""
    person = person_of(visit)
    typed = {
        field: lines(visit.form[field]) if field in visit.form else getattr(person, field)
        for field in ("names", "nicknames", "handles")
    }
    chosen = [*ticks(visit), *lines(visit.form.get("more", ""))]
    given = PersonConfig(
        names=tuple(dict.fromkeys([*typed["names"], *chosen])),
        nicknames=typed["nicknames"],
        handles=typed["handles"],
        consent=ConsentConfig(giver=SELF, recorded_by=SELF),
    )
    amend.amend_names(visit.vault, person, given, visit.now)


# --- photos -----------------------------------------------------------------------------------


def photos(visit: Visit) -> dict[str, object]:
    """Photos looked for, and those taken out that are still kept."""
    person = person_of(visit)
    out = visit.vault.store.photos_taken_out(person.id)
    return {"person": person, "taken_out": out, "most": MOST_PHOTOS, "largest": LARGEST}


def change_photos(visit: Visit) -> Response | None:
    """Those that can be used are taken in before the others are named."""
    person, form = person_of(visit), visit.form
    if "remove" in form:
        amend.take_out_photo(visit.vault, person, form["remove"], visit.now)
    elif "turn" in form:
        held = {each.id: not each.held_by_them for each in person.photos}
        amend.say_who_has(visit.vault, person, form["turn"], held.get(form["turn"]), visit.now)
    elif "erase" in form:
        return _erase(visit, person, form["erase"])
    else:
        _add_photos(visit, person)
    return None


def _erase(visit: Visit, person: Person, photo_id: str) -> Response:
    """Only what was taken out before: two steps, so that none goes by a slip of the hand."""
    if photo_id not in visit.vault.store.photos_taken_out(person.id):
        raise NotHere
    amend.erase_photo(visit.vault, photo_id, visit.now)
    visit.sitting.flash = Flash(text=_(ERASED))
    return go(f"/settings/photos/{person.id}")


def _add_photos(visit: Visit, person: Person) -> None:
    held = held_of(visit.form.get("held", ""))
    prints, refused = take_photos(visit.files, person.photos, held=held)
    if prints:
        amend.add_photos(visit.vault, person, prints, visit.now)
    if refused or not prints:
        raise ConfigError("\n".join(refused) or _("no photo was chosen"))


# --- own profiles -----------------------------------------------------------------------------


def accounts(visit: Visit) -> dict[str, object]:
    """Own profiles that have an address, with their kind."""
    person = person_of(visit)
    fields = {kind: field for field, kind in KINDS.items()}
    return {
        "person": person,
        "accounts": [(fields[each.kind], each.url) for each in person.own_accounts if each.url],
    }


def change_accounts(visit: Visit) -> None:
    """Addresses typed become profiles of the kind that was pressed; or one is taken out."""
    person = person_of(visit)
    fresh = lines(visit.form.get("addresses", ""))
    gone = {*fresh, visit.form.get("remove", "")}
    given = {
        kind: [each.url for each in person.own_accounts if each.kind is kind and each.url]
        for kind in OwnKind
    }
    kept = {kind: [url for url in urls if url not in gone] for kind, urls in given.items()}
    kind = KINDS.get(visit.form.get("kind", ""), OwnKind.MINE)
    kept[kind] = list(dict.fromkeys([*kept[kind], *fresh]))
    amend.amend_accounts(visit.vault, person, kept, visit.now)


# --- who said yes -----------------------------------------------------------------------------


def consent(visit: Visit) -> dict[str, object]:
    """Who said yes, and until when."""
    return {"person": person_of(visit), "in_a_year": (visit.now + YEAR).date().isoformat()}


def renew(visit: Visit) -> None:
    """The same person said yes again."""
    try:
        until = day(visit.form.get("until", ""))
    except ValueError as error:
        raise ConfigError(str(error), advice=_(amend.UNCHANGED)) from error
    amend.amend_consent(visit.vault, person_of(visit), until, visit.now)


# --- one more, one less -----------------------------------------------------------------------


def adding(visit: Visit) -> dict[str, object]:
    """Whether there is room, and whether the user herself is here yet."""
    people = visit.vault.store.people()
    return {
        "room": len(people) < MOST_PEOPLE,
        "most": MOST_PEOPLE,
        "self_here": any(each.consent.giver == SELF for each in people),
        "in_a_year": (visit.now + YEAR).date().isoformat(),
    }


def add(visit: Visit) -> Response:
    """One more person, by name; the rest is added on her own pages."""
    giver = visit.form.get("giver", "").strip()
    if not giver and not adding(visit)["self_here"]:
        giver = SELF
    elif not giver or giver.casefold() == SELF:
        raise ConfigError(_("Write the name of the person who said yes"))
    try:
        until = day(visit.form.get("until", ""))
    except ValueError as error:
        raise ConfigError(str(error), advice=_(amend.UNCHANGED)) from error
    named = lines(visit.form.get("names", ""))
    person = amend.add_person(visit.vault, named, giver, until, visit.now)
    visit.sitting.flash = Flash(text=_(ADDED))
    return go(f"/settings/names/{person.id}")


def removing(visit: Visit) -> dict[str, object]:
    """What goes with her."""
    person, store = person_of(visit), visit.vault.store
    return {
        "person": person,
        "found": len(store.hits(person.id)),
        "brought": len(store.cases(person.id)),
        "last": len(store.people()) == 1,
    }


def remove(visit: Visit) -> Response:
    """Her and everything about her, after a tick; says what that cannot reach."""
    person = person_of(visit)
    if visit.form.get("sure") != "yes":
        raise ConfigError(_("Tick the box to say that you mean it"))
    remains = keeping.erase_person(visit.vault, person.id, now=visit.now)
    return visit.show("settings_removed.html", remains=remains)
