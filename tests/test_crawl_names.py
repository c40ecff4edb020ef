"""What a name leads to is checked where we connect: private addresses are dropped."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from impersonation_watch.crawl.guard import Gate, GuardedResolver, refused
from impersonation_watch.model import CannotSee, Practice, Settings


@dataclass
class Names:
    """A reactor's resolver, and the reactor that holds it: answers every name the same way."""

    answers: tuple[str, ...]

    @property
    def nameResolver(self) -> Names:
        return self

    def resolveHostName(self, receiver: Any, host: str, port: int, *more: object) -> object:
        receiver.resolutionBegan(host)
        for each in self.answers:
            kind = IPv6Address if ":" in each else IPv4Address
            receiver.addressResolved(kind("TCP", each, port))
        receiver.resolutionComplete()
        return host


@dataclass
class Receiver:
    """Who wants to connect."""

    given: list[tuple[str, int]] = field(default_factory=list)
    complete: bool = False

    def resolutionBegan(self, resolution: object) -> None:
        """Nothing to do."""

    def addressResolved(self, address: Any) -> None:
        self.given.append((address.host, address.port))

    def resolutionComplete(self) -> None:
        self.complete = True


def resolved(host: str, *answers: str, practice: Practice | None = None) -> Receiver:
    receiver = Receiver()
    GuardedResolver(Names(answers), practice).resolveHostName(receiver, host, 443)
    assert receiver.complete
    return receiver


def test_a_name_that_leads_to_private_addresses_only_leads_nowhere() -> None:
    inside = ("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fe80::1", "::ffff:192.168.0.1")
    assert resolved("inside.example", *inside).given == []
    assert "inside.example" in refused


def test_of_mixed_addresses_the_public_ones_are_given() -> None:
    found = resolved("mixed.example", "192.168.0.1", "1.1.1.1", "fec0::1", "2606:4700:4700::1111")
    assert found.given == [("1.1.1.1", 443), ("2606:4700:4700::1111", 443)]
    assert "mixed.example" not in refused


def test_in_practice_no_name_is_looked_up_outside() -> None:
    practice = Practice(hosts={"naomi.example": 5001}, ca_pem="")
    assert resolved("naomi.example", "1.1.1.1", practice=practice).given == [("127.0.0.1", 5001)]
    assert resolved("bsky.app", "1.1.1.1", practice=practice).given == []


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.0.0.1", "::1", "::ffff:10.0.0.1", "fec0::1"])
def test_who_answers_from_inside_after_all_is_not_listened_to(peer: str) -> None:
    with pytest.raises(CannotSee):
        Gate(Settings()).check_peer(peer)
