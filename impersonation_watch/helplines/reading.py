"""YAML files in, checked countries out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter, ValidationError

from impersonation_watch.helplines.shapes import Country, Helpline
from impersonation_watch.model import ConfigError

EVERYWHERE = "international"


def countries() -> tuple[Country, ...]:
    """Every country there is a file for, by its letters. Raises ConfigError."""
    return tuple(each for each in _shipped() if each.id != EVERYWHERE)


def of(country: str) -> tuple[Helpline, ...]:
    """Those of one country, the emergency number first; empty where there is no file."""
    found = next((each for each in countries() if each.id == country.lower()), None)
    return found.helplines if found else ()


def international() -> tuple[Helpline, ...]:
    """Those that help in any country."""
    return next(each.helplines for each in _shipped() if each.id == EVERYWHERE)


@cache
def _shipped() -> tuple[Country, ...]:
    folder = files("impersonation_watch.helplines") / "countries"
    found = sorted(folder.iterdir(), key=lambda each: each.name)
    return load((each.name, each.read_text("utf-8")) for each in found)


def load(texts: Iterable[tuple[str, str]]) -> tuple[Country, ...]:
    """Countries from (file name, YAML text) pairs. Raises ConfigError naming the file."""
    loaded: list[Country] = []
    for name, text in texts:
        try:
            found = TypeAdapter(Country).validate_python(yaml.safe_load(text))
            _check(found, name)
        except (ValidationError, yaml.YAMLError, ValueError) as error:
            raise ConfigError(f"{name}: {error}", advice="Correct the file.") from error
        loaded.append(found)
    return tuple(loaded)


def _check(country: Country, name: str) -> None:
    if f"{country.id}.yaml" != name:
        raise ValueError(f"id {country.id} is not the file name")
    for each in country.helplines:
        if each.status == "checked" and not (each.checked and each.against and each.source):
            raise ValueError(f"{each.name}: checked needs the day, against what, and the source")
        if each.status == "unverified" and (each.checked or each.source):
            raise ValueError(f"{each.name}: unverified, but there is a day or a source")
        if not (each.phone or each.text or each.chat or each.email or each.url):
            raise ValueError(f"{each.name}: there is no way to reach it")
    first_other = [each.serves != ("emergency",) for each in country.helplines]
    if sorted(first_other) != first_other:
        raise ValueError("the emergency number comes first")
