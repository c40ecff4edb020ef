"""Nouns to JSON and back: the one form in which a noun crosses a door or is stored."""

from __future__ import annotations

import base64
import dataclasses
import enum
import json
import types
import typing
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

Noun = TypeVar("Noun")


def dump(noun: object) -> str:
    """ASCII JSON of a dataclass, the same bytes for equal values (keys sorted, no spaces).

    Times become ISO 8601, bytes base64, sets sorted lists, enums their value.
    """
    return json.dumps(plain(noun), sort_keys=True, separators=(",", ":"))


def load(kind: type[Noun], text: str | bytes) -> Noun:
    """The dataclass `kind` from text written by `dump`.

    Raises ValueError on text that is not JSON, on a missing or unknown field and on a value of the
    wrong type: what comes through a door is never guessed at.
    """
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return typing.cast(Noun, build(kind, value))  # build() checked the type at run time


def plain(value: object) -> Any:
    """The value as JSON types."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in _fields(type(value))}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, (frozenset, set)):
        return sorted(plain(each) for each in value)
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    return value


def build(kind: Any, value: Any) -> Any:
    """A value of the annotated type `kind` from JSON types; ValueError where it does not fit."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _union(kind, value)
    if dataclasses.is_dataclass(kind):
        return _noun(typing.cast(type, kind), value)
    if origin in (tuple, frozenset):
        return _row(kind, origin, value)
    if origin is not None and issubclass(origin, Mapping):
        _, inner = typing.get_args(kind)
        return {key: build(inner, each) for key, each in _expect(value, dict).items()}
    return _scalar(kind, value)


def _union(kind: Any, value: Any) -> Any:
    if value is None:
        if type(None) in typing.get_args(kind):
            return None
        raise ValueError("a value is missing")
    failure = ValueError(f"nothing fits {kind}")
    for each in typing.get_args(kind):
        if each is type(None):
            continue
        try:
            return build(each, value)
        except ValueError as error:
            failure = error
    raise failure


def _noun(kind: type, value: Any) -> Any:
    fields, hints = _fields(kind), _hints(kind)
    given = _expect(value, dict)
    unknown = set(given) - {field.name for field in fields}
    if unknown:
        raise ValueError(f"{kind.__name__} has no field {sorted(unknown)[0]}")
    try:
        return kind(**{name: build(hints[name], each) for name, each in given.items()})
    except TypeError as error:
        raise ValueError(f"{kind.__name__}: {error}") from error


def _row(kind: Any, origin: Any, value: Any) -> Any:
    inner = typing.get_args(kind)
    given = _expect(value, list)
    if origin is frozenset or inner[-1] is Ellipsis:
        return origin(build(inner[0], each) for each in given)
    if len(inner) != len(given):
        raise ValueError("wrong length")
    return tuple(build(each, part) for each, part in zip(inner, given, strict=True))


def _scalar(kind: Any, value: Any) -> Any:
    if kind is datetime:
        return datetime.fromisoformat(_expect(value, str))
    if kind is bytes:
        return base64.b64decode(_expect(value, str), validate=True)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(value)
    if kind is int and isinstance(value, bool):
        raise ValueError("a number was expected")
    return _expect(value, kind)


def _expect(value: Any, kind: Any) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"{kind.__name__} was expected, not {type(value).__name__}")
    return value


@cache
def _fields(kind: type) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(kind)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)
