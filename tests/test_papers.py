"""The papers say what the program does: names, commands and rooms are held to the code."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from impersonation_watch.__main__ import COMMANDS

HOME = Path(__file__).parent.parent
PAPERS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "config.example.yaml")


def paper(name: str) -> str:
    return (HOME / name).read_text("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command(command: str) -> None:
    assert re.search(rf"^\| `{command}\b", paper("README.md"), re.MULTILINE)


def test_the_readme_names_no_command_that_is_not_there() -> None:
    named = re.findall(r"^\| `(\w+)", paper("README.md"), re.MULTILINE)
    assert set(named) == set(COMMANDS)


def test_the_contributors_see_every_room() -> None:
    layers = tomllib.loads(paper("pyproject.toml"))["tool"]["importlinter"]["contracts"][0]
    rooms = {each.split(".")[-1].strip(" ()") for each in " | ".join(layers["layers"]).split(" | ")}
    text = paper("CONTRIBUTING.md")
    assert [room for room in rooms if f"`{room}`" not in text] == []


def test_the_changes_tell_of_this_version() -> None:
    version = tomllib.loads(paper("pyproject.toml"))["project"]["version"]
    assert f"\n## {version}\n" in paper("CHANGELOG.md")


def test_the_readme_says_that_misuse_cannot_be_fully_prevented() -> None:
    assert "cannot fully prevent misuse" in paper("README.md")


@pytest.mark.parametrize("name", PAPERS)
def test_the_papers_do_not_shout(name: str) -> None:
    assert not re.search(r"!(?!\[)", paper(name))


@pytest.mark.parametrize("name", PAPERS)
def test_the_papers_name_no_machine(name: str) -> None:
    assert not re.search(r"/(?:home|root|Users|work)/", paper(name))
