"""Runs `crawl.look` in a process of its own: an order as JSON in, lines of JSON out."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime

from impersonation_watch import crawl
from impersonation_watch.model import (
    Candidate,
    HostHealth,
    KnownHit,
    Presence,
    Query,
    Settings,
    SourceReport,
    StoreError,
    WatchError,
)
from impersonation_watch.plain import load, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A plan as it crosses into the other process, and how the ears behave there."""

    settings: Settings
    queries: tuple[Query, ...] = ()
    links: tuple[str, ...] = ()
    again: tuple[KnownHit, ...] = ()
    hosts: dict[str, HostHealth] = field(default_factory=dict)
    visible_ok: bool = False
    avatars: bool = True
    disk_full: bool = False
    stumble: bool = False


class Ears:
    """Writes down what is heard."""

    def __init__(self, order: Order) -> None:
        self.order = order

    def wants_avatar(self, candidate: Candidate) -> bool:
        return self.order.avatars

    def on_seen(self, seen: crawl.Seen) -> None:
        if self.order.disk_full:
            raise StoreError("the disk is full", advice="Free some space.")
        if self.order.stumble:
            raise KeyError("a mistake of ours")
        exchanges = [plain(each) for each in seen.exchanges]
        tell(seen=plain(seen.candidate), exchanges=exchanges, avatar=[*map(plain, seen.avatar)])

    def on_report(self, report: SourceReport) -> None:
        tell(report=plain(report))

    def on_again(self, known: KnownHit, presence: Presence) -> None:
        tell(again=known.key, presence=presence.value)

    def on_progress(self, source: str, requests: int) -> None:
        tell(progress=source, requests=requests)


def tell(**line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def main() -> None:
    order = load(Order, sys.stdin.read())
    plan = crawl.Plan(
        queries=order.queries,
        settings=order.settings,
        links=order.links,
        again=order.again,
        hosts=order.hosts,
        visible_ok=order.visible_ok,
    )
    ears = Ears(order)
    try:
        looked = crawl.look(
            plan,
            clock=lambda: datetime.now(UTC),
            wants_avatar=ears.wants_avatar,
            on_seen=ears.on_seen,
            on_report=ears.on_report,
            on_again=ears.on_again,
            on_progress=ears.on_progress,
        )
    except WatchError as error:
        tell(failed=str(error))
        return
    tell(requests=looked.requests, hosts={k: plain(v) for k, v in looked.hosts.items()})


if __name__ == "__main__":
    main()
