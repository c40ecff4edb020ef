"""Hits, source reports and progress as the terminal shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich import box
from rich.console import Console
from rich.status import Status
from rich.table import Table
from rich.text import Text

from impersonation_watch import words
from impersonation_watch.language import _
from impersonation_watch.model import LOOKED, Hit, SourceReport
from impersonation_watch.terminal import plain_line
from impersonation_watch.vault import StoredHit, StoredRun

RUNS_READ = 30  # far enough back to find a daily run behind some checked links
WIDEST = 40  # characters of a name in a cell; the whole name is on its page


def hits_table(hits: Sequence[StoredHit]) -> Table:
    """What was found, worst first: how strong, where, under which name, and why in words."""
    table = Table(header_style="bold", box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("", no_wrap=True)
    table.add_column("Where and under which name", ratio=5, overflow="fold")
    table.add_column("Why", ratio=7)
    table.add_column("Id", no_wrap=True)
    for stored in in_order(hits):
        table.add_row(*cells(stored.hit), stored.id)
    return table


def in_order(hits: Iterable[StoredHit]) -> list[StoredHit]:
    """The one to look at first, first: her photo, then by how much speaks for a copy."""
    return sorted(
        hits,
        key=lambda each: (words.STRENGTHS.index(words.strength(each.hit)), -each.hit.bits),
    )


def cells(hit: Hit) -> tuple[str, Text, Text]:
    """How strong; name, handle and place; why: one hit's cells, safe to print."""
    candidate = hit.candidate
    who = name_text(candidate.display_name or "")
    where = plain_line(words.place(candidate.source))
    who.append(f"\n@{plain(candidate.handle)}\n{where}", style="dim")
    return words.strength(hit), who, Text(plain_line(words.why(hit)))


def name_text(raw: str) -> Text:
    """A name with its disguise made visible, safe to print on any terminal."""
    text = Text()
    for piece, disguise in words.visible(raw[:WIDEST]):
        if disguise is None:
            text.append(plain(piece))
        elif piece.isprintable() and piece.strip():
            text.append(piece, style="underline")
        else:
            text.append("·", style="underline")
    if len(raw) > WIDEST:
        text.append("…")
    return text


def plain(raw: str) -> str:
    """As much as fits into a cell, and nothing that steers the terminal."""
    return plain_line(raw, WIDEST)


def progress(status: Status) -> Callable[[str], None]:
    """Shows each line of progress where the last one was."""
    return lambda line: status.update(Text(plain_line(line)))


def coverage(reports: Iterable[SourceReport]) -> tuple[list[str], list[str]]:
    """Lines of places that were looked at, and of places that could not be."""
    looked: list[str] = []
    could_not: list[str] = []
    for report in reports:
        line = f"{words.place(report.source)}: {words.outcome(report)}"
        (looked if report.outcome in LOOKED else could_not).append(line)
    return looked, could_not


def print_coverage(console: Console, run: StoredRun) -> None:
    """What was looked at and when, what could not be, and what cannot be at all."""
    _looked, could_not = coverage(run.reports)
    for line in (_looked_line(run), *(f"  {line}" for line in could_not), _cannot_line()):
        _say(console, line)


def print_last_look(console: Console, runs: Iterable[StoredRun]) -> None:
    """When the places were last looked at, and which cannot be: it closes every list of hits."""
    last = next((run for run in runs if words.is_daily(run.reports)), None)
    for line in (_looked_line(last) if last else words.never_looked(), _cannot_line()):
        _say(console, line)


def _looked_line(run: StoredRun) -> str:
    looked, _could_not = coverage(run.reports)
    at = (run.ended or run.started).astimezone()
    return words.looked(len(looked), len(run.reports), at)


def _cannot_line() -> str:
    places = "; ".join(name for name, _how in words.cannot_search())
    return _(
        "No program can search these: {places}. `sources` says how to look there yourself."
    ).format(places=places)


def _say(console: Console, line: str) -> None:
    console.print(plain_line(line), markup=False, highlight=False)
