"""What a phone says about people's data before somebody checks in: each wording is kept as it was, and each check-in names its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from kit.store import tables, upsert
from kit.store.db import Tx
from kit.store.ids import EventId

N, C = tables.notice.c, tables.checkin.c


def of(text: str) -> Notice:
    """Return a wording with what it is known by."""
    return Notice(hashlib.sha256(text.encode()).hexdigest()[:16], text)


def keep(tx: Tx, notice: Notice, at: datetime) -> None:
    """Keep a wording, once."""
    if tx.execute(sa.select(N.id).where(N.digest == notice.digest)).first() is None:
        put = upsert.into(tx.dialect.name, tables.notice).values(digest=notice.digest, text=notice.text, shown_at=at)
        tx.execute(put.on_conflict_do_nothing())


def shown(tx: Tx, event_id: EventId) -> tuple[Shown, ...]:
    """Return the wordings that people saw who checked in at an event themselves, the first one first."""
    counted = sa.select(N.digest, N.text, N.shown_at, sa.func.count().label("n")).join(tables.checkin, C.notice == N.digest)
    rows = tx.execute(counted.where(C.event_id == event_id).group_by(N.id, N.digest, N.text, N.shown_at).order_by(N.shown_at, N.id))
    return tuple(Shown(Notice(row.digest, row.text), row.shown_at, int(row.n)) for row in rows)


@dataclass(frozen=True)
class Notice:
    """One wording."""

    digest: str
    text: str


@dataclass(frozen=True)
class Shown:
    """A wording, when it was first shown, and under how many lines of the ledger it stands."""

    notice: Notice
    first_at: datetime
    lines: int
