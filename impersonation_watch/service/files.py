"""Our files among those of others: find them, write them whole, leave nothing behind."""

from __future__ import annotations

import html
import os
import re
import secrets
from collections.abc import Sequence
from pathlib import Path
from string import Template

from impersonation_watch.service.service import PROGRAM, SHORT, START

TEMPLATES = Path(__file__).parent / "templates"
LONGEST = 64 * 1024  # bytes; ours have two thousand


def template(name: str) -> Template:
    """One of the texts that the systems read."""
    return Template((TEMPLATES / name).read_text("utf-8"))


def ours(folder: Path, ending: str) -> tuple[Path, ...]:
    """The files in this folder that start this program, whatever their name is."""
    return tuple(sorted(path for path in folder.glob(f"*{ending}") if is_ours(path)))


def is_ours(path: Path) -> bool:
    """Whether this file starts this program."""
    words = re.split(r"[\s<>/\"]+", _read(path))
    return set(START) <= set(words) and bool({PROGRAM, SHORT} & set(words))


def is_about(path: Path, folder: str) -> bool:
    """Whether this file of ours starts it over this folder, written as `in_words` does."""
    text = _read(path).replace("%%", "%").replace("\\\\", "\\").replace('\\"', '"')
    return re.search(rf"{re.escape(folder)}[\s<\"]", text) is not None


def _read(path: Path) -> str:
    """The text without the signs of XML; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST)
    except OSError:
        return ""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    return html.unescape(content.decode(encoding, "replace"))


def write(path: Path, content: bytes) -> None:
    """Whole or not at all; readable for this user only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_name(f".{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def prune(folder: Path, names: Sequence[str]) -> None:
    """Take away this folder and those around it, as far as they are called so and empty."""
    for each, name in zip((folder, *folder.parents), names, strict=False):
        if each.name != name or not each.is_dir() or any(each.iterdir()):
            return
        each.rmdir()
