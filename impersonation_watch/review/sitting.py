"""One sitting: who may ask, whether the vault is open, and when it locks by itself."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from impersonation_watch.language import N_, _, several
from impersonation_watch.model import Case, Note, StoreError, WatchError
from impersonation_watch.review.beginning import Beginning
from impersonation_watch.review.doses import Dose
from impersonation_watch.review.looking import Look, StartWatch
from impersonation_watch.review.wording import VIEWED
from impersonation_watch.vault import TakenIn, Vault, keys

FREE_TRIES = 3  # wrong passphrases before a pause; a slip of the finger costs nothing
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
NOT_TAKEN_IN = N_("What was found since could not be brought in.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flash:
    """One line shown once, with the hit whose decision it can take back or report."""

    text: str
    undo: str | None = None
    report: str | None = None
    back: str = ""  # address that takes back what was just done, where it was no decision


class KeepWatch(Protocol):
    """`awake.keep_watch`, or what a test puts in its place."""

    def __call__(self, vault: Vault, *, afresh: bool = False) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Ids of hits that were decided together, and when."""

    ids: tuple[str, ...]
    at: datetime


@dataclass(slots=True, kw_only=True)
class Sitting:
    """State of the pages. While locked `vault` is None and nothing kept is in memory."""

    folder: Path
    clock: Callable[[], datetime]
    start_watch: StartWatch
    idle: timedelta
    idle_is_fixed: bool = False  # said when the pages were started: the settings do not change it
    keep_watch: KeepWatch = lambda vault, *, afresh=False: None
    entry: str | None = field(default_factory=lambda: secrets.token_urlsafe(32))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    vault: Vault | None = None
    touched: datetime | None = None
    failures: int = 0
    wait_until: datetime | None = None
    flash: Flash | None = None
    taken: TakenIn | None = None
    look: Look | None = None
    draft: dict[str, str] = field(default_factory=dict)
    new_case: dict[str, str] = field(default_factory=dict)  # not opened yet; outlives the lock
    place: str = ""  # address of the page she is on, to come back to
    viewed: set[str] = field(default_factory=set)  # ids of hits and cases read since it was opened
    earlier: Case | Note | None = None  # what the last change of a case can be taken back to
    aside: Aside | None = None  # what was put aside at once and can be taken back
    keys_on: bool = False
    dose: Dose | None = None  # what is left until a pause; None: it has not begun
    onward: str = ""  # address to go on to after the pause
    country: str = ""  # whose helplines are shown
    language: str = ""  # chosen on a page; empty: as the vault or else the browser says
    beginning: Beginning | None = None  # a set-up under way
    recovery_code: str = ""  # of a vault just made, until she has it on paper

    def enter(self, token: str) -> bool:
        """Whether this is the one-time token; it is used up by asking with the right one."""
        right = self.entry is not None and secrets.compare_digest(
            self.entry.encode(), token.encode()
        )
        if right:
            self.entry = None
        return right

    def knows(self, cookie: str) -> bool:
        """Whether the session cookie is ours."""
        return secrets.compare_digest(self.session.encode(), cookie.encode())

    def unlock(self, passphrase: str) -> None:
        """Open the vault and take in what waits. Raises StoreError, and WatchError to wait."""
        now = self.clock()
        if self.wait_until and now < self.wait_until:
            seconds = int((self.wait_until - now).total_seconds()) + 1
            raise WatchError(
                _wait(seconds),
                advice=_("The pause grows after several wrong passphrases."),
            )
        try:
            self.vault = Vault.open(self.folder, passphrase)
        except StoreError:
            self._failed(now)
            raise
        self._opened(now)

    def begin_with(self, vault: Vault, recovery_code: str) -> None:
        """Open the vault that was just made; the set-up that led to it is forgotten."""
        self.beginning = None
        self.vault, self.recovery_code = vault, recovery_code
        self._opened(self.clock())

    def lock(self) -> None:
        """Close the vault and forget what was shown, and what was typed into a set-up."""
        if self.vault is not None:
            self.vault.close()
        self.vault = self.touched = self.flash = self.taken = self.beginning = None
        self.recovery_code = self.onward = ""
        self.dose = None
        self.viewed.clear()
        self.earlier = self.aside = None
        if self.look is not None:
            self.look.locked = True
            self.look = None if self.look.ended else self.look

    def leave(self) -> None:
        """Lock, and forget what was typed as well."""
        self.lock()
        self.draft, self.new_case, self.place, self.country = {}, {}, "", ""

    def touch(self) -> None:
        """Somebody is there."""
        self.touched = self.clock()

    def lock_if_idle(self) -> None:
        """Lock when nobody asked for a page for as long as was chosen."""
        if self.touched is not None and self.clock() - self.touched >= self.idle:
            self.lock()

    def take_in(self) -> None:
        """Bring in what the watch left in the inbox; what was wrong with it is kept to be shown.

        Trouble is shown too: what is kept can be looked at all the same.
        """
        if self.vault is None:
            return
        try:
            taken = self.vault.take_in(self.clock())
        except StoreError as error:
            self.flash = Flash(text=f"{_(NOT_TAKEN_IN)} {_sentence(str(error))} {error.advice}")
            return
        if self.taken is None or taken.gaps or taken.spoiled or taken.new_hits:
            self.taken = taken

    def hand_over_key(self, *, afresh: bool = False) -> None:
        """Let the process that waits know what was chosen; trouble is told, and stops nothing."""
        if self.vault is None:
            return
        try:
            self.keep_watch(self.vault, afresh=afresh)
        except WatchError as error:
            self.flash = Flash(text=f"{_sentence(str(error))} {error.advice}")

    def heed_idle(self) -> None:
        """Lock after the time she chose, unless another was given at the start."""
        if self.vault is not None and not self.idle_is_fixed:
            self.idle = timedelta(minutes=self.vault.store.settings().idle_minutes)

    @property
    def has_vault(self) -> bool:
        """Whether there is a vault to open."""
        return (self.folder / keys.NAME).exists()

    @property
    def is_open(self) -> bool:
        """Whether there is something to forget when nobody asks for a page."""
        return self.vault is not None or self.beginning is not None

    @property
    def idle_seconds(self) -> int:
        """How long nobody has to ask for a page until it locks."""
        return int(self.idle.total_seconds())

    def note_viewed(self, about: str) -> None:
        """Write down that a hit or case was read, once until it locks; a full disk stops nobody."""
        if self.vault is None or about in self.viewed:
            return
        with suppress(StoreError), self.vault.store.change():
            self.vault.store.log(VIEWED, about, self.clock())
        self.viewed.add(about)

    def take_flash(self) -> Flash | None:
        """The line to show, once."""
        flash, self.flash = self.flash, None
        return flash

    def _failed(self, now: datetime) -> None:
        self.failures += 1
        over = self.failures - FREE_TRIES
        if over >= 0:
            self.wait_until = now + min(FIRST_PAUSE * 2 ** min(over, 10), LONGEST_PAUSE)

    def _opened(self, now: datetime) -> None:
        self.touched = now  # first: what is open has to lock by itself, whatever fails below
        self.taken = self.wait_until = None
        self.heed_idle()
        self._log_opening(now)
        self.take_in()
        self.hand_over_key()

    def _log_opening(self, now: datetime) -> None:
        """A full disk must not keep her out; wrong passphrases are counted on until it is told."""
        assert self.vault is not None
        with suppress(StoreError):
            with self.vault.store.change():
                if self.failures:
                    self.vault.store.log("wrong_passphrase", str(self.failures), now)
                self.vault.store.log("opened", "pages", now)
            self.failures = 0


def _wait(seconds: int) -> str:
    told = several(
        "Please wait {seconds} second, then try again.",
        "Please wait {seconds} seconds, then try again.",
        seconds,
    )
    return told.format(seconds=seconds)


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:].removesuffix('.')}."
