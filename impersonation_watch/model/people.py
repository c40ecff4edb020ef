"""Who is watched over: people, their photos and accounts, and who allowed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OwnKind(StrEnum):
    MINE = "mine"
    LOST = "lost"  # mine, but I lost it: account recovery, never an impersonation report
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Who allowed the watch, through whom, and until when. Without it no request is made."""

    giver: str  # "self", or the name of the person who agreed
    recorded_by: str
    given_at: datetime
    until: datetime

    def holds(self, now: datetime) -> bool:
        return self.given_at <= now < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount:
    """An account of hers; by stable id, by handle or address only until the id is learnt."""

    platform: str
    handle: str | None = None
    platform_id: str | None = None
    url: str | None = None
    kind: OwnKind = OwnKind.MINE


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One view of a picture and its 144-bit perceptual hash."""

    name: str  # "whole", "square", "crop-76", ... with "mirror-" before it for mirror images
    hash: int
    box: tuple[float, float, float, float]  # left, top, right, bottom, each 0..1 of the picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What is compared instead of a picture. Treat it as a small picture: it is kept sealed."""

    version: int
    sha256: str  # of the file it was made from
    width: int
    height: int
    detail: float  # 0..1; near 0 for plain grounds and default avatars, which identify nobody
    views: tuple[View, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo the user supplied of herself."""

    id: str
    label: str  # as the user calls it, e.g. the file name
    fingerprint: Fingerprint
    case_id: str = ""  # set where it was seen on a profile of this case, not supplied as her own
    held_by_them: bool | None = None  # whether the one she fears has it too; None: not said


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is watched over: every spelling of the name, own photos and own accounts."""

    id: str
    names: tuple[str, ...]  # full names, the first is the one shown
    nicknames: tuple[str, ...] = ()  # first names only: "Naomi" -> "Nomi"
    handles: tuple[str, ...] = ()  # user names known to be hers
    photos: tuple[Photo, ...] = ()
    own_accounts: tuple[OwnAccount, ...] = ()
    aliases: tuple[str, ...] = ()  # names that profiles of her cases go by: looked for as well
    alias_handles: tuple[str, ...] = ()  # the same, user names
    consent: Consent
