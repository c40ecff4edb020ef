"""What goes wrong, in words a person can act on."""

from __future__ import annotations

from datetime import datetime

from impersonation_watch.model.looking import Outcome


class WatchError(Exception):
    """Something a person can act on: the message says what happened, `advice` what to do next."""

    def __init__(self, message: str, *, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


class ConfigError(WatchError):
    """A setting cannot be used; the message begins with file:line."""


class CannotSee(WatchError):
    """A place could not be looked at; becomes its source report."""

    def __init__(
        self, message: str, *, outcome: Outcome, retry_at: datetime | None = None, advice: str = ""
    ) -> None:
        super().__init__(message, advice=advice)
        self.outcome = outcome
        self.retry_at = retry_at


class CannotFill(WatchError):
    """A packet lacks required elements (ids of facts/takedown §8)."""

    def __init__(self, message: str, *, missing: tuple[str, ...] = (), advice: str = "") -> None:
        super().__init__(message, advice=advice)
        self.missing = missing


class CannotSend(WatchError):
    """A notice did not go out."""

    def __init__(self, message: str, *, permanent: bool, advice: str = "") -> None:
        super().__init__(message, advice=advice)
        self.permanent = permanent


class PictureError(WatchError):
    """Bytes that are not a picture we read: wrong format, bomb, cut, too slow."""


class StoreError(WatchError):
    """Something kept could not be opened, read or written."""
