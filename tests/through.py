"""A look at one link whose resolver lets every name through to loopback: port in, report out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from looking import Ears, Order
from scrapy.resolver import HostResolution
from twisted.internet.address import IPv4Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution
from zope.interface import implementer

from impersonation_watch.crawl import Plan
from impersonation_watch.crawl import plan as plans
from impersonation_watch.crawl.run import Day
from impersonation_watch.model import Settings

LINK = "http://peer.example/naomi"


@implementer(IHostnameResolver)
class Through:
    """As if the guard of names were not there."""

    port = 0

    def __init__(self, reactor: Any) -> None:
        self._reactor = reactor

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Through:
        return cls(reactor)

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)

    def resolveHostName(
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[Any] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        resolution = HostResolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        resolutionReceiver.addressResolved(IPv4Address("TCP", "127.0.0.1", self.port))
        resolutionReceiver.resolutionComplete()
        return resolution


def main() -> None:
    Through.port = int(sys.argv[1])
    settings = Settings(sources=())
    hear = Ears(Order(settings=settings))
    ears = plans.Ears(
        wants_avatar=hear.wants_avatar,
        on_seen=hear.on_seen,
        on_report=hear.on_report,
        on_again=hear.on_again,
        on_progress=hear.on_progress,
    )
    plan = Plan(queries=(), settings=settings, links=(LINK,), visible_ok=True)
    day = Day(plan, lambda: datetime.now(UTC), ears, set())
    day.settings.set("DNS_RESOLVER", Through, priority="cmdline")
    day.start()


if __name__ == "__main__":
    main()
