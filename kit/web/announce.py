"""A name in the local network (mDNS) beside the address: a second line for those who type, never what a code carries."""

from __future__ import annotations

import ipaddress
import logging
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zeroconf import ServiceInfo, Zeroconf

log = logging.getLogger(__name__)
NAME = "lectern"
KIND = "_http._tcp.local."
STOP_SECONDS = 3.0


class Announcement:
    """Says in the network that `lectern.local` is this computer, from a thread of its own; where that is not possible, nothing is said."""

    def __init__(self, addresses: Sequence[str], port: int, said: Callable[[str], None] = lambda _host: None) -> None:
        """Announce IPv4 `addresses` of this computer; `said(name)` is called once the name is ours."""
        self.host = ""
        self._addresses, self._port = tuple(addresses), port
        self._zeroconf: Zeroconf | None = None
        self._said, self._settled, self._ended = said, threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._say, name="lectern-mdns", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take the name back."""
        self._ended.set()
        self._thread.join(STOP_SECONDS)

    def wait(self, seconds: float) -> bool:
        """Wait until the name is said; returns whether it is."""
        self._settled.wait(seconds)
        return bool(self.host)

    def _say(self) -> None:
        from zeroconf import Zeroconf

        try:
            info = service(self._addresses, self._port)
            self._zeroconf = Zeroconf(interfaces=list(self._addresses))
            try:
                self._zeroconf.register_service(info, allow_name_change=True)
                self.host = str(info.server).rstrip(".")
                self._said(self.host)
                self._settled.set()
                self._ended.wait()
                self._zeroconf.unregister_service(info)
            finally:
                self.host = ""
                self._zeroconf.close()
        except Exception:  # networks forbid it in many ways, and phones come by the address anyway
            log.info("no name in the local network", exc_info=True)
        finally:
            self._settled.set()


def service(addresses: Sequence[str], port: int) -> ServiceInfo:
    """Return what is announced: a web page called Lectern on `lectern.local`."""
    from zeroconf import ServiceInfo

    packed = [ipaddress.IPv4Address(address).packed for address in addresses]
    return ServiceInfo(KIND, f"Lectern.{KIND}", addresses=packed, port=port, properties={"path": "/t"}, server=f"{NAME}.local.")
