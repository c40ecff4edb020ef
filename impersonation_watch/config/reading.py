"""Settings and people from a YAML file; mistakes are named with file:line and the nearest word."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from impersonation_watch.config import checks, yamlfile
from impersonation_watch.config.checks import nearest
from impersonation_watch.config.shapes import SELF, Config, ConsentConfig, PersonConfig
from impersonation_watch.config.yamlfile import Lined, Place
from impersonation_watch.model import ConfigError, Settings

NOT_IN_FILES = "practice"  # only the practice network sets it, in a vault made for practice
MOST_PROBLEMS = 10  # named at once

SHAPE = TypeAdapter(Config)


def read(path: Path) -> Config:
    """The people and settings of one file; photo paths are completed from the file's own folder.

    Raises ConfigError. Its message names every mistake found, one to a line, each beginning with
    file:line; nothing is guessed and nothing half read is returned.
    """
    lined = yamlfile.read(path)
    if not isinstance(lined.value, dict):
        raise _refuse([f"{lined.where(())}: people and settings were expected here"])
    _refuse_practice(lined)
    config = _shaped(lined)
    config = replace(config, people=tuple(_complete(each, path.parent) for each in config.people))
    problems = [f"{lined.where(place)}: {what}" for place, what in checks.problems(config)]
    if problems:
        raise _refuse(problems)
    return config


def _shaped(lined: Lined) -> Config:
    text = json.dumps(_consent_spelt_out(lined.value))
    try:
        return SHAPE.validate_json(text, strict=True)
    except ValidationError as error:
        raise _refuse([_sentence(lined, each) for each in error.errors()]) from error


def _consent_spelt_out(value: dict[str, Any]) -> dict[str, Any]:
    people = value.get("people")
    if not isinstance(people, list):
        return value
    spelt = {"giver": SELF, "recorded_by": SELF}
    return value | {
        "people": [
            each | {"consent": spelt}
            if isinstance(each, dict) and each.get("consent") == SELF
            else each
            for each in people
        ]
    }


def _refuse_practice(lined: Lined) -> None:
    settings = lined.value.get("settings")
    if isinstance(settings, dict) and NOT_IN_FILES in settings:
        raise _refuse([_unknown(lined, ("settings", NOT_IN_FILES))])


def _complete(person: PersonConfig, folder: Path) -> PersonConfig:
    return replace(person, photos=tuple(folder / photo.expanduser() for photo in person.photos))


def _sentence(lined: Lined, error: ErrorDetails) -> str:
    place: Place = error["loc"]
    kind = error["type"]
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        return _unknown(lined, place)
    name = next((each for each in reversed(place) if isinstance(each, str)), "this")
    return f"{lined.where(place)}: {_expected(kind, name, error)}"


def _expected(kind: str, name: str, error: ErrorDetails) -> str:
    if kind == "missing":
        return f'"{name}" is missing'
    if kind == "string_type":
        return f'"{name}" must be text; put it in quotes'
    if kind == "tuple_type":
        return f'"{name}" must be a list, for example {name}: [one, two]'
    if kind.startswith(("int_", "float_")):
        return f'"{name}" must be a number'
    if kind.startswith("date_"):
        return f'"{name}" must be a day written like 2027-01-31'
    if kind == "enum":
        word, expected = str(error["input"]), str(error["ctx"]["expected"])
        return f'"{name}" must be {expected}' + nearest(word, tuple(expected.split("'")[1::2]))
    if kind == "dataclass_type" and name == "consent":
        return '"consent" must be "self", or say giver and recorded_by'
    if kind == "dataclass_type":
        return f'"{name}" must hold settings of its own, one to a line'
    return f'"{name}" cannot be used: {error["msg"]}'


def _unknown(lined: Lined, place: Place) -> str:
    word = str(place[-1])
    known = (each for each in _known_words(place[:-1]) if each != NOT_IN_FILES)
    return f'{lined.where(place)}: unknown setting "{word}"{nearest(word, tuple(known))}'


def _known_words(place: Place) -> tuple[str, ...]:
    kinds = {"settings": Settings, "consent": ConsentConfig, "people": PersonConfig}
    last = next((each for each in reversed(place) if isinstance(each, str)), "")
    return tuple(each.name for each in fields(kinds.get(last, Config)))


def _refuse(problems: list[str]) -> ConfigError:
    rest = len(problems) - MOST_PROBLEMS
    shown = problems[:MOST_PROBLEMS] + ([f"and {rest} more"] if rest > 0 else [])
    return ConfigError(
        "\n".join(shown),
        advice="Change the lines named and try again; config.example.yaml explains every setting.",
    )
