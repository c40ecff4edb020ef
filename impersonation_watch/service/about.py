"""Every service that starts this program over one folder, whatever it is called."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from impersonation_watch.service import files, installing
from impersonation_watch.service.service import System, in_words, service_for
from impersonation_watch.service.systems import SYSTEMS


def about(folder: Path, *, home: Path, environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Their files; none on a system that has no services of ours."""
    system = _system()
    if system is None:
        return ()
    found = files.ours(system.folder(home, environ), system.ENDING)
    shown = in_words(folder, home)
    return tuple(path for path in found if files.is_about(path, shown))


def remove_all(folder: Path, *, home: Path, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Stop them and take them away, wholly; sentences on what became of it."""
    system = _system()
    found = about(folder, home=home, environ=environ) if system else ()
    return tuple(each for path in found if system for each in installing.remove(system, path))


def rename(folder: Path, name: str, *, home: Path, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Call the one there is by another name; sentences on what became of it, none without one.

    Raises WatchError for a name that something else has; the one there is stays then.
    """
    system = _system()
    old = [each for each in about(folder, home=home, environ=environ) if each.stem != name]
    if system is None or not old:
        return ()
    wanted = service_for(folder, name=name, home=home)
    said = installing.install(system, system.folder(home, environ), wanted)
    return (*said, *(each for path in old for each in installing.remove(system, path)))


def _system() -> System | None:
    return SYSTEMS.get(sys.platform)
