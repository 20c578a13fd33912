"""The phones' server inside this process: binds its port first, then runs in a thread of its own until stopped."""

from __future__ import annotations

import logging
import socket
import threading
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

from kit import workspace
from kit.errors import KitError
from kit.ops import sharing
from kit.web import announce, network
from kit.web.server.options import STOP_SECONDS, options
from kit.web.server.place import Front, Place
from kit.web.server.port import ANYWHERE, bind, make_room

if TYPE_CHECKING:
    import uvicorn

    from kit.context import Kit

log = logging.getLogger(__name__)
START_SECONDS = 15


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
        self._name(self._place.found(self.kit))
        return self

    def look_again(self) -> bool:
        """Follow this computer to the address it has now; returns whether codes lead elsewhere from here on.

        While no network is left nothing is changed: it may come back as it was.
        """
        if not self.running:
            return False
        try:
            found = self._place.moved(self.kit, self.address)
            if found:
                self._name(found)
        except KitError as error:  # the database is away for a moment: the next look tells it
            log.warning("codes could not follow this computer: %s", error)
            return False
        return bool(found)

    def prefer(self, address: str) -> None:
        """Let codes carry another of the addresses, the one that phones of this room reach."""
        if self.running and address in self.addresses:
            self._name((address, *(one for one in self.addresses if one != address)))

    @property
    def _place(self) -> Place:
        return Place(self.host, self.port, self.front)

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
