"""Runs, what each source said, and what became of errands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from impersonation_watch import plain
from impersonation_watch.model import Answer, Finding, RunEnd, SourceReport
from impersonation_watch.vault import texts
from impersonation_watch.vault.database import Row
from impersonation_watch.vault.decisions import Decisions

Gap = tuple[int, int]  # first and last counter of letters that never came


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRun:
    """One run as far as it was heard of. `end` is None while it goes on, or when it broke off."""

    run: str
    started: datetime
    ended: datetime | None
    end: RunEnd | None
    reports: tuple[SourceReport, ...]
    gaps: tuple[Gap, ...]


class Runs(Decisions):
    """What was looked at, when, and what could not be."""

    def runs(self, limit: int) -> tuple[StoredRun, ...]:
        """The latest runs, newest first."""
        gaps = self._gaps_by_run()
        rows = self.desk.rows("SELECT * FROM runs ORDER BY started DESC LIMIT ?", (limit,))
        return tuple(self._run(row, gaps.get(row["run"], ())) for row in rows)

    def answers(self, limit: int) -> tuple[Answer, ...]:
        """The latest answers to errands, newest first."""
        rows = self.desk.rows("SELECT noun FROM answers ORDER BY number DESC LIMIT ?", (limit,))
        return tuple(plain.load(Answer, row["noun"]) for row in rows)

    def gaps(self) -> tuple[Gap, ...]:
        """Counters no letter came with. One that comes late closes its gap."""
        return tuple(gap for gaps in self._gaps_by_run().values() for gap in gaps)

    def imported(self) -> int:
        """The highest counter taken in."""
        row = self.desk.first("SELECT max(counter) AS counter FROM letters")
        return int(row["counter"] or 0) if row else 0

    def is_taken(self, seal: str) -> bool:
        """Whether this very letter was taken in before."""
        return self.desk.first("SELECT 1 FROM letters WHERE seal = ?", (seal,)) is not None

    def note_letter(self, seal: str, counter: int, run: str, now: datetime) -> None:
        """The letter is taken in; copies of it are nothing new from here on."""
        self.desk.run(
            "INSERT INTO letters (seal, counter, run, taken_at) VALUES (?, ?, ?, ?)",
            (seal, counter, run, texts.stamp(now)),
        )

    def take_run(self, finding: Finding) -> None:
        """Whatever comes first from a run makes it known; its last letter closes it."""
        self.desk.run(
            "INSERT INTO runs (run, started) VALUES (?, ?) ON CONFLICT (run) DO NOTHING",
            (finding.run, texts.stamp(finding.made_at)),
        )
        if finding.end is not None:
            self.desk.run(
                "UPDATE runs SET ended = ?, noun = ? WHERE run = ?",
                (texts.stamp(finding.made_at), plain.dump(finding.end), finding.run),
            )

    def take_report(self, run: str, report: SourceReport) -> None:
        """What one source said."""
        self.desk.run("INSERT INTO reports (run, noun) VALUES (?, ?)", (run, plain.dump(report)))

    def take_answer(self, answer: Answer) -> None:
        """What became of a link."""
        self.desk.run(
            "INSERT INTO answers (errand_id, noun) VALUES (?, ?)",
            (answer.errand_id, plain.dump(answer)),
        )

    def _run(self, row: Row, gaps: tuple[Gap, ...]) -> StoredRun:
        reports = self.desk.rows(
            "SELECT noun FROM reports WHERE run = ? ORDER BY number", (row["run"],)
        )
        return StoredRun(
            run=row["run"],
            started=texts.time(row["started"]),
            ended=texts.time(row["ended"]) if row["ended"] else None,
            end=plain.load(RunEnd, row["noun"]) if row["noun"] else None,
            reports=tuple(plain.load(SourceReport, each["noun"]) for each in reports),
            gaps=gaps,
        )

    def _gaps_by_run(self) -> dict[str, tuple[Gap, ...]]:
        """Gaps, under the run of the first letter after each."""
        rows = self.desk.rows(
            "SELECT * FROM (SELECT run, counter, lag(counter, 1, 0) OVER (ORDER BY counter)"
            " AS before FROM letters) WHERE counter > before + 1"
        )
        gaps: dict[str, tuple[Gap, ...]] = {}
        for row in rows:
            gap = (row["before"] + 1, row["counter"] - 1)
            gaps[row["run"]] = (*gaps.get(row["run"], ()), gap)
        return gaps
