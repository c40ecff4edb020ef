"""The walls of the house: each is seen to stand, and each is seen to fall once."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).parent.parent
PACKAGES = ("impersonation_watch", "spiders", "matchers")
SETTINGS: dict[str, Any] = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
CONTRACTS = SETTINGS["tool"]["importlinter"]["contracts"]

# contract -> a file, and the line that must not stand in it
FORBIDDEN = {
    "The floors of the house": (
        "impersonation_watch/model/people.py",
        "from matchers import WEIGHTS",
    ),
    "The side that can open never meets the internet": (
        "impersonation_watch/vault/blobs.py",
        "import scrapy",
    ),
    "The side that meets the internet cannot open what is kept": (
        "impersonation_watch/judge.py",
        "from impersonation_watch import vault",
    ),
    "Matching and judging are pure": ("matchers/names.py", "import time"),
    "Scrapy stays on the watch side": ("impersonation_watch/schedule/due.py", "import twisted"),
    "The process that waits stays small and can open nothing": (
        "impersonation_watch/clockfile.py",
        "from impersonation_watch.sealing import write_whole",
    ),
    "SQL lives in the vault": ("impersonation_watch/config/checks.py", "import sqlite3"),
    "Files are read where files are read": ("impersonation_watch/capsule.py", "import yaml"),
}
# who may open a connection or a port, and why
NETWORK = {
    "impersonation_watch/crawl/": "meets the internet, through the address guard",
    "impersonation_watch/review/serve.py": "listens on loopback",
    "impersonation_watch/demo/": "answers on loopback in place of the internet",
}
CONNECTING = ("socket", "http.client", "urllib.request", "ftplib", "smtplib", "ssl")
PURE = ("matchers/", "judge", "cases", "words", "accounts", "model", "plain")
READS_ITS_OWN_DATA = ("matchers/lists.py", "matchers/data/")  # shipped tables, never a user's file
FACE_LIBRARIES = re.compile(
    r"face|dlib|mtcnn|insight|mediapipe|arcface|retina|torch|tensorflow|onnx|rekognition", re.I
)


def sources() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((HOME / package).rglob("*.py")):
            name = path.relative_to(HOME).as_posix()
            yield name, ast.parse(path.read_text("utf-8"), name)


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    code = "from importlinter.cli import lint_imports_command as run; run()"
    command = [sys.executable, "-c", code, "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the house that may be damaged."""
    for package in PACKAGES:
        shutil.copytree(
            HOME / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(HOME / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_house_stands(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout


def test_every_wall_has_its_crack_here() -> None:
    assert {each["name"] for each in CONTRACTS} == set(FORBIDDEN)


@pytest.mark.parametrize("wall", FORBIDDEN)
def test_a_forbidden_import_is_caught(copy: Path, wall: str) -> None:
    file, line = FORBIDDEN[wall]
    path = copy / file
    path.write_text(f"{path.read_text('utf-8')}\n{line}\n", "utf-8")
    done = lint(copy)
    assert done.returncode != 0
    assert re.search(rf"^{re.escape(wall)} BROKEN", done.stdout, re.MULTILINE), done.stdout


def test_every_module_has_its_floor() -> None:
    layers = CONTRACTS[0]["layers"]
    named = {each.strip(" ()") for layer in layers for each in layer.split("|")}
    rooms = {
        f"impersonation_watch.{path.stem}"
        for path in (HOME / "impersonation_watch").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert rooms - {"impersonation_watch.__init__"} | {"spiders", "matchers"} == named


def test_only_those_who_may_open_connections_import_what_opens_them() -> None:
    found = [
        f"{name}: {module}"
        for name, tree in sources()
        if not name.startswith(tuple(NETWORK))
        for module in imported(tree)
        if module in CONNECTING
    ]
    assert found == []


def test_no_shell_is_ever_used() -> None:
    found = [
        name
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "shell"
    ]
    assert found == []


def calls(tree: ast.Module) -> Iterator[str]:
    """What is called or looked up, as dotted text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call | ast.Attribute):
            yield ast.unparse(node.func if isinstance(node, ast.Call) else node)


IMPURE = re.compile(
    r"(?:datetime|date)\.(?:now|utcnow|today)|time\.(?:time|monotonic)|open|input|print"
    r"|os\.(?:environ|getenv|open)(?:\..*)?|.*\.(?:read_text|read_bytes|write_text|write_bytes)"
)


def test_matching_and_judging_touch_neither_clock_nor_disk_nor_environment() -> None:
    found = [
        f"{name}: {call}"
        for name, tree in sources()
        if name.removeprefix("impersonation_watch/").startswith(PURE)
        if not name.startswith(READS_ITS_OWN_DATA)
        for call in calls(tree)
        if IMPURE.fullmatch(call)
    ]
    assert found == []


def test_nothing_recognises_faces() -> None:
    project = SETTINGS["project"]
    extras = [each for extra in project["optional-dependencies"].values() for each in extra]
    found = [each for each in (*project["dependencies"], *extras) if FACE_LIBRARIES.search(each)]
    assert found == []


def test_no_code_names_a_face_detector() -> None:
    detectors = re.compile(r"CascadeClassifier|FaceDetector|FaceRecognizer|face_encodings")
    found = [name for name, tree in sources() if detectors.search(ast.unparse(tree))]
    assert found == []


def test_every_dependency_says_why_it_is_there() -> None:
    text = (HOME / "pyproject.toml").read_text("utf-8")
    block = text.split("\ndependencies = [")[1].split("\n]")[0]
    bare = [line for line in block.splitlines() if line.strip().startswith('"') and "#" not in line]
    assert bare == []
