"""Where phones reach the server: its addresses now, and those it goes on under when this computer gets others."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kit.errors import KitError
from kit.ops import sharing
from kit.web import network
from kit.web.server.port import ANYWHERE

if TYPE_CHECKING:
    from kit.context import Kit

AROUND_SECONDS = 10.0
"""How often a server looks whether its addresses are still there."""


def reachable(host: str, port: int, front: str = "") -> tuple[str, ...]:
    """Return the addresses for phones of a server on `host` and `port`, the likeliest first; behind a front only that one."""
    if front:
        return (front,)
    hosts = (host,) if host not in ("", ANYWHERE, "::") else tuple(card.address for card in network.ranked())
    return tuple(f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}" for name in hosts or ("127.0.0.1",))


@dataclass(frozen=True)
class Front:
    """What stands before the server: the address that phones come to, and the proxies whose word is believed."""

    address: str = ""
    proxies: tuple[str, ...] = ()

    @classmethod
    def of(cls, address: str, proxies: Sequence[str]) -> Front:
        """Read what a person wrote; refuse an address that is none."""
        parts = urlsplit(address.strip())
        wrong = parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment
        if address.strip() and wrong:
            text = "{given} is not an address for phones: write one like https://events.example.org, without a path."
            raise KitError("serve.address", text, given=address)
        try:
            named = tuple(str(ipaddress.ip_network(one.strip(), strict=False)) for one in proxies if one.strip())
        except ValueError as error:
            raise KitError("serve.proxy", "A proxy is named by its address, like 10.0.0.5 or 10.0.0.0/24.") from error
        return cls(address.strip().rstrip("/").lower(), named)


@dataclass(frozen=True)
class Place:
    """A server's place: the host it answers on (every card when empty), its port, and what stands before it."""

    host: str
    port: int
    front: Front = Front()

    def found(self, kit: Kit) -> tuple[str, ...]:
        """Return the addresses now, first the one that codes carried last while it is still a likely one."""
        found = reachable(self.host, self.port, self.front.address)
        last = sharing.remembered(kit)
        return (last, *(one for one in found if one != last)) if last in found and last in self._likely() else found

    def moved(self, kit: Kit, address: str) -> tuple[str, ...]:
        """Return the addresses to go on under when `address` is not this computer's any more; else none.

        While no network is left there are none: it may come back as it was.
        """
        if address in reachable(self.host, self.port, self.front.address):
            return ()
        found = self.found(kit)
        return found if found[0] in self._likely() else ()

    def _likely(self) -> set[str]:
        return {f"http://{card.address}:{self.port}" for card in network.ranked() if card.likely}
