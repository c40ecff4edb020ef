"""What types alone cannot say: names too short, photos not there, addresses that are none."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from impersonation_watch import notify
from impersonation_watch.accounts import is_host, read_account
from impersonation_watch.config.shapes import SELF, Config, PersonConfig
from impersonation_watch.config.yamlfile import Place
from impersonation_watch.language import LANGUAGES, N_, _
from impersonation_watch.model import Settings

MOST_PEOPLE = 5  # of one vault; more is somebody's work, and each of them deserves her own vault
LONGEST_NAME = 100
UNWRITABLE = ("Cc", "Zl", "Zp")  # not the joiners that Persian or Hindi names need
MORE = N_("more questions a day burden the places that answer for free")
FASTER = N_("faster is impolite and gets the program shut out")
TOO_MANY = N_("at most {most} people fit one vault; make a vault for each")
BETWEEN = N_('"{name}" must lie between {lowest} and {highest}: {why}')
LIMITS = {  # lowest and highest value, and why
    "queries_per_person": (1, 20, MORE),
    "handles_per_person": (0, 150, MORE),
    "page_delay": (1.0, 60.0, FASTER),
    "api_delay": (0.1, 60.0, FASTER),
    "every_hours": (
        12,
        168,
        N_("oftener finds nothing more, and more than a week finds it too late"),
    ),
    "idle_minutes": (1, 240, N_("shorter cuts into reading, longer leaves it open to others")),
    "dose": (0, 50, N_("more is no small portion")),
}
SPIDER_NAME = re.compile(r"^    name(?:: \w+)? = \"(\w+)\"", re.MULTILINE)

Problem = tuple[Place, str]
Value = TypeVar("Value")


def problems(config: Config) -> Iterator[Problem]:
    """Every mistake in people and settings, with the place it stands in."""
    if not config.people:
        yield ("people",), _("nobody is named here; a watch needs a person")
    if len(config.people) > MOST_PEOPLE:
        yield ("people",), _(TOO_MANY).format(most=MOST_PEOPLE)
    if sum(each.consent.giver == SELF for each in config.people) > 1:
        yield ("people",), _("only one person can be yourself; for others say who agreed")
    for index, person in enumerate(config.people):
        for place, sentence in person_problems(person):
            yield ("people", index, *place), sentence
    for place, sentence in settings_problems(config.settings):
        yield ("settings", *place), sentence


def person_problems(person: PersonConfig) -> Iterator[Problem]:
    """Every mistake in one person; places are field names and positions."""
    if not person.names:
        yield ("names",), _("a person needs at least one name")
    yield from _each("names", person.names, _name_problem)
    yield from _each("nicknames", person.nicknames, _name_problem)
    yield from _each("handles", person.handles, _handle_problem)
    yield from _each("photos", person.photos, _photo_problem)
    for kind in ("own_accounts", "lost_accounts", "unsure_accounts"):
        yield from _each(kind, getattr(person, kind), _account_problem)
    consent = person.consent
    for name, text in (("giver", consent.giver), ("recorded_by", consent.recorded_by)):
        if not text.strip():
            yield ("consent", name), _('"{name}" is empty; consent needs a name').format(name=name)
    if consent.given_at and consent.until and consent.until <= consent.given_at:
        yield ("consent", "until"), _("the consent ends before it begins")


def settings_problems(settings: Settings) -> Iterator[Problem]:
    """Every mistake in the settings; places are field names and positions."""
    for name, (lowest, highest, why) in LIMITS.items():
        if not lowest <= getattr(settings, name) <= highest:
            yield (name,), _(BETWEEN).format(name=name, lowest=lowest, highest=highest, why=_(why))
    yield from _each("sources", settings.sources, _one_of(_sources()))
    yield from _each("handle_sites", settings.handle_sites, _one_of(_sites()))
    yield from _each("mastodon_hosts", settings.mastodon_hosts, _host_problem)
    yield from _each("visible_hosts", settings.visible_hosts, _host_problem)
    for name, sentence in (
        ("bluesky_host", _host_problem(settings.bluesky_host)),
        ("language", _one_of(tuple(LANGUAGES))(settings.language)),
        ("notice", _one_of(("none", *notify.channels()))(settings.notice)),
        ("notice_title", _notice_problem(settings.notice_title)),
        ("notice_text", _notice_problem(settings.notice_text)),
    ):
        if sentence:
            yield (name,), sentence


def _each(
    name: str, values: tuple[Value, ...], problem: Callable[[Value], str]
) -> Iterator[Problem]:
    for index, value in enumerate(values):
        sentence = problem(value)
        if sentence:
            yield (name, index), sentence


def _name_problem(name: str) -> str:
    letters = sum(character.isalpha() for character in name)
    if letters == 0:
        return _('"{name}" is empty; a name has letters').format(name=name)
    if letters == 1:
        return _('"{name}" is a single letter; it would match half of everybody').format(name=name)
    if len(name) > LONGEST_NAME:
        told = _("a name of {count} characters is no name; at most {most}")
        return told.format(count=len(name), most=LONGEST_NAME)
    if any(unicodedata.category(character) in UNWRITABLE for character in name):
        return _("{name} holds a line break or a control character").format(name=ascii(name))
    return ""


def _handle_problem(handle: str) -> str:
    plain = handle.removeprefix("@")
    if "/" in plain or "://" in plain:
        return _('"{handle}" is an address; addresses belong under own_accounts').format(
            handle=handle
        )
    if len(plain) < 2:
        return _('"{handle}" is too short for a user name').format(handle=handle)
    if len(plain) > LONGEST_NAME or not plain.isprintable() or re.search(r"\s", plain):
        told = _('"{handle}" is no user name: it holds spaces or is too long')
        return told.format(handle=handle)
    return ""


def _photo_problem(photo: Path) -> str:
    if photo.is_file():
        return ""
    folder = _('photo "{name}" is a folder, not a photo (looked for {path})')
    nothing = _('photo "{name}" is not there (looked for {path})')
    return (folder if photo.is_dir() else nothing).format(name=photo.name, path=photo)


def _account_problem(address: str) -> str:
    try:
        read_account(address)
    except ValueError as error:
        return str(error)
    return ""


def _host_problem(host: str) -> str:
    if is_host(host):
        return ""
    return _('"{host}" is no host name; write it like mastodon.social').format(host=host)


def _notice_problem(text: str) -> str:
    if notify.neutral(text):
        return ""
    told = _('"{text}" tells a stranger too much or nothing: no addresses, handles, numbers')
    return told.format(text=text)


def _one_of(words: tuple[str, ...]) -> Callable[[str], str]:
    def problem(word: str) -> str:
        if word in words:
            return ""
        told = _('"{word}" is none of: {words}').format(word=word, words=", ".join(words))
        return told + nearest(word, words)

    return problem


def nearest(word: str, words: Iterable[str]) -> str:
    """A question with the nearest valid word, or nothing where none is near."""
    close = difflib.get_close_matches(word, list(words), n=1)
    return _('; did you mean "{word}"?').format(word=close[0]) if close else ""


def _sources() -> tuple[str, ...]:
    """Names of the spiders, read from their files: importing them would bring the crawler."""
    found = (
        name
        for path in _folder("spiders").glob("*.py")
        for name in SPIDER_NAME.findall(path.read_text("utf-8"))
    )
    return tuple(sorted({*found, *Settings().sources} - {"link"}))  # links come one by one


def _sites() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (_folder("spiders") / "sites").glob("*.yaml")))


def _folder(package: str) -> Path:
    spec = find_spec(package)  # finds it without importing it
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0])
