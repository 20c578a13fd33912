"""Let phones reach us: the addresses in force, where each QR code leads, and which phones were seen."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kit import happenings
from kit.content import files
from kit.decks.bindings import QrTarget

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.events.event import Event

PATHS = {"checkin": "c", "feedback": "f", "screen": "s"}
REMEMBERED = "address"
AROUND = timedelta(hours=12)
ONLY_HERE = ("http://127.", "http://localhost:", "http://[::1]:")


def start(kit: Kit, addresses: Sequence[str]) -> None:
    """Say that phones reach us at `addresses` ("http://192.168.1.7:8642"), the likeliest first, which decks built later remember."""
    kit.addresses = tuple(addresses)
    if kit.database_url:
        from kit.store import shared

        kit.db.write(lambda tx: shared.write(tx, shared.ADDRESS, kit.addresses[0]))
    elif not kit.addresses[0].startswith(ONLY_HERE):
        files.write_text(kit.workspace.records / REMEMBERED, kit.addresses[0] + "\n")
    kit.bus.publish(happenings.SharingChanged(kit.addresses[0]))


def stop(kit: Kit) -> None:
    """Say that phones reach us no longer."""
    if kit.addresses:
        kit.addresses = ()
        kit.bus.publish(happenings.SharingChanged(""))


def address(kit: Kit) -> str:
    """Return the address that codes carry: the one in force, else the last one, else this computer's own with the workspace's port.

    On an organisation's database it is the address of its server, whichever computer asks.
    """
    if kit.addresses:
        return kit.addresses[0]
    return remembered(kit) or f"http://{outward() or '127.0.0.1'}:{kit.workspace.port}"


def remembered(kit: Kit) -> str:
    """Return the address at which phones last reached this workspace or its organisation's server, "" when they never did."""
    if kit.database_url:
        from kit.store import shared

        with kit.db.read() as tx:
            known = shared.read(tx, shared.ADDRESS)
        if known:
            return known
    path = kit.workspace.records / REMEMBERED
    return files.read_text(path, limit=1000).strip() if path.is_file() else ""


def targets(kit: Kit, code: str, address_: str = "") -> dict[str, QrTarget]:
    """Return where the QR codes of the event `code` lead: "checkin", "feedback" and "screen".

    The payload is in capitals, which makes the smallest code; the address a person types is in small letters.
    """
    base = (address_ or address(kit)).rstrip("/")
    return {name: QrTarget(f"{base}/{path}/{code}".upper(), f"{base}/{path}/{code}".lower(), code) for name, path in PATHS.items()}


def outdated(kit: Kit) -> tuple[tuple[str, str], ...]:
    """Return the finished decks of open events whose codes lead elsewhere than the address in force, as (file, address printed)."""
    from kit.events import event as events
    from kit.events import shown

    here, found = address(kit).casefold(), []
    with kit.db.read() as tx:
        for event in events.listed(tx):
            if event.closed_at is None:
                found += [(deck.path, where) for deck in shown.decks(tx, event.id) for where in _elsewhere(deck.qr.values(), here)]
    return tuple(dict(found).items())


def _elsewhere(printed: Iterable[str], here: str) -> list[str]:
    """Return the first printed address that does not lead `here`."""
    return [
        where for where in printed if "/" in where and not where.casefold().removeprefix("http://").startswith(here.removeprefix("http://"))
    ][:1]


def needed(kit: Kit) -> bool:
    """Return whether phones have a reason to come: an open event from half a day before its start to half a day after its end."""
    from kit.events import event as events

    with kit.db.read() as tx:
        near = (event for event in events.listed(tx) if event.closed_at is None)
        return any(event.starts_at - AROUND <= kit.now() <= max(event.ends_at, event.starts_at) + AROUND for event in near)


def desk_target(kit: Kit, code: str) -> QrTarget:
    """Return where helpers' phones find the desk of the event `code`."""
    still = targets(kit, code)["checkin"]
    return replace(still, payload=still.payload.replace("/C/", "/H/"), address=still.address.replace("/c/", "/h/"))


def wall(kit: Kit, event: Event, address_: str = "") -> QrTarget:
    """Return where the check-in code on the wall leads now: the event's own address, or one that changes after `event.rotating` seconds.

    The address under the picture stays the one without the changing part: typing it does not let anybody in.
    """
    from kit.events import token

    still = targets(kit, event.code, address_)["checkin"]
    if not event.rotating:
        return still
    return replace(still, payload=f"{still.payload}/{token.slot(kit.key, event.code, event.rotating, kit.now())}")


def changes_in(kit: Kit, event: Event) -> float:
    """Return how many seconds the code on the wall stays as it is, 0 when it never changes."""
    from kit.events import token

    return token.slot_left(event.rotating, kit.now()) if event.rotating else 0.0


def test_target(kit: Kit) -> QrTarget:
    """Return the address of the page that tells a phone, and us, that it reaches this computer."""
    return QrTarget(f"{address(kit)}/t".upper(), f"{address(kit)}/t", "")


def answers(kit: Kit) -> None:
    """Read something from the records; raises KitError when they do not answer."""
    from kit.store import shared

    with kit.db.read() as tx:
        shared.read(tx, shared.KEY)


def seen(kit: Kit, phone: str) -> None:
    """Tell that a phone at the network address `phone` opened the self-test page."""
    kit.bus.publish(happenings.PhoneSeen(phone))


def outward() -> str:
    """Return the address that packets leave from, "" without a route; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return ""
