"""The files that start the service: what each system reads in them, and what nobody may read."""

from __future__ import annotations

import os
import plistlib
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from impersonation_watch import service
from impersonation_watch.model import WatchError
from impersonation_watch.service import Service, System, launchd, systemd, tasks

SYSTEMS = (systemd, launchd, tasks)
ODD = 'a "b" 50% $HOME \\x ü'  # what a path may hold and a unit reads otherwise
RUNNABLE = "a b 50% $HOME ü"  # the same without what systemd refuses in the path of a program


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def listing(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def words_of(path: Path, home: Path) -> list[str]:
    """The command of a unit as systemd would run it."""
    line = next(each for each in path.read_text().splitlines() if each.startswith("ExecStart=:"))
    words = shlex.split(line.removeprefix("ExecStart=:"))
    return [word.replace("%h", str(home)).replace("%%", "%") for word in words]


def odd_service(home: Path) -> Service:
    return Service(
        name="notes", home=home, program=f"{home}/{ODD}/python", arguments=("-m", f"~/{ODD}")
    )


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_file_names_neither_the_home_nor_what_it_is_for(system: System, home: Path) -> None:
    wanted = service.service_for(home / ".notes", home=home)
    content = system.text(wanted).decode("utf-16" if system is tasks else "utf-8")
    assert str(home) not in content
    content = content.replace(wanted.program, "")  # where it is installed
    assert not any(word in content.lower() for word in ("watch", "fake", "stalk", "evidence"))


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_installs_and_leaves_nothing(system: System, tmp_path: Path) -> None:
    place = system.folder(tmp_path, {})
    place.parents[len(system.OWN_FOLDERS) - 1].mkdir(parents=True, exist_ok=True)
    before = listing(tmp_path)
    said = service.install(system, place, service.service_for(tmp_path / "n", home=tmp_path))
    assert any("not tried" in each for each in said) == (not system.TRIED)
    assert service.ours(place, system.ENDING) == (place / f"notes{system.ENDING}",)
    service.remove(system, place / f"notes{system.ENDING}")
    assert listing(tmp_path) == before


def test_a_chosen_folder_of_settings_stays_though_nothing_is_left_in_it(tmp_path: Path) -> None:
    chosen = tmp_path / "settings"
    place = systemd.folder(tmp_path, {"XDG_CONFIG_HOME": str(chosen)})
    service.install(systemd, place, service.service_for(tmp_path / "n", home=tmp_path))
    service.remove(systemd, place / "notes.service")
    assert listing(tmp_path) == ["settings"]


def test_a_relative_xdg_folder_is_not_believed(home: Path) -> None:
    assert systemd.folder(home, {"XDG_CONFIG_HOME": "x"}) == home / ".config/systemd/user"


def test_odd_signs_in_a_path_reach_systemd_as_they_are(home: Path) -> None:
    path = home / "notes.service"
    odd = replace(odd_service(home), program=f"{home}/{RUNNABLE}/python")
    path.write_bytes(systemd.text(odd))
    assert words_of(path, home) == [odd.program, "-m", f"~/{ODD}"]


def test_a_program_that_systemd_would_refuse_is_refused_before(home: Path) -> None:
    with pytest.raises(WatchError, match="quotes"):
        systemd.text(odd_service(home))


def test_odd_signs_in_a_path_reach_launchd_as_they_are(home: Path) -> None:
    agent = plistlib.loads(launchd.text(odd_service(home)))
    assert agent["ProgramArguments"] == [f"{home}/{ODD}/python", "-m", f"~/{ODD}"]
    assert (agent["Label"], agent["RunAtLoad"]) == ("notes", True)


def test_odd_signs_in_a_path_reach_windows_as_they_are(home: Path) -> None:
    task = ElementTree.fromstring(tasks.text(odd_service(home)).decode("utf-16").split("?>")[1])
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    assert task.findtext(f".//{space}Command") == f"{home}/{ODD}/python"
    arguments = task.findtext(f".//{space}Arguments")
    assert arguments == subprocess.list2cmdline(["-m", f"~/{ODD}"])


def test_a_line_break_in_the_folder_is_refused(home: Path) -> None:
    with pytest.raises(WatchError, match="hidden signs"):
        service.service_for(home / "a\nExecStart=x", home=home)


def test_a_system_without_a_module_is_named() -> None:
    with pytest.raises(WatchError, match="no service for this system"):
        service.system_of("plan9")


@pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="systemd-analyze (package systemd) is not here"
)
@pytest.mark.parametrize(("program", "folder"), [("venv", "notes"), (RUNNABLE, ODD)])
def test_systemd_itself_finds_nothing_wrong(home: Path, program: str, folder: str) -> None:
    (home / program).mkdir()
    (home / program / "python").symlink_to(sys.executable)
    wanted = service.service_for(home / folder, home=home)
    wanted = replace(wanted, program=str(home / program / "python"))
    (home / "notes.service").write_bytes(systemd.text(wanted))
    given = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}  # it asks nobody
    order = ["systemd-analyze", "--user", "verify", str(home / "notes.service")]
    done = subprocess.run(order, capture_output=True, text=True, env=given)
    assert (done.returncode, done.stderr) == (0, "")
