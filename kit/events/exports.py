"""Who took people's data out of the records, in which file: written down each time a sheet or a print is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import EventId

C = tables.export.c


def add(tx: Tx, event_id: EventId | None, kind: str, path: str, people: int, *, at: datetime, actor: str = "") -> None:
    """Write down that data on `people` people went into the file at `path`."""
    values = {"event_id": event_id, "kind": kind, "path": path, "people": people, "at": at, "actor": actor}
    tx.execute(sa.insert(tables.export).values(values))


def listed(tx: Tx) -> tuple[Export, ...]:
    """Return what was taken out, the latest first."""
    joined = sa.select(C.kind, C.path, C.people, C.at, C.actor, tables.event.c.code, tables.event.c.title)
    rows = tx.execute(joined.outerjoin_from(tables.export, tables.event, tables.event.c.id == C.event_id).order_by(C.id.desc()))
    return tuple(Export(row.kind, row.path, int(row.people), row.at, row.actor, row.code or "", row.title or "") for row in rows)


@dataclass(frozen=True)
class Export:
    """One file that left with people's data; no event code when it held several events."""

    kind: str
    path: str
    people: int
    at: datetime
    actor: str
    code: str
    title: str
