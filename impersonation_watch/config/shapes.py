"""What a file may hold: people as a user writes them down, and the settings of `model`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import ClassVar

from pydantic import ConfigDict

from impersonation_watch.model import Settings

SELF = "self"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentConfig:
    """Who agreed, who wrote that down, and until when; dates are days."""

    giver: str
    recorded_by: str
    given_at: date | None = None  # None: today
    until: date | None = None  # None: a year from then


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonConfig:
    """One person as the user wrote her down, before photos are opened and an id is given."""

    names: tuple[str, ...]
    consent: ConsentConfig
    nicknames: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    photos: tuple[Path, ...] = ()
    own_accounts: tuple[str, ...] = ()  # addresses
    lost_accounts: tuple[str, ...] = ()  # hers, but she cannot get in any more
    unsure_accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What one file says."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    people: tuple[PersonConfig, ...]
    settings: Settings = field(default_factory=Settings)

    def facts(self) -> tuple[str, ...]:
        """Words somebody who knows these people would guess: none belongs in a passphrase."""
        return tuple(
            fact
            for person in self.people
            for fact in (*person.names, *person.nicknames, *person.handles)
        )
