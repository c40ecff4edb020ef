"""What everybody else at this computer can read says nothing about what this is."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import pytest
from reviewing import PASSPHRASE, Pages, copy_of_filled, unlocked, webp
from test_background import wait_for

from impersonation_watch import language, naming, service
from impersonation_watch.model import Keeping, Practice, Settings, StoreError, WatchError
from impersonation_watch.pictures import Darkroom
from impersonation_watch.service import launchd, systemd, tasks
from impersonation_watch.vault import Vault

WORDS = (
    "stalk", "abuse", "fake", "victim", "watch", "imperson", "evidence", "takedown", "scam",
    "ملاحق", "مطارد", "إساءة", "اساءة", "مزيف", "مزور", "ضحية", "مراقب", "يراقب", "تجسس",
    "انتحال", "منتحل", "ينتحل",
)  # fmt: skip
WORD = "diary"
OURS = f"{WORD} | {WORD}"  # title and short name


def telling(text: str) -> list[str]:
    """The words of the list that can be read, but for where the program is installed."""
    for known in (sys.prefix, sys.executable, str(Path(naming.__file__).parent.parent)):
        text = text.replace(known, "")
    return [word for word in WORDS if word in text.lower()]


def read(pid: int, name: str) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/{name}").read_bytes().replace(b"\0", b" ").decode().strip()
    return ""


def below(pid: int) -> Iterator[int]:
    """The processes that were started from this one, and those from them."""
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, path.read_text().split()):
                yield child
                yield from below(child)


@contextmanager
def noting() -> Iterator[dict[int, list[str]]]:
    """Title and short name of every process from here, as often as they can be read."""
    seen: dict[int, list[str]] = defaultdict(list)
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(0.005):
            for pid in below(os.getpid()):
                told = f"{read(pid, 'cmdline')} | {read(pid, 'comm')}"
                if told not in seen[pid][-1:]:
                    seen[pid].append(told)

    thread = threading.Thread(target=look)
    thread.start()
    yield seen
    ended.set()
    thread.join()


# --- the word ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", "x", "Notes", "a b", "../x", "x" * 40, "ملاحظات"])
def test_a_word_that_is_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(WatchError, match="cannot be used"):
        naming.rename(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_the_word_is_kept_and_read_while_locked(tmp_path: Path) -> None:
    naming.rename(tmp_path, WORD)
    assert (naming.name_of(tmp_path), naming.name_of(tmp_path / "other")) == (WORD, "notes")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a b\n", b"x" * 10_000, b"../up"])
def test_a_spoiled_word_is_the_plain_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / naming.FILE).write_bytes(content)
    assert naming.name_of(tmp_path) == naming.PLAIN


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="could not be written"):
        naming.rename(tmp_path / "nowhere", WORD)


# --- on its page ------------------------------------------------------------------------------


@pytest.fixture
def opened(tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pages]:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv(naming.TITLE, naming.PLAIN)
    with unlocked(tmp_path / "notes", now) as opened:
        yield opened


def test_the_word_is_changed_on_a_page(opened: Pages) -> None:
    answer = opened.post("/settings/name", name=" Diary ")
    assert "From now on it is called diary." in answer.text
    assert (naming.name_of(opened.sitting.folder), naming.worn()) == (WORD, WORD)


def test_a_word_that_cannot_be_used_is_said_on_the_page(opened: Pages) -> None:
    answer = opened.post("/settings/name", name="my notes")
    assert (answer.status_code, "letters, digits and hyphens" in answer.text) == (422, True)
    assert naming.name_of(opened.sitting.folder) == naming.PLAIN


def test_the_service_is_called_by_the_new_word(opened: Pages, tmp_path: Path) -> None:
    place, folder = systemd.folder(tmp_path, os.environ), opened.sitting.folder
    service.install(systemd, place, service.service_for(folder, home=tmp_path))
    opened.post("/settings/name", name=WORD)
    assert [path.name for path in place.iterdir()] == [f"{WORD}.service"]


# --- in a live session ------------------------------------------------------------------------


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """A place that takes a call and never says a word: a run waits for it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


@pytest.fixture
def home(tmp_path: Path, now: datetime, silent: socket.socket) -> Path:
    copy_of_filled(tmp_path / "notes", now)
    hosts = {"public.api.bsky.app": silent.getsockname()[1]}
    settings = Settings(
        keeping=Keeping.KEEP_WATCHING,
        sources=("bluesky",),
        practice=Practice(hosts=hosts, ca_pem=""),
    )
    with Vault.open(tmp_path / "notes", PASSPHRASE) as vault:
        vault.store.save_settings(settings)
        vault.write_capsule(now)
    naming.rename(tmp_path / "notes", WORD)
    (tmp_path / "words").write_text(PASSPHRASE)
    (tmp_path / "tmp").mkdir()
    return tmp_path


@contextmanager
def started(home: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command as somebody types it; ended politely."""
    command = [sys.executable, "-m", "impersonation_watch", *arguments]
    with (
        (home / f"said-{'-'.join(arguments[:2])}").open("wb") as log,
        subprocess.Popen(
            [*command, "--vault", str(home / "notes")],
            stdout=log,
            stderr=log,
            env={**os.environ, "HOME": str(home), "TMPDIR": str(home / "tmp"), naming.TITLE: "x"},
        ) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()


@pytest.fixture
def lived(home: Path, silent: socket.socket) -> dict[int, list[str]]:
    """Pages, the process that waits, its child that unlocks and the one that looks; all ended."""
    silent.settimeout(60)
    with (
        noting() as seen,
        started(home, "run", "--passphrase-file", str(home / "words")) as waiting,
        silent.accept()[0],
        started(home, "review", "--no-browser") as pages,
        started(home, "run", "--locked") as locked,
    ):
        typed = [each.pid for each in (pages, locked, waiting)]
        wait_for(lambda: all(OURS in seen[each] for each in typed), 60)
        wait_for(lambda: [each[-1] for each in list(seen.values())].count(OURS) >= 4, 60)
    for each in typed:  # as it was typed, until the program had begun
        seen[each] = seen[each][seen[each].index(OURS) :]
    return seen


@pytest.mark.server
@pytest.mark.slow
def test_nothing_others_can_read_of_a_live_session_says_what_it_is(
    home: Path, lived: dict[int, list[str]]
) -> None:
    titles = [told for each in lived.values() for told in each]
    names = [str(path.relative_to(home)) for path in home.rglob("*")]
    plain = [path.read_text("utf-8", "replace") for path in home.glob("said-*")]
    plain += [(home / "notes" / name).read_text() for name in ("clock", "name", "look.lock")]
    assert len(lived) >= 4  # the one that unlocks can be gone before it is seen
    assert [(each, telling(each)) for each in [*titles, *names, *plain] if telling(each)] == []


@pytest.mark.server
@pytest.mark.slow
def test_every_process_of_a_session_is_called_by_the_word(lived: dict[int, list[str]]) -> None:
    half = ("", WORD)  # of a title, while the process ends
    whole = [[told for told in each if told.strip(" |") not in half] for each in lived.values()]
    assert [each[-1] for each in whole if each].count(OURS) >= 4
    assert {each[-1] for each in whole if each} == {OURS}


def test_the_child_that_opens_pictures_is_called_by_the_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(naming.TITLE, WORD)
    with noting() as seen, Darkroom() as room:
        room.develop(webp())
        wait_for(lambda: any(OURS in each for each in list(seen.values())), 60)
    assert [each for told in seen.values() for each in told if telling(each)] == []


@pytest.mark.parametrize("system", [systemd, launchd, tasks])
def test_the_text_of_a_service_says_nothing(system: service.System, tmp_path: Path) -> None:
    wanted = service.service_for(tmp_path / ".notes", name=WORD, home=tmp_path)
    content = system.text(wanted).decode("utf-16" if system is tasks else "utf-8")
    assert telling(content) == []


@pytest.mark.parametrize("spoken", language.LANGUAGES)
def test_a_notice_says_nothing_in_any_language(spoken: str) -> None:
    language.speak(spoken)
    words = Settings()
    assert telling(language._(words.notice_title) + language._(words.notice_text)) == []
    language.speak("en")
