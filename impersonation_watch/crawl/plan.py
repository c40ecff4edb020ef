"""What a run is to look at, and what it saw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from impersonation_watch.model import (
    Candidate,
    Exchange,
    HostHealth,
    KnownHit,
    Presence,
    Query,
    Settings,
    SourceReport,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to ask where. Nothing in it says whom it is for, except the queries themselves."""

    queries: tuple[Query, ...]
    settings: Settings
    links: tuple[str, ...] = ()
    again: tuple[KnownHit, ...] = ()
    hosts: dict[str, HostHealth] = field(default_factory=dict)
    visible_ok: bool = False  # hosts that are not well known may be asked: they see the visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One candidate with all that was received: hops first, the answer last."""

    candidate: Candidate
    exchanges: tuple[Exchange, ...]
    avatar: tuple[Exchange, ...] = ()  # hops, then the picture; empty when none was fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What is left of a run when its reports are out."""

    requests: int
    hosts: dict[str, HostHealth]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """Who hears of what was seen. What these raise ends the run."""

    wants_avatar: Callable[[Candidate], bool]
    on_seen: Callable[[Seen], None]
    on_report: Callable[[SourceReport], None]
    on_again: Callable[[KnownHit, Presence], None]
    on_progress: Callable[[str, int], None]


Clock = Callable[[], datetime]
