"""What the files say as sentences and names, in the language in use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from impersonation_watch.helplines.shapes import Helpline
from impersonation_watch.language import N_, _

ALWAYS = "always"
DAYS = {
    "Mon–Fri": N_("Monday to Friday"),
    "Mon–Sun": N_("every day"),
    "Sat–Sun": N_("Saturday and Sunday"),
}
SERVES = {
    "emergency": N_("danger right now"),
    "stalking": N_("being followed or harassed"),
    "partner": N_("a violent or controlling partner or family"),
    "pictures": N_("intimate pictures"),
    "online": N_("harm done online"),
    "children": N_("children and teenagers"),
    "crime": N_("anybody harmed by a crime"),
}
NOTES = {
    "authority": N_("This is an authority, such as the police. It may open a case."),
    "false_profiles": N_("It also helps with false profiles."),
    "found_silent": N_(
        "A newspaper wrote in December 2024 that this line did not answer."
        " Have a second number ready."
    ),
    "hotlines_by_country": N_("It lists a hotline for each country."),
    "interpreters": N_("Other languages with an interpreter: ask for yours."),
    "not_emergency": N_("Not for danger right now."),
    "old_page": N_("The page that names it is some years old. Have a second number ready."),
    "picture_stays": N_("The picture stays on your device. Only a code made from it is sent."),
    "public_voices": N_(
        "For people whose work is public: journalists, activists, human rights defenders."
    ),
    "region": N_("For one part of the country."),
    "see_page": N_("How to reach it stands on its page."),
    "short_number_planned": N_(
        "One short number for the whole country was planned for November 2025."
        " We could not check it."
    ),
    "under_18": N_("For pictures taken before the age of 18."),
}
AGAINST = {
    "stored_copy": N_("Checked on {day} against a stored copy of a public page."),
    "page": N_("Checked on {day} against its own page."),
    "call": N_("Checked on {day} by calling."),
}
UNVERIFIED = N_("Not checked: we found no page that confirms it. It may be wrong.")
STALE = N_("That is more than half a year ago.")
COUNTRIES = {
    "ae": N_("United Arab Emirates"), "ar": N_("Argentina"), "at": N_("Austria"),
    "au": N_("Australia"), "be": N_("Belgium"), "br": N_("Brazil"), "ca": N_("Canada"),
    "ch": N_("Switzerland"), "cz": N_("Czechia"), "de": N_("Germany"), "dk": N_("Denmark"),
    "eg": N_("Egypt"), "es": N_("Spain"), "fi": N_("Finland"), "fr": N_("France"),
    "gb": N_("United Kingdom"), "gr": N_("Greece"), "ie": N_("Ireland"), "il": N_("Israel"),
    "in": N_("India"), "it": N_("Italy"), "jo": N_("Jordan"), "jp": N_("Japan"),
    "ke": N_("Kenya"), "kr": N_("South Korea"), "lb": N_("Lebanon"), "ma": N_("Morocco"),
    "mx": N_("Mexico"), "ng": N_("Nigeria"), "nl": N_("Netherlands"), "no": N_("Norway"),
    "nz": N_("New Zealand"), "pk": N_("Pakistan"), "pl": N_("Poland"), "pt": N_("Portugal"),
    "ro": N_("Romania"), "sa": N_("Saudi Arabia"), "se": N_("Sweden"), "tr": N_("Türkiye"),
    "ua": N_("Ukraine"), "us": N_("United States"), "za": N_("South Africa"),
}  # fmt: skip
LANGUAGES = {
    "am": N_("Amharic"), "ar": N_("Arabic"), "cs": N_("Czech"), "da": N_("Danish"),
    "de": N_("German"), "el": N_("Greek"), "en": N_("English"), "es": N_("Spanish"),
    "fa": N_("Persian"), "fi": N_("Finnish"), "fr": N_("French"), "he": N_("Hebrew"),
    "it": N_("Italian"), "ja": N_("Japanese"), "ko": N_("Korean"), "nb": N_("Norwegian"),
    "nl": N_("Dutch"), "pl": N_("Polish"), "pt": N_("Portuguese"), "ro": N_("Romanian"),
    "ru": N_("Russian"), "sq": N_("Albanian"), "sv": N_("Swedish"), "tr": N_("Turkish"),
    "uk": N_("Ukrainian"),
}  # fmt: skip


def country(code: str) -> str:
    """The name of a country; the code itself where it has none."""
    return _(COUNTRIES.get(code, code))


def serves(helpline: Helpline) -> str:
    """For whom it is."""
    return _joined(_(SERVES[each]) for each in helpline.serves)


def hours(helpline: Helpline) -> str:
    """When it answers; empty where that is not known."""
    if helpline.hours == ALWAYS:
        return _("day and night, every day")
    return in_words(helpline.hours)


def in_words(times: str) -> str:
    """Days of the week written out: "Mon–Fri 9:00–17:00"."""
    for short, name in DAYS.items():
        times = times.replace(short, _(name))
    return times


def languages(helpline: Helpline) -> str:
    """The languages it is known to speak; empty where none is known."""
    return _joined(_(LANGUAGES[each]) for each in helpline.languages)


def notes(helpline: Helpline) -> tuple[str, ...]:
    """What else there is to know, one sentence or two each."""
    return tuple(_(NOTES[each]) for each in helpline.notes)


def checked(helpline: Helpline, day: str, today: date) -> str:
    """When and how it was checked. `day` is the day it was, as the pages write days."""
    if helpline.checked is None:
        return _(UNVERIFIED)
    said = _(AGAINST[helpline.against]).format(day=day)
    return f"{said} {_(STALE)}" if helpline.is_stale(today) else said


def _joined(names: Iterable[str]) -> str:
    return _(", ").join(names)
