"""Which addresses the net may not send us to.

A feed, a redirect or an item's link comes from strangers. None of them may make us talk
to the reader's own machine or network, so an address that a person did not type is looked
at after its name is resolved, and the connection goes to the very address that was looked
at. What a person typed (host and port) is exempt.

The tables follow the IANA special-purpose registries (RFC 6890 and its updates).
"""

from __future__ import annotations

import ipaddress
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

_V4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, cloud metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relay, retired
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_V6 = tuple(
    IPv6Network(block)
    for block in (
        "64:ff9b:1::/48",  # NAT64 of one's own network
        "100::/64",  # discard
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
        "5f00::/16",  # segment routing
        "fc00::/7",  # unique local
        "fe80::/10",  # link-local
        "fec0::/10",  # site-local, retired
        "ff00::/8",  # multicast
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_LOW_96 = IPv6Network("::/96")
_TRANSLATED = IPv6Network("::ffff:0:0:0/96")
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)

_PRIVATE_NAMES = ("localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback")
_PRIVATE_ENDINGS = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".localdomain")

_PORTS = {"http": 80, "https": 443}


def is_private(address: str | IPv4Address | IPv6Address) -> bool:
    """Whether a resolved address lies in space that strangers may not send us to.

    Takes an IP address in its usual text form (a zone such as ``%eth0`` is ignored) and
    looks through every IPv6 form that carries an IPv4 address. What is no IP address at
    all counts as private: nobody should connect to it.
    """
    if isinstance(address, str):
        try:
            address = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return True
    if isinstance(address, IPv4Address):
        return any(address in block for block in _V4)
    if any(address in block for block in _V6):
        return True
    return any(is_private(inner) for inner in _carried(address))


def _carried(address: IPv6Address) -> Iterable[IPv4Address]:
    """IPv4 addresses that an IPv6 address stands for. ``::`` and ``::1`` carry 0.0.0.0/8."""
    low = IPv4Address(int(address) & 0xFFFF_FFFF)
    if address.ipv4_mapped is not None or address in _NAT64 or address in _LOW_96:
        yield low
    if address in _TRANSLATED or (int(address) >> 32) & 0xFFFF_FFFF in _ISATAP:
        yield low
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo


def is_private_name(host: str) -> bool:
    """The same judgement on a name alone, for when a proxy does the looking up.

    Knows addresses in every form that ``inet_aton`` takes (``2130706433``, ``0x7f.1``) and
    the names that mean one's own machine or network.
    """
    name = host.strip("[]").rstrip(".").lower()
    if ":" in name:
        return is_private(name)
    if name in _PRIVATE_NAMES or name.endswith(_PRIVATE_ENDINGS) or not name:
        return True
    try:
        return is_private(IPv4Address(socket.inet_aton(name)))
    except (OSError, ValueError):
        # A name without a dot is found by the local resolver only.
        return "." not in name


def typed_places(urls: Iterable[str]) -> frozenset[tuple[str, int]]:
    """Host and port of each address a person typed; what is no http(s) address is left out."""
    places: set[tuple[str, int]] = set()
    for url in urls:
        try:
            parts = urlsplit(url.strip())
            port = parts.port or _PORTS.get(parts.scheme.lower())
        except ValueError:
            continue
        if parts.hostname and port:
            places.add((_ascii(parts.hostname), port))
    return frozenset(places)


def _ascii(host: str) -> str:
    """The host as it goes over the wire, so that a typed name matches the requested one."""
    host = host.rstrip(".").lower()
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
