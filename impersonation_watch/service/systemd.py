"""Linux: a systemd unit of the user, started with her session and ended with it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from impersonation_watch.model import WatchError
from impersonation_watch.service.files import prune, template
from impersonation_watch.service.service import Service

ENDING = ".service"
OWN_FOLDERS: tuple[str, ...] = ("user", "systemd", ".config")  # a home may have none of them
TRIED = True
SECONDS = 30  # stopping waits for a run that is going on
PLAIN = re.compile(r"[A-Za-z0-9_@%+=:,./~-]+")  # needs no quotes in a unit
UNSAFE = "\"'\\"  # refused by systemd in the path of a program, however they are quoted
# Where the system and its administrator keep units; man 5 systemd.unit, "User Unit Search Path".
SYSTEM_FOLDERS = (
    "/etc/systemd/user",
    "/run/systemd/user",
    "/usr/local/lib/systemd/user",
    "/usr/local/share/systemd/user",
    "/usr/lib/systemd/user",
    "/usr/share/systemd/user",
    "/lib/systemd/user",
)


def folder(home: Path, environ: Mapping[str, str]) -> Path:
    """In XDG_CONFIG_HOME where that is set and absolute, as its specification wants."""
    given = Path(environ.get("XDG_CONFIG_HOME", ""))
    return (given if given.is_absolute() else home / ".config") / "systemd" / "user"


def text(service: Service) -> bytes:
    """The unit. "%h" stands for the home folder, so that no login name is in it.

    Raises WatchError where the program lies at a path that systemd runs nothing from.
    """
    if any(sign in service.program for sign in UNSAFE):
        raise WatchError(
            "systemd starts no program from a folder with quotes in its name",
            advice="Install the program in another folder.",
        )
    words = (_in_home(service.program, service.home), *map(_escaped, service.arguments))
    command = " ".join(map(_quoted, words))
    unit = template("systemd.service").substitute(title=service.title, command=command)
    return unit.encode("utf-8")


def start(path: Path) -> tuple[str, ...]:
    if not _answers():
        return (
            "systemd does not answer here, so nothing was started. Type this once after a login:",
            f"  systemctl --user enable --now {path.name}",
        )
    for words in (("daemon-reload",), ("enable", path.name), ("restart", path.name)):
        code, said = _systemctl(*words)
        if code != 0:
            return (f"The file lies there, but systemd did not take it: {said}",)
    return ("It runs now, and from now on after each login.",)


def stop(path: Path) -> tuple[str, ...]:
    if not _answers():
        return ("systemd does not answer here. What runs now ends when you log out.",)
    code, said = _systemctl("disable", "--now", path.name)
    if code != 0:
        return (f"systemd did not stop it: {said}", "What runs now ends when you log out.")
    return ("Stopped, and switched off for the next login.",)


def forget(path: Path) -> None:
    """The links that switching it on made, and what systemd remembers of a unit that failed."""
    for wanting in path.parent.glob("*.wants"):
        (wanting / path.name).unlink(missing_ok=True)
        prune(wanting, (wanting.name,))
    if _answers():
        _systemctl("daemon-reload")
        _systemctl("reset-failed", path.name)


def state(path: Path) -> str:
    if not _answers():
        return "systemd does not answer here, so it cannot be said whether it runs."
    _, active = _systemctl("is-active", path.name)
    _, enabled = _systemctl("is-enabled", path.name)
    return f"systemd says: {active}, {enabled}."


def taken(name: str, folders: Sequence[str] = SYSTEM_FOLDERS) -> bool:
    return any((Path(each) / f"{name}{ENDING}").exists() for each in folders)


def _answers() -> bool:
    return _systemctl("show", "--property=Version")[0] == 0


def _systemctl(*words: str) -> tuple[int, str]:
    """Its exit code and what it said; 127 where there is none."""
    try:
        done = subprocess.run(
            ["systemctl", "--user", *words],
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return 127, str(error)
    return done.returncode, " ".join((done.stdout or done.stderr).split())


def _in_home(program: str, home: Path) -> str:
    path = Path(program)
    if path.is_relative_to(home):
        return f"%h/{_escaped(str(path.relative_to(home)))}"
    return _escaped(program)


def _escaped(word: str) -> str:
    """So that nothing in it is a specifier. Variables are not read: the command begins with ":"."""
    return word.replace("%", "%%")


def _quoted(word: str) -> str:
    if PLAIN.fullmatch(word):
        return word
    inside = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inside}"'
