"""The phones' server: binds its port first, then runs in one thread until stopped; the only place that knows uvicorn."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kit import workspace
from kit.errors import KitError
from kit.ops import sharing
from kit.web import announce, network, worker

if TYPE_CHECKING:
    import uvicorn

    from kit.context import Kit

START_SECONDS = 15
STOP_SECONDS = 5
BACKLOG = 2048
CONNECTIONS = 8192
ANYWHERE = "0.0.0.0"
OPTIONS: dict[str, Any] = {
    "loop": "asyncio",
    "http": "h11",
    "ws": "none",
    "lifespan": "off",
    "log_config": None,
    "access_log": False,
    "proxy_headers": False,
    "server_header": False,
    "backlog": BACKLOG,
    "timeout_graceful_shutdown": STOP_SECONDS,
}


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


class Server:
    """Serves one workspace to phones; `with Server(kit) as server:` starts and stops it."""

    def __init__(self, kit: Kit, host: str = "", port: int | None = None, front: Front | None = None) -> None:
        """Serve `kit` on `host` (every card when empty) and `port` (the workspace's when None; 0 takes any free one)."""
        self.kit = kit
        self.host = host
        self.port = kit.workspace.port if port is None else port
        self.front = front or Front()
        self.addresses: tuple[str, ...] = ()
        self._uvicorn: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._announcement: announce.Announcement | None = None
        self._ended = threading.Event()
        self._held = ExitStack()

    @property
    def address(self) -> str:
        """Where phones most likely reach it, like http://192.168.1.7:8642; "" while stopped."""
        return self.addresses[0] if self.addresses else ""

    @property
    def running(self) -> bool:
        """Whether it answers."""
        return self._thread is not None and not self._ended.is_set()

    def start(self) -> Server:
        """Take the workspace's server lock and the port, then answer from a thread of its own.

        Raises KitError when another server has the workspace or the port is taken; nothing is left running then.
        """
        if self.running:
            return self
        with ExitStack() as held:
            held.enter_context(workspace.lock(self.kit.workspace, "server"))
            listener = bind(self.host, self.port)
            held.callback(listener.close)
            self.port = listener.getsockname()[1]
            self._launch(listener)
            self._held = held.pop_all()
        self._name(self._found())
        return self

    def look_again(self) -> bool:
        """Follow this computer to the address it has now; returns whether codes lead elsewhere from here on.

        While no network is left nothing is changed: it may come back as it was.
        """
        found = self._found()
        if not self.running or self.address in found or found[0] not in self._likely():
            return False
        self._name(found)
        return True

    def prefer(self, address: str) -> None:
        """Let codes carry another of the addresses, the one that phones of this room reach."""
        if self.running and address in self.addresses:
            self._name((address, *(one for one in self.addresses if one != address)))

    def _found(self) -> tuple[str, ...]:
        """Return the addresses now, first the one that codes carried last while it is still a likely one."""
        found = reachable(self.host, self.port, self.front.address)
        last = sharing.remembered(self.kit)
        return (last, *(one for one in found if one != last)) if last in found and last in self._likely() else found

    def _likely(self) -> set[str]:
        return {f"http://{card.address}:{self.port}" for card in network.ranked() if card.likely}

    def _name(self, addresses: tuple[str, ...]) -> None:
        """Say where phones reach us."""
        self.addresses = addresses
        sharing.start(self.kit, addresses)
        if self._announcement is not None:
            self._announcement.stop()
        self._announcement, self.kit.second_address = None, ""
        self._announce()

    def _announce(self) -> None:
        """Say a name in the local network, where phones come to this computer itself on every card."""
        cards = [card.address for card in network.ranked() if card.likely]
        if cards and self.host in ("", ANYWHERE) and not self.front.address:

            def said(name: str) -> None:
                self.kit.second_address = f"http://{name}:{self.port}"

            self._announcement = announce.Announcement(cards, self.port, said)

    def stop(self) -> None:
        """Finish the answers under way, let go of port and lock."""
        if self._uvicorn is not None and self._thread is not None:
            self._uvicorn.should_exit = True
            if not self._ended.wait(STOP_SECONDS * 2):  # never close the socket under a running loop
                self._uvicorn.force_exit = True
                self._ended.wait(STOP_SECONDS)
        if self._announcement is not None:
            self._announcement.stop()
        self._announcement, self.kit.second_address = None, ""
        self._uvicorn = self._thread = None
        self._held.close()
        self.addresses = ()
        sharing.stop(self.kit)

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it stops by itself, at most `seconds`.

        Waits for an event, not for the thread: a `join` that Ctrl+C interrupts marks a running thread as stopped (Python 3.11, bpo-45274).
        """
        if self._thread is not None:
            self._ended.wait(seconds)

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(self, *_why: object) -> None:
        self.stop()

    def _launch(self, listener: socket.socket) -> None:
        import uvicorn

        from kit.web import app

        make_room()
        made = app.build(self.kit, (self.host,), self.front.address)
        server = uvicorn.Server(uvicorn.Config(made, **options(self.front)))
        self._ended.clear()
        thread = threading.Thread(target=self._run, args=(server, listener), name="lectern-server", daemon=True)
        thread.start()
        deadline = time.monotonic() + START_SECONDS
        while not server.started and thread.is_alive() and time.monotonic() < deadline:
            time.sleep(0.01)
        if not server.started:
            server.should_exit = True
            raise KitError("serve.slow", "The server did not start within {n} seconds: try again.", n=START_SECONDS)
        self._uvicorn, self._thread = server, thread

    def _run(self, server: uvicorn.Server, listener: socket.socket) -> None:
        try:
            server.run([listener])
        finally:
            self._ended.set()


def options(front: Front) -> dict[str, Any]:
    """Return the server's options; what proxies say of phones and of https is believed from the named addresses only."""
    return OPTIONS | {"proxy_headers": bool(front.proxies), "forwarded_allow_ips": ",".join(front.proxies)}


def run_workers(
    root: Path, database: str, host: str, port: int, workers: int, ready: Callable[[int], None], front: Front | None = None
) -> None:
    """Serve an organisation's database from several processes until interrupted; each opens the workspace at `root` itself.

    `ready` is called with the port once it is ours. Raises KitError when the port is taken.
    """
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    front = front or Front()
    make_room()
    os.environ.update({worker.WORKSPACE: str(root), worker.DATABASE: database, worker.NAME: host, worker.BASE: front.address})
    listener = bind(host, port)
    with listener:
        ready(listener.getsockname()[1])
        config = uvicorn.Config(f"{worker.__name__}:application", factory=True, workers=workers, **options(front))
        Multiprocess(config, sockets=[listener]).run()


def make_room() -> None:
    """Let this process hold a connection for every phone: macOS allows a program 256 open files unless it asks for more."""
    try:
        import resource
    except ImportError:  # Windows sets no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS if hard == resource.RLIM_INFINITY else min(hard, CONNECTIONS)
    if 0 <= soft < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens on `host` (every card when empty) and `port`; what comes before the server runs waits in its queue.

    Raises KitError when the port is taken, forbidden, or the host is not this computer's: it is never moved elsewhere, since printed
    codes name it. Windows would let a second program share the port unasked; there the socket is made exclusive. Elsewhere the
    address may be reused, which only lets a restarted server in while old connections fade.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    option = getattr(socket, "SO_EXCLUSIVEADDRUSE", None) if os.name == "nt" else socket.SO_REUSEADDR
    try:
        if option is not None:
            listener.setsockopt(socket.SOL_SOCKET, option, 1)
        listener.bind((host or ANYWHERE, port))
        listener.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        raise _refusal(error, host, port) from error
    return listener


def _refusal(error: Exception, host: str, port: int) -> KitError:
    number = getattr(error, "errno", 0)  # 0, since the Windows numbers are None elsewhere
    if number in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", None)):
        return KitError(
            "serve.port-taken", "Port {port} is in use by another program: close it, or choose another port with --port.", port=port
        )
    if number in (errno.EACCES, errno.EPERM, getattr(errno, "WSAEACCES", None)):
        return KitError("serve.port-denied", "Port {port} may not be used on this computer: choose one above 1023 with --port.", port=port)
    if isinstance(error, OverflowError):
        return KitError("serve.port", "There is no port {port}: choose one from 1024 to 65535.", port=port)
    return KitError("serve.host", "{host} is not an address of this computer: leave --host out, or give one that is.", host=host)


def reachable(host: str, port: int, front: str = "") -> tuple[str, ...]:
    """Return the addresses for phones of a server on `host` and `port`, the likeliest first; behind a front only that one."""
    if front:
        return (front,)
    hosts = (host,) if host not in ("", ANYWHERE, "::") else tuple(card.address for card in network.ranked())
    return tuple(f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}" for name in hosts or ("127.0.0.1",))
