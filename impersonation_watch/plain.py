"""Nouns to JSON and back: the one form in which a noun crosses a door or is stored."""

from __future__ import annotations

import base64
import dataclasses
import enum
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

Noun = TypeVar("Noun")
Reader = Callable[[Any], Any]

# For a field a noun gets later: left out of the text while it is empty, so that what was kept and
# digested before still reads, and digests, as it did.
LATER: Mapping[str, bool] = {"later": True}


def dump(noun: object) -> str:
    """ASCII JSON of a dataclass, the same bytes for equal values (keys sorted, no spaces).

    Half a surrogate pair or a NUL in a name is kept, and fits a text column. Times become ISO 8601,
    bytes base64, sets sorted lists, enums their value.
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
        kept = {each.name: getattr(value, each.name) for each in _fields(type(value))}
        left_out = {
            each.name
            for each in _fields(type(value))
            if each.metadata.get("later") and kept[each.name] == each.default
        }
        return {name: plain(each) for name, each in kept.items() if name not in left_out}
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
    return _reader(kind)(value)


@cache
def _reader(kind: Any) -> Reader:
    """What reads a value of this type; made once per type, since thousands are read at a time."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _union(typing.get_args(kind))
    if dataclasses.is_dataclass(kind):
        return _noun(typing.cast(type, kind))
    if origin in (tuple, frozenset):
        return _row(origin, typing.get_args(kind))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(typing.get_args(kind)[1])
    return _scalar(kind)


def _union(kinds: tuple[Any, ...]) -> Reader:
    readers = [_reader(each) for each in kinds if each is not type(None)]
    optional = type(None) in kinds

    def read(value: Any) -> Any:
        if value is None and optional:
            return None
        failure = ValueError("a value is missing")
        for each in readers:
            try:
                return each(value)
            except ValueError as error:
                failure = error
        raise failure

    return read


def _noun(kind: type) -> Reader:
    hints = typing.get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}

    def read(value: Any) -> Any:
        given = _expect(value, dict)
        try:
            return kind(**{name: readers[name](each) for name, each in given.items()})
        except KeyError as error:
            raise ValueError(f"{kind.__name__} has no field {error}") from error
        except TypeError as error:
            raise ValueError(f"{kind.__name__}: {error}") from error

    return read


def _row(origin: Any, inner: tuple[Any, ...]) -> Reader:
    if origin is frozenset or inner[-1] is Ellipsis:
        one = _reader(inner[0])
        return lambda value: origin(one(each) for each in _expect(value, list))
    readers = [_reader(each) for each in inner]

    def read(value: Any) -> Any:
        given = _expect(value, list)
        if len(given) != len(readers):
            raise ValueError("wrong length")
        return tuple(one(part) for one, part in zip(readers, given, strict=True))

    return read


def _mapping(inner: Any) -> Reader:
    one = _reader(inner)
    return lambda value: {key: one(each) for key, each in _expect(value, dict).items()}


def _scalar(kind: Any) -> Reader:
    if kind is datetime:
        return lambda value: datetime.fromisoformat(_expect(value, str))
    if kind is bytes:
        return lambda value: base64.b64decode(_expect(value, str), validate=True)
    if kind is float:
        return lambda value: float(_number(value))
    if kind is int:
        return lambda value: _expect(_number(value), int)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind
    return lambda value: _expect(value, kind)


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"a number was expected, not {type(value).__name__}")
    return value


def _expect(value: Any, kind: Any) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"{kind.__name__} was expected, not {type(value).__name__}")
    return value


@cache
def _fields(kind: type) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(kind)
