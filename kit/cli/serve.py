"""`lectern serve`: answer phones until Ctrl+C, from this computer or for an organisation."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kit.cli import main
from kit.errors import KitError

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.events.event import Event

Commands = Any
LOOK_SECONDS = 0.5


def add(commands: Commands) -> None:
    """Hang the command on."""
    serve = commands.add_parser("serve", help="answer phones: check-in, feedback, projector page")
    serve.add_argument("event", nargs="?", default="", metavar="EVENT", help="show the codes of this event (default: of all open ones)")
    serve.add_argument("--host", default="", metavar="H", help="answer on this address or name only (default: every network card)")
    serve.add_argument("--port", type=int, default=None, metavar="P", help="the port (default: the workspace's, which printed codes name)")
    serve.add_argument("--database", default="", metavar="URL", help="postgresql://… of an organisation (default: the workspace's records)")
    serve.add_argument("--workers", type=int, default=1, metavar="N", help="server processes, with a PostgreSQL database only")
    serve.add_argument("--address", default="", metavar="URL", help="the address that phones come to through a proxy, such as https://…")
    serve.add_argument(
        "--proxy", action="append", default=[], metavar="ADDR", help="believe this proxy's forwarded headers (address or net)"
    )
    serve.set_defaults(run=serve_)


def serve_(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    kit = main.open_kit(args, database=args.database)
    if args.workers < 1:
        raise KitError("serve.no-workers", "There is no server with {n} workers: give 1 or more, or leave --workers out.", n=args.workers)
    if args.workers > 1 and not kit.database_url:
        raise KitError(
            "serve.workers", "Several workers need a PostgreSQL database: add --database postgresql://…, or leave --workers out."
        )
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        return (_many if args.workers > 1 else _one)(kit, args)
    except KeyboardInterrupt:
        if not args.json and not args.quiet:
            print("\nstopped")
        return 0
    finally:
        kit.close()


def _one(kit: Kit, args: argparse.Namespace) -> int:
    from kit.web.server import AROUND_SECONDS, Front, Server

    found = _events(kit, args.event)
    with Server(kit, args.host, args.port, Front.of(args.address, args.proxy)) as server:
        _tell(args, kit, found)
        looked = time.monotonic()
        while server.running:
            server.wait(LOOK_SECONDS)
            if time.monotonic() - looked >= AROUND_SECONDS:
                looked = time.monotonic()
                if server.look_again():
                    _moved(kit)
    raise RuntimeError("the server ended by itself")


def _many(kit: Kit, args: argparse.Namespace) -> int:
    from kit import workspace
    from kit.web.server import Front, Place, workers

    found, port = _events(kit, args.event), args.port if args.port is not None else kit.workspace.port
    place = Place(args.host, port, Front.of(args.address, args.proxy))
    with workspace.lock(kit.workspace, "server"):
        workers.run(kit, place, args.workers, lambda: _tell(args, kit, found), lambda: _moved(kit))
    return 0


def _moved(kit: Kit) -> None:
    print(f"lectern: this computer's address has changed: codes lead to {kit.addresses[0]} now", file=sys.stderr, flush=True)


def _events(kit: Kit, code: str) -> tuple[Event, ...]:
    from kit.ops import events

    codes = [code] if code else [row.event.code for row in events.all(kit) if row.event.closed_at is None]
    return tuple(events.open_(kit, one) for one in codes)


def _tell(args: argparse.Namespace, kit: Kit, found: Sequence[Event]) -> None:
    """Say where phones reach us: every address, and for each event its pages; one event on a terminal with its code to scan."""
    from kit import qr
    from kit.ops import sharing

    addresses = kit.addresses
    lines = [f"phones reach this computer at {addresses[0]}"]
    lines += [f"                         or at {address}" for address in addresses[1:]]
    lines += [f"try it with a phone:  {sharing.test_target(kit).address}", ""]
    targets = {event.code: sharing.targets(kit, event.code) for event in found}
    for event in found:
        lines += [f"{event.code}  {event.title}", *(f"  {name:<9}{target.address}" for name, target in targets[event.code].items()), ""]
    if len(found) == 1 and sys.stdout.isatty():
        lines += [qr.blocks(targets[found[0].code]["checkin"].payload), ""]
    pages = {code: {name: target.address for name, target in inner.items()} for code, inner in targets.items()}
    main.show(args, {"address": addresses[0], "addresses": list(addresses), "events": pages}, [*lines, "Ctrl+C stops"])
    sys.stdout.flush()


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
