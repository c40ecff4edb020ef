"""The hand-made and derived lists that lie beside the program, read once each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files


@cache
def lookalikes() -> Mapping[str, str]:
    """Characters that look like one ASCII letter or digit (Unicode TR39)."""
    table: dict[str, str] = json.loads("".join(lines("lookalikes.json")))
    return table


@cache
def shapes() -> Mapping[str, str]:
    """Characters that look like one ASCII letter or digit to us, where Unicode has no opinion."""
    rows = (line.split() for line in lines("shapes.txt"))
    return {char: row[0] for row in rows for char in row[1:]}


@cache
def spellings(language: str) -> Mapping[str, tuple[str, ...]]:
    """How names of a language are usually written in Latin letters; the most usual first."""
    pairs = (line.split(" = ") for line in lines("spellings", f"{language}.txt") if " = " in line)
    return {native: tuple(latin.split(", ")) for native, latin in pairs}


def lines(*path: str) -> Iterator[str]:
    """Lines of a text file in matchers/data, one by one; comments and blank ones left out."""
    with files("matchers.data").joinpath(*path).open(encoding="utf-8") as text:
        for line in text:
            if not line.startswith("#") and line.strip():
                yield line.rstrip("\n")
