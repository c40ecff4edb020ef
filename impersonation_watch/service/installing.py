"""Install and remove, the same way on every system."""

from __future__ import annotations

from pathlib import Path

from impersonation_watch.model import WatchError
from impersonation_watch.service import files
from impersonation_watch.service.service import Service, System

UNTRIED = (
    "For this system the file follows the system's documentation; it was not tried. Look after the"
    " next login whether it runs."
)


def install(system: System, folder: Path, service: Service) -> tuple[str, ...]:
    """Write the file and switch it on; sentences on what became of it.

    Done again it changes its own file. Raises WatchError for a name that something else has.
    """
    path = folder / f"{service.name}{system.ENDING}"
    foreign = (path.exists() or path.is_symlink()) and not files.is_ours(path)
    if foreign or system.taken(service.name):
        raise WatchError(
            f"something else here is already called {service.name}",
            advice="Nothing was changed. Choose another name with `--name`.",
        )
    files.write(path, system.text(service))
    return (f"Written: {path}", *_untried(system), *system.start(path))


def remove(system: System, path: Path) -> tuple[str, ...]:
    """Stop it, switch it off and delete the file; sentences on what became of it.

    Raises WatchError for a file that is not there or not ours.
    """
    if not files.is_ours(path):
        raise WatchError(
            f"no service of this program is called {path.stem}",
            advice="Nothing was changed. `service status` says what there is.",
        )
    said = system.stop(path)
    path.unlink()
    system.forget(path)
    files.prune(path.parent, system.OWN_FOLDERS)
    return (*said, f"Deleted: {path}")


def state(system: System, path: Path) -> tuple[str, ...]:
    """Whether the file is there, and whether it runs."""
    if not files.is_ours(path):
        return (f"No file: {path} is not there.",)
    return (f"File: {path}", *_untried(system), system.state(path))


def _untried(system: System) -> tuple[str, ...]:
    return () if system.TRIED else (UNTRIED,)
