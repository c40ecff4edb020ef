"""Places to report to and laws to report under: YAML files in, validated forms out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar
from urllib.parse import urlsplit

import yaml
from pydantic import TypeAdapter, ValidationError

from impersonation_watch.language import _
from impersonation_watch.model import Candidate, ConfigError
from impersonation_watch.takedown.elements import FACTS
from impersonation_watch.takedown.shapes import Channel, Document, Form, Law, Platform

STALE_AFTER = timedelta(days=90)  # policies change within a quarter: facts/takedown §0
Shape = TypeVar("Shape", Platform, Law, Document)


def forms() -> tuple[Form, ...]:
    """All platforms, laws and papers that ship, by their file names. Raises ConfigError."""
    return _shipped()


def form(form_id: str) -> Form:
    """The platform or law of that id. Raises ConfigError with the ids there are."""
    for each in forms():
        if each.id == form_id:
            return each
    known = ", ".join(each.id for each in forms())
    raise ConfigError(
        _("there is no form called {form}").format(form=form_id),
        advice=_("Choose one of: {known}.").format(known=known),
    )


def forms_for(candidate: Candidate, country: str = "") -> tuple[Form, ...]:
    """The forms that fit a profile: its platform's own first, then laws of the user's country."""
    platforms = [each for each in forms() if isinstance(each, Platform) and fits(each, candidate)]
    laws = [each for each in forms() if isinstance(each, Law) and country.upper() in each.countries]
    return (*platforms, *laws)


def place_name(candidate: Candidate, otherwise: str) -> str:
    """What the place of a profile calls itself; `otherwise` where we have no form for it."""
    found = (each.name for each in forms() if isinstance(each, Platform) and fits(each, candidate))
    return next(found, otherwise)


def fits(platform: Platform, candidate: Candidate) -> bool:
    """Whether the profile lives there: by the platform's name, else by the host of its address."""
    host = _host(candidate.profile_url)
    named = candidate.platform in (platform.id, platform.name.casefold())
    return named or any(host == own or host.endswith(f".{own}") for own in platform.hosts)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:  # brackets that are none
        return ""


def needs_check(channel: Channel, today: date) -> bool:
    """True until a person has opened the form within the last 90 days."""
    fresh = channel.verified_on is not None and today - channel.verified_on <= STALE_AFTER
    return channel.status != "verified" or not fresh


@cache
def _shipped() -> tuple[Form, ...]:
    folder = files("impersonation_watch.takedown")
    platforms = load(Platform, _yaml_files(folder / "platforms"))
    laws = load(Law, _yaml_files(folder / "laws"))
    return (*platforms, *laws, *load(Document, _yaml_files(folder / "documents")))


def _yaml_files(folder: Traversable) -> list[tuple[str, str]]:
    found = sorted(folder.iterdir(), key=lambda each: each.name)
    return [(each.name, each.read_text("utf-8")) for each in found if each.name.endswith(".yaml")]


def load(shape: type[Shape], texts: Iterable[tuple[str, str]]) -> tuple[Shape, ...]:
    """Forms from (file name, YAML text) pairs.

    Raises ConfigError naming the file on unknown keys, wrong values and on every rule of
    facts/takedown §7 that is broken.
    """
    loaded: list[Shape] = []
    for name, text in texts:
        try:
            loaded.append(_checked(TypeAdapter(shape).validate_python(yaml.safe_load(text)), name))
        except (ValidationError, yaml.YAMLError, ValueError) as error:
            raise ConfigError(f"{name}: {error}", advice="Correct the file.") from error
    _refuse_shared_hosts([each for each in loaded if isinstance(each, Platform)])
    return tuple(loaded)


def _checked(loaded: Shape, name: str) -> Shape:
    if f"{loaded.id}.yaml" != name:
        raise ValueError(f"id {loaded.id} is not the file name")
    channels = loaded.channels if isinstance(loaded, Platform) else (loaded.channel,)
    for channel in channels:
        _check_channel(channel, {each.id for each in channels})
    if not all(each.learns for each in channels if "appeal" not in each.purpose):
        raise ValueError("every way in says what the other side will learn")
    open_ways = [each for each in channels if each.status != "retired"]
    if isinstance(loaded, Platform) and not any("impersonation" in e.purpose for e in open_ways):
        raise ValueError("no open channel takes impersonation")
    return loaded


def _check_channel(channel: Channel, known: set[str]) -> None:
    official = any(each.kind in ("official", "archive") for each in channel.sources)
    if channel.status == "verified" and not (channel.verified_on and official):
        raise ValueError(f"{channel.id}: verified needs verified_on and an official source")
    if channel.appeal and channel.appeal not in known:
        raise ValueError(f"{channel.id}: there is no channel {channel.appeal} to appeal to")
    for each in channel.fields:
        if each.source not in FACTS:
            raise ValueError(f"{channel.id}: field {each.key} has an unknown source {each.source}")
        if each.source == "fixed" and not each.value:
            raise ValueError(f"{channel.id}: field {each.key} is fixed but has no value")


def _refuse_shared_hosts(platforms: list[Platform]) -> None:
    claimed: dict[str, str] = {}
    for platform in platforms:
        for host in platform.hosts:
            if host in claimed:
                raise ConfigError(f"{platform.id}.yaml: {host} belongs to {claimed[host]}")
            claimed[host] = platform.id
