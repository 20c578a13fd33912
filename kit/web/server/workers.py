"""An organisation's server: several processes on one database, and the addresses that their codes carry."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kit.errors import KitError
from kit.ops import sharing
from kit.web import worker
from kit.web.server.options import options
from kit.web.server.place import AROUND_SECONDS, Place
from kit.web.server.port import bind, make_room

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.context import Kit

log = logging.getLogger(__name__)
Told = Callable[[], None]


def run(kit: Kit, place: Place, workers: int, ready: Told, moved: Told) -> None:
    """Serve an organisation's database from several processes until interrupted; each opens the workspace itself.

    `ready` is called once the port is ours, `moved` when this computer has got another address: the codes of every process and every
    host's window carry it from then on, since they read it from the database. Raises KitError when the port is taken.
    """
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    make_room()
    named = {worker.WORKSPACE: str(kit.workspace.root), worker.DATABASE: kit.database_url}
    os.environ.update(named | {worker.NAME: place.host, worker.BASE: place.front.address})
    with bind(place.host, place.port) as listener:
        here = Place(place.host, listener.getsockname()[1], place.front)
        sharing.start(kit, here.found(kit))
        ready()
        config = uvicorn.Config(f"{worker.__name__}:application", factory=True, workers=workers, **options(place.front))
        with following(kit, here, moved):
            Multiprocess(config, sockets=[listener]).run()
    sharing.stop(kit)


@contextmanager
def following(kit: Kit, place: Place, moved: Told) -> Iterator[None]:
    """Look every ten seconds whether the address that codes carry is still this computer's, in a thread of its own."""
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(AROUND_SECONDS):
            if follow(kit, place):
                moved()

    thread = threading.Thread(target=look, name="lectern-address", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def follow(kit: Kit, place: Place) -> bool:
    """Go on under another address when the one in force is not ours any more; returns whether codes lead elsewhere from here on."""
    try:
        found = place.moved(kit, kit.addresses[0])
        if found:
            sharing.start(kit, found)
    except KitError as error:  # the database is away for a moment: the next look tells it
        log.warning("codes could not follow this computer: %s", error)
        return False
    return bool(found)
