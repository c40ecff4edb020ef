"""Which addresses may be asked: public ones of known hosts, checked where we connect."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from typing import Any, cast
from urllib.parse import SplitResult, urlsplit

from scrapy.resolver import HostResolution
from twisted.internet.address import IPv4Address
from twisted.internet.interfaces import (
    IAddress,
    IHostnameResolver,
    IHostResolution,
    IResolutionReceiver,
)
from zope.interface import implementer  # type: ignore[import-untyped] # publishes no types

from impersonation_watch import plain
from impersonation_watch.model import CannotSee, Outcome, Practice, Settings
from spiders.places import is_known

# Which IPv6 addresses are public, and where they carry an IPv4 address that must be public too.
GLOBAL = ipaddress.ip_network("2000::/3")  # all that IANA has given out; the rest is refused
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052; its local kind (RFC 8215) is refused
NOBODYS = (
    ipaddress.ip_network("2001:db8::/32"),  # documentation, RFC 3849
    ipaddress.ip_network("3fff::/20"),  # documentation, RFC 9637
    ipaddress.ip_network("192.88.99.0/24"),  # relays of 6to4, RFC 7526
)
ISATAP = (0x00005EFE, 0x02005EFE)  # RFC 5214: the third quarter of such an address
HOST = re.compile(r"[a-z0-9.:_-]+")  # after IDNA
OPEN_PORTS = (None, 80, 443)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

refused: set[str] = set()  # hosts whose every address was private, for the sentence in the report


def is_public(address: str) -> bool:
    """Whether an IP address may be connected to: global, no multicast, also inside IPv6."""
    try:
        given = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(map(_is_public, _wrapped(given)))


class Gate:
    """Says whether an address may be asked at all, before any packet leaves."""

    def __init__(self, settings: Settings, *, visible_ok: bool = False) -> None:
        self.practice = settings.practice
        self._visible_ok = visible_ok
        self._hosts = {
            settings.bluesky_host,
            *settings.mastodon_hosts,
            *settings.visible_hosts,
        }
        if self.practice and "localhost" in self.practice.hosts:
            self._hosts.add("localhost")  # a peer of our own, which is nobody who could see us

    def admit(self, url: str) -> str:
        """The host of a url that may be asked; raises CannotSee for every other."""
        parts = _split(url)
        host = (parts.hostname or "").rstrip(".")
        odd = not HOST.fullmatch(host) or "@" in parts.netloc
        if parts.scheme not in ("http", "https") or odd:
            raise _not_asked("this is not the address of a web page")
        if _looks_like_number(host) and not (is_public(host) or self._practised(host, parts.port)):
            raise _not_asked("the address is not on the public internet")
        if not self._expected(host):
            raise CannotSee("the host may see the visit", outcome=Outcome.NEEDS_YES)
        if self.practice and not self._practised(host, parts.port):
            raise _not_asked("the host is not part of the practice network")
        if not self.practice and parts.port not in OPEN_PORTS:
            raise _not_asked("only the usual ports of the web are asked")
        return host

    def is_plain(self, host: str) -> bool:
        """Whether the practice map says this host speaks http."""
        return self.practice is not None and host in self.practice.plain

    def check_peer(self, address: str | None) -> None:
        """Look once more at the address that really answered; raises CannotSee."""
        if address is None or is_public(address):
            return
        if self.practice and ipaddress.ip_address(address).is_loopback:
            return
        raise _not_asked("the address is not on the public internet")

    def _expected(self, host: str) -> bool:
        own = any(host == each or host.endswith(f".{each}") for each in self._hosts)
        return own or self._visible_ok or is_known(host)

    def _practised(self, host: str, port: int | None) -> bool:
        if self.practice is None or host not in self.practice.hosts:
            return False
        return port in (*OPEN_PORTS, self.practice.hosts[host])


@implementer(IHostnameResolver)
class GuardedResolver:
    """Resolves names for every connection of the process and gives out public addresses only.

    In practice it gives out 127.0.0.1 and the mapped port for mapped names, and nothing else.
    """

    def __init__(self, reactor: Any, practice: Practice | None) -> None:
        self._reactor = reactor
        self._original = reactor.nameResolver
        self._practice = practice

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> GuardedResolver:
        return cls(reactor, practice_from(crawler.settings["PRACTICE"]))

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 - the interface is Twisted's
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        if self._practice is not None:
            return self._practised(resolutionReceiver, hostName)
        receiver = _OnlyPublic(resolutionReceiver, hostName)
        found: IHostResolution = self._original.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )
        return found

    def _practised(self, receiver: Any, host: str) -> IHostResolution:
        assert self._practice is not None
        resolution = HostResolution(host)
        receiver.resolutionBegan(resolution)
        port = self._practice.hosts.get(host)
        if port is not None:
            receiver.addressResolved(IPv4Address("TCP", "127.0.0.1", port))
        receiver.resolutionComplete()
        return cast(IHostResolution, resolution)  # declared by zope, which mypy cannot see


@implementer(IResolutionReceiver)
class _OnlyPublic:
    """Passes on public addresses and drops the others."""

    def __init__(self, receiver: Any, host: str) -> None:
        self._receiver, self._host = receiver, host
        self._dropped = self._passed = 0

    def resolutionBegan(self, resolutionInProgress: IHostResolution) -> None:  # noqa: N802, N803
        self._receiver.resolutionBegan(resolutionInProgress)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        if is_public(str(getattr(address, "host", ""))):
            self._passed += 1
            self._receiver.addressResolved(address)
        else:
            self._dropped += 1

    def resolutionComplete(self) -> None:  # noqa: N802
        if self._dropped and not self._passed:
            refused.add(self._host)
        self._receiver.resolutionComplete()


def practice_from(text: str | None) -> Practice | None:
    """The practice map in Scrapy's own settings, where only text survives."""
    return plain.load(Practice, text) if text else None


def _wrapped(given: Address) -> list[Address]:
    """The address and every IPv4 address carried inside it."""
    if isinstance(given, ipaddress.IPv4Address):
        return [given]
    last = ipaddress.IPv4Address(int(given) & 0xFFFFFFFF)
    if given.ipv4_mapped or given in NAT64:
        return [last]  # nothing but another spelling of it
    inner = [given.sixtofour, *(given.teredo or ())]
    if int(given) >> 32 & 0xFFFFFFFF in ISATAP:
        inner.append(last)
    return [given, *(each for each in inner if each is not None)]


def _is_public(address: Address) -> bool:
    if any(address in network for network in NOBODYS if network.version == address.version):
        return False
    given_out = isinstance(address, ipaddress.IPv4Address) or address in GLOBAL
    return given_out and address.is_global and not address.is_multicast


def _looks_like_number(host: str) -> bool:
    """An IP address in any spelling a resolver takes: 127.1, 0x7f000001, 2130706433, ::1."""
    last = host.rpartition(".")[2].lower()
    return ":" in host or last.isdecimal() or last.startswith("0x")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise _not_asked("this is not the address of a web page") from error
    return parts


def _not_asked(why: str) -> CannotSee:
    return CannotSee(why, outcome=Outcome.NOT_SUPPORTED)
