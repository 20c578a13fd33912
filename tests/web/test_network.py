"""The address that a phone reaches comes first, whatever else the computer is plugged into."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.ops import sharing
from kit.web import network

WIFI, VPN = "Intel(R) Wi-Fi 6 AX201 160MHz", "WireGuard Tunnel"


def first(*found: tuple[str, str], towards: str = "") -> str:
    return network.order(found, towards)[0].address


def test_the_default_route_wins() -> None:
    assert first(("eth0", "192.168.1.7"), ("wlan0", "10.0.0.4"), towards="10.0.0.4") == "10.0.0.4"


def test_a_tunnel_that_took_the_default_route_does_not() -> None:
    assert first((VPN, "10.8.0.2"), (WIFI, "192.168.1.7"), towards="10.8.0.2") == "192.168.1.7"


@pytest.mark.parametrize(
    "name",
    [
        *("docker0", "br-3f2a", "veth12ab", "vEthernet (WSL)", "VMware Virtual Ethernet Adapter for VMnet8", "VirtualBox Host-Only"),
        *("Hyper-V Virtual Ethernet Adapter", "utun3", "tun0", "tap0", "TAP-Windows Adapter V9", "wg0", "ZeroTier One", "tailscale0"),
        *("Bluetooth Device (Personal Area Network)", "virbr0", "podman1", "ppp0", "awdl0", "llw0", "bridge0"),
    ],
)
def test_virtual_cards_come_last(name: str) -> None:
    found = network.order([(name, "192.168.56.1"), ("whatever", "192.168.1.7")])
    assert [card.address for card in found] == ["192.168.1.7", "192.168.56.1"]
    assert [card.likely for card in found] == [True, False]


def test_the_own_hotspot_is_no_virtual_card() -> None:
    assert first(("Microsoft Wi-Fi Direct Virtual Adapter #2", "192.168.137.1"), ("docker0", "172.17.0.1")) == "192.168.137.1"
    assert network.order([("bridge100", "192.168.2.1")])[0].likely


def test_link_local_and_carrier_addresses_come_last() -> None:
    found = [("Ethernet", "169.254.3.4"), ("en0", "100.72.1.2"), ("x", "8.8.4.4"), ("Ethernet 2", "172.20.1.2")]
    assert [card.address for card in network.order(found)][:2] == ["172.20.1.2", "8.8.4.4"]


def test_this_computer_alone_has_only_itself() -> None:
    assert first(("lo", "127.0.0.1")) == "127.0.0.1"
    assert len(network.order([("lo", "127.0.0.1"), ("eth0", "192.168.1.7")])) == 1


ADDRESSES = st.integers(1, 2**32 - 1).map(lambda n: str(ipaddress.IPv4Address(n)))


@given(st.lists(st.tuples(st.text(max_size=20), ADDRESSES), max_size=8), ADDRESSES)
def test_nothing_is_lost_but_loopback(found: list[tuple[str, str]], towards: str) -> None:
    kept = [card.address for card in network.order(found, towards)]
    away = [address for _name, address in found if not ipaddress.ip_address(address).is_loopback]
    assert sorted(kept) == sorted(away or [address for _name, address in found])
    assert kept == [card.address for card in network.order(reversed(found), towards)]


def test_this_machine_has_an_address() -> None:
    assert network.ranked()


def test_where_the_system_tells_no_cards_the_way_out_is_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> list[object]:
        raise PermissionError("netlink")

    monkeypatch.setattr("ifaddr.get_adapters", refused)
    found = network.ranked()
    assert [card.address for card in found] == [sharing.outward() or "127.0.0.1"]
