from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.fetch import guard

# fmt: off
PRIVATE = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255",
    "127.0.0.1", "127.255.0.9", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8",
    "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.7", "203.0.113.7", "224.0.0.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1",
    "::ffff:127.0.0.1", "::ffff:10.1.2.3", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1",
    "2001:0:7f00:1::", "2001:0:4136:e378:8000:63bf:f5ff:fffe", "100::1", "2001:db8::1",
    "3fff::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    "ff0e::1", "2606:4700::5efe:192.168.0.1", "not-an-address", "2130706433",
)

# fmt: off
PUBLIC = (
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1",
    "126.255.255.255", "128.0.0.1", "169.253.0.1", "172.15.0.1", "172.32.0.1", "192.167.0.1",
    "192.169.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "2606:4700:4700::1111",
    "2a00:1450:4001::1", "::ffff:1.1.1.1", "64:ff9b::808:808", "2002:808:808::1",
)


# fmt: on


@pytest.mark.parametrize("address", PRIVATE)
def test_private(address: str):
    assert guard.is_private(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str):
    assert not guard.is_private(address)


@given(st.ip_addresses(v=4))
def test_every_private_ipv4_is_private_inside_ipv6_too(address: ipaddress.IPv4Address):
    for form in ("::ffff:{}", "64:ff9b::{}"):
        assert guard.is_private(form.format(address)) == guard.is_private(address)


@given(st.ip_addresses(v=4))
def test_nothing_that_the_library_calls_private_passes(address: ipaddress.IPv4Address):
    if address.is_private or address.is_multicast or address.is_reserved or address.is_loopback:
        assert guard.is_private(address)


@pytest.mark.parametrize(
    "name",
    [
        *("localhost", "LOCALHOST.", "a.localhost", "127.1", "2130706433", "0x7f.0.0.1"),
        *(
            "017700000001",
            "[::1]",
            "::1",
            "router",
            "nas.local",
            "db.internal",
            "",
            "10.0.0.1",
            "0",
        ),
    ],
)
def test_private_names(name: str):
    assert guard.is_private_name(name)


@pytest.mark.parametrize("name", ["example.org", "localhost.example.org", "1.1.1.1", "10.example"])
def test_public_names(name: str):
    assert not guard.is_private_name(name)


def test_typed_places():
    places = guard.typed_places(
        [
            *(
                "http://LocalHost/feed",
                "https://u:p@Bücher.example/",
                "http://[::1]:81/",
                "ftp://x/",
            ),
            *("nonsense", "http://h:bad/", "http://[", "http://y.example.:8080/a"),
        ]
    )
    assert places == {
        ("localhost", 80),
        ("xn--bcher-kva.example", 443),
        ("::1", 81),
        ("y.example", 8080),
    }


@given(st.text())
def test_any_text_can_be_judged(text: str):
    guard.is_private(text)
    guard.is_private_name(text)
    guard.typed_places([text, "http://" + text])
