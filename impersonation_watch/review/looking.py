"""The watch started from the pages: it runs in a thread, its lines are read by the page."""

from __future__ import annotations

import contextvars
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from impersonation_watch.errands import RunSummary
from impersonation_watch.language import _
from impersonation_watch.model import Errand, WatchError
from impersonation_watch.vault import Vault

logger = logging.getLogger(__name__)

LINES_KEPT = 40  # one for each place
COUNT = " ("  # between the name of a place and how far it is: "bluesky.search (3 requests)"


class StartWatch(Protocol):
    """`errands.run_watch`, or what a test puts in its place."""

    def __call__(
        self,
        vault: Vault,
        *,
        now: datetime,
        on_progress: Callable[[str], None],
        errand: Errand | None = None,
    ) -> object: ...


@dataclass(slots=True, kw_only=True)
class Look:
    """One run of the watch, as far as it has come."""

    began: datetime
    errand: Errand | None = None
    case: str = ""  # id of the case it was begun from
    joined: bool = False  # what it found was put with that case
    lines: list[str] = field(default_factory=list)
    ended: bool = False
    locked: bool = False  # meanwhile; what it finds waits in the inbox
    trouble: str = ""
    advice: str = ""
    fresh: int | None = None  # profiles it brought that were not known; None: not told

    def note(self, line: str) -> None:
        """Keep a line of progress; a newer one about the same place takes its place."""
        place = line.partition(COUNT)[0]
        others = [each for each in self.lines if each.partition(COUNT)[0] != place]
        self.lines = [*others[-LINES_KEPT:], line]


def start(
    start_watch: StartWatch, vault: Vault, *, now: datetime, errand: Errand | None = None
) -> Look:
    """Begin a run in its own thread; the returned Look fills as it goes on."""
    look = Look(began=now, errand=errand)
    run = contextvars.copy_context().run  # its lines are told in the language spoken here
    thread = threading.Thread(target=run, args=(_run, start_watch, vault, look), daemon=True)
    thread.start()
    return look


def _run(start_watch: StartWatch, vault: Vault, look: Look) -> None:
    try:
        summary = start_watch(vault, now=look.began, on_progress=look.note, errand=look.errand)
        look.trouble = str(getattr(summary, "failure", ""))
        look.advice = str(getattr(summary, "advice", ""))
        look.fresh = summary.fresh if isinstance(summary, RunSummary) else None
    except WatchError as error:
        _tell(look, str(error), error.advice)
    except Exception:
        if not look.locked:
            logger.exception("the look broke off")
        _tell(look, _("The look broke off."), _("Lock, open again and try once more."))
    finally:
        look.ended = True


def _tell(look: Look, trouble: str, advice: str) -> None:
    """After a lock the vault is closed under the run, which is no trouble: the inbox keeps all."""
    if not look.locked:
        look.trouble, look.advice = trouble, advice
