"""What strangers wrote reaches the terminal as letters: nothing in it steers, colours or links."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import reviewing
from click.testing import CliRunner
from rich.console import Console

from impersonation_watch import tables
from impersonation_watch.__main__ import table
from impersonation_watch.commands import sources, watch
from impersonation_watch.errands import RunSummary
from impersonation_watch.evidence import write_bundle
from impersonation_watch.model import Disclosed, Mark, Outcome, SourceReport
from impersonation_watch.terminal import plain_line, plain_lines
from impersonation_watch.vault import StoredRun, TakenIn, Vault

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
STEERING = {
    "a colour": "\x1b[31m",
    "an erased screen": "\x1b[2J",
    "a link": "\x1b]8;;http://evil.example\x07",
    "a title": "\x1b]0;title\x1b\\",
    "one byte of eight bits": "\x9b31m",
    "a turned line": "\u202e\u2066",
    "a bell and a way back": "\a\b\r",
    "a new line": "\n\u2028\x85",
    "half a letter": "\ud800",
}
FORBIDDEN = {letter for each in STEERING.values() for letter in each if not letter.isprintable()}
HOSTILE = "".join(STEERING.values()) + "[bold red]Naomi[/] :smile: [link=http://evil.example]x"
REPORTS = tuple(
    SourceReport(
        source=f"mastodon.search:{HOSTILE}",
        outcome=outcome,
        disclosed=(Disclosed(to=HOSTILE, what=HOSTILE),),
        note=HOSTILE,
    )
    for outcome in (Outcome.OK, Outcome.NETWORK_ERROR)
)


def printed(show: Callable[[Console], object]) -> str:
    out = io.StringIO()
    show(Console(file=out, force_terminal=True, color_system=None, width=2000, emoji=True))
    return out.getvalue()


def check(text: str) -> None:
    lines = text.replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[3m", "")
    lines = lines.replace("\x1b[4m", "").replace("\x1b[0m", "")  # bold, dim, slanted: our own
    assert not (FORBIDDEN - {"\n"}) & set(lines)
    assert "Naomi" in lines


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    vault, _ = Vault.create(tmp_path / "notes", reviewing.PASSPHRASE, now=NOW, practice=True)
    vault.store.save_person(reviewing.naomi(NOW))
    signal = reviewing.signal("name_exact", 9.0, ours="Naomi Whitaker", theirs=HOSTILE)
    for name in (HOSTILE, f"Naomi{HOSTILE}"):
        found = reviewing.hit(
            NOW,
            f"naomi{name}",
            signal,
            mark=Mark.NOTIFY,
            display_name=name,
            bio=HOSTILE,
            source=f"mastodon.search:{HOSTILE}",
        )
        reviewing.keep(vault, found, NOW)
    return vault


def run() -> StoredRun:
    return StoredRun(run="r1", started=NOW, ended=NOW, end=None, reports=REPORTS, gaps=())


def test_the_table_of_hits_steers_nothing(vault: Vault) -> None:
    check(printed(lambda console: console.print(tables.hits_table(vault.store.hits()))))


def test_the_coverage_steers_nothing_and_keeps_brackets() -> None:
    shown = printed(lambda console: tables.print_coverage(console, run()))
    check(shown)
    assert "[bold red]" in shown


def test_the_places_steer_nothing_and_keep_brackets() -> None:
    shown = printed(lambda console: sources._print_run(console, run()))
    check(shown)
    assert "[bold red]" in shown


def test_progress_steers_nothing() -> None:
    def show(console: Console) -> None:
        with console.status("Starting ...") as status:
            tables.progress(status)(HOSTILE)
            status.stop()
            console.print(status.status)

    check(printed(show).rpartition("\x1b[2K")[2])


def test_what_a_look_came_to_steers_nothing(vault: Vault) -> None:
    taken = TakenIn(gaps=((2, 3),), spoiled=(HOSTILE, HOSTILE))
    summary = RunSummary(failure=HOSTILE, advice=HOSTILE, taken=taken, run=run())
    check(printed(lambda console: watch.show(console, vault, summary)))
    check(printed(lambda console: watch.tell_failure(console, summary)))


def test_a_look_tells_of_findings_that_did_not_arrive(vault: Vault) -> None:
    taken = TakenIn(gaps=((2, 3),), spoiled=("letter",))
    summary = RunSummary(failure="", advice="", taken=taken, run=None)
    said = printed(lambda console: watch.show(console, vault, summary))
    assert "Findings are missing" in said
    assert "A file in the inbox could not be read and was set aside." in said


def test_the_name_of_a_packet_steers_nothing(tmp_path: Path) -> None:
    packet = tmp_path / "Naomi\x1b]8;;evil\x07\u202e.zip"
    write_bundle(packet, {"README.txt": b"Read this first."}, NOW)
    ran = CliRunner().invoke(table, ["verify", str(packet)])
    check(ran.output)
    assert "is whole" in ran.output


@pytest.mark.parametrize("steering", STEERING.values(), ids=list(STEERING))
def test_a_line_is_one_line_of_letters(steering: str) -> None:
    assert plain_line(f"Na{steering}omi").isprintable()


def test_a_line_has_an_end() -> None:
    assert len(plain_line("x" * 10_000)) == 2000


def test_a_list_of_problems_keeps_its_lines() -> None:
    assert plain_lines("first\n  Na\x1bomi") == "first\n  Na·omi"
