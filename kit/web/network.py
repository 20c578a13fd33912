"""Which of this computer's addresses a phone in the room can most likely reach."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kit.ops import sharing

# Words in the names of network cards that lead elsewhere: containers, virtual machines, tunnels, Bluetooth.
VIRTUAL = re.compile(
    r"docker|^br-|bridge|veth|vethernet|virbr|vmnet|vmware|virtual|hyper-v|wsl|vbox|lxc|podman|cni|flannel|utun|^tun|^tap|tap-|wireguard|^wg"
    r"|zerotier|^zt|tailscale|vpn|ppp|awdl|llw|bluetooth|loopback|^gif|^stf|^dummy|parallels",
    re.IGNORECASE,
)
# The computer's own hotspot looks virtual, yet its phones are exactly the ones meant.
HOTSPOT = re.compile(r"wi-?fi direct|^bridge100$|^ap\d", re.IGNORECASE)
PHYSICAL = re.compile(r"wi-?fi|wlan|wireless|^wl|airport|ethernet|^eth|^en|以太网|无线|本地连接", re.IGNORECASE)
CARRIER = ipaddress.ip_network("100.64.0.0/10")


@dataclass(frozen=True)
class Interface:
    """One IPv4 address of this computer, with the name of the card that has it."""

    name: str
    address: str
    default: bool = False
    likely: bool = True


def ranked() -> tuple[Interface, ...]:
    """Return this computer's IPv4 addresses, the one a phone most likely reaches first; 127.0.0.1 only when there is no other."""
    import ifaddr

    towards = sharing.outward()
    try:
        found = [(card.nice_name or card.name, ip.ip) for card in ifaddr.get_adapters() for ip in card.ips if isinstance(ip.ip, str)]
    except OSError:  # a service that may not ask the system for its cards
        found = [("", towards)] if towards else [("", "127.0.0.1")]
    return order(found, towards)


def order(found: Iterable[tuple[str, str]], towards: str = "") -> tuple[Interface, ...]:
    """Sort (card, address) pairs; `towards` is the address that the default route leaves from.

    A card that is virtual, a tunnel, link-local or behind a carrier's NAT comes last, whatever the default route says: a VPN takes the
    default route and no phone is inside it. Then: default route, physical by name, private address (RFC 1918).
    """
    rows = [(_key(name, address, towards), Interface(name, address, address == towards, _likely(name, address))) for name, address in found]
    away = [row for row in rows if not ipaddress.ip_address(row[1].address).is_loopback]
    sort = sorted(away or rows, key=lambda row: row[0])
    return tuple(row[1] for row in sort)


def _key(name: str, address: str, towards: str) -> tuple[bool, bool, bool, bool, str, int]:
    ip = ipaddress.IPv4Address(address)
    physical = bool(PHYSICAL.search(name) or HOTSPOT.search(name))
    return (not _likely(name, address), address != towards, not physical, not _private(ip), name, int(ip))


def _likely(name: str, address: str) -> bool:
    ip = ipaddress.IPv4Address(address)
    virtual = bool(VIRTUAL.search(name)) and not HOTSPOT.search(name)
    return not (virtual or ip.is_link_local or ip.is_loopback or ip in CARRIER)


def _private(ip: ipaddress.IPv4Address) -> bool:
    return any(ip in ipaddress.ip_network(net) for net in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
