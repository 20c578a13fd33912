"""Phones of helpers: let in with the event's PIN, known by the hash of a secret of their own, taken off one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from kit.content import typed
from kit.errors import KitError
from kit.store import tables, upsert
from kit.store.db import Tx
from kit.store.ids import DeviceId, EventId

D, G = tables.device.c, tables.guess.c
NAME_MOST, DEVICES_MOST = 40, 200
ONE_FREE, ALL_FREE = 5, 30
LOCK, LOCK_MOST, FORGOTTEN = timedelta(minutes=1), timedelta(hours=1), timedelta(hours=6)
EVERYBODY = ""
SEEN_STEP = timedelta(minutes=1)


def admit(tx: Tx, event_id: EventId, *, token: str, name: str, at: datetime) -> Device:
    """Let a phone in; `token` is the hash of its secret."""
    name = typed.clean(name, NAME_MOST)
    if not name:
        raise KitError("device.name", "Write your name, so that the host knows whose phone this is.")
    if tx.execute(sa.select(sa.func.count()).where(D.event_id == event_id, D.revoked_at.is_(None))).scalar_one() >= DEVICES_MOST:
        raise KitError("device.many", "Too many helpers' phones are in: ask the host to take some off.")
    tx.execute(sa.insert(tables.device).values(event_id=event_id, token=token, name=name, created_at=at, seen_at=at))
    found = by_token(tx, event_id, token)
    assert found is not None
    return found


def by_token(tx: Tx, event_id: EventId, token: str) -> Device | None:
    """Return the phone with this token at this event, None when it was taken off or never let in."""
    row = tx.execute(sa.select(tables.device).where(D.token == token, D.event_id == event_id, D.revoked_at.is_(None))).first()
    return _device(row) if row else None


def seen(tx: Tx, device: Device, at: datetime) -> None:
    """Note when a phone was last here, to the minute."""
    if at - device.seen_at >= SEEN_STEP:
        tx.execute(sa.update(tables.device).where(D.id == device.id).values(seen_at=at))


def revoke(tx: Tx, event_id: EventId, device_id: DeviceId, *, at: datetime, actor: str) -> None:
    """Take a phone off: from now on it is nobody."""
    mine = sa.and_(D.id == device_id, D.event_id == event_id, D.revoked_at.is_(None))
    if tx.execute(sa.update(tables.device).where(mine).values(revoked_at=at, revoked_by=typed.clean(actor))).rowcount != 1:
        raise KitError("device.gone", "This phone is off already.")


def listed(tx: Tx, event_id: EventId) -> tuple[Device, ...]:
    """Return the phones of an event, those that are in first, then by name."""
    rows = tx.execute(sa.select(tables.device).where(D.event_id == event_id).order_by(D.revoked_at.is_not(None), D.name, D.id))
    return tuple(map(_device, rows))


def take_turn(tx: Tx, event_id: EventId) -> None:
    """Wait until nobody else tries a PIN at this event, so that many at once are counted like many in a row."""
    tx.execute(sa.select(tables.event.c.id).where(tables.event.c.id == event_id).with_for_update(key_share=True))


def locked_until(tx: Tx, event_id: EventId, who: str, at: datetime) -> datetime | None:
    """Return until when this somebody, or everybody, may not try a PIN."""
    mine = sa.and_(G.event_id == event_id, G.who.in_([who, EVERYBODY]), G.until > at)
    found: datetime | None = tx.execute(sa.select(sa.func.max(G.until, type_=tables.Utc())).where(mine)).scalar()
    return found


def guessed_wrong(tx: Tx, event_id: EventId, who: str, at: datetime) -> None:
    """Count a wrong PIN: after a few each further one locks for twice as long, whoever tried, and after many everybody."""
    for name, free in ((who, ONE_FREE), (EVERYBODY, ALL_FREE)):
        row = tx.execute(sa.select(G.wrong, G.until).where(G.event_id == event_id, G.who == name).with_for_update()).first()
        wrong = 1 if row is None or at - row.until > FORGOTTEN else int(row.wrong) + 1
        over = wrong - free
        until = at if over < 0 else at + min(LOCK * 2 ** min(over, 10), LOCK_MOST)
        put = upsert.into(tx.dialect.name, tables.guess).values(event_id=event_id, who=name, wrong=wrong, until=until)
        tx.execute(put.on_conflict_do_update(index_elements=[G.event_id, G.who], set_={"wrong": wrong, "until": until}))


def guessed_right(tx: Tx, event_id: EventId, who: str) -> None:
    """Forget the wrong PINs of somebody who knew it in the end."""
    tx.execute(sa.delete(tables.guess).where(G.event_id == event_id, G.who == who))


def forget_guesses(tx: Tx, event_id: EventId) -> None:
    """Forget all wrong PINs: there is a new one."""
    tx.execute(sa.delete(tables.guess).where(G.event_id == event_id))


def _device(row: sa.Row[tuple[object, ...]]) -> Device:
    m = row._mapping
    return Device(DeviceId(m["id"]), EventId(m["event_id"]), m["name"], m["created_at"], m["seen_at"], m["revoked_at"])


@dataclass(frozen=True)
class Device:
    """A helper's phone."""

    id: DeviceId
    event_id: EventId
    name: str
    created_at: datetime
    seen_at: datetime
    revoked_at: datetime | None = None

    @property
    def actor(self) -> str:
        """How it is named in the log."""
        return f"helper: {self.name}"
