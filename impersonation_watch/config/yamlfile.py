"""YAML a person wrote, read with care: plain values, and the line each of them stands in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from impersonation_watch.model import ConfigError

LARGEST_FILE = 1_000_000  # bytes; the longest honest file is a few thousand
MOST_VALUES = 10_000  # after aliases are followed: nine lines of YAML can stand for 10**9 values
DEEPEST = 20
SCALARS: dict[
    str, Callable[[str], object]
] = {  # the YAML types we read; everything else (dates, for one) stays the text it was
    "tag:yaml.org,2002:null": lambda text: None,
    "tag:yaml.org,2002:bool": lambda text: text.lower() in ("yes", "true", "on"),
    "tag:yaml.org,2002:int": lambda text: int(text.replace("_", "")),
    "tag:yaml.org,2002:float": lambda text: float(text.replace("_", "")),
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:timestamp": str,
}

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lined:
    """The values of a file as JSON types, and where each stands."""

    path: Path
    value: Any
    lines: dict[Place, int] = field(default_factory=dict)

    def where(self, place: Place) -> str:
        """file:line of the value, or of the nearest one around it."""
        for length in range(len(place), -1, -1):
            if place[:length] in self.lines:
                return f"{self.path}:{self.lines[place[:length]]}"
        return f"{self.path}:1"


def read(path: Path) -> Lined:
    """The values of one YAML file. Nothing in it is ever executed or fetched.

    Raises ConfigError, beginning with file:line, when the file is missing, too large, no YAML, too
    deep, expands to too much, or holds a setting twice.
    """
    text = _text(path)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise _problem(path, line, f"this is not readable: {error.problem or error}") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _problem(path, line, "there is an unreadable character") from error
    except RecursionError as error:
        raise _problem(path, 1, "this is nested too deeply") from error
    lined = Lined(path=path, value=None)
    value = _Walk(path, lined.lines).value(node, ()) if node else None
    return Lined(path=path, value=value, lines=lined.lines)


def _text(path: Path) -> str:
    try:
        content = _content(path)
        return content.decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(
            f"{path}: this file cannot be read: {error.strerror}",
            advice="Check the name; config.example.yaml shows what belongs into it.",
        ) from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _problem(path, line, "this is not UTF-8 text") from error


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise _problem(path, 1, "this file is too large to be a list of settings")
    return content


class _Walk:
    """From nodes to values, counting, so that aliases cannot expand without end."""

    def __init__(self, path: Path, lines: dict[Place, int]) -> None:
        self._path, self._lines, self._count = path, lines, 0

    def value(self, node: yaml.Node, place: Place) -> Any:
        self._count += 1
        self._lines.setdefault(place, node.start_mark.line + 1)
        if self._count > MOST_VALUES:
            raise self._problem(node, "this expands to too many values")
        if len(place) > DEEPEST:
            raise self._problem(node, "this is nested too deeply")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(each, (*place, index)) for index, each in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._problem(key_node, "a setting needs a name before the colon")
            key = str(key_node.value)
            if key in values:
                raise self._problem(key_node, f'"{key}" is here twice')
            self._lines[(*place, key)] = key_node.start_mark.line + 1
            values[key] = self.value(value_node, (*place, key))
        return values

    def _scalar(self, node: yaml.Node) -> Any:
        convert = SCALARS.get(node.tag)
        if convert is None:
            raise self._problem(node, f"values marked {node.tag} are not read")
        try:
            node.value.encode()
            return convert(node.value)
        except UnicodeEncodeError as error:
            raise self._problem(node, "there is half a character") from error
        except ValueError:
            return str(node.value)  # 0x1F, 12:30, .inf: the type check says what was expected

    def _problem(self, node: yaml.Node, what: str) -> ConfigError:
        return _problem(self._path, node.start_mark.line + 1, what)


def _problem(path: Path, line: int, what: str) -> ConfigError:
    return ConfigError(
        f"{path}:{line}: {what}",
        advice="Change that line and try again; config.example.yaml shows how it is written.",
    )
