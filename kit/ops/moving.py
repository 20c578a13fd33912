"""Move an event between a laptop and a server: pack it into a file, take a file in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kit import happenings
from kit.content import files
from kit.context import Kit
from kit.errors import KitError

if TYPE_CHECKING:
    from kit.events.pack import Taken

FILE_MOST = 200_000_000


def pack(kit: Kit, code: str, out: Path) -> Path:
    """Write everything of an event to `out`, names and answers too; returns where it is. It is written down as an export."""
    from kit.events import event as events
    from kit.events import exports
    from kit.events import pack as packs

    with kit.db.read() as tx:
        event = events.by_code(tx, code)
        doc = packs.out(tx, event)
    written = files.write_bytes(Path(out), json.dumps(doc, ensure_ascii=False, separators=(",", ":")).encode())
    count = len(doc["people"])
    kit.db.write(lambda tx: exports.add(tx, event.id, "pack", written.name, count, at=kit.now(), actor=kit.user))
    return written


def take(kit: Kit, file: Path) -> Taken:
    """Bring in an event from a file, or what is new of one that is here; all of it or nothing.

    Raises KitError when the file is no packed event.
    """
    from kit.events import pack as packs

    try:
        doc = json.loads(files.read_bytes(file, FILE_MOST))
    except (ValueError, RecursionError) as error:
        raise KitError("pack.broken", "This file is damaged: pack the event again where it comes from.") from error
    if not isinstance(doc, dict):
        raise KitError("pack.format", "This file was not written by `lectern event pack`, or by a newer Lectern.")
    taken = kit.db.write(lambda tx: packs.take(tx, doc, at=kit.now()))
    kit.bus.publish(happenings.EventCreated(taken.event.id) if taken.new else happenings.EventChanged(taken.event.id))
    return taken
