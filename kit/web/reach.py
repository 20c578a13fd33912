"""Why no phone comes: what can be told apart from this computer, and which ways are left."""

from __future__ import annotations

import ipaddress
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from kit.errors import Finding
from kit.i18n import N_
from kit.ops import sharing
from kit.web import network

if TYPE_CHECKING:
    from kit.context import Kit

SECONDS = 3
ARP = re.compile(r"(\d{1,3}(?:\.\d{1,3}){3})\)?\s.*?((?:[0-9a-f]{1,2}[:-]){5}[0-9a-f]{1,2})", re.IGNORECASE)
NOBODY = ("00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff")
WAYS = N_(
    "Ways out: this computer's own hotspot, another network, a server of your organisation, helpers who scan badges here, or a paper list "
    "entered later."
)


def look(kit: Kit, *, seen: bool = False) -> Reach:
    """Return what this computer can find out now; `seen`: a phone has opened the test page since phones were let in."""
    address = kit.addresses[0] if kit.addresses else ""
    host = urlsplit(address).hostname or ""
    cards = [card for card in network.ranked() if card.likely]
    mine = [card.address for card in network.ranked()]
    front = bool(host) and not _is_ip(host)
    return Reach(
        address=address,
        best=cards[0].address if cards else "",
        there=front or host in mine,
        own=bool(address) and _answers(address),
        neighbours=len(neighbours(_arp(), host)) if host and not front else 0,
        seen=seen,
        decks=tuple(deck for deck, _printed in sharing.outdated(kit)) if address else (),
    )


def findings(reach: Reach) -> tuple[Finding, ...]:
    """Return what is wrong, the surest first, each with what to do; none when a phone was here and every code leads here."""
    if not reach.address:
        return (Finding("reach.off", "Phones are off.", fix="Turn them on."),)
    found = [] if reach.seen and reach.there else [_why(reach)]
    if reach.decks:
        text = N_("{n} finished decks carry codes that lead elsewhere: {decks}.")
        fix = N_("Renew their codes with `lectern deck qr FILE --event EVENT`.")
        found.append(Finding("reach.decks", text, {"n": len(reach.decks), "decks": ", ".join(reach.decks)}, fix=fix))
    return tuple(found)


def _why(reach: Reach) -> Finding:
    if not reach.there:
        text = N_("This computer's address has changed: codes lead to {address}, but it is reached at {best} now.")
        now = {"address": reach.address, "best": reach.best or "–"}
        return Finding("reach.changed", text, now, fix="Turn phones off and on again, and show the new code.")
    if not reach.best:
        return Finding("reach.alone", "This computer is in no network that phones could be in.", fix=WAYS)
    if not reach.own:
        text = N_("This computer does not answer at its own address {address}: a firewall or a security program holds it back.")
        return Finding(
            "reach.own", text, {"address": reach.address}, fix="Allow Lectern (or Python) in the firewall, for public networks too."
        )
    if reach.neighbours:
        text = (
            "No phone has come yet, though other devices of this network are seen: most likely this computer's firewall turns phones away."
        )
        return Finding("reach.firewall", text, fix="Allow Lectern (or Python) in the firewall, for public networks too; then scan again.")
    text = N_("No phone has come yet, and no other device is seen: most likely this network keeps devices apart, as guest networks do.")
    return Finding("reach.apart", text, fix=WAYS)


def neighbours(table: str, host: str) -> frozenset[str]:
    """Return the addresses of other devices in the network of `host`, from the text of an ARP table; its router counts for none."""
    try:
        net = ipaddress.ip_network(f"{host}/24", strict=False)
    except ValueError:
        return frozenset()
    routers = {str(net.network_address + 1), str(net.broadcast_address - 1)}
    rows = ((address, mac.replace("-", ":").lower()) for address, mac in ARP.findall(table))
    return frozenset(_inside(rows, net) - routers - {host, str(net.broadcast_address)})


def _inside(rows: Iterable[tuple[str, str]], net: ipaddress.IPv4Network | ipaddress.IPv6Network) -> set[str]:
    return {address for address, mac in rows if mac not in NOBODY and _is_ip(address) and ipaddress.ip_address(address) in net}


def _arp() -> str:
    """Return the computer's own table of devices it has heard of, "" where there is none."""
    try:
        linux = Path("/proc/net/arp")
        if linux.exists():
            return linux.read_text("ascii", errors="replace")
        return subprocess.run(["arp", "-a"], capture_output=True, text=True, errors="replace", timeout=SECONDS, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        return ""


def _answers(address: str) -> bool:
    try:
        with build_opener(ProxyHandler({})).open(f"{address}/healthz", timeout=SECONDS) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError, ValueError):
        return False


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Reach:
    """What is known: the address that codes carry, the best one now, whether it is still ours and answers, devices seen beside us.

    `decks` are finished decks of open events whose codes lead elsewhere.
    """

    address: str = ""
    best: str = ""
    there: bool = False
    own: bool = False
    neighbours: int = 0
    seen: bool = False
    decks: tuple[str, ...] = ()
