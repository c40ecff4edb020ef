"""A run opens no door: nobody can talk to it, and it tells places no more than it must."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from keeping import NOW, PASSPHRASE, naomi
from loopback import Loopback, Reply
from scrapy.settings import default_settings

from impersonation_watch.crawl import Plan
from impersonation_watch.crawl.run import _scrapy_settings
from impersonation_watch.model import Settings
from impersonation_watch.starting import start_watch
from impersonation_watch.vault import Vault

SERVER = "social.example"
EMPTY = Reply(body=b'{"accounts": []}', headers={"Content-Type": "application/json"}, wait=1.0)
LISTENS = "0A"  # TCP_LISTEN, Linux include/net/tcp_states.h
ACCEPTS = 0x10000  # __SO_ACCEPTCON, Linux include/uapi/linux/net.h
PATIENCE = 20.0  # seconds until the run has asked for something

# The watch process itself; every address it takes for others to reach it at is written down. When
# it is imported, urllib3 takes one and lets go of it at once, to know whether IPv6 is there.
WATCHED = """
import sys
URLLIB3 = "urllib3/util/connection.py"
noted = open(sys.argv.pop(1), "a", buffering=1)
def note(event, arguments):
    if event == "socket.bind" and not sys._getframe(1).f_code.co_filename.endswith(URLLIB3):
        noted.write(f"{arguments[1:]}\\n")
sys.addaudithook(note)
noted.write("begun\\n")
from impersonation_watch.watch import main
sys.exit(main())
"""


@pytest.mark.parametrize(
    "name",
    [
        "TELNETCONSOLE_ENABLED",
        "REMOTE_CONTROL_ENABLED",
        "COOKIES_ENABLED",
        "REFERER_ENABLED",
        "HTTPCACHE_ENABLED",
        "METAREFRESH_ENABLED",
        "HTTPPROXY_ENABLED",
    ],
)
def test_a_real_run_keeps_this_door_of_scrapy_shut(name: str) -> None:
    assert hasattr(default_settings, name), "Scrapy has another name for it now"
    assert _scrapy_settings(Plan(queries=(), settings=Settings())).getbool(name) is False


# --- while it looks ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Looking:
    """A run in the middle of its first request, then ended."""

    doors: list[str] | None  # None: this user may not see what the process has open
    bound: list[str]
    code: int


@pytest.fixture(scope="module")
def looking(tmp_path_factory: pytest.TempPathFactory) -> Looking:
    folder = tmp_path_factory.mktemp("looking")
    (folder / "noted").touch()
    with Loopback(lambda host, path: EMPTY, (SERVER,)) as server:
        key = watched_over(folder / "notes", server)
        command = (sys.executable, "-c", WATCHED, str(folder / "noted"))
        process = start_watch(folder / "notes", key, command=command)
        until = time.monotonic() + PATIENCE
        while not server.asked and time.monotonic() < until:
            time.sleep(0.05)
        doors = doors_of(process)
        code = process.wait()
        assert server.asked
    bound = (folder / "noted").read_text().splitlines()
    return Looking(doors=doors, bound=bound, code=code)


def watched_over(folder: Path, server: Loopback) -> bytes:
    """A vault with somebody to look for on that server; the key of its capsule."""
    vault, _ = Vault.create(folder, PASSPHRASE, now=NOW, practice=True)
    with vault:
        vault.store.save_person(naomi())
        vault.store.save_settings(
            Settings(sources=("mastodon",), mastodon_hosts=(SERVER,), practice=server.practice)
        )
        vault.write_capsule(NOW)
        return vault.capsule_key


def doors_of(process: subprocess.Popen[bytes]) -> list[str] | None:
    """What somebody could connect to, of a process under way."""
    assert process.poll() is None
    try:
        return [*open_doors(process.pid)]
    except PermissionError:
        return None


def open_doors(pid: int) -> Iterator[str]:
    """Every socket of a process that waits for others, from Linux's own tables."""
    own = {each.readlink().name for each in Path(f"/proc/{pid}/fd").iterdir()}
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            cells = line.split()
            waits = cells[3] == LISTENS if table.startswith("tcp") else cells[2].endswith(":0000")
            if waits and f"socket:[{cells[9]}]" in own:
                yield f"{table} {cells[1]}"
    for line in Path(f"/proc/{pid}/net/unix").read_text().splitlines()[1:]:
        cells = line.split()
        if int(cells[3], 16) & ACCEPTS and f"socket:[{cells[6]}]" in own:
            yield f"unix {cells[7:]}"


@pytest.mark.server
def test_a_run_binds_no_address_from_beginning_to_end(looking: Looking) -> None:
    assert (looking.code, looking.bound) == (0, ["begun"])


@pytest.mark.server
def test_a_run_under_way_listens_on_no_port(looking: Looking) -> None:
    if looking.doors is None:
        pytest.skip("the process hides what it has open from this user, as it should")
    assert looking.doors == []


@pytest.mark.server
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_UNIX])
def test_an_open_door_would_be_seen(family: socket.AddressFamily, tmp_path: Path) -> None:
    script = "import socket, sys; s = socket.socket(socket.AddressFamily(int(sys.argv[1])));"
    script += "s.bind(sys.argv[2] if s.family == socket.AF_UNIX else ('127.0.0.1', 0));"
    script += "s.listen(); print(flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", script, str(int(family)), str(tmp_path / "door")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert len([*open_doors(process.pid)]) == 1
        process.communicate()
