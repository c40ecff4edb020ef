"""Hits, source reports and progress as the terminal shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich import box
from rich.console import Console
from rich.status import Status
from rich.table import Table
from rich.text import Text

from impersonation_watch import words
from impersonation_watch.model import LOOKED, Hit, SourceReport
from impersonation_watch.terminal import plain_line
from impersonation_watch.vault import StoredHit

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


def print_coverage(console: Console, reports: Sequence[SourceReport]) -> None:
    """What was looked at, what could not be, and what cannot be at all."""
    looked, could_not = coverage(reports)
    console.print(f"Looked at {len(looked)} of {len(reports)} places.")
    for line in could_not:
        console.print(f"  {plain_line(line)}", markup=False, highlight=False)
    places = ", ".join(name for name, _ in words.CANNOT_SEARCH)
    console.print(
        f"Cannot be searched by any program: {places}. `sources` says how to look there yourself.",
        markup=False,
        highlight=False,
    )
